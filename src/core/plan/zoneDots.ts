import { surfaceOf } from '../design/scale/calibration.ts'
import { existingDesign, type ExistingInk, type ReversedDesign } from '../design/reversal.ts'
import type { Design } from '../design/design.ts'
import { densityFieldInSteps } from '../fill/densityField.ts'
import { dotWeights } from '../fill/dotWeights.ts'
import { marksPerPlace } from '../fill/roles.ts'
import type { Band } from '../geometry/points.ts'
import { part, whole, type Steps } from '../geometry/steps.ts'
import type { Surface } from '../geometry/surface.ts'
import { coverageAt } from '../pixels/maskCompare.ts'
import { emptyDots } from '../sampling/emptyDots.ts'
import { measuredCount } from '../sampling/measuredDots.ts'
import { pickDots, pickIds } from '../sampling/pickDots.ts'
import { learnPlaces, placeDots, type Dots } from '../sampling/placeDots.ts'
import type { PointSet } from '../sampling/rankedSet.ts'
import { exactly, product } from './bands.ts'
import { zoneAreasCm2, zoneAt, zoneNames, type ZoneName, type Zones } from './zones.ts'

/**
 * Dots of the ink that is there and of the end, from one ranked set, and which of them lie in which zone. As sets of ids:
 * remove and keep are existing, keep and add are final, no two of the three share a dot, and lighten is a part of keep.
 */
export interface ZoneDots {
  readonly existing: Dots
  /** Over all sittings. */
  readonly final: Dots
  /** Ids, ascending. */
  readonly ids: Readonly<Record<ZoneName, Uint32Array>>
}

/** Dots per cm2 of scalp work whose density could not be read: what is published, 1 mm apart to the densest (simulation-model 1). */
export const PUBLISHED_PER_CM2 = { low: 100, high: 310 }
/** 90 % of the dots placed for a density that was set. */
const SET_DENSITY: Band = { value: 1, low: 0.98, high: 1.02 }

/**
 * The dots of a reversal. What stays is part of the new hairline: none of it gives way to the new line's sparser edge, so the
 * end has the new design's dots and those that are kept. Where the hand sends ink away the end has none, not even those that
 * a denser new design would set between the old ones.
 */
export const zoneDotsOf = (design: ReversedDesign, zones: Zones, surface: Surface, pointSet: PointSet): ZoneDots =>
  whole(zoneDotsInSteps(design, zones, surface, pointSet))

/** The same in pieces. */
export function* zoneDotsInSteps(
  design: ReversedDesign,
  zones: Zones,
  surface: Surface,
  pointSet: PointSet,
): Steps<ZoneDots> {
  const { existing: ink, zoneEdits } = design.reversal
  const placing = { seed: design.fill.seed, surface, pointSet }
  for (const _ of learnPlaces(surface, pointSet, [placing.seed])) yield 0
  const existingField = yield* part(densityFieldInSteps(existingDesign(design), surface), 0, 0.3)
  yield 0.3
  const existing = untilSitting(placeDots(existingField, placing), ink)
  yield 0.5
  const wantedField = yield* part(densityFieldInSteps(design, surface), 0.5, 0.8)
  yield 0.8
  const wanted = placeDots(wantedField, placing)
  const isTaken = (x: number, y: number) => coverageAt(zoneEdits.remove, Math.floor(x), Math.floor(y)) >= HALF
  const isSentAway = (x: number, y: number) => zoneAt(zones, 'existing', x, y) >= HALF && isTaken(x, y)
  const ids: Record<ZoneName, number[]> = { remove: [], lighten: [], keep: [], add: [] }
  const final = emptyDots(existing.count + wanted.count)
  let count = 0
  let w = 0
  const addNext = () => {
    if (!isSentAway(wanted.x[w]!, wanted.y[w]!)) {
      ids.add.push(wanted.id[w]!)
      copyDot(wanted, w, final, count++)
    }
    w++
  }
  // Both are in the order of their ids.
  for (let i = 0; i < existing.count; i++) {
    const id = existing.id[i]!
    while (w < wanted.count && wanted.id[w]! < id) addNext()
    const x = existing.x[i]!
    const y = existing.y[i]!
    const again = w < wanted.count && wanted.id[w] === id
    const stays = !isTaken(x, y) && (again || staysAt(zones, x, y))
    ids[stays ? 'keep' : 'remove'].push(id)
    if (stays && isLightened(zones, x, y)) ids.lighten.push(id)
    if (stays) copyDot(again ? wanted : existing, again ? w : i, final, count++)
    if (again) w++
  }
  while (w < wanted.count) addNext()
  return {
    existing,
    final: pickDots(
      final,
      Uint32Array.from({ length: count }, (_, i) => i),
    ),
    ids: Object.fromEntries(zoneNames.map((name) => [name, Uint32Array.from(ids[name])])) as ZoneDots['ids'],
  }
}

