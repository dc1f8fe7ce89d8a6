import { areaBounds, areaIn, cellsOver, rasterOn } from '../design/areas/area.ts'
import { eachArea } from '../design/areas/areas.ts'
import { surfaceOf } from '../design/scale/calibration.ts'
import type { AreaDesign, Design } from '../design/design.ts'
import type { Band, PointPx } from '../geometry/points.ts'
import { rasterPolygon, type CellGrid } from '../geometry/polygon.ts'
import type { EdgeField } from '../pixels/maskMorph.ts'
import { stepFor } from './fieldParts.ts'
import { roles } from './roles.ts'
import { areaCm2Of } from './skinMeasures.ts'

/** How much of an area looks like hair that stands there. */
export interface HairInArea {
  readonly id: number
  readonly areaCm2: Band
  /** With the error of its edge, and that of the skin's area, 90 %. */
  readonly hairCm2: Band
  /** Of it, what lies deeper in the hair than an area is blended into. */
  readonly deepCm2: number
}

/** The edge of hair is seen to so far, mm: on painted heads it lay within, and on the sample's crown. */
const EDGE_MM = 1.5
/** Artists go so far into the hair that is left, mm, so that no seam shows (assumed). */
export const BLEND_MM = 10
/**
 * Along the fringe of a bald scalp that is a tenth of it. Bald scalps of four views and three tones were never more than that, nor skin that was shaved all
 * over; areas over dense hair began at a quarter. Less than this is also less than the band of an area seen from the front.
 */
const MOST_BLENDED = 0.15
/** A patch that is smaller is looked at by whoever paints it, cm2. */
const LEAST_CM2 = 5

/**
 * Hair in each area of a design, the lowest first, exclusions taken off. Only what lies on the head counts.
 * @param hair where hair begins on the photo, px
 * @param rim the head's outline
 */
export function hairInAreas(whole: Design, hair: EdgeField, rim: readonly PointPx[]): readonly HairInArea[] {
  const surface = surfaceOf(whole)
  const mmPerPx = surface.mmPerPxAt(whole.marks.outline.centre)
  const [edgePx, blendPx] = [EDGE_MM / mmPerPx, BLEND_MM / mmPerPx]
  const step = stepFor(whole, surface)
  return eachArea(whole).map(({ id, design }) => {
    const grid = cellsOver(areaBounds(design), design.photo, step)
    const covered = areaIn(design, grid)
    const inHead = rasterPolygon(rim, grid)
    const hairy = (byPx: number): Band => {
      const edge = hairOn(grid, hair, byPx)
      const both = covered.map((c, i) => Math.round((c * edge[i]! * inHead[i]!) / 255 ** 2))
      return areaCm2Of(rasterOn(grid, both), design)
    }
    const { value, low, high } = hairy(0)
    const [least, most] = [hairy(-edgePx).value, hairy(edgePx).value]
    return {
      id,
      areaCm2: areaCm2Of(rasterOn(grid, covered), design),
      hairCm2: {
        value,
        low: Math.max(0, value - Math.hypot(value - low, value - least)),
        high: value + Math.hypot(high - value, most - value),
      },
      deepCm2: hairy(-blendPx).value,
    }
  })
}

/** Coverage of cells by hair whose edge is moved outwards by so much. */
function hairOn(
  { left, top, step, width, height }: CellGrid,
  { grid, distances }: EdgeField,
  byPx: number,
): Uint8Array {
  const distance = distances[0]!
  const column = (x: number) => Math.min(grid.width - 1, Math.max(0, Math.floor((x - grid.left) / grid.step)))
  const row = (y: number) => Math.min(grid.height - 1, Math.max(0, Math.floor((y - grid.top) / grid.step)))
  const out = new Uint8Array(width * height)
  for (let j = 0; j < height; j++) {
    const from = row(top + (j + 0.5) * step) * grid.width
    for (let i = 0; i < width; i++) {
      const beyond = byPx - distance[from + column(left + (i + 0.5) * step)]!
      out[j * width + i] = Math.round(255 * Math.min(1, Math.max(0, 0.5 + beyond / step)))
    }
  }
  return out
}

/**
 * Whether that is said of an area, and offered to be left out: where it is more than a blend into the fringe, unless somebody
 * has said that it is meant. Dots between hairs are, and so are those of a scar or a patch within hair.
 */
export function isHairSaid({ role, onHair }: AreaDesign, { areaCm2, hairCm2, deepCm2 }: HairInArea): boolean {
  const begins = roles[role].hairline === 'ramp' && !roles[role].betweenHairs
  return begins && !onHair && deepCm2 >= LEAST_CM2 && hairCm2.value > MOST_BLENDED * areaCm2.value
}
