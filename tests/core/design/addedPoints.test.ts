import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addedPointOf,
  hasRoom,
  isAdded,
  isCorner,
  withAddedPoint,
  withCorner,
  withoutAddedPoint,
  type AddedHandle,
} from '../../../src/core/design/lines/addedPoints.ts'
import { proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import {
  hairlineSpans,
  MOST_ADDED,
  type Hairline,
  type HairlineStyle,
  type Side,
} from '../../../src/core/design/design.ts'
import { isAsLaid, withStyle } from '../../../src/core/design/edits.ts'
import {
  figureRange,
  figuresOf,
  hairlinePath,
  handlePoints,
  layHairline,
  mirrored,
  withFigure,
} from '../../../src/core/design/lines/hairline.ts'
import { moveHandle } from '../../../src/core/design/lines/movedHandle.ts'
import { hairlineAt, nearestOnHairline, type HairlinePlace } from '../../../src/core/design/lines/hairlineCurve.ts'
import { sameDesign } from '../../../src/core/design/history.ts'
import { faceFrame, outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { designFromJson, DesignFormatError, designToJson } from '../../../src/core/design/serialise.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { isInside } from '../../../src/core/geometry/polygon.ts'
import { freshDesign } from '../tools/hand.ts'

const mmPerPx = 0.088
const marks = proposeMarks(3024, 4032)
const styles: readonly HairlineStyle[] = ['mature', 'rounded', 'straight', 'widowsPeak', 'receded']
const anyStyle = fc.constantFrom(...styles)
const anyPlace: fc.Arbitrary<HairlinePlace> = fc.record({
  side: fc.constantFrom<Side>('right', 'left'),
  span: fc.constantFrom(...hairlineSpans),
  place: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
})
const someWay = fc.record({
  x: fc.double({ min: -60, max: 60, noNaN: true }),
  y: fc.double({ min: -60, max: 60, noNaN: true }),
})
/** Points that were added and dragged, one after the other. */
const anyWork = fc.array(fc.record({ where: anyPlace, way: someWay, corner: fc.boolean() }), { maxLength: 5 })

function worked(
  h: Hairline,
  work: readonly { where: HairlinePlace; way: PointPx; corner: boolean }[],
  mirror: boolean,
) {
  return work.reduce((line, { where, way, corner }) => {
    const added = withAddedPoint(line, where, mirror)
    if (!added) return line
    const { at } = addedPointOf(added.hairline, added.handle)!
    const to = { x: at.x + way.x, y: at.y + way.y }
    return withCorner(moveHandle(added.hairline, marks, added.handle, to, mirror), added.handle, corner, mirror)
  }, h)
}

/** How far one path strays from another, px. */
function deviation(path: readonly PointPx[], from: readonly PointPx[]): number {
  let most = 0
  for (const p of path) {
    let nearest = Infinity
    for (let i = 1; i < from.length; i++) {
      const [a, b] = [from[i - 1]!, from[i]!]
      const [dx, dy] = [b.x - a.x, b.y - a.y]
      const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)))
      nearest = Math.min(nearest, Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy))
    }
    most = Math.max(most, nearest)
  }
  return most
}

const addOne = (h: Hairline, where: HairlinePlace, mirror = true) => withAddedPoint(h, where, mirror)!
const middleOf = (span: HairlinePlace['span'], side: Side = 'left'): HairlinePlace => ({ side, span, place: 0.5 })

const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }

