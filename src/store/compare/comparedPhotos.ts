import { current } from '../../core/design/history.ts'
import { viewOf, type PhotoView } from '../../core/design/photoView.ts'
import { headRegion, placeByMarks } from '../../core/design/carry/registration.ts'
import { about, followedBy } from '../../core/geometry/similarity.ts'
import { edgesOf, handReach, register, wideReach, type EdgePlane } from '../../core/pixels/register.ts'
import type { PhotoRow } from '../../storage/repository.ts'
import { newestHistory } from '../saving/autosave.ts'
import { compareSides, compareStore, setCompare, type CompareItem, type CompareSide } from './compareStore.ts'
import {
  comparedVisits,
  isOfThisView,
  noOthers,
  otherOf,
  type ComparedVisits,
  type OtherPhoto,
} from './comparedVisits.ts'
import { designStore } from '../designStore.ts'
import { toast } from '../jobsStore.ts'
import { engine, repository } from '../services.ts'
import { storedSnapshots } from '../saving/storedDesigns.ts'

/** Longest side of another visit's picture, px: as snapshots are kept. */
const PICTURE_PX = 2560
/** Longest side of the pictures whose edges are laid on each other, px. */
const EDGES_PX = 160

let loading: Promise<void> = Promise.resolve()
const decoded = new Map<string, Promise<ImageBitmap>>()
/** Photos that were laid on the open one without being shown. */
const laid = new Map<string, Promise<void>>()
/** Pictures of other photos that stay in memory: as many as can stand beside the open one. */
const MOST_DECODED = 3

/** Looks up what else there is of the open photo's patient. What is compared and no longer there gives way to what is. */
export function loadComparedVisits(): Promise<void> {
  const { photo } = designStore.getState()
  if (photo && comparedVisits.getState().photoId !== photo.id) forgetOthers(photo.id)
  loading = load()
  return loading
}

function forgetOthers(photoId: string): void {
  for (const bitmap of decoded.values()) bitmap.then((b) => b.close()).catch(() => {})
  decoded.clear()
  laid.clear()
  comparedVisits.setState({ ...noOthers, photoId })
}

async function load(): Promise<void> {
  const { photo, design } = designStore.getState()
  if (!photo || !design) return
  const others = await othersOf(photo, viewOf(design)).catch(() => [])
  const now = designStore.getState()
  if (now.photo?.id !== photo.id || !now.design) return
  const known = comparedVisits.getState().places
  const here = now.design
  const places: Record<string, ComparedVisits['places'][string]> = {}
  for (const { photo: of, design: other } of others)
    if (other) places[of.id] = known[of.id] ?? { place: placeByMarks(other, here), by: 'marks' }
  comparedVisits.setState({ photoId: photo.id, others, places })
  dropUnknown()
}

async function othersOf(open: PhotoRow, view: PhotoView): Promise<readonly OtherPhoto[]> {
  const summary = await repository().patient(open.patientId)
  const visits = new Map(summary?.visits.map((visit) => [visit.id, visit]))
  const found = await Promise.all(
    (summary?.photos ?? [])
      .filter((photo) => photo.id !== open.id)
      .map(async (photo): Promise<OtherPhoto | null> => {
        const visit = visits.get(photo.visitId)
        if (!visit) return null
        if (photo.view !== view) return { photo, visit, design: null, view: photo.view, snapshots: [] }
        const [history, snapshots] = await Promise.all([newestHistory(photo.id), storedSnapshots(photo.id)])
        return history && { photo, visit, design: current(history), view: photo.view, snapshots }
      }),
  )
  return found
    .filter((other) => other !== null)
    .toSorted((x, y) => y.visit.date.localeCompare(x.visit.date) || x.photo.addedAt.localeCompare(y.photo.addedAt))
}

/** What is remembered of another visit may be gone by now. */
function dropUnknown(): void {
  const { snapshots } = designStore.getState()
  const state = compareStore.getState()
  const isThere = (item: CompareItem) =>
    item === 'before' || snapshots.some((s) => s.id === item) || isOfThisView(otherOf(item))
  const part: Partial<Record<CompareSide, CompareItem | null>> = {}
  for (const side of compareSides) {
    const item = state[side]
    if (item !== null && !isThere(item)) part[side] = side === 'a' ? 'before' : side === 'b' ? newest() : null
  }
  if (Object.keys(part).length === 0) return
  compareStore.setState(part as Partial<typeof state>)
  toast('A part of this comparison is not here any more.')
}

const newest = (): CompareItem => designStore.getState().snapshots.at(-1)?.id ?? 'before'

/**
 * Puts something on a side once it is known what there is by now. A photo of another view is refused: nothing of two views lies
 * in one place.
 */
