import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SKIN_OVER_PLANE } from '../../../src/core/design/scale/calibration.ts'
import { proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import { hairlineStyles, type HairlineStyle, type Marks } from '../../../src/core/design/design.ts'
import { asFaceScale, faceScaleOf } from '../../../src/core/design/scale/faceScale.ts'
import {
  figureRange,
  figuresOf,
  hairlinePath,
  handlePoints,
  layHairline,
  mirrored,
  placeFigures,
  pointAtPlace,
  withFigure,
  type HairlineFigure,
} from '../../../src/core/design/lines/hairline.ts'
import { moveHandle } from '../../../src/core/design/lines/movedHandle.ts'
import { faceFrame, outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { isInside } from '../../../src/core/geometry/polygon.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const styles: readonly HairlineStyle[] = hairlineStyles.filter((style) => style !== 'nativeTrace')
const mmPerPx = 0.088
const tilted = (tilt: number): Marks => ({ ...proposeMarks(3024, 4032), midlineTilt: tilt })
const anyTilt = fc.double({ min: -0.3, max: 0.3, noNaN: true })
const anyStyle = fc.constantFrom(...styles)

/** Turning angle at each point of a polyline, radians, over arms of some px. */
function sharpestTurn(path: readonly { x: number; y: number }[]): number {
  let sharpest = 0
  for (let i = 1; i + 1 < path.length; i++) {
    const a = path[i - 1]!
    const b = path[i]!
    const c = path[i + 1]!
    const turn = Math.atan2(c.y - b.y, c.x - b.x) - Math.atan2(b.y - a.y, b.x - a.x)
    sharpest = Math.max(sharpest, Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))))
  }
  return sharpest
}

describe('a laid hairline', () => {
  it('is the same on both sides of the midline, in every style and at every tilt', () => {
    fc.assert(
      fc.property(anyStyle, anyTilt, (style, tilt) => {
        const marks = tilted(tilt)
        // Symmetrical marks turned with the head: eyes and outline follow the tilt.
        const { toPhoto } = faceFrame(marks)
        const turned: Marks = {
          ...marks,
          eyeRight: toPhoto({ x: -640, y: -300 }),
          eyeLeft: toPhoto({ x: 640, y: -300 }),
          outline: { ...marks.outline, centre: toPhoto({ x: 0, y: -330 }) },
        }
        const h = layHairline(style, turned, mmPerPx)
        for (const half of ['midFrontal', 'apex', 'temporalMid', 'templePoint', 'sideburn'] as const) {
          expect(distance(mirrored(h.right[half], turned), h.left[half])).toBeLessThan(1e-6)
        }
        const path = hairlinePath(h)
        expect(path).toHaveLength(path.length)
        const off = path.map((p, i) => distance(mirrored(p, turned), path[path.length - 1 - i]!))
        expect(Math.max(...off)).toBeLessThan(1e-6)
      }),
    )
  })

  it('runs through all its handles, from the right sideburn to the left, in small steps and without a kink', () => {
    for (const style of styles) {
      const h = layHairline(style, tilted(0), mmPerPx)
      const path = hairlinePath(h)
      expect(path[0]).toEqual(h.right.sideburn)
      expect(path.at(-1)).toEqual(h.left.sideburn)
      for (const { at } of handlePoints(h)) expect(path.some((p) => distance(p, at) < 1e-9)).toBe(true)
      expect(Math.max(...path.slice(1).map((p, i) => distance(p, path[i]!)))).toBeLessThan(6)
      expect(sharpestTurn(path)).toBeLessThan(0.2)
    }
  })

  it('stays on the head', () => {
    for (const style of styles) {
      const marks = tilted(0)
      const outline = outlinePolygon(marks, 360)
      expect(hairlinePath(layHairline(style, marks, mmPerPx)).every((p) => isInside(outline, p))).toBe(true)
    }
  })

  it('has the styles tell apart: mature 75 mm high, a peak below its neighbours, rounded without recession', () => {
    const figures = (style: HairlineStyle) => figuresOf(layHairline(style, tilted(0), mmPerPx), tilted(0), mmPerPx)
    expect(figures('mature').heightMm).toBeCloseTo(75)
    expect(figures('rounded').recessionMm.right).toBeLessThan(2)
    expect(figures('widowsPeak').recessionMm.right).toBeGreaterThan(figures('mature').recessionMm.right)
    expect(figures('receded').heightMm).toBeGreaterThan(figures('mature').heightMm)
    expect(figures('female').heightMm).toBeGreaterThanOrEqual(55)
    expect(figures('female').heightMm).toBeLessThanOrEqual(65)
    expect(figures('female').recessionMm.right).toBeLessThan(0)
  })
})

