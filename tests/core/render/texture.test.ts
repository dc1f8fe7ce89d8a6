import { describe, expect, it } from 'vitest'
import { pigmentOf, type Pigment } from '../../../src/core/pigment/pigment.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { looseLattice, poissonDisk, uniformRandom } from '../sampling/controls.ts'
import type { Patch } from '../sampling/neighbours.ts'
import { dotsAt, dotsOver, healed, ink, midSkin, MM_PER_PX, skinOf } from './paintedSkin.ts'
import { contrasts, distributionGap, logLight, radialPower, spread } from './texture.ts'

const seed = Number(process.env.SEED ?? 1)
const SIDE = 512
const PER_CM2 = 150
const spacingPx = 10 / Math.sqrt(PER_CM2) / MM_PER_PX
/** Dots of the reference on its torus, which is a little larger than the picture. */
const COUNT = 3200

/**
 * The reference of simulation-model 1: a saturated Poisson disk, each dot displaced by a normal of .16 spacings, no nearer
 * than .32 of them.
 */
function follicles(salt: number): Patch {
  const base = poissonDisk(COUNT, salt)
  const l = 1 / Math.sqrt(base.count)
  const normal = (i: number) => {
    let sum = 0
    for (let k = 0; k < 6; k++) sum += uniformAt(salt + 99, 6 * i + k)
    return (sum - 3) * Math.SQRT2
  }
  const x = Float64Array.from(base.x)
  const y = Float64Array.from(base.y)
  const away = (a: number) => a - Math.round(a)
  const free = (i: number, px: number, py: number) => {
    for (let j = 0; j < base.count; j++)
      if (j !== i && away(x[j]! - px) ** 2 + away(y[j]! - py) ** 2 < (0.32 * l) ** 2) return false
    return true
  }
  for (let i = 0; i < base.count; i++) {
    const px = x[i]! + 0.16 * l * normal(2 * i)
    const py = y[i]! + 0.16 * l * normal(2 * i + 1)
    if (free(i, px, py)) [x[i], y[i]] = [px, py]
  }
  return { x, y, count: base.count, side: 1, wraps: true }
}

/** A set on a torus as ink on skin. */
function drawn(patch: Patch, by: Pigment = pigmentOf(healed)): Float64Array {
  const px = spacingPx * Math.sqrt(patch.count)
  const x = Array.from({ length: patch.count }, (_, i) => patch.x[i]! * px - (px - SIDE) / 2)
  const y = Array.from({ length: patch.count }, (_, i) => patch.y[i]! * px - (px - SIDE) / 2)
  return logLight(ink(skinOf(SIDE, midSkin), dotsAt(x, y), { pigment: by }))
}

/** Our dots as usual dots: what differs is then where they lie. */
function ours(): Float64Array {
  const dots = dotsOver(SIDE, PER_CM2, seed)
  return logLight(ink(skinOf(SIDE, midSkin), dotsAt(dots.x, dots.y)))
}

describe(`the texture of a fill, seed ${seed}`, () => {
  const reference = drawn(follicles(seed + 10))
  const filled = ours()

  it('has the spectrum of follicles within 1.5 dB; a plain Poisson disk, a lattice and dots by chance have not', () => {
    const rings = 48
    const power = (picture: Float64Array) => radialPower(picture, rings)
    const wanted = power(reference)
    const nyquist = 0.5 / MM_PER_PX
    // Up to where dots have power at all: past 3 cycles per mm there are but rounded bytes.
    const seen = Array.from({ length: rings }, (_, i) => i).filter((i) => {
      const cycles = ((i + 0.5) / rings) * nyquist
      return cycles >= 0.2 && cycles <= 3
    })
    const differenceDb = (picture: Float64Array) => {
      const found = power(picture)
      return Math.sqrt(seen.reduce((sum, i) => sum + (10 * Math.log10(found[i]! / wanted[i]!)) ** 2, 0) / seen.length)
    }
    expect(differenceDb(filled)).toBeLessThan(1.5)
    expect(differenceDb(drawn(poissonDisk(COUNT, seed)))).toBeGreaterThan(1.5)
    expect(differenceDb(drawn(uniformRandom(COUNT, seed)))).toBeGreaterThan(3)
    expect(differenceDb(drawn(looseLattice(57, seed)))).toBeGreaterThan(3)
  })

  it('has the contrasts of follicles: spread .8 to 1.25 of theirs, distribution within .08; finer dots and smeared ones have not', () => {
    const wanted = contrasts(reference, spacingPx)
    const look = (picture: Float64Array) => {
      const found = contrasts(picture, spacingPx)
      return { ratio: spread(found) / spread(wanted), gap: distributionGap(found, wanted) }
    }
    const half: Pigment = { ...pigmentOf(healed), bySitting: [0.5, 0.5, 0.5] }
    const dense = dotsOver(SIDE, 2 * PER_CM2, seed)
    const twice = logLight(ink(skinOf(SIDE, midSkin), dotsAt(dense.x, dense.y), { pigment: half }))
    const smear = drawn(follicles(seed + 10), pigmentOf({ ...healed, preset: 'deep' }))
    const { ratio, gap } = look(filled)
    expect(ratio).toBeGreaterThan(0.8)
    expect(ratio).toBeLessThan(1.25)
    expect(gap).toBeLessThan(0.08)
    expect(look(twice).ratio).toBeLessThan(0.8)
    expect(look(smear).ratio).toBeLessThan(0.8)
  })
})
