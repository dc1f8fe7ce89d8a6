import { areaUnder } from '../../../core/design/areas/area.ts'
import { areaLayer } from '../../../core/design/layers.ts'
import { hasReversal } from '../../../core/design/reversal.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { zoneUnder } from '../../../core/tools/zoneInk.ts'
import { designStore } from '../../../store/designStore.ts'
import { takeArea } from '../../../store/edits/areaListActions.ts'
import { isEyeShut } from '../../../store/layerStore.ts'
import { matchStore, startMatching } from '../../../store/edits/matchActions.ts'
import { chooseZone } from '../../../store/reversal/reversalActions.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { cropCursor, cropHand, isCropping } from './cropHand.ts'
import type { CanvasContact } from './pointerInput.ts'
import { tapHand } from './tapHand.ts'
import { toPhoto, type Box, type TurnedCamera } from '../viewport.ts'
import { isPicking, pickWhite } from './whitePipette.ts'
import { zonesOnScreen } from '../overlays/zonesOnScreen.ts'

interface Picker {
  down(e: CanvasContact): void
  move(e: CanvasContact): void
  up(): void
  drop(): void
}

/** Hands that choose something on the picture, or frame it, in place of a tool. */
export function pickers(view: () => { camera: TurnedCamera; box: Box }, panBy: (dx: number, dy: number) => void) {
  const placeOf = (at: PointPx) => toPhoto(view().camera, view().box, at)
  const zone = tapHand({
    tap(at) {
      const { design } = designStore.getState()
      const zones = design && hasReversal(design) && zonesOnScreen(design)
      const under = zones && zoneUnder(zones, placeOf(at))
      if (under) chooseZone(under)
    },
    panBy,
  })
  const dots = tapHand({
    tap(at, alt) {
      if (alt) return startMatching(placeOf(at))
      const { design } = designStore.getState()
      // One alone is in hand already.
      if (!design?.areas) return
      const under = areaUnder(design, placeOf(at), (id) => !isEyeShut(areaLayer(id)))
      if (under !== null) takeArea(under)
    },
    panBy,
  })
  const crop = cropHand(view)
  const pipette = tapHand({ tap: (at) => pickWhite(placeOf(at), view().camera.zoom), panBy })
  const current = (): Picker | null => {
    if (isCropping()) return crop
    if (isPicking()) return pipette
    const { tool } = viewStore.getState()
    if (tool === 'zones') return zone
    return tool === 'dots' && matchStore.getState().matching === null ? dots : null
  }
  return {
    current,
    /** CSS cursor over a place; empty: that of the tool. */
    cursorAt: (e: CanvasContact): string => (current() === crop ? cropCursor(crop.over(e)) : ''),
    drop(): void {
      for (const hand of [crop, pipette, zone, dots]) hand.drop()
    },
  }
}
