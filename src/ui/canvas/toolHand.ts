import { surfaceOf } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import type { Input, ToolContext, ToolName, ToolOverlay } from '../../core/tools/tool.ts'
import { createMarksTool, createTool } from '../../core/tools/toolbox.ts'
import { cancelLive, edit, show } from '../../store/designActions.ts'
import { designStore } from '../../store/designStore.ts'
import { handled, putBack } from '../../store/reversalView.ts'
import { setView, viewStore, type ViewState } from '../../store/viewStore.ts'
import { patchHand } from './patchHand.ts'

/** The tool in the hand: gives inputs to it and writes what comes back into the design. */
export function toolHand(changed: () => void) {
  let name = inHand(viewStore.getState())
  let tool = toolOf(name)
  let overlay: ToolOverlay = {}
  const circles = patchHand()

  function take(): void {
    const wanted = inHand(viewStore.getState())
    if (wanted === name) return
    if (tool.busy) drop()
    name = wanted
    tool = toolOf(name)
    overlay = {}
    changed()
  }

  function drop(): void {
    circles.drop()
    tool.cancel()
    overlay = {}
    cancelLive()
    changed()
  }

  return {
    /** Takes the tool that is chosen now; an unfinished gesture of the former one goes. */
    take,
    give(input: Input): void {
      take()
      const whole = designStore.getState().design
      if (!whole) return
      const design = handled(whole)
      if (circles.give(input, design)) return changed()
      const out = tool.handle(input, design, contextOf(design))
      overlay = out.overlay
      if (out.design && out.commit) edit(putBack(whole, out.design), out.commit)
      else if (out.design && tool.busy) show(putBack(whole, out.design))
      else if (out.design) cancelLive()
      const active = overlay.active ?? null
      if (viewStore.getState().activeHandle !== active && name !== 'brush') setView({ activeHandle: active })
      changed()
    },
    drop,
    /** The pointer left: no ring stays behind. */
    leave(): void {
      if (tool.busy || circles.busy) return
      overlay = { ...overlay, ring: undefined, active: null }
      changed()
    },
    get overlay() {
      return overlay
    },
    get busy() {
      return tool.busy || circles.busy
    },
    /** Whether a circle of the match is under the pointer. */
    get overPatch() {
      return circles.over
    },
  }
}

type Held = ToolName | 'marks'

/** The marks come first while the photo is checked. */
const inHand = ({ tool, step }: Pick<ViewState, 'tool' | 'step'>): Held =>
  tool === 'select' && step === 'photo' ? 'marks' : tool

const toolOf = (held: Held) => (held === 'marks' ? createMarksTool() : createTool(held))

function contextOf(design: Design): ToolContext {
  const { brushMm, feather, pressureSize, lessDensity, mirror, camera } = viewStore.getState()
  const mmPerPx = surfaceOf(design).mmPerPxAt(design.marks.glabella)
  return { mmPerPx, pxPerScreenPx: 1 / camera.zoom, brushMm, feather, pressureSize, lessDensity, mirror }
}
