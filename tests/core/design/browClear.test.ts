import { describe, expect, it } from 'vitest'
import { carriedDesign } from '../../../src/core/design/carry/carry.ts'
import type { Design, Side } from '../../../src/core/design/design.ts'
import { fitOf } from '../../../src/core/design/head/head.ts'
import { withFigureOf } from '../../../src/core/design/lines/measuredLine.ts'
import { headView } from '../../../src/core/geometry/headModel.ts'
import { sampleDesignOf } from './sampleHeads.ts'

/** How far behind the outer eye corner a line's temple ends, along the head, mm. */
function behindEye(design: Design, side: Side): number {
  const view = headView(fitOf(design)!)
  const eye = view.skinUnder(side === 'right' ? design.marks.eyeRight : design.marks.eyeLeft)!
  const { templePoint, sideburn } = design.hairline[side]
  return Math.min(...[templePoint, sideburn].map((p) => eye[2] - (view.skinUnder(p)?.[2] ?? -Infinity)))
}

describe('a line carried to a 45° view', () => {
  const frontal = sampleDesignOf('frontal')

  it.each([
    ['right45', 'right'],
    ['left45', 'left'],
  ] as const)('ends its temple behind the brow’s tail, however near the brow it was drawn: %s', (view, side) => {
    const narrow: Design = { ...frontal, hairline: withFigureOf(frontal, 'templePoint', 6, 'both', false) }
    for (const from of [frontal, narrow]) {
      const carried = carriedDesign(from, sampleDesignOf(view))
      if ('problem' in carried) throw new Error(carried.problem)
      expect(behindEye(carried, side)).toBeGreaterThan(27)
    }
  })
})
