import { hasReversal } from '../../../core/design/reversal.ts'
import { designStore } from '../../../store/designStore.ts'
import { navigate, routeStore } from '../../../store/routeStore.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { strings } from '../../strings/strings.ts'

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
  /** The canvas hears its keys itself: what they do there depends on the gesture, the focus and what else is in hand. */
  readonly heardOnCanvas?: boolean
  /** Its key works over dialogs and in text fields too. */
  readonly anytime?: boolean
  /** While it is so, what is asked for waits: a held key would go on long after it was let go, and asks for nothing more. */
  readonly waits?: () => boolean
  /** Ends what `run` began when the key is let go, or when the window loses it. */
  readonly release?: () => void
}

const t = strings.commands
export const screen = () => routeStore.getState().screen
export const hasPhoto = () => designStore.getState().design !== null
export const canDesign = () => !viewStore.getState().onlyLooking
export const inStudio = () => screen() === 'studio' && hasPhoto() && canDesign()
export const onPhoto = () => screen() !== 'library' && hasPhoto()
export const onCompare = () => screen() === 'compare' && hasPhoto()
/** On the plan, with a reversal's stages on the photo. */
export function onStages(): boolean {
  const { design } = designStore.getState()
  return screen() === 'plan' && viewStore.getState().reversal === 'stages' && design !== null && hasReversal(design)
}
export const onZone = () => onStages() && viewStore.getState().zone !== null
/** Whether the tools that draw have something else under them than the area. */
export const onDrawing = () => onZone() || (inStudio() && viewStore.getState().lossDrawn)
export const canPaint = () => inStudio() || onZone()
/** A line of which one half alone is designed has nothing to mirror. */
export const onHalf = () => designStore.getState().design?.hairline.only !== undefined
export const needPhoto = () => (hasPhoto() ? t.unavailable : strings.top.needPhoto)

/** The same visit on another screen. */
export function toScreen(to: 'studio' | 'compare' | 'plan'): void {
  const route = routeStore.getState()
  const photo = designStore.getState().photo
  if (route.screen === 'library') return
  navigate({ ...route, screen: to, photoId: photo?.id ?? route.photoId })
}

const apple = typeof navigator !== 'undefined' && /Mac|iP(ad|hone|od)/.test(navigator.platform)
const keyNames: Record<string, string> = {
  $mod: apple ? '⌘' : 'Ctrl',
  Shift: apple ? '⇧' : 'Shift',
  Alt: apple ? '⌥' : 'Alt',
  BracketLeft: '[',
  BracketRight: ']',
  KeyL: 'L',
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

/** Null where the command can run. */
export function whyNot(row: Command): string | null {
  return row.isEnabled() ? null : (row.why?.() ?? t.unavailable)
}
