import { surfaceOf } from '../../../core/design/scale/calibration.ts'
import { areaInHand } from '../../../core/design/areas/areas.ts'
import type { Design } from '../../../core/design/design.ts'
import { lineOf, linesOf } from '../../../core/design/lines/lines.ts'
import { hasObject, layerOfObject, type DesignObject } from '../../../core/design/objects.ts'
import { hasReversal } from '../../../core/design/reversal.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { hasHandle } from '../../../core/tools/handles.ts'
import { toolKeys, type Input, type ToolContext, type ToolName, type ToolOverlay } from '../../../core/tools/tool.ts'
import { createMarksTool, createTool } from '../../../core/tools/toolbox.ts'
import { cancelLive, edit, show } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { toast } from '../../../store/jobsStore.ts'
import { lineContext, objectContext, refuse } from '../../../store/layerStore.ts'
import { enterLine } from '../../../store/edits/lineActions.ts'
import { forgetLayerOf, letGoOfObject, takeObject, toggleTaken } from '../../../store/edits/objectActions.ts'
import { isLossDrawn } from '../../../store/edits/hairLossActions.ts'
import { handled, putBack } from '../../../store/reversal/reversalView.ts'
import { marksRest, setView, viewStore, type ViewState } from '../../../store/viewStore.ts'
import { areaName } from '../../strings/areaNames.ts'
import { objectStrings } from '../../strings/objectStrings.ts'
import { isRefused } from '../overlays/layerNotices.ts'
import { patchHand } from './patchHand.ts'

/** The tool in the hand: gives inputs to it and writes what comes back into the design. */
export function toolHand(changed: () => void) {
  let name = inHand(viewStore.getState())
  let tool = toolOf(name)
  let overlay: ToolOverlay = {}
  /** A zone or later hair loss under the hand: only the overlay follows it, the picture and the figures come once it is let go. */
  let live: Design | null = null
  /** Whether the press that is under way lets go of what is in hand. */
  let letsGo = false
  const circles = patchHand()

  function take(): void {
    const wanted = inHand(viewStore.getState())
    if (wanted === name) return
    if (tool.busy) drop()
    name = wanted
    tool = toolOf(name)
    overlay = {}
    sayLaid()
    changed()
  }

  function drop(): void {
    circles.drop()
    tool.cancel()
    overlay = {}
    live = null
    letsGo = false
    sayLaid()
    cancelLive()
    changed()
  }

  /** Takes back the press that is under way, and no more: what waits between two clicks waits on. */
  function takeBack(): void {
    circles.drop()
    live = null
    letsGo = false
    cancelLive()
    const { design: whole } = designStore.getState()
    if (!whole) return drop()
    const design = handled(whole)
    overlay = tool.takeBack(design, contextOf(design))
    sayLaid()
    const active = overlay.active ?? null
    if (viewStore.getState().activeHandle !== active) setView({ activeHandle: active })
    changed()
  }

  /** What is being laid, as the panels and screen readers hear of it. */
  function sayLaid(): void {
    const layingScale = overlay.laying !== undefined
    const measured = overlay.measure ?? null
    const now = viewStore.getState()
    if (now.layingScale !== layingScale || now.measured !== measured) setView({ layingScale, measured })
  }

  type Outcome = ReturnType<typeof tool.handle>

  function took(out: Outcome, whole: Design, context: ToolContext): void {
    overlay = out.overlay
    live = context.drawnOn && tool.busy ? (out.design ?? live) : null
    const chosen = out.chosen ? [out.chosen, ...(out.alsoChosen ?? [])] : []
    if (out.commit)
      for (const one of [...chosen, ...bornLines(whole, out.design)]) if (!hasObject(whole, one)) forgetLayerOf(one)
    if (out.design && out.commit) edit(putBack(whole, out.design), out.commit)
    else if (out.design && tool.busy && !live) show(putBack(whole, out.design))
    else if (out.design && !live) cancelLive()
    const active = overlay.active ?? null
    if (out.chosen && out.adds) toggleTaken(out.chosen)
    else if (out.chosen) takeObject(out.chosen, out.alsoChosen)
    if (out.entered !== undefined) enterLine(out.entered)
    if (out.refused === 'locked' && out.chosen) refuse(layerOfObject(out.chosen), 'locked')
    else if (out.refused === 'besideArea') toast(besideText(whole, out.met))
    else if (out.refused && out.refused !== 'locked') toast(objectStrings.refusals[out.refused])
    sayLaid()
    if (viewStore.getState().activeHandle !== active && name !== 'brush') setView({ activeHandle: active })
    changed()
  }

  return {
    /** Takes the tool that is chosen now; an unfinished gesture of the former one goes. */
    take,
    give(input: Input): void {
      take()
      const whole = designStore.getState().design
      if (!whole) return
      const design = live ?? handled(whole)
      if (circles.give(input, design)) return changed()
      const context = contextOf(design, input.at)
      if (input.type === 'down' && !tool.busy && isRefused(name, design, context)) return
      took(tool.handle(input, design, context), whole, context)
      // A press beside everything lets go of what was in hand, unless something is about to be added. It may be one of two fingers.
      if (input.type === 'up' && letsGo) letGoOfObject()
      if (input.type !== 'move') letsGo = input.type === 'down' && name === 'select' && !tool.busy && !input.shift
    },
    /** A key that belongs to the gesture; false where it means nothing to it. */
    press(name: string): boolean {
      const key = toolKeys.find((known) => known === name)
      const whole = designStore.getState().design
      if (!key || !whole) return false
      const design = live ?? handled(whole)
      const context = contextOf(design)
      const out = tool.press(key, design, context)
      if (out) took(out, whole, context)
      return out !== null
    },
    drop,
    takeBack,
    /** The pointer left: no ring stays behind. */
    leave(): void {
      if (tool.busy || circles.busy) return
      overlay = { ...overlay, ring: undefined, active: null, ghost: undefined, onObject: false }
      changed()
    },
    get overlay() {
      return overlay
    },
    /** The design under the hand, where the store has not got it yet. */
    get live() {
      return live
    },
    get busy() {
      return tool.busy || circles.busy
    },
    /** Whether the pointer rests on a handle that is there no longer. */
    get isLost() {
      const { design } = designStore.getState()
      return !!overlay.active && (!design || !hasHandle(handled(design), overlay.active))
    },
    /** Whether a circle of the match is under the pointer. */
    get overPatch() {
      return circles.over
    },
  }
}

