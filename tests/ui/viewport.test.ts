import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCamera, fitRect, panBy, showing, toPhoto, toScreen, zoomAt } from '../../src/ui/canvas/viewport.ts'
import { MAX_ZOOM, MIN_ZOOM } from '../../src/store/viewStore.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const camera = fc.record({
  zoom: number(MIN_ZOOM, MAX_ZOOM),
  x: number(-1000, 9000),
  y: number(-1000, 9000),
  fitted: fc.boolean(),
})
const point = fc.record({ x: number(-2000, 9000), y: number(-2000, 9000) })
const box = fc.record({ width: number(100, 3000), height: number(100, 2000) })

describe('the door between screen and photo', () => {
  it('leads back to the same point', () => {
    fc.assert(
      fc.property(camera, box, point, (c, b, p) => {
        const back = toPhoto(c, b, toScreen(c, b, p))
        expect(Math.hypot(back.x - p.x, back.y - p.y)).toBeLessThan(1e-6)
      }),
    )
  })

  it('keeps the photo under the pointer while it zooms', () => {
    fc.assert(
      fc.property(camera, box, point, number(0.2, 5), (c, b, s, factor) => {
        const before = toPhoto(c, b, s)
        const after = toPhoto(zoomAt(c, b, s, factor), b, s)
        expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1e-5 / MIN_ZOOM)
      }),
    )
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
      fc.property(camera, roomy, place, (c, b, rect) => {
        const centre = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
        const inSight = (s: { x: number; y: number }) =>
          s.x >= -1e-6 && s.y >= -1e-6 && s.x <= b.width + 1e-6 && s.y <= b.height + 1e-6
        const next = showing(c, b, rect)
        if (inSight(toScreen(c, b, centre))) expect(next).toBe(c)
        else {
          const ends = [rect, { x: rect.x + rect.width, y: rect.y + rect.height }].map((p) => toScreen(next, b, p))
          expect(ends.every(inSight)).toBe(true)
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
      fc.property(camera, box, point, number(-300, 300), number(-300, 300), (c, b, p, dx, dy) => {
        const before = toScreen(c, b, p)
        const after = toScreen(panBy(c, dx, dy), b, p)
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
