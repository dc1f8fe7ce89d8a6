import { Pause, Play } from 'lucide-react'
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useStore } from 'zustand'
import {
  compareStore,
  setCompare,
  setFade,
  setRate,
  setThreshold,
  thresholdRange,
} from '../../../store/compare/compareStore.ts'
import { flickerRange } from '../../../store/compare/flicker.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { compareStrings as t } from '../../strings/compareStrings.ts'
import './compareBar.css'

/** What the mode in use is set by, under the pictures. */
export function CompareBar() {
  const mode = useStore(compareStore, (s) => s.mode)
  if (mode === 'fade') return <FadeBar />
  if (mode === 'flicker') return <FlickerBar />
  if (mode === 'difference') return <DifferenceBar />
  return <span />
}

function FadeBar() {
  const fade = useStore(compareStore, (s) => s.fade)
  return (
    <div className="compare-bar floating">
      <span className="letter" aria-hidden="true">
        A
      </span>
      <BarSlider
        label={t.fadeShown}
        value={fade}
        range={[0, 1]}
        step={0.01}
        words={t.ofB(percent(fade))}
        set={setFade}
      />
      <span className="letter" aria-hidden="true">
        B
      </span>
    </div>
  )
}

function FlickerBar() {
  const { rate, playing, standing } = useStore(compareStore)
  return (
    <div className="compare-bar floating">
      <button
        type="button"
        className="icon-button"
        aria-label={playing ? t.pause : t.play}
        onClick={() => setCompare({ playing: !playing })}
      >
        {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </button>
      {(['a', 'b'] as const).map((side) => (
        <button
          key={side}
          type="button"
          className={standing === side ? 'letter letter-button' : 'compare-letter letter-button'}
          aria-label={t.showing(side.toUpperCase())}
          aria-pressed={!playing && standing === side}
          onClick={() => setCompare({ playing: false, standing: side })}
        >
          {side.toUpperCase()}
        </button>
      ))}
      <BarSlider
        label={t.rate}
        value={rate}
        range={flickerRange}
        step={0.1}
        words={t.rateOf(number(rate, 1))}
        set={setRate}
      />
    </div>
  )
}

function DifferenceBar() {
  const threshold = useStore(compareStore, (s) => s.threshold)
  return (
    <div className="compare-bar floating">
      <span className="difference-key" aria-hidden="true" />
      <span className="chip-quiet">{t.changes}</span>
      <BarSlider
        label={t.threshold}
        value={threshold}
        range={thresholdRange}
        step={1}
        words={t.thresholdOf(number(threshold))}
        set={setThreshold}
      />
    </div>
  )
}

/** Arrows step, with Shift ten times as far. */
function BarSlider(props: {
  label: string
  value: number
  range: readonly [number, number]
  step: number
  words: string
  set(value: number): void
}) {
  const { label, value, range, step, words, set } = props
  const input = useRef<HTMLInputElement>(null)
  // The slider would speak its bare figure.
  useLayoutEffect(() => input.current?.setAttribute('aria-valuetext', words), [words])
  const onKeyDown = (e: KeyboardEvent) => {
    const forth = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[e.key]
    if (!forth || !e.shiftKey) return
    e.preventDefault()
    e.stopPropagation()
    set(value + forth * 10 * step)
  }
  return (
    <div className="compare-bar-slider" onKeyDownCapture={onKeyDown}>
      <Slider className="scrub" value={value} minValue={range[0]} maxValue={range[1]} step={step} onChange={set}>
        <div className="scrub-head">
          <Label className="scrub-label">{label}</Label>
          <span className="scrub-words">{words}</span>
        </div>
        <SliderTrack className="scrub-track">
          <div className="scrub-rail" />
          <div className="scrub-fill" style={{ width: `${((value - range[0]) / (range[1] - range[0])) * 100}%` }} />
          <SliderThumb className="scrub-thumb" inputRef={input} />
        </SliderTrack>
      </Slider>
    </div>
  )
}
