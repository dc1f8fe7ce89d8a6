import type { Design } from '../../core/design/design.ts'
import * as list from '../../core/design/history.ts'
import { designStore } from '../designStore.ts'
import { edit, redo, undo } from '../edits/designActions.ts'
import { jobsStore } from '../jobsStore.ts'
import * as pictures from './pictures.ts'
import { previewPace } from './previewPace.ts'
import { pictured } from '../reversal/reversalView.ts'
import { sameDots, samePlaces, withPictureOf, workFor } from './sameDots.ts'
import { engine } from '../services.ts'
import { shownLevel } from './shownLevel.ts'
import { viewStore } from '../viewStore.ts'
import { isHere, nextRedo, nextUndo } from '../edits/visitSteps.ts'
import { hasArea } from '../../core/design/areas/area.ts'
import type { VisitStep } from '../../core/design/visitHistory.ts'
import { hasPicture } from '../../core/design/lines/recession.ts'
import { endReversal } from '../../core/design/reversal.ts'
import type { Band } from '../../core/geometry/points.ts'
import {
  heldLevel,
  type FillProgress,
  type FillResult,
  type HairLoss,
  type PictureId,
  type Tile,
} from '../../worker/engine.ts'
import { heldFiner, type FinerSource } from './finerTiles.ts'

interface FinishedPicture extends FillResult {
  readonly hairLoss: HairLoss | null
  readonly design: Design
  readonly id: PictureId
  readonly tiles: pictures.TileSet
}

interface Preview {
  readonly design: Design
  readonly level: number
  readonly id: PictureId
  readonly tiles: pictures.TileSet
}

/** Pictures of the last designs, newest last, so that undo shows them at once. */
let finished: FinishedPicture[] = []
const KEPT_PICTURES = 3

/** The finished picture on the screen; null: the photo alone. */
let shown: FinishedPicture | null = null
/** The preview over it, while a hand moves. */
let preview: Preview | null = null
let running: Design | null = null
/** The preview that is being drawn, until it is shown or given up. */
let drawing: { readonly design: Design; readonly done: Promise<unknown> } | null = null

/** Dots and area of a design whose picture is finished; null for any other. */
export function figuresOfFill(design: Design): FillResult | null {
  const plain = endReversal(design)
  const known = finished.find((f) => sameDots(f.design, plain))
  return known ? resultOf(known) : null
}

/** All dots that were drawn for a design, over all sittings; null where no picture with these dots was finished. */
export function countedDots(design: Design): Band | null {
  const known = finished.findLast(({ design: { photo, fill, reversal }, design: drawn }) => {
    const isWhole = fill.filled && fill.sitting === LAST_SITTING && reversal === null
    return isWhole && photo.hash === design.photo.hash && samePlaces(drawn, design)
  })
  return known?.dots ?? null
}

const LAST_SITTING = 3

const resultOf = ({ dots, areaCm2 }: FillResult): FillResult => ({ dots, areaCm2 })

export function forgetPictures(): void {
  for (const f of finished) pictures.closeTiles(f.tiles)
  finished = []
  shown = preview = running = drawing = null
  jobsStore.setState({ fill: null, fillResult: null, fillFailed: false, measure: null, helmet: null, hairLoss: null })
}

export function fillWithDots(): void {
  const { design } = designStore.getState()
  if (!design || !hasArea(design)) return
  if (design.fill.filled) void refill(pictured(design))
  else edit({ ...design, fill: { ...design.fill, filled: true } }, 'Fill with dots')
}

/** Stops the fill and goes back to the picture from before, and to the settings that made it. */
export function cancelFill(): void {
  if (!running) return
  engine().cancelFill()
  running = null
  dropIncoming()
  jobsStore.setState({ fill: null })
  const { history, design } = designStore.getState()
  if (!history || !design) return
  // The fill may have come of an edit, of an undo, or of a redo: the way back is the other one, and nothing is lost.
  const leadsBack = (h: list.History) => {
    const there = pictured(list.current(h))
    return shown ? sameDots(there, shown.design) : !there.fill.filled
  }
  if (isTakenHere(nextUndo()) && leadsBack(list.undo(history))) undo()
  else if (isTakenHere(nextRedo()) && leadsBack(list.redo(history))) redo()
  else if (shown) edit(withPictureOf(design, shown.design), 'Cancel fill')
  // A stored design that is only being drawn stays as it is.
}

