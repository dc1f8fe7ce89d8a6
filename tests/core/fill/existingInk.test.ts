import { describe, expect, it } from 'vitest'
import { measureExistingInk, type InkResult, type MeasuredInk } from '../../../src/core/fill/existingInk.ts'
import type { Mask } from '../../../src/core/geometry/surface.ts'
import { dotEnergyMm2, inkDots, presetEnergyMm2 } from '../../../src/core/pigment/inkModel.ts'
import { measureSkin } from '../../../src/core/pixels/skin.ts'
import { brownSkin, deepSkin, lightSkin, midSkin, type Colour } from '../render/paintedSkin.ts'
import { AREA_MM, dotsIn, inkedSkin, type InkedSkin } from './inkedSkin.ts'

const seed = Number(process.env.SEED ?? 1)
const channels = [0, 1, 2] as const

/** Bare skin near the left edge, 4 mm wide. */
const leftPatch = ({ mmPerPx }: InkedSkin) => ({ centre: { x: 4 / mmPerPx, y: 16 / mmPerPx }, radiusPx: 3 / mmPerPx })

function inkOf(result: InkResult): MeasuredInk {
  if (!result.ok) throw new Error(`Expected ink, got ${result.problem.code}.`)
  return result.ink
}
const usualSkins = new Map<Colour, InkedSkin>()
/** Usual ink in skin of a colour, drawn once for all that is asked of it. */
function usual(colour: Colour): InkedSkin {
  const skin = usualSkins.get(colour) ?? inkedSkin({ colour, seed })
  usualSkins.set(colour, skin)
  return skin
}

const results = new WeakMap<InkedSkin, InkResult>()
/** What is measured where nobody has laid a patch. */
function measured(skin: InkedSkin): InkResult {
  const result = results.get(skin) ?? measureExistingInk(skin.inked, skin.area, null, skin)
  results.set(skin, result)
  return result
}
const codeOf = (result: InkResult) => (result.ok ? 'ok' : result.problem.code)

/** Mean density over the area, halos and cores, of the dots that were drawn (simulation-model 4). */
function drawnContrast({ dots, pigment, area, surface }: InkedSkin): number[] {
  const areaMm2 = surface.areaMm2Of(area).value
  return channels.map((k) => {
    let sum = 0
    for (let i = 0; i < dots.count; i++) {
      const m = dots.strength[i]! * pigment.bySitting[dots.sitting[i]! - 1]!
      const d = dots.diameterMm[i]! / 0.12
      const powers = { core: [1.72, 1.44, 1.58][k]!, halo: [1.52, 1.2, 1.19][k]! }
      sum +=
        m *
        dotEnergyMm2(pigment.a1[k] * d ** powers.core, pigment.s1Mm, pigment.a2[k] * d ** powers.halo, pigment.s2Mm[k])
    }
    return sum / areaMm2
  })
}

