import type { ReversedDesign } from '../../../core/design/reversal.ts'
import { hasZoneInk, type PaintedZone } from '../../../core/tools/zoneInk.ts'
import { giveZoneBack } from '../../../store/reversal/reversalActions.ts'
import { reversalStrings as t } from '../../strings/reversalStrings.ts'
import { DrawTools } from '../area/DrawTools.tsx'

/** What draws on the chosen zone, and the way back to what the lines say. */
export function ZoneTools({ design, zone, onLeave }: { design: ReversedDesign; zone: PaintedZone; onLeave(): void }) {
  return (
    <DrawTools
      label={t.zoneNames[zone]}
      toolLabel={t.zoneTool}
      clear={t.giveBack}
      isDrawn={hasZoneInk(design, zone)}
      done={t.zoneDone}
      onClear={() => giveZoneBack(zone, t.edits.giveBack(zone))}
      onLeave={onLeave}
    />
  )
}
