import { asOneArea } from '../../../core/design/areas/areas.ts'
import type { ReversedDesign } from '../../../core/design/reversal.ts'
import { lightenedBand, type Zones } from '../../../core/plan/zones.ts'
import { differByHandWork, zonesAfter } from '../../../core/plan/zonesAfter.ts'
import { reversalStore, type ReversalState, type ZonesShown } from '../../../store/reversal/reversalActions.ts'
import type { ViewState } from '../../../store/viewStore.ts'

interface Known {
  readonly figures: ReversalState['figures']
  readonly design: ReversedDesign
  readonly zones: Zones
}

let known: Known | null = null

/**
 * Zones as they are on the screen: those that were measured, and under hand work that is newer those that it makes, so that
 * they follow a stroke at once and stay as they are when it is measured. Null before anything is measured on this photo.
 */
export function zonesOnScreen(shown: ReversedDesign): Zones | null {
  const { figures, measured: asked } = reversalStore.getState()
  // A reversal asks where dots are wanted, not in which area.
  const design = asOneArea(shown)
  const measured = asked && asOneArea(asked)
  if (!figures || !measured || measured.photo !== design.photo) return (known = null)
  if (known?.figures !== figures) {
    const zones = known && isSame(known.design, measured) ? known.zones : figures.zones
    known = { figures, design: measured, zones }
  }
  // Another line comes with its measures.
  if (known.design === design || !differByHandWork(known.design, design)) return known.zones
  const zones = zonesAfter(known.zones, known.design, design)
  known = { figures, design, zones }
  return zones
}

/**
 * Which zones are switched on at the stage that is looked at. After a laser the paling is to be seen and not the sign for it,
 * and the end is shown to patients: there nothing lies over the picture until somebody asks, or draws.
 */
export const zonesShownAt = (
  { reversal }: ReversedDesign,
  { zone, tool }: Pick<ViewState, 'zone' | 'tool'>,
): ZonesShown => (reversal.shownAfter === 0 || zone !== null || tool === 'zones' ? 'zonesShown' : 'zonesShownLater')

/** Works out what a stroke asks first, before there is one. */
export function readyForStrokes(design: ReversedDesign): void {
  const zones = zonesOnScreen(design)
  if (zones) lightenedBand(design, zones.step)
}

const isSame = (a: ReversedDesign, b: ReversedDesign): boolean =>
  differByHandWork(a, b) &&
  a.area.add === b.area.add &&
  a.area.subtract === b.area.subtract &&
  a.reversal.zoneEdits === b.reversal.zoneEdits
