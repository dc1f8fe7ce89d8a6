import { useStore } from 'zustand'
import { marksDoubt } from '../../../core/design/lines/recession.ts'
import { comparedDesign } from '../../../store/compare/comparedDesign.ts'
import type { CompareItem, CompareSide, CompareState } from '../../../store/compare/compareStore.ts'
import { allSnapshots, comparedVisits, photoItem } from '../../../store/compare/comparedVisits.ts'
import { designStore } from '../../../store/designStore.ts'
import { date, number } from '../../shell/figures/format.ts'
import { compareStrings } from '../../strings/compareStrings.ts'
import { hairLossStrings } from '../../strings/hairLossStrings.ts'
import { removalWords, reversalStrings } from '../../strings/reversalStrings.ts'
import { strings } from '../../strings/strings.ts'
import type { OtherPhoto, Snapshot } from '../shownTypes.ts'
import { momentName } from '../dots/timeText.ts'

/** What there is to compare. */
export interface Comparables {
  /** Of the open photo. */
  readonly own: readonly Snapshot[]
  /** Of it and of every other photo. */
  readonly snapshots: readonly Snapshot[]
  /** Photos that are not open. */
  readonly others: readonly OtherPhoto[]
}

export function useComparables(): Comparables {
  const own = useStore(designStore, (s) => s.snapshots)
  const others = useStore(comparedVisits, (s) => s.others)
  return { own, snapshots: allSnapshots(own, others), others }
}

export function itemName(item: CompareItem, { snapshots, others }: Comparables): string {
  if (item === 'before') return strings.strip.before
  const photo = others.find((other) => item === photoItem(other.photo.id))
  if (photo) return compareStrings.photoOf(date(photo.visit.date, 'long'))
  return snapshots.find((s) => s.id === item)?.name ?? strings.strip.before
}

/** The untouched photo first, then the snapshots as they were saved. */
export const itemsOf = (snapshots: readonly Snapshot[]): readonly CompareItem[] => [
  'before',
  ...snapshots.map((s) => s.id),
]

/** When a design is shown, and what of it: `Healed`, `5 years`, `After laser 2`, `Healed · Norwood V`. Empty for lines alone. */
export function whenShown(design: Snapshot['design']): string {
  const { recession } = design
  const said: string[] = []
  const moment = momentOf(design)
  if (moment) said.push(moment)
  if (recession.stage !== null && !marksDoubt(design)) said.push(hairLossStrings.stageName(recession.stage))
  return said.join(' · ')
}

/** The moment or the stage alone: `Healed`, `After laser 2`; null for lines alone. */
function momentOf({ fill, reversal }: Snapshot['design']): string | null {
  if (reversal) return stageName(reversal)
  return fill.filled ? momentName(fill.moment) : null
}

/**
 * What a side shows of the open photo: the snapshot's name, or another one for it, and the moment that is seen, `Soft, 5 years`.
 */
export function sideName(state: CompareState, side: CompareSide, called?: string): string {
  const { snapshots } = designStore.getState()
  const name = called ?? snapshots.find((s) => s.id === state[side])?.name ?? strings.strip.before
  const shown = comparedDesign(state, side, snapshots)
  const moment = shown && momentOf(shown.design)
  return moment ? `${name}, ${moment}` : name
}

function stageName({ shownAfter, sessions, method }: NonNullable<Snapshot['design']['reversal']>): string {
  if (shownAfter === 0) return reversalStrings.today
  return shownAfter > sessions ? reversalStrings.final : removalWords(method).after(number(shownAfter))
}

/** As it was saved; the photo alone has no moment. */
export function whenSaved(item: CompareItem, snapshots: readonly Snapshot[]): string {
  const design = snapshots.find((s) => s.id === item)?.design
  return design ? whenShown(design) : ''
}
