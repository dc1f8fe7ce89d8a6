import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acrossHead,
  isGuessedScale,
  mmPerPxOf,
  proposeScale,
  scaleOnPhoto,
  scaleProblem,
  showsLength,
  suitsView,
  surfaceOf,
} from '../../../src/core/design/scale/calibration.ts'
import { scaleSources, type KnownLength, type Scale, type ScaleSource } from '../../../src/core/design/design.ts'
import { withHeadMeasured, withMarks, withPhotoView, withScale } from '../../../src/core/design/edits.ts'
import { fitOf } from '../../../src/core/design/head/head.ts'
import { fittedScaleError, isSizeGuessed } from '../../../src/core/design/head/headFitting.ts'
import { withHeadKnown } from '../../../src/core/design/head/knownHead.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import type { PhotoView } from '../../../src/core/design/photoView.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { lengthError, scaleEvidence } from '../../../src/core/design/scale/scaleEvidence.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { sampleDesignOf } from './sampleHeads.ts'
import {
  isKept,
  lengthOf,
  measuredBefore,
  usualMm,
  withKept,
  withoutKept,
  withSource,
} from '../../../src/core/design/scale/scaleSources.ts'

const seed = Number(process.env.SEED ?? 1)
const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
const marks = proposeMarks(photo.width, photo.height)

/** A length that was measured on a photo of so many mm per px, and is off by a share of itself. */
function measured(source: ScaleSource, px: number, mmPerPx: number, off = 0): KnownLength {
  return { a: { x: 500, y: 900 }, b: { x: 500 + px, y: 900 }, knownMm: px * mmPerPx * (1 + off), source }
}
const together = ([first, ...also]: readonly KnownLength[]): Scale => ({ ...first!, status: 'used', also })

const sources = fc.uniqueArray(fc.constantFrom(...scaleSources), { minLength: 2, maxLength: 6 })
const lengths = fc.record({ sources, px: fc.integer({ min: 60, max: 1500 }) })

