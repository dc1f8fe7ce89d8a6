import { rasterPolygon } from '../../geometry/polygon.ts'
import { coverageAt, isEmpty } from '../../pixels/maskCompare.ts'
import { fillPolygon, unionMasks } from '../../pixels/maskFill.ts'
import { emptyMask } from '../../pixels/tiledMask.ts'
import { proposedAreaPolygon } from '../areas/area.ts'
import { areaInHand, areaSlots, MOST_AREAS, type AreaSlot } from '../areas/areas.ts'
import { carriedMask, coveringOf, withOwnRim, withUnseenCovered, type Cover, type WayBack } from './carriedMask.ts'
import { markedCarried } from './carriedMarks.ts'
import { withoutCracks } from './cracks.ts'
import { areaMasks, type AreaDesign, type Design } from '../design.ts'
import { isAsLaid } from '../edits.ts'
import { viewOf } from '../photoView.ts'

/**
 * All areas of a design in another view. What the first view does not show of one stays as it was here. Where the line comes
 * along, a proposed area is proposed by it. Where the line `stays`, what it filled comes as if it had been painted; the other
 * view's own proposal stays one where nothing of it was left open. A proposed area is all of the scalp behind the line: where
 * the other view shows more of that, it goes on there.
 * @param behind how much of a place of the other view is scalp behind the line; null where its line says so itself
 */
export function carriedAreas(
  from: Design,
  to: Design,
  way: WayBack,
  stays: boolean,
  behind: Cover | null,
): Pick<Design, 'area' | 'areas'> {
  const goesOn = stays && isUntouched(to) ? behind : null
  const there = (drawn: AreaDesign, id: number): AreaDesign => {
    const carried = carriedArea(from, to, way, stays, drawn, id)
    return goesOn && drawn.proposed
      ? { ...carried, add: withoutCracks(withUnseenCovered(carried.add, way, goesOn)) }
      : carried
  }
  // What is excluded was painted by hand on skin, in either view: a scar, a mole, a parting.
  const exclude = unionMasks(to.area.exclude, carriedMask(coveringOf(from.area.exclude), way))
  const area = { ...there(from.area, areaInHand(from)), exclude }
  const slots = areaSlots(from).map((slot) => (slot.area ? { ...slot, area: there(slot.area, slot.id) } : slot))
  const ordered = stays ? lowestFirst(slots, from) : slots
  const hasProposal = ordered.some((slot) => (slot.area ?? area).proposed)
  const all = [...ordered, ...ownSlots(from, to, hasProposal)].slice(0, MOST_AREAS)
  return { area, ...((from.areas || all.length > 1) && { areas: all }) }
}

/** Areas that were drawn here and that the other design does not have: they stay, as many as there is room for. */
function ownSlots(from: Design, to: Design, hasProposal: boolean): readonly AreaSlot[] {
  if (isUntouched(to)) return []
  const others = new Set(areaSlots(from).map(({ id }) => id))
  const exclude = emptyMask(to.photo.width, to.photo.height)
  return areaSlots(to)
    .filter(({ id }) => !others.has(id))
    .map(({ id, area }) => ({ id, area: { ...(area ?? to.area), exclude } }))
    .filter(({ area }) => !(hasProposal && area.proposed && isEmpty(area.add)))
    .map(({ id, area }) => ({ id, area: hasProposal ? { ...area, proposed: false } : area }))
}

/** What was proposed lay below all others: painted it does so as the first. */
function lowestFirst(slots: readonly AreaSlot[], { area, areas }: Design): readonly AreaSlot[] {
  const low = areas?.find((slot) => (slot.area ?? area).proposed)?.id
  return [...slots.filter(({ id }) => id === low), ...slots.filter(({ id }) => id !== low)]
}

function carriedArea(
  from: Design,
  to: Design,
  way: WayBack,
  stays: boolean,
  drawn: AreaDesign,
  id: number,
): AreaDesign {
  const own = ownArea(to, id, drawn)
  // What was said of the hair in one view says nothing of what another one shows.
  const masks = ({ onHair: _onHair, ...area }: AreaDesign, here: Partial<AreaDesign>): AreaDesign => {
    const there = areaMasks.map((name) => [
      name,
      carriedMask(coveringOf(area[name]), way, name === 'exclude' ? undefined : here[name]),
    ])
    return markedCarried({ ...area, ...Object.fromEntries(there) }, area, own)
  }
  if (!stays && drawn.proposed) return masks(drawn, own ?? {})
  const painted = drawn.proposed ? asPainted(drawn, from) : drawn
  const isOwn = own?.proposed && (!isUntouched(to) || (stays && viewOf(to) !== 'crown'))
  if (!isOwn) return masks(painted, own ?? {})
  const carried = masks(painted, own)
  const keeps = stays && !drawn.proposed && isFilledBy(to, carried, way)
  // At its rim a proposal ends where it ends, however far the other view sees round it.
  return keeps
    ? { ...carried, add: withOwnRim(carried.add, own.add, way), proposed: true }
    : masks(painted, asPainted(own, to))
}

/** The area of the other view that is the same one; null where it has none, or one of another role. */
function ownArea(to: Design, id: number, { role }: AreaDesign): AreaDesign | null {
  const slot = areaSlots(to).find((other) => other.id === id)
  const own = slot && (slot.area ?? to.area)
  return own?.role === role ? own : null
}

/** The area with what its proposal fills as if it had been painted. */
export const asPainted = (area: AreaDesign, design: Design): AreaDesign => ({
  ...area,
  proposed: false,
  add: fillPolygon(area.add, proposedAreaPolygon(design), 'add'),
})

/** A first design with which nobody has done anything. From behind its proposal is no more than the outline of the head. */
const isUntouched = (design: Design): boolean =>
  !design.areas && !design.fill.filled && areaMasks.every((name) => isEmpty(design.area[name])) && isAsLaid(design)

/** Places of a proposal are looked at so many px apart. At the rim of the head two photos miss some: 4 % on the sample. */
const LOOK_EVERY = 16
const MOST_OPEN_SHARE = 0.12

/** Whether what a design proposes is filled, or taken back by hand, wherever the other photo shows it. */
function isFilledBy(design: Design, { add, subtract }: AreaDesign, way: WayBack): boolean {
  const [width, height] = [Math.ceil(way.width / LOOK_EVERY), Math.ceil(way.height / LOOK_EVERY)]
  const grid = { left: 0, top: 0, step: LOOK_EVERY, width, height }
  let shown = 0
  let open = 0
  for (const [i, cell] of rasterPolygon(proposedAreaPolygon(design), grid).entries()) {
    if (cell < 255) continue
    const x = ((i % width) + 0.5) * LOOK_EVERY
    const y = (Math.floor(i / width) + 0.5) * LOOK_EVERY
    if (!way.at({ x, y })) continue
    shown++
    if (coverageAt(add, x, y) + coverageAt(subtract, x, y) < 128) open++
  }
  return open <= MOST_OPEN_SHARE * shown
}
