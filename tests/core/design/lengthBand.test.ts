import { describe, expect, it } from 'vitest'
import {
  isGuessedScale,
  lengthErrorOf,
  proposeScale,
  scaleOnPhoto,
  surfaceOf,
} from '../../../src/core/design/scale/calibration.ts'
import { withEdgeHair, withScale } from '../../../src/core/design/edits.ts'
import { areaErrorShares, lengthErrorShares } from '../../../src/core/design/scale/errorShares.ts'
import { figureWay } from '../../../src/core/design/scale/figureWay.ts'
import { faceScaleOf } from '../../../src/core/design/scale/faceScale.ts'
import { fitOf } from '../../../src/core/design/head/head.ts'
import { lengthBand, lengthHalfMm } from '../../../src/core/design/scale/lengthBand.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const onHead = sampleDesignOf('frontal')
const squares = (...shares: readonly number[]) => Math.hypot(...shares)

describe('the band of a length', () => {
  it('is never narrower than a place on skin can be marked, however short the length', () => {
    for (const mm of [0, 0.1, 1, -2]) expect(lengthHalfMm(onHead, mm)).toBeGreaterThanOrEqual(0.7)
    expect(lengthHalfMm(onHead, 0)).toBeLessThan(1)
    // A coarse photo shows it no better than its pixels.
    const coarse = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
    expect(lengthHalfMm(coarse, 0)).toBeGreaterThan(2 * faceScaleOf(coarse).mmPerPx)
  })

  it('of a long one is that of the head, and lies evenly about it', () => {
    const { value, low, high } = lengthBand(onHead, 100)
    expect((high - low) / 2).toBeCloseTo(100 * fitOf(onHead)!.lengthError, 0)
    expect(high - value).toBeCloseTo(value - low)
  })
})

describe('what a band on the head is made of', () => {
  const part = { width: 400, height: 400, coverageAt: (_x: number, y: number) => (y < 250 ? 255 : 0) }
  const cm2 = surfaceOf(onHead, { left: 900, top: 800, step: 3 }).areaMm2Of(part)

  it('adds up to the band that is shown, in squares', () => {
    const area = areaErrorShares(onHead, cm2)!
    expect(squares(area.scale, area.form, area.hair, area.outline, area.turning)).toBeCloseTo(area.whole, 6)
    expect(area.whole).toBeCloseTo((cm2.high - cm2.low) / 2 / cm2.value, 6)
    const length = lengthErrorShares(onHead)!
    expect(squares(length.scale, length.form, length.hair, length.outline)).toBeCloseTo(fitOf(onHead)!.lengthError, 6)
    const fromAbove = sampleDesignOf('vertex')
    const way = figureWay(fromAbove, 'height')
    const { whole, turning, endsMm } = lengthErrorShares(fromAbove, way)!
    expect(turning).toBeGreaterThan(0.02)
    expect(squares(75 * whole, 75 * turning, endsMm)).toBeCloseTo(lengthHalfMm(fromAbove, 75, way), 6)
  })

  it('has the scale twice in an area, and as little of it as a caliper errs', () => {
    expect(areaErrorShares(onHead, cm2)!.scale).toBeCloseTo(2 * lengthErrorShares(onHead)!.scale, 6)
    const { low, value } = scaleOnPhoto(onHead).mmPerPx
    expect(lengthErrorShares(onHead)!.scale).toBeCloseTo(1 - low / value, 6)
    expect(1 - low / value).toBeLessThan(0.015)
    expect(areaErrorShares(onHead, cm2)!.scale).toBeLessThan(areaErrorShares(onHead, cm2)!.whole / 2)
  })

  it('names hair at the outline: most where nobody has said how much there is, little on a shaved head', () => {
    const unsaid = withEdgeHair(onHead, null)
    const [said, open] = [onHead, unsaid].map((design) => areaErrorShares(design, cm2)!)
    expect(open!.hair).toBeGreaterThan(3 * said!.hair)
    expect(said!.hair).toBeGreaterThan(0)
    expect(fitOf(unsaid)!.areaError).toBeGreaterThan(fitOf(onHead)!.areaError)
    expect(lengthErrorShares(unsaid)!.hair).toBeGreaterThan(lengthErrorShares(onHead)!.hair)
  })

  it('blames the scale for no more than it errs by itself, seen from aside too', () => {
    const turned = sampleDesignOf('right45')
    const { scale, outline, whole } = lengthErrorShares(turned)!
    expect(scale).toBeLessThan(0.03)
    expect(outline).toBeGreaterThan(0.02)
    expect(squares(scale, outline)).toBeLessThan(whole)
    // A head that is known from another view was fitted to no length of this one.
    const known = { fit: fitOf(onHead)!, marks: onHead.marks }
    const unscaled = { ...turned, scale: { ...turned.scale, status: 'skipped' as const } }
    expect(lengthErrorShares({ ...unscaled, head: { ...turned.head!, known } })!.scale).toBe(0)
  })

  it('of a head that nothing measures has its size as a share of its own: heads differ, and hair is another share', () => {
    const guessed = withScale(onHead, { ...proposeScale(proposeMarks(3024, 4032)), status: 'used' })
    expect(isGuessedScale(guessed)).toBe(true)
    const { scale, whole } = lengthErrorShares(guessed)!
    // Of half an adult head: 76 mm with an sd of 3.
    expect(scale).toBeCloseTo((1.645 * 3) / 76, 3)
    expect(areaErrorShares(guessed, cm2)!.scale).toBeCloseTo(2 * scale, 6)
    expect(whole).toBeGreaterThan(scale)
    // The points of the guess err by more where no head is fitted: a ruler on the picture would.
    const flat = { ...guessed, head: { ...guessed.head!, on: false } }
    expect(lengthErrorOf(flat)).toBeGreaterThan(0.25)
  })

  it('is not told of a photo that is measured flat', () => {
    const flat = { ...onHead, head: { ...onHead.head!, on: false } }
    expect(areaErrorShares(flat, cm2)).toBeNull()
    expect(lengthErrorShares(flat)).toBeNull()
  })
})
