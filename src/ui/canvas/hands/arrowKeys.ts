import type { Design } from '../../../core/design/design.ts'
import { add, subtract, type PointPx } from '../../../core/geometry/points.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { cameraOn } from '../viewport.ts'

/** Arrow presses within this time are one undo step. */
const BURST_MS = 500

let burst = { name: '', at: 0, count: 0 }

/**
 * What presses that are one undo step have in common, and no other press ever: lists of handles come and go with their tools.
 * @param name of what the arrow moves
 * @param now the time of the press, ms
 */
export function burstKey(name: string, now: number): string {
  const goesOn = burst.name === name && now - burst.at < BURST_MS
  burst = { name, at: now, count: burst.count + (goesOn ? 0 : 1) }
  return `nudge ${name} ${burst.count}`
}

/** A step on the screen as one of the photo: arrows go as the picture lies there. */
export function onPhoto(design: Design, by: PointPx): PointPx {
  const { turn } = cameraOn(viewStore.getState().camera, design)
  return turn ? subtract(turn.toPhoto(add(turn.centre, by)), turn.centre) : by
}

/** Ways of the arrow keys, right and down. */
export const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
