import { isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { heightMmOf } from '../../core/design/lines/measuredLine.ts'
import { sameDesign } from '../../core/design/history.ts'
import { figureWay } from '../../core/design/scale/figureWay.ts'
import { lengthBand } from '../../core/design/scale/lengthBand.ts'
import { hasReversal } from '../../core/design/reversal.ts'
import { ENGINE_VERSION } from '../../core/fill/engineVersion.ts'
import { scaled } from '../../core/plan/bands.ts'
import { inStripOrder, placeOf, type PhotoRow, type Snapshot, type SnapshotRemarks } from '../../storage/repository.ts'
import type { FillResult, PictureOptions } from '../../worker/engine.ts'
import { coverShown } from '../visits/coverFollows.ts'
import { compareStore } from '../compare/compareStore.ts'
import { edit } from '../edits/designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { SITTING_SHARE } from '../../core/pigment/inkModel.ts'
import { isOfEarlierEngine } from '../dots/earlierEngine.ts'
import { figuresOfFill } from '../dots/finishedPictures.ts'
import { jobsStore, toast } from '../jobsStore.ts'
import { pictured } from '../reversal/reversalView.ts'
import { routeStore } from '../routeStore.ts'
import { engine, repository } from '../services.ts'
import { saidElsewhere } from './slidesElsewhere.ts'
import { snapshotName } from './snapshotNames.ts'
import { commitSnapshot } from './snapshotSteps.ts'
import { forgetThumbnail, thumbnailComing } from './thumbnails.ts'
import { isPaused } from '../saving/pausedStore.ts'
import { setView, viewStore } from '../viewStore.ts'
import { MOST_NAME_LETTERS, shortened } from '../shortText.ts'

/** More is a record of its own, not a note on a picture. */
export const MOST_NOTE_LETTERS = 2000

/**
 * Freezes what is on the screen: the design, or on the plan a stage of the way there. Its place is in the strip at once, its picture once it is on disk. Null where none was kept; the reason is said. A design that is one already is pointed at instead.
 * @param named whether it is said under which name: not where a patient looks on
 */
export async function saveSnapshot(named = true): Promise<Snapshot | null> {
  const { photo, visit } = designStore.getState()
  const committed = committedDesign(designStore.getState())
  const design = committed && pictured(committed)
  if (!design || !photo || !visit || jobsStore.getState().savingSnapshot) return null
  const same = designStore.getState().snapshots.find((s) => !isOfEarlierEngine(s) && sameDesign(s.design, design))
  if (same) {
    if (named) toast(`Already saved as ${same.name}.`)
    pointAt(same.id)
    return same
  }
  jobsStore.setState({ savingSnapshot: true })
  try {
    const snapshot = await snapshotOf(design, visit.id)
    await keep(snapshot, photo)
    // The plan has no strip to see it in.
    if (named && hasReversal(design)) toast(`Snapshot saved: ${snapshot.name}. Compare shows it beside others.`)
    return snapshot
  } catch {
    toast('The snapshot could not be saved. The design is unchanged.')
    return null
  } finally {
    jobsStore.setState({ savingSnapshot: false })
  }
}

/**
 * Freezes designs one after the other, as long as their photo is open; each stands in the strip as soon as it is kept.
 * Whoever saves a snapshot meanwhile does not wait for them.
 * @param turn resolves when the next one may begin
 * @returns whether all of them are kept
 */
export async function saveDesigns(
  designs: readonly { name: string; design: Design }[],
  turn: () => Promise<void>,
): Promise<boolean> {
  const { photo, visit } = designStore.getState()
  if (!photo || !visit) return false
  for (const { name, design } of designs) {
    await turn()
    if (!isOpenPhoto(photo)) return false
    const snapshot = await snapshotOf(design, visit.id)
    if (!isOpenPhoto(photo)) return false
    await keep({ ...snapshot, name }, photo, true)
  }
  return true
}

async function snapshotOf(design: Design, visitId: string): Promise<Snapshot> {
  const figures = await snapshotFigures(design)
  return {
    id: crypto.randomUUID(),
    photoId: design.photo.id,
    visitId,
    name: snapshotName(design, designStore.getState().snapshots, viewStore.getState().lengths),
    createdAt: new Date().toISOString(),
    design,
    engineVersion: ENGINE_VERSION,
    figures,
  }
}

/** Of this very design: while a fill runs, the screen still shows the figures of the one before. */
async function snapshotFigures(design: Design): Promise<Snapshot['figures']> {
  if (!isScaled(design)) return null
  const { dots, areaCm2 } = figuresOfFill(design) ?? (await expectedFigures(design))
  const heightMm = heightMmOf(design)
  const height = lengthBand(design, heightMm, figureWay(design, 'height'))
  const { filled } = design.fill
  return {
    heightMm,
    areaCm2: areaCm2.value,
    dots: filled ? Math.round(dots.value) : 0,
    bands: {
      heightMm: { low: height.low, high: height.high },
      areaCm2: { low: areaCm2.low, high: areaCm2.high },
      dots: filled ? { low: Math.floor(dots.low), high: Math.ceil(dots.high) } : { low: 0, high: 0 },
    },
  }
}

/** What a fill that is not finished will come to: the dots of the sittings that are shown. */
async function expectedFigures(design: Design): Promise<FillResult> {
  const { dots, areaCm2 } = await engine().measure(design)
  const share = SITTING_SHARE.slice(0, design.fill.sitting).reduce((sum, s) => sum + s, 0)
  return { dots: scaled(dots, share), areaCm2 }
}

const arriving = new Map<string, Promise<unknown>>()

/** What is done to a snapshot on its way to the disk waits for this. */
export const onItsWay = (id: string): Promise<unknown> | undefined => arriving.get(id)

/** Of the thumbnail in the strip. */
const SMALL_SIDE_PX = 320

/** Snapshots of this page that nobody has saved. */
const examples = new Set<string>()
const isOwn = (item: string): boolean =>
  !examples.has(item) && designStore.getState().snapshots.some(({ id }) => id === item)

/** @param unasked nobody has saved it: it takes no place in a comparison from what somebody has */
async function keep(snapshot: Snapshot, photo: PhotoRow, unasked = false): Promise<void> {
  const { design } = snapshot
  const draw = (options: Omit<PictureOptions, 'photoHash' | 'type'>) =>
    engine().picture([design], { photoHash: photo.hash, type: 'image/jpeg', ...options })
  const picture = draw({ quality: 0.92, maxSide: 2560 })
  const shown = coverShown(design, photo)
  const thumbnail = draw({ quality: 0.85, maxSide: SMALL_SIDE_PX, crop: shown.crop })
  const cover = shown.maxSide < SMALL_SIDE_PX ? draw({ quality: 0.85, ...shown }) : thumbnail
  const onDisk = (async () => {
    const [whole, small, onCard] = await Promise.all([picture, thumbnail, cover])
    await repository().addSnapshot(snapshot, whole, small)
    // Only the card in the library would show an older picture.
    await repository()
      .setCover(photo.id, onCard)
      .then(() => forgetThumbnail('cover', photo.id))
      .catch(() => {})
  })()
  const forget = () => arriving.delete(snapshot.id)
  arriving.set(snapshot.id, onDisk.then(forget, forget))
  // The place in the strip is there at once; its picture shows that the snapshot is kept.
  thumbnailComing('picture', snapshot.id, picture, onDisk)
  thumbnailComing('snapshot', snapshot.id, thumbnail, onDisk)
  const former = compareStore.getState().b
  if (isOpenPhoto(photo)) {
    designStore.setState((s) => ({ snapshots: [...s.snapshots, snapshot] }))
    // What is being looked at stays.
    if (unasked) examples.add(snapshot.id)
    const stays = routeStore.getState().screen === 'compare' || (unasked && isOwn(former))
    if (!stays) compareStore.setState({ b: snapshot.id })
  }
  try {
    await onDisk
  } catch (error) {
    designStore.setState((s) => ({ snapshots: s.snapshots.filter((x) => x.id !== snapshot.id) }))
    if (compareStore.getState().b === snapshot.id) compareStore.setState({ b: former })
    throw error
  }
}

/** How long the strip points at a snapshot, ms. */
const POINTING_MS = 2000
let pointing: ReturnType<typeof setTimeout> | undefined

/** Shows which one of the strip is meant. */
function pointAt(id: string): void {
  clearTimeout(pointing)
  setView({ pointedAt: id })
  pointing = setTimeout(() => setView({ pointedAt: null }), POINTING_MS)
}

const isOpenPhoto = (photo: PhotoRow): boolean => designStore.getState().photo?.id === photo.id

/** One step of the undo list, where the photo can be edited here. */
export async function renameSnapshot(id: string, name: string): Promise<void> {
  const to = shortened(name, MOST_NAME_LETTERS)
  if (onItsWay(id)) await onItsWay(id)
  const from = designStore.getState().snapshots.find((s) => s.id === id)?.name
  if (!to || from === undefined || to === from) return
  if (!isPaused()) return commitSnapshot({ kind: 'rename', id, from, to }, 'Rename snapshot')
  await repository().renameSnapshot(id, to)
  said(id, { name: to })
}

/** Starred ones are shown full screen (ux 13). */
export async function starSnapshot(id: string, starred: boolean): Promise<void> {
  await repository().remarkSnapshot(id, { starred })
  said(id, { starred })
  saidElsewhere(id, { starred })
}

/** An empty note is none. */
export async function noteSnapshot(id: string, note: string): Promise<void> {
  const text = shortened(note, MOST_NOTE_LETTERS)
  await repository().remarkSnapshot(id, { note: text })
  said(id, { note: text })
}

/** Moves wait for each other: each is counted from the strip as the one before has left it. */
let moving: Promise<unknown> = Promise.resolve()

function inTurn(move: () => Promise<void>): Promise<void> {
  const mine = moving.then(move)
  moving = mine.catch(() => undefined)
  return mine
}

/** Puts it between others of the strip: `index` is its place among them, without itself. */
export const placeSnapshot = (id: string, index: number): Promise<void> => inTurn(() => place(id, index))

/** One place on, or one back. */
export const shiftSnapshot = (id: string, by: 1 | -1): Promise<void> =>
  inTurn(() => place(id, designStore.getState().snapshots.findIndex((s) => s.id === id) + by))

async function place(id: string, index: number): Promise<void> {
  const { snapshots } = designStore.getState()
  const others = snapshots.filter((s) => s.id !== id)
  const at = Math.max(0, Math.min(others.length, index))
  if (others.length === 0 || others.length === snapshots.length || snapshots[at]?.id === id) return
  const [before, after] = [others[at - 1], others[at]]
  const low = before ? placeOf(before) : placeOf(after!) - 2 * APART_MS
  const high = after ? placeOf(after) : low + 2 * APART_MS
  const middle = (low + high) / 2
  const hasRoom = middle > low && middle < high
  const first = hasRoom ? middle : low + APART_MS
  // Where no room is left between the two, those behind it move on with it.
  const further = hasRoom ? [] : others.slice(at).map((other, i) => [other.id, first + (i + 1) * APART_MS] as const)
  const places = new Map([[id, first], ...further])
  await repository().placeSnapshots(places)
  designStore.setState((s) => ({
    snapshots: inStripOrder(
      s.snapshots.map((x) => {
        const found = places.get(x.id)
        return found === undefined ? x : { ...x, place: found }
      }),
    ),
  }))
}

/** Between a snapshot and one that is put before the first or behind the last. */
const APART_MS = 1000

function said(id: string, part: SnapshotRemarks & { name?: string }): void {
  designStore.setState((s) => ({
    snapshots: inStripOrder(s.snapshots.map((x) => (x.id === id ? { ...x, ...part } : x))),
  }))
}

/** Brings a snapshot's design back as the working one; this is one undo step. */
export function restoreSnapshot(id: string): void {
  const snapshot = designStore.getState().snapshots.find((s) => s.id === id)
  if (!snapshot) return
  edit(snapshot.design, `Restore ${snapshot.name}`)
  if (isOfEarlierEngine(snapshot)) toast(DRAWN_ANEW)
}

const DRAWN_ANEW = 'Saved with an earlier engine: dots are drawn anew.'

/**
 * Goes on from a snapshot along another way. A photo has one working design, so the one that was worked on is kept as a
 * snapshot first, unless it is one already: both ways stay, and can be compared. Where it can not be kept nothing changes.
 */
export async function branchFromSnapshot(id: string): Promise<void> {
  const { snapshots, photo } = designStore.getState()
  const working = committedDesign(designStore.getState())
  const snapshot = snapshots.find((s) => s.id === id)
  if (!snapshot || !working || !photo) return
  const known = snapshots.find((s) => sameDesign(s.design, working))
  const kept = known ?? (await saveSnapshot())
  // Another photo may be open by now.
  if (!kept || !isOpenPhoto(photo)) return
  edit(snapshot.design, `New design from ${snapshot.name}`)
  const anew = isOfEarlierEngine(snapshot) ? ` ${DRAWN_ANEW}` : ''
  toast(`New design from ${snapshot.name}. The one before is kept as ${kept.name}.${anew}`)
}
