import type { ReactNode } from 'react'
import { Layers } from 'lucide-react'
import { useStore } from 'zustand'
import { layerStore } from '../../store/layerStore.ts'
import { viewStore, type StepName } from '../../store/viewStore.ts'
import { AreaPanel } from '../panels/area/AreaPanel.tsx'
import { DotsPanel } from '../panels/dots/DotsPanel.tsx'
import { HairlinePanel } from '../panels/hairline/HairlinePanel.tsx'
import { LayersPanel } from '../panels/layers/LayersPanel.tsx'
import { MeasurePanel } from '../panels/scale/MeasurePanel.tsx'
import { PanelHeadEnd } from '../panels/PanelParts.tsx'
import { PhotoPanel } from '../panels/photo/PhotoPanel.tsx'
import { ScalePanel } from '../panels/scale/ScalePanel.tsx'
import { CommandButton } from './commands/CommandButton.tsx'
import { command } from './commands/commands.ts'

const panels: Record<StepName, () => ReactNode> = {
  photo: PhotoPanel,
  scale: ScalePanel,
  hairline: HairlinePanel,
  area: AreaPanel,
  dots: DotsPanel,
}

/** Follows the step, which follows the tool, and Measure, which serves them all; the layers of the photo take its place while they are asked for. */
export function Inspector({ inert }: { inert: boolean }) {
  const step = useStore(viewStore, (s) => s.step)
  const measures = useStore(viewStore, (s) => s.tool === 'measure')
  const open = useStore(layerStore, (s) => s.panelOpen)
  const shown = open ? 'layers' : measures ? 'measure' : step
  const Panel = shown === 'layers' ? LayersPanel : shown === 'measure' ? MeasurePanel : panels[step]
  const layers = (
    <CommandButton command={command('layers')} pressed={open} className="icon-button" placement="bottom end">
      <Layers aria-hidden="true" />
    </CommandButton>
  )
  return (
    <aside className="inspector" inert={inert} key={shown}>
      <PanelHeadEnd value={layers}>
        <Panel />
      </PanelHeadEnd>
    </aside>
  )
}
