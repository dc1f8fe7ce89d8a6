import { rasterPolygon, type CellGrid } from '../../geometry/polygon.ts'
import type { PointPx } from '../../geometry/points.ts'
import { isEmpty } from '../../pixels/maskCompare.ts'
import { unionMasks } from '../../pixels/maskFill.ts'
import { differenceMasks } from '../../pixels/maskSets.ts'
import { emptyMask, type TiledMask } from '../../pixels/tiledMask.ts'
import { smoothStep } from '../../sampling/noise.ts'
import { rasterArea, type AreaRaster } from '../areas/area.ts'
import type { Design, LossStage, Marks, NorwoodStage } from '../design.ts'
import { faceFrame, headReachAt, outlinePolygon } from '../head/headOutline.ts'
import { markHandles, proposeMarks } from '../scale/marks.ts'
import { viewOf } from '../photoView.ts'
import { MOST_RADIUS } from '../head/outlineRadii.ts'

/**
 * A place on a mean head, mm of skin: `up` from the glabella over the top, as the midline goes, and `aside` from the midline
 * towards the ear.
 */
export interface HeadPlace {
  readonly up: number
  readonly aside: number
}

/** Half breadth of the mean head, and the radius of its midline: the mean of half depth 97 and height 122 mm (simulation-model 7). */
const HALF_BREADTH_MM = 76
const MIDLINE_RADIUS_MM = 109.5
/** How far the glabella may stand above (or below) the middle of the picture's head: sines, of a head bowed to thrown back. */
const MOST_BOWED = -0.95
const MOST_RAISED = 0.6

/**
 * Where on the head a place of a frontal photo lies, more or less bowed: the outline's top is where the skin turns away, so
 * the glabella's distance from it tells how far the head is bowed. What lies behind the head's horizon is not on the photo.
 * All lengths are brought to a mean head by the outline's breadth, so that no scale enters. `above` is that above the
 * glabella in the photo plane.
 */
export function headPlaceOf(marks: Marks): (p: PointPx) => HeadPlace & { readonly above: number } {
  const { toFace } = faceFrame(marks)
  const mmPerPx = HALF_BREADTH_MM / marks.outline.rx
  const top = markHandles(marks).find(({ handle }) => handle === 'outlineTop')
  const topMm = top ? toFace(top.at).y * mmPerPx : MIDLINE_RADIUS_MM
  const glabella = Math.max(MOST_BOWED, Math.min(MOST_RAISED, 1 - topMm / MIDLINE_RADIUS_MM))
  const glabellaAngle = Math.asin(glabella)
  const reach = reachTable(marks)
  return (p) => {
    const f = toFace(p)
    const y = Math.max(-1, Math.min(1, glabella + (f.y * mmPerPx) / MIDLINE_RADIUS_MM))
    const half = Math.sqrt(1 - y * y)
    // As a share of the way to the outline, so that the head ends where the outline does, however square it is.
    const share = Math.min(1, Math.abs(f.x) / reach(f.y))
    const x = share * half
    const z = half * Math.sqrt(1 - share * share)
    return {
      up: MIDLINE_RADIUS_MM * (Math.atan2(y, z) - glabellaAngle),
      aside: HALF_BREADTH_MM * Math.asin(x),
      above: f.y * mmPerPx,
    }
  }
}

/** Steps of the table of the head's reach by height. */
const REACH_STEPS = 256

/** How far the head reaches at a height of the face frame, px: on its wider side, so that both sides are alike. */
function reachTable(marks: Marks): (faceY: number) => number {
  const { outline } = marks
  const centre = faceFrame(marks).toFace(outline.centre).y
  const bottom = centre - MOST_RADIUS * outline.ry
  const perPx = REACH_STEPS / (2 * MOST_RADIUS * outline.ry)
  const reaches = Float64Array.from({ length: REACH_STEPS + 2 }, (_, i) => {
    const { right, left } = headReachAt(marks, bottom + i / perPx)
    return Math.max(1, right, left)
  })
  return (faceY) => {
    const at = Math.max(0, Math.min(REACH_STEPS, (faceY - bottom) * perPx))
    const i = Math.floor(at)
    return reaches[i]! + (reaches[i + 1]! - reaches[i]!) * (at - i)
  }
}

