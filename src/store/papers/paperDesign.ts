import { inHandLike } from '../../core/design/areas/areas.ts'
import type { Design } from '../../core/design/design.ts'
import { sameDesign } from '../../core/design/history.ts'
import type { Snapshot } from '../../storage/repository.ts'
import { comparedDesign } from '../compare/comparedDesign.ts'
import { otherOf, type OtherPhoto } from '../compare/comparedVisits.ts'
import type { CompareSide, CompareState } from '../compare/compareStore.ts'
import { committedDesign, type StudioState } from '../designStore.ts'
import { pictured } from '../reversal/reversalView.ts'

/** What is put on paper: plan and stencil are of one design. */
export interface PaperDesign {
  readonly design: Design
  /** The same as it is drawn. */
  readonly picture: Design
  /** `b`: what B shows. Else the working design: since nothing is compared, B is the photo alone, or B is of another visit. */
  readonly from: 'open' | 'b' | 'photoInB' | 'visitInB'
  /** The snapshot that it is, or another moment of; null for a design that is not kept as one. */
  readonly saved: Pick<Snapshot, 'name' | 'createdAt' | 'design'> | null
}

/** Whether a snapshot shows what is on the screen, though another photo was open meanwhile, or another area is in hand. */
export function isSavedAs({ design }: Pick<Snapshot, 'design'>, picture: Design): boolean {
  if (design === picture) return true
  // Commands ask again at every sample of a stroke.
  const of = compared.get(picture) ?? new WeakMap<Design, boolean>()
  compared.set(picture, of)
  const known = of.get(design) ?? sameDesign(inHandLike(design, picture), picture)
  of.set(design, known)
  return known
}

const compared = new WeakMap<Design, WeakMap<Design, boolean>>()

/** Of the working design, as the Studio shows it; null where none is open. */
export function workingPaper(state: StudioState, from: Exclude<PaperDesign['from'], 'b'> = 'open'): PaperDesign | null {
  const design = committedDesign(state)
  if (!design) return null
  const picture = pictured(design)
  return { design, picture, from, saved: state.snapshots.find((s) => isSavedAs(s, picture)) ?? null }
}

/** In a comparison: what B shows, at the moment it shows, or the working design where there is no design of the open photo. */
export function comparedPaper(
  state: StudioState,
  compared: CompareState,
  others: readonly OtherPhoto[],
): PaperDesign | null {
  const shown = comparedDesign(compared, 'b', state.snapshots)
  const saved = state.snapshots.find(({ id }) => id === compared.b) ?? null
  if (shown) return { design: shown.design, picture: shown.design, from: 'b', saved }
  return workingPaper(state, otherOf(compared.b, others) ? 'visitInB' : 'photoInB')
}

/** Which of these sides are of another visit: the worker draws the open photo alone. */
export const sidesElsewhere = (
  compared: CompareState,
  sides: readonly CompareSide[],
  others: readonly OtherPhoto[],
): readonly CompareSide[] => sides.filter((side) => otherOf(compared[side], others) !== null)
