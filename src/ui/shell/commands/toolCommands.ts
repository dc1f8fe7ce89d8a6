import type { ToolName } from '../../../core/tools/tool.ts'
import { designStore } from '../../../store/designStore.ts'
import { leaveZones } from '../../../store/reversal/reversalActions.ts'
import { setStep, setTool, setView, stepNames, viewStore, type StepName } from '../../../store/viewStore.ts'
import { moveStage } from '../../panels/plan/stages.ts'
import { reversalStrings } from '../../strings/reversalStrings.ts'
import { strings } from '../../strings/strings.ts'
import { type Command, canPaint, hasPhoto, inStudio, needPhoto, onDrawing, onStages } from './command.ts'
import { goToZones, hasZones } from './toolVariants.ts'

const t = strings.commands

const toolKeys: readonly (readonly [ToolName, string])[] = [
  ['select', 'v'],
  ['hand', 'h'],
  ['scale', 'k'],
  ['hairline', 'l'],
  ['brush', 'b'],
  ['lasso', 'q'],
  ['eraser', 'e'],
  ['exclude', 'x'],
  ['density', 'n'],
  ['dots', 'd'],
  ['measure', 'm'],
]

const toolCommand = (tool: ToolName, key: string): Command => ({
  id: `tool.${tool}`,
  title: strings.tools[tool],
  group: 'tools',
  keys: [key],
  isEnabled: inStudio,
  run: () => setTool(tool),
  why: needPhoto,
})

/** A tool of the studio that draws on the plan's zones and on later hair loss too; the step that the studio stands on stays. */
const zoneToolCommand = (row: Command, tool: ToolName): Command => ({
  ...row,
  isEnabled: canPaint,
  run: () => (onDrawing() ? setView({ tool }) : setTool(tool)),
  why: () => (onStages() ? reversalStrings.zoneFirst : needPhoto()),
})

const zoneTools: ReadonlySet<ToolName> = new Set(['hand', 'brush', 'lasso', 'eraser'])

const stepCommand = (step: StepName, index: number): Command => ({
  id: `step.${step}`,
  title: strings.steps[step],
  words: t.words[step],
  group: 'steps',
  keys: [`${index + 1}`],
  isEnabled: inStudio,
  run: () => setStep(step),
  why: needPhoto,
})

export const BRUSH_MM = { min: 2, max: 40 } as const

function resizeBrush(factor: number): void {
  const next = viewStore.getState().brushMm * factor
  setView({ brushMm: Math.round(Math.min(BRUSH_MM.max, Math.max(BRUSH_MM.min, next)) * 2) / 2 })
}

function changeFeather(by: number): void {
  const next = viewStore.getState().feather + by
  setView({ feather: Math.round(Math.min(1, Math.max(0, next)) * 100) / 100 })
}

/** Tools and steps, and what belongs to the tool in the hand. */
export const toolCommands: readonly Command[] = [
  ...toolKeys.map(([tool, key]) => {
    const row = toolCommand(tool, key)
    return zoneTools.has(tool) ? zoneToolCommand(row, tool) : row
  }),
  {
    id: 'tool.zones',
    title: strings.tools.zones,
    words: t.words.zones,
    group: 'tools',
    keys: ['r'],
    isEnabled: () => onStages() || (inStudio() && hasZones(designStore.getState().design)),
    run() {
      if (!onStages()) goToZones('pick')
      else if (viewStore.getState().tool === 'zones') leaveZones()
      else setView({ tool: 'zones' })
    },
    why: () => (hasPhoto() ? reversalStrings.noStages : needPhoto()),
  },
  ...(
    [
      ['earlierStage', ',', -1],
      ['laterStage', '.', 1],
    ] as const
  ).map(([name, key, by]): Command => ({
    id: `stage.${name}`,
    title: reversalStrings[name],
    group: 'view',
    keys: [key],
    isEnabled: onStages,
    run: () => moveStage(by),
    why: () => (hasPhoto() ? reversalStrings.noStages : needPhoto()),
  })),
  ...stepNames.map(stepCommand),
  {
    id: 'brush.smaller',
    title: t.brushSmaller,
    group: 'tools',
    keys: ['['],
    isEnabled: canPaint,
    run: () => resizeBrush(1 / 1.15),
  },
  {
    id: 'brush.larger',
    title: t.brushLarger,
    group: 'tools',
    keys: [']'],
    isEnabled: canPaint,
    run: () => resizeBrush(1.15),
  },
  {
    id: 'feather.less',
    title: t.featherLess,
    group: 'tools',
    keys: ['Shift+BracketLeft'],
    isEnabled: canPaint,
    run: () => changeFeather(-0.05),
  },
  {
    id: 'feather.more',
    title: t.featherMore,
    group: 'tools',
    keys: ['Shift+BracketRight'],
    isEnabled: canPaint,
    run: () => changeFeather(0.05),
  },
]