describe('a point that is added', () => {
  it('moves no part of the line, however the line was bent before', () => {
    fc.assert(
      fc.property(anyStyle, anyWork, anyPlace, fc.boolean(), (style, work, where, mirror) => {
        const before = worked(layHairline(style, marks, mmPerPx), work, mirror)
        const after = withAddedPoint(before, where, mirror)
        fc.pre(after !== null)
        for (const side of ['right', 'left'] as const)
          for (const span of hairlineSpans)
            for (let place = 0; place <= 1; place += 1 / 16) {
              const at = { side, span, place }
              expect(distance(hairlineAt(after!.hairline, at), hairlineAt(before, at))).toBeLessThan(1e-6)
            }
      }),
      { numRuns: 40 },
    )
    // And so does what is drawn: chords apart, which are far below the .3 mm that an eye sees.
    const bent = addOne(layHairline('mature', marks, mmPerPx), middleOf('apex')).hairline
    const again = addOne(bent, { side: 'left', span: 'apex', place: 0.7 }).hairline
    expect(deviation(hairlinePath(again), hairlinePath(bent)) * mmPerPx).toBeLessThan(0.02)
  })

  it('gives the former line back exactly when it is taken away', () => {
    fc.assert(
      fc.property(anyStyle, anyWork, anyPlace, fc.boolean(), (style, work, where, mirror) => {
        const before = worked(layHairline(style, marks, mmPerPx), work, mirror)
        const after = withAddedPoint(before, where, mirror)
        fc.pre(after !== null)
        expect(withoutAddedPoint(after!.hairline, after!.handle, mirror)).toEqual(before)
      }),
    )
  })

  it('changes no figure, neither added nor dragged', () => {
    fc.assert(
      fc.property(anyStyle, anyWork, (style, work) => {
        const h = layHairline(style, marks, mmPerPx)
        expect(figuresOf(worked(h, work, false), marks, mmPerPx)).toEqual(figuresOf(h, marks, mmPerPx))
      }),
    )
  })

  it('bends the line between its neighbours and nowhere else', () => {
    const h = layHairline('mature', marks, mmPerPx)
    const { hairline, handle } = addOne(h, middleOf('temporalMid'), false)
    const { at } = addedPointOf(hairline, handle)!
    const bent = moveHandle(hairline, marks, handle, { x: at.x - 70, y: at.y }, false)
    for (const span of hairlineSpans) {
      for (const side of ['right', 'left'] as const) {
        const way = distance(hairlineAt(bent, middleOf(span, side)), hairlineAt(h, middleOf(span, side)))
        if (span === 'temporalMid' && side === 'left') expect(way).toBeGreaterThan(60)
        else expect(way).toBe(0)
      }
    }
  })

  it('has a partner on the other side while Mirror is on, and the line stays mirrored', () => {
    fc.assert(
      fc.property(anyStyle, anyWork, (style, work) => {
        const path = hairlinePath(worked(layHairline(style, marks, mmPerPx), work, true))
        path.forEach((p, i) => expect(distance(mirrored(p, marks), path[path.length - 1 - i]!)).toBeLessThan(1e-5))
      }),
      { numRuns: 40 },
    )
    const alone = addOne(layHairline('mature', marks, mmPerPx), middleOf('apex'), false).hairline
    expect(alone.added?.left).toHaveLength(1)
    expect(alone.added?.right).toHaveLength(0)
  })

  it('stands among the others in anatomical order', () => {
    const h = layHairline('mature', marks, mmPerPx)
    const outer = addOne(h, { side: 'left', span: 'apex', place: 0.7 })
    const both = addOne(outer.hairline, { side: 'left', span: 'apex', place: 0.3 })
    const names = handlePoints(both.hairline).map((p) => p.handle)
    expect(names.slice(names.indexOf('left.apex'), names.indexOf('left.temporalMid') + 1)).toEqual([
      'left.apex',
      both.handle,
      outer.handle,
      'left.temporalMid',
    ])
  })

  it('finds no room beside another one, and none beyond the most that a side takes', () => {
    const h = layHairline('mature', marks, mmPerPx)
    const one = addOne(h, middleOf('apex')).hairline
    expect(hasRoom(one, { side: 'left', span: 'apex', place: 0.52 })).toBe(false)
    expect(hasRoom(one, { side: 'left', span: 'apex', place: 0.02 })).toBe(false)
    let full = h
    for (const span of hairlineSpans)
      for (let i = 1; i < 16; i++)
        full = withAddedPoint(full, { side: 'left', span, place: i / 16 }, true)?.hairline ?? full
    expect(full.added?.left).toHaveLength(MOST_ADDED)
    expect(full.added?.right).toHaveLength(MOST_ADDED)
  })

  it('may be dragged along the line without folding it, and never past its neighbour', () => {
    const h = layHairline('mature', marks, mmPerPx)
    const { hairline, handle } = addOne(h, middleOf('temporalMid'))
    const along = hairlineAt(h, { side: 'left', span: 'temporalMid', place: 0.75 })
    const slid = moveHandle(hairline, marks, handle, along, true)
    expect(deviation(hairlinePath(slid), hairlinePath(h)) * mmPerPx).toBeLessThan(0.3)
    const two = addOne(slid, { side: 'left', span: 'temporalMid', place: 0.4 })
    const past = moveHandle(two.hairline, marks, two.handle, h.left.templePoint, true)
    const places = past.added!.left.map((p) => p.place)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]! < places[1]!).toBe(true)
  })
})

