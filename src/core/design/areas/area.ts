import type { HeadFit } from '../../geometry/headFit.ts'
import { boundsOf, clipToConvex, rasterPolygon, type CellGrid } from '../../geometry/polygon.ts'
import { between, onGrid, unionOf, type PointPx, type RectPx } from '../../geometry/points.ts'
import { isEmpty } from '../../pixels/maskCompare.ts'
import { sampleMask } from '../../pixels/maskSamples.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../../pixels/tiledMask.ts'
import { areaOf, areasInOrder, areaSlots, keptFree } from './areas.ts'
import { takesDots, type AreaDesign, type Design, type Hairline, type Marks } from '../design.ts'
import { headOf, isBesideFront } from '../head/frontView.ts'
import { hairlinePath } from '../lines/hairline.ts'
import { fitOf } from '../head/head.ts'
import { evening, faceFrame, outlinePolygon } from '../head/headOutline.ts'
import { viewOf, type PhotoView } from '../photoView.ts'
import { behindLine, scalpRim } from './scalpEdge.ts'

/** Coverage of the area by samples: sample (i, j) has its centre at px (x0 + i step, y0 + j step) and stands for a cell of step x step. */
export interface AreaRaster {
  readonly x0: number
  readonly y0: number
  readonly step: number
  readonly width: number
  readonly height: number
  /** 0..255, row-major; exclusions are already taken off. */
  readonly coverage: Uint8Array
}

/**
 * How far towards the outline skin is filled. Skin that turns away by more than 80 degrees, sin 80 = .985 of the way,
 * shows single dots no more (simulation-model 7), but bare it would be a pale rim: two thirds of it are filled too.
 */
export const SEEN_SHARE = 0.995

/** Asked at every brush sample, changed by none: the last polygon of each line is kept. */
const proposals = new WeakMap<Hairline, { marks: Marks; head: HeadFit | null; polygon: readonly PointPx[] }>()

/** Closed polygon of the skin behind the hairline and inside the head outline; empty where they do not meet. */
export function proposedAreaPolygon(design: ProposedBy): readonly PointPx[] {
  const { hairline, marks } = design
  const head = isBesideFront(design) ? headOf(design) : null
  const known = proposals.get(hairline)
  if (known?.marks === marks && known.head === head) return known.polygon
  const polygon = (head ? proposeOnHead(design, head) : propose(design)).map(onGrid)
  proposals.set(hairline, { marks, head, polygon })
  return polygon
}

/** All that a proposed area lies by. */
export type ProposedBy = Pick<Design, 'hairline' | 'marks' | 'photo' | 'head'>

/** The head as far as its skin is filled. */
export const filledHead = (marks: Marks): PointPx[] =>
  outlinePolygon(marks).map((p) => between(marks.outline.centre, p, SEEN_SHARE))

function propose({ hairline, marks }: ProposedBy): PointPx[] {
  const path = hairlinePath(hairline)
  const around = aroundHead(hairline, marks)
  return around.length > 0 ? withinOutline(path, [...around, path[0]!], marks) : []
}

/**
 * From the sideburns straight out past the ears and over the head, an outline or a photo's edge then cuts off what is air. One
 * half alone ends at the midline.
 * @param air how far beside head and line, in the units of the face's frame
 */
export function aroundHead(h: Hairline, marks: Marks, air = 10): PointPx[] {
  const { toFace, toPhoto } = faceFrame(marks)
  const path = hairlinePath(h)
  const first = path[0]
  const last = path.at(-1)
  const reach = boundsOf([...filledHead(marks), ...path].map(toFace))
  if (!first || !last || !reach) return []
  const over = toFace(h.midline).x
  const right = h.only === 'left' ? over : reach.x - air
  const left = h.only === 'right' ? over : reach.x + reach.width + air
  const above = reach.y + reach.height + air
  return [
    { x: left, y: toFace(last).y },
    { x: left, y: above },
    { x: right, y: above },
    { x: right, y: toFace(first).y },
  ].map(toPhoto)
}

/** Views that show no hairline, or no whole head to say what lies behind it. */
const lineless: readonly PhotoView[] = ['crown', 'lowerFace', 'partLine', 'closeUp']

