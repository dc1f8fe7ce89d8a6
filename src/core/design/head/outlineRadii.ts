import type { HeadOutline } from '../design.ts'

/** Factors of an outline: one every 5 degrees, from the patient's left over the top. */
export const OUTLINE_RADII = 72
/** Beyond these it is another head. */
export const LEAST_RADIUS = 0.7
export const MOST_RADIUS = 1.4

/**
 * Factor on the superellipse's radius at a share of the whole turn, from the patient's left over the top. The turn is
 * that of axes scaled to rx and ry, so that the factors stay with the shape when one of its sides is dragged.
 */
export function radiusFactor(outline: Pick<HeadOutline, 'radii'>, turn: number): number {
  const { radii } = outline
  if (!radii) return 1
  const n = radii.length
  const at = (turn - Math.floor(turn)) * n
  const i = Math.floor(at) % n
  const t = at - Math.floor(at)
  const a = radii[(i + n - 1) % n]!
  const b = radii[i]!
  const c = radii[(i + 1) % n]!
  const d = radii[(i + 2) % n]!
  // Catmull and Rom's cubic: through every factor, without a corner at any.
  return b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}
