import { describe, expect, it } from 'vitest'
import { fitHead } from '../../../src/core/geometry/fitHead.ts'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import {
  markedSample,
  onMidline,
  regionOn,
  sawArc,
  trulySeen,
  type Marking,
  type SampleRegion,
  type SampleView,
} from '../../fixtures/sampleHeads.ts'

function fitted(view: SampleView, o: Marking = {}): HeadFit {
  const result = fitHead(markedSample(view, o))
  if ('problem' in result) throw new Error(`Expected a fit of ${view}, got ${result.problem}.`)
  return result.fit
}

/** A scale read 2 % short, right, or 2 % long. */
const scales = [-0.02, 0, 0.02]

describe('the head of the sample patient', () => {
  const seen: [SampleView, SampleRegion, number][] = [
    ['hairline', 'frontal third', 0.12],
    ['hairline', 'whole bald area', 0.12],
    ['right-45', 'frontal third', 0.12],
    ['right-45', 'whole bald area', 0.12],
    ['left-45', 'frontal third', 0.12],
    ['left-45', 'whole bald area', 0.12],
    ['vertex', 'frontal third', 0.08],
    ['vertex', 'vertex cap', 0.08],
    ['vertex', 'whole bald area', 0.08],
    ['crown', 'vertex cap', 0.08],
    ['crown', 'whole bald area', 0.08],
  ]
  it.each(seen)('on the %s photo has the true area of the %s, within a share of %f', (view, region, within) => {
    const { areaMm2, mask } = regionOn(view, region)
    for (const scaleError of scales)
      for (const focal of [true, false]) {
        const { value } = headSurface(fitted(view, { scaleError, focal })).areaMm2Of(mask)
        expect(Math.abs(value / areaMm2 - 1)).toBeLessThanOrEqual(within)
      }
  })

  it('has its true areas inside the printed bands, where the skin is seen at a slant too', () => {
    const regions: [SampleView, SampleRegion][] = [
      ['frontal', 'frontal third'],
      ...seen.map(([view, region]) => [view, region] as [SampleView, SampleRegion]),
    ]
    for (const [view, region] of regions) {
      const { areaMm2, mask } = regionOn(view, region)
      for (const scaleError of scales)
        for (const focal of [true, false]) {
          const { low, high } = headSurface(fitted(view, { scaleError, focal })).areaMm2Of(mask)
          expect(low).toBeLessThan(areaMm2)
          expect(high).toBeGreaterThan(areaMm2)
        }
    }
  })

  it.each<SampleView>(['frontal', 'right-45', 'left-45'])(
    'on the %s photo measures 80 mm of skin above the glabella within a twenty-fifth',
    (view) => {
      expect(sawArc(view, 80)).toBe(true)
      const glabella = trulySeen(view, onMidline(0))
      const hairline = trulySeen(view, onMidline(80))
      for (const scaleError of scales) {
        const surface = headSurface(fitted(view, { scaleError }))
        const along = surface.skinDistance(glabella, hairline)
        expect(along).toBeGreaterThan(80 * 0.96)
        expect(along).toBeLessThan(80 * 1.04)
        // And the other way round: the place 80 mm up the skin.
        const found = surface.pointAlongSkin(glabella, hairline, 80)
        expect(found && surface.skinDistance(glabella, found)).toBeCloseTo(80, 1)
      }
    },
  )

  it('bowed or from above measures lengths within their printed band', () => {
    for (const [view, from, to, scaleError] of [
      ['hairline', 0, 80, -0.02],
      ['hairline', 0, 80, 0.02],
      ['vertex', 0, 80, 0],
      ['vertex', 60, 140, 0],
      ['crown', 160, 240, 0],
    ] as const) {
      const fit = fitted(view, { scaleError })
      const along = headSurface(fit).skinDistance(trulySeen(view, onMidline(from)), trulySeen(view, onMidline(to)))
      expect(Math.abs(along / 80 - 1)).toBeLessThanOrEqual(fit.lengthError)
    }
  })

  it('seen from the front has a wide band where two thirds of the area are hidden, from elsewhere a narrow one', () => {
    const bandOf = (view: SampleView) => {
      const { value, high } = headSurface(fitted(view, { focal: true })).areaMm2Of(regionOn(view, 'frontal third').mask)
      return high / value - 1
    }
    for (const view of ['hairline', 'right-45', 'left-45', 'vertex'] as const)
      expect(bandOf(view)).toBeLessThan(0.6 * bandOf('frontal'))
  })

  it('is shorter in the photo plane than along the skin', () => {
    const surface = headSurface(fitted('frontal', { focal: true }))
    const [glabella, hairline] = [0, 80].map((arc) => trulySeen('frontal', onMidline(arc)))
    // The true plane has 68.8 mm for these 80 mm of skin.
    expect(surface.planeDistance(glabella!, hairline!)).toBeGreaterThan(67)
    expect(surface.planeDistance(glabella!, hairline!)).toBeLessThan(71)
  })
})
