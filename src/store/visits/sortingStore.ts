import { createStore } from 'zustand/vanilla'
import { photoViews, type PhotoView } from '../../core/design/photoView.ts'
import type { PatientSummary, PhotoRow, Visit } from '../../storage/repository.ts'
import type { PhotoProblem } from '../../worker/engine.ts'
import { loaded } from '../../worker/loadedPart.ts'
import { designStore } from '../designStore.ts'
import { jobsStore } from '../jobsStore.ts'
import { isSameDay } from './libraryFilters.ts'
import { loadLibrary } from './libraryStore.ts'
import type { ReadPhoto } from './photoIntake.ts'
import { MOST_MEGABYTES } from './photoSize.ts'
import { navigate, routeStore } from '../routeStore.ts'
import { newEngine, repository } from '../services.ts'
import { askToPersist } from '../saving/storageHealth.ts'
import { importFile } from './importActions.ts'
import { openingProblem } from './visitActions.ts'
import { setStep, setView } from '../viewStore.ts'

/** A file on its way to a place among the standard views. */
export interface SortItem {
  readonly id: number
  /** As the file is called; never stored. */
  readonly name: string
  readonly file: File
  /** Null: it is left out. */
  readonly view: PhotoView | null
  /** The view was chosen by hand: no guess changes it. */
  readonly chosen: boolean
  /** Null while it is being read, and where it cannot be. */
  readonly read: ReadPhoto | null
  readonly problem: PhotoProblem | null
  /** A blob: address of its small picture. */
  readonly preview: string | null
  /** It could not be stored the last time this was tried. */
  readonly notStored: boolean
}

export interface Sorting {
  readonly patientId: string
  readonly patientName: string
  readonly visits: readonly Visit[]
  /** All of the patient, to know which views a visit has. */
  readonly photos: readonly PhotoRow[]
  /** Whether another of the visits may be chosen; in the Studio it is the open one. */
  readonly anyVisit: boolean
  /** Where the photos go; null: to a new visit of today. */
  readonly visitId: string | null
  readonly items: readonly SortItem[]
  readonly storing: boolean
}

/** Null while nothing is sorted. */
export const sortingStore = createStore<{ readonly sorting: Sorting | null }>(() => ({ sorting: null }))

const stateOf = (): Sorting | null => sortingStore.getState().sorting
const change = (part: Partial<Sorting>): void => {
  const sorting = stateOf()
  if (sorting) sortingStore.setState({ sorting: { ...sorting, ...part } })
}
const changeItem = (id: number, part: Partial<SortItem>): void => {
  const items = stateOf()?.items.map((item) => (item.id === id ? { ...item, ...part } : item))
  if (items) change({ items })
}

/** What files of views are called; right and left are the patient's. */
const viewWords: readonly (readonly [PhotoView, RegExp])[] = [
  ['right45', /right.*(45|oblique|quarter)|(45|oblique|quarter).*right/],
  ['left45', /left.*(45|oblique|quarter)|(45|oblique|quarter).*left/],
  ['rightProfile', /right.*(profile|side)|(profile|side).*right/],
  ['leftProfile', /left.*(profile|side)|(profile|side).*left/],
  ['vertex', /vertex|\btop\b/],
  ['crown', /crown|occiput|\bback\b/],
  ['lowerFace', /beard|lower.?face/],
  ['partLine', /part.?line/],
  ['closeUp', /close.?up|macro/],
  ['frontal', /frontal|\bfront\b/],
]

/** The view that a file's name tells, null where it tells none. */
function viewNamed(name: string): PhotoView | null {
  const words = name.toLowerCase().replace(/[_.]+/g, ' ')
  return viewWords.find(([, word]) => word.test(words))?.[0] ?? null
}

/**
 * Views are guessed by the names of the files, and where those say nothing by their order, for that is how they are taken:
 * the next missing one, and none twice.
 */
