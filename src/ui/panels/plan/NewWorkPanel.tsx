import { useEffect } from 'react'
import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import { hasArea } from '../../../core/design/areas/area.ts'
import type { Design } from '../../../core/design/design.ts'
import { hasReversal } from '../../../core/design/reversal.ts'
import { localPrice } from '../../../core/plan/currencies.ts'
import { pricedOr } from '../../../core/plan/price.ts'
import { changeClinic, clinicStore } from '../../../store/plan/clinicStore.ts'
import { followHair, hairShare, hairStore } from '../../../store/edits/hairStore.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { measureAgain, measuresFor, planStore } from '../../../store/plan/planStore.ts'
import { setStep } from '../../../store/viewStore.ts'
import { run } from '../../shell/commands/commands.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { FigureDoubts } from '../dots/FigureDoubts.tsx'
import { doubtsOf } from '../scale/headText.ts'
import { Section } from '../PanelParts.tsx'
import { momentName } from '../dots/timeText.ts'
import { AgreedPrice } from './AgreedPrice.tsx'
import { CountedAlone, CountedElsewhere, OfOneView } from './CountedOn.tsx'
import { AreaFigure, count, Figure, PriceFigure, Row, TimeFigure } from './figures.tsx'
import { useNewWork, type NewWork } from './newWork.ts'
import { areaReasons, planReasons, touchUpReasons, usualPriceSaid } from './reasons.ts'
import { SittingCards } from './SittingCards.tsx'

/** What the design takes: money, hours, sittings and dots, each with its band. */
export function NewWorkPanel({ design }: { design: Design }) {
  const work = useNewWork(design)
  const beside = useStore(planStore, (s) => measuresFor(s, design)?.areas.length === 0)
  const failed = useStore(planStore, (s) => s.failed)
  if (!isScaled(design)) return <MissingScale />
  if (!hasArea(design)) return <Missing text={t.needArea} action={t.toArea} step="area" />
  if (beside) return <Missing text={t.besideHead} action={t.toArea} step="area" />
  if (!work) return <Unmeasured failed={failed} />
  return (
    <>
      {hasReversal(design) && (
        <Section>
          <p className="note warning">{t.reversalToo}</p>
        </Section>
      )}
      <Doubts design={design} />
      <Totals work={work} design={design} />
      <Areas work={work} design={design} />
      <HairCounted design={design} />
      <SittingCards work={work} design={design} />
      <TouchUps work={work} design={design} />
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

function Unmeasured({ failed }: { failed: boolean }) {
  return (
    <Section>
      <p className="note">{failed ? t.failed : t.measuring}</p>
      {failed && (
        <button type="button" className="button button-wide missing-button" onClick={measureAgain}>
          {strings.dots.again}
        </button>
      )}
    </Section>
  )
}

export const MissingScale = () => <Missing text={t.needScale} action={t.toScale} step="scale" />

function Missing({ text, action, step }: { text: string; action: string; step: 'scale' | 'area' }) {
  return (
    <Section>
      <p className="note">{text}</p>
      <button
        type="button"
        className="button button-wide missing-button"
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

/** What the figures below stand on, where nobody has looked at it. */
export const Doubts = ({ design }: { design: Design }) =>
  doubtsOf(design).length > 0 && (
    <Section>
      <FigureDoubts design={design} />
    </Section>
  )

/** Where much of what is planned lies on the patient's own hair, and nobody has said that it shall. */
function HairCounted({ design }: { design: Design }) {
  const share = useStore(hairStore, (s) => hairShare(s, design))
  useEffect(followHair, [])
  if (share === 0) return null
  const { planned, toArea } = areaStrings.onHair
  return <Missing text={planned(percent(share))} action={toArea} step="area" />
}

interface Part {
  readonly work: NewWork
  readonly design: Design
}

function Totals({ work, design }: Part) {
  const { plan } = work
  const why = planReasons(work.plan, work.profile, design)
  return (
    <Section title={t.total} aside={<OfOneView design={design} />}>
      <CountedElsewhere design={design} />
      <dl className="figures figures-headed">
        <PriceFigure name={t.price} price={pricedOr(work.profile.price) && plan.price} why={why.price} />
        <Figure name={t.count} band={plan.sittingCount} text={count} why={why.sittings} />
        <TimeFigure name={t.chair} band={plan.minutes} why={why.minutes} />
        <TimeFigure name={t.work} aside={t.workAside} band={plan.workMinutes} inUnitOf={plan.minutes} why={why.work} />
        <TimeFigure name={t.setUp} band={plan.setUpMinutes} inUnitOf={plan.minutes} why={why.setUp} />
      </dl>
      <CountedAlone design={design} />
      {!pricedOr(work.profile.price) && <p className="note">{t.enterPrice}</p>}
      <UsualPrice work={work} design={design} />
      <AgreedPrice design={design} />
    </Section>
  )
}

/** A price that is not the clinic's says so; whoever charges in another currency is one press from it. */
function UsualPrice({ work, design }: Part) {
  const clinic = useStore(clinicStore, (s) => s.profile)
  const price = localPrice(clinic, new Intl.NumberFormat().resolvedOptions().locale)
  const said = price ? t.usualInRupees : usualPriceSaid(work.profile, design)
  if (!price) return said && <p className="note">{said}</p>
  return (
    <div className="local-price">
      <p className="note">{said}</p>
      <button type="button" className="button" onClick={() => attempt(changeClinic({ price }), strings.notStored)}>
        {t.chargeIn(price.currency)}
      </button>
    </div>
  )
}

function Areas({ work, design }: Part) {
  const why = planReasons(work.plan, work.profile, design)
  return (
    <Section title={t.area}>
      {work.plan.areas.map(({ id, role, areaCm2, dots, dotsPerCm2, impressions, retention }) => (
        <dl key={id} className="figures">
          <AreaFigure
            name={strings.area.roles[role]}
            aside={t.onHead}
            band={areaCm2}
            why={areaReasons(design, areaCm2)}
          />
          <Row name={t.meanDensity} value={`≈ ${t.perCm2(count(dotsPerCm2))}`} why={why.density} />
          <Figure name={t.dots} aside={t.onHead} band={dots} text={count} why={why.dots} />
          <Figure
            name={t.impressions}
            aside={t.impressionsNote(percent(retention.value))}
            band={impressions}
            text={count}
            why={why.impressions}
          />
        </dl>
      ))}
    </Section>
  )
}

function TouchUps({ work, design }: Part) {
  const { dueYears, count: times, priceOfTenYears, days, set } = work.due
  const why = touchUpReasons(work.due, design)
  const years = [number(dueYears.low, 1), number(dueYears.high, 1)] as const
  return (
    <Section title={t.touchUps}>
      <dl className="figures">
        {set > 0 && <Row name={t.setTouchUps} value={t.setAt(days.slice(0, set).map(momentName))} why={why.set} />}
        {set > 0 ? (
          <Row name={t.nextDue} value={t.nextDueYears(...years)} why={why.due} />
        ) : (
          <Row name={t.due} value={t.dueYears(...years)} why={why.due} />
        )}
        <Figure name={t.inTenYears} band={times} text={count} why={why.times} />
        <PriceFigure name={t.touchUpCost} price={priceOfTenYears} why={why.price} />
      </dl>
    </Section>
  )
}
