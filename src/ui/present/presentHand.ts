/** What a hand on a presented picture asks for. */
export type HandSays =
  | { readonly type: 'swipe'; readonly by: 1 | -1 }
  /** The before side, up to this place; null: no more. */
  | { readonly type: 'reveal'; readonly x: number | null }
  | { readonly type: 'toggle' }
  | { readonly type: 'wake' }
  | { readonly type: 'leave' }

/** Places in CSS px, times in ms of one clock. `time` comes when nothing else did for as long as was asked. */
export type HandInput =
  | {
      readonly type: 'down' | 'move' | 'up' | 'cancel'
      readonly id: number
      readonly x: number
      readonly y: number
      readonly at: number
    }
  | { readonly type: 'time'; readonly at: number }

interface Contact {
  readonly id: number
  readonly fromX: number
  readonly fromY: number
  readonly x: number
  readonly y: number
  readonly since: number
  /** When it moved last. */
  readonly movedAt: number
}

export interface HandState {
  readonly contacts: readonly Contact[]
  readonly revealing: boolean
  /** The press has become something else, or nothing: what follows of it says no more. */
  readonly spent: boolean
  readonly lastTap: { readonly x: number; readonly y: number; readonly at: number } | null
}

export const restingHand: HandState = { contacts: [], revealing: false, spent: false, lastTap: null }

/** A press that lasts longer drags, one that is over sooner is a swipe or a tap (assumed). */
export const DRAG_AFTER_MS = 180
/** Two fingers that rest this long leave: a long press, as systems have it. */
export const LEAVE_AFTER_MS = 600
const TAP_PX = 12
const DOUBLE_TAP_PX = 40
const DOUBLE_TAP_MS = 320
const SWIPE_PX = 48
/** Fingers take up to so long for a swipe, and still move when they lift: one that looks at what it uncovers rests (assumed). */
const FLICK_MS = 400
const FLICK_REST_MS = 40

/** One input further. Nothing of it needs a screen, so that a test can play it like a hand. */
export function presentHand(state: HandState, input: HandInput): { state: HandState; says?: HandSays } {
  switch (input.type) {
    case 'down':
      return down(state, input)
    case 'move':
      return move(state, input)
    case 'time':
      return time(state, input.at)
    case 'cancel':
    case 'up':
      return up(state, input)
  }
}

type Pointed = Extract<HandInput, { id: number }>

function down(state: HandState, { id, x, y, at }: Pointed): { state: HandState; says?: HandSays } {
  const contacts = [...state.contacts, { id, fromX: x, fromY: y, x, y, since: at, movedAt: at }]
  const held = { ...state, contacts, lastTap: contacts.length > 1 ? null : state.lastTap }
  if (state.revealing) return { state: { ...held, revealing: false, spent: true }, says: { type: 'reveal', x: null } }
  // A third finger is no gesture at all.
  return { state: contacts.length > 2 ? { ...held, spent: true } : held }
}

function move(state: HandState, { id, x, y, at }: Pointed): { state: HandState; says?: HandSays } {
  if (!state.contacts.some((c) => c.id === id)) return { state }
  const moved = { ...state, contacts: state.contacts.map((c) => (c.id === id ? { ...c, x, y, movedAt: at } : c)) }
  if (moved.revealing) return { state: moved, says: { type: 'reveal', x } }
  return time(moved, at)
}

/** What a press has become by now. */
function time(state: HandState, at: number): { state: HandState; says?: HandSays } {
  const [first, second] = state.contacts
  if (!first || state.spent) return { state }
  if (second) {
    const rests = state.contacts.every((c) => wayOf(c) <= TAP_PX)
    if (!rests) return { state: { ...state, spent: true } }
    if (at - second.since >= LEAVE_AFTER_MS) return { state: { ...state, spent: true }, says: { type: 'leave' } }
    return { state }
  }
  if (state.revealing || at - first.since < DRAG_AFTER_MS || wayOf(first) <= TAP_PX) return { state }
  return { state: { ...state, revealing: true }, says: { type: 'reveal', x: first.x } }
}

function up(state: HandState, { type, id, x, y, at }: Pointed): { state: HandState; says?: HandSays } {
  const contact = state.contacts.find((c) => c.id === id)
  if (!contact) return { state }
  const contacts = state.contacts.filter((c) => c.id !== id)
  const rested: HandState = { ...state, contacts, revealing: false, spent: contacts.length > 0, lastTap: null }
  const ended = { ...contact, x, y }
  const across = ended.x - ended.fromX
  const isAcross = Math.abs(across) > SWIPE_PX && Math.abs(across) > Math.abs(ended.y - ended.fromY)
  const swipe: HandSays = { type: 'swipe', by: across < 0 ? 1 : -1 }
  if (state.revealing) {
    const isFlick = isAcross && at - ended.since <= FLICK_MS && at - ended.movedAt <= FLICK_REST_MS
    return { state: rested, says: isFlick && type === 'up' ? swipe : { type: 'reveal', x: null } }
  }
  if (type === 'cancel' || state.spent || contacts.length > 0) return { state: rested }
  if (isAcross) return { state: rested, says: swipe }
  if (wayOf(ended) > TAP_PX || at - ended.since > LEAVE_AFTER_MS) return { state: rested }
  const { lastTap } = state
  const again = lastTap && at - lastTap.at <= DOUBLE_TAP_MS && Math.hypot(x - lastTap.x, y - lastTap.y) <= DOUBLE_TAP_PX
  if (again) return { state: rested, says: { type: 'toggle' } }
  return { state: { ...rested, lastTap: { x, y, at } }, says: { type: 'wake' } }
}

const wayOf = ({ fromX, fromY, x, y }: Contact): number => Math.hypot(x - fromX, y - fromY)

/** How long after a contact it has to be looked at again, ms. */
export const lookAgain = [DRAG_AFTER_MS, LEAVE_AFTER_MS] as const