export function guessViews(items: readonly SortItem[], there: readonly PhotoView[]): readonly SortItem[] {
  const taken = new Set([...there, ...items.flatMap((item) => (item.chosen && item.view ? [item.view] : []))])
  const named = new Map<number, PhotoView>()
  for (const { id, name, chosen, problem } of items) {
    const view = chosen || problem ? null : viewNamed(name)
    if (!view || taken.has(view)) continue
    named.set(id, view)
    taken.add(view)
  }
  const free = photoViews.filter((view) => !taken.has(view))
  return items.map((item) =>
    item.chosen ? item : { ...item, view: item.problem ? null : (named.get(item.id) ?? free.shift() ?? null) },
  )
}

const viewsOf = ({ photos, visitId }: Sorting): PhotoView[] =>
  photos.filter((photo) => photo.visitId === visitId).map(({ view }) => view)

let ids = 0
let sortings = 0

/** Opens the sheet for files that were dropped or chosen, and reads them one after the other beside the open photo. */
export async function startSorting(
  files: readonly File[],
  to: Omit<Sorting, 'items' | 'storing'>,
  view?: PhotoView,
): Promise<void> {
  if (files.length === 0 || stateOf()) return
  const mine = ++sortings
  const items = files.map((file): SortItem => {
    const known = { view: view ?? null, chosen: view !== undefined }
    return { id: ++ids, name: file.name, file, ...known, read: null, problem: null, preview: null, notStored: false }
  })
  const sorting: Sorting = { ...to, items, storing: false }
  sortingStore.setState({ sorting: { ...sorting, items: guessViews(items, viewsOf(sorting)) } })
  const reader = newEngine()
  try {
    for (const { id, file } of items) {
      if (mine !== sortings) return
      const view = stateOf()?.items.find((item) => item.id === id)?.view
      const { read, problem } = await readFile(reader, file, view ?? 'frontal')
      if (mine !== sortings) return
      const preview = read && URL.createObjectURL(new Blob([read.thumbnail], { type: 'image/jpeg' }))
      changeItem(id, { read, problem, preview })
      if (problem) guessAgain()
    }
  } finally {
    reader.end()
  }
}

/** Files that come to the open visit: a first one is opened at once, of others it is asked which is which. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const { patient, visit, photos } = designStore.getState()
  const [file] = files
  // A first photo is the frontal one; what comes after it is another view, and only the hand knows which.
  if (files.length <= 1 && photos.length === 0) {
    if (file) await importFile(file)
  } else if (file && patient && visit && !jobsStore.getState().opening) {
    const to = { patientId: patient.id, patientName: patient.name, visits: [visit], photos, visitId: visit.id }
    await startSorting(files, { ...to, anyVisit: false })
  }
}

/** Files for a patient of the Library: to the visit of today, else to a new one. */
export function addFilesTo(
  { patient, visits, photos }: PatientSummary,
  files: readonly File[],
  o: { readonly visitId?: string; readonly view?: PhotoView } = {},
): Promise<void> {
  const today = visits.findLast(({ date }) => isSameDay(new Date(date), new Date()))
  const visitId = o.visitId ?? today?.id ?? null
  const to = { patientId: patient.id, patientName: patient.name, visits, photos, visitId, anyVisit: true }
  return startSorting(files, to, o.view)
}

async function readFile(
  reader: ReturnType<typeof newEngine>,
  file: File,
  view: PhotoView,
): Promise<{ read: ReadPhoto | null; problem: PhotoProblem | null }> {
  const refused = (problem: PhotoProblem) => ({ read: null, problem })
  if (file.size > MOST_MEGABYTES * 1e6) return refused({ code: 'tooManyBytes', megabytes: file.size / 1e6 })
  try {
    const opened = await reader.openPhoto(await file.arrayBuffer())
    if (!opened.ok) return refused(opened.problem)
    const { readPhoto } = await loaded(() => import('./photoIntake.ts'))
    return { read: await readPhoto(reader, opened.photo, { view, covers: ['scalp', 'lowerFace'] }), problem: null }
  } catch (error) {
    return refused(openingProblem(error))
  }
}