/** A step of another photo has nothing to do with this picture. */
const isTakenHere = (step: VisitStep | null): boolean => step !== null && isHere(step)

let stop = (): void => undefined

/** Keeps the dots in step with the design: a preview while a hand moves, the finished picture after. */
export function startFilling(): void {
  stop()
  stop = designStore.subscribe((now, before) => {
    if (!now.design || now.design === before.design) {
      if (now.live === before.live || !now.design) return
    }
    if (now.live) previewSoon()
    else settle(now.design)
  })
}

/** Shows the picture of a design: none, one from before, or a new one. */
export function settle(sent: Design): void {
  const design = pictured(sent)
  if (!hasPicture(design)) {
    showPicture(null)
    jobsStore.setState({ fillResult: null, fillFailed: false })
    return
  }
  if (running && sameDots(running, design)) return
  const known = finished.find((f) => sameDots(f.design, design))
  if (known) {
    showPicture(known)
    jobsStore.setState({ fillResult: resultOf(known), fillFailed: false })
    askForHelmet(known)
    return
  }
  void refill(design)
}

function showPicture(picture: FinishedPicture | null): void {
  stopRunning()
  shown = picture
  preview = null
  jobsStore.setState({ helmet: null, hairLoss: picture?.hairLoss ?? null })
  pictures.showFinished(picture?.tiles ?? null)
}

function dropIncoming(): void {
  preview = null
  pictures.dropIncoming()
}

function stopRunning(): void {
  if (running) engine().cancelFill()
  running = null
  jobsStore.setState({ fill: null })
}

async function refill(design: Design): Promise<void> {
  running = design
  const base = shown
  const startedAt = performance.now()
  const work = workFor(design, base?.design ?? null)
  jobsStore.setState({ fill: { work, done: 0, total: 0, share: 0, startedAt }, fillFailed: false })
  const mine = () => running === design
  // A hand that only taps lets go while the preview is being drawn: nearly done, it comes sooner than one begun anew.
  if (drawing && sameDots(drawing.design, design)) await drawing.done
  // Copying a large area for the worker takes milliseconds: not in the task in which the hand lets go.
  await new Promise((nextTask) => setTimeout(nextTask))
  if (!mine()) return
  pictures.startIncoming()
  const finest = shownLevel()
  const coarseFirst = coarseLevels(design, finest)
  const paced = pace.clock(coarseFirst, finest, design.fill.densityPerCm2)
  try {
    const on = {
      progress(p: FillProgress) {
        if (mine())
          jobsStore.setState({ fill: { work, done: p.dotsDone, total: p.dotsTotal, share: p.share, startedAt } })
      },
      tiles(tiles: readonly Tile[]) {
        if (mine()) {
          pictures.addIncoming(tiles)
          paced()
        } else for (const bitmap of tiles.flatMap(({ mips }) => mips)) bitmap.close()
      },
    }
    const near = heldFiner()
    const held = heldLevel(design.photo)
    const options = { coarseFirst, finest: held, ...(near && { finerAt: near }), ...(base && { base: base.id }) }
    const result = await engine().fill(design, on, options)
    if (!mine()) return
    running = null
    if (!result) {
      // The worker was given something else to do; whoever asked it settles the design again.
      dropIncoming()
      jobsStore.setState({ fill: null, fillResult: shown ? resultOf(shown) : null })
      return
    }
    preview = null
    shown = {
      design,
      id: result.picture,
      tiles: pictures.finishIncoming(base?.tiles ?? null, result.kept, closeBy(design)),
      hairLoss: result.hairLoss,
      ...resultOf(result),
    }
    keep(shown)
    jobsStore.setState({ fill: null, fillResult: resultOf(result), helmet: null, hairLoss: result.hairLoss })
    askForHelmet(shown)
  } catch {
    if (!mine()) return
    running = null
    dropIncoming()
    // The former picture is back on the screen, and so is its count.
    jobsStore.setState({ fill: null, fillFailed: true, fillResult: shown ? resultOf(shown) : null })
  }
}

