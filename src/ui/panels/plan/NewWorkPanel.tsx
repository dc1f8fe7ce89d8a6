import { useMemo } from 'react'
import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/calibration.ts'
import { hasArea } from '../../../core/design/area.ts'
import type { Design } from '../../../core/design/design.ts'
import { planTreatment, type Plan, type RaisedSittings, type SittingPlan } from '../../../core/plan/planTreatment.ts'
import { touchUps, type Wear } from '../../../core/plan/touchUps.ts'
import { clinicStore } from '../../../store/clinicStore.ts'
import { planStore } from '../../../store/planStore.ts'
import { setStep } from '../../../store/viewStore.ts'
import { run } from '../../shell/commands.ts'
import { number, percent } from '../../shell/format.ts'
import { planStrings as t } from '../../shell/planStrings.ts'
import { strings } from '../../shell/strings.ts'
import { Section } from '../PanelParts.tsx'
import { Assumptions, cm2, count, duration, Figure, inMoney } from './figures.tsx'

/** What the design takes: dots, hours, sittings and money, each with its band. */
export function NewWorkPanel({ design }: { design: Design }) {
  const plan = usePlan()
  const failed = useStore(planStore, (s) => s.failed)
  if (!isScaled(design)) return <MissingScale />
  if (!hasArea(design)) return <Missing text={t.needArea} action={t.toArea} step="area" />
  if (!plan) return <Section>{<p className="note">{failed ? t.failed : t.measuring}</p>}</Section>
  return (
    <>
      <Areas plan={plan} />
      <Totals plan={plan} />
      <Sittings plan={plan} />
      <TouchUps design={design} />
      <Section title={t.expect}>
        <dl className="expect">
          {t.expectRows.map(([when, what]) => (
            <div key={when} className="expect-row">
              <dt>{when}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p className="note">{t.expectNote}</p>
      </Section>
      <Section>
        <p className="note">{t.honest}</p>
      </Section>
    </>
  )
}

/** The plan of what was measured, by the clinic's numbers; null until both are there. */
export function usePlan(): Plan | null {
  const measures = useStore(planStore, (s) => s.measures)
  const profile = useStore(clinicStore, (s) => s.profile)
  return useMemo(() => (measures ? planTreatment(measures, profile) : null), [measures, profile])
}

export const MissingScale = () => <Missing text={t.needScale} action={t.toScale} step="scale" />

function Missing({ text, action, step }: { text: string; action: string; step: 'scale' | 'area' }) {
  return (
    <Section>
      <p className="note">{text}</p>
      <button
        type="button"
        className="button button-wide"
        onClick={() => {
          run('studio')
          setStep(step)
        }}
      >
        {action}
      </button>
    </Section>
  )
}

function Areas({ plan }: { plan: Plan }) {
  return (
    <Section title={t.area}>
      {plan.areas.map(({ id, role, areaCm2, dots, impressions, retention }) => (
        <dl key={id} className="figures">
          <Figure name={strings.area.roles[role]} band={areaCm2} text={cm2} low={count} />
          <Figure name={t.dots} band={dots} text={count} />
          <Figure
            name={t.impressions}
            aside={t.impressionsNote(percent(retention.value))}
            band={impressions}
            text={count}
          />
        </dl>
      ))}
      <p className="note">{t.flat}</p>
    </Section>
  )
}

function Sittings({ plan }: { plan: Plan }) {
  return (
    <Section title={t.sittings} aside={<span className="section-aside">{number(plan.sittings.length)}</span>}>
      <ol className="sittings">
        {plan.sittings.map((sitting) => (
          <SittingCard key={sitting.number} sitting={sitting} currency={plan.price.currency} />
        ))}
      </ol>
      {plan.raised.map((raised) => (
        <p key={raised.code} className="note">
          {raisedText(raised)}
        </p>
      ))}
    </Section>
  )
}

function SittingCard({ sitting, currency }: { sitting: SittingPlan; currency: string }) {
  const { number: n, share, concentration, impressions, minutes, price } = sitting
  return (
    <li className="sitting">
      <div className="sitting-head">
        <h3 className="sitting-title">{t.sitting(number(n))}</h3>
        <span className="sitting-share">
          {t.share(percent(share))} · {t.shade(percent(concentration))}
        </span>
      </div>
      <dl className="figures">
        <Figure name={t.perSitting.impressions} band={impressions} text={count} />
        <Figure name={t.perSitting.time} band={minutes} text={duration} />
        <Figure name={t.perSitting.price} band={price} text={inMoney(currency)} />
      </dl>
    </li>
  )
}

function raisedText(raised: RaisedSittings): string {
  const figure = raised.code === 'minutes' ? duration : count
  return t.raised(raised, number(raised.sittings), number(raised.sitting), figure(raised.value), figure(raised.limit))
}

function Totals({ plan }: { plan: Plan }) {
  return (
    <Section title={t.total}>
      <dl className="figures">
        <Figure name={t.work} band={plan.workMinutes} text={duration} />
        <Figure name={t.chair} band={plan.minutes} text={duration} />
        <Figure name={t.count} band={plan.sittingCount} text={count} />
        <Figure name={t.price} band={plan.price} text={inMoney(plan.price.currency)} />
      </dl>
      <Assumptions texts={plan.assumptions.map((name) => t.assumptions[name])} />
    </Section>
  )
}

/** What decides how fast the dots of a design fade; how long a pigment lasts is the clinic's own figure. */
export function wearOf({ fill }: Design): Wear {
  const { pigment, sun, skin } = fill.ageing
  return { pigment, sun, skin }
}

function TouchUps({ design }: { design: Design }) {
  const profile = useStore(clinicStore, (s) => s.profile)
  const due = touchUps(wearOf(design), profile)
  const { dueYears, count: times, priceOfTenYears } = due
  return (
    <Section title={t.touchUps}>
      <dl className="figures">
        <div className="plan-figure">
          <dt className="plan-figure-name">{t.due}</dt>
          <dd className="plan-figure-value">{t.dueYears(number(dueYears.low, 1), number(dueYears.high, 1))}</dd>
        </div>
        <Figure name={t.inTenYears} band={times} text={count} />
        {priceOfTenYears ? (
          <Figure name={t.touchUpCost} band={priceOfTenYears} text={inMoney(priceOfTenYears.currency)} />
        ) : (
          <div className="plan-figure">
            <dt className="plan-figure-name">{t.touchUpCost}</dt>
            <dd className="plan-figure-value">{t.notPriced}</dd>
          </div>
        )}
      </dl>
      <Assumptions texts={due.assumptions.map((name) => t.touchUpAssumptions[name])} />
    </Section>
  )
}