describe('added points', () => {
  it('go along with the figures that are typed, each about as far as the line under it', () => {
    fc.assert(
      fc.property(
        anyWork,
        fc.constantFrom('height' as const, 'recession' as const, 'angle' as const, 'templePoint' as const),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (work, figure, share) => {
          const before = worked(layHairline('mature', marks, mmPerPx), work, true)
          const [low, high] = figureRange[figure]
          const after = withFigure(before, marks, mmPerPx, figure, low + (high - low) * share, 'both')
          const { added: _points, ...bare } = before
          const { added: _same, ...bareAfter } = after
          for (const side of ['right', 'left'] as const) {
            for (const point of before.added?.[side] ?? []) {
              const moved = after.added![side].find((p) => p.id === point.id)!
              const where = { side, span: point.span, place: point.place }
              const [from, to] = [hairlineAt(bare, where), hairlineAt(bareAfter, where)]
              expect(moved.at.x - point.at.x).toBeCloseTo(to.x - from.x, 6)
              expect(moved.at.y - point.at.y).toBeCloseTo(to.y - from.y, 6)
            }
          }
          const path = hairlinePath(after)
          path.forEach((p, i) => expect(distance(mirrored(p, marks), path[path.length - 1 - i]!)).toBeLessThan(1e-5))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('and corners go with another style, and count as a shape of the hand', () => {
    const design = freshDesign()
    const { hairline } = addOne(design.hairline, middleOf('apex'))
    expect(isAsLaid({ ...design, hairline })).toBe(false)
    const turned = { ...design, hairline: withCorner(design.hairline, 'left.apex', true, true) }
    expect(isAsLaid(turned)).toBe(false)
    for (const changed of [{ ...design, hairline }, turned]) {
      expect(withStyle(changed, 'rounded').hairline).toEqual(withStyle(design, 'rounded').hairline)
    }
  })

  it('keep the line in small steps from sideburn to sideburn, and the proposed area on the head', () => {
    fc.assert(
      fc.property(anyStyle, anyWork, (style, work) => {
        const h = worked(layHairline(style, marks, mmPerPx), work, true)
        const path = hairlinePath(h)
        expect(path[0]).toEqual(h.right.sideburn)
        expect(path.at(-1)).toEqual(h.left.sideburn)
        for (const { at } of handlePoints(h)) expect(path.some((p) => distance(p, at) < 1e-9)).toBe(true)
        expect(Math.max(...path.slice(1).map((p, i) => distance(p, path[i]!)))).toBeLessThan(6)
        const outline = outlinePolygon(marks, 720)
        expect(proposedAreaPolygon({ photo, hairline: h, marks }).every((p) => isInside(outline, p))).toBe(true)
      }),
      { numRuns: 12 },
    )
  })

  it('are found again by the pointer where the line runs', () => {
    fc.assert(
      fc.property(anyStyle, anyPlace, (style, where) => {
        const h = layHairline(style, marks, mmPerPx)
        const at = hairlineAt(h, where)
        const found = nearestOnHairline(h, at)
        expect(distance(found.at, at)).toBeLessThan(0.01)
        expect({ side: found.side, span: found.span }).toEqual({ side: where.side, span: where.span })
      }),
    )
  })
})

/** The turn of the line at a point, degrees. */
function turnAt(h: Hairline, at: PointPx): number {
  const path = hairlinePath(h)
  const i = path.findIndex((p) => distance(p, at) < 1e-9)
  const angle = (a: PointPx, b: PointPx) => Math.atan2(b.y - a.y, b.x - a.x)
  const turn = angle(path[i]!, path[i + 1]!) - angle(path[i - 1]!, path[i]!)
  return (Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) * 180) / Math.PI
}

describe('a corner', () => {
  it('turns the line at an angle, at named and at added points, on both sides, and smooths again', () => {
    const h = layHairline('mature', marks, mmPerPx)
    const corner = withCorner(h, 'left.apex', true, true)
    for (const side of ['right', 'left'] as const) {
      expect(isCorner(corner, `${side}.apex`)).toBe(true)
      expect(turnAt(h, h[side].apex)).toBeLessThan(10)
      expect(turnAt(corner, h[side].apex)).toBeGreaterThan(30)
    }
    expect(withCorner(corner, 'left.apex', false, true)).toEqual(h)

    const { hairline, handle } = addOne(h, middleOf('temporalMid'))
    const { at } = addedPointOf(hairline, handle)!
    const out = { x: at.x - 120, y: at.y }
    const bent = moveHandle(hairline, marks, handle, out, true)
    expect(turnAt(bent, out)).toBeLessThan(10)
    const sharp = withCorner(bent, handle, true, true)
    expect(turnAt(sharp, out)).toBeGreaterThan(20)
    expect(withCorner(sharp, handle, false, true)).toEqual(bent)
  })

  it('changes the line up to the next points and no further', () => {
    const h = layHairline('mature', marks, mmPerPx)
    const corner = withCorner(h, 'left.apex', true, false)
    for (const span of hairlineSpans) {
      const way = distance(hairlineAt(corner, middleOf(span)), hairlineAt(h, middleOf(span)))
      if (span === 'midFrontal' || span === 'apex') expect(way).toBeGreaterThan(2)
      else expect(way).toBe(0)
      expect(hairlineAt(corner, middleOf(span, 'right'))).toEqual(hairlineAt(h, middleOf(span, 'right')))
    }
  })
})

describe('a stored line', () => {
  const design = freshDesign()
  const { hairline, handle } = addOne(design.hairline, middleOf('apex'))
  const stored = { ...design, hairline: withCorner(withCorner(hairline, handle, true, true), 'midline', true, true) }
  const point = addedPointOf(hairline, handle as AddedHandle)!

  it('comes back with its added points and corners; one without them as it was', () => {
    expect(sameDesign(designFromJson(structuredClone(designToJson(stored))), stored)).toBe(true)
    const plain = designFromJson(structuredClone(designToJson(design)))
    expect('added' in plain.hairline || 'corners' in plain.hairline).toBe(false)
    expect(sameDesign(plain, design)).toBe(true)
    expect(isAdded(handle)).toBe(true)
  })

  it('is refused with damaged added points', () => {
    const record = designToJson(stored)
    const { side: _side, ...good } = point
    const left = (points: readonly unknown[]) => ({
      ...record,
      design: { ...record.design, hairline: { ...record.design.hairline, added: { right: [], left: points } } },
    })
    expect(() => designFromJson(left([good]))).not.toThrow()
    const bad: readonly (readonly unknown[])[] = [
      [{ ...good, place: 0 }],
      [{ ...good, place: 1.2 }],
      [{ ...good, span: 'sideburn' }],
      [{ ...good, id: 0 }],
      [{ ...good, at: { x: Number.NaN, y: 0 } }],
      [{ ...good, corner: 'yes' }],
      [good, good],
      [good, { ...good, id: 2, place: 0.2 }],
      [good, { ...good, id: 2, place: good.place + 0.01 }],
      [good, { ...good, id: 2, span: 'midline', place: 0.9 }],
      Array.from({ length: MOST_ADDED + 1 }, (_, i) => ({ ...good, id: i + 1, place: (i + 1) / 40 })),
    ]
    for (const points of bad) expect(() => designFromJson(left(points))).toThrow(DesignFormatError)
    const twice = {
      ...record,
      design: { ...record.design, hairline: { ...record.design.hairline, corners: ['midline', 'midline'] } },
    }
    expect(() => designFromJson(twice)).toThrow(DesignFormatError)
  })
})

it('keeps the midline point on the midline with added points beside it', () => {
  const h = worked(
    layHairline('mature', marks, mmPerPx),
    [{ where: middleOf('midline'), way: { x: 5, y: 20 }, corner: false }],
    true,
  )
  const moved = moveHandle(h, marks, 'midline', { x: h.midline.x + 12, y: h.midline.y - 60 }, true)
  expect(faceFrame(marks).toFace(moved.midline).x).toBeCloseTo(0)
  expect(moved.added!.left[0]!.at.y).toBeLessThan(h.added!.left[0]!.at.y - 20)
})
