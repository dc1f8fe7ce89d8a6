import type { Design } from '../../../core/design/design.ts'
import { hairlinePath } from '../../../core/design/lines/hairlineCurve.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { scaleHandles } from '../../../core/tools/handles.ts'
import { handlePoints } from '../../../core/design/lines/hairline.ts'
import { designStore, type StudioState } from '../../../store/designStore.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { cameraOn, toScreen } from '../../canvas/viewport.ts'
import { inSight, rectOf, type Rect } from './coachPlace.ts'

/** One hint: the control it points at, and what ends it. */
export interface CoachMark {
  /** CSS px of the window; null where the control is not on the screen. */
  readonly anchor: () => Rect | null
  /** Where the card stands if it would cover something beside the control: the step that leads there. */
  readonly step: () => Rect | null
  /** The control in a panel, by a selector: it is scrolled to once it is there. */
  readonly control?: string
  /** What the hint speaks of or the user needs meanwhile, beside the controls: the card covers nothing of it. */
  readonly free?: () => readonly Rect[]
  /** Whether the rest stays as bright as it is: what has just come is looked at first. */
  readonly bright?: boolean
  /** Whether the user has done the thing, against how things were when the hint came. */
  readonly isDone: (now: StudioState, then: StudioState) => boolean
}

const stepTo = (step: string) => () => rectOf(`.stepbar [data-step="${step}"]`)

/** The control itself where it is in sight, or the step that leads to it. */
const control = (selector: string, step: string) => () => inSight(selector) ?? stepTo(step)()

/** Brings the control of a hint onto the screen, for panels scroll; false where it is not there yet. */
export function revealed({ control: selector }: CoachMark): boolean {
  const element = selector ? document.querySelector(selector) : null
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return element !== null
}

/** Half the side of the square round a handle on the photo, CSS px. */
const HANDLE = 18

/** A place on the photo in CSS px of the window, with the room of a handle; null where it is not in sight. */
function onScreen(p: PointPx, design: Design, room = HANDLE): Rect | null {
  const box = rectOf('.studio-canvas')
  if (!box) return null
  const { x, y } = toScreen(cameraOn(viewStore.getState().camera, design), box, p)
  if (x < room || y < room || x > box.width - room || y > box.height - room) return null
  return { x: box.x + x - room, y: box.y + y - room, width: 2 * room, height: 2 * room }
}

/** The frontotemporal apex on the patient's left. */
function apexOnScreen(): Rect | null {
  const { design } = designStore.getState()
  return viewStore.getState().step === 'hairline' && design ? onScreen(design.hairline.left.apex, design) : null
}

/** Half the room of a piece of the line, and how far its pieces lie apart, CSS px. */
const [PIECE, APART] = [8, 14]

/** The hairline with its points. */
function lineOnScreen(): readonly Rect[] {
  const { design } = designStore.getState()
  if (!design) return []
  const pieces: Rect[] = []
  for (const p of hairlinePath(design.hairline)) {
    const piece = onScreen(p, design, PIECE)
    const last = pieces.at(-1)
    if (piece && (!last || Math.hypot(piece.x - last.x, piece.y - last.y) >= APART)) pieces.push(piece)
  }
  return [...pieces, ...handlePoints(design.hairline).flatMap(({ at }) => onScreen(at, design) ?? [])]
}

/** Height of the pill under the line, with the space between, CSS px. */
const PILL = 44

/** The line over the known length, and the figure below it. */
function scaleOnScreen(): readonly Rect[] {
  const { design } = designStore.getState()
  const ends = design ? scaleHandles(design).flatMap(({ at }) => onScreen(at, design) ?? []) : []
  if (ends.length < 2) return ends
  const x = Math.min(...ends.map((end) => end.x))
  const y = Math.min(...ends.map((end) => end.y))
  const right = Math.max(...ends.map((end) => end.x + end.width))
  const bottom = Math.max(...ends.map((end) => end.y + end.height))
  return [{ x, y, width: right - x, height: bottom - y + PILL }]
}

const rects = (...selectors: readonly string[]) => selectors.flatMap((selector) => rectOf(selector) ?? [])

const changed = (part: (d: Design) => unknown) => (now: StudioState, then: StudioState) =>
  now.design !== null && then.design !== null && part(now.design) !== part(then.design)

/** In the order of a first design. */
export const coachMarks: readonly CoachMark[] = [
  {
    anchor: control('.section:has(> [data-coach="scale"])', 'scale'),
    step: stepTo('scale'),
    control: '[data-coach="scale"]',
    free: () => [...scaleOnScreen(), ...rects('.result')],
    isDone: (now) => now.design !== null && now.design.scale.status !== 'proposed',
  },
  {
    anchor: () => apexOnScreen() ?? stepTo('hairline')(),
    step: stepTo('hairline'),
    free: lineOnScreen,
    isDone: changed((d) => d.hairline),
  },
  {
    anchor: control('[data-coach="fill"]', 'area'),
    step: stepTo('area'),
    control: '[data-coach="fill"]',
    free: () =>
      viewStore.getState().step === 'hairline' ? lineOnScreen() : rects('.section:has(> [data-coach="fill"])'),
    isDone: (now) => now.design?.fill.filled ?? false,
  },
  {
    anchor: () => rectOf('[data-command="snapshot"]'),
    step: () => null,
    // The first dots and their figures have just come: a dimmed photo would show them in a wrong shade.
    bright: true,
    free: () => rects('.inspector', '.stepbar'),
    isDone: (now, then) => now.snapshots.length > then.snapshots.length,
  },
]
