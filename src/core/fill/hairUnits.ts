import type { Surface } from '../geometry/surface.ts'
import { emptyDots } from '../sampling/emptyDots.ts'
import { smoothStep } from '../sampling/noise.ts'
import { STRENGTH_CV } from '../sampling/dotLooks.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { hash, logNormalTable, strengthByte } from '../sampling/random.ts'
import { cosine, sine } from './headAxis.ts'
import type { HairDirection } from './hairDirection.ts'

/** Share of the follicular units with 1, 2, ... hairs; 1,666 trichoscope fields (simulation-model 1). */
export const UNIT_SIZES = [0.38, 0.42, 0.16, 0.03, 0.01] as const

/** Mean of the table; counted on the same fields: 1.86. */
export const HAIRS_PER_UNIT = UNIT_SIZES.reduce((sum, share, i) => sum + share * (i + 1), 0)

/** Distance of neighbouring hairs of a unit, mm: median .16, tenth to ninetieth percentile .08-.29 (simulation-model 1). */
export const SPACING_MM = { median: 0.16, least: 0.08, most: 0.29 } as const
const SPACING_CV = 0.53
/** Length of a shaved hair as the camera sees it, of .55-1.2 mm that lie at a slant. Assumed; by eye beside stubble. */
export const VISIBLE_MM = 0.85
const LENGTH_CV = 0.3
/** How far a unit, and a hair within it, turns from the direction around it, radians. Assumed. */
const UNIT_TURN = 0.3
const HAIR_TURN = 0.12
/** From hair to hair of a unit the way bends by this much, always to one side: units are clumps, not rows. Assumed. */
const BEND = { least: 0.9, most: 1.4 } as const

const strengths = logNormalTable(STRENGTH_CV)
const lengths = logNormalTable(LENGTH_CV).map((factor) => factor * VISIBLE_MM)
const spread = logNormalTable(SPACING_CV)
const middle = (spread[127]! + spread[128]!) / 2
const spacings = spread.map((f) =>
  Math.min(SPACING_MM.most, Math.max(SPACING_MM.least, (f / middle) * SPACING_MM.median)),
)

const turnsOf = (count: number, least: number, most: number) =>
  Array.from({ length: count }, (_, i) => {
    const angle = least + ((i + 0.5) / count) * (most - least)
    return { sin: sine(angle), cos: cosine(angle) }
  })
const halfTurn = turnsOf(64, -Math.PI / 2, Math.PI / 2)
const bends = turnsOf(16, BEND.least, BEND.most)
const unitTurns = turnsOf(16, -UNIT_TURN, UNIT_TURN)
const hairTurns = turnsOf(16, -HAIR_TURN, HAIR_TURN)

const SIZE_SALT = 0x6a09e667
const SHAPE_SALT = 0x3c6ef372

/** How far units have more than one hair, 0..1: not at the line, wholly behind its sparse edge (simulation-model 2). */
export const groupedAt = (depthMm: number, widthMm: number): number => smoothStep(depthMm / widthMm)

/** How many hairs the unit of an id has, 1-5. */
export function unitSize(seed: number, id: number): number {
  let rest = hash(seed ^ SIZE_SALT, id) / 2 ** 32
  for (let size = 1; size < UNIT_SIZES.length; size++) {
    rest -= UNIT_SIZES[size - 1]!
    if (rest < 0) return size
  }
  return UNIT_SIZES.length
}

/**
 * The id of a unit's hair: that of the unit with the periods of the ranked set counted to 32 on either side (4.5 m of
 * skin), and the number of the hair above it. So ids never meet, and hair by hair they are in the units' order.
 */
export function hairId(unitId: number, hair: number): number {
  const cy = ((unitId >>> 24) - 96) & 63
  const cx = (((unitId >>> 16) & 255) - 96) & 63
  return ((hair << 28) | (cy << 22) | (cx << 16) | (unitId & 65535)) >>> 0
}

/**
 * Puts the hairs of follicular units in their places. A hair depends on its unit, the seed and the place alone.
 * @param units in order of id
 * @param o.direction in which hairs lie; null for round dots, which have no length
 * @param o.grouped 0..1: how far units have more than one hair at a place; at the hairline hairs stand single
 */