export async function chooseCompared(side: CompareSide, item: CompareItem): Promise<void> {
  const { photo } = designStore.getState()
  await loading.catch(() => {}) // Then what was known before is what there is.
  // Meanwhile another photo may have been opened, with a comparison of its own.
  if (designStore.getState().photo?.id !== photo?.id) return
  const other = otherOf(item)
  if (other && !isOfThisView(other)) setCompare({ refused: 'views' })
  else setCompare({ [side]: item })
}

/** The photo of another visit that an item is of, once it is known what there is. */
async function known(item: CompareItem): Promise<OtherPhoto | null> {
  // A page that opens with it asks before anybody has looked what there is.
  if (comparedVisits.getState().photoId !== designStore.getState().photo?.id) void loadComparedVisits()
  await loading
  return otherOf(item)
}

/**
 * Lays the photo under a snapshot of another visit on the open one, so that the snapshot's picture lies from the first moment
 * where its photo would. What cannot be laid by its edges lies by the marks.
 */
export async function laySnapshot(item: CompareItem): Promise<void> {
  if (designStore.getState().snapshots.some(({ id }) => id === item)) return
  const other = await known(item).catch(() => null)
  if (!other || !isOfThisView(other)) return
  const { id } = other.photo
  const shown = decoded.get(id)
  if (shown) return void (await shown.catch(() => {}))
  if (placeOf(other)?.by === 'edges') return
  const work = laid.get(id) ?? layUnseen(other).catch(() => void laid.delete(id))
  laid.set(id, work)
  await work
}

async function layUnseen(other: OtherPhoto): Promise<void> {
  const bytes = await repository().photoBytes(other.photo.hash)
  if (!bytes) return
  const bitmap = await engine().otherPhoto(bytes, PICTURE_PX)
  await layOnOpen(other, bitmap).finally(() => bitmap.close())
}

const placeOf = ({ photo }: OtherPhoto) => comparedVisits.getState().places[photo.id]

/** The photo of another visit, decoded; the first time it is also laid on the open one by its edges. */
export async function otherPicture(item: CompareItem): Promise<ImageBitmap> {
  const other = await known(item)
  if (!other) throw new Error('This photo is no longer there.')
  const { id } = other.photo
  const bitmap = decoded.get(id) ?? decode(other)
  decoded.delete(id)
  decoded.set(id, bitmap)
  for (const [old, gone] of decoded) {
    if (decoded.size <= MOST_DECODED) break
    decoded.delete(old)
    gone.then((b) => b.close()).catch(() => {})
  }
  return bitmap
}

function decode(other: OtherPhoto): Promise<ImageBitmap> {
  const work = (async () => {
    const bytes = await repository().photoBytes(other.photo.hash)
    if (!bytes) throw new Error('The photo is no longer stored.')
    const bitmap = await engine().otherPhoto(bytes, PICTURE_PX)
    await layOnOpen(other, bitmap).catch(() => {}) // Then it lies by the marks.
    return bitmap
  })()
  work.catch(() => decoded.delete(other.photo.id))
  return work
}

/** The place by the marks, refined until the edges of both pictures agree best. */
async function layOnOpen(other: OtherPhoto, bitmap: ImageBitmap): Promise<void> {
  const { design, photo } = designStore.getState()
  const start = placeOf(other)
  // Laid once it stays: what is on the screen by it must not move again.
  if (!design || !photo || !start || start.by === 'edges' || !other.design) return
  const bytes = await engine().picture([null], {
    photoHash: photo.hash,
    type: 'image/jpeg',
    quality: 0.92,
    maxSide: EDGES_PX,
  })
  const here = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
  const fixed = small(here)
  here.close()
  const moving = small(bitmap)
  const origin = { x: 0, y: 0 }
  const [perHere, perOther] = [fixed.width / photo.width, moving.width / other.photo.width]
  const inSmall = followedBy(followedBy(about(origin, 1 / perOther), start.place), about(origin, perHere))
  const { x, y, width, height } = headRegion(design)
  const region = { x: x * perHere, y: y * perHere, width: width * perHere, height: height * perHere }
  const checked = design.marks.checked && other.design.marks.checked
  const { place, refined } = register(fixed, moving, inSmall, region, checked ? handReach : wideReach)
  if (!refined || comparedVisits.getState().photoId !== photo.id || placeOf(other)?.by === 'edges') return
  const laid = followedBy(followedBy(about(origin, perOther), place), about(origin, 1 / perHere))
  comparedVisits.setState((s) => ({ places: { ...s.places, [other.photo.id]: { place: laid, by: 'edges' } } }))
}

function small(bitmap: ImageBitmap): EdgePlane {
  const scale = Math.min(1, EDGES_PX / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('No canvas to look for edges on.')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return edgesOf(context.getImageData(0, 0, width, height).data, width, height)
}
