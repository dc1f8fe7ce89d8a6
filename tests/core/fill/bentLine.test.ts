import { describe, expect, it } from 'vitest'
import { addedPointOf, withAddedPoint, withCorner } from '../../../src/core/design/lines/addedPoints.ts'
import { proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { moveHandle } from '../../../src/core/design/lines/movedHandle.ts'
import { densityFieldOf, expectedDots } from '../../../src/core/fill/densityField.ts'
import { edgeOf } from '../../../src/core/fill/fieldParts.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { isInside } from '../../../src/core/geometry/polygon.ts'
import { densityAt } from '../../../src/core/sampling/densityField.ts'
import { head, px, surface } from './paintedHead.ts'

const { marks } = head

/** A line with corners at the midline and at both apexes, pulled in by `inMm` beside the temples with a corner there too. */
function cornered(inMm: number): Design {
  const turned = withCorner(withCorner(head.hairline, 'midline', true, true), 'left.apex', true, true)
  const added = withAddedPoint(turned, { side: 'left', span: 'temporalMid', place: 0.5 }, true)!
  const { at } = addedPointOf(added.hairline, added.handle)!
  const bent = moveHandle(added.hairline, marks, added.handle, { x: at.x - px(inMm), y: at.y }, true)
  return { ...head, hairline: withCorner(bent, added.handle, true, true) }
}

describe('dots along a line with corners', () => {
  it('have their front and their back where the line has them, close to a corner too', () => {
    for (const inMm of [12, 6]) {
      const design = cornered(inMm)
      const area = proposedAreaPolygon(design)
      const edge = edgeOf(design, surface)!
      const point = edgePoint()
      const corners = [
        design.hairline.midline,
        design.hairline.left.apex,
        design.hairline.right.apex,
        design.hairline.added!.left[0]!.at,
      ]
      for (const corner of corners) {
        for (let dy = -px(10); dy <= px(10); dy += px(1)) {
          for (let dx = -px(10); dx <= px(10); dx += px(1)) {
            const [x, y] = [corner.x + dx, corner.y + dy]
            const { drawnMm, depthMm, widthMm } = edge.at(x, y, point)
            expect(Number.isFinite(drawnMm + depthMm + widthMm)).toBe(true)
            // On the line itself either is right; a chord of the edge's vertices cuts a corner by less than .5 mm.
            if (Math.abs(drawnMm) > 0.5) expect(drawnMm > 0).toBe(isInside(area, { x, y }))
          }
        }
      }
    }
  })

  it('are as dense behind the corner as behind the smooth line, and none stand before it', () => {
    const design = cornered(8)
    const field = densityFieldOf(design, surface)
    const smooth = densityFieldOf(head, surface)
    expect(field.dotsPerCm2.every((d) => Number.isFinite(d) && d >= 0)).toBe(true)
    const { midline } = design.hairline
    const deep = (of: typeof field) => {
      let sum = 0
      for (let i = -20; i <= 20; i++) sum += densityAt(of, midline.x + px(i), midline.y - px(50))
      return sum
    }
    expect(deep(field) / deep(smooth)).toBeCloseTo(1, 2)
    for (let mm = 8; mm < 30; mm++) expect(densityAt(field, midline.x, midline.y + px(mm))).toBe(0)
    // Pulled in at the temples, the line has more behind it.
    expect(expectedDots(field, surface)).toBeGreaterThan(expectedDots(smooth, surface))
  })
})
