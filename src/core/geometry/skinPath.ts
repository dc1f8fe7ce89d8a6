import type { Vector } from './headFit.ts'
import { add3, dot3, entry, type HeadView, length3, outward, scale3, subtract3, unit3 } from './headModel.ts'
import type { PointPx } from './points.ts'

/** Chords into which the way between two places is cut: of 90 mm over a head they are short by less than .05 mm. */
const CHORDS = 24
/** From here outside the head, mm, its skin is looked for. */
const OUTSIDE = 300
/** How far beyond the second place a way is followed, as a multiple of the way between the two. */
const FARTHEST = 4

/**
 * The way over the skin from one place through another, as the plane through both cuts it that also holds the mean of
 * their normals. On heads it is longer than the shortest way by less than a hundredth.
 */
interface SkinPath {
  /** At 0 the one, at 1 the other place; null beyond the part of the head that faces as they do. */
  at(share: number): Vector | null
}

function skinPath({ fit: { axes } }: HeadView, a: Vector, b: Vector): SkinPath {
  const up = unit3(add3(outward(axes, a), outward(axes, b)))
  const along = subtract3(b, a)
  return {
    at(share) {
      const from = add3(add3(a, scale3(along, share)), scale3(up, OUTSIDE))
      const down = entry(axes, from, scale3(up, -1))
      return Number.isNaN(down) ? null : add3(from, scale3(up, -down))
    },
  }
}

/** mm along the skin between two places of a photo; NaN where one lies beside the head. */
export function skinDistance(view: HeadView, a: PointPx, b: PointPx): number {
  const from = view.skinUnder(a)
  const to = view.skinUnder(b)
  if (!from || !to) return NaN
  const path = skinPath(view, from, to)
  let last = from
  let sum = 0
  for (let i = 1; i <= CHORDS; i++) {
    const next = path.at(i / CHORDS)
    if (!next) return NaN
    sum += length3(subtract3(next, last))
    last = next
  }
  return sum
}

/** Where one is after so many mm along the skin from one place towards another; null where the photo does not show it. */
export function pointAlongSkin(view: HeadView, from: PointPx, toward: PointPx, mm: number): PointPx | null {
  const a = view.skinUnder(from)
  const b = view.skinUnder(toward)
  if (!a || !b || dot3(subtract3(b, a), subtract3(b, a)) === 0) return null
  const path = skinPath(view, a, b)
  let last = a
  let walked = 0
  for (let i = 1; i <= CHORDS * FARTHEST; i++) {
    const next = path.at(i / CHORDS)
    if (!next) return null
    const chord = length3(subtract3(next, last))
    if (walked + chord >= mm) {
      const place = add3(last, scale3(subtract3(next, last), (mm - walked) / chord))
      return view.faces(place) ? { x: view.seen(place).x, y: view.seen(place).y } : null
    }
    walked += chord
    last = next
  }
  return null
}
