import { useStore } from 'zustand'
import type { ReversedDesign } from '../../../core/design/reversal.ts'
import { sumTogether } from '../../../core/plan/bands.ts'
import type { ReversalCourse } from '../../../core/plan/reversalCourse.ts'
import { clinicStore } from '../../../store/clinicStore.ts'
import { number, percent } from '../../shell/format.ts'
import { reversalStrings as t } from '../../shell/reversalStrings.ts'
import { Section } from '../PanelParts.tsx'
import type { ReversalFigures } from '../shownTypes.ts'
import { Assumptions, count, duration, Figure, inMoney } from './figures.tsx'
import { planOf } from './reversalMeasures.ts'

/** What the course takes, removal and softening side by side, with what it rests on and what to beware of. */
export function ReversalSummary({ design, figures }: { design: ReversedDesign; figures: ReversalFigures }) {
  const profile = useStore(clinicStore, (s) => s.profile)
  const plan = planOf(design, figures, profile)
  const course = plan[plan.chosen]
  const { needed, kirbyDesai } = plan
  const neededText = needed.low === needed.high ? count(needed.value) : `${count(needed.low)}–${count(needed.high)}`
  return (
    <Section title={t.summary}>
      <div className="courses">
        <Course name={t.both.remove} course={plan.remove} chosen={plan.chosen === 'remove'} />
        <Course name={t.both.soften} course={plan.soften} chosen={plan.chosen === 'soften'} />
      </div>
      <dl className="figures">
        {plan.redo && <Figure name={t.redo} band={plan.redo.sittingCount} text={count} />}
        <Price name={t.laserPrice} price={course.laserPrice} />
        <Price name={t.price} price={course.price} />
        <Figure name={t.kirby} aside={t.kirbyNote} band={kirbyDesai} text={(v) => number(v, 1)} />
      </dl>
      <p className="note">{t.needed(neededText)}</p>
      {course.warnings.map((warning) => (
        <p key={warning} className={`note ${warning === 'patchTestFirst' ? '' : 'warning'}`}>
          {t.warnings[warning]}
        </p>
      ))}
      <Assumptions texts={course.assumptions.map((name) => t.assumptions[name])} />
      <p className="note">{t.estimate}</p>
    </Section>
  )
}

function Price({ name, price }: { name: string; price: ReversalCourse['price'] }) {
  if (price) return <Figure name={name} band={price} text={inMoney(price.currency)} />
  return (
    <div className="plan-figure">
      <dt className="plan-figure-name">{name}</dt>
      <dd className="plan-figure-value">{t.notPriced}</dd>
    </div>
  )
}

function Course({ name, course, chosen }: { name: string; course: ReversalCourse; chosen: boolean }) {
  const { lasers, minutes, weeks, contrasts } = course
  return (
    <dl className={`course ${chosen ? 'course-chosen' : ''}`} aria-label={name}>
      <div className="course-name">{name}</div>
      <div>
        <dt>{t.visits}</dt>
        <dd>{count(lasers)}</dd>
      </div>
      <div>
        <dt>{t.time}</dt>
        <dd>≈ {duration(sumTogether(minutes).value)}</dd>
      </div>
      <div>
        <dt>{t.weeks}</dt>
        <dd>≈ {count(weeks.value)}</dd>
      </div>
      <div>
        <dt>{t.leftOver}</dt>
        <dd>≈ {percent(contrasts.at(-1)?.value ?? 1)}</dd>
      </div>
    </dl>
  )
}
