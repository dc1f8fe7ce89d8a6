import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaIn, proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { withMarks } from '../../../src/core/design/edits.ts'
import {
  freeHandlePoints,
  freeLinePaths,
  isInFreeLine,
  layFreeLine,
  withInsideAdded,
  withNewFreeLine,
  withPointAfter,
  withSidesApart,
  withFreePointAt,
  withoutFreePoint,
} from '../../../src/core/design/lines/freeLines.ts'
import { figuresOf, handlePoints, hairlinePath, layHairline } from '../../../src/core/design/lines/hairline.ts'
import { nearestOnHairline } from '../../../src/core/design/lines/hairlineCurve.ts'
import { movedBack, withLineCopy } from '../../../src/core/design/lines/lineCopy.ts'
import { current, push, sameDesign, startHistory, undo } from '../../../src/core/design/history.ts'
import {
  currentId,
  groupOf,
  isFree,
  linesOf,
  lineOf,
  MOST_LINES,
  withCurrent,
  withLineAt,
  withLineName,
  withNewHairline,
  withoutLine,
  type FreeLine,
} from '../../../src/core/design/lines/lines.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { moveMark } from '../../../src/core/design/scale/marks.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { freshDesign } from '../tools/hand.ts'
import { storedText } from '../../fixtures/stored.ts'

const plain = freshDesign()
const two = withNewHairline(plain, movedBack(plain, plain.hairline, 5))!
const faceOf = (design: Design) => faceFrame(design.marks)
const free = (design: Design): FreeLine => linesOf(design).findLast(isFree)!
const bearded = withNewFreeLine(plain, 'beardCheek')!
const moustached = withNewFreeLine(plain, 'moustache')!

describe('several hairlines', () => {
  it('leave a design with one hairline as it was stored', () => {
    expect(plain.lines).toBeUndefined()
    expect(storedText(designFromJson(structuredClone(designToJson(plain))))).toBe(storedText(plain))
    expect(storedText(plain)).not.toContain('"lines"')
  })

  it('come back from the store as they were', () => {
    const named = withLineName(withNewFreeLine(two, 'moustache')!, 2, 'Later line')
    expect(sameDesign(designFromJson(structuredClone(designToJson(named))), named)).toBe(true)
  })

  it('change places twice and nothing has changed', () => {
    expect(storedText(withCurrent(withCurrent(two, 2), 1))).toBe(storedText(two))
    expect(withCurrent(two, 1)).toBe(two)
  })

  it('make the chosen one drive area and dots, at once', () => {
    const swapped = withCurrent(two, 2)
    expect(currentId(swapped)).toBe(2)
    const height = (d: Design) => figuresOf(d.hairline, d.marks, 0.1).heightMm
    expect(height(swapped)).toBeGreaterThan(height(two))
    expect(proposedAreaPolygon(swapped)).not.toEqual(proposedAreaPolygon(two))
  })

  it('stand 5 mm behind the line they were copied from', () => {
    const copy = lineOf(two, 2)
    if (!copy || copy.kind !== 'hairline') throw new Error('Expected a hairline.')
    const up = (p: { x: number; y: number }) => faceOf(two).toFace(p).y
    const px = up(copy.hairline!.midline) - up(two.hairline.midline)
    const scale = distance(two.scale.a, two.scale.b) / two.scale.knownMm
    expect(px / scale).toBeCloseTo(5, 1)
  })

  it('are at most eight', () => {
    let many: Design = two
    while (linesOf(many).length < MOST_LINES) many = withLineCopy(many, 1)!
    expect(withLineCopy(many, 1)).toBeNull()
    expect(withNewFreeLine(many, 'moustache')).toBeNull()
    expect(designFromJson(designToJson(many)).lines).toHaveLength(MOST_LINES)
  })

  it('always leave one: to delete the current one makes its neighbour current', () => {
    const gone = withoutLine(two, 1)
    expect(currentId(gone)).toBe(2)
    expect(linesOf(gone)).toHaveLength(1)
    expect(withoutLine(gone, 2)).toBe(gone)
    expect(storedText(withoutLine(two, 2))).toBe(storedText(plain))
  })

  it('come back byte for byte when a deletion is undone', () => {
    for (const id of [1, 2]) {
      const list = push(startHistory(two), withoutLine(two, id), 'Delete line')
      expect(list.at).toBe(1)
      expect(storedText(current(undo(list)))).toBe(storedText(two))
    }
  })

  it('change their order among their own kind alone, and keep their shapes', () => {
    const order = withNewFreeLine(withLineCopy(two, 2)!, 'free')!
    fc.assert(
      fc.property(fc.constantFrom(...linesOf(order).map((l) => l.id)), fc.integer({ min: -2, max: 9 }), (id, place) => {
        const moved = withLineAt(order, id, place)
        expect(new Set(linesOf(moved))).toEqual(new Set(linesOf(order)))
        expect(linesOf(moved).map(isFree)).toEqual(linesOf(order).map(isFree))
        expect(groupOf(moved, id).indexOf(id)).toBe(Math.max(0, Math.min(groupOf(order, id).length - 1, place)))
      }),
    )
  })

  it('are refused from the store where none or two would be current', () => {
    const { format, design } = designToJson(two)
    const line = { kind: 'hairline', id: 3, hairline: null }
    for (const lines of [[], [...two.lines!, line], [two.lines![1]], [two.lines![0], two.lines![0]]])
      expect(() => designFromJson({ format, design: { ...design, lines } })).toThrow()
  })
})

