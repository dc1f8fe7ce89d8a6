import { surfaceOf } from '../../core/design/calibration.ts'
import type { ReversedDesign } from '../../core/design/reversal.ts'
import { lightenedBand, type Zones } from '../../core/plan/zones.ts'
import { differByHandWork, zonesAfter } from '../../core/plan/zonesAfter.ts'
import { reversalStore, type ReversalState } from '../../store/reversalActions.ts'

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
export function zonesOnScreen(design: ReversedDesign): Zones | null {
  const { figures, measured } = reversalStore.getState()
  if (!figures || !measured || measured.photo !== design.photo) return (known = null)
  if (known?.figures !== figures) {
    const zones = known && isSame(known.design, measured) ? known.zones : figures.zones
    known = { figures, design: measured, zones }
  }
  // Another line comes with its measures.
  if (known.design === design || !differByHandWork(known.design, design)) return known.zones
  const zones = zonesAfter(known.zones, known.design, design, surfaceOf(design))
  known = { figures, design, zones }
  return zones
}

/** Works out what a stroke asks first, before there is one. */
export function readyForStrokes(design: ReversedDesign): void {
  const zones = zonesOnScreen(design)
  if (zones) lightenedBand(design, surfaceOf(design), zones.step)
}

const isSame = (a: ReversedDesign, b: ReversedDesign): boolean =>
  differByHandWork(a, b) &&
  a.area.add === b.area.add &&
  a.area.subtract === b.area.subtract &&
  a.reversal.zoneEdits === b.reversal.zoneEdits
