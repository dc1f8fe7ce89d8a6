import { carryOver, carrySkin, type CarriedPlace } from '../../geometry/carryOver.ts'
import { shareWhile } from '../../geometry/headRim.ts'
import type { HeadSurface } from '../../geometry/headSurface.ts'
import { between, onGrid, type PointPx } from '../../geometry/points.ts'
import {
  halfHandles,
  type AddedPoint,
  type Hairline,
  type HairlineHalf,
  type HalfHandle,
  type Side,
} from '../design.ts'
import type { ShownLine } from '../lines/shownLine.ts'

/** From one view of a head to another. */
export type Carrier = (p: PointPx) => CarriedPlace

/** On the grid of what decides where dots lie. */
export function carrier(from: HeadSurface, to: HeadSurface): Carrier {
  const there = carryOver(from, to)
  return (p) => {
    const { at, seen } = there(p)
    return { at: onGrid(at), seen }
  }
}

/** The same of a line that was brought onto what its photo shows: a place that was mirrored goes where its image lies. */
export function lineCarrier(from: HeadSurface, to: HeadSurface, { images }: ShownLine): Carrier {
  const there = carrier(from, to)
  const ofSkin = carrySkin(from, to)
  return (p) => {
    const image = images.get(p)
    if (!image) return there(p)
    const { at, seen } = ofSkin(image)
    return { at: onGrid(at), seen }
  }
}

/**
 * The handles of a whole line in another view of the head. Where a side turns out of sight the line ends: at its last place
 * that is seen, which the first handle out of sight takes.
 */
export function carriedHandles(h: Hairline, there: Carrier): Hairline {
  const { added, ends: _whole, ...rest } = h
  const right = carriedHalf(h, 'right', there)
  const left = carriedHalf(h, 'left', there)
  const moved = (points: readonly AddedPoint[]) => points.map((p) => ({ ...p, at: there(p.at).at }))
  return {
    ...rest,
    midline: there(h.midline).at,
    right: right.half,
    left: left.half,
    ...((right.end || left.end) && {
      ends: { ...(right.end && { right: right.end }), ...(left.end && { left: left.end }) },
    }),
    ...(added && { added: { right: moved(added.right), left: moved(added.left) } }),
  }
}

/** A line that turns out of sight so soon behind a handle, as a share of the way to the next one, ends at the handle. */
const LEAST_WAY = 0.05

function carriedHalf(h: Hairline, side: Side, there: Carrier): { half: HairlineHalf; end: HalfHandle | null } {
  let seenTo = there(h.midline).seen ? h.midline : null
  let before: HalfHandle | null = null
  let end: HalfHandle | null = null
  const places = halfHandles.map((name) => {
    const p = h[side][name]
    const { at, seen } = there(p)
    // A profile shows the midline on the head's rim: before the first place in sight nothing ends.
    if (!seenTo || (seen && !end)) {
      if (seen) seenTo = p
      before = name
      return [name, at] as const
    }
    const from = seenTo
    const share = shareWhile((way) => there(between(from, p, way)).seen)
    end ??= share < LEAST_WAY && before ? before : name
    return [name, there(between(seenTo, p, share)).at] as const
  })
  const half = Object.fromEntries(places) as unknown as HairlineHalf
  if (seenTo) return { half, end }
  // Nothing of this side is in sight: it is no longer than the midline point.
  const { at } = there(h.midline)
  return { half: { ...half, midFrontal: at }, end: 'midFrontal' }
}
