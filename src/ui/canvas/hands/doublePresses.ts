import type { CanvasContact } from './pointerInput.ts'

/** Two presses within this time and way are one double press, ms and CSS px. */
const AGAIN_MS = 400
const AGAIN_PX = 8

/** Tells second presses of two at one place from others, by whatever pointer: a browser knows them of a mouse alone. */
export function doublePresses() {
  let last: Pick<CanvasContact, 'time' | 'x' | 'y' | 'pointer'> | null = null
  return {
    isSecond(e: Pick<CanvasContact, 'time' | 'x' | 'y' | 'pointer'>): boolean {
      const isSecond =
        last !== null &&
        last.pointer === e.pointer &&
        e.time - last.time < AGAIN_MS &&
        Math.hypot(e.x - last.x, e.y - last.y) < AGAIN_PX
      last = isSecond ? null : e
      return isSecond
    },
  }
}
