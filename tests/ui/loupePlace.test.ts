import { describe, expect, it } from 'vitest'
import { distance, type PointPx } from '../../src/core/geometry/points.ts'
import { LOUPE_RADIUS, loupePlacer } from '../../src/ui/canvas/overlays/loupePlace.ts'

const box = { width: 820, height: 1180 }
const finger = { x: 400, y: 600 }
const placed = (at: PointPx, lines: PointPx[][] = []) => loupePlacer().at(at, box, lines)
const straight = (from: PointPx, to: PointPx): PointPx[] =>
  Array.from({ length: 101 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * i) / 100,
    y: from.y + ((to.y - from.y) * i) / 100,
  }))

describe('the loupe', () => {
  it('stands 126 px above the finger, and leaves a line across it free', () => {
    expect(placed(finger)).toEqual({ x: 400, y: 474 })
    expect(placed(finger, [straight({ x: 200, y: 590 }, { x: 600, y: 610 })])).toEqual({ x: 400, y: 474 })
  })

  it.each([
    ['straight up', { x: 400, y: 300 }],
    ['up to the left', { x: 250, y: 380 }],
    ['up to the right', { x: 550, y: 380 }],
    ['steeply up to the right', { x: 450, y: 300 }],
  ])('leaves a line visible that runs %s from the point in hand', (_name, end) => {
    const line = straight(finger, end)
    const at = placed(finger, [line])
    expect(distance(at, finger)).toBeCloseTo(126)
    expect(line.filter((p) => distance(p, at) < LOUPE_RADIUS)).toEqual([])
    expect(at.y).toBeLessThanOrEqual(finger.y + 1)
  })

  it('never lies under the finger nor beyond the canvas, wherever that is', () => {
    for (let x = 0; x <= box.width; x += 41)
      for (let y = 0; y <= box.height; y += 59) {
        const at = placed({ x, y }, [straight({ x, y }, { x: x + 50, y: y - 200 })])
        expect(distance(at, { x, y })).toBeGreaterThan(LOUPE_RADIUS + 10)
        expect(at.x - LOUPE_RADIUS).toBeGreaterThanOrEqual(0)
        expect(at.x + LOUPE_RADIUS).toBeLessThanOrEqual(box.width)
        expect(at.y - LOUPE_RADIUS).toBeGreaterThanOrEqual(0)
        expect(at.y + LOUPE_RADIUS).toBeLessThanOrEqual(box.height)
      }
  })

  it('does not jump to and fro while the line turns a little', () => {
    const placer = loupePlacer()
    const sides = [-6, 2, -4, 6, -2].map((dx) => {
      const at = placer.at(finger, box, [straight(finger, { x: finger.x + dx, y: 300 })])
      return Math.sign(Math.round(at.x - finger.x))
    })
    expect(new Set(sides).size).toBe(1)
    placer.rest()
    expect(placer.at(finger, box, [])).toEqual({ x: 400, y: 474 })
  })
})
