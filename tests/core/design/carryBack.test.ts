import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaSlots, withNewArea } from '../../../src/core/design/areas/areas.ts'
import { headSurfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { carrier } from '../../../src/core/design/carry/carrier.ts'
import { carriedDesign } from '../../../src/core/design/carry/carry.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import {
  hairlineSpans,
  halfHandles,
  otherSide,
  type Design,
  type Hairline,
  type Side,
} from '../../../src/core/design/design.ts'
import { withPhotoView } from '../../../src/core/design/edits.ts'
import { faceScaleOf } from '../../../src/core/design/scale/faceScale.ts'
import { figuresOf, hairlinePath, mirrored } from '../../../src/core/design/lines/hairline.ts'
import { nearestOnHairline } from '../../../src/core/design/lines/hairlineCurve.ts'
import { moveAddedPoint, withAddedPoint, withCorner } from '../../../src/core/design/lines/addedPoints.ts'
import { isShown, withFigureOf } from '../../../src/core/design/lines/measuredLine.ts'
import { unseenIn } from '../../../src/core/design/head/unseenHalf.ts'
import { areaUnder, drawnIn } from '../../../src/core/design/areas/area.ts'
import { coverageAt as maskCoverage } from '../../../src/core/pixels/maskCompare.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const seed = Number(process.env.SEED ?? 1)
const frontal = sampleDesignOf('frontal')
const sides = ['right', 'left'] as const
const views = { right45: 'left', left45: 'right' } as const satisfies Record<string, Side>

function carried(from: Design, to: Design): Design {
  const design = carriedDesign(from, to)
  if ('problem' in design) throw new Error(design.problem)
  return design
}

const withLine = (design: Design, hairline: Hairline): Design => ({ ...design, hairline })
const shaped = (design: Design, figure: 'recession' | 'width' | 'height', mm: number, which: Side | 'both'): Design =>
  withLine(design, withFigureOf(design, figure, mm, which, false))

const mmPerPx = faceScaleOf(frontal).mmPerPx
/** How far a line lies from another one at the most, mm of the face's plane. */
const farMm = (line: readonly PointPx[], from: readonly PointPx[]): number =>
  mmPerPx * Math.max(...line.filter((_, i) => i % 20 === 0).map((p) => Math.min(...from.map((q) => distance(p, q)))))

/** A frontal line whose two halves a hand has shaped each for itself, with a corner and a point of one's own. */
const asymmetric = fc
  .record({
    recession: fc.record({ right: fc.integer({ min: 8, max: 20 }), left: fc.integer({ min: 26, max: 40 }) }),
    width: fc.record({ right: fc.integer({ min: 48, max: 60 }), left: fc.integer({ min: 48, max: 60 }) }),
    height: fc.integer({ min: 66, max: 84 }),
    swapped: fc.boolean(),
  })
  .map(({ recession, width, height, swapped }) => {
    const of = (side: Side) => (swapped ? otherSide(side) : side)
    const line = sides.reduce(
      (design, side) => shaped(shaped(design, 'width', width[of(side)], side), 'recession', recession[of(side)], side),
      shaped(frontal, 'height', height, 'both'),
    )
    return sides.reduce((design, side) => {
      const more = withAddedPoint(design.hairline, { side, span: 'temporalMid', place: 0.5 }, false)!
      const point = more.hairline.added![side].at(-1)!
      const moved = moveAddedPoint(more.hairline, more.handle, { x: point.at.x, y: point.at.y + 30 })
      return withLine(design, withCorner(moved, `${side}.temporalMid`, side === 'right', false))
    }, line)
  })

