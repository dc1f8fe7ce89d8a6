import { useStore } from 'zustand'
import type { ReversalMethod, ReversedDesign } from '../../../core/design/reversal.ts'
import { exactly } from '../../../core/plan/bands.ts'
import type { Redo } from '../../../core/plan/reversalPlan.ts'
import type { ReversalAssumption, ReversalCourse, ReversalWarning } from '../../../core/plan/reversalCourse.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { number } from '../../shell/figures/format.ts'
import { moneyRange } from '../../shell/figures/money.ts'
import { planStrings } from '../../strings/planStrings.ts'
import { removalWords, reversalStrings as t } from '../../strings/reversalStrings.ts'
import { Section } from '../PanelParts.tsx'
import type { ReversalFigures } from '../shownTypes.ts'
import { Assumptions, count, Figure, PriceFigure, TimeFigure } from './figures.tsx'
import { planReasons } from './reasons.ts'
import { planOf } from './reversalMeasures.ts'
import { courseFigures, type CourseFigure } from './reversalText.ts'

/** What the course takes, removal and softening side by side, with what it rests on and what to beware of. */
export function ReversalSummary({ design, figures }: { design: ReversedDesign; figures: ReversalFigures }) {
  const profile = useStore(clinicStore, (s) => s.profile)
  const plan = planOf(design, figures, profile)
  const course = plan[plan.chosen]
  const { needed, kirbyDesai, redo } = plan
  const neededText = needed.low === needed.high ? count(needed.value) : `${count(needed.low)}–${count(needed.high)}`
  const each = profile.laserSessionPrice
  const unpriced = (...names: readonly ReversalAssumption[]) =>
    names.filter((name) => course.assumptions.includes(name)).map((name) => t.assumptions[name])
  const laserWhy =
    course.laserPrice && each ? [t.laserEach(moneyRange(each, profile.price.currency))] : unpriced('laserNotPriced')
  const words = removalWords(design.reversal.method)
  const rest = course.timeline.find((node) => node.kind === 'rest')
  return (
    <Section title={t.summary}>
      <Courses method={design.reversal.method} remove={plan.remove} soften={plan.soften} chosen={plan.chosen} />
      <p className="note">{t.needed(neededText)}</p>
      <dl className="figures">
        <PriceFigure name={words.price(count(course.lasers))} price={course.laserPrice} why={laserWhy} />
        {rest && (
          <Figure
            name={t.rest}
            band={exactly(rest.gapDays / 7)}
            text={(v) => t.inWeeks(number(v))}
            why={[t.assumptions.restBeforeSittings]}
          />
        )}
        {redo && <NewDots redo={redo} why={planReasons(redo, redo.profile, design, 'reversal')} />}
        <PriceFigure
          name={t.price}
          price={course.price}
          why={course.price ? [t.priceNote] : unpriced('laserNotPriced', 'touchUpNotPriced', 'notPriced')}
        />
        <Figure name={t.kirby} aside={t.kirbyAside} band={kirbyDesai} text={(v) => number(v, 1)} why={[t.kirbyNote]} />
      </dl>
      {course.warnings
        .filter((warning) => !saidAtSetting.has(warning))
        .map((warning) => (
          <p key={warning} className={`note ${warning === 'patchTestFirst' ? '' : 'warning'}`}>
            {t.warnings[warning]}
          </p>
        ))}
      <p className="note">{t.estimate}</p>
      <Assumptions texts={course.assumptions.map((name) => t.assumptions[name])} />
    </Section>
  )
}

/** Stands where skin and ink are set. */
const saidAtSetting: ReadonlySet<ReversalWarning> = new Set(['metalOxide', 'colourShifted', 'darkSkin'] as const)

function NewDots({ redo, why }: { redo: Redo; why: ReturnType<typeof planReasons> }) {
  return (
    <>
      <PriceFigure
        name={t.redo(count(redo.sittings.length), redo.touchUp)}
        price={redo.price}
        why={[...why.price, ...why.sittings]}
      />
      <TimeFigure name={planStrings.chair} band={redo.minutes} why={why.minutes} />
    </>
  )
}

const shown = ['sessions', 'time', 'weeks', 'left'] as const

/** Both ways, figure by figure. */
function Courses(props: {
  method: ReversalMethod
  remove: ReversalCourse
  soften: ReversalCourse
  chosen: 'remove' | 'soften'
}) {
  const ways = ['remove', 'soften'] as const
  const { method } = props
  const of = { remove: courseFigures(props.remove, method), soften: courseFigures(props.soften, method) }
  return (
    <table className="courses" aria-label={t.sideBySide}>
      <thead>
        <tr>
          <td />
          {ways.map((way) => (
            <th key={way} scope="col" className={way === props.chosen ? 'course-chosen' : undefined}>
              {t.both[way]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((name) => (
          <tr key={name}>
            <th scope="row">{of.remove[name].name}</th>
            {ways.map((way) => (
              <Cell key={way} figure={of[way][name]} chosen={way === props.chosen} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ figure, chosen }: { figure: CourseFigure; chosen: boolean }) {
  const { value, about, band } = figure
  return (
    <td className={chosen ? 'course-chosen' : undefined}>
      {about ? t.about(value) : value}
      {band && <span className="plan-figure-band">{band}</span>}
    </td>
  )
}
