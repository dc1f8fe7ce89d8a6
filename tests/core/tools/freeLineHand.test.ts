import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import {
  freeHandlePoints,
  freeLinePaths,
  mirroredPoint,
  withNewFreeLine,
} from '../../../src/core/design/lines/freeLines.ts'
import {
  isFree,
  linesOf,
  MOST_FREE_POINTS,
  withFreeLine,
  withNewHairline,
  type FreeLine,
} from '../../../src/core/design/lines/lines.ts'
import { lineLayer } from '../../../src/core/design/layers.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { nearestOnPolyline } from '../../../src/core/geometry/polylineFoot.ts'
import { storedText } from '../../fixtures/stored.ts'
import { freshDesign, Hand } from './hand.ts'

const plain = freshDesign()
const bearded = withNewFreeLine(plain, 'beardCheek')!
const moustached = withNewFreeLine(plain, 'moustache')!
const shaped = withNewFreeLine(plain, 'free')!
const free = (design: Design): FreeLine => linesOf(design).findLast(isFree)!
const frees = (design: Design): FreeLine[] => linesOf(design).filter(isFree)
const handOn = (design: Design, pxPerScreenPx = 1) =>
  new Hand('hairline', design, { lineInHand: free(design).id, pxPerScreenPx })
const placeOf = (design: Design, handle: string): PointPx =>
  freeHandlePoints(free(design), design.marks).find((p) => p.handle === handle)!.at

/** On the line, halfway between two of its handles that follow each other. */
function halfway(design: Design, a: string, b: string): PointPx {
  const [from, to] = [placeOf(design, a), placeOf(design, b)]
  const path = freeLinePaths(free(design), design.marks).find((one) => one.some((p) => distance(p, from) < 1e-6))!
  return nearestOnPolyline(path, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })!.at
}

/** How far the shape of one design lies from that of the other at the most, px. */
function changedBy(before: Design, after: Design): number {
  const [a, b] = [before, after].map((design) => frees(design).flatMap((line) => freeLinePaths(line, design.marks)))
  return Math.max(...b!.flat().map((p) => Math.min(...a!.map((path) => distance(nearestOnPolyline(path, p)!.at, p)))))
}

describe('a click on a line of the lower face', () => {
  it.each([
    ['beard, its own side', bearded, 'line2.p3', 'line2.p4', 'line2.p4'],
    ['beard, where it closes', bearded, 'line2.p12', 'line2.p0', 'line2.p13'],
    ['beard, the other side', bearded, 'line2.m5', 'line2.m6', 'line2.m6'],
    ['moustache, its own side', moustached, 'line2.p1', 'line2.p2', 'line2.p2'],
    ['moustache, the other side', moustached, 'line2.m1', 'line2.m2', 'line2.m2'],
    ['moustache, beside the midline', moustached, 'line2.m5', 'line2.p6', 'line2.m6'],
    ['free shape', shaped, 'line2.p2', 'line2.p3', 'line2.p3'],
    ['free shape, where it closes', shaped, 'line2.p5', 'line2.p0', 'line2.p6'],
  ])('adds a point there (%s), in one step that hardly bends it', (_name, before, a, b, added) => {
    const at = halfway(before, a, b)
    const hand = handOn(before, 0.25).move(at.x + 1, at.y)
    expect(distance(hand.overlay.ghost!, at)).toBeLessThan(2)
    hand.click(at.x, at.y)
    expect(hand.steps).toEqual(['Add point'])
    expect(free(hand.design).points).toHaveLength(free(before).points.length + 1)
    expect(distance(placeOf(hand.design, added), at)).toBeLessThan(1e-6)
    expect(changedBy(before, hand.design)).toBeLessThan(2)
    expect(storedText(hand.undo().design)).toBe(storedText(before))
  })

  it('adds nothing off the line, on a hidden one, on one with all its points, or with Select', () => {
    const at = halfway(bearded, 'line2.p3', 'line2.p4')
    const points = Array.from({ length: MOST_FREE_POINTS }, (_, i) => free(bearded).points[i % 13]!)
    const full = withFreeLine(bearded, { ...free(bearded), points })
    for (const hand of [
      handOn(bearded).click(at.x + 40, at.y - 10),
      new Hand('hairline', bearded, { lineInHand: 2, hiddenLines: new Set([2]) }).click(at.x, at.y),
      handOn(full).click(at.x, at.y),
      new Hand('select', bearded, { lineInHand: 2 }).click(at.x, at.y),
    ])
      expect(hand.steps).toEqual([])
  })

  it('leaves the hairline alone, and a click on the hairline leaves the line', () => {
    const { midline, left } = bearded.hairline
    const between = { x: (midline.x + left.midFrontal.x) / 2, y: (midline.y + left.midFrontal.y) / 2 }
    expect(handOn(bearded).click(between.x, between.y).steps).toEqual([])
  })
})

