import fc from 'fast-check'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design, HairlineStyle } from '../../../src/core/design/design.ts'
import { withStyle } from '../../../src/core/design/edits.ts'
import { moveHandle } from '../../../src/core/design/lines/movedHandle.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { startReversal, tracedInk, withZoneStroke, type ReversedDesign } from '../../../src/core/design/reversal.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { emptyMask, type TiledMask } from '../../../src/core/pixels/tiledMask.ts'

/** A small head, .2 mm per px, for the tests of reversals. */
export const head: Design = newDesign(
  { id: 'p', hash: 'h', width: 1008, height: 1344 },
  {
    marks: {
      glabella: { x: 514, y: 780 },
      midlineTilt: 0,
      eyeRight: { x: 298, y: 826 },
      eyeLeft: { x: 731, y: 827 },
      outline: { centre: { x: 512, y: 701 }, rx: 364, ry: 575, squareness: 2.86 },
      checked: true,
    },
    scale: { a: { x: 298, y: 826 }, b: { x: 731, y: 827 }, knownMm: 89, source: 'caliper', status: 'used' },
    seed: 7,
  },
)
export const surface = surfaceOf(head)
export const mmPerPx = surface.mmPerPxAt({ x: 0, y: 0 })
export const px = (mm: number): number => mm / mmPerPx
export const blank = emptyMask(head.photo.width, head.photo.height)

export const stroke = (a: PointPx, b: PointPx, radiusMm: number, feather = 0): TiledMask =>
  paintCapsule(blank, a, b, px(radiusMm), feather, 'max')

/** Where the midline of the head is, so many mm above the glabella. */
export const onMidline = (mm: number, asideMm = 0): PointPx => ({
  x: head.marks.glabella.x + px(asideMm),
  y: head.marks.glabella.y - px(mm),
})

/** An old line that was set too low, and a new one so many mm above it. */
export function raisedBy(mm: number): ReversedDesign {
  const { hairline, marks } = head
  const { midline, right, left } = hairline
  const up = (p: PointPx, by: number) => ({ x: p.x, y: p.y - px(by) })
  const raised = moveHandle(hairline, marks, 'midline', up(midline, mm), true)
  const moved = {
    ...raised,
    right: { ...right, midFrontal: up(right.midFrontal, mm), apex: up(right.apex, mm) },
    left: { ...left, midFrontal: up(left.midFrontal, mm), apex: up(left.apex, mm) },
  }
  return startReversal({ ...head, hairline: moved }, tracedInk(head))
}

const styles: readonly HairlineStyle[] = ['mature', 'rounded', 'straight', 'widowsPeak', 'receded']
const place = fc.record({ x: fc.integer({ min: 150, max: 870 }), y: fc.integer({ min: 130, max: 800 }) })
const painted = fc
  .record({
    a: place,
    b: place,
    radius: fc.double({ min: 2, max: 15, noNaN: true }),
    feather: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ a, b, radius, feather }) => stroke(a, b, radius, feather))

/** Reversals of two lines, with hand work on both areas and on the zones. */
export const reversals: fc.Arbitrary<ReversedDesign> = fc
  .record({
    old: fc.constantFrom(...styles),
    wanted: fc.constantFrom(...styles),
    oldAdd: fc.option(painted),
    add: fc.option(painted),
    subtract: fc.option(painted),
    exclude: fc.option(painted),
    strokes: fc.array(fc.record({ zone: fc.constantFrom('remove', 'keep', null), mask: painted }), { maxLength: 4 }),
    band: fc.double({ min: 0, max: 8, noNaN: true }),
  })
  .map(({ old, wanted, oldAdd, add, subtract, exclude, strokes, band }) => {
    const ink = tracedInk(withStyle(head, old))
    const area = {
      ...head.area,
      add: add ?? blank,
      subtract: subtract ?? blank,
      exclude: exclude ?? blank,
    }
    const start = startReversal(
      { ...withStyle(head, wanted), area },
      { ...ink, area: { ...ink.area, add: oldAdd ?? blank } },
    )
    const edited = strokes.reduce((design, { zone, mask }) => withZoneStroke(design, zone, mask), start)
    return { ...edited, reversal: { ...edited.reversal, lightenBandMm: band } }
  })
