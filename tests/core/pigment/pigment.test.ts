import { describe, expect, it } from 'vitest'
import { inkPresets, undertones } from '../../../src/core/design/design.ts'
import { FRESH, HEALED } from '../../../src/core/pigment/ageing.ts'
import {
  CORE_POWER,
  DIAMETER_RANGE_MM,
  dilutionStrength,
  dotEnergyMm2,
  HALO_POWER,
  inkDots,
  presetEnergyMm2,
  REFERENCE_DIAMETER_MM,
  SITTING_SHARE,
  UNDERTONE_TINT,
  type InkDot,
} from '../../../src/core/pigment/inkModel.ts'
import { meanTransmittance } from '../../../src/core/pigment/meanTone.ts'
import {
  defaultShade,
  diameterFactors,
  pigmentOf,
  rednessOf,
  shades,
  solvedStrength,
  widthSeenMm,
  type Pigment,
  type PigmentSettings,
} from '../../../src/core/pigment/pigment.ts'

const healed: PigmentSettings = { dotSizeMm: 0.12, softness: 0.3, shade: defaultShade, moment: HEALED }
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

const channels = [0, 1, 2] as const

/** Of a dot of another diameter than .12 mm. */
const energyAt = (p: Pigment, k: 0 | 1 | 2, diameterMm: number) =>
  dotEnergyMm2(
    p.a1[k] * diameterFactors(diameterMm, CORE_POWER)[k],
    p.s1Mm,
    p.a2[k] * diameterFactors(diameterMm, HALO_POWER)[k],
    p.s2Mm[k],
  )

/** Integral of the density over the skin, step by step. */
function integrated({ a1, s1Mm, a2, s2Mm }: InkDot, k: 0 | 1 | 2): number {
  const step = 0.0005
  let sum = 0
  for (let q = step / 2; q < 5; q += step) {
    const density = a1[k] * Math.exp(-(q * q) / 2 / s1Mm ** 2) + a2[k] * Math.exp(-(q * q) / 2 / s2Mm[k] ** 2)
    sum += density * 2 * Math.PI * q * step
  }
  return sum
}

describe('ways for ink to lie', () => {
  it('are those that a design can name', () => {
    expect(Object.keys(inkDots)).toEqual([...inkPresets])
    expect(Object.keys(UNDERTONE_TINT)).toEqual([...undertones])
  })

  it.each(inkPresets)('%s: the energy is the density integrated over the skin', (preset) => {
    for (const k of channels) expect(presetEnergyMm2(inkDots[preset])[k]).toBeCloseTo(integrated(inkDots[preset], k), 5)
  })

  it.each([
    ['healed', 0.073, 0.055, 0.045],
    ['heavy', 0.139, 0.103, 0.082],
    ['mid', 0.141, 0.087, 0.064],
    ['deep', 0.199, 0.128, 0.085],
    ['diluted', 0.053, 0.041, 0.035],
    ['shaft', 0.303, 0.149, 0.084],
  ] as const)('%s: a bare dot takes what the model says, mm2', (preset, red, green, blue) => {
    const energies = presetEnergyMm2(inkDots[preset])
    const wanted = [red, green, blue]
    for (const k of channels) expect(energies[k]).toBeCloseTo(wanted[k]!, 3)
  })

  it('the default takes .054 mm2 of green within its rounding, and 123 hairs per cm2 leave .83 of it', () => {
    expect(Math.abs(presetEnergyMm2(inkDots.healed)[1] - 0.054)).toBeLessThan(0.0015)
    expect(Math.exp(-1.23 * presetEnergyMm2(inkDots.shaft)[1])).toBeCloseTo(0.83, 2)
  })

  it('blur and cool the deeper they are', () => {
    const [shallow, mid, deep] = [inkDots.healed, inkDots.mid, inkDots.deep]
    expect(shallow.s1Mm).toBeLessThan(mid.s1Mm)
    expect(mid.s1Mm).toBeLessThan(deep.s1Mm)
    const redOverBlue = [shallow, mid, deep].map((d) => presetEnergyMm2(d)[0] / presetEnergyMm2(d)[2])
    expect(redOverBlue).toEqual(redOverBlue.toSorted((a, b) => a - b))
  })

  const inks = inkPresets.filter((preset) => preset !== 'shaft')

  it.each(inks)('%s: a dot of its own diameter is the preset times the solved strength', (preset) => {
    const { diameterMm } = inkDots[preset]
    const bare = presetEnergyMm2(inkDots[preset])
    const p = pigmentOf({ ...healed, preset })
    for (const k of channels) expect(energyAt(p, k, diameterMm)).toBeCloseTo(bare[k] * solvedStrength, 9)
  })

  it('keep the hand of the artist: all inks are as strong over their preset as the default, so that only the way counts', () => {
    const at = (preset: PigmentSettings['preset']) => energy(pigmentOf({ ...healed, preset }), 1)
    expect(at('heavy')).toBeGreaterThan(at('healed'))
    expect(at('diluted')).toBeLessThan(0.65 * at('healed'))
  })

  it('a usual fill of hair shafts has the tone of one of ink, and each shaft is sharper than a dot', () => {
    const shaft = pigmentOf({ ...healed, preset: 'shaft' })
    for (const k of channels) expect(energy(shaft, k)).toBeCloseTo(energy(pigmentOf(healed), k), 9)
    expect(shaft.s1Mm).toBeLessThan(0.6 * pigmentOf(healed).s1Mm)
    // Hair in skin is no orange dot: its middle takes all colours alike, and every halo darkens.
    for (const k of channels) {
      expect(shaft.a1[k]).toBeCloseTo(shaft.a1[1], 9)
      expect(shaft.a2[k]).toBeGreaterThan(0)
    }
  })
})

