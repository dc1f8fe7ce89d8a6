import { between, distance, type PointPx } from '../../../core/geometry/points.ts'
import type { Box } from '../viewport.ts'

/** The glass, CSS px. */
export const LOUPE_RADIUS = 80
/** From the finger to the middle of the glass (ux 5). */
const AWAY = 126
/** Room between the glass and the canvas's edges, and the step bar's lower edge, CSS px. */
const EDGE = 4
const UNDER_STEPS = 56
/** A glass that edges push nearer than this would lie under the finger, CSS px. */
const LEAST_AWAY = LOUPE_RADIUS + 20
/** The dragged line is left this much room, CSS px. */
const LINE_ROOM = 6

/**
 * Turns from straight above the finger, degrees, and what each costs: so many px of the dragged line may lie under the glass
 * before it is better. A hand comes from below and the readout stands on the right: left goes before right, and below is last.
 */
const TURNS: readonly (readonly [deg: number, cost: number])[] = [
  [0, 0],
  [-40, 14],
  [40, 20],
  [-65, 26],
  [65, 32],
  [-90, 44],
  [90, 50],
  [180, 160],
]
/** The glass stays on its side until another one is better by so much: it must not jump while the finger moves on. */
const STAYS = 40

/** Where a loupe stands while one thing is dragged. */
export interface LoupePlacer {
  /**
   * The middle of the glass for a finger at a place, CSS px: above it, or turned to a side where it would cover the dragged
   * line or leave the canvas.
   * @param lines the dragged line as it lies on the screen
   */
  at(finger: PointPx, box: Box, lines: readonly (readonly PointPx[])[]): PointPx
  /** Nothing is dragged any more. */
  rest(): void
}

export function loupePlacer(): LoupePlacer {
  let last: number | null = null
  return {
    at(finger, box, lines) {
      const places = TURNS.map(([deg, cost]) => {
        const at = placedAt(finger, deg, box)
        const hides = distance(at, finger) < LEAST_AWAY
        const kept = deg === last ? -STAYS : 0
        return { deg, at, cost: hides ? Infinity : cost + kept + coveredPx(at, lines) }
      })
      const best = places.reduce((a, b) => (b.cost < a.cost ? b : a))
      last = best.deg
      return best.at
    },
    rest() {
      last = null
    },
  }
}

function placedAt(finger: PointPx, deg: number, box: Box): PointPx {
  const rad = (deg * Math.PI) / 180
  const room = LOUPE_RADIUS + EDGE
  const within = (low: number, high: number, v: number) => Math.max(low, Math.min(high, v))
  return {
    x: within(room, box.width - room, finger.x + AWAY * Math.sin(rad)),
    y: within(UNDER_STEPS + LOUPE_RADIUS, box.height - room, finger.y - AWAY * Math.cos(rad)),
  }
}

/** How much of the lines lies under the glass, CSS px. */
function coveredPx(at: PointPx, lines: readonly (readonly PointPx[])[]): number {
  let covered = 0
  for (const line of lines)
    for (const [i, b] of line.entries()) {
      const a = line[i - 1]
      if (a && distance(between(a, b), at) < LOUPE_RADIUS + LINE_ROOM) covered += distance(a, b)
    }
  return covered
}
