import { hasArea } from '../../core/design/area.ts'
import { redoLabel, undoLabel } from '../../core/design/history.ts'
import { hasReversal } from '../../core/design/reversal.ts'
import type { ToolName } from '../../core/tools/tool.ts'
import { redo, undo } from '../../store/designActions.ts'
import { setCompare, swapCompared } from '../../store/compareStore.ts'
import { designStore } from '../../store/designStore.ts'
import { fillWithDots } from '../../store/fillActions.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { toggleLayers } from '../../store/lineActions.ts'
import { leaveZones } from '../../store/reversalActions.ts'
import { navigate, routeStore, type Route } from '../../store/routeStore.ts'
import { saveSnapshot } from '../../store/snapshotActions.ts'
import {
  fitView,
  setCamera,
  setStep,
  setTool,
  setView,
  stepNames,
  viewStore,
  zoomBy,
  zoomTo,
  type StepName,
} from '../../store/viewStore.ts'
import { moveStage } from '../panels/plan/stages.ts'
import { layerStrings } from './layerStrings.ts'
import { reversalStrings } from './reversalStrings.ts'
import { strings } from './strings.ts'

/** Everything that a button, a tooltip, a shortcut or a test can ask for. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: 'tools' | 'steps' | 'view' | 'edit'
  /** tinykeys bindings; the first stands in tooltips. */
  readonly keys: readonly string[]
  readonly isEnabled: () => boolean
  readonly run: () => void
  /** What else somebody may look for it by. */
  readonly words?: string
  /** The reason, where it is off. */
  readonly why?: () => string
  /** Ends what `run` began when the key is let go, or when the window loses it. */
  readonly release?: () => void
}

const t = strings.commands
const screen = () => routeStore.getState().screen
const hasPhoto = () => designStore.getState().design !== null
const canDesign = () => !viewStore.getState().onlyLooking
const inStudio = () => screen() === 'studio' && hasPhoto() && canDesign()
const onPhoto = () => screen() !== 'library' && hasPhoto()
const onCompare = () => screen() === 'compare' && hasPhoto()
/** On the plan, with a reversal's stages on the photo. */
function onStages(): boolean {
  const { design } = designStore.getState()
  return screen() === 'plan' && viewStore.getState().reversal === 'stages' && design !== null && hasReversal(design)
}
const onZone = () => onStages() && viewStore.getState().zone !== null
const canPaint = () => inStudio() || onZone()
/** A line of which one half alone is designed has nothing to mirror. */
const onHalf = () => designStore.getState().design?.hairline.only !== undefined
const needPhoto = () => (hasPhoto() ? t.unavailable : strings.top.needPhoto)

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

