import { useImperativeHandle, useRef, useState, type PointerEvent, type Ref } from 'react'
import { PAD_UNITS } from '../../../core/plan/consent.ts'
import { type InkPoint, type InkStroke } from '../../../core/plan/signatureInk.ts'
import { consentStrings as t } from '../../strings/consentStrings.ts'
import { InkDrawing } from './InkDrawing.tsx'
import { InkHand } from './inkHand.ts'

/** What is on the pad, and how high the pad was when it was drawn, in ink units. */
export interface PadInk {
  readonly strokes: readonly InkStroke[]
  readonly height: number
}

export const emptyPad: PadInk = { strokes: [], height: PAD_UNITS / 4 }

export interface PadControl {
  /** Takes an unfinished stroke back; whether there was one. */
  cancelStroke(): boolean
  /** What lies on the pad, with a stroke that is still in the hand. */
  drawn(): PadInk
}

/** A white field to draw in. The pad keeps its ink where its size changes: the ink is drawn smaller then. */
export function SignaturePad(props: {
  ink: PadInk
  control: Ref<PadControl>
  onStroke(stroke: InkStroke, height: number): void
}) {
  const { ink, onStroke } = props
  const pad = useRef<HTMLDivElement>(null)
  const [hand] = useState(() => new InkHand())
  const [live, setLive] = useState<{ readonly stroke: InkStroke; readonly height: number } | null>(null)
  const height = useRef(ink.height)

  useImperativeHandle(props.control, () => ({
    cancelStroke() {
      const drawing = hand.stroke !== null
      hand.cancel()
      setLive(null)
      return drawing
    },
    drawn: () => (hand.stroke ? { strokes: [...ink.strokes, hand.stroke], height: height.current } : ink),
  }))

  /** From the pad's own lower edge: where ink is there already, it lies in the middle of what the pad has become. */
  const toInk = (e: { clientX: number; clientY: number; pointerType: string; pressure: number }): InkPoint => {
    const box = pad.current!.getBoundingClientRect()
    const scale = Math.max(PAD_UNITS / box.width, height.current / box.height)
    const x = (e.clientX - box.left - box.width / 2) * scale + PAD_UNITS / 2
    const y = (e.clientY - box.top - box.height / 2) * scale + height.current / 2
    const inside = (value: number, most: number) => Math.min(most, Math.max(0, value))
    const place = { x: inside(x, PAD_UNITS), y: inside(y, height.current) }
    // A mouse says one half for every press.
    return e.pointerType === 'pen' ? { ...place, pressure: e.pressure } : place
  }

  const showLive = () => setLive(hand.stroke && { stroke: hand.stroke, height: height.current })

  function onPointerDown(e: PointerEvent<HTMLDivElement>): void {
    const box = e.currentTarget.getBoundingClientRect()
    if (ink.strokes.length === 0 && !hand.stroke) {
      height.current = Math.min(PAD_UNITS, Math.round((PAD_UNITS * box.height) / box.width))
    }
    if (!hand.down(e.nativeEvent, toInk(e))) return
    e.currentTarget.setPointerCapture(e.pointerId)
    showLive()
  }

  function onPointerMove(e: PointerEvent<HTMLDivElement>): void {
    const { nativeEvent } = e
    if (!hand.isDrawing(e.pointerId)) return
    const samples = nativeEvent.getCoalescedEvents?.() ?? []
    hand.move(nativeEvent, (samples.length > 0 ? samples : [nativeEvent]).map(toInk))
    showLive()
  }

  function onPointerUp(e: PointerEvent<HTMLDivElement>): void {
    const stroke = hand.up(e.pointerId)
    if (!stroke) return
    setLive(null)
    onStroke(stroke, height.current)
  }

  function onCancel(e: PointerEvent<HTMLDivElement>): void {
    if (!hand.isDrawing(e.pointerId)) return
    hand.cancel()
    setLive(null)
  }

  const strokes = live ? [...ink.strokes, live.stroke] : ink.strokes
  return (
    <div
      ref={pad}
      className="consent-ink"
      role="img"
      aria-label={strokes.length > 0 ? t.drawn : t.empty}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onCancel}
      onLostPointerCapture={onCancel}
    >
      <InkDrawing strokes={strokes} height={live?.height ?? ink.height} />
    </div>
  )
}