export function growHairs(
  units: Dots,
  o: { seed: number; surface: Surface; direction: HairDirection | null; grouped: (x: number, y: number) => number },
): Dots {
  const { seed, surface } = o
  const sizes = new Uint8Array(units.count)
  let count = 0
  for (let i = 0; i < units.count; i++) {
    const id = units.id[i]!
    const size = unitSize(seed, id)
    // The low bits of the size's draw are free: that took the high ones.
    const chance = (hash(seed ^ SIZE_SALT, id) & 1023) / 1024
    sizes[i] = size === 1 || chance < o.grouped(units.x[i]!, units.y[i]!) ? size : 1
    count += sizes[i]!
  }
  const { direction } = o
  const along = direction && { alongX: new Float32Array(count), alongY: new Float32Array(count) }
  const dots: Dots = { ...emptyDots(count), ...along }
  const starts = startsOf(sizes, count)
  const offsets = new Float64Array(2 * UNIT_SIZES.length)
  const at = { x: 0, y: 0 }
  const lie = { x: 0, y: 0 }
  for (let i = 0; i < units.count; i++) {
    const size = sizes[i]!
    const id = units.id[i]!
    at.x = units.x[i]!
    at.y = units.y[i]!
    const [m00, m01, m10, m11] = surface.metricAt(at)
    const det = m00 * m11 - m01 * m10
    layOut(seed, id, size, offsets)
    if (direction) direction(at.x, at.y, lie)
    const unit = turned(lie.x, lie.y, unitTurns[hash(seed ^ SHAPE_SALT, id) & 15]!)
    for (let hair = 0; hair < size; hair++) {
      const to = starts[hair]!++
      const name = hairId(id, hair)
      const bits = hash(seed, name)
      const u = offsets[2 * hair]!
      const v = offsets[2 * hair + 1]!
      dots.id[to] = name
      dots.x[to] = at.x + (m11 * u - m01 * v) / det
      dots.y[to] = at.y + (m00 * v - m10 * u) / det
      dots.rank[to] = units.rank[i]!
      dots.sitting[to] = units.sitting[i]!
      dots.diameterMm[to] = units.diameterMm[i]!
      dots.strength[to] = strengths[strengthByte(bits)]!
      if (!along) continue
      const { x, y } = turned(unit.x, unit.y, hairTurns[(bits >>> 16) & 15]!)
      const mmPerPx = Math.sqrt((m00 * x + m01 * y) * (m00 * x + m01 * y) + (m10 * x + m11 * y) * (m10 * x + m11 * y))
      const px = lengths[bits >>> 24]! / mmPerPx
      along.alongX[to] = x * px
      along.alongY[to] = y * px
    }
  }
  return dots
}

/** Where the first, second, ... hairs of all units begin: hair by hair the ids ascend. */
function startsOf(sizes: Uint8Array, count: number): Uint32Array {
  const starts = new Uint32Array(UNIT_SIZES.length)
  let at = count
  for (let hair = UNIT_SIZES.length - 1; hair >= 0; hair--) {
    for (const size of sizes) if (size > hair) at--
    starts[hair] = at
  }
  return starts
}

/** Places of a unit's hairs about its centre, mm of skin. */
function layOut(seed: number, id: number, size: number, offsets: Float64Array): void {
  const bits = hash(seed ^ SHAPE_SALT, id)
  const first = halfTurn[(bits >>> 4) & 63]!
  let dx = (bits >>> 10) & 1 ? first.cos : -first.cos
  let dy = (bits >>> 10) & 1 ? first.sin : -first.sin
  const side = (bits >>> 11) & 1 ? 1 : -1
  let x = 0
  let y = 0
  let sumX = 0
  let sumY = 0
  for (let hair = 0; hair < size; hair++) {
    if (hair > 0) {
      const step = hash(bits, hair)
      const mm = spacings[step & 255]!
      const { cos, sin } = bends[(step >>> 8) & 15]!
      if (hair > 1) [dx, dy] = [dx * cos - side * dy * sin, side * dx * sin + dy * cos]
      x += dx * mm
      y += dy * mm
    }
    offsets[2 * hair] = x
    offsets[2 * hair + 1] = y
    sumX += x
    sumY += y
  }
  for (let hair = 0; hair < size; hair++) {
    offsets[2 * hair]! -= sumX / size
    offsets[2 * hair + 1]! -= sumY / size
  }
}

const turned = (x: number, y: number, by: { sin: number; cos: number }) => ({
  x: x * by.cos - y * by.sin,
  y: x * by.sin + y * by.cos,
})
