import type { Pointer } from '../../../core/tools/tool.ts'
import { createGestures, type Contact, type GestureHost } from './gestures.ts'

export interface CanvasContact extends Contact {
  readonly pressure: number
  readonly shift: boolean
  readonly alt: boolean
  readonly ctrl: boolean
  /** The pen's other end, or its barrel button. */
  readonly eraser: boolean
  /** Coalesced positions up to this one, oldest first. */
  readonly path: readonly { readonly x: number; readonly y: number }[]
}

/** `buttons` of a pen: 2 is the barrel's, 32 the eraser's. */
const isEraser = (e: PointerEvent): boolean => e.pointerType === 'pen' && (e.buttons & 34) !== 0

/** One notch of a wheel is 100 of these and zooms by 1.1 (ux 20). */
const NOTCH = 100

/**
 * Feeds the gestures from native events: Konva's own drop coalesced samples. Moves are gathered and given once a frame.
 * @returns what to call on Escape, and what takes the listeners off
 */
export function listenToCanvas(element: HTMLElement, host: GestureHost<CanvasContact>) {
  const gestures = createGestures(host)
  const waiting = new Map<number, CanvasContact>()
  let frame = 0

  const contactOf = (e: PointerEvent): CanvasContact => {
    const rect = element.getBoundingClientRect()
    const at = (p: PointerEvent) => ({ x: p.clientX - rect.left, y: p.clientY - rect.top })
    const coalesced = e.type === 'pointermove' ? (e.getCoalescedEvents?.() ?? []) : []
    const eraser = isEraser(e)
    return {
      ...at(e),
      id: e.pointerId,
      pointer: e.pointerType === 'pen' || e.pointerType === 'touch' ? e.pointerType : ('mouse' satisfies Pointer),
      time: e.timeStamp,
      button: eraser ? 0 : e.button,
      width: e.pointerType === 'touch' ? e.width : 0,
      pressure: e.pressure,
      shift: e.shiftKey,
      alt: e.altKey,
      ctrl: e.ctrlKey || e.metaKey,
      eraser,
      path: coalesced.map(at),
    }
  }

  const flush = () => {
    cancelAnimationFrame(frame)
    frame = 0
    const moves = [...waiting.values()]
    waiting.clear()
    for (const move of moves) gestures.move(move)
  }
  const onDown = (e: PointerEvent) => {
    flush()
    element.focus({ preventScroll: true })
    if (e.button !== 2 || isEraser(e)) element.setPointerCapture(e.pointerId)
    if (e.button === 1) e.preventDefault()
    gestures.down(contactOf(e))
  }
  const onMove = (e: PointerEvent) => {
    const contact = contactOf(e)
    const before = waiting.get(e.pointerId)
    waiting.set(e.pointerId, before ? { ...contact, path: [...before.path, ...contact.path] } : contact)
    frame ||= requestAnimationFrame(flush)
  }
  const onUp = (e: PointerEvent) => {
    flush()
    gestures.up(contactOf(e))
  }
  const onLost = (e: PointerEvent) => {
    waiting.delete(e.pointerId)
    gestures.cancel(e.pointerId)
  }
  const onWheel = (e: WheelEvent) => {
    e.preventDefault()
    const unit = [1, 16, element.clientHeight][e.deltaMode] ?? 1
    const rect = element.getBoundingClientRect()
    if (e.ctrlKey || e.metaKey) {
      const notches = Math.max(-3, Math.min(3, (e.deltaY * unit) / NOTCH))
      host.zoomAt(e.clientX - rect.left, e.clientY - rect.top, 1.1 ** -notches)
    } else if (e.shiftKey && e.deltaX === 0) host.panBy(-e.deltaY * unit, 0)
    else host.panBy(-e.deltaX * unit, -e.deltaY * unit)
  }
  const onBlur = () => {
    waiting.clear()
    gestures.blur()
  }
  const noMenu = (e: Event) => e.preventDefault()

  const listeners: [string, (e: never) => void][] = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onLost],
    ['lostpointercapture', onLost],
    ['contextmenu', noMenu],
  ]
  for (const [type, listener] of listeners) element.addEventListener(type, listener as EventListener)
  element.addEventListener('wheel', onWheel, { passive: false })
  addEventListener('blur', onBlur)
  return {
    escape: () => gestures.escape(),
    get busy() {
      return gestures.busy
    },
    get panning() {
      return gestures.panning
    },
    stop() {
      cancelAnimationFrame(frame)
      for (const [type, listener] of listeners) element.removeEventListener(type, listener as EventListener)
      element.removeEventListener('wheel', onWheel)
      removeEventListener('blur', onBlur)
    },
  }
}
