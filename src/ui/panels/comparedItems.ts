import { marksDoubt } from '../../core/design/recession.ts'
import { HEALED } from '../../core/pigment/ageing.ts'
import type { CompareItem } from '../../store/compareStore.ts'
import { number } from '../shell/format.ts'
import { hairLossStrings } from '../strings/hairLossStrings.ts'
import { removalWords, reversalStrings } from '../strings/reversalStrings.ts'
import { strings } from '../strings/strings.ts'
import type { Snapshot } from './shownTypes.ts'
import { momentName } from './timeText.ts'

export const itemName = (item: CompareItem, snapshots: readonly Snapshot[]): string =>
  item === 'before' ? strings.strip.before : (snapshots.find((s) => s.id === item)?.name ?? strings.strip.before)

/** The untouched photo first, then the snapshots as they were saved. */
export const itemsOf = (snapshots: readonly Snapshot[]): readonly CompareItem[] => [
  'before',
  ...snapshots.map((s) => s.id),
]

/** When a design is shown, and what of it: `Healed`, `5 years`, `After laser 2`, `Healed · Norwood V`. Empty for lines alone. */
export function whenShown(design: Snapshot['design']): string {
  const { fill, reversal, recession } = design
  const said: string[] = []
  if (reversal) said.push(stageName(reversal))
  else if (fill.filled) said.push(fill.moment === HEALED ? strings.compare.healed : momentName(fill.moment))
  if (recession.stage !== null && !marksDoubt(design)) said.push(hairLossStrings.stageName(recession.stage))
  return said.join(' · ')
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
