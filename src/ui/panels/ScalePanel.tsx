import { useState } from 'react'
import { Check } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { withScale } from '../../core/design/edits.ts'
import {
  isGuessedScale,
  isScaled,
  mmPerPxOf,
  proposeScale,
  PUPILS_MM,
  scaleProblem,
} from '../../core/design/calibration.ts'
import type { Design, Scale, ScaleSource } from '../../core/design/design.ts'
import { edit } from '../../store/designActions.ts'
import { designStore } from '../../store/designStore.ts'
import { setStep } from '../../store/viewStore.ts'
import { number, parseNumber, percent } from '../shell/format.ts'
import { strings } from '../strings/strings.ts'
import { Fact, PanelHead, Section } from './PanelParts.tsx'

const t = strings.scale

/** ISO/IEC 7810 ID-1: bank and identity cards. */
const CARD_MM = 85.6
const sources: readonly ScaleSource[] = ['card', 'ruler', 'caliper', 'pupils']

/** What was measured by each source of a photo: looking at another source loses no points. */
const placed = new Map<string, Scale>()

export function ScalePanel() {
  const design = useStore(designStore, (s) => s.design)
  /** A source that needs a figure and has none yet. */
  const [unmeasured, setUnmeasured] = useState<ScaleSource | null>(null)
  if (!design) return null
  const { scale, marks } = design
  if (scale.status === 'skipped') return <Skipped design={design} />

  const missing = unmeasured === scale.source
  const guessed = isGuessedScale(design)
  const band = mmPerPxOf(scale)
  const problem = missing ? null : scaleProblem(scale, marks)
  const put = (next: Scale, label: string, mergeKey?: string) => edit(withScale(design, next), label, mergeKey)

  const choose = (source: ScaleSource) => {
    if (source === scale.source) return
    const needsFigure = source === 'ruler' || source === 'caliper'
    placed.set(`${design.photo.id} ${scale.source}`, scale)
    const before = placed.get(`${design.photo.id} ${source}`)
    setUnmeasured(needsFigure && !before ? source : null)
    put(before ? { ...before, status: 'proposed' } : scaleFrom(source, design), strings.edits.knownDistance)
  }

  return (
    <>
      <PanelHead title={t.title} />
      <Section title={t.known}>
        <RadioGroup
          className="known"
          aria-label={t.known}
          value={scale.source}
          onChange={(value) => {
            const source = sources.find((s) => s === value)
            if (source) choose(source)
          }}
        >
          {sources.map((source) => (
            <div key={source} className="known-row" data-selected={source === scale.source || undefined}>
              <Radio value={source} className="known-radio">
                {t.sources[source]}
              </Radio>
              {source === scale.source ? (
                <KnownField
                  key={`${source} ${missing}`}
                  mm={missing ? null : scale.knownMm}
                  autoFocus={missing}
                  onEnter={(knownMm) => {
                    setUnmeasured(null)
                    put({ ...scale, knownMm }, strings.edits.knownDistance)
                  }}
                />
              ) : (
                <span className="known-value">{defaultText(source)}</span>
              )}
            </div>
          ))}
        </RadioGroup>
      </Section>
      <Section title={t.result}>
        <p className="result">{missing ? '–' : t.mmPerPx(number(band.value, 3))}</p>
        <Fact name={t.error}>
          {missing ? '–' : guessed ? t.guessedError : t.plusMinus(percent(band.high / band.value - 1, 1))}
        </Fact>
        {problem ? (
          <p className="note warning" role="alert">
            {t.implausible(number(problem.faceCm))}
          </p>
        ) : (
          <p className={guessed ? 'note warning' : 'note'}>
            {missing ? t.measureFirst : guessed ? t.guessed : t.notes[scale.source]}
          </p>
        )}
      </Section>
      <Section>
        {isScaled(design) ? (
          <p className="in-use">
            <Check size={16} className="ok" aria-hidden="true" />
            {t.inUse}
          </p>
        ) : (
          <button
            type="button"
            className="button button-solid button-wide"
            data-coach="scale"
            disabled={missing}
            onClick={() => {
              put({ ...scale, status: 'used' }, strings.edits.useScale)
              setStep('hairline')
            }}
          >
            {t.use}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet button-wide"
          onClick={() => {
            put({ ...scale, status: 'skipped' }, strings.edits.withoutScale)
            setStep('hairline')
          }}
        >
          {t.without}
        </button>
      </Section>
    </>
  )
}

function Skipped({ design }: { design: Design }) {
  return (
    <>
      <PanelHead title={t.title} />
      <Section>
        <p className="note">{t.none}</p>
        <button
          type="button"
          className="button button-solid button-wide"
          onClick={() => edit(withScale(design, { ...design.scale, status: 'proposed' }), strings.edits.setScale)}
        >
          {t.set}
        </button>
      </Section>
    </>
  )
}

function defaultText(source: ScaleSource): string {
  if (source === 'card') return `${number(CARD_MM, 1)} mm`
  if (source === 'pupils') return `${number(PUPILS_MM, 1)} mm`
  return t.enterMm
}

/** Where a source starts: its points laid from the marks where it belongs to the face, its usual length. */
function scaleFrom(source: ScaleSource, design: Design): Scale {
  const { marks, scale } = design
  const status = 'proposed'
  switch (source) {
    case 'pupils':
      return proposeScale(marks)
    case 'caliper': {
      const pupils = proposeScale(marks)
      const px = Math.hypot(marks.eyeRight.x - marks.eyeLeft.x, marks.eyeRight.y - marks.eyeLeft.y)
      return { a: marks.eyeRight, b: marks.eyeLeft, knownMm: mmPerPxOf(pupils).value * px, source, status }
    }
    case 'card':
      return { ...scale, knownMm: CARD_MM, source, status }
    case 'ruler':
      return { ...scale, source, status }
  }
}

function KnownField(props: { mm: number | null; autoFocus: boolean; onEnter(mm: number): void }) {
  const shown = props.mm === null ? '' : number(props.mm, 1)
  const [draft, setDraft] = useState<string | null>(null)
  const finish = () => {
    const mm = draft === null ? null : parseNumber(draft)
    setDraft(null)
    if (mm !== null && mm > 0 && mm < 1000 && draft !== shown) props.onEnter(mm)
  }
  return (
    <span className="known-field">
      <input
        className="known-input"
        aria-label={t.distanceField}
        inputMode="decimal"
        autoComplete="off"
        autoFocus={props.autoFocus}
        placeholder={t.enterMm}
        value={draft ?? shown}
        onFocus={(e) => e.currentTarget.select()}
        onChange={(e) => setDraft(e.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(e) => {
          if (e.key === 'Enter') finish()
          if (e.key === 'Escape') setDraft(null)
        }}
      />
      {(props.mm !== null || draft) && <span className="known-unit">mm</span>}
    </span>
  )
}
