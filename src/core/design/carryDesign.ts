import { carryOver, type CarriedPlace } from '../geometry/carryOver.ts'
import type { HeadSurface } from '../geometry/headSurface.ts'
import { onGrid, type PointPx } from '../geometry/points.ts'
import { carryMask } from '../pixels/carryMask.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import { areaMasks, halfHandles, type Design, type Hairline, type HairlineHalf, type Side } from './design.ts'

/** A fitted photo and its design. */
export interface FittedDesign {
  readonly design: Design
  readonly surface: HeadSurface
}

/**
 * The design of one photo on another photo of the same visit: its hairline and area are seen from there, and its fill is the
 * same, seed and all, so that the dots are the same dots. All of it can be edited. What belongs to the photo stays: marks,
 * scale, recession, reversal. Null where the other photo shows nothing of the hairline.
 */
export function carryDesign(from: FittedDesign, to: FittedDesign): Design | null {
  const forth = carryOver(from.surface, to.surface)
  const hairline = carriedHairline(from.design.hairline, forth)
  if (!hairline) return null
  const back = carryOver(to.surface, from.surface)
  const source = (p: PointPx): PointPx | null => {
    const place = back(p)
    return place?.seen ? place.at : null
  }
  const carried = (mask: TiledMask) => carryMask(mask, to.design.photo, source)
  const { area, fill } = from.design
  const masks = Object.fromEntries(areaMasks.map((name) => [name, carried(area[name])])) as Record<
    (typeof areaMasks)[number],
    TiledMask
  >
  return {
    ...to.design,
    hairline,
    area: { ...area, ...masks },
    // The patches of shaved hair lie on the other photo.
    fill: { ...fill, match: to.design.fill.match },
  }
}

type Carry = (p: PointPx) => CarriedPlace | null

/** A side of which the other photo shows less than half goes on behind the head, and the other one is designed alone. */
function carriedHairline(h: Hairline, carry: Carry): Hairline | null {
  const midline = carry(h.midline)
  const right = carriedHalf(h.right, carry)
  const left = carriedHalf(h.left, carry)
  if (!midline || !right || !left) return null
  const shown = { right: right.seen >= halfHandles.length / 2, left: left.seen >= halfHandles.length / 2 }
  if (!shown.right && !shown.left) return null
  const alone: Side | undefined = shown.right && shown.left ? h.only : shown.right ? 'right' : 'left'
  const { only: _, added, ...rest } = h
  const points = (side: Side) =>
    (added?.[side] ?? []).flatMap((p) => {
      const place = carry(p.at)
      return place ? [{ ...p, at: onGrid(place.at) }] : []
    })
  return {
    ...rest,
    midline: onGrid(midline.at),
    right: right.half,
    left: left.half,
    ...(added && { added: { right: points('right'), left: points('left') } }),
    ...(alone && { only: alone }),
  }
}

function carriedHalf(half: HairlineHalf, carry: Carry): { half: HairlineHalf; seen: number } | null {
  let seen = 0
  const places: [string, PointPx][] = []
  for (const handle of halfHandles) {
    const place = carry(half[handle])
    if (!place) return null
    if (place.seen) seen++
    places.push([handle, onGrid(place.at)])
  }
  return { half: Object.fromEntries(places) as unknown as HairlineHalf, seen }
}
