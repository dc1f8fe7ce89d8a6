import type { ToolName } from '../../../core/tools/tool.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { strings } from '../../strings/strings.ts'
import { onDrawing, onStages, screen } from './command.ts'

const t = strings.shortcuts

/** What one does by pointer, and what that does. */
export type GestureRow = readonly [how: string, what: string]

export interface ShortcutsHere {
  readonly title: string
  /** Ids of commands. */
  readonly commands: readonly string[]
  readonly gestures: readonly GestureRow[]
}

const brush = ['brush.smaller', 'brush.larger', 'feather.less', 'feather.more']

/** What belongs to a tool beside its own key. */
const withTool: Partial<Readonly<Record<ToolName, readonly string[]>>> = {
  hand: ['fit', 'fullSize', 'zoomIn', 'zoomOut'],
  scale: ['guides'],
  select: ['deleteSelected', 'point.corner'],
  hairline: ['mirror', 'point.corner', 'guides', 'layers'],
  brush,
  eraser: brush,
  exclude: brush,
  density: brush,
  dots: ['fill', 'hideOverlays', 'photoAlone'],
  measure: ['guides', 'deleteSelected'],
}

const { hairline, scale, measure, lasso } = t.toolRows
const gesturesOf: Partial<Readonly<Record<ToolName, readonly GestureRow[]>>> = {
  hairline,
  select: [...t.toolRows.select, hairline[2], hairline[4]],
  scale,
  measure,
  lasso,
  brush: t.toolRows.brush,
  eraser: t.toolRows.brush,
  exclude: t.toolRows.brush,
  density: t.toolRows.brush,
}

/** All gestures that belong to single tools. */
export const toolGestures: readonly GestureRow[] = Object.values(t.toolRows).flat()

const ofTool = (tool: ToolName): ShortcutsHere => ({
  title: t.inHand(strings.tools[tool]),
  commands: [`tool.${tool}`, ...(withTool[tool] ?? [])],
  gestures: gesturesOf[tool] ?? [],
})

const stages = ['stage.earlierStage', 'stage.laterStage', 'tool.zones']

/** What the keys do with the tool in the hand, or on the screen that is shown; null in the library, where nothing is in hand. */
export function shortcutsHere(): ShortcutsHere | null {
  const { tool } = viewStore.getState()
  switch (screen()) {
    case 'library':
      return null
    case 'studio':
      return ofTool(tool)
    case 'compare':
      return {
        title: strings.screens.compare,
        commands: ['slider', 'sideBySide', 'fade', 'flicker', 'difference', 'swap'].map((mode) => `compare.${mode}`),
        gestures: [],
      }
    case 'plan': {
      if (!onStages()) return null
      if (!onDrawing()) return { title: strings.screens.plan, commands: stages, gestures: [] }
      const drawing = ofTool(tool)
      return { ...drawing, commands: [...new Set([...drawing.commands, ...stages])] }
    }
  }
}
