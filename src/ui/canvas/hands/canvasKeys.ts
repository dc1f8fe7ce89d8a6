import { cancelTracing, isOnZones, isTracing, leaveZones } from '../../../store/reversal/reversalActions.ts'
import { leaveLoss } from '../../../store/edits/hairLossActions.ts'
import { letGoOfObject, takesObjects } from '../../../store/edits/objectActions.ts'
import { matchStore, stopMatching } from '../../../store/edits/matchActions.ts'
import { routeStore } from '../../../store/routeStore.ts'
import { setTool, viewStore } from '../../../store/viewStore.ts'
import { isDialogOpen, isSettled, isTyping } from '../../shell/commands/shortcuts.ts'
import { reversalStrings } from '../../strings/reversalStrings.ts'
import { isCropping, stopCropping } from './cropHand.ts'
import { layMeasureByKey } from './layMeasure.ts'
import { objectKey } from './objectKeys.ts'
import { letGoOfPoint, pointKey } from './pointKeys.ts'

interface Hand {
  readonly busy: boolean
  drop(): void
  leave(): void
  press(key: string): boolean
}

/**
 * Space holds the hand tool, Alt turns round what a brush at rest would do, and Escape lets go of one thing after the other,
 * whatever of the studio has the focus; Delete and T are for the line's point in hand. Gives back what ends it.
 */
export function listenToCanvasKeys(
  holder: HTMLElement,
  hand: Hand,
  on: { escape(): boolean; space(held: boolean): void; alt(held: boolean): void },
): () => void {
  const setSpace = (held: boolean) => {
    on.space(held)
    if (held) hand.leave()
    holder.dataset.tool = held ? 'hand' : viewStore.getState().tool
  }
  /** No handle in it has the keyboard any longer. */
  const backToCanvas = () => {
    if (holder.contains(document.activeElement)) holder.focus()
  }
  // Heard before the buttons, which keep their keys to themselves.
  const onSpace = (e: KeyboardEvent) => {
    // A figure that was entered keeps the focus, and no figure begins with a space.
    const isEntered = isSettled(e.target) && !isDialogOpen()
    if (e.key !== ' ' || !(isEntered || reachesCanvas(e.target))) return
    // A button is still pressed by it, unless a pointer comes down on the photo first: that takes the focus away.
    if (isEntered || !hasOwnKeys(e.target) || isWithin(e.target, '[type="range"]')) e.preventDefault()
    if (!e.repeat) setSpace(true)
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === ' ' || e.defaultPrevented || !reachesCanvas(e.target)) return
    if (e.key === 'Escape') {
      if (on.escape() || hand.busy) hand.drop()
      else if (isCropping()) stopCropping()
      else if (matchStore.getState().matching) stopMatching()
      else if (letGoOfPoint() || letGoOfObject() || onHandle(holder)) backToCanvas()
      else if (isOnZones()) leaveZones()
      else if (viewStore.getState().lossDrawn) leaveLoss()
      // The plan is looked at; its canvas has no handles but the line that is being traced, which is left as if never begun.
      else if (isTracing()) cancelTracing(reversalStrings.edits.cancelTracing)
      else if (routeStore.getState().screen !== 'plan') setTool('select')
    } else if (hasOwnKeys(e.target)) return
    else if (e.key === 'Enter' && isCropping()) {
      e.preventDefault()
      stopCropping()
    } else if (hand.press(e.key)) e.preventDefault()
    else if (e.key === 'Enter' && laysMeasure(holder, hand, e)) {
      e.preventDefault()
      layMeasureByKey(e.shiftKey ? 'angle' : 'distance')
    } else if (!hand.busy && pointKey(e)) {
      hand.drop()
      // The handle that had the focus is gone with the point.
      backToCanvas()
    } else if (!e.defaultPrevented && !hand.busy && objectKey(e, onCanvas(holder))) {
      // A point that stays takes its line along no more than one that goes.
      e.preventDefault()
      if (!e.key.startsWith('Arrow')) backToCanvas()
    }
  }
  const onAlt = (e: KeyboardEvent) => e.key === 'Alt' && on.alt(e.type === 'keydown')
  const onKeyUp = (e: KeyboardEvent) => e.key === ' ' && setSpace(false)
  const onBlur = () => {
    setSpace(false)
    on.alt(false)
  }
  // A hand on the picture needs no ring round it; the keyboard does.
  const onPress = () => (holder.dataset.pressed = '')
  const onTab = (e: KeyboardEvent) => {
    if (e.key === 'Tab') delete holder.dataset.pressed
  }
  addEventListener('keydown', onSpace, { capture: true })
  addEventListener('keydown', onKeyDown)
  addEventListener('keyup', onKeyUp, { capture: true })
  for (const type of ['keydown', 'keyup'] as const) addEventListener(type, onAlt, { capture: true })
  addEventListener('blur', onBlur)
  addEventListener('keydown', onTab, { capture: true })
  holder.addEventListener('pointerdown', onPress)
  return () => {
    removeEventListener('keydown', onSpace, { capture: true })
    removeEventListener('keydown', onKeyDown)
    removeEventListener('keyup', onKeyUp, { capture: true })
    for (const type of ['keydown', 'keyup'] as const) removeEventListener(type, onAlt, { capture: true })
    removeEventListener('blur', onBlur)
    removeEventListener('keydown', onTab, { capture: true })
    holder.removeEventListener('pointerdown', onPress)
  }
}

/** Whether Enter lays a measure: on the canvas itself, with the Measure tool. */
const laysMeasure = (holder: HTMLElement, hand: Hand, e: KeyboardEvent): boolean =>
  viewStore.getState().tool === 'measure' &&
  takesObjects() &&
  !hand.busy &&
  onCanvas(holder) &&
  !e.ctrlKey &&
  !e.metaKey &&
  !isWithin(e.target, '[role="slider"]')

/** Whether the keyboard is on a handle or an object of the canvas. */
const onHandle = (holder: HTMLElement): boolean =>
  holder.contains(document.activeElement) && isWithin(document.activeElement, '[role="slider"]')

/** Whether no part of the page beside the canvas has the keyboard. */
const onCanvas = (holder: HTMLElement): boolean =>
  document.activeElement === document.body || holder.contains(document.activeElement)

/** Text fields keep their keys, and what lies over the studio has them all. */
const reachesCanvas = (target: EventTarget | null): boolean =>
  !isTyping(target) && !isDialogOpen() && !isWithin(target, 'select, dialog, [role="dialog"], [role="menu"]')

const hasOwnKeys = (target: EventTarget | null): boolean =>
  isWithin(target, 'input, textarea, select, button, summary, [contenteditable]')

const isWithin = (target: EventTarget | null, what: string): boolean =>
  target instanceof Element && target.closest(what) !== null
