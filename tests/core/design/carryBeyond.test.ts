import { describe, expect, it } from 'vitest'
import { headSurfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { beyondIn, carriedDesign } from '../../../src/core/design/carry/carry.ts'
import { halfHandles, type Design } from '../../../src/core/design/design.ts'
import { hairlinePath } from '../../../src/core/design/lines/hairline.ts'
import { shownHandles } from '../../../src/core/design/lines/hairlineCurve.ts'
import { crossesItself } from '../../../src/core/geometry/selfCrossing.ts'
import { levelFrontal, withApexDragged } from './levelFrontal.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const sides = ['right', 'left'] as const
const vertex = sampleDesignOf('vertex')

function carried(from: Design, to: Design): Design {
  const design = carriedDesign(from, to)
  if ('problem' in design) throw new Error(design.problem)
  return design
}

/** How far one apex lies from the other's mirror image on the head, mm. */
function unlikeMm(design: Design): number {
  const surface = headSurfaceOf(design)!
  const [right, left] = sides.map((side) => surface.toSkin(design.hairline[side].apex)!)
  return Math.hypot(right![0] + left![0], right![1] - left![1], right![2] - left![2])
}

describe('a line that is drawn past what a level frontal photo shows', () => {
  const drags = [
    { x: 0, y: 0 },
    { x: -20, y: -28 },
    { x: -40, y: -57 },
    { x: -65, y: -55 },
    { x: 30, y: -90 },
    { x: -150, y: 0 },
    { x: -120, y: -160 },
  ]

  it.each(drags)('dragged by $x, $y px it never crosses itself on another view, and both halves are alike', (by) => {
    const from = withApexDragged(by)
    for (const view of ['vertex', 'right45', 'left45'] as const) {
      const design = carried(from, sampleDesignOf(view))
      expect(crossesItself(hairlinePath(design.hairline)), view).toBe(false)
    }
    const there = carried(from, vertex)
    expect(unlikeMm(there)).toBeLessThan(12)
    // Nothing of the line is lost on its way: it goes on to both temples.
    for (const side of sides)
      expect(shownHandles(there.hairline, side).length).toBeGreaterThanOrEqual(halfHandles.length - 1)
  })

  it('says which points were laid otherwise, and how: none where all are seen', () => {
    const said = (from: Design) => beyondIn(from, vertex, carried(from, vertex))
    expect(said(levelFrontal)).toEqual([])
    expect(said(withApexDragged({ x: -20, y: -28 }))).toEqual([{ side: 'left', name: 'apex', as: 'mirrored' }])
    expect(said(withApexDragged({ x: -40, y: -57 }))).toEqual([
      { side: 'right', name: 'apex', as: 'edge' },
      { side: 'left', name: 'apex', as: 'edge' },
    ])
    expect(said(withApexDragged({ x: -65, y: -55 }, false))).toEqual([{ side: 'right', name: 'apex', as: 'mirrored' }])
  })

  it('its point that is not seen is the mirror image of the one that is, on the head', () => {
    expect(unlikeMm(carried(withApexDragged({ x: -65, y: -55 }, false), vertex))).toBeLessThan(0.5)
  })
})
