import { useStore } from 'zustand'
import { withVisits, type ReversedDesign } from '../../../core/design/reversal.ts'
import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { reversalStore } from '../../../store/reversal/reversalActions.ts'
import { number } from '../../shell/figures/format.ts'
import { reversalStrings as t } from '../../strings/reversalStrings.ts'
import { NoVisits } from './NoVisits.tsx'
import { planOf } from './reversalMeasures.ts'
import { visitName } from './reversalText.ts'
import { showStage, stageOnShow } from './stages.ts'
import { today } from './visitDates.ts'
import { VisitTimeline } from './VisitTimeline.tsx'

/** Patch test, lasers, rest and new sittings; a press on a visit shows the stage it leads to. */
export function ReversalTimeline({ design }: { design: ReversedDesign }) {
  const figures = useStore(reversalStore, (s) => s.figures)
  const failed = useStore(reversalStore, (s) => s.failed)
  const givenUp = useStore(reversalStore, (s) => s.givenUp)
  const profile = useStore(clinicStore, (s) => s.profile)
  if (!figures) return <NoVisits why={failed ? t.failed : givenUp ? t.givenUp : t.measuring} />
  const plan = planOf(design, figures, profile)
  const { timeline: nodes, lasers } = plan[plan.chosen]
  const weeks = Math.round((nodes.at(-1)?.day ?? 0) / 7)
  const shown = stageOnShow(design.reversal, lasers)
  return (
    <VisitTimeline
      nodes={nodes}
      start={design.reversal.startDate ?? today()}
      startName={t.start}
      aside={t.weeksFrom(number(weeks), nodes[0]?.kind === 'patchTest')}
      shown={nodes.findLastIndex((node) => stageOf(node, lasers) === shown)}
      courseOf={({ reversal }) => reversal}
      withCourse={withVisits}
      nameOf={(node) => visitName(node, design.reversal.method, plan.redo)}
      onPress={(node) => {
        const stage = stageOf(node, lasers)
        if (stage !== null && stage !== shown) showStage(design, stage, lasers)
      }}
    />
  )
}

/** The stage that a visit leads to; null for a rest. */
function stageOf({ kind, number: n }: TimelineNode, lasers: number): number | null {
  if (kind === 'patchTest') return 0
  if (kind === 'laser') return n
  return kind === 'sitting' ? lasers + 1 : null
}
