import type { PointPx } from '../../../core/geometry/points.ts'

/** What words must not lie on, CSS px: points with the room that each needs around it. */
export interface Obstacle {
  readonly at: PointPx
  readonly room: number
}

/** Half the height of a pill, CSS px. */
const HALF_HEIGHT = 13

/**
 * The first of some places for a pill that covers nothing; where all do, the one that covers least.
 * @param places left middles, in order of preference
 */
export function freePlace(places: readonly [PointPx, ...PointPx[]], width: number, obstacles: readonly Obstacle[]) {
  const covered = ({ x, y }: PointPx): number =>
    obstacles.filter(({ at, room }) => {
      const dx = Math.max(x - at.x, 0, at.x - x - width)
      const dy = Math.max(Math.abs(at.y - y) - HALF_HEIGHT, 0)
      return Math.hypot(dx, dy) < room
    }).length
  let best: { readonly at: PointPx; readonly covers: number } | null = null
  for (const at of places) {
    const covers = covered(at)
    if (covers === 0) return at
    if (!best || covers < best.covers) best = { at, covers }
  }
  return best?.at ?? places[0]
}
