import type { PointPx } from '../../../core/geometry/points.ts'

/** A pane in the element's CSS px. Every pane shows the same photo point at its centre. */
export interface Pane {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What moves under the hand; places and ways in the element's CSS px. */
export interface Moved {
  pan(at: PointPx, dx: number, dy: number): void
  zoom(at: PointPx, factor: number): void
}

/** Pans by drag, wheel and two fingers; zooms by Ctrl or Cmd with the wheel and by pinch. Gives back what ends it. */
export function listenToPointers(element: HTMLElement, { pan, zoom }: Moved): () => void {
  const down = new Map<number, PointPx>()

  const place = (e: MouseEvent): PointPx => {
    const rect = element.getBoundingClientRect()
    return { x: e.clientX - rect.left, y: e.clientY - rect.top }
  }

  const onDown = (e: PointerEvent) => {
    const other = e.target instanceof Element && e.target.closest('button, input, [role="slider"]')
    if (e.button > 1 || down.size === 2 || other) return
    element.setPointerCapture(e.pointerId)
    down.set(e.pointerId, place(e))
  }
  const onMove = (e: PointerEvent) => {
    const from = down.get(e.pointerId)
    if (!from) return
    const to = place(e)
    const [other] = [...down].filter(([id]) => id !== e.pointerId).map(([, p]) => p)
    down.set(e.pointerId, to)
    if (!other) {
      pan(from, to.x - from.x, to.y - from.y)
      return
    }
    // Each finger moves on its own: half of its way shifts the middle, the change of distance zooms around it.
    pan(from, (to.x - from.x) / 2, (to.y - from.y) / 2)
    const before = Math.hypot(from.x - other.x, from.y - other.y)
    const now = Math.hypot(to.x - other.x, to.y - other.y)
    if (before > 0 && now > 0) zoom({ x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 }, now / before)
  }
  const onUp = (e: PointerEvent) => down.delete(e.pointerId)
  const onWheel = (e: WheelEvent) => {
    e.preventDefault()
    // Lines and pages to px, as browsers scroll them.
    const unit = [1, 16, element.clientHeight][e.deltaMode] ?? 1
    if (e.ctrlKey || e.metaKey) zoom(place(e), Math.exp(-Math.max(-50, Math.min(50, e.deltaY * unit)) * 0.01))
    else if (e.shiftKey && e.deltaX === 0) pan(place(e), -e.deltaY * unit, 0)
    else pan(place(e), -e.deltaX * unit, -e.deltaY * unit)
  }

  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', onUp)
  element.addEventListener('wheel', onWheel, { passive: false })
  return () => {
    element.removeEventListener('pointerdown', onDown)
    element.removeEventListener('pointermove', onMove)
    element.removeEventListener('pointerup', onUp)
    element.removeEventListener('pointercancel', onUp)
    element.removeEventListener('wheel', onWheel)
  }
}
