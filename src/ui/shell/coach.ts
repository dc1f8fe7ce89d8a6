import type { Design } from '../../core/design/design.ts'
import { designStore, type StudioState } from '../../store/designStore.ts'
import { viewStore } from '../../store/viewStore.ts'
import { cameraOn, toScreen } from '../canvas/viewport.ts'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** One hint: the control it points at, and what ends it. */
export interface CoachMark {
  /** CSS px of the window; null where the control is not on the screen. */
  readonly anchor: () => Rect | null
  /** The control in a panel, by a selector: it is scrolled to once it is there. */
  readonly control?: string
  /** What the user needs meanwhile, and the card leaves free where it can. */
  readonly free?: () => readonly Rect[]
  /** Whether the rest stays as bright as it is: what has just come is looked at first. */
  readonly bright?: boolean
  /** Whether the user has done the thing, against how things were when the hint came. */
  readonly isDone: (now: StudioState, then: StudioState) => boolean
}

function rectOf(selector: string): Rect | null {
  const rect = document.querySelector(selector)?.getBoundingClientRect()
  return rect && rect.width > 0 ? rect : null
}

/** The control itself, or the step that leads to it. */
const control = (selector: string, step: string) => () => rectOf(selector) ?? rectOf(`.stepbar [data-step="${step}"]`)

/** Brings the control of a hint onto the screen, for panels scroll; false where it is not there yet. */
export function revealed({ control: selector }: CoachMark): boolean {
  const element = selector ? document.querySelector(selector) : null
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return element !== null
}

/** Half the side of the square round a handle on the photo, CSS px. */
const HANDLE = 18

/** The frontotemporal apex on the patient's left: beside it there is room. */
function apexOnScreen(): Rect | null {
  const { design } = designStore.getState()
  const { camera, step } = viewStore.getState()
  const box = rectOf('.studio-canvas')
  if (step !== 'hairline' || !design || !box) return null
  const { x, y } = toScreen(cameraOn(camera, design), box, design.hairline.left.apex)
  if (x < HANDLE || y < HANDLE || x > box.width - HANDLE || y > box.height - HANDLE) return null
  return { x: box.x + x - HANDLE, y: box.y + y - HANDLE, width: 2 * HANDLE, height: 2 * HANDLE }
}

const changed = (part: (d: Design) => unknown) => (now: StudioState, then: StudioState) =>
  now.design !== null && then.design !== null && part(now.design) !== part(then.design)

/** In the order of a first design. */
export const coachMarks: readonly CoachMark[] = [
  {
    anchor: control('[data-coach="scale"]', 'scale'),
    control: '[data-coach="scale"]',
    isDone: (now) => now.design !== null && now.design.scale.status !== 'proposed',
  },
  {
    anchor: () => apexOnScreen() ?? rectOf('.stepbar [data-step="hairline"]'),
    isDone: changed((d) => d.hairline),
  },
  {
    anchor: control('[data-coach="fill"]', 'area'),
    control: '[data-coach="fill"]',
    isDone: (now) => now.design?.fill.filled ?? false,
  },
  {
    anchor: () => rectOf('[data-command="snapshot"]'),
    // The first dots and their figures have just come: a dimmed photo would show them in a wrong shade.
    bright: true,
    free: () => ['.inspector', '.stepbar'].flatMap((part) => rectOf(part) ?? []),
    isDone: (now, then) => now.snapshots.length > then.snapshots.length,
  },
]

/** Space between a control and its hint, CSS px. */
const GAP = 14
const EDGE = 12

export interface Placed {
  readonly left: number
  readonly top: number
  /** On which side of the card the control lies, and how far along that side the arrow stands. */
  readonly side: 'above' | 'below' | 'left' | 'right'
  readonly arrow: number
}

/** The arrow stays off the card's round corners, CSS px. As in the style sheet. */
const CORNER = 18

/** Beside the control where there is room, never off the screen; under it also off what is to stay free. */
export function placeBeside(
  target: Rect,
  card: { width: number; height: number },
  room: Rect,
  free: readonly Rect[] = [],
): Placed {
  const keptIn = (at: number, size: number, from: number, length: number) =>
    Math.max(from + EDGE, Math.min(from + length - size - EDGE, at))
  const middleX = target.x + target.width / 2
  const middleY = target.y + target.height / 2
  const left = keptIn(middleX - card.width / 2, card.width, room.x, room.width)
  const top = keptIn(middleY - card.height / 2, card.height, room.y, room.height)
  const under = target.y + target.height + GAP
  if (under + card.height <= room.y + room.height - EDGE) {
    const at = offOthers({ x: left, y: under, ...card }, target, room, free)
    return { left: at.x, top: at.y, side: 'above', arrow: middleX - at.x }
  }
  if (target.x - GAP - card.width >= room.x + EDGE)
    return { left: target.x - GAP - card.width, top, side: 'right', arrow: middleY - top }
  if (target.x + target.width + GAP + card.width <= room.x + room.width - EDGE)
    return { left: target.x + target.width + GAP, top, side: 'left', arrow: middleY - top }
  const over = keptIn(target.y - GAP - card.height, card.height, room.y, room.height)
  return { left, top: over, side: 'below', arrow: middleX - left }
}

/** The nearest place, further left or further down, that covers nothing of `free` while the arrow still points at the control. */
function offOthers(card: Rect, target: Rect, room: Rect, free: readonly Rect[]): Rect {
  const lefts = [card.x, ...free.map(({ x }) => x - EDGE - card.width)].filter(
    (x) => x >= room.x + EDGE && x <= card.x && x + card.width - CORNER >= target.x,
  )
  const tops = [card.y, ...free.map(({ y, height }) => y + height + EDGE)].filter(
    (y) => y >= card.y && y + card.height <= room.y + room.height - EDGE,
  )
  const places = lefts.flatMap((x) => tops.map((y) => ({ ...card, x, y }))).toSorted((a, b) => a.y - a.x - (b.y - b.x))
  return places.find((place) => !free.some((other) => overlap(place, other))) ?? card
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
