import type { HairlineHandle } from '../../../core/design/lines/hairline.ts'
import { isFreeHandle } from '../../../core/design/lines/freeLines.ts'
import type { Handle } from '../../../core/tools/tool.ts'
import { designStore } from '../../../store/designStore.ts'
import { toast } from '../../../store/jobsStore.ts'
import { freeLineInHand, layerStore, nothingTaken, setLayers } from '../../../store/layerStore.ts'
import { deleteFreePoint, turnFreeCorner } from '../../../store/edits/lineActions.ts'
import { deletePoint, pickedPoint, pickPoint, pointInHand, turnCorner } from '../../../store/edits/pointActions.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { handleName } from './handleName.ts'
import { layerStrings } from '../../strings/layerStrings.ts'
import { strings } from '../../strings/strings.ts'

/** Whether the line's points are on the canvas, to be taken. */
export function lineInHand(): boolean {
  const { step, tool, reversal, onlyLooking } = viewStore.getState()
  const isLine = step === 'hairline' || reversal === 'tracing'
  return isLine && reversal !== 'stages' && !onlyLooking && (tool === 'hairline' || tool === 'select')
}

/** Remembers the point of the line that is in the hand; anything else that is taken lets go of it. */
export function pickInHand(active: Handle | null): void {
  const { design } = designStore.getState()
  if (active && isFreeHandle(active)) setLayers({ freePoint: active })
  pickPoint(design && lineInHand() ? pointInHand(design, active) : null)
}

/** The point to draw a ring around, null while the line is not in hand. */
export const pickedOnCanvas = (): Handle | null =>
  lineInHand() ? (pickedPoint.getState().handle as HairlineHandle | null) : null

/** Lets go of the point in hand; says whether there was one. */
export function letGoOfPoint(): boolean {
  const { lineInHand: line } = layerStore.getState()
  const had = viewStore.getState().activeHandle !== null || pickedOnCanvas() !== null || line !== null
  // First the point, then the line of the lower face: the hairline is in hand again.
  if (layerStore.getState().freePoint !== null) setLayers({ freePoint: null })
  else if (line !== null) setLayers({ ...nothingTaken, lineInHand: null })
  setView({ activeHandle: null })
  pickPoint(null)
  return had
}

type PointTaken = { readonly free: string } | { readonly handle: HairlineHandle }

/** The point under the pointer or the keyboard's focus, else the one that was in the hand last; null while none can be taken. */
function pointTaken(): PointTaken | null {
  const { design } = designStore.getState()
  if (!design || !lineInHand()) return null
  const free = freeLineInHand(design) && (freeHandleUnder() ?? layerStore.getState().freePoint)
  if (free) return { free }
  const handle = pointInHand(design, viewStore.getState().activeHandle ?? pickedPoint.getState().handle)
  return handle && { handle }
}

/** Whether there is a point that T turns. */
export const hasPointInHand = (): boolean => pointTaken() !== null

/** Makes the point in hand a corner, or smooth again. */
export function turnPoint(): void {
  const point = pointTaken()
  if (!point) return
  if ('free' in point) turnFreeCorner(point.free, layerStrings.turnCorner)
  else turnCorner(point.handle)
}

/**
 * Delete and T for the point in hand.
 * @returns whether a point went
 */
export function pointKey(e: KeyboardEvent): boolean {
  const erases = e.key === 'Delete' || e.key === 'Backspace'
  const turns = e.key.toLowerCase() === 't' && viewStore.getState().singleKeys
  if ((!erases && !turns) || e.ctrlKey || e.metaKey || e.altKey) return false
  const point = pointTaken()
  if (!point) return false
  e.preventDefault()
  if (turns) turnPoint()
  else return deletesPoint(point)
  return false
}

/** Takes the point away, or says why it stays. */
function deletesPoint(point: PointTaken): boolean {
  const goes = 'free' in point ? deleteFreePoint(point.free) : deletePoint(point.handle)
  const { design } = designStore.getState()
  if (goes || !design) return goes
  toast('free' in point ? layerStrings.pointStays : strings.overlay.namedStays(handleName(design, point.handle)))
  return false
}

/** The free line's point under the pointer or the keyboard's focus. */
function freeHandleUnder(): string | null {
  const { activeHandle } = viewStore.getState()
  return activeHandle !== null && isFreeHandle(activeHandle) ? activeHandle : null
}
