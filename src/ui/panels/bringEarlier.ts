import { bringEarlier } from '../../store/visits/carryActions.ts'
import { designStore } from '../../store/designStore.ts'
import type { EarlierDesign, EarlierDesigns } from '../../store/visits/earlierDesigns.ts'
import { date } from '../shell/figures/format.ts'
import { headStrings } from '../strings/headStrings.ts'
import { strings } from '../strings/strings.ts'
import { toastCarried } from './area/carriedText.ts'

const t = headStrings.carry

type OfVisit = NonNullable<EarlierDesigns['visit']>

/** An earlier visit's date as the open visit speaks of it: with the year where that is another one. */
export function visitDate(visit: OfVisit): string {
  const open = designStore.getState().visit
  const isThisYear = open !== null && new Date(open.date).getFullYear() === new Date(visit.date).getFullYear()
  return date(visit.date, isThisYear ? 'short' : 'long')
}

export const bringText = ({ name }: EarlierDesign, visit: OfVisit): string =>
  name === null ? t.bring(visitDate(visit)) : t.bringSnapshot(name, visitDate(visit))

/** Brings an earlier visit's design to the open photo and says how it went. */
export function bring(earlier: EarlierDesign, visit: OfVisit): void {
  const from = earlier.name === null ? visitDate(visit) : `${visitDate(visit)}, ${earlier.name}`
  const here = strings.views[designStore.getState().photo?.view ?? 'frontal']
  toastCarried(bringEarlier(earlier.id, t.edit(from)), from, here)
}