describe('half a hairline', () => {
  const halves = (['right', 'left'] as const).map((only) => ({ only, line: { ...plain.hairline, only } }))
  const out = (only: 'right' | 'left', p: { x: number; y: number }) =>
    faceOf(plain).toFace(p).x * (only === 'right' ? -1 : 1)

  it('has its own handles alone, and is drawn and taken on its own side alone', () => {
    for (const { only, line } of halves) {
      expect(handlePoints(line).map((p) => p.handle.split('.')[0])).toEqual(['midline', only, only, only, only, only])
      expect(Math.min(...hairlinePath(line).map((p) => out(only, p)))).toBeGreaterThanOrEqual(-1e-6)
      const other = plain.hairline[only === 'right' ? 'left' : 'right'].apex
      expect(nearestOnHairline(line, other).side).toBe(only)
      // The same curve as in the whole line.
      const whole = hairlinePath(plain.hairline)
      const off = hairlinePath(line).map((p) => Math.min(...whole.map((q) => distance(p, q))))
      expect(Math.max(...off)).toBeLessThan(1e-6)
    }
  })

  it('proposes its own half of the area, and the two halves are the whole', () => {
    const { photo } = plain
    const grid = { left: 0, top: 0, step: 4, width: photo.width / 4, height: photo.height / 4 }
    const covered = (hairline: typeof plain.hairline) =>
      areaIn({ ...plain, hairline }, grid).reduce((sum, c) => sum + c, 0)
    const whole = covered(plain.hairline)
    const [right, left] = halves.map(({ line }) => covered(line)) as [number, number]
    expect(right + left).toBeGreaterThan(whole * 0.999)
    expect(right + left).toBeLessThan(whole * 1.001)
    for (const { only, line } of halves)
      for (const p of proposedAreaPolygon({ ...plain, hairline: line })) expect(out(only, p)).toBeGreaterThan(-0.1)
  })

  it('is figured by that half, whatever the other one is like', () => {
    const lopsided = { ...plain.hairline, left: layHairline('receded', plain.marks, 0.2).left }
    const figures = figuresOf({ ...lopsided, only: 'right' }, plain.marks, 0.1)
    expect(figures.recessionMm.left).toBe(figures.recessionMm.right)
    expect(figuresOf(lopsided, plain.marks, 0.1).recessionMm.left).not.toBe(figures.recessionMm.right)
  })

  it('is kept by the store, and gone without a trace when both are designed again', () => {
    const half = { ...plain, hairline: halves[0]!.line }
    expect(sameDesign(designFromJson(structuredClone(designToJson(half))), half)).toBe(true)
    const { only: _only, ...line } = half.hairline
    expect(storedText({ ...half, hairline: line })).toBe(storedText(plain))
  })
})

