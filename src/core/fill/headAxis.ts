import type { Marks } from '../design/design.ts'

/** Sine for |x| <= pi / 2, error below 1e-9, by + and * alone: the same on every browser. */
export function sine(x: number): number {
  const q = x * x
  const nest = 1 - (q / 110) * (1 - q / 156)
  return x * (1 - (q / 6) * (1 - (q / 20) * (1 - (q / 42) * (1 - (q / 72) * nest))))
}

/** Cosine for |x| <= pi / 2. */
export const cosine = (x: number): number => {
  const s = sine(x)
  return Math.sqrt(Math.max(0, 1 - s * s))
}

/** The head's midline, on which a part lies: unit vector up the head, px, and a place on it. */
export interface HeadAxis {
  readonly x: number
  readonly y: number
  readonly upX: number
  readonly upY: number
}

export function headAxis({ glabella, midlineTilt }: Marks): HeadAxis {
  const tilt = Math.max(-Math.PI / 2, Math.min(Math.PI / 2, midlineTilt))
  return { x: glabella.x, y: glabella.y, upX: sine(tilt), upY: -cosine(tilt) }
}

/** Distance from the midline, px. */
export function acrossPx(axis: HeadAxis, x: number, y: number): number {
  const across = (x - axis.x) * axis.upY - (y - axis.y) * axis.upX
  return across < 0 ? -across : across
}
