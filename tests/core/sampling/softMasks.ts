import type { Surface } from '../../../src/core/geometry/surface.ts'
import { countOf, densityAt, type DensityField } from '../../../src/core/sampling/densityField.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { fieldOf } from './fields.ts'

/** A 12 MP photo at .08 mm/px, sampled as a fill samples it. */
const WIDTH = 4000
const HEIGHT = 3000
const STEP = 6
export const SOFT_MASK_MM_PER_PX = 0.08

/** Random soft areas: a few round strokes, each with a rim of its own softness, over a slow ramp; 1,600 to 36,000 dots. */
export function softMask(number: number): DensityField {
  const draw = (i: number) => uniformAt(0x5eed + number, i)
  const strokes = Array.from({ length: 2 + Math.floor(draw(0) * 4) }, (_, i) => ({
    x: WIDTH * (0.25 + 0.5 * draw(10 + 4 * i)),
    y: HEIGHT * (0.3 + 0.4 * draw(11 + 4 * i)),
    radius: 250 + 500 * draw(12 + 4 * i),
    rim: 0.1 + 0.7 * draw(13 + 4 * i),
  }))
  const turn = draw(1) * 2 * Math.PI
  const slope = 0.6 * draw(2)
  const shape = fieldOf(WIDTH, HEIGHT, STEP, (x, y) => {
    const coverage = Math.max(
      ...strokes.map((s) => Math.min(1, Math.max(0, (s.radius - Math.hypot(x - s.x, y - s.y)) / (s.radius * s.rim)))),
    )
    const along = ((x - WIDTH / 2) * Math.cos(turn) + (y - HEIGHT / 2) * Math.sin(turn)) / WIDTH
    return coverage * (1 + slope * along)
  })
  const sum = shape.dotsPerCm2.reduce((all, d) => all + d, 0)
  const most = shape.dotsPerCm2.reduce((all, d) => Math.max(all, d), 0)
  const wanted = 1600 * 22.5 ** draw(3)
  const factor = Math.min(wanted / (sum * (STEP * SOFT_MASK_MM_PER_PX * 0.1) ** 2), 300 / most)
  return { ...shape, dotsPerCm2: shape.dotsPerCm2.map((d) => d * factor) }
}

interface Placed {
  readonly count: number
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

export interface DensityAccuracy {
  /** Median over the masks of |placed / wanted - 1|. */
  readonly totalErrorMedian: number
  /** Masks off by more than .006 and by more than 1.5 / sqrt(wanted). */
  readonly totalErrorExcess: number
  /** Of the tenths of each mask's wanted dots in order of density, all masks together: the largest |placed / wanted - 1|. */
  readonly worstDecilePooled: number
  /** The same of ten even steps of density: the sparsest holds one dot in a hundred, so it tells of chance too. */
  readonly worstStepPooled: number
  /** Dots where none are wanted. */
  readonly outside: number
}

/** How exactly a way of placing dots gives the density of some fields. */
export function densityAccuracy(
  fields: readonly DensityField[],
  surface: Surface,
  place: (field: DensityField, number: number) => Placed,
): DensityAccuracy {
  const errors: number[] = []
  let excess = 0
  let outside = 0
  const deciles = pooled()
  const steps = pooled()
  for (const [number, field] of fields.entries()) {
    const dots = place(field, number)
    const wanted = countOf(field, surface)
    const error = Math.abs(dots.count / wanted - 1)
    errors.push(error)
    if (error > Math.max(0.006, 1.5 / Math.sqrt(wanted))) excess++
    const most = field.dotsPerCm2.reduce((all, d) => Math.max(all, d), 0)
    const levelOf = (density: number): number => Math.min(LEVELS - 1, Math.floor((density / most) * LEVELS))
    const wantedAt = wantedByLevel(field, surface, levelOf)
    const placedAt = new Float64Array(LEVELS)
    for (let i = 0; i < dots.count; i++) {
      const density = densityAt(field, dots.x[i]!, dots.y[i]!)
      if (density > 0) placedAt[levelOf(density)]!++
      else outside++
    }
    const total = wantedAt.reduce((sum, n) => sum + n, 0)
    let below = 0
    for (let level = 0; level < LEVELS; level++) {
      deciles.add(Math.floor((10 * (below + wantedAt[level]! / 2)) / total), placedAt[level]!, wantedAt[level]!)
      steps.add(Math.floor((10 * level) / LEVELS), placedAt[level]!, wantedAt[level]!)
      below += wantedAt[level]!
    }
  }
  return {
    totalErrorMedian: errors.toSorted((a, b) => a - b)[errors.length >> 1] ?? 0,
    totalErrorExcess: excess,
    worstDecilePooled: deciles.worst(),
    worstStepPooled: steps.worst(),
    outside,
  }
}

/** Steps of density in which wanted and placed dots are counted. */
const LEVELS = 5000

function pooled() {
  const placed = new Float64Array(10)
  const wanted = new Float64Array(10)
  return {
    add(part: number, placedHere: number, wantedHere: number): void {
      placed[part]! += placedHere
      wanted[part]! += wantedHere
    },
    worst: (): number => Math.max(...Array.from(placed, (n, k) => Math.abs(n / wanted[k]! - 1))),
  }
}

/** Places per sample and side at which the density is read between samples. */
const FINER = 2

function wantedByLevel(field: DensityField, surface: Surface, levelOf: (density: number) => number): Float64Array {
  const { x0, y0, step, width, height } = field
  const mm = surface.mmPerPxAt({ x: x0, y: y0 }) * (step / FINER)
  const wanted = new Float64Array(LEVELS)
  for (let j = 0; j < height * FINER; j++)
    for (let i = 0; i < width * FINER; i++) {
      const density = densityAt(field, x0 + ((i + 0.5) / FINER - 0.5) * step, y0 + ((j + 0.5) / FINER - 0.5) * step)
      if (density > 0) wanted[levelOf(density)]! += (density * mm * mm) / 100
    }
  return wanted
}
