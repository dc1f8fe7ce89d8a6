import type { RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { agedInk, type Ageing, type Moment } from '../pigment/ageing.ts'
import { CORE_POWER, DIAMETER_RANGE_MM, REFERENCE_DIAMETER_MM } from '../pigment/inkModel.ts'
import { coreWidthSeenMm, type Pigment } from '../pigment/pigment.ts'
import type { Dots } from '../sampling/placeDots.ts'

/**
 * What makes a fill read as a helmet: dots that cover too much skin, or that stand so near that the eye joins them. Both
 * go by the width that the eye sees, not by the pigment's: a helmet is a look, and of pigment alone no setting ever
 * covers 12 %.
 */
export interface HelmetFigures {
  /** Share of skin under dots around the typical dot, 0..1: the sparse edge does not excuse what is behind it. */
  readonly coverage: number
  /** Distance to the nearest dot that one in twenty falls below, in widths of a dot as it is seen. */
  readonly spacingP5: number
}

/** More skin than this under dots reads as a helmet; fresh dots are still allowed more, for they heal narrower. Assumed. */
export const COVERAGE_LIMIT = { fresh: 0.12, healed: 0.08 } as const
export const SPACING_LIMIT = 1.2

/** When the dots are looked at. */
export interface Shown {
  readonly moment: Moment
  readonly ageing?: Ageing
}

/** From the limit of fresh dots to that of healed ones, as their ink settles. */
export const coverageLimitAt = ({ moment, ageing }: Shown): number =>
  COVERAGE_LIMIT.healed + (COVERAGE_LIMIT.fresh - COVERAGE_LIMIT.healed) * agedInk(moment, ageing).unhealed

/**
 * The limit that a fill passes, if any.
 * @param o.grouped its dots copy the groups of native hair, which stand close by nature
 */
export function helmetReason(
  figures: HelmetFigures,
  o: Shown & { readonly grouped?: boolean },
): 'coverage' | 'spacing' | null {
  if (figures.coverage > coverageLimitAt(o)) return 'coverage'
  return !o.grouped && figures.spacingP5 < SPACING_LIMIT ? 'spacing' : null
}

/** Side of the squares of skin in which coverage is counted: some twenty dots each. */
const SQUARE_MM = 4
/** Dots whose neighbours are looked for; more say nothing new about a twentieth part. */
const MOST_ASKED = 6000
/** Dots fewer than these say nothing. */
const LEAST_JUDGED = 20

/**
 * Judged where the skin is measured: towards the head's rim dots stand closer than on skin, to carry the tone on.
 * @returns null where there are too few dots to judge by
 */
export function helmetFigures(dots: Dots, pigment: Pigment, surface: Surface): HelmetFigures | null {
  if (dots.count < LEAST_JUDGED) return null
  const { widthsMm2, meanMm } = widthsSeen(dots, pigment)
  const box = boxOf(dots)
  const spacingMm = lowSpacingMm(dots, box, surface)
  return spacingMm === null
    ? null
    : { coverage: typicalCoverage(dots, widthsMm2, box, surface), spacingP5: spacingMm / meanMm }
}

/** Steps between the faintest dot and the strongest; the width is smooth between them. */
const WIDTH_STEPS = 64

const [LEAST_MM, MOST_MM] = [DIAMETER_RANGE_MM[0] * 0.7, DIAMETER_RANGE_MM[1] * 1.3]
const POWER_STEPS = 256
const PER_MM = POWER_STEPS / (MOST_MM - LEAST_MM)
/** (d / .12 mm)^1.44 over the range that the power law holds in: the power itself is slow. */
const powers = Float64Array.from(
  { length: POWER_STEPS + 2 },
  (_, step) => ((LEAST_MM + step / PER_MM) / REFERENCE_DIAMETER_MM) ** CORE_POWER[1],
)

/** Squares of the dots' widths, and the width of a dot of mean area. */
function widthsSeen(dots: Dots, pigment: Pigment): { widthsMm2: Float32Array; meanMm: number } {
  const { count, diameterMm, strength, sitting } = dots
  const widthsMm2 = new Float32Array(count)
  const ofSitting = Float64Array.from({ length: 256 }, (_, n) => pigment.a1[1] * (pigment.bySitting[n - 1] ?? 1))
  let most = 0
  for (let i = 0; i < count; i++) {
    const d = diameterMm[i]!
    const at = d <= LEAST_MM ? 0 : d >= MOST_MM ? POWER_STEPS : (d - LEAST_MM) * PER_MM
    const step = at | 0
    const power = powers[step]! + (powers[step + 1]! - powers[step]!) * (at - step)
    const centre = ofSitting[sitting[i]!]! * strength[i]! * power
    widthsMm2[i] = centre
    if (centre > most) most = centre
  }
  const table = Float64Array.from({ length: WIDTH_STEPS + 2 }, (_, step) =>
    step === 0 ? 0 : coreWidthSeenMm((most * step) / WIDTH_STEPS, pigment.s1Mm) ** 2,
  )
  // A dot fainter than the first step is as wide as it: where the eye draws the line no longer depends on its strength.
  table[0] = table[1]!
  let sum = 0
  const perStep = most > 0 ? WIDTH_STEPS / most : 0
  for (let i = 0; i < count; i++) {
    const at = widthsMm2[i]! * perStep
    const step = at | 0
    const width = table[step]! + (table[step + 1]! - table[step]!) * (at - step)
    widthsMm2[i] = width
    sum += width
  }
  return { widthsMm2, meanMm: Math.sqrt(sum / count) }
}

/** Coverage of the square in which the median dot lies, squares ordered by coverage. */
function typicalCoverage(dots: Dots, widthsMm2: Float32Array, box: RectPx, surface: Surface): number {
  const { count, x, y } = dots
  const grid = gridOver(box, SQUARE_MM / surface.mmPerPxAt({ x: x[count >> 1]!, y: y[count >> 1]! }))
  const covered = new Float64Array(grid.across * grid.down)
  const members = new Uint32Array(covered.length)
  for (let i = 0; i < count; i++) {
    const square = grid.cellAt(x[i]!, y[i]!)
    covered[square]! += (Math.PI / 4) * widthsMm2[i]!
    members[square]!++
  }
  const squares = [...members.keys()].filter((at) => members[at]! > 0 && surface.isMeasured(grid.centreOf(at)))
  const half = squares.reduce((sum, square) => sum + members[square]!, 0) / 2
  const coverage = covered.map((mm2, square) => {
    if (members[square] === 0) return 0
    const sideMm = surface.mmPerPxAt(grid.centreOf(square)) * grid.sidePx
    return mm2 / (sideMm * sideMm)
  })
  squares.sort((a, b) => coverage[a]! - coverage[b]!)
  let passed = 0
  for (const square of squares) {
    passed += members[square]!
    if (passed >= half) return coverage[square]!
  }
  return 0
}

/** The distance in mm below which a twentieth of the dots have their nearest neighbour; null where too few are measured. */
function lowSpacingMm(dots: Dots, box: RectPx, surface: Surface): number | null {
  const { count, x, y } = dots
  const sidePx = Math.max(1e-3, Math.sqrt((box.width * box.height) / count))
  const grid = gridOver(box, sidePx)
  const starts = new Uint32Array(grid.across * grid.down + 1)
  const cells = new Uint32Array(count)
  for (let i = 0; i < count; i++) starts[(cells[i] = grid.cellAt(x[i]!, y[i]!)) + 1]!++
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!
  const next = starts.slice()
  const members = new Uint32Array(count)
  for (let i = 0; i < count; i++) members[next[cells[i]!]!++] = i
  const stride = Math.ceil(count / MOST_ASKED)
  const nearest = new Float64Array(Math.ceil(count / stride))
  let judged = 0
  const at = { x: 0, y: 0 }
  for (let i = 0; i < count; i += stride) {
    at.x = x[i]!
    at.y = y[i]!
    if (!surface.isMeasured(at)) continue
    const [xx, xy, yx, yy] = surface.metricAt(at)
    const column = cells[i]! % grid.across
    const row = Math.floor(cells[i]! / grid.across)
    let bestPx2 = Infinity
    let bestMm2 = Infinity
    for (let ring = 1; ring <= 3 && bestPx2 > ((ring - 1) * grid.sidePx) ** 2; ring++) {
      const left = Math.max(0, column - ring)
      const right = Math.min(grid.across - 1, column + ring)
      const bottom = Math.min(grid.down - 1, row + ring)
      for (let j = Math.max(0, row - ring); j <= bottom; j++) {
        const end = starts[j * grid.across + right + 1]!
        for (let m = starts[j * grid.across + left]!; m < end; m++) {
          const other = members[m]!
          if (other === i) continue
          const dx = x[other]! - at.x
          const dy = y[other]! - at.y
          const px2 = dx * dx + dy * dy
          if (px2 < bestPx2) bestPx2 = px2
          const across = xx * dx + xy * dy
          const down = yx * dx + yy * dy
          const mm2 = across * across + down * down
          if (mm2 < bestMm2) bestMm2 = mm2
        }
      }
    }
    nearest[judged++] = bestMm2
  }
  if (judged < LEAST_JUDGED) return null
  return Math.sqrt(nearest.subarray(0, judged).sort()[Math.floor(judged / 20)]!)
}

interface Grid {
  readonly across: number
  readonly down: number
  readonly sidePx: number
  cellAt(x: number, y: number): number
  centreOf(cell: number): { x: number; y: number }
}

/** Square cells fixed in the photo, over all dots. */
function gridOver(box: RectPx, sidePx: number): Grid {
  // Room all round: at its edges a product and a quotient may round to different cells.
  const left = Math.floor(box.x / sidePx) - 1
  const top = Math.floor(box.y / sidePx) - 1
  const across = Math.floor((box.x + box.width) / sidePx) - left + 2
  const down = Math.floor((box.y + box.height) / sidePx) - top + 2
  const perPx = 1 / sidePx
  return {
    across,
    down,
    sidePx,
    // Never below the box, so cutting off is rounding down.
    cellAt: (x, y) => ((y * perPx - top) | 0) * across + ((x * perPx - left) | 0),
    centreOf: (cell) => ({
      x: (left + (cell % across) + 0.5) * sidePx,
      y: (top + Math.floor(cell / across) + 0.5) * sidePx,
    }),
  }
}

function boxOf({ count, x, y }: Dots): RectPx {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (let i = 0; i < count; i++) {
    const px = x[i]!
    const py = y[i]!
    if (px < left) left = px
    if (px > right) right = px
    if (py < top) top = py
    if (py > bottom) bottom = py
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}
