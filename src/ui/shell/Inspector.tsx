import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { viewStore, type StepName } from '../../store/viewStore.ts'
import { AreaPanel } from '../panels/AreaPanel.tsx'
import { DotsPanel } from '../panels/DotsPanel.tsx'
import { HairlinePanel } from '../panels/HairlinePanel.tsx'
import { PhotoPanel } from '../panels/PhotoPanel.tsx'
import { ScalePanel } from '../panels/ScalePanel.tsx'

const panels: Record<StepName, () => ReactNode> = {
  photo: PhotoPanel,
  scale: ScalePanel,
  hairline: HairlinePanel,
  area: AreaPanel,
  dots: DotsPanel,
}

/** Follows the step, which follows the tool. */
export function Inspector() {
  const step = useStore(viewStore, (s) => s.step)
  const Panel = panels[step]
  return (
    <aside className="inspector" key={step}>
      <Panel />
    </aside>
  )
}
