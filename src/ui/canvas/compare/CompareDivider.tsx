import { useRef, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import { compareStore, setCompare, setSplit } from '../../../store/compare/compareStore.ts'
import { percent } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'

/** Further than this, a press on the knob is a drag, CSS px. */
const CLICK_PX = 4

/** The line between A and B. All of it drags; a click on its knob turns it. */
export function CompareDivider({ width, height }: { width: number; height: number }) {
  const split = useStore(compareStore, (s) => s.split)
  const vertical = useStore(compareStore, (s) => s.vertical)
  const drag = useRef<{ from: number; split: number; moved: boolean } | null>(null)
  const along = (e: PointerEvent) => (vertical ? e.clientX : e.clientY)
  const turn = () => setCompare({ vertical: !vertical })

  function onPointerDown(e: PointerEvent<HTMLDivElement>) {
    if (e.button !== 0 || drag.current) return
    e.currentTarget.setPointerCapture(e.pointerId)
    drag.current = { from: along(e), split, moved: false }
  }

  function onPointerMove(e: PointerEvent) {
    if (!drag.current) return
    const by = along(e) - drag.current.from
    if (Math.abs(by) > CLICK_PX) drag.current.moved = true
    if (drag.current.moved) setSplit(drag.current.split + by / (vertical ? width : height))
  }

  function onPointerUp(e: PointerEvent<HTMLDivElement>) {
    if (!drag.current) return
    const { moved } = drag.current
    drag.current = null
    const knob = e.currentTarget.querySelector('.divider-knob')?.getBoundingClientRect()
    const onKnob =
      knob && e.clientX >= knob.left && e.clientX <= knob.right && e.clientY >= knob.top && e.clientY <= knob.bottom
    if (!moved && onKnob) turn()
  }

  return (
    <div
      className={`divider ${vertical ? 'divider-upright' : 'divider-level'}`}
      style={vertical ? { left: split * width } : { top: split * height }}
      role="slider"
      tabIndex={0}
      aria-label={strings.compare.divider}
      aria-description={strings.compare.turn}
      aria-orientation={vertical ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(split * 100)}
      aria-valuetext={strings.compare.shown(percent(1 - split))}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => (drag.current = null)}
      onKeyDown={(e) => {
        if (e.key !== 'Enter' && e.key !== ' ') return
        e.preventDefault()
        turn()
      }}
    >
      <span className="divider-line" />
      <span className="divider-knob" title={strings.compare.turn}>
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <path d="M6.5 4.5 2.5 9l4 4.5M11.5 4.5l4 4.5-4 4.5" />
        </svg>
      </span>
    </div>
  )
}
