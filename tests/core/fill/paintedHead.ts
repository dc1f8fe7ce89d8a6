import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { AreaDesign, Design, FillSettings } from '../../../src/core/design/design.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { dotWeights } from '../../../src/core/fill/dotWeights.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import type { TiledMask } from '../../../src/core/pixels/tiledMask.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { pointSet } from '../sampling/shippedSet.ts'

/** A head with room behind the hairline, about .07 mm per px. */
export const head: Design = newDesign(
  { id: 'p', hash: 'h', width: 3024, height: 4032 },
  {
    marks: {
      glabella: { x: 1542, y: 2342 },
      midlineTilt: 0,
      eyeRight: { x: 894, y: 2479 },
      eyeLeft: { x: 2193, y: 2483 },
      outline: { centre: { x: 1537, y: 2104 }, rx: 1093, ry: 1726, squareness: 2.86 },
      checked: true,
    },
    scale: { a: { x: 894, y: 2479 }, b: { x: 2193, y: 2483 }, knownMm: 89, source: 'caliper', status: 'used' },
    seed: 7,
  },
)
export const surface = surfaceOf(head)
export const px = (mm: number): number => mm / surface.mmPerPxAt({ x: 0, y: 0 })

export const withArea = (change: Partial<AreaDesign>, d: Design = head): Design => ({
  ...d,
  area: { ...d.area, ...change },
})
export const withFill = (change: Partial<FillSettings>, d: Design = head): Design => ({
  ...d,
  fill: { ...d.fill, ...change },
})

/** A mask with a hard-edged stroke, radius in mm. */
export const stroke = (mask: TiledMask, a: PointPx, b: PointPx, radiusMm: number): TiledMask =>
  paintCapsule(mask, a, b, px(radiusMm), 0, 'max')

/** Nothing but a disc of 20 mm in the middle of the head, far behind the hairline. */
export const middle: PointPx = { x: head.hairline.midline.x, y: head.hairline.midline.y - px(40) }
export const DISC_MM = 20
export const patch = (change: Partial<AreaDesign> = {}): Design =>
  withArea({ proposed: false, add: stroke(head.area.add, middle, middle, DISC_MM), ...change })

export const place = (d: Design): Dots =>
  placeDots(densityFieldOf(d, surface), { seed: d.fill.seed, surface, pointSet })
export const weigh = (d: Design): Dots => dotWeights(place(d), d, surface)