/** A tool of the studio that draws on the plan's zones too; the step that the studio stands on stays. */
const zoneToolCommand = (row: Command, tool: ToolName): Command => ({
  ...row,
  isEnabled: canPaint,
  run: () => (onZone() ? setView({ tool }) : setTool(tool)),
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

/** 100 % where one is; from the fitted view at the hairline, where the work is. */
function fullSize(): void {
  const { camera } = viewStore.getState()
  const { design } = designStore.getState()
  if (!camera.fitted || !design) zoomTo(1)
  else setCamera({ zoom: 1, ...design.hairline.midline, fitted: false })
}

function resizeBrush(factor: number): void {
  const next = viewStore.getState().brushMm * factor
  setView({ brushMm: Math.round(Math.min(BRUSH_MM.max, Math.max(BRUSH_MM.min, next)) * 2) / 2 })
}

function changeFeather(by: number): void {
  const next = viewStore.getState().feather + by
  setView({ feather: Math.round(Math.min(1, Math.max(0, next)) * 100) / 100 })
}

const step = (change: 'undo' | 'redo') => {
  const { history } = designStore.getState()
  return history ? (change === 'undo' ? undoLabel(history) : redoLabel(history)) : null
}

/** The same visit on another screen. */
function toScreen(to: 'studio' | 'compare' | 'plan'): void {
  const route = routeStore.getState()
  const photo = designStore.getState().photo
  if (route.screen === 'library') return
  const next: Route = { ...route, screen: to, photoId: photo?.id ?? route.photoId }
  navigate(next)
}

const view = (row: Omit<Command, 'group' | 'isEnabled'> & { isEnabled?: () => boolean }): Command => ({
  group: 'view',
  isEnabled: onPhoto,
  why: needPhoto,
  ...row,
})

const rows: readonly Command[] = [
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
    isEnabled: onStages,
    run: () => (viewStore.getState().tool === 'zones' ? leaveZones() : setView({ tool: 'zones' })),
    why: needPhoto,
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
    id: 'undo',
    title: strings.top.undo,
    group: 'edit',
    keys: ['$mod+z'],
    isEnabled: () => canDesign() && step('undo') !== null,
    run: undo,
    why: () => strings.top.nothingToUndo,
  },
  {
    id: 'redo',
    title: strings.top.redo,
    group: 'edit',
    keys: ['$mod+Shift+z', '$mod+y'],
    isEnabled: () => canDesign() && step('redo') !== null,
    run: redo,
    why: () => strings.top.nothingToRedo,
  },
  {
    id: 'snapshot',
    title: strings.top.saveSnapshot,
    words: t.words.snapshot,
    group: 'edit',
    keys: ['$mod+s'],
    isEnabled: () => (inStudio() || onStages()) && !jobsStore.getState().savingSnapshot,
    run: () => void saveSnapshot(),
    why: needPhoto,
  },
  {
    id: 'fill',
    title: strings.area.fill,
    group: 'edit',
    keys: ['$mod+Enter'],
    isEnabled() {
      const { design } = designStore.getState()
      return inStudio() && design !== null && hasArea(design)
    },
    run() {
      fillWithDots()
      setStep('dots')
    },
    why: () => (hasPhoto() ? strings.area.empty : strings.top.needPhoto),
  },
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
  view({
    id: 'mirror',
    title: strings.mirror,
    keys: ['s'],
    // Strokes are of one side.
    isEnabled: () => inStudio() && ['photo', 'hairline'].includes(viewStore.getState().step) && !onHalf(),
    why: () => (onHalf() ? layerStrings.half.noMirror : needPhoto()),
    run: () => setView({ mirror: !viewStore.getState().mirror }),
  }),
  view({
    id: 'guides',
    title: strings.guides,
    keys: ['g'],
    isEnabled: inStudio,
    run: () => setView({ guidesPinned: !viewStore.getState().guidesPinned }),
  }),
  view({
    id: 'layers',
    title: layerStrings.title,
    keys: ['Shift+L'],
    isEnabled: inStudio,
    run: toggleLayers,
  }),
  view({
    id: 'hideOverlays',
    title: t.hideOverlays,
    keys: ['o'],
    isEnabled: () => onPhoto() && screen() !== 'compare',
    run: () => setView({ overlaysHidden: true }),
    release: () => setView({ overlaysHidden: false }),
  }),
  view({
    id: 'photoAlone',
    title: t.photoAlone,
    keys: ['\\'],
    isEnabled: () => onPhoto() && screen() !== 'compare',
    run: () => setView({ photoAlone: true }),
    release: () => setView({ photoAlone: false }),
  }),
  view({
    id: 'assess',
    title: t.assess,
    keys: ['$mod+b'],
    run: () => setView({ surround: viewStore.getState().surround === 'mid' ? 'dark' : 'mid' }),
  }),
  view({ id: 'fit', title: t.fit, keys: ['Shift+Digit1'], run: fitView }),
  view({ id: 'fullSize', title: t.fullSize, keys: ['Shift+Digit0'], run: fullSize }),
  view({ id: 'zoomIn', title: strings.canvas.zoomIn, keys: ['+', 'Shift++', '='], run: () => zoomBy(1.25) }),
  view({ id: 'zoomOut', title: strings.canvas.zoomOut, keys: ['-'], run: () => zoomBy(1 / 1.25) }),
  view({
    id: 'compare',
    title: t.toCompare,
    words: t.words.compare,
    keys: ['y'],
    isEnabled: () => onPhoto() && screen() !== 'compare',
    run: () => toScreen('compare'),
  }),
  view({
    id: 'plan',
    title: t.toPlan,
    words: t.words.plan,
    keys: ['p'],
    isEnabled: () => onPhoto() && canDesign() && screen() !== 'plan',
    run: () => toScreen('plan'),
  }),
  view({
    id: 'studio',
    title: t.toStudio,
    keys: ['Shift+y'],
    isEnabled: () => screen() === 'compare' || screen() === 'plan',
    run: () => toScreen('studio'),
  }),
  view({
    id: 'compare.slider',
    title: strings.compare.slider,
    keys: ['1'],
    isEnabled: onCompare,
    run: () => setCompare({ mode: 'slider' }),
  }),
  view({
    id: 'compare.sideBySide',
    title: strings.compare.sideBySide,
    keys: ['2'],
    isEnabled: onCompare,
    run: () => setCompare({ mode: 'sideBySide' }),
  }),
  view({ id: 'compare.swap', title: strings.compare.swap, keys: ['a', 'b'], isEnabled: onCompare, run: swapCompared }),
  view({
    id: 'export',
    title: strings.top.export,
    words: t.words.export,
    keys: [],
    isEnabled: onCompare,
    run: () => setView({ exportOpen: !viewStore.getState().exportOpen }),
  }),
  view({
    id: 'search',
    title: strings.commandSearch.title,
    keys: ['$mod+k'],
    isEnabled: () => true,
    run: () => setView({ searchOpen: true }),
  }),
  view({
    id: 'settings',
    title: strings.settings.title,
    keys: ['$mod+,'],
    isEnabled: () => true,
    run: () => setView({ settingsOpen: true }),
  }),
  view({
    id: 'shortcuts',
    title: strings.help,
    keys: ['?', 'Shift+?'],
    isEnabled: () => true,
    run: () => setView({ shortcutsOpen: true }),
  }),
]

export const commands: readonly Command[] = rows

const byId = new Map(rows.map((row) => [row.id, row]))

/** @throws Error for an id that no row has. */
export function command(id: string): Command {
  const row = byId.get(id)
  if (!row) throw new Error(`No command is called ${id}.`)
  return row
}

export function run(id: string): void {
  const row = command(id)
  if (row.isEnabled()) row.run()
}

/** Null where the command can run. */
export function whyNot(row: Command): string | null {
  return row.isEnabled() ? null : (row.why?.() ?? t.unavailable)
}

const apple = typeof navigator !== 'undefined' && /Mac|iP(ad|hone|od)/.test(navigator.platform)
const keyNames: Record<string, string> = {
  $mod: apple ? '⌘' : 'Ctrl',
  Shift: apple ? '⇧' : 'Shift',
  BracketLeft: '[',
  BracketRight: ']',
  Digit0: '0',
  Digit1: '1',
}

/** The first binding as a person reads it: `Ctrl Z`, `⌘Z`, `V`. */
export function keysText(row: Command): string | undefined {
  const first = row.keys[0]
  if (!first) return undefined
  if (first === '+') return '+'
  return first
    .split('+')
    .map((key) => keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(apple ? '' : ' ')
}

/** Single letters and signs can be switched off (WCAG 2.1.4); combinations with Ctrl or Cmd always work. */
export const isSingleKey = (binding: string): boolean => !binding.startsWith('$mod')