/** What a stage has lost, mm on the mean head. Drawn by eye after Norwood's plates, sized by the areas of simulation-model 10. */
interface StageShape {
  /** How far back the hair begins at the midline, and at the frontotemporal apex. */
  readonly front: number
  readonly apex: number
  /** Where the hair of the sides begins. */
  readonly side: number
  /** Radius of the bare vertex, null where hair stands there. */
  readonly vertex: number | null
}

/** Nothing is less than in the stage before. */
const shapes: Readonly<Record<NorwoodStage, StageShape>> = {
  3: { front: 90, apex: 144, side: 63, vertex: null },
  4: { front: 104, apex: 150, side: 64, vertex: 34 },
  5: { front: 124, apex: 158, side: 66, vertex: 44 },
  6: { front: 165, apex: 180, side: 70, vertex: 56 },
  7: { front: 265, apex: 265, side: 75, vertex: 68 },
}

/** From here outwards the line stands as far back as at the apex. */
const APEX_ASIDE_MM = 36
/** The crown's whorl along the midline. */
const VERTEX_UP_MM = 208
/** Below it there are brows, and no hair of the scalp: along the midline, and in the photo plane. */
const BROWS_UP_MM = 35
const BROWS_ABOVE_MM = 25
/** Below it the hair of the temples stands farther in, by this share of the way down. */
const TEMPLE_UP_MM = 60
const TEMPLE_SLOPE = 0.35
/** Over which the corner at the apex is rounded, and front and vertex grow together. */
const APEX_ROUNDING_MM = 14
const BRIDGE_MM = 12
/** Between bare skin and whole hair. */
const FEATHER_MM = 4

/** Greater and lesser of two, rounded where they meet; both rise with either. */
const roundedMax = (a: number, b: number, r: number): number => (a + b + Math.sqrt((a - b) ** 2 + r * r)) / 2
const roundedMin = (a: number, b: number, r: number): number => (a + b - Math.sqrt((a - b) ** 2 + r * r)) / 2

/** How far a place lies within the hair that a stage leaves, mm; negative where hair is lost. Never more in a later stage. */
export function hairDepthMm(stage: NorwoodStage, { up, aside }: HeadPlace): number {
  const { front, apex, side, vertex } = shapes[stage]
  const behind = up - front - (apex - front) * smoothStep(aside / APEX_ASIDE_MM)
  const beside = aside - side + TEMPLE_SLOPE * Math.max(0, TEMPLE_UP_MM - up)
  const frontal = Math.max(roundedMax(behind, beside, APEX_ROUNDING_MM), BROWS_UP_MM - up)
  if (vertex === null) return frontal
  const round = Math.sqrt((up - VERTEX_UP_MM) ** 2 + aside * aside) - vertex
  return roundedMin(frontal, round, BRIDGE_MM)
}

/**
 * Where native hair is lost in the design's stage, 0..255 over the whole photo: (shape u add) - subtract, inside the head
 * outline. Null where no stage is chosen. Skin that is bare already is part of a stage's shape, from above the brows on.
 * @param step px between samples
 */
export function recessionRaster(design: Design, step: number): AreaRaster | null {
  const { photo, marks, recession } = design
  const { stage, add, subtract } = recession
  if (stage === null) return null
  const width = Math.ceil(photo.width / step)
  const height = Math.ceil(photo.height / step)
  const { head, shape } = shapeIn(marks, stage, { left: 0, top: 0, step, width, height })
  const raster = { x0: step / 2, y0: step / 2, step, width, height, coverage: shape.slice() }
  combine(raster, painted(design, add, step), (a, b, at) => Math.max(a, Math.min(b, head[at]!)))
  combine(raster, painted(design, subtract, step), (a, b) => Math.round((a * (255 - b)) / 255))
  return raster
}

interface ShapeCells {
  readonly head: Uint8Array
  /** Of the stage, without hand work. */
  readonly shape: Uint8Array
}

let lastShape: (ShapeCells & { readonly marks: Marks; readonly key: string }) | null = null

