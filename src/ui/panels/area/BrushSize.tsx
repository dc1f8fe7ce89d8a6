import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import { committedDesign, designStore, type StudioState } from '../../../store/designStore.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { BRUSH_MM } from '../../shell/commands/toolCommands.ts'
import { strings } from '../../strings/strings.ts'
import { scaleAt } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'

/** Null where a scale is in use. */
function mmPerUnscaledPx(s: StudioState): number | null {
  const design = committedDesign(s)
  return !design || isScaled(design) ? null : scaleAt(design)
}

/** Diameter of the brush in mm, in px while no scale is known. */
export function BrushSize() {
  const brushMm = useStore(viewStore, (s) => s.brushMm)
  const mmPerPx = useStore(designStore, mmPerUnscaledPx)
  const scaled = mmPerPx === null
  const perUnit = mmPerPx ?? 1
  const brush = (v: number) => setView({ brushMm: v * perUnit })
  return (
    <ScrubSlider
      label={strings.area.brushSize}
      value={brushMm / perUnit}
      min={scaled ? BRUSH_MM.min : Math.round(BRUSH_MM.min / perUnit)}
      max={scaled ? BRUSH_MM.max : Math.round(BRUSH_MM.max / perUnit)}
      step={scaled ? 0.5 : 1}
      digits={scaled && brushMm % 1 !== 0 ? 1 : 0}
      unit={scaled ? 'mm' : 'px'}
      initial={12 / perUnit}
      onShow={brush}
      onCommit={brush}
    />
  )
}
