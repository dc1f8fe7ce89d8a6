import { unionOf, type PointPx, type RectPx } from '../geometry/points.ts'
import { changedPixels } from '../pixels/maskCompare.ts'
import { emptyMask, type TiledMask } from '../pixels/tiledMask.ts'
import { boundsOf } from '../geometry/polygon.ts'
import { proposedAreaPolygon } from './areas/area.ts'
import { areaSlots } from './areas/areas.ts'
import type { AreaDesign, Design } from './design.ts'

/** What lies somewhere on the photo. */
const placed = ['marks', 'scale', 'hairline', 'reversal', 'recession', 'lines', 'measures'] as const

/**
 * Where on the photo two designs differ, px: around the points that moved, came or went and the pixels that were painted.
 * Null where they differ in figures alone.
 */
export function changedPlace(a: Design, b: Design): RectPx | null {
  return placed.reduce<RectPx | null>((whole, part) => unionOf(whole, placeOf(a[part], b[part])), changedAreas(a, b))
}

/** Area by area, whichever is in hand; a proposal that came or went is all of its polygon. */
function changedAreas(a: Design, b: Design): RectPx | null {
  const [was, is] = [areasOf(a), areasOf(b)]
  // The last one of several loses its number.
  const before = without(was, is)
  const after = without(is, was)
  let place: RectPx | null = null
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [former, later] = [before.get(id), after.get(id)]
    place = unionOf(place, placeOf(former, later))
    if (former?.proposed === later?.proposed) continue
    const owner = later?.proposed ? b : former?.proposed ? a : null
    if (owner) place = unionOf(place, boundsOf(proposedAreaPolygon(owner)))
  }
  return place
}

const without = (areas: Areas, others: Areas): Areas => {
  const there = new Set(others.values())
  return new Map([...areas].filter(([, area]) => !there.has(area)))
}

type Areas = ReadonlyMap<number, AreaDesign>

const areasOf = (design: Design): Areas => new Map(areaSlots(design).map(({ id, area }) => [id, area ?? design.area]))

function placeOf(a: unknown, b: unknown): RectPx | null {
  if (a === b) return null
  if (isMask(a) || isMask(b)) {
    const [x, y] = [isMask(a) ? a : null, isMask(b) ? b : null]
    const none = emptyMask((x ?? y)!.width, (x ?? y)!.height)
    return changedPixels(x ?? none, y ?? none)
  }
  if (isPoint(a) || isPoint(b)) {
    const points = [a, b].filter(isPoint)
    const [first, last] = [points[0]!, points.at(-1)!]
    if (points.length === 2 && first.x === last.x && first.y === last.y) return null
    return unionOf(at(first), at(last))
  }
  const [left, right] = [partsOf(a), partsOf(b)]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].reduce<RectPx | null>((whole, key) => unionOf(whole, placeOf(left[key], right[key])), null)
}

const at = ({ x, y }: PointPx): RectPx => ({ x, y, width: 0, height: 0 })

const partsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const isMask = (value: unknown): value is TiledMask => partsOf(value).tiles instanceof Map

const isPoint = (value: unknown): value is PointPx => {
  const { x, y } = partsOf(value)
  return typeof x === 'number' && typeof y === 'number'
}
