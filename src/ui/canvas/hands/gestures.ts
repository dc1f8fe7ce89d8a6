import type { Pointer } from '../../../core/tools/tool.ts'

/** A pointer event as the machine below sees it: CSS px from the canvas's corner, ms. */
export interface Contact {
  readonly id: number
  readonly pointer: Pointer
  readonly x: number
  readonly y: number
  readonly time: number
  /** Pointer events' own: 0 left or touch, 1 middle, 2 right. */
  readonly button: number
  /** Width of the contact, CSS px. */
  readonly width: number
}

/** What gestures lead to. */
export interface GestureHost<E extends Contact> {
  toolDown(e: E): void
  toolMove(e: E): void
  toolUp(e: E): void
  /** Drops the tool's gesture without an entry. */
  toolCancel(): void
  /** Takes back the press that is under way, as if it had never come: what waits between two clicks waits on. */
  toolTakeBack(): void
  panBy(dx: number, dy: number): void
  zoomAt(x: number, y: number, factor: number): void
  /** Two fingers have turned about a place, radians, clockwise as seen. */
  turnAt(x: number, y: number, byRad: number): void
  /** All fingers that panned, zoomed and turned are up. */
  fingersUp(): void
  undo(): void
  redo(): void
  /** At every pen event; the first of all turns pen mode on. A pen that does not draw hovers. */
  penSeen(draws: boolean): void
  /** Whether the hand tool or the space bar is held. */
  readonly hand: boolean
  readonly penMode: boolean
}

/** ux 6; the times and ways are judgement, to be verified on devices. */
const SECOND_CONTACT_MS = 120
const SECOND_CONTACT_PX = 8
const TAP_MS = 250
const TAP_PX = 10
const PALM_AFTER_PEN_MS = 300
const PALM_WIDTH_PX = 40
/** How far two fingers turn before the photo follows, radians: a pinch is never quite straight. */
const TURN_FROM = 0.12

interface Track {
  readonly pointer: Pointer
  readonly startX: number
  readonly startY: number
  readonly startTime: number
  x: number
  y: number
  travelled: number
}

const angleFrom = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.atan2(b.y - a.y, b.x - a.x)

type Mode =
  | { readonly name: 'idle' }
  | { readonly name: 'tool'; readonly id: number }
  | { readonly name: 'pan'; readonly id: number }
  /** Two or more fingers: pan, zoom, or a tap that undoes. */
  | { readonly name: 'fingers'; readonly since: number; most: number; travelled: number; turned: number }
  /** Over, until the last contact is up. */
  | { readonly name: 'spent' }

/**
 * Who moves what: one pointer in a tool's hand, one that pans, or fingers that pan, zoom and turn. A gesture ends as an entry
 * only by lifting the pointer that began it; everything else takes it back.
 */
