import type { Design } from '../../../core/design/design.ts'
import { withWorkDates } from '../../../core/plan/newWorkDates.ts'
import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { number } from '../../shell/figures/format.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { reversalStrings } from '../../strings/reversalStrings.ts'
import { useNewWork } from './newWork.ts'
import { NoVisits } from './NoVisits.tsx'
import { VisitTimeline } from './VisitTimeline.tsx'

/** Sittings, healing and the touch-ups of ten years. */
export function NewWorkTimeline({ design }: { design: Design }) {
  const work = useNewWork(design)
  const healed = work?.visits.find((node) => node.kind === 'healed')
  if (!work || !healed) return <NoVisits why={t.noVisits} />
  const { low, high } = work.due.dueYears
  const years = t.afterYears(number(low, 1), number(high, 1), work.due.set > 0)
  return (
    <VisitTimeline
      nodes={work.visits}
      start={work.start}
      startName={t.firstSitting}
      aside={t.from(number(Math.round(healed.day / 7)))}
      courseOf={({ plan }) => plan}
      withCourse={(base, dates) => withWorkDates(base, work.dated, dates)}
      nameOf={nameOf}
      noteOf={({ kind, number: n, expected, moved }) => {
        if (kind !== 'touchUp' || moved) return null
        if (!expected) return t.setInDots
        return n === work.due.set + 1 ? years : null
      }}
    />
  )
}

const nameOf = ({ kind, number: n }: TimelineNode): string => reversalStrings.nodes[kind](number(n))
