import type { Surface } from '../geometry/surface.ts'
import type { Dots } from './placeDots.ts'

/** How many of the dots count: those on skin that is measured. At a head's rim they only carry the tone on to its edge. */
export function measuredCount(dots: Dots, surface: Surface): number {
  const at = { x: 0, y: 0 }
  let count = 0
  for (let i = 0; i < dots.count; i++) {
    at.x = dots.x[i]!
    at.y = dots.y[i]!
    if (surface.isMeasured(at)) count++
  }
  return count
}