/**
 * All of the photo that lies behind the hairline, on the head or beside it, as a closed polygon. Null where nothing does: the
 * view shows no line, or the area is one before it, a beard.
 */
export function behindHairline(design: AreaOf): readonly PointPx[] | null {
  const { hairline, marks, photo, area } = design
  if (area.role === 'beard' || lineless.includes(viewOf(design))) return null
  const head = isBesideFront(design) ? headOf(design) : null
  const path = hairlinePath(hairline)
  const around = head
    ? behindLine(hairline, marks, head, viewOf(design))
    : aroundHead(hairline, marks, photo.width + photo.height)
  return around.length > 0 ? [...path, ...around] : null
}

/** From beside the front the head says what lies behind the line, and where a fitted one ends beside the outline. */
function proposeOnHead(design: ProposedBy, head: HeadFit): PointPx[] {
  const { hairline, marks } = design
  const path = hairlinePath(hairline)
  const behind = withinOutline(path, [...behindLine(hairline, marks, head, viewOf(design)), path[0]!], marks)
  return fitOf(design) ? clipToConvex(behind, scalpRim(head)) : behind
}

/** What lies between a line and a way round the head, as far as the head's skin is filled. */
function withinOutline(path: readonly PointPx[], around: readonly PointPx[], marks: Marks): PointPx[] {
  const outline = filledHead(marks)
  const fitted = evening(marks)
  if (!fitted) return clipToConvex([...path, ...around], outline)
  // In pieces, or the evened edge would cut across what is hollow.
  const way = around.flatMap((p, i) => inPieces(around[i - 1] ?? path.at(-1)!, p))
  return clipToConvex([...path, ...way].map(fitted.even), outline.map(fitted.even)).map(fitted.uneven)
}

const PIECES = 16

/** Places along a straight way, both ends included. */
const inPieces = (a: PointPx, b: PointPx): PointPx[] =>
  Array.from({ length: PIECES + 1 }, (_, i) => between(a, b, i / PIECES))

/**
 * (proposed u add) - subtract - exclude, antialiased, over its bounding box.
 * Cells lie on whole multiples of `step` from the photo's corner, so an edit elsewhere shifts no sample.
 */
export function rasterArea(design: Design, step: number): AreaRaster {
  const grid = cellsOver(areaBounds(design), design.photo, step)
  return rasterOn(grid, areaIn(design, grid))
}

/** The cells over a box, as far as the photo goes, on whole multiples of their side; none over null. */
export function cellsOver(
  box: RectPx | null,
  photo: Pick<Design['photo'], 'width' | 'height'>,
  step: number,
): CellGrid {
  const i0 = box ? Math.max(0, Math.floor(box.x / step)) : 0
  const j0 = box ? Math.max(0, Math.floor(box.y / step)) : 0
  const i1 = box ? Math.min(Math.ceil(photo.width / step), Math.ceil((box.x + box.width) / step)) : 0
  const j1 = box ? Math.min(Math.ceil(photo.height / step), Math.ceil((box.y + box.height) / step)) : 0
  return { left: i0 * step, top: j0 * step, step, width: Math.max(0, i1 - i0), height: Math.max(0, j1 - j0) }
}

/** Coverage of cells as an area's. */
export function rasterOn({ left, top, step, width, height }: CellGrid, coverage: Uint8Array): AreaRaster {
  return { x0: left + step / 2, y0: top + step / 2, step, width, height, coverage }
}

/** The same over a grid of cells that lie on whole multiples of its step. */
export function areaIn(design: AreaOf, grid: CellGrid): Uint8Array {
  const coverage = drawnIn(design, grid)
  combineInto(coverage, sampleMask(design.area.exclude, grid), without)
  return coverage
}

/** The area before exclusions are taken off: (proposed u add) - subtract. */
export function drawnIn(design: AreaOf, grid: CellGrid): Uint8Array {
  const { area } = design
  const coverage = rasterPolygon(area.proposed ? proposedAreaPolygon(design) : [], grid)
  combineInto(coverage, sampleMask(area.add, grid), Math.max)
  combineInto(coverage, sampleMask(area.subtract, grid), without)
  return coverage
}

/** All that an area lies by. */
export type AreaOf = ProposedBy & Pick<Design, 'area'>