/** Coverage from which a place counts as painted. */
const HALF = 128

/**
 * How many dots each zone has, with the band of its area and of the density.
 * @param read dots per cm2 of traced ink, 90 %; null where they could not be read: then any published density is possible
 */
export function zoneCounts(
  dots: ZoneDots,
  zones: Zones,
  design: ReversedDesign,
  read: Band | null,
): Readonly<Record<ZoneName, Band>> {
  const onSkin = zoneAreasCm2(zones, design)
  const surface = surfaceOf(design)
  const placed = placedPerCm2(dots, onSkin, surface)
  const counted = (name: ZoneName) =>
    name === 'add'
      ? marksAt(pickIds(dots.final, dots.ids.add), design, surface)
      : marksAt(pickIds(dots.existing, dots.ids[name]), existingDesign(design), surface)
  const isPhoto = design.reversal.existing.kind === 'photo'
  const existing = isPhoto ? densityAround(placed, read ?? PUBLISHED_PER_CM2) : SET_DENSITY
  const count = (name: ZoneName) => {
    const { value, low, high } = onSkin[name]
    const area = value > 0 ? { value: 1, low: low / value, high: high / value } : exactly(1)
    return product(exactly(counted(name)), area, name === 'add' ? SET_DENSITY : existing)
  }
  return Object.fromEntries(zoneNames.map((name) => [name, count(name)])) as Record<ZoneName, Band>
}

/** How many dots or hairs of all sittings stand at places on the skin that is measured. */
function marksAt(places: Dots, design: Design, surface: Surface): number {
  const whole: Design = { ...design, fill: { ...design.fill, sitting: 3 } }
  return measuredCount(marksPerPlace(design) > 1 ? dotWeights(places, whole, surface) : places, surface)
}

/** Mean density of the existing dots as they were placed; thinner edges are in it. */
export function placedPerCm2(
  { existing }: ZoneDots,
  { remove, keep }: Pick<ReturnType<typeof zoneAreasCm2>, 'remove' | 'keep'>,
  surface: Surface,
): number {
  return measuredCount(existing, surface) / Math.max(1e-6, remove.value + keep.value)
}

/** How far off the density may be that the dots were placed with: it is the artist's choice, and what was read may be another. */
const densityAround = (placed: number, { low, high }: Pick<Band, 'low' | 'high'>): Band =>
  placed > 0 ? { value: 1, low: Math.min(1, low / placed), high: Math.max(1, high / placed) } : SET_DENSITY

/** Ink of fewer sittings than planned is the dots of those sittings. */
function untilSitting(dots: Dots, { fill }: ExistingInk): Dots {
  const chosen = new Uint32Array(dots.count)
  let count = 0
  for (let i = 0; i < dots.count; i++) if (dots.sitting[i]! <= fill.sitting) chosen[count++] = i
  return count === dots.count ? dots : pickDots(dots, chosen.subarray(0, count))
}

/** In front of its drawn line the rough edge of ink bulges out: there the end decides. */
function staysAt(zones: Zones, x: number, y: number): boolean {
  const existing = zoneAt(zones, 'existing', x, y)
  return existing > 0 ? 2 * zoneAt(zones, 'keep', x, y) >= existing : zoneAt(zones, 'final', x, y) >= HALF
}

function isLightened(zones: Zones, x: number, y: number): boolean {
  const lighten = zoneAt(zones, 'lighten', x, y)
  return lighten > 0 && 2 * lighten >= zoneAt(zones, 'keep', x, y)
}

function copyDot(from: Dots, i: number, to: Dots, at: number): void {
  to.id[at] = from.id[i]!
  to.x[at] = from.x[i]!
  to.y[at] = from.y[i]!
  to.rank[at] = from.rank[i]!
  to.sitting[at] = from.sitting[i]!
  to.diameterMm[at] = from.diameterMm[i]!
  to.strength[at] = from.strength[i]!
}
