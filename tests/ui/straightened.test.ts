import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withAdjustments } from '../../src/core/design/adjustments.ts'
import { moved } from '../../src/core/geometry/similarity.ts'
import { MAX_ZOOM, MIN_ZOOM } from '../../src/store/viewStore.ts'
import { asSeen } from '../../src/ui/canvas/compare/comparedLook.ts'
import { cameraOn, panBy, photoTransform, toPhoto, toScreen, zoomAt } from '../../src/ui/canvas/viewport.ts'
import { lookOf } from '../../src/ui/present/SlidePicture.tsx'
import { freshDesign } from '../core/tools/hand.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const camera = fc.record({
  zoom: number(MIN_ZOOM, MAX_ZOOM),
  x: number(-1000, 9000),
  y: number(-1000, 9000),
  fitted: fc.boolean(),
})
const point = fc.record({ x: number(-2000, 9000), y: number(-2000, 9000) })
const box = fc.record({ width: number(100, 3000), height: number(100, 2000) })
const turned = number(-15, 15).map((straightenDeg) => withAdjustments(freshDesign(), { straightenDeg }))

describe('the door between the screen and a straightened photo', () => {
  it('leads back to the same point', () => {
    fc.assert(
      fc.property(camera, box, point, turned, (c, b, p, design) => {
        const on = cameraOn(c, design)
        const back = toPhoto(on, b, toScreen(on, b, p))
        expect(Math.hypot(back.x - p.x, back.y - p.y)).toBeLessThan(1e-5)
      }),
    )
  })

  it('keeps the photo under the pointer while it zooms, and under the hand that pans it', () => {
    fc.assert(
      fc.property(camera, box, point, turned, number(0.2, 5), (c, b, s, design, factor) => {
        const before = toPhoto(cameraOn(c, design), b, s)
        const zoomed = toPhoto(cameraOn(zoomAt(c, b, s, factor), design), b, s)
        expect(Math.hypot(zoomed.x - before.x, zoomed.y - before.y)).toBeLessThan(1e-5 / MIN_ZOOM)
        const hand = { x: s.x + 31, y: s.y - 17 }
        const panned = toPhoto(cameraOn(panBy(c, 31, -17), design), b, hand)
        expect(Math.hypot(panned.x - before.x, panned.y - before.y)).toBeLessThan(1e-5 / MIN_ZOOM)
      }),
    )
  })

  it('puts shapes where it puts points', () => {
    fc.assert(
      fc.property(camera, box, point, turned, number(1, 8), (c, b, p, design, step) => {
        const on = cameraOn(c, design)
        const m = photoTransform(on, b, step)
        const at = toScreen(on, b, { x: p.x * step, y: p.y * step })
        const far = 1 + Math.hypot(at.x, at.y)
        expect(Math.abs(m.a * p.x + m.c * p.y + m.e - at.x) / far).toBeLessThan(1e-6)
        expect(Math.abs(m.b * p.x + m.d * p.y + m.f - at.y) / far).toBeLessThan(1e-6)
      }),
    )
  })

  it('is the camera itself where nothing is straightened', () => {
    const c = { zoom: 1, x: 3, y: 4, fitted: false }
    expect(cameraOn(c, freshDesign())).toBe(c)
    expect(cameraOn(c, withAdjustments(freshDesign(), { exposureEv: 1 }))).toBe(c)
  })

  it('is the one that what is compared lies by, too', () => {
    fc.assert(
      fc.property(camera, box, point, turned, (c, b, p, design) => {
        const look = lookOf('photo', true, design)
        const bySide = toScreen(c, b, moved(asSeen(look, design.photo), p))
        const byDoor = toScreen(cameraOn(c, design), b, p)
        expect(Math.hypot(bySide.x - byDoor.x, bySide.y - byDoor.y)).toBeLessThan(1e-5)
      }),
    )
  })
})
