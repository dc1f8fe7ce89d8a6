import { describe, expect, it } from 'vitest'
import { proposedAreaPolygon } from '../../../src/core/design/areas/area.ts'
import type { Hairline, Marks } from '../../../src/core/design/design.ts'
import { layHairline } from '../../../src/core/design/lines/hairline.ts'
import { evenOutline, faceFrame, headReachAt, outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { markHandles, movedMarks, moveMark, proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { between, distance } from '../../../src/core/geometry/points.ts'
import { isInside, polygonArea } from '../../../src/core/geometry/polygon.ts'

const bare = { ...proposeMarks(3024, 4032), midlineTilt: 0.1 }
const ones = Array.from({ length: 72 }, () => 1)
/** Broader on one side, and hollow at one shoulder. */
const shape = ones.map((_, i) => (i === 9 || i === 10 ? 0.9 : 1 + 0.06 * Math.cos((2 * Math.PI * i) / 72)))
const fitted = (radii: readonly number[]): Marks => ({ ...bare, outline: { ...bare.outline, radii } })
const handleAt = (marks: Marks, name: string) => markHandles(marks).find((h) => h.handle === name)!.at

const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
const proposed = (hairline: Hairline, marks: Marks) => proposedAreaPolygon({ photo, hairline, marks })

/** The outline's points lie on a grid of 1/64 px. */
const GRID_PX = 0.02

describe('an outline fitted to the head', () => {
  it('runs through every one of its factors', () => {
    const marks = fitted(shape)
    outlinePolygon(marks, 72).forEach((p, i) =>
      expect(distance(p, between(bare.outline.centre, evenOutline(marks)[i]!, shape[i]))).toBeLessThan(GRID_PX),
    )
  })

  it('with factors of 1 is the bare one, in shape, reach and area', () => {
    const marks = fitted(ones)
    outlinePolygon(marks).forEach((p, i) => expect(distance(p, outlinePolygon(bare)[i]!)).toBeLessThan(GRID_PX))
    for (const y of [-400, 0, 300, 700]) {
      expect(headReachAt(marks, y).right).toBeCloseTo(headReachAt(bare, y).right, -0.5)
      expect(headReachAt(marks, y).left).toBeCloseTo(headReachAt(bare, y).left, -0.5)
    }
    expect(headReachAt(marks, 5000)).toEqual({ right: 0, left: 0 })
    const line = layHairline('mature', bare, 0.07)
    const area = polygonArea(proposed(line, marks)) / polygonArea(proposed(line, bare))
    expect(area).toBeCloseTo(1, 4)
  })

  it('says how far the head reaches as its own edge does', () => {
    const marks = fitted(shape)
    const { toPhoto } = faceFrame(marks)
    const polygon = outlinePolygon(marks)
    for (const y of [-300, 0, 400]) {
      const { left, right } = headReachAt(marks, y)
      expect(isInside(polygon, toPhoto({ x: left - 1, y }))).toBe(true)
      expect(isInside(polygon, toPhoto({ x: left + 1, y }))).toBe(false)
      expect(isInside(polygon, toPhoto({ x: 1 - right, y }))).toBe(true)
      expect(isInside(polygon, toPhoto({ x: -right - 1, y }))).toBe(false)
    }
  })

  it('has its handles on the edge, and one drag puts a handle where the hand is and keeps the far side', () => {
    const marks = fitted(shape)
    const vertices = outlinePolygon(marks, 72)
    const opposite = { Top: 'Bottom', Bottom: 'Top', Left: 'Right', Right: 'Left' } as const
    for (const [side, far] of Object.entries(opposite)) {
      const at = handleAt(marks, `outline${side}`)
      expect(Math.min(...vertices.map((p) => distance(p, at)))).toBeLessThan(GRID_PX)
      const to = between(bare.outline.centre, at, 1.1)
      const moved = moveMark(marks, `outline${side as keyof typeof opposite}`, to)
      expect(distance(handleAt(moved, `outline${side}`), to)).toBeLessThan(1)
      expect(distance(handleAt(moved, `outline${far}`), handleAt(marks, `outline${far}`))).toBeLessThan(1)
    }
    const same = moveMark(marks, 'outlineShoulderLeft', handleAt(marks, 'outlineShoulderLeft'))
    same.outline.radii!.forEach((factor, i) => expect(factor).toBeCloseTo(shape[i]!, 3))
  })

  it.each([
    ['Bottom', 0.4, 18, 18],
    ['Bottom', -0.25, 18, 18],
    ['Top', 0.15, 9, 9],
    // The skull over the cheek stays.
    ['Right', 0.2, 4.5, 18],
    ['Left', -0.1, 18, 4.5],
    ['ShoulderLeft', 0.1, 9, 9],
  ] as const)('follows a hand that moves its %s by %f beside it only', (side, by, before72, behind72) => {
    // Broader on one side, with the corners of a brow and a jaw.
    const marks = fitted(
      ones.map((_, i) => 1 + 0.05 * Math.cos((2 * Math.PI * i) / 72) + 0.02 * Math.cos((8 * Math.PI * i) / 72)),
    )
    const handle = `outline${side}` as const
    const at = handleAt(marks, handle)
    const to = between(bare.outline.centre, at, 1 + by)
    const moved = moveMark(marks, handle, to)
    expect(distance(handleAt(moved, handle), to)).toBeLessThan(2)
    const before = outlinePolygon(marks, 72)
    const after = outlinePolygon(moved, 720)
    const nearest = (p: (typeof before)[number]) => Math.min(...after.map((q) => distance(p, q)))
    const handleNumber = before.findIndex((p) => distance(p, at) < 2)
    before.forEach((p, i) => {
      const ahead = (i - handleNumber + 72) % 72
      const isBeside = ahead < behind72 || 72 - ahead < before72
      if (!isBeside) expect(nearest(p)).toBeLessThan(6)
    })
  })

  it('as a bare form is stretched as a whole', () => {
    const at = handleAt(bare, 'outlineBottom')
    const moved = moveMark(bare, 'outlineBottom', between(bare.outline.centre, at, 1.3))
    expect(moved.outline.radii).toBeUndefined()
    expect(moved.outline.ry / bare.outline.ry).toBeCloseTo(1.15, 2)
  })

  it('keeps its shape when the marks are moved as a whole', () => {
    const marks = fitted(shape)
    const moved = movedMarks(
      marks,
      [marks.eyeRight, marks.eyeLeft],
      [
        { x: 500, y: 900 },
        { x: 900, y: 950 },
      ],
    )
    expect(moved.outline.radii).toBe(shape)
    const size = distance(moved.eyeRight, moved.eyeLeft) / distance(marks.eyeRight, marks.eyeLeft)
    const area = (m: typeof marks) => Math.abs(polygonArea(outlinePolygon(m)))
    expect(area(moved) / (area(marks) * size * size)).toBeCloseTo(1, 4)
  })

  it('bounds the proposed area, also where it is hollow', () => {
    const marks = fitted(shape)
    const polygon = proposed(layHairline('mature', marks, 0.07), marks)
    const { centre } = marks.outline
    const edge = outlinePolygon(marks)
    for (const p of polygon) expect(isInside(edge, between(centre, p, 0.999))).toBe(true)
    for (const p of edge.slice(36, 55)) expect(isInside(polygon, between(centre, p, 0.99))).toBe(true)
  })

  it('is stored with the design, and refused with factors that belong to no head', () => {
    const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
    const record = (radii: readonly number[]) =>
      structuredClone(designToJson(newDesign(photo, { marks: fitted(radii) })))
    expect(designFromJson(record(shape)).marks.outline.radii).toEqual(shape)
    expect(designFromJson(structuredClone(designToJson(newDesign(photo)))).marks.outline.radii).toBeUndefined()
    for (const bad of [[], ones.slice(1), ones.with(3, 2), ones.with(3, 0.5), ones.with(3, NaN)])
      expect(() => designFromJson(record(bad))).toThrow()
  })
})
