import type { Design } from '../design/design.ts'
import { brush, brushOverlay, idleBrush, type BrushKind } from './brush.ts'
import { dragOverlay, idleDrag, type Drag } from './drag.ts'
import { hairlineTool } from './hairlineTool.ts'
import { idleLasso, lasso, lassoKey, lassoOverlay } from './lasso.ts'
import { marksTool } from './marksTool.ts'
import { idleMeasure, measureKey, measureOverlay, measureTool } from './measureTool.ts'
import { scaleOverlay, scaleTool, type Scaling } from './scaleTool.ts'
import { idleSelect, selectOverlay, selectTool } from './selectTool.ts'
import type { Input, Step, Tool, ToolContext, ToolKey, ToolName, ToolOverlay } from './tool.ts'

/** A tool with its own state in the hand, and nothing else: the design comes and goes with each input. */
export function createTool(name: ToolName): Tool {
  switch (name) {
    case 'select':
      return hold({
        idle: idleSelect,
        step: selectTool,
        isBusy: (state) => state.name !== 'idle' && state.name !== 'over',
        before: (state) => ('before' in state ? state.before : undefined),
        overlay: selectOverlay,
      })
    case 'hairline':
      return dragTool(hairlineTool)
    case 'scale':
      return hold({
        idle: idleDrag as Scaling,
        step: scaleTool,
        isBusy: (state) => state.name !== 'idle',
        before: (state) => (state.name === 'idle' ? undefined : state.before),
        overlay: scaleOverlay,
      })
    case 'brush':
    case 'eraser':
    case 'exclude':
    case 'density':
      return brushTool(name)
    case 'lasso':
      return hold({
        idle: idleLasso,
        step: lasso,
        key: lassoKey,
        isBusy: (state) => state.name !== 'idle',
        before: () => undefined,
        overlay: lassoOverlay,
      })
    case 'measure':
      return hold({
        idle: idleMeasure,
        step: measureTool,
        key: measureKey,
        isBusy: (state) => state.name !== 'idle',
        before: (state) => ('before' in state ? state.before : undefined),
        overlay: measureOverlay,
      })
    case 'hand': // the canvas pans by itself
    case 'zones': // and so it chooses what is tapped
    case 'dots':
      return hold({
        idle: null,
        step: () => ({ state: null }),
        isBusy: () => false,
        before: () => undefined,
        overlay: () => ({}),
      })
  }
}

/** Select while the photo is checked: the line that was laid from the marks must not be taken in their place. */
export const createMarksTool = (): Tool => dragTool(marksTool)

type DragMachine = (state: Drag, input: Input, design: Design, context: ToolContext) => Step<Drag>

const dragTool = (step: DragMachine): Tool =>
  hold({
    idle: idleDrag,
    step,
    isBusy: (state) => state.name !== 'idle',
    before: (state) => (state.name === 'idle' ? undefined : state.before),
    overlay: dragOverlay,
  })

const brushTool = (kind: BrushKind): Tool =>
  hold({
    idle: idleBrush,
    step: (state, input, design, context) => brush(kind, state, input, design, context),
    isBusy: (state) => state.name === 'painting',
    before: (state) => (state.name === 'painting' ? state.before : undefined),
    overlay: (state, _design, context) => brushOverlay(state, context),
  })

interface Machine<S> {
  readonly idle: S
  readonly step: (state: S, input: Input, design: Design, context: ToolContext) => Step<S>
  /** Null where the key means nothing. */
  readonly key?: (state: S, key: ToolKey, design: Design, context: ToolContext) => Step<S> | null
  readonly isBusy: (state: S) => boolean
  /** The design from before an unfinished gesture. */
  readonly before: (state: S) => Design | undefined
  readonly overlay: (state: S, design: Design, context: ToolContext) => ToolOverlay
}

function hold<S>(machine: Machine<S>): Tool {
  let state = machine.idle
  /** What the press that is under way came from; none while nothing is pressed. */
  let from: S | undefined
  const taken = ({ state: next, ...outcome }: Step<S>, design: Design, context: ToolContext) => {
    state = next
    return { ...outcome, overlay: machine.overlay(state, outcome.design ?? design, context) }
  }
  return {
    handle(input, design, context) {
      if (input.type === 'down') from ??= state
      else if (input.type !== 'move') from = undefined
      return taken(machine.step(state, input, design, context), design, context)
    },
    press(key, design, context) {
      const step = machine.key?.(state, key, design, context)
      return step ? taken(step, design, context) : null
    },
    cancel() {
      const before = machine.before(state)
      state = machine.idle
      from = undefined
      return before ? { design: before } : {}
    },
    takeBack(design, context) {
      if (from !== undefined) state = machine.isBusy(from) ? from : machine.idle
      from = undefined
      return machine.overlay(state, design, context)
    },
    get busy() {
      return machine.isBusy(state)
    },
  }
}
