import { useStore } from 'zustand'
import { plannedSessions, withReversal, withVisits, type ReversedDesign } from '../../../core/design/reversal.ts'
import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { clinicStore } from '../../../store/clinicStore.ts'
import { edit } from '../../../store/designActions.ts'
import { reversalStore } from '../../../store/reversalActions.ts'
import { number } from '../../shell/format.ts'
import { reversalStrings as t } from '../../shell/reversalStrings.ts'
import { NoVisits } from './NoVisits.tsx'
import { planOf } from './reversalMeasures.ts'
import { today } from './visitDates.ts'
import { VisitTimeline } from './VisitTimeline.tsx'

/** Patch test, lasers, rest and new sittings; a press on a visit shows the stage it leads to. */
export function ReversalTimeline({ design }: { design: ReversedDesign }) {
  const figures = useStore(reversalStore, (s) => s.figures)
  const profile = useStore(clinicStore, (s) => s.profile)
  if (!figures) return <NoVisits why={t.measuring} />
  const plan = planOf(design, figures, profile)
  const nodes = plan[plan.chosen].timeline
  const weeks = Math.round((nodes.at(-1)?.day ?? 0) / 7)
  const { shownAfter } = design.reversal
  return (
    <VisitTimeline
      nodes={nodes}
      start={design.reversal.startDate ?? today()}
      startName={t.start}
      aside={t.weeksFromFirst(number(weeks))}
      shown={nodes.findLastIndex((node) => stageOf(design, node) === shownAfter)}
      courseOf={({ reversal }) => reversal}
      withCourse={withVisits}
      nameOf={({ kind, number: n }) => t.nodes[kind](number(n))}
      onPress={(node) => showStage(design, node)}
    />
  )
}

/** The stage that a visit leads to; null for a rest. */
function stageOf({ reversal }: ReversedDesign, { kind, number: n }: TimelineNode): number | null {
  if (kind === 'patchTest') return 0
  if (kind === 'laser') return Math.min(n, plannedSessions(reversal))
  return kind === 'sitting' ? reversal.sessions + 1 : null
}

function showStage(design: ReversedDesign, node: TimelineNode): void {
  const stage = stageOf(design, node)
  if (stage !== null && stage !== design.reversal.shownAfter)
    edit(withReversal(design, { shownAfter: stage }), t.edits.setting(t.shown), 'stage')
}
