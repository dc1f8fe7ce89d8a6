import { describe, expect, it } from 'vitest'
import { SKIN_OVER_PLANE } from '../../../src/core/design/scale/calibration.ts'
import { carriedDesign } from '../../../src/core/design/carry/carry.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { figureWay } from '../../../src/core/design/scale/figureWay.ts'
import { figuresOf } from '../../../src/core/design/lines/hairline.ts'
import { fitOf } from '../../../src/core/design/head/head.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { lengthHalfMm, placingMm } from '../../../src/core/design/scale/lengthBand.ts'
import { measuredLine } from '../../../src/core/design/lines/measuredLine.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { stencilErrorOf, stencilOf } from '../../../src/core/design/scale/stencil.ts'
import { levelFrontal, withApexDragged } from './levelFrontal.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const photo = { id: 'p', hash: 'h', width: 1500, height: 2000 }

function scaled(mmPerPx: number, tilt = 0): Design {
  const design = newDesign(photo)
  const { eyeRight: a, eyeLeft: b } = design.marks
  const knownMm = Math.hypot(a.x - b.x, a.y - b.y) * mmPerPx
  return {
    ...design,
    marks: { ...design.marks, midlineTilt: tilt },
    scale: { a, b, knownMm, source: 'caliper', status: 'used' },
  }
}

describe('a stencil of the hairline', () => {
  it('stands as high above the glabella as the design says, along the skin, and as wide as in the photo', () => {
    const design = scaled(0.1)
    const { pieces, midline, left, right } = stencilOf(design)
    const line = pieces.flat()
    const figures = figuresOf(design.hairline, design.marks, 0.1)
    expect(midline.y).toBeCloseTo(figures.heightMm, 6)
    expect(midline.x).toBeCloseTo(0, 6)
    const xs = line.map(({ x }) => x)
    expect([left, right]).toEqual([Math.min(...xs), Math.max(...xs)])
    const apex = design.hairline.left.apex
    const onPaper = line.reduce((near, p) =>
      Math.abs(p.x - figures.halfWidthMm.left) < Math.abs(near.x - figures.halfWidthMm.left) ? p : near,
    )
    expect(onPaper.y).toBeCloseTo((design.marks.glabella.y - apex.y) * 0.1 * SKIN_OVER_PLANE, 0)
  })

  it('is as wide on the head as the design says, along the skin: laid around the forehead its apexes meet', () => {
    const design = sampleDesignOf('frontal')
    const { hairline, marks, face } = measuredLine(design)
    const line = stencilOf(design).pieces.flat()
    const { halfWidthMm } = figuresOf(hairline, marks, face)
    for (const side of ['right', 'left'] as const) {
      const { x, y } = faceFrame(marks).toFace(hairline[side].apex)
      const apex = { x: Math.sign(x) * halfWidthMm[side], y: face.heightMmAt(y) }
      expect(Math.min(...line.map((p) => distance(p, apex)))).toBeLessThan(0.5)
      // In the photo's plane it would be several mm nearer.
      expect(halfWidthMm[side] - Math.abs(x) * face.mmPerPx).toBeGreaterThan(3)
    }
    for (const { x, y } of line) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true)
  })

  it('is the same from another view of the head, to which the design was carried', () => {
    const frontal = sampleDesignOf('frontal')
    const carried = carriedDesign(frontal, sampleDesignOf('right45'))
    if ('problem' in carried) throw new Error(carried.problem)
    const [one, other] = [stencilOf(frontal), stencilOf(carried)]
    expect(other.midline.y).toBeCloseTo(one.midline.y, 0)
    expect(other.right).toBeCloseTo(one.right, -0.5)
    expect(other.left).toBeCloseTo(one.left, -0.5)
  })

  it('breaks off where the photo does not measure the skin, and is smooth up to there', () => {
    expect(stencilOf(sampleDesignOf('frontal')).openEnds).toEqual([])
    for (const design of [levelFrontal, withApexDragged({ x: -40, y: -57 }), withApexDragged({ x: -120, y: -160 })]) {
      const { pieces, openEnds } = stencilOf(design)
      expect(openEnds.length).toBeGreaterThan(0)
      for (const piece of pieces) {
        const steps = piece.slice(1).map((p, i) => ({ x: p.x - piece[i]!.x, y: p.y - piece[i]!.y }))
        for (const [i, step] of steps.entries()) {
          expect(Math.hypot(step.x, step.y)).toBeLessThan(2)
          // It nowhere turns back on itself.
          const before = steps[i - 1]
          if (before) expect(before.x * step.x + before.y * step.y).toBeGreaterThan(0)
        }
      }
    }
  })

  it('is twice as large with twice the scale', () => {
    const [one, two] = [stencilOf(scaled(0.05)), stencilOf(scaled(0.1))]
    const line = two.pieces.flat()
    one.pieces.flat().forEach((p, i) => expect(line[i]!.x).toBeCloseTo(2 * p.x, 6))
    expect(two.top).toBeCloseTo(2 * one.top, 6)
  })

  it('is as sure as its least sure length: the line turns away from the camera towards the temples', () => {
    const design = sampleDesignOf('frontal')
    expect(stencilErrorOf(design)).toBeGreaterThan(fitOf(design)!.lengthError)
    const recession = lengthHalfMm(design, 100, figureWay(design, 'recession'))
    expect(100 * stencilErrorOf(design)).toBeGreaterThanOrEqual(
      Math.sqrt(recession ** 2 - placingMm(design) ** 2) - 1e-9,
    )
  })
})