/** What is left of one coverage where another is taken off, 0..255. */
export const without = (a: number, b: number): number => Math.round((a * (255 - b)) / 255)

function combineInto(into: Uint8Array, other: Uint8Array | null, f: (a: number, b: number) => number): void {
  if (other) for (let i = 0; i < into.length; i++) into[i] = f(into[i]!, other[i]!)
}

/** Bounds of all that may be covered, exclusions or not; null where nothing is. */
export function areaBounds(design: AreaOf): RectPx | null {
  const { area } = design
  const polygon = area.proposed ? proposedAreaPolygon(design) : []
  return unionOf(boundsOf(polygon), tileBounds(area.add))
}

/** The rectangle of the tiles that exist: coarse, and without a look at the pixels. */
export function tileBounds(mask: TiledMask): RectPx | null {
  const across = tilesAcross(mask.width)
  const corners = [...mask.tiles.keys()].flatMap((key) => {
    const x = (key % across) * MASK_TILE
    const y = Math.floor(key / across) * MASK_TILE
    return [
      { x, y },
      { x: Math.min(mask.width, x + MASK_TILE), y: Math.min(mask.height, y + MASK_TILE) },
    ]
  })
  return boundsOf(corners)
}

const filledSomewhere = new WeakMap<Design, boolean>()

/** Whether there is anywhere for dots to go. A coarse look: 0.5 % of the photo's longer side per sample. */
export function hasArea(design: Design): boolean {
  // Panels and commands ask again whenever they are drawn.
  const known = filledSomewhere.get(design) ?? looksForArea(design)
  filledSomewhere.set(design, known)
  return known
}

function looksForArea(design: Design): boolean {
  const { width, height } = design.photo
  const exclude = keptFree(design)
  const step = Math.max(1, Math.round(Math.max(width, height) / 200))
  // What one area above another takes from it is covered all the same: no area has to be cut by those above.
  return areaSlots(design).some(({ area: waiting }) => {
    const area = waiting ?? design.area
    return (
      takesDots(area.role) &&
      (area.proposed || !isEmpty(area.add)) &&
      isAnywhere({ ...design, area: { ...area, exclude } }, step)
    )
  })
}

/** Rows of cells that are looked at together: most areas are found in the first of them, and a hand that lets go waits for it. */
const BAND = 4

/**
 * The cell in which the last area was found, of whatever design: what a stroke has changed usually is there still. It is only
 * looked at first, on the photo that is asked about, and changes no answer.
 */
let foundLast: CellGrid | null = null

function isAnywhere(design: AreaOf & Pick<Design, 'photo'>, step: number): boolean {
  if (foundLast?.step === step && lies(foundLast, design.photo) && areaIn(design, foundLast)[0]! > 0) return true
  const whole = cellsOver(areaBounds(design), design.photo, step)
  for (let row = 0; row < whole.height; row += BAND) {
    const band = { ...whole, top: whole.top + row * step, height: Math.min(BAND, whole.height - row) }
    const at = areaIn(design, band).findIndex((c) => c > 0)
    if (at < 0) continue
    const [left, top] = [band.left + (at % band.width) * step, band.top + Math.floor(at / band.width) * step]
    foundLast = { left, top, step, width: 1, height: 1 }
    return true
  }
  return false
}

/** Whether a cell is one of those over a photo. */
const lies = ({ left, top }: CellGrid, { width, height }: Design['photo']): boolean => left < width && top < height

/** Coverage from which a place belongs to an area. */
const WITHIN = 128

/** The topmost area at a place of the photo among those that are seen, null beside them all. */
export function areaUnder(
  design: Design,
  { x, y }: PointPx,
  isSeen: (id: number) => boolean = () => true,
): number | null {
  const { exclude } = design.area
  const cell = { left: Math.floor(x), top: Math.floor(y), step: 1, width: 1, height: 1 }
  // What lies under a hidden one is seen there.
  const lies = (area: AreaDesign) => areaIn({ ...design, area: { ...area, exclude } }, cell)[0]! >= WITHIN
  return areasInOrder(design).findLast((id) => isSeen(id) && lies(areaOf(design, id)!)) ?? null
}
