import type { PointPx } from '../../geometry/points.ts'
import type { Marks, Side } from '../design.ts'
import { faceFrame, headReachAt } from '../head/headOutline.ts'

/**
 * Where the native hair begins, mm of the photo plane: up from the glabella at the midline, and on each side the places seen
 * from there outwards and down to the sideburn, x outwards and y up. Gaps are where no edge could be told.
 */
export interface NativeEdge extends Readonly<Record<Side, readonly { readonly x: number; readonly y: number }[]>> {
  readonly midlineMm: number
}

/**
 * `bald`: no front edge within the head's outline. `covered`: hair begins where bare forehead should be, as a fringe does.
 * `unclear`: hair and skin differ too little to tell where one ends.
 */
export type NativeEdgeProblem = 'bald' | 'covered' | 'unclear'

/** Rays start here above the glabella, clear of the brows, mm. */
const FROM_MM = 28
/** Directions are this far apart, degrees: 1.4 mm at the usual edge. */
const APART_DEG = 2
const RAYS = 180 / APART_DEG + 1
/** Steps along a ray, mm, and how much of it decides at each place. */
const STEP_MM = 0.5
const WINDOW_MM = 8
const WINDOW = WINDOW_MM / STEP_MM
/** Cells at the head's rim show what is behind it too, mm. */
const RIM_MM = 2
/** Fewer hair than this between an edge and the rim tells none, mm. */
const LEAST_STRIP_MM = 1.5
/** Hair that is passed on the way costs a whole edge for so much of it, mm: what begins first is the front. */
const PASSED_MM = 20
/** Cost of moving in or out by 1 mm from one ray to the next, of an edge's 0..1, and the most it may, mm. */
const BEND_PER_MM = 0.012
const MOST_BEND_MM = 8
/** The cheapest place and the edge itself are at most so far apart, mm. */
const SHARPENED_MM = 4
/** Likeness at which hair has begun: it is seen a little too far out, since a hair makes its surroundings likely. By trial. */
const BEGUN = 0.75
/** Around an edge hair grows likely by and by: what lies before and behind that tells how sure it is, mm. */
const CLEAR_BEFORE_MM = [12, 5] as const
const CLEAR_BEHIND_MM = [3, 9] as const
/** Doubt from which an edge is none, 0..1, and as the mean over the front from which hair and skin can not be told apart. */
const DOUBTED = 0.4
const MOST_DOUBT = 0.22
/** The front: within this angle from straight up. So much of it must be seen. */
const FRONT_DEG = 50
const FRONT_SEEN = 0.75
/** A forehead that is lower than this, in the plane, is hidden by hair, mm. */
const LEAST_FOREHEAD_MM = 34
/** Within this angle the edge says how high the midline's is. */
const MIDDLE_DEG = 5
/** Below the rays rows are looked at so far apart, mm, from so far outside the eye corner: past the brow's tail. */
const ROW_MM = 3
const BESIDE_EYE_MM = 9
/** The lowest row above the eye corners, mm. */
const LAST_ROW_ABOVE_EYES_MM = 12
/** Places farther apart than this do not belong together, and fewer that do are no edge, mm. */
const MOST_GAP_MM = 8
const LEAST_PIECE = 5
/** Nearest place on a ray at which hair counts; before it there are frown lines and brows. */
const NEAREST_MM = 4

interface Found {
  readonly mm: number
  /** 0..1; 1 where no edge is near. */
  readonly doubt: number
}

/**
 * Looks for the front edge of the hair on rays from the forehead to the head's outline, joined to one smooth edge by dynamic
 * programming: gloss, moles and single hairs lose against what is seen all around.
 * @param hairAt how likely hair stands at a place of the photo, 0..1
 */
