import type { HeadView } from './headModel.ts'
import type { PointPx } from './points.ts'

const HALVINGS = 14

/** The last share of a way, 0..1, up to which something holds that holds at its beginning, and from some place on not any more. */
export function shareWhile(holds: (share: number) => boolean, halvings = HALVINGS): number {
  let [on, off] = [0, 1]
  for (let i = 0; i < halvings; i++) {
    const half = (on + off) / 2
    if (holds(half)) on = half
    else off = half
  }
  return on
}

/** How much of a way over the photo, from a place on the head to one beside it, leads over the head: 0..1. */
export const shareOnHead = (view: HeadView, from: PointPx, way: PointPx): number =>
  shareWhile((share) => !Number.isNaN(view.depthAt({ x: from.x + share * way.x, y: from.y + share * way.y })))

/** The head's rim as a photo sees it, px: closed, without a repeated end, convex as the head's form is. */
export function rimOf(view: HeadView, count = 72): PointPx[] {
  const { axes, focalPx, position } = view.fit
  const middle = view.seen([0, 0, 0])
  const reach = (1.4 * focalPx * Math.max(axes.a, axes.b, axes.c)) / position[2]
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count
    const way = { x: reach * Math.cos(angle), y: reach * Math.sin(angle) }
    const share = shareOnHead(view, middle, way)
    return { x: middle.x + share * way.x, y: middle.y + share * way.y }
  })
}
