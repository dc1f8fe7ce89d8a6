import { useId } from 'react'
import { useStore } from 'zustand'
import { shadeAt } from '../../../core/pigment/shades.ts'
import type { Design } from '../../../core/design/design.ts'
import { needleNames, withPlan } from '../../../core/design/plannedWork.ts'
import type { RaisedSittings, SittingPlan } from '../../../core/plan/planTreatment.ts'
import { inCurrency, pricedOr } from '../../../core/plan/price.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { Section } from '../PanelParts.tsx'
import { Segmented } from '../Segmented.tsx'
import { AreaFigure, count, duration, Figure, PriceFigure, TimeFigure } from './figures.tsx'
import type { NewWork } from './newWork.ts'
import { CellProblem, NumberCell } from './NumberCell.tsx'
import { leastSittings, problemOf } from './profileFields.ts'
import { planReasons } from './reasons.ts'
import { useTypedNumbers } from './typedNumbers.ts'
import { fullDate } from './visitDates.ts'

/** Each sitting on a card, the needle of all of them, and why they are as many. */
export function SittingCards({ work, design }: { work: NewWork; design: Design }) {
  const { plan } = work
  const { needle } = work.profile
  return (
    <Section title={t.sittings} aside={<span className="section-aside">{number(plan.sittings.length)}</span>}>
      <div className="field-row">
        <span className="field-name">{t.needle.name}</span>
        <Segmented
          label={t.needle.name}
          value={needle}
          options={needleNames.map((id) => ({ id, name: t.profile.needles[id] }))}
          onChange={(id) => edit(withPlan(design, { needle: id }), t.edits.needle)}
        />
      </div>
      <LeastSittings design={design} />
      <p className="note">
        {t.needle.leaves[needle]} {t.needle.changes(number(design.fill.dotSizeMm, 2))}
      </p>
      {plan.raised.map((raised) => (
        <p key={raised.code} className="note">
          {raisedText(raised, plan.sittings.length)}
        </p>
      ))}
      <ol className="sittings">
        {plan.sittings.map((sitting) => (
          <Card key={sitting.number} sitting={sitting} work={work} design={design} />
        ))}
      </ol>
    </Section>
  )
}

/** How many sittings this patient comes for at least; empty, as many as are usual in the clinic. */
function LeastSittings({ design }: { design: Design }) {
  const clinic = useStore(clinicStore, (s) => s.profile)
  const problemId = useId()
  const { cells, problem, around } = useTypedNumbers({
    values: [design.plan.leastSittings],
    digits: 0,
    problemOf: ([typed = null]) =>
      typed === null ? null : problemOf(leastSittings, { value: typed, low: typed, high: typed }, clinic),
    onCommit: ([typed = null]) => edit(withPlan(design, { leastSittings: typed }), t.edits.sittings),
  })
  return (
    <div className="field-row" {...around}>
      <span className="field-name">
        {t.figures.leastSittings}
        <span className="plan-figure-aside">{t.forPatient}</span>
      </span>
      <span className="field-band field-band-inline">
        <NumberCell
          label={t.figures.leastSittings}
          cell={cells[0]!}
          unit=""
          empty={number(clinic.leastSittings)}
          problemId={problemId}
          ofDesign
        />
      </span>
      <CellProblem id={problemId} problem={problem} />
    </div>
  )
}

function Card({ sitting, work, design }: { sitting: SittingPlan; work: NewWork; design: Design }) {
  const { number: n, share, concentration, areaCm2, dots, impressions, minutes, price } = sitting
  const why = planReasons(work.plan, work.profile, design)
  const asked = pricedOr(work.profile.price)
  const day = work.visits.find((node) => node.kind === 'sitting' && node.number === n)?.date
  const shade = shadeAt(design.fill.shade)
  return (
    <li className="sitting">
      <div className="sitting-head">
        <h3 className="sitting-title">{t.sitting(number(n))}</h3>
        <span className="sitting-date">{day && fullDate(day)}</span>
      </div>
      <p className="sitting-ink">
        <span className="sitting-swatch" style={{ background: shade.swatch }} aria-hidden="true" />
        {t.ink(t.profile.needles[work.profile.needle], shade.name, percent(concentration))}
      </p>
      <dl className="figures">
        <AreaFigure name={t.perSitting.area} aside={t.onHead} band={areaCm2} why={why.area} />
        <Figure
          name={t.perSitting.dots(percent(share))}
          aside={t.onHead}
          band={dots}
          text={count}
          why={why.sittingDots}
        />
        <Figure name={t.impressions} band={impressions} text={count} why={[...why.impressions, ...why.oneSitting]} />
        <TimeFigure name={t.chair} band={minutes} why={[...why.oneSitting, ...why.minutesOfOne]} />
        <PriceFigure name={t.price} price={asked && inCurrency(price, work.plan.price.currency)} why={why.asked} />
      </dl>
    </li>
  )
}

function raisedText({ code, sittings, sitting, value, limit }: RaisedSittings, planned: number): string {
  const figure = code === 'minutes' ? duration : count
  return t.raised(code, number(planned), number(sittings), number(sitting), figure(value), figure(limit))
}
