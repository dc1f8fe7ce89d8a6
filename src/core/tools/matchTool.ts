import type { MatchPatches, PatchName } from '../fill/comparePatches.ts'
import { add, distance, subtract, type PointPx } from '../geometry/points.ts'
import type { Input } from './tool.ts'

/** The two circles under the hand: a press on one drags it, a tap elsewhere puts the chosen one there. */
export type MatchHand =
  | { readonly name: 'idle'; readonly over: PatchName | null }
  | {
      readonly name: 'dragging'
      readonly patch: PatchName
      readonly before: MatchPatches
      /** From the press to the circle's middle, so that it does not jump under the finger. */
      readonly grip: PointPx
      /** Whether it came to the finger by a tap: the next tap then is for the other circle. */
      readonly tapped: boolean
    }

export const idleMatchHand: MatchHand = { name: 'idle', over: null }

export interface MatchStep {
  readonly state: MatchHand
  readonly patches: MatchPatches
  /** The circle that a tap moves. */
  readonly chosen: PatchName
}

/** How near a press must be to a small circle, screen px. */
const HIT_SCREEN_PX = { touch: 22, mouse: 12, pen: 12 } as const

export function matchTool(
  state: MatchHand,
  input: Input,
  now: { readonly patches: MatchPatches; readonly chosen: PatchName },
  view: { readonly radiusPx: number; readonly pxPerScreenPx: number; readonly width: number; readonly height: number },
): MatchStep {
  const { patches, chosen } = now
  if (state.name === 'idle') {
    const reach = Math.max(view.radiusPx, HIT_SCREEN_PX[input.pointer] * view.pxPerScreenPx)
    const hit = (['hair', 'bare'] as const)
      .filter((patch) => distance(patches[patch], input.at) <= reach)
      .toSorted((a, b) => distance(patches[a], input.at) - distance(patches[b], input.at))[0]
    if (input.type !== 'down') return { state: { name: 'idle', over: hit ?? null }, patches, chosen }
    // Alt points at hair, whichever circle is next.
    const patch = input.alt ? 'hair' : (hit ?? chosen)
    const grip = hit && !input.alt ? subtract(patches[hit], input.at) : { x: 0, y: 0 }
    const moved = placePatch(patches, patch, add(input.at, grip), view)
    return {
      state: { name: 'dragging', patch, before: patches, grip, tapped: !hit && !input.alt },
      patches: moved,
      chosen: patch,
    }
  }
  switch (input.type) {
    case 'down': // a second finger while dragging
      return { state, patches, chosen }
    case 'move':
      return { state, patches: placePatch(patches, state.patch, add(input.at, state.grip), view), chosen }
    case 'up': {
      const moved = placePatch(patches, state.patch, add(input.at, state.grip), view)
      const next = state.tapped ? otherPatch(state.patch) : state.patch
      return {
        state: { name: 'idle', over: input.pointer === 'touch' ? null : state.patch },
        patches: moved,
        chosen: next,
      }
    }
    case 'cancel':
      return { state: idleMatchHand, patches: state.before, chosen }
  }
}

export const otherPatch = (patch: PatchName): PatchName => (patch === 'hair' ? 'bare' : 'hair')

/** One circle at another place of the photo. */
export function placePatch(
  patches: MatchPatches,
  patch: PatchName,
  to: PointPx,
  photo: { readonly width: number; readonly height: number },
): MatchPatches {
  const at = { x: Math.min(photo.width, Math.max(0, to.x)), y: Math.min(photo.height, Math.max(0, to.y)) }
  return patch === 'hair' ? { ...patches, hair: at } : { ...patches, bare: at }
}