describe('a drag of such a line', () => {
  it('bends it on both sides, live, in one step', () => {
    const at = halfway(bearded, 'line2.m1', 'line2.m2')
    const hand = handOn(bearded)
      .down(at.x, at.y)
      .move(at.x + 15, at.y + 8)
    expect(hand.overlay.active).toBe('line2.m2')
    expect(distance(placeOf(hand.design, 'line2.m2'), { x: at.x + 15, y: at.y + 8 })).toBeLessThan(1e-6)
    hand.up()
    expect(hand.steps).toEqual(['Bend line'])
    const [own, other] = freeLinePaths(free(hand.design), bearded.marks)
    expect(distance(mirroredPoint(bearded.marks, own![20]!), other![20]!)).toBeLessThan(1e-6)
    expect(storedText(hand.undo().design)).toBe(storedText(bearded))
  })

  it('by a finger takes a rest first: 400 ms on the line add a point that then goes along', () => {
    const at = halfway(bearded, 'line2.p3', 'line2.p4')
    const finger = () => handOn(bearded).holding({ pointer: 'touch' })
    expect(finger().click(at.x, at.y).steps).toEqual([])
    const rest = finger().down(at.x, at.y)
    rest.holding({ pointer: 'touch', held: true }).move(at.x, at.y)
    expect(free(rest.design).points).toHaveLength(14)
    rest
      .holding({ pointer: 'touch' })
      .move(at.x - 20, at.y)
      .up()
    expect(rest.steps).toEqual(['Bend line'])
  })
})

describe('Alt on a point of such a line', () => {
  it('breaks the tangent and mends it again, each in one step', () => {
    const at = placeOf(bearded, 'line2.m1')
    const hand = handOn(bearded).holding({ alt: true }).click(at.x, at.y)
    expect(free(hand.design).points[1]!.corner).toBe(true)
    hand.click(at.x, at.y)
    expect(hand.steps).toEqual(['Make corner', 'Make smooth'])
    expect(storedText(hand.design)).toBe(storedText(bearded))
  })
})