/** The same picture where it is seen close by. */
const closeBy = (design: Design): FinerSource => ({
  fetch: (places, level, give) => engine().finerTiles(design, { photoHash: design.photo.hash, level, places }, give),
})

/** Soon the whole picture, then as fine as it is shown, then all of it: without what a preview shows already. */
function coarseLevels(design: Design, finest: number): number[] {
  const known = preview && sameDots(preview.design, design) ? preview.level : Infinity
  return [...new Set([pace.moving(finest, design.fill.densityPerCm2), finest])].filter((level) => level < known)
}

/** Asked once the picture is on the screen: the warning may come a moment later. */
function askForHelmet(picture: FinishedPicture): void {
  engine()
    .helmet(picture.design)
    .then((helmet) => {
      if (shown === picture) jobsStore.setState({ helmet })
    })
    .catch(() => {})
}

function keep(picture: FinishedPicture): void {
  finished.push(picture)
  while (finished.length > KEPT_PICTURES) pictures.closeTiles(finished.shift()?.tiles ?? null)
}

let previewing = false
let previewWanted = false
/** The preview that runs is a finer one of what is shown already. */
let refining = false
const pace = previewPace()

/** One preview at a time, always of the newest design: a slow machine shows fewer and coarser ones, never a queue. */
function previewSoon(): void {
  const { design, live } = designStore.getState()
  if (!design || !hasPicture(pictured(design)) || !live) return
  previewWanted = true
  if (refining) engine().cancelFill()
  if (previewing) return
  previewing = true
  void (async () => {
    while (previewWanted) {
      previewWanted = false
      const now = designStore.getState()
      if (!now.design || !now.live) break
      const design = pictured(now.design)
      if (!hasPicture(design)) break
      if (shown && sameDots(design, shown.design)) continue
      // How the picture is looked at changes no dot: the fill that runs goes on.
      if (running && sameDots(design, running)) continue
      await previewOf(design)
    }
  })().finally(() => (previewing = false))
}

async function previewOf(design: Design): Promise<void> {
  stopRunning()
  const finest = shownLevel()
  const level = pace.moving(finest, design.fill.densityPerCm2)
  const began = performance.now()
  const isDone = await drawPreview(design, level, preview ?? shown, began)
  if (level === finest || !isDone || previewWanted || running) return
  refining = true
  // What is kept of a preview would stay coarse.
  await drawPreview(design, finest, shown, began).finally(() => (refining = false))
}

/** @param began when the first preview of the design was */
function drawPreview(
  design: Design,
  level: number,
  base: Preview | FinishedPicture | null,
  began: number,
): Promise<boolean> {
  const done = drawAndShow(design, level, base, began)
  const mine = { design, done }
  drawing = mine
  return done.finally(() => {
    if (drawing === mine) drawing = null
  })
}

/** False where it came too late to be shown. */
async function drawAndShow(
  design: Design,
  level: number,
  base: Preview | FinishedPicture | null,
  began: number,
): Promise<boolean> {
  const tiles: pictures.TileSet = new Map()
  const options = { level, ...(base && { base: base.id }) }
  const result = await engine()
    .fill(
      design,
      { progress: () => {}, tiles: (some) => some.forEach((tile) => pictures.putTile(tiles, tile)) },
      options,
    )
    .catch(() => null)
  // The tiles that are kept belong to whoever is on the screen: were it another picture by now, they are gone.
  const baseIsThere = base === null || base === shown || base === preview
  const isAwaited = designStore.getState().live || (running !== null && sameDots(running, design))
  if (!result || !isAwaited || !baseIsThere) {
    pictures.closeTiles(tiles)
    return false
  }
  // A finer one after a coarse one finds the dots placed: drawn at once it would have taken about as long as both.
  if (level === shownLevel() && tiles.size > 0) pace.took(performance.now() - began, design.fill.densityPerCm2)
  pictures.shareTiles(tiles, base?.tiles ?? null, result.kept)
  pictures.showPreview(tiles)
  preview = { design, level, id: result.picture, tiles }
  jobsStore.setState({ fillResult: resultOf(result) })
  return true
}

viewStore.subscribe((now, before) => {
  if (now.reversal !== before.reversal) {
    const { design, live } = designStore.getState()
    if (design && !live) settle(design)
  }
})
