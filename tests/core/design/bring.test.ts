import { describe, expect, it } from 'vitest'
import { broughtDesign } from '../../../src/core/design/carry/bring.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { movedMarks } from '../../../src/core/design/scale/marks.ts'
import { withFigureOf } from '../../../src/core/design/lines/measuredLine.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { about, followedBy, moved } from '../../../src/core/geometry/similarity.ts'
import { coverageAt } from '../../../src/core/pixels/maskCompare.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const spot = { x: 1500, y: 800 }
const mole = { x: 1200, y: 900 }
const area = {
  ...frontal.area,
  less: paintCapsule(frontal.area.less, spot, spot, 40, 0, 'max'),
  exclude: paintCapsule(frontal.area.exclude, mole, mole, 30, 0, 'max'),
}
const shaped: Design = { ...frontal, hairline: withFigureOf(frontal, 'height', 71, 'both', true), area }

/** The next visit's photo: nearer, a little turned and to the side. */
const nearer = followedBy(about({ x: 1500, y: 2000 }, 1.1, 0.04), { a: 1, b: 0, dx: 50, dy: -30 })
const { eyeRight, eyeLeft } = frontal.marks
const eyes = [eyeRight, eyeLeft] as const
const [right, left] = eyes.map((p) => moved(nearer, p)) as [typeof eyeRight, typeof eyeLeft]
const marks = movedMarks(frontal.marks, [...eyes], [right, left])
const next = newDesign({ ...frontal.photo, id: 'next' }, { marks })

describe('the design of an earlier visit on a photo of the same view', () => {
  it('lies beside the face as it lay, with what was painted on it and kept out', () => {
    const brought = broughtDesign(shaped, next)
    for (const of of [
      (d: Design) => d.hairline.midline,
      (d: Design) => d.hairline.left.apex,
      (d: Design) => d.hairline.right.sideburn,
    ])
      expect(distance(of(brought), moved(nearer, of(shaped)))).toBeLessThan(2)
    const [at, kept] = [moved(nearer, spot), moved(nearer, mole)].map(({ x, y }) => [Math.round(x), Math.round(y)])
    expect(coverageAt(brought.area.less, at![0]!, at![1]!)).toBe(coverageAt(shaped.area.less, spot.x, spot.y))
    expect(coverageAt(brought.area.exclude, kept![0]!, kept![1]!)).toBe(255)
    expect(brought.fill).toEqual(shaped.fill)
  })

  it('leaves the photo, its marks and its scale as they are', () => {
    const { photo, marks, scale, head } = broughtDesign(shaped, next)
    expect({ photo, marks, scale, head }).toEqual({
      photo: next.photo,
      marks: next.marks,
      scale: next.scale,
      head: next.head,
    })
  })

  it('lies beside the outline of a head from behind', () => {
    const crown = sampleDesignOf('crown')
    const outline = {
      ...crown.marks.outline,
      centre: moved({ a: 1, b: 0, dx: 60, dy: 90 }, crown.marks.outline.centre),
    }
    const there = { ...crown, marks: { ...crown.marks, outline } }
    const { midline } = broughtDesign(crown, there).hairline
    expect(distance(midline, moved({ a: 1, b: 0, dx: 60, dy: 90 }, crown.hairline.midline))).toBeLessThan(1)
  })
})
