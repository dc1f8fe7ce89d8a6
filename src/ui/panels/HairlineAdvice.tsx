import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { isScaled } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { hairlineAdvice, type Advice } from '../../core/design/hairlineAdvice.ts'
import { hairlineRules } from '../../core/design/hairlineRules.ts'
import { designStore } from '../../store/designStore.ts'
import { adviceStrings as t } from '../strings/adviceStrings.ts'
import { number, percent } from '../shell/format.ts'
import { PersonFields, personOf } from './PersonFields.tsx'
import { useRested } from './useRested.ts'
import './hairlineAdvice.css'

/** One neutral line about the hairline, and its ground on demand. It changes nothing and holds nothing up. */
export function HairlineAdvice({ design }: { design: Design }) {
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState(0)
  const groundsId = useId()
  const patient = useStore(designStore, (s) => s.patient)
  const person = personOf(patient)
  const found = hairlineAdvice(design, person)
  const index = found.length > 0 ? shown % found.length : 0
  const advice = found[index]
  const line = advice ? lineOf(advice, person.ageYears) : t.usual
  const spoken = useRested(line)
  return (
    <div className="advice" role="group" aria-label={t.label}>
      <div className="advice-line">
        <p className="note">{line}</p>
        <button
          type="button"
          className="button button-quiet"
          aria-expanded={open}
          aria-controls={groundsId}
          onClick={() => setOpen(!open)}
        >
          {t.why}
        </button>
      </div>
      <div id={groundsId} hidden={!open}>
        {advice ? <Grounds advice={advice} /> : <p className="note">{sourcesText()}</p>}
        {!isScaled(design) && <p className="note">{t.noScale}</p>}
        {isScaled(design) && (person.sex === null || person.ageYears === null) && <p className="note">{t.person}</p>}
        {patient && <PersonFields patient={patient} />}
        {found.length > 1 && (
          <div className="advice-line">
            <p className="note">{t.position(index + 1, found.length)}</p>
            <button type="button" className="button button-quiet" onClick={() => setShown(index + 1)}>
              {t.next}
            </button>
          </div>
        )}
      </div>
      <p className="advice-spoken" aria-live="polite">
        {spoken}
      </p>
    </div>
  )
}

function Grounds({ advice }: { advice: Advice }) {
  const { source, assumed } = hairlineRules[advice.rule]
  return (
    <>
      <p className="note">{t.reasons[advice.rule]}</p>
      <p className="note">{t.measured(figure(advice, advice.value), limitsText(advice))}</p>
      <p className="note">{[source && t.source(source), assumed && t.assumed].filter(Boolean).join(' ')}</p>
    </>
  )
}

const lineOf = (advice: Advice, age: number | null): string =>
  t.lines[advice.rule](advice.by < 0 ? 'below' : 'above', figure(advice, Math.abs(advice.by)), advice.side, age)

function figure({ rule }: Advice, value: number): string {
  switch (hairlineRules[rule].unit) {
    case 'mm':
      return `${number(value)} mm`
    case 'cm2':
      return `${number(value)} cm²`
    case 'deg':
      return `${number(value)}°`
    case 'share':
      return percent(value)
  }
}

function limitsText(advice: Advice): string {
  const { low, high } = advice.limits
  if (low !== null && high !== null) return t.range(figure(advice, low), figure(advice, high))
  return low !== null ? t.from(figure(advice, low)) : t.upTo(figure(advice, high ?? 0))
}

const sourcesText = (): string =>
  [...new Set(Object.values(hairlineRules).flatMap(({ source }) => source ?? []))].map(t.source).join(' ') +
  ` ${t.assumed}`
