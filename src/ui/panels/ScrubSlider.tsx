import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { aboutUnit, figureIn, shownUnit, unitName, type ShownUnit } from '../shell/figures/length.ts'
import { typedFigure } from './typedFigure.ts'

export interface ScrubSliderProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly digits?: number
  /** A length in mm is shown and typed in inches where Settings say so. */
  readonly unit?: string
  /** In mm all the same: what is known by no other name, such as a dot. */
  readonly alwaysMm?: boolean
  /** Stands before the figure where it is approximate. */
  readonly approximate?: boolean
  /** Half of the band that the figure has, as it is written behind its unit. */
  readonly plusMinus?: string | undefined
  /** Marked on the track; a double click comes back to it. */
  readonly initial?: number
  /** Why it goes no further, as a sentence: it is said where more is typed. */
  readonly reason?: string | undefined
  /** Words instead of a figure; then there is nothing to type. */
  readonly words?: string
  /** Stands beside the label, quieter. */
  readonly aside?: ReactNode
  readonly disabled?: boolean
  /** The value while a hand moves it. */
  onShow(value: number): void
  /** The value at the end of one gesture. Changes that share a mergeKey are one undo step. */
  onCommit(value: number, mergeKey?: string): void
  onCancel?(): void
}

/** Arrow keys in a row within this time are one undo step. */
const BURST_MS = 500
let bursts = 0

/**
 * A labelled slider with its figure. The label scrubs sideways, the figure can be typed, arrows step, and a double
 * click goes back to the default. One drag is one commit.
 */
