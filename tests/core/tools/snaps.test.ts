import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { hairlineAt } from '../../../src/core/design/lines/hairlineCurve.ts'
import { hairlinePath } from '../../../src/core/design/lines/hairline.ts'
import { withNewHairline } from '../../../src/core/design/lines/lines.ts'
import { frontWays } from '../../../src/core/design/lines/measuredLine.ts'
import { faceHeightPx } from '../../../src/core/design/scale/marks.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { nearestOnPolyline } from '../../../src/core/geometry/polylineFoot.ts'
import { sampleDesignOf } from '../design/sampleHeads.ts'
import { freshDesign, Hand } from './hand.ts'

const dragged = (design: Design, from: PointPx, to: PointPx, context = {}, ctrl = false) =>
  new Hand('hairline', design, context).holding({ ctrl, shift: true }).down(from.x, from.y).move(to.x, to.y).up().design
    .hairline

describe('the midline point of a head that is seen beside the front', () => {
  it.each(['right45', 'left45'] as const)('is drawn to equal thirds (%s)', (view) => {
    const design = sampleDesignOf(view)
    const way = frontWays(design)!
    const { toPhoto, toFace } = faceFrame(way.front.marks)
    const third = faceHeightPx(way.front.marks) / 3
    const level = way.back(toPhoto({ x: 30, y: third })).at
    const to = { x: level.x, y: level.y - 4 }
    const heightOf = (at: PointPx) => toFace(way.there(at).at).y
    const { midline } = design.hairline
    expect(Math.abs(heightOf(to) - third)).toBeGreaterThan(1)
    expect(heightOf(dragged(design, midline, to).midline)).toBeCloseTo(third, 0)
    expect(distance(dragged(design, midline, to, {}, true).midline, to)).toBeLessThan(1e-6)
    const far = { x: level.x, y: level.y - 20 }
    expect(distance(dragged(design, midline, far).midline, far)).toBeLessThan(1e-6)
  })
})

describe('another hairline', () => {
  const plain = freshDesign()
  const { temporalMid } = plain.hairline.left
  const moved = { ...plain.hairline.left, temporalMid: { x: temporalMid.x - 60, y: temporalMid.y } }
  const other = { ...plain.hairline, left: moved }
  const design = withNewHairline(plain, other)!
  const on = hairlineAt(other, { side: 'left', span: 'temporalMid', place: 0 })
  const to = { x: on.x - 4, y: on.y }
  const from = (context = {}, ctrl = false) => {
    const at = dragged(design, temporalMid, to, context, ctrl).left.temporalMid
    return distance(nearestOnPolyline(hairlinePath(other), at)!.at, at)
  }

  it('draws a point like the line from before, while it is on the screen and Ctrl is not held', () => {
    expect(from()).toBeLessThan(0.1)
    expect(from({ hiddenLines: new Set([2]) })).toBeGreaterThan(1)
    expect(from({}, true)).toBeGreaterThan(1)
  })
})
