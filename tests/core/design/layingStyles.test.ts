import { describe, expect, it } from 'vitest'
import type { Design, HairlineStyle } from '../../../src/core/design/design.ts'
import { photoFromFront } from '../../../src/core/design/head/frontView.ts'
import { figuresOf, placeFigures } from '../../../src/core/design/lines/hairline.ts'
import { hairlineAdvice } from '../../../src/core/design/lines/hairlineAdvice.ts'
import { faceScaleOf } from '../../../src/core/design/scale/faceScale.ts'
import { withStyle } from '../../../src/core/design/edits.ts'
import type { RuleId } from '../../../src/core/design/lines/hairlineRules.ts'
import { faceFrame, outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { sampleViews } from '../../../src/core/design/scale/sampleMarks.ts'
import { isInside } from '../../../src/core/geometry/polygon.ts'
import { sampleDesignOf } from './sampleHeads.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { rotationOf } from '../../../src/core/geometry/headModel.ts'

const laid = ['mature', 'rounded', 'straight'] as const satisfies readonly HairlineStyle[]
const man = { ageYears: 42, sex: 'male' } as const
const nobody = { ageYears: null, sex: null }

/** A photo of a head so formed, bowed by so many degrees, to scale and its marks checked. */
function onHead(axes: HeadFit['axes'], bowedDeg: number): Design {
  const fit: HeadFit = {
    axes,
    rotation: rotationOf(0, 0, 0),
    position: [0, 0, 1000],
    focalPx: 10_000,
    cx: 2000,
    cy: 2000,
    areaError: 0.05,
    lengthError: 0.02,
  }
  const front = photoFromFront(fit, [0, 0.27 * axes.c, axes.b], (bowedDeg * Math.PI) / 180)
  const marks = { ...front.marks, checked: true }
  const scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm: 92, source: 'caliper', status: 'used' } as const
  const design = newDesign({ id: 'p', hash: 'h', width: 4000, height: 4000 }, { marks, scale })
  return withStyle({ ...design, head: { on: true, found: { fit: front.fit, rmsShare: 0 } } }, 'mature')
}

const heads = [71, 81].flatMap((a) =>
  [112, 122, 132].flatMap((c) => [0.2, 0.5].map((squareness) => ({ a, b: 97, c, squareness, narrowing: 0.085 }))),
)
const upright = heads.flatMap((axes) => [0, 10, 20, 30, 40].map((bowed) => onHead(axes, bowed)))

/** What a style is by its nature and its maker wants: a rounded line does not recede, a straight one hardly. */
const itsNature: Readonly<Record<(typeof laid)[number], readonly RuleId[]>> = {
  mature: [],
  rounded: ['recession', 'angle'],
  straight: ['recession', 'angle'],
}
const advised = (design: Design, style: (typeof laid)[number]) =>
  [man, nobody].flatMap((person) =>
    hairlineAdvice(withStyle(design, style), person)
      .map(({ rule }) => rule)
      .filter((rule) => !itsNature[style].includes(rule)),
  )

describe('a style as it is laid', () => {
  it.each(laid)('%s is not contradicted by the advice, on upright and on bowed heads', (style) => {
    for (const design of upright) expect(advised(design, style)).toEqual([])
  })

  it.each(laid)('%s is not contradicted by the advice in any view of the sample patient', (style) => {
    for (const view of ['frontal', ...sampleViews] as const) {
      expect(advised(sampleDesignOf(view), style), view).toEqual([])
    }
  })

  it('has its apexes above the outer eye corners and on the head, and lies a little lower where 75 mm leave no room', () => {
    for (const { marks, ...design } of upright) {
      const { hairline } = design
      const face = faceScaleOf({ ...design, marks })
      const { heightMm, recessionMm } = figuresOf(hairline, marks, face)
      for (const side of ['right', 'left'] as const) {
        const at = hairline[side].apex
        expect(Math.abs(placeFigures(marks, face, hairline, { side, at }).outsideEyeMm)).toBeLessThan(10)
        expect(isInside(outlinePolygon(marks, 360), at)).toBe(true)
        expect(recessionMm[side]).toBeGreaterThan(5)
      }
      expect(heightMm).toBeGreaterThan(69.9)
      expect(heightMm).toBeLessThan(75.1)
    }
  })

  it('of a head that is thrown back has no apex called far in that lies where the photo ends', () => {
    for (const axes of heads) {
      const rules = hairlineAdvice(onHead(axes, -10), man).map(({ rule }) => rule)
      expect(rules).not.toContain('apex')
    }
  })

  it('still has an apex called far in that leaves room beside it', () => {
    const design = onHead(heads[0]!, 25)
    const { hairline, marks } = design
    const { toFace, toPhoto } = faceFrame(marks)
    const { x, y } = toFace(hairline.left.apex)
    const apex = toPhoto({ x: x * 0.7, y })
    const pulled = { ...design, hairline: { ...hairline, left: { ...hairline.left, apex } } }
    expect(hairlineAdvice(pulled, nobody).map(({ rule }) => rule)).toContain('apex')
  })
})
