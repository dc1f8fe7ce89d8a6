import { CircleDot, Droplet, Redo2, Undo2 } from 'lucide-react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useStore } from 'zustand'
import type { ToolName } from '../../core/tools/tool.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { CommandButton } from './commands/CommandButton.tsx'
import { command } from './commands/commands.ts'
import { BRUSH_MM } from './commands/toolCommands.ts'
import { strings } from '../strings/strings.ts'
import { useCommandState } from './commands/useCommandState.ts'

const brushes: ReadonlySet<ToolName> = new Set(['brush', 'eraser', 'exclude', 'density'])

/** On touch screens, at the left edge while painting: size, feather, undo, redo under the thumb. */
export function BrushStrip() {
  useCommandState()
  const tool = useStore(viewStore, (s) => s.tool)
  const brushMm = useStore(viewStore, (s) => s.brushMm)
  const feather = useStore(viewStore, (s) => s.feather)
  const leftHanded = useStore(viewStore, (s) => s.leftHanded)
  if (!brushes.has(tool)) return null
  return (
    <div className={`brush-strip floating ${leftHanded ? 'brush-strip-right' : ''}`}>
      <CircleDot size={18} aria-hidden="true" />
      <VerticalSlider
        label={strings.area.brushSize}
        value={brushMm}
        min={BRUSH_MM.min}
        max={BRUSH_MM.max}
        step={0.5}
        className="strip-size"
        onChange={(v) => setView({ brushMm: v })}
      />
      <span className="rail-line" />
      <VerticalSlider
        label={strings.area.feather}
        value={feather * 100}
        min={0}
        max={100}
        step={1}
        className="strip-feather"
        onChange={(v) => setView({ feather: v / 100 })}
      />
      <Droplet size={18} aria-hidden="true" />
      <span className="rail-line" />
      <CommandButton command={command('undo')} placement="right">
        <Undo2 aria-hidden="true" />
      </CommandButton>
      <CommandButton command={command('redo')} placement="right">
        <Redo2 aria-hidden="true" />
      </CommandButton>
    </div>
  )
}

function VerticalSlider(props: {
  label: string
  value: number
  min: number
  max: number
  step: number
  className: string
  onChange(value: number): void
}) {
  return (
    <Slider
      className={`vertical ${props.className}`}
      aria-label={props.label}
      orientation="vertical"
      value={props.value}
      minValue={props.min}
      maxValue={props.max}
      step={props.step}
      onChange={(v) => props.onChange(v)}
    >
      <SliderTrack className="vertical-track">
        <div className="vertical-rail" />
        <SliderThumb className="scrub-thumb" />
      </SliderTrack>
    </Slider>
  )
}