describe(`ink that is in the skin, seed ${seed}`, { timeout: 30_000 }, () => {
  it.each([
    ['light', lightSkin, 150, 0.067],
    ['mid', midSkin, 60, 0.067],
    ['mid', midSkin, 260, 0.067],
    ['brown', brownSkin, 150, 0.1],
    ['deep', deepSkin, 150, 0.067],
  ] as const)('on %s skin is counted within 15 %%', (_, colour, perCm2, mmPerPx) => {
    const skin = inkedSkin({ colour, perCm2, mmPerPx, seed })
    const { densityPerCm2, areaCm2, dotsFound } = inkOf(measured(skin))
    const truth = dotsIn(skin) / areaCm2.value
    expect(Math.abs(densityPerCm2.value / truth - 1)).toBeLessThan(0.15)
    expect(densityPerCm2.low).toBeLessThan(truth)
    expect(densityPerCm2.high).toBeGreaterThan(truth)
    expect(dotsFound / areaCm2.value).toBeCloseTo(densityPerCm2.value, 6)
    expect(areaCm2.value).toBeCloseTo((Math.PI * AREA_MM ** 2) / 100, 1)
  })

  it.each([45, 60])(
    'is counted on the skin of a head that is tilted by %d degrees: dots stand closer together there',
    (tilt) => {
      const skin = inkedSkin({ colour: midSkin, seed, tilt })
      const { densityPerCm2, areaCm2, contrast } = inkOf(measured(skin))
      expect(areaCm2.value).toBeCloseTo(skin.surface.areaMm2Of(skin.area).value / 100, 1)
      const truth = dotsIn(skin) / areaCm2.value
      expect(Math.abs(densityPerCm2.value / truth - 1)).toBeLessThan(0.1)
      const drawn = drawnContrast(skin)
      for (const k of channels) expect(Math.abs(contrast[k] / drawn[k]! - 1)).toBeLessThan(0.12)
    },
  )

  it.each([
    ['light', lightSkin],
    ['deep', deepSkin],
  ] as const)('is as dark as was drawn in every channel, on %s skin, and a fill can be as dark', (_, colour) => {
    const skin = usual(colour)
    const { contrast, match, strength, densityPerCm2, areaCm2 } = inkOf(measured(skin))
    const drawn = drawnContrast(skin)
    for (const k of channels) expect(Math.abs(contrast[k] / drawn[k]! - 1)).toBeLessThan(0.08)
    const energy = presetEnergyMm2(inkDots.healed)
    const drawnStrength = (drawn[1]! * 100) / ((dotsIn(skin) / areaCm2.value) * energy[1])
    expect(Math.abs(strength.value / drawnStrength - 1)).toBeLessThan(0.2)
    expect(strength.low).toBeLessThan(drawnStrength)
    expect(strength.high).toBeGreaterThan(drawnStrength)
    for (const k of channels) {
      const filled = (densityPerCm2.value / 100) * match.strength * match.tint[k] * energy[k]
      expect(Math.abs(filled / contrast[k] - 1)).toBeLessThan(0.02)
    }
  })

  it('may be heavier than any shade of a fill: its strength has no limit', () => {
    const skin = inkedSkin({
      colour: lightSkin,
      seed,
      perCm2: 100,
      pigment: { match: { strength: 4.5, tint: [1, 1, 1] } },
    })
    const { match, strength } = inkOf(measured(skin))
    expect(match.strength).toBe(3)
    expect(strength.value).toBeGreaterThan(3.5)
  })

  it('is the same against a patch that the hand laid', () => {
    const skin = usual(midSkin)
    const proposed = inkOf(measured(skin))
    const laid = inkOf(measureExistingInk(skin.inked, skin.area, leftPatch(skin), skin))
    expect(laid.bare).toEqual(leftPatch(skin))
    expect(Math.abs(laid.densityPerCm2.value / proposed.densityPerCm2.value - 1)).toBeLessThan(0.02)
    const { x, y } = proposed.bare.centre
    expect(skin.mmFromMiddle(x, y)).toBeGreaterThan(AREA_MM)
  })

  it('has a wider band of density the less is known of the scale', () => {
    const skin = usual(midSkin)
    const unsure = {
      ...skin.surface,
      areaMm2Of: (mask: Mask) => {
        const { value } = skin.surface.areaMm2Of(mask)
        return { value, low: 0.7 * value, high: 1.4 * value }
      },
    }
    const width = ({ densityPerCm2: { low, high } }: MeasuredInk) => high - low
    const strengthWidth = ({ strength: { low, high } }: MeasuredInk) => high - low
    const known = inkOf(measured(skin))
    const less = inkOf(measureExistingInk(skin.inked, skin.area, null, { ...skin, surface: unsure }))
    expect(width(less)).toBeGreaterThan(2 * width(known))
    expect(strengthWidth(less)).toBeGreaterThan(1.3 * strengthWidth(known))
  })
})

describe(`a photo that says nothing of its ink, seed ${seed}`, { timeout: 30_000 }, () => {
  it('is told from one without ink: pores are no dots', () => {
    const skin = usual(midSkin)
    const bare = { ...skin, skin: measureSkin(skin.bare, skin.area, skin.mmPerPx) }
    expect(codeOf(measureExistingInk(skin.bare, skin.area, null, bare))).toBe('noInk')
    expect(codeOf(measured(skin))).toBe('ok')
  })

  it('is more than the freckles and stray hairs of a bare scalp', () => {
    const sparse = inkedSkin({ colour: lightSkin, perCm2: 9, seed })
    expect(codeOf(measureExistingInk(sparse.inked, sparse.area, null, sparse))).toBe('noInk')
    const faded = inkedSkin({ colour: lightSkin, perCm2: 45, seed })
    expect(codeOf(measureExistingInk(faded.inked, faded.area, null, faded))).toBe('ok')
  })

  it('may be too coarse to count', () => {
    const skin = inkedSkin({ colour: midSkin, mmPerPx: 0.3, seed })
    expect(codeOf(measured(skin))).toBe('coarse')
  })

  it('may be burnt out where the ink is', () => {
    const skin = inkedSkin({ colour: lightSkin, shine: () => 0.7, seed })
    expect(codeOf(measured(skin))).toBe('clipped')
  })

  it('may show no bare skin: none beside the area, a patch in the ink, or one in the shade', () => {
    const skin = usual(midSkin)
    const everywhere: Mask = { ...skin.area, coverageAt: () => 255 }
    expect(codeOf(measureExistingInk(skin.inked, everywhere, null, skin))).toBe('noBareSkin')
    const inInk = { centre: { x: 19 / skin.mmPerPx, y: 16 / skin.mmPerPx }, radiusPx: 45 }
    expect(codeOf(measureExistingInk(skin.inked, skin.area, inInk, skin))).toBe('noBareSkin')
    const offPhoto = { centre: { x: 2, y: 2 }, radiusPx: 45 }
    expect(codeOf(measureExistingInk(skin.inked, skin.area, offPhoto, skin))).toBe('noBareSkin')
    const shaded = inkedSkin({ colour: midSkin, spots: (x) => (x < 7.2 ? [0.1, 0.1, 0.1] : [1, 1, 1]), seed })
    expect(codeOf(measureExistingInk(shaded.inked, shaded.area, leftPatch(shaded), shaded))).toBe('noBareSkin')
  })

  it('is not asked where the area covers nothing', () => {
    const skin = usual(midSkin)
    expect(codeOf(measureExistingInk(skin.inked, { ...skin.area, coverageAt: () => 0 }, null, skin))).toBe('noInk')
  })
})
