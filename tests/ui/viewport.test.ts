import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asTaken } from '../../src/core/design/adjustments.ts'
import {
  cameraOn,
  fitCamera,
  fitRect,
  panBy,
  photoTransform,
  settled,
  showing,
  toPhoto,
  toScreen,
  turnAt,
  zoomAt,
  type Box,
} from '../../src/ui/canvas/viewport.ts'
import { MAX_ZOOM, MIN_ZOOM, turnedTo, type Camera } from '../../src/store/viewStore.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const camera = fc
  .record({
    zoom: number(MIN_ZOOM, MAX_ZOOM),
    x: number(-1000, 9000),
    y: number(-1000, 9000),
    fitted: fc.boolean(),
  })
  .chain((c) =>
    fc.oneof(
      fc.constant<Camera>(c),
      number(-4, 4).map((rad) => turnedTo(c, rad)),
    ),
  )
const design = number(-15, 15).map((straightenDeg) => ({
  photo: { width: 3024, height: 4032 },
  adjustments: { ...asTaken, straightenDeg },
}))
const point = fc.record({ x: number(-2000, 9000), y: number(-2000, 9000) })
const box = fc.record({ width: number(100, 3000), height: number(100, 2000) })

describe('the door between screen and photo', () => {
  it('leads back to the same point, however the photo is straightened and turned', () => {
    fc.assert(
      fc.property(camera, design, box, point, (c, d, b, p) => {
        const seen = cameraOn(c, d as never)
        const back = toPhoto(seen, b, toScreen(seen, b, p))
        expect(Math.hypot(back.x - p.x, back.y - p.y)).toBeLessThan(1e-6)
        // What is drawn through the canvas's own transform lies where single points do.
        const { a, b: over, c: skew, d: down, e, f } = photoTransform(seen, b)
        const at = toScreen(seen, b, p)
        expect(Math.hypot(a * p.x + skew * p.y + e - at.x, over * p.x + down * p.y + f - at.y)).toBeLessThan(1e-4)
      }),
    )
  })

  it('keeps the photo under the pointer while it zooms and turns', () => {
    const under = (c: Camera, d: unknown, b: Box, s: { x: number; y: number }) => toPhoto(cameraOn(c, d as never), b, s)
    fc.assert(
      fc.property(camera, design, box, point, number(0.2, 5), number(-3, 3), (c, d, b, s, factor, rad) => {
        const before = under(c, d, b, s)
        for (const next of [zoomAt(c, b, s, factor), turnAt(c, b, s, rad)]) {
          const after = under(next, d, b, s)
          expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1e-5 / MIN_ZOOM)
        }
      }),
    )
  })

  it('turns a photo upright that fingers left all but upright, and no other one', () => {
    const c: Camera = { zoom: 1, x: 10, y: 20, fitted: false }
    expect(settled(turnedTo(c, 0.05))).toEqual(c)
    expect(settled(turnedTo(c, 0.2)).turnedRad).toBeCloseTo(0.2)
    expect(turnedTo(c, 2 * Math.PI)).toEqual(c)
    expect(turnedTo(c, 1.5 * Math.PI).turnedRad).toBeCloseTo(-Math.PI / 2)
  })

  it('leaves the view where a place is in sight, and brings any other one to the middle, all of it', () => {
    const place = fc.record({
      x: number(0, 6000),
      y: number(0, 6000),
      width: number(0, 2000),
      height: number(0, 2000),
    })
    const roomy = fc.record({ width: number(300, 3000), height: number(300, 2000) })
    fc.assert(
      fc.property(camera, design, roomy, place, (c, d, b, rect) => {
        const shown = (next: Camera, p: { x: number; y: number }) => toScreen(cameraOn(next, d as never), b, p)
        const centre = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
        const inSight = (s: { x: number; y: number }) =>
          s.x >= -1e-6 && s.y >= -1e-6 && s.x <= b.width + 1e-6 && s.y <= b.height + 1e-6
        const next = showing(c, d as never, b, rect)
        if (inSight(shown(c, centre))) expect(next).toBe(c)
        else {
          const middle = shown(next, centre)
          expect(Math.hypot(middle.x - b.width / 2, middle.y - b.height / 2)).toBeLessThan(1e-5)
          const upright = turnedTo(next, 0)
          const ends = [rect, { x: rect.x + rect.width, y: rect.y + rect.height }].map((p) => toScreen(upright, b, p))
          if (Math.abs(d.adjustments.straightenDeg) < 1e-9) expect(ends.every(inSight)).toBe(true)
          expect(next.zoom).toBeLessThanOrEqual(c.zoom)
        }
      }),
    )
  })

  it('never leaves 5 % to 3200 %', () => {
    fc.assert(
      fc.property(camera, box, point, number(1e-6, 1e6), (c, b, s, factor) => {
        const { zoom } = zoomAt(c, b, s, factor)
        expect(zoom).toBeGreaterThanOrEqual(MIN_ZOOM)
        expect(zoom).toBeLessThanOrEqual(MAX_ZOOM)
      }),
    )
  })

  it('moves the picture with the hand, whatever the zoom', () => {
    fc.assert(
      fc.property(camera, design, box, point, number(-300, 300), number(-300, 300), (c, d, b, p, dx, dy) => {
        const before = toScreen(cameraOn(c, d as never), b, p)
        const after = toScreen(cameraOn(panBy(c, dx, dy), d as never), b, p)
        expect(after.x - before.x).toBeCloseTo(dx, 4)
        expect(after.y - before.y).toBeCloseTo(dy, 4)
      }),
    )
  })

  it('fits the whole photo into the free space', () => {
    const b = { width: 1000, height: 700 }
    const photo = { width: 3024, height: 4032 }
    const padding = { top: 64, right: 20, bottom: 20, left: 20 }
    const c = fitCamera(b, photo, padding)
    const topLeft = toScreen(c, b, { x: 0, y: 0 })
    const bottomRight = toScreen(c, b, { x: photo.width, y: photo.height })
    expect(topLeft.y).toBeGreaterThanOrEqual(padding.top - 1e-6)
    expect(topLeft.x).toBeGreaterThanOrEqual(padding.left)
    expect(bottomRight.y).toBeLessThanOrEqual(b.height - padding.bottom + 1e-6)
    expect(bottomRight.x).toBeLessThanOrEqual(b.width - padding.right)
  })

  it('never enlarges a small photo to fit it', () => {
    const padding = { top: 0, right: 0, bottom: 0, left: 0 }
    expect(fitRect({ width: 2000, height: 2000 }, { x: 0, y: 0, width: 300, height: 200 }, padding).zoom).toBe(1)
  })
})
