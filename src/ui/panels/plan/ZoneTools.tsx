import { useStore } from 'zustand'
import type { ReversedDesign } from '../../../core/design/reversal.ts'
import { hasZoneInk, type PaintedZone } from '../../../core/tools/zoneInk.ts'
import { giveZoneBack } from '../../../store/reversalActions.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { keysText } from '../../shell/command.ts'
import { command } from '../../shell/commands.ts'
import { BRUSH_MM } from '../../shell/toolCommands.ts'
import { toolIcons } from '../../shell/Rail.tsx'
import { reversalStrings as t } from '../../strings/reversalStrings.ts'
import { strings } from '../../strings/strings.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'
import { Segmented } from '../Segmented.tsx'

const zoneTools = ['lasso', 'brush', 'eraser'] as const

/** What draws on the chosen zone, and the way back to what the lines say. */
export function ZoneTools({ design, zone, onLeave }: { design: ReversedDesign; zone: PaintedZone; onLeave(): void }) {
  const tool = useStore(viewStore, (s) => s.tool)
  const brushMm = useStore(viewStore, (s) => s.brushMm)
  const brush = (v: number) => setView({ brushMm: v })
  return (
    <div
      className="zone-tools"
      role="group"
      aria-label={t.zoneNames[zone]}
      onKeyDown={(e) => {
        if (e.key === 'Escape' && !e.defaultPrevented) onLeave()
      }}
    >
      <Segmented
        label={t.zoneTool}
        className="segmented-icons"
        value={zoneTools.find((name) => name === tool) ?? null}
        options={zoneTools.map((name) => ({
          id: name,
          name: strings.tools[name],
          hint: keysText(command(`tool.${name}`)),
          content: (
            <>
              {toolIcons[name]}
              <span className="segment-name">{strings.tools[name]}</span>
            </>
          ),
        }))}
        onChange={(name) => setView({ tool: name })}
      />
      {(tool === 'brush' || tool === 'eraser') && (
        <ScrubSlider
          label={strings.area.brushSize}
          value={brushMm}
          min={BRUSH_MM.min}
          max={BRUSH_MM.max}
          step={0.5}
          digits={brushMm % 1 === 0 ? 0 : 1}
          unit="mm"
          initial={12}
          onShow={brush}
          onCommit={brush}
        />
      )}
      <div className="button-row">
        <button
          type="button"
          className="button button-grow"
          disabled={!hasZoneInk(design, zone)}
          onClick={() => giveZoneBack(zone, t.edits.giveBack(zone))}
        >
          {t.giveBack}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          {t.zoneDone}
        </button>
      </div>
    </div>
  )
}
