import { describe, expect, it } from 'vitest'
import { areaIn, proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design, HairlineStyle, Side } from '../../../src/core/design/design.ts'
import { isAsLaid, withHeadMeasured, withPhotoView, withScale, withStyle } from '../../../src/core/design/edits.ts'
import { figuresOf, handlePoints, type HairlineFigures } from '../../../src/core/design/lines/hairline.ts'
import { hairlineAdvice } from '../../../src/core/design/lines/hairlineAdvice.ts'
import { fitOf } from '../../../src/core/design/head/head.ts'
import { outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { isMeasurable, measuredLine, withFigureOf, withHandleAt } from '../../../src/core/design/lines/measuredLine.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import type { PhotoView } from '../../../src/core/design/photoView.ts'
import { between, distance } from '../../../src/core/geometry/points.ts'
import { isInside } from '../../../src/core/geometry/polygon.ts'
import { moveAnyHandle, readoutOf } from '../../../src/core/tools/handles.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const person = { ageYears: 40, sex: 'male' } as const
const nearSide: Partial<Record<PhotoView, Side>> = { left45: 'left', leftProfile: 'left' }
const sideOf = (view: PhotoView): Side => nearSide[view] ?? 'right'

const figuresIn = (design: Design): HairlineFigures => {
  const { hairline, marks, face } = measuredLine(design)
  return figuresOf(hairline, marks, face)
}

/** A photo of a view as it is opened, before anybody has looked at its marks. */
const opened = (view: PhotoView): Design =>
  withHeadMeasured(newDesign({ id: view, hash: view, width: 2268, height: 3024, view }), true)
/** The same once its marks are said to be right. */
const fitted = (view: PhotoView): Design => {
  const design = opened(view)
  return withHeadMeasured({ ...design, marks: { ...design.marks, checked: true } }, true)
}

describe('the line that is laid on a photo from beside the front', () => {
  it.each(['right45', 'left45', 'vertex'] as const)('%s of the sample: is the frontal’s, in its figures', (view) => {
    const frontal = figuresIn(sampleDesignOf('frontal'))
    const here = figuresIn(sampleDesignOf(view))
    const side = sideOf(view)
    expect(here.heightMm).toBeCloseTo(frontal.heightMm, 0)
    expect(Math.abs(here.recessionMm[side] - frontal.recessionMm[side])).toBeLessThan(3)
    expect(Math.abs(here.halfWidthMm[side] - frontal.halfWidthMm[side])).toBeLessThan(6)
    expect(Math.abs(here.angleDeg[side] - frontal.angleDeg[side])).toBeLessThan(5)
  })

  it.each(['right45', 'left45', 'rightProfile', 'leftProfile', 'vertex'] as const)(
    '%s of anybody, found or not: lies on the head, all its points where the photo shows them',
    (view) => {
      for (const design of [opened(view), fitted(view)]) {
        // As near to its edge as the head's form is.
        const { centre } = design.marks.outline
        const outline = outlinePolygon(design.marks).map((p) => between(centre, p, 1.02))
        for (const style of ['mature', 'rounded', 'receded'] satisfies HairlineStyle[]) {
          const laid = withStyle(design, style)
          const { recessionMm, angleDeg, halfWidthMm, heightMm } = figuresIn(laid)
          const side = sideOf(view)
          expect(heightMm).toBeGreaterThan(60)
          expect(heightMm).toBeLessThan(95)
          expect(halfWidthMm[side]).toBeGreaterThan(30)
          expect(recessionMm[side]).toBeGreaterThan(-3)
          expect(angleDeg[side]).toBeGreaterThan(60)
          expect(angleDeg[side]).toBeLessThan(170)
          for (const { at } of handlePoints(laid.hairline)) expect(isInside(outline, at)).toBe(true)
          expect(proposedAreaPolygon(laid).length).toBeGreaterThan(20)
          expect(isAsLaid(laid)).toBe(true)
        }
      }
    },
  )

  it('of a profile is the half that is seen, and both halves again where it was none', () => {
    const profile = opened('leftProfile')
    expect(profile.hairline.only).toBe('left')
    expect(withPhotoView(profile, 'frontal').hairline.only).toBeUndefined()
    const { only: _only, ...both } = profile.hairline
    expect(handlePoints(both).filter(({ handle }) => handle.startsWith('right.'))).toHaveLength(1)
    expect(withPhotoView(opened('frontal'), 'rightProfile').hairline.only).toBe('right')
  })

  it('keeps following marks and scale until a hand shapes it', () => {
    const design = sampleDesignOf('right45')
    const larger = withScale(design, { ...design.scale, knownMm: design.scale.knownMm * 1.05 })
    expect(isAsLaid(larger)).toBe(true)
    expect(figuresIn(larger).heightMm).toBeCloseTo(75, 0)
  })
})

describe('figures of a line on a photo from beside the front', () => {
  it('are not said where the head is not found: no figure, no advice, no readout', () => {
    const design = opened('right45')
    expect(fitOf(design)).toBeNull()
    for (const figure of ['height', 'width', 'recession', 'angle', 'templePoint'] as const)
      expect(isMeasurable(design, figure, 'both')).toBe(false)
    expect(hairlineAdvice(design, person)).toEqual([])
    expect(readoutOf(design, 'right.apex')).toBeUndefined()
    expect(isMeasurable(sampleDesignOf('crown'), 'height', 'both')).toBe(false)
    expect(isMeasurable(opened('frontal'), 'height', 'both')).toBe(true)
  })

  it('are of no side that the photo does not show', () => {
    expect(isMeasurable(sampleDesignOf('right45'), 'angle', 'left')).toBe(false)
    expect(isMeasurable(sampleDesignOf('right45'), 'angle', 'right')).toBe(true)
    expect(isMeasurable(sampleDesignOf('vertex'), 'templePoint', 'both')).toBe(false)
  })

  it('are set one by one, and what is not named stays', () => {
    for (const view of ['right45', 'vertex'] as const) {
      const design = sampleDesignOf(view)
      const before = figuresIn(design)
      const set = (figure: 'height' | 'recession', value: number) =>
        figuresIn({ ...design, hairline: withFigureOf(design, figure, value, 'both', false) })
      const higher = set('height', 82)
      expect(higher.heightMm).toBeCloseTo(82, 0)
      expect(higher.recessionMm.right).toBeCloseTo(before.recessionMm.right, 0)
      const deeper = set('recession', 30)
      expect(deeper.recessionMm.right).toBeCloseTo(30, 0)
      expect(deeper.heightMm).toBeCloseTo(before.heightMm, 5)
      // Again and again what it is: nothing creeps.
      const same = withFigureOf(design, 'height', before.heightMm, 'both', false)
      for (const { handle, at } of handlePoints(same)) {
        const was = handlePoints(design.hairline).find((point) => point.handle === handle)!.at
        expect(distance(at, was)).toBeLessThan(0.1)
      }
    }
  })

  it('stay alike on both sides while a hand drags with mirror on: the partner is mirrored on the head', () => {
    const design = sampleDesignOf('vertex')
    const { apex } = design.hairline.right
    const to = { x: apex.x - 30, y: apex.y - 60 }
    const hairline = withHandleAt(design, 'right.apex', to, true)
    expect(distance(hairline.right.apex, to)).toBeLessThan(0.1)
    const { recessionMm, halfWidthMm } = figuresIn({ ...design, hairline })
    expect(recessionMm.left).toBeCloseTo(recessionMm.right, 1)
    expect(halfWidthMm.left).toBeCloseTo(halfWidthMm.right, 1)
    const alone = moveAnyHandle(design, 'right.apex', to, false).hairline
    expect(alone.left).toEqual(design.hairline.left)
    // The end of a line that turns out of sight stands for no place of the head.
    const turned = sampleDesignOf('right45')
    const end = `left.${turned.hairline.ends!.left!}` as const
    const moved = moveAnyHandle(turned, end, { x: 1750, y: 430 }, true).hairline
    expect(moved.right).toEqual(turned.hairline.right)
  })
})

describe('the area behind a line on a photo from beside the front', () => {
  it('covers no ear, and of one half alone ends at the midline of the head', () => {
    const design = sampleDesignOf('right45')
    const grid = { left: 0, top: 0, step: 12, width: 189, height: 252 }
    const covered = (of: Design) => areaIn(of, grid)
    const cell = (x: number, y: number) => Math.floor(y / 12) * 189 + Math.floor(x / 12)
    const both = covered(design)
    // The tragion, its ear's upper half, and the scalp over it.
    expect(both[cell(471, 1551)]).toBe(0)
    expect(both[cell(400, 1480)]).toBe(0)
    expect(both[cell(400, 1150)]).toBe(255)
    const half = covered({ ...design, hairline: { ...design.hairline, only: 'right' } })
    expect(half.every((c, i) => c <= both[i]! + 8)).toBe(true)
    expect(half[cell(900, 350)]).toBe(255)
    // Beyond the midline at the top of the head: the photo shows 120 mm above the glabella at (1347, 251).
    expect(half[cell(1560, 330)]).toBe(0)
    expect(both[cell(1560, 330)]).toBe(255)
  })

  it('lies on the head alone, seen from above too', () => {
    for (const view of ['right45', 'left45', 'vertex'] as const) {
      const design = sampleDesignOf(view)
      const outline = outlinePolygon(design.marks, 720)
      for (const p of proposedAreaPolygon(design)) expect(isInside(outline, p)).toBe(true)
      const surface = surfaceOf(design)
      const grid = { left: 0, top: 0, step: 24, width: 95, height: 126 }
      const cells = areaIn(design, grid)
      let [all, off] = [0, 0]
      for (const [i, c] of cells.entries()) {
        if (c < 255) continue
        all++
        const p = { x: ((i % 95) + 0.5) * 24, y: (Math.floor(i / 95) + 0.5) * 24 }
        if (!surface.toSkin(p)) off++
      }
      expect(all).toBeGreaterThan(1000)
      expect(off / all).toBeLessThan(0.01)
    }
  })

  it('is there also where nobody has looked at the marks', () => {
    const marks = proposeMarks(2268, 3024, 'right45')
    expect(marks.checked).toBe(false)
    const cells = areaIn(opened('right45'), { left: 0, top: 0, step: 24, width: 95, height: 126 })
    expect(cells.filter((c) => c === 255).length).toBeGreaterThan(500)
  })
})
