import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { movedMarks, proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { headRegion, placeByMarks } from '../../../src/core/design/carry/registration.ts'
import { about, followedBy, moved, sizeOf } from '../../../src/core/geometry/similarity.ts'

const photo = { id: 'here', hash: 'h', width: 1200, height: 1600 }
const marks = { ...proposeMarks(1200, 1600), checked: true }
const here = newDesign(photo, { marks })
/** Nearer, turned and to the side: from this photo's px to those of the other visit's. */
const elsewhere = followedBy(about({ x: 600, y: 800 }, 1.3, 0.1), { a: 1, b: 0, dx: 80, dy: -40 })
const [p, q] = [marks.eyeRight, marks.eyeLeft] as const
const otherMarks = movedMarks(marks, [p, q], [moved(elsewhere, p), moved(elsewhere, q)])
const other = newDesign({ ...photo, id: 'other' }, { marks: otherMarks })

describe('a photo of another visit', () => {
  it('lies on this one with its eyes, brows and head on this one’s', () => {
    const place = placeByMarks(other, here)
    for (const name of ['glabella', 'eyeRight', 'eyeLeft'] as const) {
      const at = moved(place, other.marks[name])
      expect(Math.hypot(at.x - marks[name].x, at.y - marks[name].y), name).toBeLessThan(1)
    }
    expect(sizeOf(place)).toBeCloseTo(1 / 1.3, 3)
  })

  it('is as large in millimetres where nobody has checked the marks', () => {
    const unchecked = (design: Design): Design => ({ ...design, marks: { ...design.marks, checked: false } })
    const scaled = (design: Design, knownMm: number): Design => ({
      ...design,
      scale: { ...design.scale, status: 'used', knownMm },
    })
    const [a, b] = [scaled(unchecked(other), 60), scaled(unchecked(here), 66)]
    const mm = (design: Design) => surfaceOf(design).mmPerPxAt(design.marks.glabella)
    expect(sizeOf(placeByMarks(a, b))).toBeCloseTo(mm(a) / mm(b), 9)
    // Still on the brows.
    const at = moved(placeByMarks(a, b), a.marks.glabella)
    expect(Math.hypot(at.x - b.marks.glabella.x, at.y - b.marks.glabella.y)).toBeLessThan(20)
  })

  it('is compared where the head is, and not its backdrop', () => {
    const { x, y, width, height } = headRegion(here)
    expect(x).toBeGreaterThan(0)
    expect(x + width).toBeLessThan(photo.width)
    expect(y + height).toBeLessThan(photo.height)
    expect(width * height).toBeGreaterThan(0.2 * photo.width * photo.height)
  })
})