/** Lines that the hand made in passing: one side of a mirrored one that is shaped alone. */
const bornLines = (before: Design, after: Design = before): readonly DesignObject[] =>
  linesOf(after)
    .filter(({ id }) => !lineOf(before, id))
    .map(({ id }) => ({ kind: 'line', id }))

const besideText = (design: Design, met?: number): string =>
  objectStrings.besideArea(areaName(design, areaInHand(design)), met === undefined ? null : areaName(design, met))

type Held = ToolName | 'marks'

/** The marks come first while the photo is checked. */
const inHand = ({ tool, step }: Pick<ViewState, 'tool' | 'step'>): Held =>
  tool === 'select' && step === 'photo' ? 'marks' : tool

const toolOf = (held: Held) => (held === 'marks' ? createMarksTool() : createTool(held))

/** At a place of the photo: a brush is as wide on the skin there as it says. */
function contextOf(design: Design, at: PointPx = design.marks.glabella): ToolContext {
  const view = viewStore.getState()
  const { brushMm, feather, pressureSize, lessDensity, insideHairline, mirror, camera } = view
  const mmPerPx = surfaceOf(design).mmPerPxAt(at)
  const brush = { brushMm, feather, pressureSize, lessDensity, insideHairline, mirror }
  const seen = { ...lineContext(design), ...objectContext(design), marksRest: marksRest(view.step) }
  return { mmPerPx, pxPerScreenPx: 1 / camera.zoom, ...brush, ...seen, drawnOn: drawnOn(design, view) }
}

function drawnOn(design: Design, view: ViewState): ToolContext['drawnOn'] {
  if (view.reversal === 'stages' && hasReversal(design)) return view.zone
  return isLossDrawn(design, view) ? 'hairLoss' : null
}
