import { useLayoutEffect, useRef } from 'react'
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { DAYS_PER_YEAR, HEALED, touchUpDueYears, type Ageing, type Moment } from '../../../core/pigment/ageing.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { LAST_PLACE, momentAt, nextStop, placeOf, timeStops } from './timeScale.ts'
import { momentName, momentNote, touchUpDue } from './timeText.ts'
import './timeControl.css'

const t = strings.time
/** Steps that a finger can not tell apart; keys go from stop to stop instead. */
const STEP = 0.01
/** Arrow keys in a row within this time are one undo step. */
const BURST_MS = 500
let bursts = 0

/** The stops with their units, as they stand under the rail. */
const scale = [
  { unit: t.scale.days, stops: [0, 3, 7, 28], per: 1 },
  { unit: t.scale.weeks, stops: [HEALED], per: 7 },
  { unit: t.scale.months, stops: [timeStops[5]!], per: DAYS_PER_YEAR / 12 },
  { unit: t.scale.years, stops: timeStops.slice(6), per: DAYS_PER_YEAR },
] as const

const shareOf = (moment: Moment): string => `${(placeOf(moment) / LAST_PLACE) * 100}%`

interface TimeControlProps {
  readonly label: string
  readonly moment: Moment
  readonly ageing: Ageing
  /** Only the slider with its name: for a bar over a picture. */
  readonly compact?: boolean
  readonly disabled?: boolean
  /** The moment while a hand moves it. */
  onShow(moment: Moment): void
  /** The moment at the end of one gesture. Changes that share a mergeKey are one undo step. */
  onCommit(moment: Moment, mergeKey?: string): void
}

/** A slider from the day of the sitting to ten years after: days and years get equal room. */
export function TimeControl(props: TimeControlProps) {
  const { label, moment, ageing, compact = false, disabled = false } = props
  const input = useRef<HTMLInputElement>(null)
  const gesture = useRef({ byHand: false, lastKeyAt: 0, burst: 0, live: moment })
  const name = momentName(moment)

  // The slider would speak its place on the scale.
  useLayoutEffect(() => input.current?.setAttribute('aria-valuetext', name), [name, moment])

  const show = (next: Moment) => {
    gesture.current.live = next
    if (next !== moment) props.onShow(next)
  }
  /** What is no hand on the rail goes from stop to stop: keys, and the gestures of a screen reader. */
  const change = (place: number) => {
    if (gesture.current.byHand || place === 0 || place === LAST_PLACE) show(momentAt(place))
    else show(nextStop(moment, place > placeOf(moment) ? 1 : -1))
  }
  const end = () => {
    const g = gesture.current
    if (g.byHand) props.onCommit(g.live)
    else {
      const now = performance.now()
      if (now - g.lastKeyAt > BURST_MS) g.burst = ++bursts
      g.lastKeyAt = now
      props.onCommit(g.live, `${label} ${g.burst}`)
    }
    g.byHand = false
  }
  const goTo = (stop: Moment) => {
    if (disabled || stop === moment) return
    props.onShow(stop)
    props.onCommit(stop)
  }

  /** A press that moves nothing ends too: it must commit what is shown. */
  const begin = (byHand: boolean) => Object.assign(gesture.current, { byHand, live: moment })

  return (
    <div className={compact ? 'time time-compact' : 'time'}>
      <div onKeyDownCapture={() => begin(false)} onPointerDownCapture={() => begin(true)}>
        <Slider
          className="scrub"
          value={placeOf(moment)}
          minValue={0}
          maxValue={LAST_PLACE}
          step={STEP}
          isDisabled={disabled}
          onChange={change}
          onChangeEnd={end}
        >
          <div className="scrub-head">
            <Label className="scrub-label">{label}</Label>
            <span className="scrub-words">{name}</span>
          </div>
          <SliderTrack className="scrub-track time-track" onDoubleClick={() => goTo(HEALED)}>
            <div className="scrub-rail" />
            {!compact && <DueBand ageing={ageing} />}
            <div className="scrub-fill" style={{ width: shareOf(moment) }} />
            {!compact &&
              ageing.touchUps.map((day) => <div key={day} className="time-touch-up" style={{ left: shareOf(day) }} />)}
            <SliderThumb className="scrub-thumb" inputRef={input} />
          </SliderTrack>
        </Slider>
      </div>
      <Scale moment={moment} disabled={disabled} compact={compact} goTo={goTo} />
    </div>
  )
}

/** What the skin is like at a moment, and when the next touch-up is due. */
export function TimeNotes({ moment, ageing }: Pick<TimeControlProps, 'moment' | 'ageing'>) {
  return (
    <>
      <p className="note time-note">{momentNote(moment, ageing)}</p>
      <p className="note time-due-note">
        <span className="time-due-key" aria-hidden="true" />
        {touchUpDue(ageing)}
      </p>
    </>
  )
}

/** Where the next touch-up falls due, on the rail. */
function DueBand({ ageing }: { ageing: Ageing }) {
  const { low, high } = touchUpDueYears(ageing)
  const after = (years: number) => (ageing.touchUps.at(-1) ?? 0) + HEALED + years * DAYS_PER_YEAR
  const [from, to] = [placeOf(after(low)), placeOf(after(high))]
  if (from >= LAST_PLACE) return null
  const style = { left: `${(from / LAST_PLACE) * 100}%`, width: `${((to - from) / LAST_PLACE) * 100}%` }
  return <div className="time-due" style={style} />
}

/** Every stop by its number, with the unit under each group. A press goes there. */
function Scale(props: { moment: Moment; disabled: boolean; compact: boolean; goTo(stop: Moment): void }) {
  const { moment, disabled, compact, goTo } = props
  return (
    <div className="time-scale">
      {scale.map(({ unit, stops, per }) => (
        <div key={unit} className="time-group" style={{ flexGrow: stops.length }}>
          <div className="time-stops">
            {stops.map((stop) => (
              <button
                key={stop}
                type="button"
                className="time-stop"
                tabIndex={-1}
                disabled={disabled}
                aria-label={t.goTo(momentName(stop))}
                aria-current={stop === moment ? 'true' : undefined}
                onClick={() => goTo(stop)}
              >
                {number(stop / per)}
              </button>
            ))}
          </div>
          <span className="time-unit" aria-hidden="true">
            {/* Under a single stop there is no room for more. */}
            {compact && stops.length === 1 ? unit.slice(0, 1) : unit}
          </span>
        </div>
      ))}
    </div>
  )
}