export function ScrubSlider(props: ScrubSliderProps) {
  const { label, value, min, max, step, initial, words, aside, disabled = false } = props
  const shownIn = shownAs(props)
  const { unit, per, digits } = shownIn
  const gesture = useRef({
    byKey: false,
    lastKeyAt: 0,
    burst: 0,
    start: value,
    startX: 0,
    scrubbing: false,
    live: value,
    /** Whether the thumb is dragged, or was until Escape took that back and the hand has not let go yet. */
    dragging: false,
    dropped: false,
  })
  const [refused, setRefused] = useState<{ readonly text: string; readonly at: number } | null>(null)
  // Until the field is taken again, or the figure changes another way.
  const problem = refused?.at === value ? refused.text : null
  const problemId = useId()
  const inRange = Math.min(max, Math.max(min, value))
  const exact = figureIn(shownIn, value)
  const figure = props.approximate ? `≈ ${per === 1 ? exact : figureIn(aboutUnit(), value)}` : exact
  const input = useRef<HTMLInputElement>(null)
  // The slider would speak its place in mm.
  useLayoutEffect(() => {
    if (per !== 1) input.current?.setAttribute('aria-valuetext', `${exact} ${unit}`)
  }, [per, exact, unit, value])
  const snap = (v: number) => Math.min(max, Math.max(min, Math.round(v / step) * step))

  const commitByKey = (v: number) => {
    const g = gesture.current
    const now = performance.now()
    if (now - g.lastKeyAt > BURST_MS) g.burst = ++bursts
    g.lastKeyAt = now
    props.onCommit(v, `${label} ${g.burst}`)
  }
  const reset = () => {
    if (initial === undefined || disabled) return
    props.onShow(initial)
    props.onCommit(initial)
  }

  const enter = (text: string) => {
    const typed = typedFigure(text, { min, max, digits, unit, reason: props.reason })
    if ('problem' in typed) return setRefused({ text: typed.problem, at: value })
    props.onShow(typed.value)
    props.onCommit(typed.value)
  }

  const scrubStart = (e: PointerEvent<HTMLElement>) => {
    if (disabled || e.button !== 0) return
    e.currentTarget.setPointerCapture(e.pointerId)
    // Escape is heard here.
    input.current?.focus({ preventScroll: true })
    Object.assign(gesture.current, { start: inRange, startX: e.clientX, scrubbing: true, live: inRange })
  }
  const scrubMove = (e: PointerEvent<HTMLElement>) => {
    const g = gesture.current
    if (!g.scrubbing) return
    // A slider's width from end to end; Shift goes ten times finer.
    const perPx = (max - min) / 260 / (e.shiftKey ? 10 : 1)
    const next = snap(g.start + (e.clientX - g.startX) * perPx)
    if (next === g.live) return
    g.live = next
    props.onShow(next)
  }
  const scrubEnd = () => {
    const g = gesture.current
    if (!g.scrubbing) return
    g.scrubbing = false
    if (g.live !== g.start) props.onCommit(g.live)
  }
  const scrubCancel = () => {
    const g = gesture.current
    if (g.scrubbing && g.live !== g.start) takeBack()
    g.scrubbing = false
  }

  const takeBack = () => (props.onCancel ? props.onCancel() : props.onShow(gesture.current.start))
  const drag = (v: number) => {
    const g = gesture.current
    if (g.dropped) return
    if (!g.dragging && !g.byKey) Object.assign(g, { dragging: true, start: inRange })
    props.onShow(v)
  }
  const dragEnd = (v: number) => {
    const g = gesture.current
    const { dropped } = g
    Object.assign(g, { dragging: false, dropped: false })
    if (dropped) return
    if (g.byKey) commitByKey(v)
    else props.onCommit(v)
  }
  /** Escape takes back what the hand drags, and then means nothing else. */
  const onKey = (e: KeyboardEvent<HTMLElement>) => {
    const g = gesture.current
    if (e.key === 'Escape' && (g.dragging || g.scrubbing)) {
      e.stopPropagation()
      if (g.scrubbing) return scrubCancel()
      Object.assign(g, { dragging: false, dropped: true })
      return takeBack()
    }
    if (!g.dragging && !g.dropped) g.byKey = true
  }

  return (
    <div className="scrub-wrap" onKeyDownCapture={onKey} onPointerDownCapture={() => (gesture.current.byKey = false)}>
      <Slider
        className="scrub"
        value={inRange}
        minValue={min}
        maxValue={max}
        step={step}
        isDisabled={disabled}
        onChange={drag}
        onChangeEnd={dragEnd}
      >
        <div className="scrub-head">
          <Label
            className="scrub-label"
            onPointerDown={scrubStart}
            // The press would take the focus off the slider again.
            onMouseDown={(e) => e.preventDefault()}
            onPointerMove={scrubMove}
            onPointerUp={scrubEnd}
            onPointerCancel={scrubCancel}
            onLostPointerCapture={scrubEnd}
            onDoubleClick={reset}
          >
            {label}
          </Label>
          {aside && <span className="scrub-aside">{aside}</span>}
          {words === undefined ? (
            <Figure
              label={label}
              figure={figure}
              unit={unit}
              plusMinus={props.plusMinus}
              editText={exact}
              disabled={disabled}
              described={problem === null ? undefined : problemId}
              onStep={(direction, by) => {
                const next = snap(inRange + direction * step * by)
                props.onShow(next)
                commitByKey(next)
              }}
              onEnter={enter}
              onEdit={() => setRefused(null)}
            />
          ) : (
            <span className="scrub-words">{words}</span>
          )}
        </div>
        <SliderTrack className="scrub-track" onDoubleClick={reset}>
          {({ state }) => (
            <>
              <div className="scrub-rail" />
              <div className="scrub-fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
              {initial !== undefined && (
                <div className="scrub-tick" style={{ left: `${((initial - min) / (max - min)) * 100}%` }} />
              )}
              <SliderThumb className="scrub-thumb" inputRef={input} />
            </>
          )}
        </SliderTrack>
      </Slider>
      <div role="status">
        {problem !== null && (
          <p className="note scrub-problem" id={problemId}>
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}

/** How a value is written; that of a length in mm may be in inches. */
function shownAs({ unit = '', digits = 0, alwaysMm }: ScrubSliderProps): ShownUnit {
  if (unit !== 'mm' || alwaysMm) return { unit, per: 1, digits }
  const shown = shownUnit()
  return { ...shown, digits: shown.unit === 'mm' ? digits : shown.digits }
}

interface FigureProps {
  readonly label: string
  readonly figure: string
  readonly unit: string
  readonly plusMinus: string | undefined
  readonly editText: string
  readonly disabled: boolean
  onStep(direction: 1 | -1, by: number): void
  /** What says why nothing was changed. */
  readonly described: string | undefined
  onEnter(text: string): void
  /** A hand takes the field. */
  onEdit(): void
}

/** The figure of a slider: a press turns it into a field. */
function Figure(props: FigureProps) {
  const { label, figure, unit, plusMinus, editText, disabled } = props
  /** What was typed; null while nothing was. */
  const [draft, setDraft] = useState<string | null>(null)
  const [editing, setEditing] = useState(false)
  /** Since Enter nothing else was typed. */
  const [entered, setEntered] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const text = draft ?? (editing ? editText : figure)
  useLayoutEffect(() => {
    if (editing) input.current?.select()
  }, [editing])
  const finish = (typed: string | null) => {
    setDraft(null)
    if (typed !== null && typed.trim() !== '' && typed !== editText) props.onEnter(typed)
  }
  const onKeyDown = (e: KeyboardEvent<HTMLInputElement>) => {
    if (e.key === 'Enter') {
      finish(draft)
      setEntered(true)
      e.currentTarget.select()
    } else if (e.key === 'Escape') finish(null)
    else if (e.key === 'ArrowUp' || e.key === 'ArrowDown') {
      e.preventDefault()
      props.onStep(e.key === 'ArrowUp' ? 1 : -1, e.shiftKey ? 10 : 1)
      setDraft(null)
    } else return
    e.stopPropagation()
  }
  return (
    <span className="figure">
      <input
        ref={input}
        className="figure-input"
        aria-label={`${label}, value${unit ? ` in ${unitName(unit)}` : ''}`}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        size={Math.max(2, text.length)}
        disabled={disabled}
        data-settled={draft === null || undefined}
        data-entered={entered || undefined}
        value={text}
        onMouseDown={(e) => {
          // The first press takes the focus without placing a caret, so that typing replaces the figure.
          if (document.activeElement === e.currentTarget) return
          e.preventDefault()
          e.currentTarget.focus()
        }}
        aria-describedby={props.described}
        onFocus={() => setEditing(true)}
        onChange={(e) => {
          setDraft(e.currentTarget.value)
          setEntered(false)
          props.onEdit()
        }}
        onBlur={() => {
          setEditing(false)
          setEntered(false)
          finish(draft)
        }}
        onKeyDown={onKeyDown}
      />
      {unit && <span className="figure-unit">{unit}</span>}
      {plusMinus !== undefined && <span className="figure-band">± {plusMinus}</span>}
    </span>
  )
}
