import { useStore } from 'zustand'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { BrushSize } from './BrushSize.tsx'
import { DrawTool } from './DrawTool.tsx'
import './drawTools.css'

const drawTools = ['lasso', 'brush', 'eraser'] as const

/** Lasso, brush and eraser for something that is no area, the way back to it without hand work, and the way out. */
export function DrawTools(props: {
  /** What is drawn on. */
  label: string
  toolLabel: string
  clear: string
  /** Whether there is hand work to clear. */
  isDrawn: boolean
  done: string
  onClear(): void
  onLeave(): void
}) {
  const tool = useStore(viewStore, (s) => s.tool)
  return (
    <div className="draw-tools" role="group" aria-label={props.label}>
      <DrawTool label={props.toolLabel} tools={drawTools} onChange={(name) => setView({ tool: name })} />
      {(tool === 'brush' || tool === 'eraser') && <BrushSize />}
      <div className="button-row">
        <button type="button" className="button button-grow" disabled={!props.isDrawn} onClick={() => props.onClear()}>
          {props.clear}
        </button>
        <button type="button" className="button" onClick={() => props.onLeave()}>
          {props.done}
        </button>
      </div>
    </div>
  )
}