export function nativeEdge(
  marks: Marks,
  mmPerPx: number,
  hairAt: (p: PointPx) => number,
): NativeEdge | NativeEdgeProblem {
  const { toFace, toPhoto } = faceFrame(marks)
  const likely = (x: number, y: number) => hairAt(toPhoto({ x: x / mmPerPx, y: y / mmPerPx }))
  const reachAt = (x: number, y: number) => {
    const { right, left } = headReachAt(marks, y / mmPerPx)
    return (x < 0 ? right : left) * mmPerPx - Math.abs(x)
  }
  const rays = Array.from({ length: RAYS }, (_, i) => {
    const angle = (i * APART_DEG * Math.PI) / 180
    const at = (mm: number) => ({ x: mm * Math.cos(angle), y: FROM_MM + mm * Math.sin(angle) })
    return along(
      (mm) => likely(at(mm).x, at(mm).y),
      (mm) => reachAt(at(mm).x, at(mm).y) > 0,
    )
  })
  const found = smoothest(rays)
  const placed = found.map((f, i) => {
    const angle = (i * APART_DEG * Math.PI) / 180
    const seen = f.doubt < DOUBTED
    return { x: f.mm * Math.cos(angle), y: FROM_MM + f.mm * Math.sin(angle), seen, ...f, off: i * APART_DEG - 90 }
  })
  const front = placed.filter(({ off }) => Math.abs(off) <= FRONT_DEG)
  const seenFront = front.filter(({ seen }) => seen)
  const middle = seenFront.filter(({ off }) => Math.abs(off) <= MIDDLE_DEG)
  const hairyFrom = front.filter(({ mm }) => mm <= NEAREST_MM + STEP_MM).length
  if (hairyFrom > front.length * (1 - FRONT_SEEN)) return 'covered'
  if (seenFront.length < FRONT_SEEN * front.length || middle.length === 0) return 'bald'
  const midlineMm = mean(middle.map(({ y }) => y))
  if (midlineMm < LEAST_FOREHEAD_MM) return 'covered'
  if (mean(seenFront.map(({ doubt }) => doubt)) > MOST_DOUBT) return 'unclear'

  const eyeY = Math.min(toFace(marks.eyeRight).y, toFace(marks.eyeLeft).y) * mmPerPx
  const side = (name: Side) => {
    const sign = name === 'right' ? -1 : 1
    const eyeX = sign * toFace(name === 'right' ? marks.eyeRight : marks.eyeLeft).x * mmPerPx
    const outwards = name === 'left' ? placed.slice(0, (RAYS - 1) / 2).toReversed() : placed.slice((RAYS + 1) / 2)
    const rows: { x: number; y: number }[] = []
    for (let y = FROM_MM - ROW_MM; y >= eyeY + LAST_ROW_ABOVE_EYES_MM; y -= ROW_MM) {
      const from = eyeX + BESIDE_EYE_MM
      const ray = along(
        (mm) => likely(sign * (from + mm), y),
        (mm) => reachAt(sign * (from + mm), y) > 0,
      )
      const best = cheapest(ray)
      if (best.doubt < DOUBTED && best.mm > STEP_MM) rows.push({ x: from + best.mm, y })
    }
    const above = outwards.filter(({ seen }) => seen).map(({ x, y }) => ({ x: sign * x, y }))
    return evened(joined([...above, ...rows]))
  }
  return { midlineMm, right: side('right'), left: side('left') }
}

/** Cost of an edge at each step, 0..1, and how likely hair is there. */
interface Ray {
  readonly length: number
  readonly cost: Float32Array
  readonly hair: Float32Array
}

function along(likely: (mm: number) => number, isInside: (mm: number) => boolean): Ray {
  const values: number[] = []
  for (let mm = 0; mm < 200 && isInside(mm + RIM_MM); mm += STEP_MM) values.push(likely(mm))
  const length = values.length
  const hair = Float32Array.from(values)
  const upTo = new Float64Array(length + 1)
  for (let i = 0; i < length; i++) upTo[i + 1] = upTo[i]! + hair[i]!
  const cost = new Float32Array(length)
  let passed = 0
  for (let i = 0; i < length; i++) {
    const first = Math.max(0, i - WINDOW)
    const last = Math.min(length, i + WINDOW)
    const before = i === first ? 0.5 : (upTo[i]! - upTo[first]!) / (i - first)
    // What lies beyond the rim may be either.
    const bare = last - i - (upTo[last]! - upTo[i]!) + 0.5 * (WINDOW - (last - i))
    if (first > 0) passed += Math.max(0, 2 * hair[first - 1]! - 1) * STEP_MM
    cost[i] = (before + bare / WINDOW) / 2 + passed / PASSED_MM + (i * STEP_MM < NEAREST_MM ? 0.2 : 0)
  }
  return { length, cost, hair }
}

