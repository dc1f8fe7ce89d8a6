import type { Marks } from '../design/design.ts'
import { cosine, headAxis, sine } from './headAxis.ts'

/** Unit vector, px, in which hair lies at a place; `out` is filled and returned. */
export type HairDirection = (x: number, y: number, out: { x: number; y: number }) => { x: number; y: number }

/** The whorl lies over the top of a frontal head, this many half heights above the outline's centre. Assumed. */
const WHORL_UP = 1.25
/** Hair leaves the whorl less sideways than straight away from it: at the sides it turns down. Assumed. */
const SIDEWAYS = 0.55

/**
 * From the crown forwards to the hairline and down the sides, as a frontal photo shows it.
 * @param turnDeg by which all of it lies otherwise, clockwise as seen
 */
export function hairDirection(marks: Marks, turnDeg = 0): HairDirection {
  const by = (turnDeg * Math.PI) / 180
  const [cos, sin] = [cosine(by), sine(by)]
  const { upX, upY } = headAxis(marks)
  const { centre, ry } = marks.outline
  const whorlX = centre.x + upX * ry * WHORL_UP
  const whorlY = centre.y + upY * ry * WHORL_UP
  return (x, y, out) => {
    const dx = x - whorlX
    const dy = y - whorlY
    const down = -(dx * upX + dy * upY)
    const across = (dy * upX - dx * upY) * SIDEWAYS
    const length = Math.sqrt(down * down + across * across)
    // At the whorl itself hair lies forwards.
    const d = length > 0 ? down / length : 1
    const a = length > 0 ? across / length : 0
    const x0 = -upX * d - upY * a
    const y0 = -upY * d + upX * a
    out.x = x0 * cos - y0 * sin
    out.y = x0 * sin + y0 * cos
    return out
  }
}