export function createGestures<E extends Contact>(host: GestureHost<E>) {
  const tracks = new Map<number, Track>()
  let mode: Mode = { name: 'idle' }
  let lastPen = -Infinity

  const penIsDown = () => [...tracks.values()].some((t) => t.pointer === 'pen')
  const isPalm = (e: E) =>
    e.pointer === 'touch' && (penIsDown() || e.time - lastPen < PALM_AFTER_PEN_MS || e.width > PALM_WIDTH_PX)
  const settle = () => {
    if (tracks.size === 0) become({ name: 'idle' })
  }
  /** However fingers end, what they turned settles. */
  function become(next: Mode): void {
    const were = mode.name === 'fingers'
    mode = next
    if (were && next.name !== 'fingers') host.fingersUp()
  }

  /** Only Escape drops a line with all its corners; whatever else comes between takes the last press alone. */
  function takeBack(): void {
    if (mode.name === 'tool') host.toolTakeBack()
  }

  function down(e: E): void {
    if (e.button === 2 || tracks.has(e.id) || isPalm(e)) return
    if (e.pointer === 'pen') {
      host.penSeen(true)
      lastPen = e.time
      // What fingers had begun before the pen came was a palm.
      takeBack()
      tracks.clear()
      become({ name: 'idle' })
    }
    const first = tracks.values().next().value
    tracks.set(e.id, {
      pointer: e.pointer,
      startX: e.x,
      startY: e.y,
      startTime: e.time,
      x: e.x,
      y: e.y,
      travelled: 0,
    })
    if (!first) {
      if (host.hand || e.button === 1 || (e.pointer === 'touch' && host.penMode)) mode = { name: 'pan', id: e.id }
      else {
        mode = { name: 'tool', id: e.id }
        host.toolDown(e)
      }
      return
    }
    if (e.pointer !== 'touch' || first.pointer !== 'touch') return
    const early = e.time - first.startTime < SECOND_CONTACT_MS || first.travelled < SECOND_CONTACT_PX
    if (mode.name === 'tool' && !early) return
    takeBack()
    if (mode.name === 'fingers') mode.most = Math.max(mode.most, tracks.size)
    else if (mode.name !== 'spent') {
      mode = { name: 'fingers', since: first.startTime, most: tracks.size, travelled: first.travelled, turned: 0 }
    }
  }

  function move(e: E): void {
    if (e.pointer === 'pen') {
      lastPen = e.time
      host.penSeen(tracks.has(e.id))
    }
    const track = tracks.get(e.id)
    if (!track) {
      // A finger cannot hover: this one is a palm, or belongs to a gesture that is over.
      if (tracks.size === 0 && !host.hand && e.pointer !== 'touch') host.toolMove(e)
      return
    }
    if (growsToPalm(e)) return cancelPalm(e.id)
    const dx = e.x - track.x
    const dy = e.y - track.y
    if (mode.name === 'tool' && mode.id === e.id) host.toolMove(e)
    else if (mode.name === 'pan' && mode.id === e.id) host.panBy(dx, dy)
    else if (mode.name === 'fingers') pinch(e, dx, dy)
    track.x = e.x
    track.y = e.y
    track.travelled = Math.max(track.travelled, Math.hypot(e.x - track.startX, e.y - track.startY))
    if (mode.name === 'fingers') mode.travelled = Math.max(mode.travelled, track.travelled)
  }

  /** Beside a pen a hand may come down on its edge and lie down from there. */
  const growsToPalm = (e: E) =>
    host.penMode && e.pointer === 'touch' && e.width > PALM_WIDTH_PX && (mode.name === 'pan' || mode.name === 'fingers')

  function cancelPalm(id: number): void {
    become({ name: 'spent' })
    cancel(id)
  }

  /** Each finger moves on its own: half of its way shifts the middle, the change of distance zooms around it. */
  function pinch(e: E, dx: number, dy: number): void {
    const [a, b] = [...tracks.keys()]
    if (e.id !== a && e.id !== b) return
    const other = tracks.get(e.id === a ? (b ?? -1) : (a ?? -1))
    if (!other) return
    const before = Math.hypot(e.x - dx - other.x, e.y - dy - other.y)
    const now = Math.hypot(e.x - other.x, e.y - other.y)
    host.panBy(dx / 2, dy / 2)
    if (before <= 1 || now <= 1) return
    const [x, y] = [(e.x + other.x) / 2, (e.y + other.y) / 2]
    host.zoomAt(x, y, now / before)
    turn(x, y, angleFrom(other, e) - angleFrom(other, { x: e.x - dx, y: e.y - dy }))
  }

  function turn(x: number, y: number, byRad: number): void {
    if (mode.name !== 'fingers') return
    const by = byRad - 2 * Math.PI * Math.round(byRad / (2 * Math.PI))
    const follows = Math.abs(mode.turned) > TURN_FROM
    mode.turned += by
    if (follows) host.turnAt(x, y, by)
  }

  function up(e: E): void {
    if (e.pointer === 'pen') lastPen = e.time
    if (!tracks.delete(e.id)) return
    if (mode.name === 'tool' && mode.id === e.id) {
      host.toolUp(e)
      mode = { name: 'spent' }
    } else if (mode.name === 'pan' && mode.id === e.id) mode = { name: 'spent' }
    else if (mode.name === 'fingers' && tracks.size === 0) {
      const tap = e.time - mode.since < TAP_MS && mode.travelled < TAP_PX
      if (tap && mode.most === 2) host.undo()
      if (tap && mode.most === 3) host.redo()
    }
    settle()
  }

  /** The system took the pointer away: nothing of it stays. */
  function cancel(id: number): void {
    if (!tracks.delete(id)) return
    if (mode.name === 'tool' && mode.id === id) host.toolTakeBack()
    if ((mode.name === 'tool' || mode.name === 'pan') && mode.id === id) mode = { name: 'spent' }
    settle()
  }

  return {
    down,
    move,
    up,
    cancel,
    /** Escape: the gesture goes, fingers that are still down do nothing more. Says whether there was one. */
    escape(): boolean {
      const wasBusy = mode.name === 'tool'
      if (wasBusy) host.toolCancel()
      become({ name: 'spent' })
      settle()
      return wasBusy
    },
    /** The window lost its focus: no up will come. */
    blur(): void {
      takeBack()
      tracks.clear()
      become({ name: 'idle' })
    },
    get busy() {
      return mode.name !== 'idle'
    },
    get panning() {
      return mode.name === 'pan'
    },
  }
}
