import { distance, type PointPx } from '../../geometry/points.ts'
import type { Hairline, Marks, Side } from '../design.ts'
import { hairlinePath } from './hairlineCurve.ts'
import { faceFrame } from '../head/headOutline.ts'

/** Steps from the midline to the apex, and over how many a slope is taken: what is finer is irregularity. */
const STEPS = 40
const OVER = 5
/** A front that rises less than this share of the eye corner's way has no recession to turn into. */
const LEAST_RISE = 0.08

/** The line from the midline out to the apex in the face frame, x outwards, px. */
function frontOf(h: Hairline, marks: Marks, side: Side): PointPx[] {
  const { toFace } = faceFrame(marks)
  const path = hairlinePath(h)
  const nearest = (to: PointPx) =>
    path.reduce((best, p, i) => (distance(p, to) < distance(path[best]!, to) ? i : best), 0)
  const [a, b] = [nearest(h.midline), nearest(h[side].apex)]
  const front = a < b ? path.slice(a, b + 1) : path.slice(b, a + 1).toReversed()
  return front.map((p) => {
    const { x, y } = toFace(p)
    return { x: side === 'right' ? -x : x, y }
  })
}

/**
 * Where a half turns from bulging forwards, at the midline, to hollow, towards the apex: its steepest place, as a share of the
 * lateral eye corner's distance from the midline. Null for a front that does not recede.
 */
export function bendAt(h: Hairline, marks: Marks, side: Side): number | null {
  const front = frontOf(h, marks, side)
  const [first, last] = [front[0], front.at(-1)]
  const { toFace } = faceFrame(marks)
  const eyeX = Math.abs(toFace(side === 'right' ? marks.eyeRight : marks.eyeLeft).x)
  if (!first || !last || eyeX < 1 || last.y - first.y < LEAST_RISE * eyeX || last.x - first.x < LEAST_RISE * eyeX)
    return null
  const height = (i: number) => heightAt(front, first.x + ((last.x - first.x) * i) / STEPS)
  const heights = Array.from({ length: STEPS + 1 }, (_, i) => height(i))
  const rise = (i: number) => heights[i + OVER]! - heights[i - OVER]!
  let steepest = OVER
  for (let i = OVER; i <= STEPS - OVER; i++) if (rise(i) > rise(steepest)) steepest = i
  return (first.x + ((last.x - first.x) * steepest) / STEPS) / eyeX
}

function heightAt(front: readonly PointPx[], x: number): number {
  for (let i = 1; i < front.length; i++) {
    const [a, b] = [front[i - 1]!, front[i]!]
    if (a.x <= x && x <= b.x) return a.y + (b.x === a.x ? 0 : ((x - a.x) / (b.x - a.x)) * (b.y - a.y))
  }
  return front.at(-1)!.y
}

/** The least rise from the midline point to the mid-frontal point or the apex against the horizontal of the face, degrees. */
export function steepestFall(h: Hairline, marks: Marks, side: Side): number {
  const { toFace } = faceFrame(marks)
  const from = toFace(h.midline)
  const rise = (p: PointPx) => {
    const to = toFace(p)
    return (Math.atan2(to.y - from.y, Math.max(1, Math.abs(to.x - from.x))) * 180) / Math.PI
  }
  return Math.min(rise(h[side].midFrontal), rise(h[side].apex))
}