describe('figures that are typed', () => {
  const names = ['height', 'width', 'recession', 'angle', 'templePoint'] as const satisfies readonly HairlineFigure[]

  it('come out as they went in, for every style, figure and side', () => {
    fc.assert(
      fc.property(
        anyStyle,
        anyTilt,
        fc.constantFrom(...names),
        fc.constantFrom('right' as const, 'left' as const, 'both' as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (style, tilt, figure, which, share) => {
          const marks = tilted(tilt)
          const [low, high] = figureRange[figure]
          const value = low + (high - low) * share
          const before = layHairline(style, marks, mmPerPx)
          const after = withFigure(before, marks, mmPerPx, figure, value, which)
          const figures = figuresOf(after, marks, mmPerPx)
          const was = figuresOf(before, marks, mmPerPx)
          if (figure === 'height') {
            expect(figures.heightMm).toBeCloseTo(value, 6)
            expect(figures.recessionMm.right).toBeCloseTo(was.recessionMm.right, 6)
            return
          }
          const key = (
            {
              width: 'halfWidthMm',
              recession: 'recessionMm',
              angle: 'angleDeg',
              templePoint: 'templePointMm',
            } as const
          )[figure]
          for (const side of ['right', 'left'] as const) {
            const wanted = which === 'both' || which === side ? value : was[key][side]
            expect(figures[key][side]).toBeCloseTo(wanted, 6)
          }
        },
      ),
    )
  })

  it('leave every other length of the line as it was, on the curved head too, on the side that is meant', () => {
    const onHead = sampleDesignOf('frontal')
    const flat = { marks: tilted(0), face: asFaceScale(mmPerPx) }
    for (const { marks, face } of [flat, { marks: onHead.marks, face: faceScaleOf(onHead) }])
      for (const name of ['height', 'width', 'recession', 'templePoint'] as const)
        for (const share of [0.2, 0.5, 0.8]) {
          const before = layHairline('mature', marks, face)
          const value = figureRange[name][0] + (figureRange[name][1] - figureRange[name][0]) * share
          const [was, is] = [before, withFigure(before, marks, face, name, value, 'right')].map((h) => {
            const f = figuresOf(h, marks, face)
            return {
              height: { right: f.heightMm, left: f.heightMm },
              width: f.halfWidthMm,
              recession: f.recessionMm,
              templePoint: f.templePointMm,
            }
          })
          for (const other of ['height', 'width', 'recession', 'templePoint'] as const)
            for (const side of ['right', 'left'] as const) {
              const moves = other === name && (side === 'right' || name === 'height')
              expect(is![other][side], `${name} ${value}: ${other} ${side}`).toBeCloseTo(
                moves ? value : was![other][side],
                3,
              )
            }
        }
  })

  it('of a point lead back to where it lies', () => {
    fc.assert(
      fc.property(anyStyle, anyTilt, fc.constantFrom('right' as const, 'left' as const), (style, tilt, side) => {
        const marks = tilted(tilt)
        const h = layHairline(style, marks, mmPerPx)
        for (const at of Object.values(h[side])) {
          const place = placeFigures(marks, mmPerPx, h, { side, at })
          expect(distance(pointAtPlace(marks, mmPerPx, h, { side, ...place }), at)).toBeLessThan(1e-6)
        }
      }),
    )
  })

  it('stop at what a head allows', () => {
    const marks = tilted(0)
    const h = layHairline('mature', marks, mmPerPx)
    expect(figuresOf(withFigure(h, marks, mmPerPx, 'height', 4000, 'both'), marks, mmPerPx).heightMm).toBeCloseTo(
      figureRange.height[1],
    )
  })

  it('measure the height along the skin', () => {
    const marks = tilted(0)
    const h = moveHandle(
      layHairline('mature', marks, mmPerPx),
      marks,
      'midline',
      { x: marks.glabella.x + 30, y: marks.glabella.y - 800 },
      true,
    )
    expect(figuresOf(h, marks, mmPerPx).heightMm).toBeCloseTo(800 * mmPerPx * SKIN_OVER_PLANE)
    expect(h.midline.x).toBeCloseTo(marks.glabella.x)
  })
})

const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }

describe('the proposed area', () => {
  it('lies behind the line and on the head', () => {
    for (const style of styles) {
      const marks = tilted(0.1)
      const h = layHairline(style, marks, mmPerPx)
      const polygon = proposedAreaPolygon({ photo, hairline: h, marks })
      const { toFace, toPhoto } = faceFrame(marks)
      const middle = toFace(h.midline)
      expect(isInside(polygon, toPhoto({ x: 0, y: middle.y + 40 }))).toBe(true)
      expect(isInside(polygon, toPhoto({ x: 0, y: middle.y - 40 }))).toBe(false)
      expect(isInside(polygon, toPhoto({ x: 0, y: 4000 }))).toBe(false)
      const outline = outlinePolygon(marks, 720)
      expect(polygon.every((p) => isInside(outline, p))).toBe(true)
    }
  })

  it('is empty where the line has left the head', () => {
    const marks = tilted(0)
    const h = layHairline('mature', marks, mmPerPx)
    const away = { ...h, midline: { x: 0, y: -9000 } }
    const half = { ...h.right }
    for (const key of Object.keys(half) as (keyof typeof half)[]) half[key] = { x: 0, y: -9000 }
    expect(proposedAreaPolygon({ photo, hairline: { ...away, right: half, left: half }, marks })).toEqual([])
  })
})