/** Head outline and stage by cells of the photo; asked at every move of a hand that draws over them. */
function shapeIn(marks: Marks, stage: LossStage, grid: CellGrid): ShapeCells {
  const { step, width, height } = grid
  const key = `${stage} ${step} ${width} ${height}`
  if (lastShape?.marks === marks && lastShape.key === key) return lastShape
  const head = rasterPolygon(outlinePolygon(marks), grid)
  const shape = new Uint8Array(head.length)
  const placeOf = headPlaceOf(marks)
  for (let at = 0; at < head.length && stage !== 'drawn'; at++) {
    if (head[at] === 0) continue
    const place = placeOf({ x: ((at % width) + 0.5) * step, y: (Math.floor(at / width) + 0.5) * step })
    const depth = Math.max(hairDepthMm(stage, place), BROWS_ABOVE_MM - place.above)
    shape[at] = Math.min(head[at]!, Math.round(255 * smoothStep(0.5 - depth / FEATHER_MM)))
  }
  lastShape = { marks, key, head, shape }
  return lastShape
}

/** What is not known of the marks: whether they are right at all, or whether the outline lies on the head. */
export type MarksDoubt = 'marks' | 'outline'

/**
 * Why no stage can be laid on a photo: it lies by the marks alone, and on wrong ones it would take brows for hair. An
 * outline counts once it was fitted to an edge, or moved by hand.
 */
export function marksDoubt({ marks, photo }: Pick<Design, 'marks' | 'photo'>): MarksDoubt | null {
  if (!marks.checked) return 'marks'
  const { centre, rx, ry, squareness, radii } = marks.outline
  if (radii) return null
  const proposed = proposeMarks(photo.width, photo.height, viewOf({ photo })).outline
  const moved = [centre.x - proposed.centre.x, centre.y - proposed.centre.y, rx - proposed.rx, ry - proposed.ry]
  return squareness === proposed.squareness && moved.every((by) => by === 0) ? 'outline' : null
}

/** Whether a design shows anything but the photo: dots, hair that is lost, or ink that is changed. */
export const hasPicture = (design: Design): boolean =>
  design.fill.filled || design.recession.stage !== null || design.reversal !== null

/** Another stage of hair loss; null shows the hair as it is. What the hand drew over the former one lies over this one too. */
export const withStage = (design: Design, stage: LossStage | null): Design => ({
  ...design,
  recession: { ...design.recession, stage },
})

/** A stroke on the hair that is lost later: more of it goes there, or where it `keeps` hair, none. */
export function withLossStroke<D extends Design>(design: D, keeps: boolean, stroke: TiledMask): D {
  const { recession } = design
  const [gains, loses] = keeps ? (['subtract', 'add'] as const) : (['add', 'subtract'] as const)
  const drawn = { [gains]: unionMasks(recession[gains], stroke), [loses]: differenceMasks(recession[loses], stroke) }
  return { ...design, recession: { ...recession, ...drawn } }
}

/** Whether the hand has drawn on the hair that is lost. */
export const hasLossStrokes = ({ recession }: Design): boolean =>
  !isEmpty(recession.add) || !isEmpty(recession.subtract)

/** The loss as its stage has it. */
export function withoutLossStrokes(design: Design): Design {
  const none = { tiles: new Map<number, Uint8Array>() }
  const { recession } = design
  const [add, subtract] = [recession.add, recession.subtract].map((mask) => ({ ...mask, ...none }))
  return { ...design, recession: { ...recession, add: add!, subtract: subtract! } }
}

/** A mask of the photo by samples. */
function painted(design: Design, add: TiledMask, step: number): AreaRaster {
  const none = emptyMask(add.width, add.height)
  return rasterArea({ ...design, area: { ...design.area, proposed: false, add, subtract: none, exclude: none } }, step)
}

function combine(into: AreaRaster, other: AreaRaster, f: (a: number, b: number, at: number) => number): void {
  const left = Math.round((other.x0 - into.x0) / into.step)
  const top = Math.round((other.y0 - into.y0) / into.step)
  for (let j = 0; j < other.height; j++)
    for (let i = 0; i < other.width; i++) {
      const at = (top + j) * into.width + left + i
      into.coverage[at] = f(into.coverage[at]!, other.coverage[j * other.width + i]!, at)
    }
}
