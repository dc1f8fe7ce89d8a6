import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { hairlineAdvice, type Advice } from '../../../core/design/lines/hairlineAdvice.ts'
import { ruleWay } from '../../../core/design/scale/figureWay.ts'
import { hairlineRules, ruleIds, type RuleId } from '../../../core/design/lines/hairlineRules.ts'
import { designStore } from '../../../store/designStore.ts'
import { adviceStrings as t } from '../../strings/adviceStrings.ts'
import { aboutWhere } from '../../shell/figures/bandText.ts'
import { figureSaid } from '../../shell/figures/lengthSaid.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { lengthFigure, lengthText } from '../../shell/figures/length.ts'
import { PersonFields, personOf } from '../PersonFields.tsx'
import { useRested } from '../useRested.ts'
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
  const scaled = isScaled(design)
  const line = advice ? lineOf(advice, person.ageYears) : t.usual(person, scaled)
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
        {advice ? <Rule advice={advice} design={design} /> : <p className="note">{t.looked}</p>}
        {!scaled && <p className="note">{t.noScale}</p>}
        <p className="note">{t.judged(person)}</p>
        {patient && <PersonFields patient={patient} />}
        {found.length > 1 && (
          <div className="advice-line">
            <p className="note">{t.position(index + 1, found.length)}</p>
            <button type="button" className="button button-quiet" onClick={() => setShown(index + 1)}>
              {t.next}
            </button>
          </div>
        )}
        <p className="note advice-source">{sourceText(advice ? [advice.rule] : ruleIds)}</p>
      </div>
      <p className="advice-spoken" aria-live="polite">
        {spoken}
      </p>
    </div>
  )
}

/** The rule in plain words, and the patient's own figure beside it. */
function Rule({ advice, design }: { advice: Advice; design: Design }) {
  const { rule } = advice
  const { value, limits } = rule === 'falling' ? turnedRound(advice) : advice
  return (
    <>
      <p className="note">{t.reasons[rule]}</p>
      <p className="note advice-figure">
        {t.here(t.measures[rule], measured(design, advice, value), limitsText(advice, limits))}
      </p>
    </>
  )
}

/** As the panel says it. The edge is set, not measured. */
function measured(design: Design, advice: Advice, value: number): string {
  const { unit } = hairlineRules[advice.rule]
  if (unit === 'mm' && advice.rule !== 'wall') return figureSaid(design, value, ruleWay(design, advice.rule, advice))
  return aboutWhere(unit === 'cm2', figure(advice, value))
}

/** A fall is a rise below 0. */
const turnedRound = ({ value, limits }: Advice): Pick<Advice, 'value' | 'limits'> => ({
  value: -value,
  limits: { low: limits.high === null ? null : -limits.high, high: limits.low === null ? null : -limits.low },
})

const lineOf = (advice: Advice, age: number | null): string =>
  t.lines[advice.rule](advice.by < 0 ? 'below' : 'above', figure(advice, Math.abs(advice.by)), advice.side, age)

function figure({ rule }: Advice, value: number): string {
  switch (hairlineRules[rule].unit) {
    case 'mm':
      return lengthText(value)
    case 'cm2':
      return `${number(value)} cm²`
    case 'deg':
      return `${number(value)}°`
    case 'share':
      return percent(value)
  }
}

/** The lower end of a range, whose unit stands behind the upper one. */
function bare({ rule }: Advice, value: number): string {
  const { unit } = hairlineRules[rule]
  return unit === 'mm' ? lengthFigure(value) : number(value * (unit === 'share' ? 100 : 1))
}

function limitsText(advice: Advice, { low, high }: Advice['limits']): string {
  if (low !== null && high !== null) return t.range(bare(advice, low), figure(advice, high))
  return low !== null ? t.from(figure(advice, low)) : t.upTo(figure(advice, high ?? 0))
}

/** Where the rules stand, each source once, and which limits are assumed. */
function sourceText(rules: readonly RuleId[]): string {
  const sources = new Set(rules.flatMap((rule) => hairlineRules[rule].source?.split('; ') ?? []))
  const said = sources.size > 0 ? t.source([...sources].join('; '), sources.size > 1) : null
  return [said, rules.some((rule) => hairlineRules[rule].assumed) && t.assumed].filter(Boolean).join(' ')
}