/** One place on each ray, so that places and the way between them cost least. */
function smoothest(rays: readonly Ray[]): Found[] {
  const most = Math.round(MOST_BEND_MM / STEP_MM)
  const places = Math.max(...rays.map(({ length }) => length))
  const back: Int16Array[] = []
  let best = new Float32Array(places)
  for (const ray of rays) {
    const next = new Float32Array(places).fill(Infinity)
    const from = new Int16Array(places)
    for (let i = 0; i < ray.length; i++) {
      let least = Infinity
      for (let j = Math.max(0, i - most); j <= Math.min(places - 1, i + most); j++) {
        const value = best[j]! + BEND_PER_MM * STEP_MM * Math.abs(j - i)
        if (value < least) {
          least = value
          from[i] = j
        }
      }
      next[i] = least + ray.cost[i]!
    }
    // A ray may end before the edge of the one before it does: that one's end leads on from there.
    if (next.every((value) => value === Infinity)) next.set(ray.cost)
    back.push(from)
    best = next
  }
  let at = best.indexOf(Math.min(...best))
  const path = rays.map(() => 0)
  for (let i = rays.length - 1; i >= 0; i--) {
    path[i] = at
    at = back[i]![at]!
  }
  return rays.map((ray, i) => sharpened(ray, Math.min(path[i]!, ray.length - 1)))
}

function cheapest(ray: Ray): Found {
  return ray.length === 0 ? { mm: 0, doubt: 1 } : sharpened(ray, ray.cost.indexOf(Math.min(...ray.cost)))
}

/** The place near a step at which hair has begun, and how sure it is an edge. */
function sharpened(ray: Ray, place: number): Found {
  const { hair, length } = ray
  const reach = Math.round(SHARPENED_MM / STEP_MM)
  let found: number | null = null
  for (let i = Math.max(1, place - reach); i < Math.min(length, place + reach); i++) {
    const [a, b] = [hair[i - 1]!, hair[i]!]
    if (a >= BEGUN || b < BEGUN) continue
    const at = i - 1 + (BEGUN - a) / (b - a)
    if (found === null || Math.abs(at - place) < Math.abs(found - place)) found = at
  }
  if (found === null) return { mm: place * STEP_MM, doubt: 1 }
  const mm = found * STEP_MM
  return { mm, doubt: doubtAt(ray, mm) }
}

/** How far what lies before and behind a place is not bare and hairy. */
function doubtAt({ hair, length }: Ray, mm: number): number {
  const over = (from: number, to: number) => hair.subarray(Math.max(0, from / STEP_MM), Math.min(length, to / STEP_MM))
  const before = over(mm - CLEAR_BEFORE_MM[0], mm - CLEAR_BEFORE_MM[1])
  const behind = over(mm + CLEAR_BEHIND_MM[0], mm + CLEAR_BEHIND_MM[1])
  if (behind.length * STEP_MM < LEAST_STRIP_MM) return 1
  return (mean(before) + 1 - mean(behind)) / 2
}

/** Without short pieces that lie apart from the rest: a hand, a strand or an ear. */
function joined(places: readonly { readonly x: number; readonly y: number }[]) {
  const pieces: { x: number; y: number }[][] = []
  for (const p of places) {
    const last = pieces.at(-1)?.at(-1)
    if (last && Math.hypot(p.x - last.x, p.y - last.y) <= MOST_GAP_MM) pieces.at(-1)!.push(p)
    else pieces.push([p])
  }
  return pieces.filter((piece, i) => i === 0 || piece.length >= LEAST_PIECE).flat()
}

/** Each place in the middle of itself and its neighbours. */
function evened(places: readonly { readonly x: number; readonly y: number }[]): { x: number; y: number }[] {
  return places.map((p, i) => {
    const a = places[i - 1]
    const b = places[i + 1]
    return a && b ? { x: (a.x + 2 * p.x + b.x) / 4, y: (a.y + 2 * p.y + b.y) / 4 } : { ...p }
  })
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / Math.max(1, values.length)
}