function guessAgain(): void {
  const sorting = stateOf()
  if (sorting) change({ items: guessViews(sorting.items, viewsOf(sorting)) })
}

/** Gives a photo its view; whoever had that view takes the other one. */
export function chooseView(id: number, view: PhotoView | null): void {
  const sorting = stateOf()
  const before = sorting?.items.find((item) => item.id === id)?.view ?? null
  if (!sorting || view === before) return
  const items = sorting.items.map((item) => {
    if (item.id === id) return { ...item, view, chosen: true }
    return view !== null && item.view === view ? { ...item, view: before, chosen: true } : item
  })
  change({ items })
}

export function chooseVisit(visitId: string | null): void {
  change({ visitId })
  guessAgain()
}

/** Leaves everything as it was. */
export function endSorting(): void {
  sortings++
  for (const { preview } of stateOf()?.items ?? []) if (preview) URL.revokeObjectURL(preview)
  sortingStore.setState({ sorting: null })
}

/**
 * Stores what has a view, in the order of the views. What could not be stored stays in the sheet and says so. Returns where
 * the photos went, and how many; null while some are still to be stored.
 */
export async function keepSorted(): Promise<{ readonly count: number; readonly photo: PhotoRow } | null> {
  const sorting = stateOf()
  if (!sorting || sorting.storing) return null
  change({ storing: true })
  const { patientId } = sorting
  let { visitId } = sorting
  const kept: PhotoRow[] = []
  let reader: ReturnType<typeof newEngine> | null = null
  try {
    const { incomingPhoto, readFor } = await import('./photoIntake.ts')
    if (visitId === null) {
      const kind = sorting.visits.length > 0 ? 'followUp' : 'consultation'
      const visit = await repository().addVisit(patientId, { kind, date: new Date().toISOString() })
      visitId = visit.id
      change({ visitId, visits: [...sorting.visits, visit] })
    }
    const ordered = sorting.items.toSorted((a, b) => orderOf(a.view) - orderOf(b.view))
    for (const { id, read, view } of ordered) {
      if (!read || !view) continue
      if (read.proposedFor !== view) reader ??= newEngine()
      const fitting = reader ? await readFor(view, read, reader) : read
      const incoming = incomingPhoto(fitting, { patientId, visitId, view })
      try {
        await repository().addPhoto(incoming)
        kept.push(incoming.row)
        change({ items: (stateOf()?.items ?? []).filter((item) => item.id !== id) })
      } catch {
        changeItem(id, { notStored: true })
      }
    }
  } finally {
    reader?.end()
    change({ storing: false })
  }
  shown(kept)
  if (kept.length > 0)
    await repository()
      .patient(patientId)
      .then((found) => found && askToPersist(found.patient))
  const waits = stateOf()?.items.some(({ notStored }) => notStored) ?? false
  const photo = kept[0]
  if (waits || !photo) return null
  endSorting()
  return { count: kept.length, photo }
}

const orderOf = (view: PhotoView | null): number => (view ? photoViews.indexOf(view) : photoViews.length)

/** In the Studio they come to the strip; the first of a visit is opened, and one that came alone. */
function shown(kept: readonly PhotoRow[]): void {
  const { visit, photo } = designStore.getState()
  const here = kept.filter(({ visitId }) => visitId === visit?.id)
  if (here.length > 0) designStore.setState((s) => ({ photos: [...s.photos, ...here] }))
  const first = here[0]
  const route = routeStore.getState()
  if (route.screen === 'library') void loadLibrary()
  else if (first && (!photo || kept.length === 1)) {
    // What was reached with the photo that is left stays its own.
    if (!photo) setView({ furthest: 0 })
    setStep('scale')
    navigate({ ...route, photoId: first.id }, { replace: !photo })
  }
}