describe(`several known lengths, seed ${seed}`, () => {
  it('are never less sure together than the surest alone, where they agree', () => {
    fc.assert(
      fc.property(lengths, fc.double({ min: -0.6, max: 0.6, noNaN: true }), ({ sources, px }, off) => {
        const scale = together(
          sources.map((source, i) => {
            const length = measured(source, px + 37 * i, 0.08)
            return { ...length, knownMm: length.knownMm * (1 + (i % 2 ? off : -off) * lengthError(length)) }
          }),
        )
        const { relativeSd, counted, disagreement, mmPerPx } = scaleEvidence(scale)
        if (disagreement !== null) return
        expect(relativeSd).toBeLessThanOrEqual(Math.min(...counted.map(lengthError)) / 1.645 + 1e-9)
        expect(scaleEvidence(scale).relativeSd).toBe(relativeSd)
        expect(mmPerPx.high / mmPerPx.value - 1).toBeCloseTo(1.645 * relativeSd)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('are less sure the more they disagree, and say so', () => {
    fc.assert(
      fc.property(lengths, fc.double({ min: 0.25, max: 1, noNaN: true }), ({ sources, px }, off) => {
        const agreed = sources.map((source, i) => measured(source, px + 37 * i, 0.08))
        const [first, ...rest] = agreed
        const wrong = { ...first!, knownMm: first!.knownMm * (1 + off) }
        const before = scaleEvidence(together(agreed))
        const after = scaleEvidence(together([wrong, ...rest]))
        expect(before.disagreement).toBeNull()
        if (after.disagreement === null) return
        expect(after.relativeSd).toBeGreaterThan(before.relativeSd)
        expect(after.disagreement).toBeGreaterThan(0.1)
        const worse = scaleEvidence(together([{ ...wrong, knownMm: wrong.knownMm * 1.2 }, ...rest]))
        expect(worse.relativeSd).toBeGreaterThan(after.relativeSd)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('of the same worth count the same, in any order, and both lie in the band of two that differ', () => {
    const [card, other] = [measured('card', 900, 0.08), measured('hairline', 900, 0.088)]
    const one = scaleEvidence(together([card, other]))
    const two = scaleEvidence(together([other, card]))
    expect(one.mmPerPx).toEqual(two.mmPerPx)
    expect(one.disagreement).toBeCloseTo(0.1)
    expect(one.mmPerPx.low).toBeLessThan(0.08)
    const caliper = scaleEvidence(together([measured('hairline', 900, 0.08), measured('caliper', 900, 0.081)]))
    expect(caliper.mmPerPx.value).toBeCloseTo(Math.sqrt(0.08 * 0.081))
  })

  it('lean on the surer one', () => {
    const { mmPerPx } = scaleEvidence(together([measured('pupils', 800, 0.084), measured('caliper', 1100, 0.08)]))
    expect(mmPerPx.value).toBeGreaterThan(0.08)
    expect(mmPerPx.value).toBeLessThan(0.0803)
  })

  it('leave one alone as it always was, to the last digit', () => {
    for (const source of scaleSources) {
      const alone = together([measured(source, 777, 0.0712345)])
      expect(mmPerPxOf(alone).value).toBe(alone.knownMm / 777)
    }
  })

  it('count an average no more once the optician’s figure is told', () => {
    const both = together([measured('pupils', 800, 0.084), measured('prescription', 800, 0.08)])
    expect(scaleEvidence(both).counted.map(({ source }) => source)).toEqual(['prescription'])
    expect(mmPerPxOf(both).value).toBeCloseTo(0.08)
  })

  it('give a prescription ± 1 mm and an iris no more than what adults differ by', () => {
    const iris = (1.645 * 0.42) / 11.71
    expect(lengthError({ ...measured('prescription', 4000, 1), knownMm: 62 })).toBeCloseTo(1 / 62, 4)
    expect(lengthError(measured('iris', 4000, 1))).toBeCloseTo(iris, 4)
    expect(lengthError({ ...measured('iris', 4000, 1), foundError: 0.12 })).toBeCloseTo(Math.hypot(iris, 0.12), 4)
  })

  it('question a face that is far too tall', () => {
    const scale = together([measured('caliper', 1000, 0.2), measured('card', 1000, 0.2)])
    expect(scaleProblem({ photo, marks, scale })?.cm).toBeGreaterThan(27)
  })
})

describe('a source that is taken in hand', () => {
  const design = newDesign(photo)
  const design2 = (scale: Scale) => withScale(design, scale)
  const caliper: Scale = { ...measured('caliper', 1100, 0.08), status: 'used' }

  it('measures nothing until its length is told and its points are placed, and changes nothing before', () => {
    for (const source of scaleSources) {
      const before = design2(withKept(caliper))
      const scale = withSource(before, source)
      expect(mmPerPxOf(scale).value, source).toBeCloseTo(0.08, 2)
      expect(scale.status).toBe('proposed')
      if (source !== 'caliper') expect(scale.untold ?? false).toBe(usualMm(source) === null)
      const counted = scaleEvidence(scale).counted.map((length) => length.source)
      expect(counted.includes(source)).toBe(!scale.untold && !scale.unplaced)
    }
  })

  it('replaces the one before, which counts on only where it was kept', () => {
    expect(scaleEvidence(withSource(design2(caliper), 'pupils')).counted).toHaveLength(1)
    const kept = withSource(design2(withKept(caliper)), 'pupils')
    expect(scaleEvidence(kept).counted.map(({ source }) => source)).toEqual(['pupils', 'caliper'])
    expect(scaleEvidence(withoutKept(kept, 'caliper')).counted).toHaveLength(1)
  })

  it('comes back as it was left', () => {
    const kept = withKept(caliper)
    const changed = { ...kept, knownMm: 91 }
    const away = withSource(design2(changed), 'card')
    const back = withSource(design2(away), 'caliper')
    expect(back.knownMm).toBe(91)
    expect(isKept(back, 'caliper')).toBe(true)
    expect(scaleEvidence(back).counted).toHaveLength(1)
    const known = { ...measured('ruler', 300, 0.1) }
    expect(withSource(design2(caliper), 'ruler', known)).toMatchObject(known)
  })

  it('is told by what is known of the patient', () => {
    const scale = withSource(design2(caliper), 'prescription', undefined, 62)
    expect(scale).toMatchObject({ knownMm: 62, source: 'prescription', status: 'proposed' })
    expect(scale.untold).toBeUndefined()
  })

  it('is stored and read with all that counts beside it', () => {
    const before = design2(withSource(design2(withKept(caliper)), 'sticker'))
    expect(designFromJson(designToJson(before)).scale).toEqual(before.scale)
    const twice = { ...before, scale: { ...before.scale, also: [caliper, caliper] } }
    expect(() => designFromJson(designToJson(twice))).toThrow('one length of a source')
  })

  it('is no guess beside a length that was measured, until it counts itself', () => {
    expect(isGuessedScale(design)).toBe(true)
    expect(isGuessedScale(design2(caliper))).toBe(false)
    expect(isGuessedScale(design2(withSource(design2(withKept(caliper)), 'card')))).toBe(false)
    expect(isGuessedScale(design2({ ...proposeScale(marks), also: [caliper] }))).toBe(true)
  })

  it('is of unknown error across a face that is seen from the side, and a sticker is not', () => {
    const side = (scale: Scale) => withPhotoView(design2(scale), 'left45')
    expect(scaleOnPhoto(side(caliper)).foreshortened).toBe(true)
    expect(scaleOnPhoto(design2(caliper)).foreshortened).toBe(false)
    expect(scaleOnPhoto(side({ ...measured('sticker', 90, 0.08), status: 'used' })).foreshortened).toBe(false)
    const one = { width: 1, height: 1, coverageAt: () => 255 }
    const { value, low } = surfaceOf(side(caliper)).areaMm2Of(one)
    expect(low).toBeLessThan(0.35 * value)
  })

  it('between two places of the scalp counts as long as it is, where the fitted head says at what angle it is seen', () => {
    const right45 = sampleDesignOf('right45')
    expect(right45.scale.source).toBe('hairline')
    const { foreshortened, mmPerPx } = scaleOnPhoto(right45)
    expect(foreshortened).toBe(false)
    // The plane through that part of the scalp has .089 mm a pixel; in the photo's plane the caliper would give .103.
    expect(mmPerPx.low).toBeLessThan(0.089)
    expect(mmPerPx.high).toBeGreaterThan(0.089)
    expect(scaleProblem(right45)).toBeNull()
    expect(showsLength(right45, 'hairline')).toBe(true)
    const without = withScale(right45, { ...right45.scale, status: 'skipped' })
    expect(fitOf(right45)!.lengthError).toBeLessThan(0.8 * fitOf(without)!.lengthError)
    const flat = withHeadMeasured(right45, false)
    expect(scaleOnPhoto(flat).foreshortened).toBe(true)
    expect(showsLength(flat, 'hairline')).toBe(false)
  })

  it('makes no giant of a face that is seen from the side: the known eye corners are not offered there', () => {
    const right45 = withHeadMeasured(sampleDesignOf('right45'), false)
    expect(showsLength(right45, 'caliper')).toBe(false)
    const scale = withSource({ ...right45, scale: { ...right45.scale, also: undefined } }, 'caliper', undefined, 88.7)
    const problem = scaleProblem({ ...right45, scale })
    expect(problem?.part).toBe('face')
    expect(problem?.cm).toBeGreaterThan(27)
  })

  it('is asked of the head and not of the face where a photo shows none', () => {
    for (const view of ['vertex', 'crown'] as const) {
      const design = sampleDesignOf(view)
      expect(scaleProblem(design)).toBeNull()
      const problem = scaleProblem({ ...design, scale: { ...design.scale, knownMm: 2 * design.scale.knownMm } })
      expect(problem?.part).toBe('head')
    }
  })

  it('stays what it was while others are looked at, also after a reload: the history knows', () => {
    const right45 = sampleDesignOf('right45')
    const card = { ...right45, scale: withSource(right45, 'card') }
    const before = measuredBefore([right45, card], 'hairline')
    expect(before).toMatchObject({ knownMm: right45.scale.knownMm, a: right45.scale.a, b: right45.scale.b })
    expect(withSource(card, 'hairline', before!)).toMatchObject({ ...lengthOf(right45.scale), status: 'proposed' })
    expect(measuredBefore([right45, card], 'sticker')).toBeNull()
  })

  it('is offered only where the view shows it', () => {
    const shows = (view: PhotoView) =>
      scaleSources.filter((source) => showsLength({ photo: { ...photo, view } }, source))
    expect(shows('frontal')).toEqual(scaleSources)
    for (const view of ['right45', 'vertex'] as const) {
      expect(shows(view)).not.toContain('prescription')
      expect(shows(view)).toContain('sticker')
    }
    expect(shows('vertex')).toContain('hairline')
    expect(shows('leftProfile')).not.toContain('hairline')
  })

  it('goes by what faces the camera where there is such a length, on the head too', () => {
    const side = (scale: Scale) => withPhotoView(design2(scale), 'left45')
    const sticker: KnownLength = measured('sticker', 90, 0.08)
    const both = side({ ...caliper, also: [sticker] })
    expect(scaleOnPhoto(both).mmPerPx.value).toBeCloseTo(0.08)
    expect(scaleOnPhoto(both).foreshortened).toBe(false)
    const fitted = (knownMm: number) => {
      const marks = { ...both.marks, checked: true }
      return fitOf(withHeadMeasured({ ...side({ ...caliper, knownMm }), marks }, true))
    }
    // The eye corners of a face that is turned away say nothing of its size, and do not pull at it.
    expect(fitted(caliper.knownMm)).not.toBeNull()
    expect(fitted(1.2 * caliper.knownMm)).toEqual(fitted(caliper.knownMm))
  })

  it('gives areas the band of its scale, twice', () => {
    const whole = { width: 10, height: 10, coverageAt: () => 255 }
    const { value, high } = surfaceOf(design2(caliper)).areaMm2Of(whole)
    expect(high / value - 1).toBeCloseTo(2 * 1.645 * scaleEvidence(caliper).relativeSd)
  })
})

describe('a view that shows no eyes', () => {
  const vertex = newDesign({ id: 'v', hash: 'v', width: 1600, height: 1600, view: 'vertex' })

  it('is measured by nothing of the eyes: it starts with the breadth of the head, from edge to edge', () => {
    expect(scaleSources.filter((source) => suitsView(vertex.photo, source))).toEqual(
      expect.arrayContaining(['card', 'ruler', 'sticker', 'hairline', 'head', 'breadth']),
    )
    for (const source of ['pupils', 'prescription', 'caliper', 'iris'] as const)
      for (const view of ['vertex', 'crown'] as const) expect(suitsView({ ...vertex.photo, view }, source)).toBe(false)
    const { a, b, source, knownMm } = vertex.scale
    expect([source, knownMm]).toEqual(['breadth', 152])
    expect(distance(a, b)).toBeCloseTo(2 * vertex.marks.outline.rx, 0)
  })

  it('is a guess until the outline lies on the head, whose edges the points then follow', () => {
    expect(isGuessedScale(vertex)).toBe(true)
    const { outline } = vertex.marks
    const snapped = withMarks(vertex, { ...vertex.marks, outline: { ...outline, rx: outline.rx * 1.2 }, checked: true })
    expect(isGuessedScale(snapped)).toBe(false)
    expect(distance(snapped.scale.a, snapped.scale.b)).toBeCloseTo(2.4 * outline.rx, 0)
  })

  it('is as large as another view has the head: area, mm per px and what its band is made of go by it', () => {
    const sample = sampleDesignOf('vertex')
    const as = (mm: number, foundError: number, source: ScaleSource = 'head') =>
      withScale(sample, { ...acrossHead(sample.marks), knownMm: mm, source, foundError, status: 'used' })
    const skin = (design: typeof sample) => {
      const { centre } = design.marks.outline
      const coverageAt = (px: number, py: number) =>
        Math.hypot(px - centre.x, py - centre.y) < 400 && px % 20 === 0 ? 255 : 0
      return surfaceOf(design).areaMm2Of({ width: 2268, height: 3024, coverageAt }).value
    }
    const [small, large] = [as(140, 0.08), as(160, 0.08)]
    expect(fitOf(large)!.axes.a).toBeGreaterThan(1.05 * fitOf(small)!.axes.a)
    expect(skin(large) / skin(small)).toBeGreaterThan(1.12)
    for (const design of [small, large]) {
      const { mmPerPx, counted } = scaleOnPhoto(design)
      const fit = fitOf(design)!
      expect(counted.map(({ source }) => source)).toEqual(['head'])
      expect(mmPerPx.value).toBeCloseTo(fit.position[2] / fit.focalPx)
      expect(mmPerPx.high / mmPerPx.value - 1).toBeCloseTo(fit.lengthError)
      expect(isSizeGuessed(design)).toBe(false)
    }
    // The less sure that view is of it, the more the head is as most are.
    expect(skin(as(160, 0.3))).toBeLessThan(skin(large))
    expect(fittedScaleError(as(160, 0.3))).toBeGreaterThan(fittedScaleError(large))
    // All that is known of the head stands for its breadth as well.
    const front = sampleDesignOf('frontal')
    const carried = withHeadKnown(front, sample)
    expect(fitOf(withScale(carried, small.scale))).toEqual(fitOf(withScale(carried, large.scale)))
  })

  it('is so while its points lie where most heads end, too, and they go with its outline', () => {
    const told = withScale(vertex, { ...vertex.scale, source: 'head', foundError: 0.08, knownMm: 160 })
    const { outline } = told.marks
    const snapped = withMarks(told, { ...told.marks, outline: { ...outline, rx: outline.rx * 1.2 }, checked: true })
    expect(isGuessedScale(snapped)).toBe(false)
    expect(snapped.scale).toMatchObject({ source: 'head', knownMm: 160, foundError: 0.08 })
    expect(distance(snapped.scale.a, snapped.scale.b)).toBeCloseTo(2.4 * outline.rx, 0)
  })

  it('becomes one of the eyes again when it is said to be a frontal photo', () => {
    const frontal = withPhotoView(vertex, 'frontal')
    expect([frontal.scale.source, frontal.scale.knownMm]).toEqual(['pupils', 63])
    const back = withPhotoView(frontal, 'crown')
    expect([back.scale.source, back.scale.knownMm]).toEqual(['breadth', 152])
  })
})
