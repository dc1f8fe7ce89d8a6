import { describe, expect, it } from 'vitest'
import {
  isScaled,
  mmPerPxOf,
  proposeScale,
  scaleProblem,
  surfaceOf,
} from '../../../src/core/design/scale/calibration.ts'
import { withScale } from '../../../src/core/design/edits.ts'
import { figuresOf } from '../../../src/core/design/lines/hairline.ts'
import { faceFrame, outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import {
  detailOf,
  faceHeightPx,
  isTooSmallForDots,
  markHandles,
  moveMark,
  proposeMarks,
} from '../../../src/core/design/scale/marks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { readSampleMarks } from '../../../src/core/design/scale/sampleMarks.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { isInside } from '../../../src/core/geometry/polygon.ts'
import sampleFile from '../../../public/sample/marks.json' with { type: 'json' }

const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
const marks = proposeMarks(3024, 4032)

describe('proposed marks', () => {
  it('lie on the photo, whatever its shape, and are not yet checked', () => {
    for (const [w, h] of [
      [3024, 4032],
      [4032, 3024],
      [1000, 1000],
      [900, 2000],
    ] as const) {
      const proposed = proposeMarks(w, h)
      expect(proposed.checked).toBe(false)
      for (const { at } of markHandles(proposed)) {
        expect(at.x).toBeGreaterThan(0)
        expect(at.x).toBeLessThan(w)
        expect(at.y).toBeGreaterThan(0)
        expect(at.y).toBeLessThan(h)
      }
    }
  })

  it('say that a photo shows shade alone only where a dot is hardly wider than a px', () => {
    const across = (mmPerPx: number) => 152 / mmPerPx
    const of = (px: number) => ({ photo, marks: { ...marks, outline: { ...marks.outline, rx: px / 2 } } })
    expect(isTooSmallForDots(of(across(0.22)))).toBe(false)
    expect(isTooSmallForDots(of(across(0.24)))).toBe(false)
    expect(isTooSmallForDots(of(across(0.26)))).toBe(true)
    expect([0.07, 0.1, 0.22, 0.26].map((mm) => detailOf(across(mm)))).toEqual(['good', 'fair', 'low', 'shadeOnly'])
  })

  it('follow their handles', () => {
    for (const { handle, at } of markHandles(marks)) {
      const to = { x: at.x + 7, y: at.y - 11 }
      const moved = moveMark(marks, handle, to)
      expect(moved.checked).toBe(true)
      const now = markHandles(moved).find((p) => p.handle === handle)!.at
      expect(distance(now, to)).toBeLessThan(distance(at, to))
    }
  })

  it('keep the far side of the outline when a near one is dragged', () => {
    const before = markHandles(marks)
    const moved = markHandles(moveMark(marks, 'outlineTop', { x: 1500, y: 100 }))
    const at = (list: typeof before, name: string) => list.find((p) => p.handle === name)!.at
    expect(at(moved, 'outlineTop').y).toBeCloseTo(100)
    expect(at(moved, 'outlineBottom').y).toBeCloseTo(at(before, 'outlineBottom').y)
  })

  it('have a frame that goes there and back, x to the right and y up', () => {
    const { toFace, toPhoto } = faceFrame({ ...marks, midlineTilt: 0.2 })
    const p = { x: 321, y: 1234 }
    expect(distance(toPhoto(toFace(p)), p)).toBeLessThan(1e-9)
    expect(toPhoto({ x: 0, y: 100 }).x).toBeGreaterThan(marks.glabella.x)
    expect(toPhoto({ x: 0, y: 100 }).y).toBeLessThan(marks.glabella.y)
    expect(toPhoto({ x: 100, y: 0 }).x).toBeGreaterThan(marks.glabella.x)
  })
})

describe('scale', () => {
  it('is proposed from the pupils and counts only once it is used', () => {
    const design = newDesign(photo)
    expect(design.scale).toMatchObject({ status: 'proposed', source: 'pupils', knownMm: 63 })
    expect(isScaled(design)).toBe(false)
    expect(isScaled({ scale: { ...design.scale, status: 'used' } })).toBe(true)
  })

  it('moves no dot when the proposal is confirmed', () => {
    const design = newDesign(photo)
    const used = withScale(design, { ...design.scale, status: 'used' })
    expect(surfaceOf(used).mmPerPxAt(marks.glabella)).toBe(surfaceOf(design).mmPerPxAt(marks.glabella))
    expect(used.hairline).toEqual(design.hairline)
  })

  it('says 1 to 2 percent for a caliper and 10 for the pupils', () => {
    const half = (source: 'caliper' | 'pupils') => {
      const band = mmPerPxOf({ ...proposeScale(marks), source })
      return band.high / band.value - 1
    }
    expect(half('caliper')).toBeGreaterThan(0.01)
    expect(half('caliper')).toBeLessThan(0.02)
    expect(half('pupils')).toBeCloseTo(0.1, 2)
  })

  it('questions a face that nobody has', () => {
    const scale = proposeScale(marks)
    const problem = (knownMm: number) => scaleProblem({ photo, marks, scale: { ...scale, knownMm } })
    expect(problem(scale.knownMm)).toBeNull()
    expect(problem(120)?.cm).toBeGreaterThan(27)
    expect(problem(20)?.cm).toBeLessThan(13)
  })

  it('keeps an untouched line at 75 mm when the scale changes', () => {
    const design = newDesign(photo)
    const other = withScale(design, { ...design.scale, knownMm: 66, status: 'used' })
    const mm = surfaceOf(other).mmPerPxAt(marks.glabella)
    expect(figuresOf(other.hairline, other.marks, mm).heightMm).toBeCloseTo(75)
  })

  it('is assumed from eyes, head or photo, never zero, even from broken marks', () => {
    const point = { x: 5, y: 5 }
    const noEyes = { ...marks, eyeRight: point, eyeLeft: point }
    const skipped = { ...proposeScale(noEyes), status: 'skipped' as const }
    const breadth = surfaceOf({ photo, marks: noEyes, scale: skipped }).mmPerPxAt(point)
    expect(breadth).toBeCloseTo(152 / (2 * marks.outline.rx))
    const noHead = { ...noEyes, outline: { ...marks.outline, rx: 8 } }
    expect(surfaceOf({ photo, marks: noHead, scale: skipped }).mmPerPxAt(point)).toBeCloseTo(240 / 3024)
  })
})

describe('the sample marks', () => {
  it('are the shipped landmarks and give the true plane scale', () => {
    const { marks: sample, knownMm } = readSampleMarks(sampleFile)
    expect(sample.checked).toBe(true)
    expect('knownMm' in sample).toBe(false)
    // 0.0683 mm/px is the plane through the eye corners; the glabella's, nearer to the camera, is 0.0667.
    expect(knownMm / distance(sample.eyeRight, sample.eyeLeft)).toBeCloseTo(0.0683, 4)
    expect(isInside(outlinePolygon(sample), sample.glabella)).toBe(true)
    expect(
      scaleProblem({
        photo,
        marks: sample,
        scale: { a: sample.eyeRight, b: sample.eyeLeft, knownMm, source: 'caliper', status: 'used' },
      }),
    ).toBeNull()
    expect(faceHeightPx(sample)).toBeGreaterThan(2000)
  })

  it('are refused when something is missing', () => {
    expect(() => readSampleMarks({ ...sampleFile, glabella: undefined })).toThrow()
  })
})
