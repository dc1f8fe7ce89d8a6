import { describe, expect, it } from 'vitest'
import { DIAMETER_RANGE_MM, dotEnergyMm2, SITTING_SHARE } from '../../../src/core/pigment/inkModel.ts'
import {
  defaultShade,
  diameterFactors,
  fadedTo,
  pigmentOf,
  shades,
  solvedStrength,
  widthSeenMm,
  type Pigment,
  type PigmentSettings,
} from '../../../src/core/pigment/pigment.ts'

const healed: PigmentSettings = { dotSizeMm: 0.12, softness: 0.3, shade: defaultShade, moment: 'healed' }
const energy = (p: Pigment, k: 0 | 1 | 2) => dotEnergyMm2(p.a1[k], p.s1Mm, p.a2[k], p.s2Mm[k])

describe('ink', () => {
  it('is about 2.2 times the bare preset by default, so that 150 dots per cm2 are as dark as native shaved hair', () => {
    expect(solvedStrength).toBeGreaterThan(2.1)
    expect(solvedStrength).toBeLessThan(2.35)
    expect(Math.exp(-1.5 * energy(pigmentOf(healed), 1))).toBeCloseTo(0.83, 6)
  })

  it('lets the halo carry 75 to 82 % of the darkening', () => {
    const p = pigmentOf(healed)
    const halo = 2 * Math.PI * p.a2[1] * p.s2Mm[1] ** 2
    expect(halo / energy(p, 1)).toBeGreaterThan(0.75)
    expect(halo / energy(p, 1)).toBeLessThan(0.82)
  })

  it('fades by half in six years and never darkens again', () => {
    expect(fadedTo(6)).toBeCloseTo(0.5, 9)
    const path = (['fresh', 'healed', '1y', '3y', '5y'] as const).map((moment) =>
      energy(pigmentOf({ ...healed, moment }), 1),
    )
    expect(path).toEqual(path.toSorted((a, b) => b - a))
    expect(path[4]! / path[1]!).toBeCloseTo(fadedTo(5), 6)
  })

  it('drifts cooler with the years: red density rises against blue', () => {
    const ratio = (p: Pigment) => p.a1[0] / p.a1[2]
    expect(ratio(pigmentOf({ ...healed, moment: '5y' }))).toBeGreaterThan(ratio(pigmentOf(healed)) * 1.05)
  })

  it('keeps the tone whatever the softness: the same ink, spread wider', () => {
    const tones = [0, 0.3, 1].map((softness) => energy(pigmentOf({ ...healed, softness }), 1))
    for (const tone of tones) expect(tone).toBeCloseTo(tones[0]!, 9)
  })

  it('gives the first sitting lighter dots, and the finished fill its solved strength', () => {
    for (let shade = 0; shade < shades.length; shade++) {
      const { bySitting } = pigmentOf({ ...healed, shade })
      expect(bySitting[0]).toBeLessThan(bySitting[1])
      expect(bySitting[1]).toBeLessThan(bySitting[2])
      expect(bySitting.reduce((sum, s, k) => sum + s * SITTING_SHARE[k]!, 0)).toBeCloseTo(1, 9)
    }
  })

  it('has a ladder of shades, each lighter than the one before up to the greys', () => {
    const strengths = shades.slice(0, 6).map((_, shade) => energy(pigmentOf({ ...healed, shade }), 1))
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a))
    expect(new Set(shades.map((s) => s.id)).size).toBe(8)
  })

  it('makes larger dots stronger, and is seen wider than its pigment', () => {
    const [low, high] = DIAMETER_RANGE_MM
    expect(diameterFactors(high, [1.72, 1.44, 1.58])[1]).toBeGreaterThan(diameterFactors(low, [1.72, 1.44, 1.58])[1])
    for (const dotSizeMm of [low, 0.12, 0.16]) expect(widthSeenMm({ ...healed, dotSizeMm })).toBeGreaterThan(dotSizeMm)
  })

  it('is seen wider the larger and the softer the dot', () => {
    for (let shade = 0; shade < shades.length; shade++) {
      const bySize = [0.08, 0.12, 0.16, 0.2].map((dotSizeMm) => widthSeenMm({ ...healed, shade, dotSizeMm }))
      expect(bySize).toEqual(bySize.toSorted((a, b) => a - b))
      const bySoftness = [0, 0.3, 0.6, 1].map((softness) => widthSeenMm({ ...healed, shade, softness }))
      expect(bySoftness).toEqual(bySoftness.toSorted((a, b) => a - b))
    }
  })
})
