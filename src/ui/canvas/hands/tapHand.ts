import type { PointPx } from '../../../core/geometry/points.ts'
import type { CanvasContact } from './pointerInput.ts'

/** A press that travels less is a tap, CSS px. */
const TAP_PX = 6

/** A hand that chooses: a tap takes what lies under it, a drag looks around. */
export function tapHand(on: { tap(at: PointPx, alt: boolean): void; panBy(dx: number, dy: number): void }) {
  let press: { readonly from: PointPx; readonly alt: boolean; at: PointPx; drags: boolean } | null = null
  return {
    down(e: CanvasContact): void {
      press = { from: { x: e.x, y: e.y }, alt: e.alt, at: { x: e.x, y: e.y }, drags: false }
    },
    move(e: CanvasContact): void {
      if (!press) return
      press.drags ||= Math.hypot(e.x - press.from.x, e.y - press.from.y) >= TAP_PX
      if (!press.drags) return
      on.panBy(e.x - press.at.x, e.y - press.at.y)
      press.at = { x: e.x, y: e.y }
    },
    up(): void {
      if (press && !press.drags) on.tap(press.from, press.alt)
      press = null
    },
    drop(): void {
      press = null
    },
  }
}
