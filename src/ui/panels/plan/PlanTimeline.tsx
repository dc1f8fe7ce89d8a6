import type { Design } from '../../../core/design/design.ts'
import { HEALED } from '../../../core/pigment/ageing.ts'
import { timelineOf } from '../../../core/plan/timeline.ts'
import { touchUps } from '../../../core/plan/touchUps.ts'
import { useStore } from 'zustand'
import { clinicStore } from '../../../store/clinicStore.ts'
import { number } from '../../shell/format.ts'
import { planStrings as t } from '../../shell/planStrings.ts'
import { usePlan, wearOf } from './NewWorkPanel.tsx'

interface Stop {
  readonly id: string
  readonly name: string
  readonly when: string
  readonly kind: 'work' | 'after'
}

/** Sittings, healing and the first touch-up, one after the other. */
export function PlanTimeline({ design }: { design: Design }) {
  const plan = usePlan()
  const profile = useStore(clinicStore, (s) => s.profile)
  if (!plan) return <footer className="timeline" aria-label={t.timeline} />
  const course = { startDate: null, patchTest: false, lasers: 0, sittings: plan.sittings.length, gapDays: {} }
  const nodes = timelineOf(course, profile)
  const lastDay = nodes.at(-1)?.day ?? 0
  const { low, high } = touchUps(wearOf(design), profile).dueYears
  const stops: Stop[] = [
    ...nodes.map(({ id, number: n, day }) => ({
      id,
      name: t.nodes.sitting(number(n)),
      when: day === 0 ? t.start : t.plusDays(number(day)),
      kind: 'work' as const,
    })),
    {
      id: 'healed',
      name: t.nodes.healed,
      when: t.plusWeeks(number((lastDay + HEALED) / 7)),
      kind: 'after',
    },
    {
      id: 'touchUp',
      name: t.nodes.touchUp,
      when: t.plusYears(`${number(low, 1)}-${number(high, 1)}`),
      kind: 'after',
    },
  ]
  return (
    <footer className="timeline" aria-label={t.timeline}>
      <div className="timeline-head">
        <h2 className="section-title">{t.timeline}</h2>
        <span className="note">{t.from(number((lastDay + HEALED) / 7))}</span>
      </div>
      <ol className="timeline-stops">
        {stops.map((stop) => (
          <li key={stop.id} className={`timeline-stop timeline-${stop.kind}`}>
            <span className="timeline-name">{stop.name}</span>
            <span className="timeline-when">{stop.when}</span>
          </li>
        ))}
      </ol>
    </footer>
  )
}
