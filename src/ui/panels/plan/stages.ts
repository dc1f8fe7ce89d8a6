import { useStore } from 'zustand'
import {
  hasReversal,
  plannedSessions,
  withReversal,
  type Reversal,
  type ReversalMethod,
  type ReversedDesign,
} from '../../../core/design/reversal.ts'
import type { Design } from '../../../core/design/design.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { reversalStore } from '../../../store/reversal/reversalActions.ts'
import { number } from '../../shell/figures/format.ts'
import { removalWords, reversalStrings as t } from '../../strings/reversalStrings.ts'
import type { ReversalFigures } from '../shownTypes.ts'
import { planOf } from './reversalMeasures.ts'

/** Visits to the laser in the plan that is chosen; until the zones are measured those that its sessions ask for. */
export function useLaserVisits(design: ReversedDesign): number {
  const figures = useStore(reversalStore, (s) => s.figures)
  const profile = useStore(clinicStore, (s) => s.profile)
  return laserVisits(design, figures, profile)
}

function laserVisits(design: ReversedDesign, figures: ReversalFigures | null, profile: ClinicProfile): number {
  if (!figures) return plannedSessions(design.reversal)
  const plan = planOf(design, figures, profile)
  return plan[plan.chosen].lasers
}

/** The stage that is looked at: 0 = today, n = after laser n, visits + 1 = the end. */
export const stageOnShow = ({ shownAfter, sessions }: Reversal, visits: number): number =>
  shownAfter > sessions ? visits + 1 : Math.min(shownAfter, visits)

/** A design with one of those stages on show. */
export const withStage = <D extends Design>(design: D, stage: number, visits: number): D =>
  design.reversal ? withReversal(design, { shownAfter: stage > visits ? design.reversal.sessions + 1 : stage }) : design

export const stageName = (stage: number, visits: number, method: ReversalMethod): string =>
  stage === 0 ? t.today : stage > visits ? t.final : removalWords(method).after(number(stage))

export function showStage(design: ReversedDesign, stage: number, visits: number): void {
  edit(withStage(design, stage, visits), t.edits.setting(t.shown), 'stage')
}

/** The stage before or after the one that is looked at; at either end nothing happens. */
export function moveStage(by: 1 | -1): void {
  const { design } = designStore.getState()
  if (!design || !hasReversal(design)) return
  const visits = laserVisits(design, reversalStore.getState().figures, clinicStore.getState().profile)
  const stage = stageOnShow(design.reversal, visits) + by
  if (stage >= 0 && stage <= visits + 1) showStage(design, stage, visits)
}