describe('Shift on a mirrored line', () => {
  const sides = (design: Design) => frees(design).map((line) => freeLinePaths(line, design.marks).flat())

  it.each(['line2.p1', 'line2.m1'] as const)('moves the side of %s alone: each is a line of its own then', (handle) => {
    const at = placeOf(bearded, handle)
    const hand = handOn(bearded).holding({ shift: true }).down(at.x, at.y)
    hand.move(at.x + 20, at.y - 10)
    expect(hand.overlay.active).toBe('line2.p1')
    hand.up()
    expect(hand.steps).toEqual(['Shape sides apart'])
    // The side that was taken stays the line in hand.
    const [held, rest] = sides(hand.design)
    expect(frees(hand.design)).toHaveLength(2)
    expect(Math.min(...held!.map((p) => distance(p, { x: at.x + 20, y: at.y - 10 })))).toBeLessThan(1e-6)
    const partner = mirroredPoint(bearded.marks, at)
    expect(Math.min(...rest!.map((p) => distance(p, partner)))).toBeLessThan(1e-6)
    expect(storedText(hand.undo().design)).toBe(storedText(bearded))
  })

  it('moves one side of a moustache alone, which stays one line', () => {
    const at = placeOf(moustached, 'line2.m3')
    const hand = handOn(moustached).holding({ shift: true }).drag(at, 6, 12)
    expect(frees(hand.design)).toHaveLength(1)
    const [path] = sides(hand.design)
    const partner = placeOf(moustached, 'line2.p3')
    for (const p of [partner, { x: at.x + 6, y: at.y + 12 }])
      expect(Math.min(...path!.map((q) => distance(p, q)))).toBeLessThan(1e-6)
  })

  it('let go in the middle of a drag lets both sides follow again', () => {
    const at = placeOf(bearded, 'line2.m1')
    const hand = handOn(bearded).holding({ shift: true }).down(at.x, at.y)
    hand
      .move(at.x + 20, at.y)
      .holding({})
      .move(at.x + 20, at.y)
    expect(hand.overlay.active).toBe('line2.m1')
    hand.up()
    expect(frees(hand.design)).toHaveLength(1)
    expect(hand.steps).toEqual(['Move point'])
  })

  it('adds a point to one side alone, and turns a corner there alone', () => {
    const at = halfway(bearded, 'line2.m3', 'line2.m4')
    const clicked = handOn(bearded).holding({ shift: true }).click(at.x, at.y)
    expect(frees(clicked.design).map((line) => line.points.length)).toEqual([14, 13])
    expect(changedBy(bearded, clicked.design)).toBeLessThan(2)
    const lip = halfway(moustached, 'line2.m1', 'line2.m2')
    const onLip = handOn(moustached).holding({ shift: true }).click(lip.x, lip.y)
    expect(free(onLip.design).points).toHaveLength(13)
    expect(changedBy(moustached, onLip.design)).toBeLessThan(2)
    const point = placeOf(bearded, 'line2.p1')
    const turned = handOn(bearded).holding({ shift: true, alt: true }).click(point.x, point.y)
    expect(frees(turned.design).map((line) => line.points[1]!.corner)).toEqual([true, false])
    expect(turned.steps).toEqual(['Shape sides apart'])
  })

  it('does nothing by a press alone', () => {
    const at = placeOf(bearded, 'line2.p1')
    const hand = handOn(bearded).holding({ shift: true }).click(at.x, at.y)
    expect(hand.steps).toEqual([])
    expect(hand.design).toBe(bearded)
  })

  it('says why where no line fits in any more, and moves neither side', () => {
    let full = bearded
    for (let more = withNewHairline(full, full.hairline); more; more = withNewHairline(full, full.hairline)) full = more
    const at = freeHandlePoints(frees(full)[0]!, full.marks)[1]!.at
    const hand = new Hand('hairline', full, { lineInHand: 2 }).holding({ shift: true }).drag(at, 20, 0)
    expect(hand.refused).toBe('enoughLines')
    expect(hand.design).toBe(full)
    expect(hand.steps).toEqual([])
  })

  it('leaves a locked line whole, which is refused as such', () => {
    const at = placeOf(bearded, 'line2.p1')
    const hand = new Hand('hairline', bearded, { lineInHand: 2, locked: new Set([lineLayer(2)]) })
    expect(frees(hand.holding({ shift: true }).drag(at, 20, 0).design)).toHaveLength(1)
  })

  it('moves one side alone with Select too', () => {
    const at = placeOf(bearded, 'line2.p1')
    const hand = new Hand('select', bearded, { lineInHand: 2 }).holding({ shift: true }).drag(at, 20, 0)
    expect(frees(hand.design)).toHaveLength(2)
  })
})

describe('a dragged point of such a line', () => {
  const { toFace, toPhoto } = faceFrame(plain.marks)
  const start = placeOf(bearded, 'line2.p4')
  const to = toPhoto({ x: 4, y: toFace(start).y })
  const drop = (at: PointPx, ctrl = false) =>
    toFace(
      placeOf(
        handOn(bearded)
          .holding({ ctrl })
          .drag(start, at.x - start.x, at.y - start.y).design,
        'line2.p4',
      ),
    ).x

  it('is drawn to the midline, unless Ctrl is held', () => {
    expect(drop(to)).toBeCloseTo(0)
    expect(drop(to, true)).toBeCloseTo(4)
    expect(drop(toPhoto({ x: 9, y: toFace(start).y }))).toBeCloseTo(9)
  })
})