describe('mean tone', () => {
  const fill = { ...healed, densityPerCm2: 150, sitting: 3 } as const

  it('of the default fill is that of native shaved hair, .83', () => {
    expect(meanTransmittance(fill)[1]).toBeCloseTo(0.83, 6)
  })

  it('is exp(-lambda m E), and darker with density, dot size and each sitting', () => {
    const p = pigmentOf(healed)
    for (const k of channels) expect(meanTransmittance(fill)[k]).toBeCloseTo(Math.exp(-1.5 * energy(p, k)), 9)
    const darker = (a: typeof fill, b: object) =>
      expect(meanTransmittance({ ...a, ...b })[1]).toBeLessThan(meanTransmittance(a)[1])
    darker(fill, { densityPerCm2: 200 })
    darker(fill, { dotSizeMm: 0.15 })
    const [one, two, three] = ([1, 2, 3] as const).map((sitting) => meanTransmittance({ ...fill, sitting })[1])
    expect(one).toBeGreaterThan(two!)
    expect(two).toBeGreaterThan(three!)
  })

  it('of fresh ink is darker, and redder', () => {
    const [r, g] = meanTransmittance({ ...fill, moment: FRESH })
    const [healedR, healedG] = meanTransmittance(fill)
    expect(g).toBeLessThan(healedG)
    expect(r / g).toBeGreaterThan((healedR / healedG) * 1.02)
  })

  it('is reddened by the needle alike, however deep the ink lies', () => {
    const blood = (preset: PigmentSettings['preset']) => {
      const p = pigmentOf({ ...healed, preset, moment: FRESH })
      return rednessOf(p, FRESH).map((red, k) => red * p.s2Mm[k]! ** 2)
    }
    for (const preset of inkPresets) blood(preset).forEach((red, k) => expect(red).toBeCloseTo(blood('healed')[k]!, 9))
    expect(rednessOf(pigmentOf(healed), HEALED)).toEqual([0, 0, 0])
  })
})

describe('shade', () => {
  it.each([
    [1, 1],
    [0.5, 0.9],
    [0.2, 0.7],
    [0.1, 0.51],
    [0.05, 0.33],
  ])('ink of pigment fraction %d is %d as strong', (c, strength) => {
    expect(dilutionStrength(c)).toBeCloseTo(strength, 2)
  })

  it('an undertone turns the hue and leaves the green, so nothing gets darker', () => {
    const [cool, neutral, warm] = undertones.map((undertone) => pigmentOf({ ...healed, undertone }))
    for (const p of [cool!, warm!]) expect(energy(p, 1)).toBeCloseTo(energy(neutral!, 1), 12)
    expect(energy(warm!, 0)).toBeLessThan(energy(neutral!, 0))
    expect(energy(warm!, 2)).toBeGreaterThan(energy(neutral!, 2))
    expect(energy(cool!, 0)).toBeGreaterThan(energy(neutral!, 0))
    expect(energy(cool!, 2)).toBeLessThan(energy(neutral!, 2))
  })
})

describe('ink matched to native hair', () => {
  const match = { strength: 1.6, tint: [1.1, 1, 0.85] } as const

  it('is the bare preset times strength and tint at the default shade', () => {
    const bare = presetEnergyMm2(inkDots.healed)
    const p = pigmentOf({ ...healed, match })
    for (const k of channels) expect(energy(p, k)).toBeCloseTo(bare[k] * match.strength * match.tint[k], 9)
    const deep = pigmentOf({ ...healed, preset: 'deep', match })
    const wanted = presetEnergyMm2(inkDots.deep)[0] * match.strength * match.tint[0]
    expect(energyAt(deep, 0, inkDots.deep.diameterMm)).toBeCloseTo(wanted, 9)
  })

  it('changes nothing where it finds what the default is', () => {
    const same = { strength: solvedStrength, tint: [1, 1, 1] } as const
    for (const preset of inkPresets) {
      const a = pigmentOf({ ...healed, preset })
      const b = pigmentOf({ ...healed, preset, match: same })
      for (const k of channels) expect(energy(b, k)).toBeCloseTo(energy(a, k), 9)
    }
  })

  it('leaves the ladder its steps: each shade stands to the default as without a match', () => {
    for (let shade = 0; shade < shades.length; shade++) {
      const step = (m: PigmentSettings['match']) =>
        energy(pigmentOf({ ...healed, shade, match: m }), 1) / energy(pigmentOf({ ...healed, match: m }), 1)
      expect(step(match)).toBeCloseTo(step(null), 9)
    }
  })

  it('fades and heals as any ink', () => {
    const ratio = (moment: PigmentSettings['moment']) =>
      energy(pigmentOf({ ...healed, match, moment }), 1) / energy(pigmentOf({ ...healed, moment }), 1)
    for (const moment of [FRESH, 365, 1826]) expect(ratio(moment)).toBeCloseTo(ratio(HEALED), 9)
  })
})

it('a dot is given for the usual diameter whatever its preset was computed for', () => {
  expect(REFERENCE_DIAMETER_MM).toBe(0.12)
  const { a1, diameterMm } = inkDots.heavy
  const p = pigmentOf({ ...healed, preset: 'heavy' })
  expect(p.a1[1] * (diameterMm / 0.12) ** CORE_POWER[1]).toBeCloseTo(a1[1] * solvedStrength, 9)
})