describe('lines of the lower face', () => {
  it('are laid below the eyes, inside the head, alike on both sides', () => {
    for (const design of [bearded, moustached]) {
      const line = free(design)
      const { toFace } = faceOf(design)
      const points = freeLinePaths(line, design.marks).flat().map(toFace)
      for (const p of points) expect(p.y).toBeLessThan(0)
      const reach = (side: 1 | -1) => Math.max(...points.map((p) => side * p.x))
      expect(reach(1)).toBeCloseTo(reach(-1), 0)
    }
    expect(freeLinePaths(free(bearded), bearded.marks)).toHaveLength(2)
    expect(freeLinePaths(free(moustached), moustached.marks)).toHaveLength(1)
  })

  it('end where they begin', () => {
    for (const kind of ['beardCheek', 'moustache', 'free'] as const) {
      const line: FreeLine = { ...layFreeLine(kind, plain.marks), id: 2 }
      for (const path of freeLinePaths(line, plain.marks)) {
        expect(path.length).toBeGreaterThan(20)
        expect(distance(path[0]!, path.at(-1)!)).toBeLessThan(1e-6)
        // Smooth where no corner is: neighbours are near each other all round.
        expect(Math.max(...path.slice(1).map((p, i) => distance(p, path[i]!)))).toBeLessThan(4)
      }
    }
  })

  it('follow the marks until a hand has shaped them', () => {
    const { marks } = bearded
    const lower = moveMark(marks, 'glabella', { x: marks.glabella.x, y: marks.glabella.y + 40 })
    const followed = free(withMarks(bearded, lower))
    expect(followed.points).toEqual(layFreeLine('beardCheek', lower).points)
    const handle = freeHandlePoints(free(bearded), marks)[3]!
    const shaped = withFreePointAt(free(bearded), marks, handle.handle, { x: handle.at.x + 9, y: handle.at.y })
    const kept = { ...bearded, lines: linesOf(bearded).map((l) => (l.id === shaped.id ? shaped : l)) }
    expect(free(withMarks(kept, lower)).points).toEqual(shaped.points)
  })

  it('move both sides by either handle, and a moustache stays whole', () => {
    const { marks } = moustached
    const line = free(moustached)
    for (const { handle, at } of freeHandlePoints(line, marks)) {
      const moved = withFreePointAt(line, marks, handle, { x: at.x + 13, y: at.y - 7 })
      const near = freeHandlePoints(moved, marks).find((p) => p.handle === handle)!
      const onMidline = Math.abs(faceOf(plain).toFace(at).x) < 1e-6
      expect(near.at.y).toBeCloseTo(at.y - 7, 6)
      if (onMidline) expect(faceOf(plain).toFace(near.at).x).toBeCloseTo(0, 6)
      else expect(near.at.x).toBeCloseTo(at.x + 13, 6)
      expect(freeLinePaths(moved, marks)).toHaveLength(1)
    }
  })

  it('get and lose points between the others', () => {
    const line = free(bearded)
    const more = withPointAfter(line, 2)!
    expect(more.points).toHaveLength(line.points.length + 1)
    expect(withoutFreePoint(more, 3)!.points).toEqual(line.points)
    const moustache = free(moustached)
    expect(withoutFreePoint(moustache, 0)).toBeNull()
    expect(withPointAfter(moustache, moustache.points.length - 1)).toBeNull()
  })

  it('are shaped apart without a point moving', () => {
    for (const design of [bearded, moustached]) {
      const before = freeLinePaths(free(design), design.marks).flat()
      const apart = withSidesApart(design, free(design))!
      const after = linesOf(apart).filter(isFree)
      expect(after.every((line) => !line.mirrored)).toBe(true)
      const points = after.flatMap((line) => freeLinePaths(line, design.marks).flat())
      const off = before.map((p) => Math.min(...points.map((q) => distance(p, q))))
      expect(Math.max(...off)).toBeLessThan(2)
    }
  })

  it('add to the area what they enclose: antialiased, and nothing else', () => {
    for (const design of [bearded, moustached]) {
      const line = free(design)
      const area = withInsideAdded(design.area, line, design.marks)
      const grid = { left: 0, top: 0, step: 1, width: design.photo.width, height: design.photo.height }
      const before = areaIn(design, grid)
      const after = areaIn({ ...design, area }, grid)
      let [partly, wrong] = [0, 0]
      for (let y = 0; y < grid.height; y += 23)
        for (let x = 0; x < grid.width; x += 2) {
          const at = y * grid.width + x
          if (after[at]! > 0 && after[at]! < 255 && before[at] === 0) partly++
          if (before[at]! > 0) continue
          const inside = isInFreeLine(line, design.marks, { x: x + 0.5, y: y + 0.5 })
          if (after[at]! > 250 && !inside) wrong++
          if (after[at] === 0 && inside) wrong++
        }
      expect(wrong).toBe(0)
      expect(partly).toBeGreaterThan(10)
      expect(area.exclude).toBe(design.area.exclude)
    }
  })
})
