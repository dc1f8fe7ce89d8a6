import { createStore } from 'zustand/vanilla'
import { isCorner } from '../../core/design/lines/addedPoints.ts'
import type { Design } from '../../core/design/design.ts'
import type { HairlineHandle } from '../../core/design/lines/hairline.ts'
import { cornerLabel } from '../../core/tools/freeLineHand.ts'
import { asHairlineHandle, cornered, withoutPoint } from '../../core/tools/hairlineTool.ts'
import { edit } from './designActions.ts'
import { designStore } from '../designStore.ts'
import { handled, putBack } from '../reversal/reversalView.ts'
import { viewStore } from '../viewStore.ts'

/** The point of the line that was in the hand last: what Delete and the panel's switches speak of. */
export const pickedPoint = createStore<{ readonly handle: string | null }>(() => ({ handle: null }))

export function pickPoint(handle: string | null): void {
  if (pickedPoint.getState().handle !== handle) pickedPoint.setState({ handle })
}

/** The point of a name on the line that is in hand, null where it is gone or is none of the line's. */
export function pointInHand(design: Design, handle: string | null): HairlineHandle | null {
  return asHairlineHandle(handled(design), handle)
}

/** Makes a point of the line a corner, or smooth again; its partner too while Mirror is on. */
export function turnCorner(handle: HairlineHandle): void {
  const { design: whole } = designStore.getState()
  if (!whole) return
  const design = handled(whole)
  const corner = !isCorner(design.hairline, handle)
  edit(putBack(whole, cornered(design, handle, corner, viewStore.getState().mirror)), cornerLabel(corner))
}

/** Takes an added point away, its partner too while Mirror is on. False for a named point: the measures stand on it. */
export function deletePoint(handle: HairlineHandle): boolean {
  const { design: whole } = designStore.getState()
  const without = whole && withoutPoint(handled(whole), handle, viewStore.getState().mirror)
  if (!whole || !without) return false
  edit(putBack(whole, without), 'Delete point')
  if (pickedPoint.getState().handle === handle) pickPoint(null)
  return true
}