describe(`a line whose halves differ, carried to a photo from aside and back, seed ${seed}`, () => {
  it.each(Object.keys(views) as (keyof typeof views)[])('%s: neither half is lost', (view) => {
    const aside = sampleDesignOf(view)
    fc.assert(
      fc.property(asymmetric, (from) => {
        const there = carried(from, aside)
        const back = carried(there, from)
        for (const side of sides)
          for (const name of halfHandles)
            expect(distance(back.hairline[side][name], from.hairline[side][name]) * mmPerPx).toBeLessThan(0.3)
        const [was, is] = [from, back].map(({ hairline }) => hairlinePath(hairline))
        expect(Math.max(farMm(was!, is!), farMm(is!, was!))).toBeLessThan(1.2)
        expect(new Set(back.hairline.corners)).toEqual(new Set(from.hairline.corners))
        expect(unseenIn(there, from, back)).toBe('kept')
      }),
      { seed, numRuns: 5 },
    )
  })

  it.each(Object.keys(views) as (keyof typeof views)[])(
    '%s: what is shaped there comes back, and what it does not show stays to the pixel',
    (view) => {
      const far = views[view]
      const near = otherSide(far)
      const aside = sampleDesignOf(view)
      fc.assert(
        fc.property(asymmetric, fc.integer({ min: 45, max: 55 }), (from, mm) => {
          const there = shaped(carried(from, aside), 'recession', mm, near)
          const back = carried(there, from)
          const hidden = halfHandles.filter((name) => !isShown(there.hairline, far, name))
          expect(hidden).toContain('apex')
          for (const name of hidden) expect(back.hairline[far][name]).toEqual(from.hairline[far][name])
          const own = (design: Design) => design.hairline.added![far].filter(({ span }) => span === 'temporalMid')
          expect(own(back)).toEqual(own(from))
          const figures = figuresOf(back.hairline, frontal.marks, faceScaleOf(frontal))
          expect(Math.abs(figures.recessionMm[near] - mm)).toBeLessThan(1)
        }),
        { seed, numRuns: 4 },
      )
    },
  )

  it('a profile, which shows one half alone, takes the other half away from nothing', () => {
    const from = fc.sample(asymmetric, { seed, numRuns: 1 })[0]!
    const side45 = sampleDesignOf('right45')
    const profile = withPhotoView(side45, 'rightProfile')
    // The same photo said to be a profile: its fit may be poor, what matters is whose half is whose.
    const there = {
      ...profile,
      head: side45.head,
      hairline: { ...carried(from, side45).hairline, only: 'right' as const },
    }
    const back = carried(there, from)
    expect(back.hairline.only).toBeUndefined()
    expect(back.hairline.left).toEqual(from.hairline.left)
    expect(unseenIn(there, from, back)).toBe('kept')
  })

  it('a line that is designed on its right half alone stays so, and its left half waits as it was', () => {
    const whole = fc.sample(asymmetric, { seed, numRuns: 1 })[0]!
    const from = withLine(whole, { ...whole.hairline, only: 'right' })
    const { only: _only, ...both } = carried(from, sampleDesignOf('right45')).hairline
    const there = shaped(withLine(carried(from, sampleDesignOf('right45')), both), 'recession', 45, 'right')
    const back = carried(there, from)
    expect(back.hairline.only).toBe('right')
    expect(back.hairline.left).toEqual(from.hairline.left)
    expect(back.hairline.added?.left).toEqual(from.hairline.added?.left)
    expect(unseenIn(there, from, back)).toBeNull()
    // A photo that shows both halves whole says that both are meant.
    expect(carried(whole, from).hairline.only).toBeUndefined()
  })

  it('ids of its points stay those of one point each', () => {
    const from = fc.sample(asymmetric, { seed, numRuns: 1 })[0]!
    const back = carried(carried(from, sampleDesignOf('right45')), from)
    for (const side of sides) {
      const ids = (back.hairline.added?.[side] ?? []).map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('a line with many points of its own', () => {
  const rooms = [0.12, 0.24, 0.36, 0.48, 0.6, 0.72, 0.84]
  const places = fc.subarray(rooms)
  const points = fc.record({
    right: fc.tuple(...hairlineSpans.map(() => places)),
    left: fc.tuple(...hairlineSpans.map(() => places)),
  })

  it('carried to a photo from aside and back can be stored and read again', () => {
    const full = hairlineSpans.map((_, i) => (i < 1 ? [] : rooms))
    const near = hairlineSpans.map((_, i) => (i < 1 ? rooms : []))
    fc.assert(
      fc.property(
        points,
        fc.constantFrom('right45', 'left45'),
        fc.constantFrom('midFrontal', 'apex', 'temporalMid'),
        (wanted, view, end) => {
          const aside = sampleDesignOf(view)
          const line = (['right', 'left'] as const).reduce<Hairline>(
            (h, side) =>
              hairlineSpans.reduce(
                (more, span, i) =>
                  wanted[side][i]!.reduce(
                    (grown, place) => withAddedPoint(grown, { side, span, place }, false)?.hairline ?? grown,
                    more,
                  ),
                h,
              ),
            aside.hairline,
          )
          const there = withLine(aside, { ...line, ends: { [views[view]]: end } })
          for (const to of [frontal, shaped(frontal, 'recession', 36, views[view])]) {
            const back = carried(there, to)
            expect(designFromJson(designToJson(back)).hairline).toEqual(back.hairline)
            const again = carried(back, there)
            expect(designFromJson(designToJson(again)).hairline).toEqual(again.hairline)
          }
        },
      ),
      { seed, numRuns: 4, examples: [[{ right: full, left: near }, 'right45', 'apex']] },
    )
  })
})

describe('what was painted', () => {
  const box = { left: 0, top: 0, step: 16, width: 189, height: 252 }
  const painted = (design: Design, at: PointPx): Design => ({
    ...design,
    area: { ...design.area, subtract: paintCapsule(design.area.subtract, at, at, 90, 0, 'max') },
  })
  const coverageAt = ({ area }: Design, { x, y }: PointPx) => maskCoverage(area.subtract, Math.round(x), Math.round(y))

  it('on the half that a photo from aside does not show is still there when the design comes back', () => {
    const { apex } = frontal.hairline.right
    const hidden = { x: frontal.hairline.left.temporalMid.x, y: frontal.hairline.left.temporalMid.y - 150 }
    const from = painted(painted(frontal, { x: apex.x + 60, y: apex.y - 120 }), hidden)
    const there = carried(from, sampleDesignOf('right45'))
    const back = carried(there, from)
    expect(coverageAt(back, hidden)).toBe(255)
    const [was, is] = [from, back].map((design) => drawnIn(design, box))
    const differing = was!.filter((c, i) => Math.abs(c - is![i]!) > 127).length
    expect(differing).toBeLessThan(0.01 * was!.filter((c) => c > 127).length)
  })

  it('and taken back there on the half that it shows is gone here too', () => {
    const { apex } = frontal.hairline.right
    const at = { x: apex.x + 60, y: apex.y - 120 }
    const from = painted(frontal, at)
    const there = carried(from, sampleDesignOf('right45'))
    const cleared = { ...there, area: { ...there.area, subtract: sampleDesignOf('right45').area.subtract } }
    expect(coverageAt(carried(cleared, from), at)).toBe(0)
  })
})

describe('an area that follows a line which the other view does not show', () => {
  const crown = sampleDesignOf('crown')
  const box = { left: 0, top: 0, step: 16, width: 189, height: 252 }
  const filled = (design: Design) => drawnIn(design, box).map((c) => (c > 127 ? 1 : 0))
  const count = (cells: Uint8Array) => cells.reduce((sum, c) => sum + c, 0)
  const erased = (design: Design, at: PointPx): Design => ({
    ...design,
    area: {
      ...design.area,
      add: paintCapsule(design.area.add, at, at, 90, 0, 'erase'),
      subtract: paintCapsule(design.area.subtract, at, at, 90, 0, 'max'),
    },
  })
  const onTop = { x: frontal.hairline.midline.x, y: frontal.hairline.midline.y - 420 }

  it('is all there when the design comes back from behind, and follows its line as before', () => {
    const back = carried(carried(frontal, crown), frontal)
    expect(back.hairline).toBe(frontal.hairline)
    expect(back.area.proposed).toBe(true)
    const [was, is] = [filled(frontal), filled(back)]
    expect(count(was.filter((c, i) => c > is[i]!))).toBe(0)
    expect(count(is)).toBeLessThan(1.01 * count(was))
  })

  it('what was taken back in front stays so, and what is taken back behind is gone in front', () => {
    const from = erased(frontal, onTop)
    const there = carried(from, crown)
    const back = carried(there, from)
    const [was, is] = [filled(from), filled(back)]
    expect(count(was.map((c, i) => (c === is[i] ? 0 : 1)))).toBeLessThan(0.01 * count(was))
    const way = carrier(headSurfaceOf(frontal)!, headSurfaceOf(crown)!)
    const again = carried(erased(carried(frontal, crown), way(onTop).at), frontal)
    expect(way(onTop).seen).toBe(true)
    expect(maskCoverage(again.area.subtract, Math.round(onTop.x), Math.round(onTop.y))).toBe(255)
    expect(again.area.proposed).toBe(true)
  })

  it('what was left open behind is open in front, and the rest stays filled where the photo from behind shows nothing', () => {
    const there = { ...crown, area: { ...crown.area, proposed: false } }
    const back = carried(there, frontal)
    const way = carrier(headSurfaceOf(frontal)!, headSurfaceOf(crown)!)
    const isSeen = (i: number) => way({ x: ((i % 189) + 0.5) * 16, y: (Math.floor(i / 189) + 0.5) * 16 }).seen
    const [was, is] = [filled(frontal), filled(back)]
    expect(count(is.filter((_, i) => isSeen(i)))).toBeLessThan(0.02 * count(was))
    const hidden = was.filter((_, i) => !isSeen(i))
    expect(Math.abs(count(is.filter((_, i) => !isSeen(i))) - count(hidden))).toBeLessThan(0.02 * count(hidden))
  })

  it('areas beside it stay areas of their own', () => {
    const two = withNewArea(frontal, 'scar')!
    const add = paintCapsule(two.area.add, onTop, onTop, 60, 0, 'max')
    const from = { ...two, area: { ...two.area, add } }
    const there = carried(from, crown)
    expect(areaSlots(there).map(({ id }) => id)).toEqual(areaSlots(from).map(({ id }) => id))
    expect(there.area.role).toBe('scar')
    const back = carried(there, from)
    expect(back.areas?.map(({ area }) => area?.proposed)).toEqual([true, undefined])
    expect(areaUnder(back, onTop)).toBe(areaUnder(from, onTop))
  })
})

describe('a line whose halves are alike', () => {
  it('stays so: what a photo from aside changes of it holds for both halves', () => {
    const even = shaped(frontal, 'recession', 30, 'both')
    const there = shaped(carried(even, sampleDesignOf('right45')), 'recession', 40, 'both')
    const back = carried(there, even)
    for (const name of halfHandles)
      expect(
        distance(mirrored(back.hairline.right[name], frontal.marks), back.hairline.left[name]) * mmPerPx,
      ).toBeLessThan(0.3)
    expect(unseenIn(there, even, back)).toBe('mirrored')
  })

  it('carried to a line that nobody has shaped, there is nothing to keep, and it is said how the rest came', () => {
    const there = shaped(sampleDesignOf('right45'), 'recession', 34, 'right')
    const back = carried(there, frontal)
    expect(unseenIn(there, frontal, back)).toBe('mirrored')
    const above = shaped(sampleDesignOf('vertex'), 'recession', 34, 'both')
    expect(unseenIn(above, frontal, carried(above, frontal))).toBe('laid')
    expect(unseenIn(frontal, there, carried(frontal, there))).toBeNull()
  })

  it('points that were added on both sides come back as points of both sides, with no spike at the edge of the head', () => {
    const { hairline } = frontal
    const where = nearestOnHairline(hairline, hairline.right.temporalMid)
    const more = withAddedPoint(hairline, { side: 'right', span: where.span, place: 0.5 }, true)!
    const from = withLine(frontal, more.hairline)
    const back = carried(carried(from, sampleDesignOf('right45')), from)
    expect(farMm(hairlinePath(back.hairline), hairlinePath(from.hairline))).toBeLessThan(1.2)
  })
})
