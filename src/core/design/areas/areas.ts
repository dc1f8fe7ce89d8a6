import { isEmpty } from '../../pixels/maskCompare.ts'
import { subtractMasks, unionMasks } from '../../pixels/maskFill.ts'
import { emptyMask, type TiledMask } from '../../pixels/tiledMask.ts'
import { takesDots, type AreaDesign, type AreaRole, type Design, type DottedRole } from '../design.ts'
import { keptName } from '../lines/lines.ts'
import { viewOf } from '../photoView.ts'
import type { Reversal } from '../reversal.ts'

/**
 * The areas of a design. One of them is in hand: it is the design's own, and all that tools, sliders and shaping change. The
 * others wait in a list. Where nobody may put dots (`exclude`) is one and the same for all of them and stays with the one
 * in hand.
 */

/** An area's place in the list. */
export interface AreaSlot {
  /** Positive, and of no other area of the design. */
  readonly id: number
  /** Null for the one in hand: that is the design's own. */
  readonly area: AreaDesign | null
}

/** More could not be told apart on one head. */
export const MOST_AREAS = 6

const FIRST_ID = 1
const alone: readonly AreaSlot[] = [{ id: FIRST_ID, area: null }]

type WithAreas = Pick<Design, 'area' | 'areas'>

/** All areas in the order in which they came; always with the one in hand. */
export const areaSlots = ({ areas }: Pick<Design, 'areas'>): readonly AreaSlot[] => areas ?? alone

export const areaInHand = (design: Pick<Design, 'areas'>): number =>
  areaSlots(design).find(({ area }) => area === null)?.id ?? FIRST_ID

/**
 * Whether a photo has anything to do with the hairline: it shows it, or an area begins at it. From behind the line lies on the
 * hidden side of the head, and what is painted or was carried there does not begin at it.
 */
export const hasHairline = (design: Pick<Design, 'photo' | 'area' | 'areas'>): boolean =>
  viewOf(design) !== 'crown' || areaSlots(design).some(({ area }) => (area ?? design.area).proposed)

export const canAddArea = (design: Pick<Design, 'areas'>): boolean => areaSlots(design).length < MOST_AREAS

/** Whether another area than the one in hand takes the proposal: one does at most. */
export const isProposedElsewhere = (design: Pick<Design, 'areas'>): boolean =>
  areaSlots(design).some(({ area }) => area?.proposed === true)

function withSlots(design: Design, slots: readonly AreaSlot[]): Design {
  const { areas: _before, ...rest } = design
  return slots.length === 1 ? rest : { ...rest, areas: slots }
}

/** Another area comes in hand; the one before keeps its place. Unchanged where there is no such other area. */
export function withAreaInHand(design: Design, id: number): Design {
  const chosen = areaSlots(design).find((slot) => slot.id === id)?.area
  if (!chosen) return design
  return withSlots(
    { ...design, area: { ...chosen, exclude: design.area.exclude } },
    areaSlots(design).map((slot) =>
      slot.id === id ? { id, area: null } : slot.area === null ? { id: slot.id, area: laidDown(design) } : slot,
    ),
  )
}

/** An area that lies nowhere. */
const nothing = ({ photo }: Pick<Design, 'photo'>) => {
  const none = emptyMask(photo.width, photo.height)
  return { proposed: false, add: none, subtract: none, more: none, less: none }
}

const laidDown = ({ area, photo }: Design): AreaDesign => ({
  ...area,
  exclude: emptyMask(photo.width, photo.height),
})

/** The same area in hand as in another design, where there is one: which it is, is no edit. */
export const inHandLike = <D extends Design>(design: D, other: Pick<Design, 'areas'>): D =>
  withAreaInHand(design, areaInHand(other)) as D

const areaParts = ['proposed', 'role', 'presentPerCm2', 'add', 'subtract', 'more', 'less'] as const

/** Whether an area lies and is filled like another one, whatever either is called. Identity tells. */
export const sameArea = (a: AreaDesign, b: AreaDesign): boolean => areaParts.every((part) => a[part] === b[part])

/**
 * Whether two designs have the same areas in the same order, whichever is in hand, whatever they are called and whatever is
 * excluded. Identity tells.
 */
export function sameAreas(a: WithAreas, b: WithAreas): boolean {
  if (a.areas === b.areas && a.area === b.area) return true
  const others = areaSlots(b)
  const slots = areaSlots(a)
  return (
    slots.length === others.length &&
    slots.every(({ id, area }, i) => {
      const other = others[i]!
      return id === other.id && sameArea(area ?? a.area, other.area ?? b.area)
    })
  )
}

/** One of the areas by its id, with its own exclusions empty where it waits; null where there is none. */
export function areaOf(design: WithAreas, id: number): AreaDesign | null {
  const slot = areaSlots(design).find((other) => other.id === id)
  return slot ? (slot.area ?? design.area) : null
}

/** The design with one of its areas changed, in hand or not; exclusions belong to none of them and stay. */
export function withAreaLike(design: Design, id: number, area: AreaDesign): Design {
  const { exclude } = design.area
  if (areaInHand(design) === id) return { ...design, area: { ...area, exclude } }
  const empty = emptyMask(design.photo.width, design.photo.height)
  return withSlots(
    design,
    areaSlots(design).map((slot) => (slot.id === id ? { id, area: { ...area, exclude: empty } } : slot)),
  )
}

/** An area under another name; by its role where that is empty. */
export function withAreaName(design: Design, id: number, wanted: string): Design {
  const area = areaOf(design, id)
  const name = keptName(wanted)
  if (!area || (area.name ?? '') === name) return design
  const { name: _before, ...rest } = area
  return withAreaLike(design, id, name === '' ? rest : { ...rest, name })
}

/** The ids of all areas as they lie, the lowest first: the proposed one, and then as they stand in the list. */
export const areasInOrder = (design: WithAreas): readonly number[] =>
  inOrder(areaSlots(design), design).map(({ id }) => id)

/** The ids of the areas among which one can change its place, the lowest first: the proposed one always lies below them. */
export function areaGroupOf(design: WithAreas, id: number): readonly number[] {
  if (areaOf(design, id)?.proposed !== false) return []
  return areasInOrder(design).filter((other) => !areaOf(design, other)!.proposed)
}

/** An area at another place of its group, 0 the lowest; a place beyond the ends is brought to the nearest one. */
export function withAreaAt(design: Design, id: number, place: number): Design {
  const group = areaGroupOf(design, id)
  const to = Math.max(0, Math.min(group.length - 1, place))
  if (group.length === 0 || group.indexOf(id) === to) return design
  const order = group.filter((other) => other !== id).toSpliced(to, 0, id)
  const slots = areaSlots(design)
  const moved = order.map((other) => slots.find((slot) => slot.id === other)!)
  let next = 0
  return withSlots(
    design,
    slots.map((slot) => (group.includes(slot.id) ? moved[next++]! : slot)),
  )
}

/** An empty area in hand; null where there are enough. */
export function withNewArea(design: Design, role: AreaRole): Design | null {
  if (!canAddArea(design)) return null
  const { exclude } = design.area
  return withAreaCopy(design, { ...nothing(design), role, presentPerCm2: 0, exclude }).design
}

/** An area like another one above all others, in hand and without its name, and its id. There must be room for it. */
export function withAreaCopy(
  design: Design,
  { name: _name, ...area }: AreaDesign,
): { readonly design: Design; readonly id: number } {
  const slots = areaSlots(design)
  const id = 1 + Math.max(...slots.map((slot) => slot.id))
  const copied = withSlots({ ...design, area: { ...area, exclude: design.area.exclude } }, [
    ...slots.map((slot) => (slot.area === null ? { id: slot.id, area: laidDown(design) } : slot)),
    { id, area: null },
  ])
  return { design: copied, id }
}

/** The design without an area. In place of the one in hand the one before it comes in hand; the only one stays. */
export function withoutArea(design: Design, id: number): Design {
  const slots = areaSlots(design)
  const at = slots.findIndex((slot) => slot.id === id)
  if (slots.length === 1 || at < 0) return design
  const next = slots[at - 1] ?? slots[at + 1]
  const kept = slots[at]?.area === null && next ? withAreaInHand(design, next.id) : design
  return withSlots(
    kept,
    areaSlots(kept).filter((slot) => slot.id !== id),
  )
}

/** One of a design's areas, as a design of its own. */
export interface SingleArea {
  readonly id: number
  /** Without other areas; where one above it lies, or one that takes no dots, this one is excluded. */
  readonly design: Design
}

const singles = new WeakMap<Design, readonly SingleArea[]>()

/** Each area as a design of its own, the lowest first: the proposed one, and then as they came. */
export function eachArea(design: Design): readonly SingleArea[] {
  if (!design.areas) return [{ id: FIRST_ID, design }]
  const known = singles.get(design)
  if (known) return known
  const { areas, ...rest } = design
  const all = inOrder(areas, design).toReversed()
  const { exclude } = design.area
  let taken = keptFree(design)
  const found = all.map(({ id, area }) => {
    if (!takesDots(area.role)) return { id, design: { ...rest, area: { ...area, exclude } } }
    const single = { id, design: { ...rest, area: { ...area, exclude: taken } } }
    if (!area.proposed) taken = unionMasks(taken, painted(area))
    return single
  })
  const lowestFirst = found.toReversed()
  singles.set(design, lowestFirst)
  return lowestFirst
}

function inOrder(slots: readonly AreaSlot[], design: WithAreas): { readonly id: number; readonly area: AreaDesign }[] {
  const all = slots.map(({ id, area }) => ({ id, area: area ?? design.area }))
  return [...all.filter(({ area }) => area.proposed), ...all.filter(({ area }) => !area.proposed)]
}

/** What is excluded, and where areas were painted that take no dots: no other area reaches there. */
export const keptFree = (design: WithAreas): TiledMask =>
  paintedAs(design, (role) => !takesDots(role)).reduce(unionMasks, design.area.exclude)

/** What the areas are that dots are laid in, each role once. */
export const dottedRoles = (design: WithAreas): ReadonlySet<DottedRole> =>
  new Set(
    areaSlots(design)
      .map(({ area }) => (area ?? design.area).role)
      .filter(takesDots),
  )

/** Where the areas of some roles were painted. */
const paintedAs = (design: WithAreas, isOne: (role: AreaRole) => boolean): readonly TiledMask[] =>
  areaSlots(design)
    .map(({ area }) => area ?? design.area)
    .filter(({ role }) => isOne(role))
    .map(painted)

/** Where an area lies that is not proposed, exclusions aside. */
const painted = ({ add, subtract }: AreaDesign): TiledMask => (isEmpty(subtract) ? add : subtractMasks(add, subtract))

const onesOf = new WeakMap<Design, Design>()
/** Designs that differ by something else have one and the same whole. */
const wholes = new WeakMap<AreaDesign, { readonly areas: Design['areas']; readonly whole: AreaDesign }>()

/**
 * All areas as one, for what asks only where dots are wanted: what is painted joins the lowest, which decides what they are.
 */
export function asOneArea<D extends Design>(design: D): D {
  const { areas, ...rest } = design
  if (!areas && takesDots(design.area.role)) return design
  const before = onesOf.get(design)
  if (before) return before as D
  const known = wholes.get(design.area)
  const whole = known && known.areas === areas ? known.whole : united(areaSlots(design), design)
  wholes.set(design.area, { areas, whole })
  const reversal = rest.reversal && withInkLeftAlone(rest.reversal, design)
  const one = { ...rest, area: whole, ...(reversal && { reversal }) } as unknown as D
  onesOf.set(design, one)
  return one
}

/** Ink that nobody is to touch belongs to no zone, and what was painted as existing SMP is kept. */
function withInkLeftAlone(reversal: Reversal, design: Design): Reversal {
  const untouched = paintedAs(design, (role) => role === 'untouched')
  const kept = paintedAs(design, (role) => role === 'existing')
  if (untouched.length + kept.length === 0) return reversal
  const { existing, zoneEdits } = reversal
  return {
    ...reversal,
    ...(untouched.length > 0 && {
      existing: {
        ...existing,
        area: { ...existing.area, exclude: untouched.reduce(unionMasks, existing.area.exclude) },
      },
    }),
    ...(kept.length > 0 && { zoneEdits: { ...zoneEdits, keep: kept.reduce(unionMasks, zoneEdits.keep) } }),
  }
}

function united(areas: readonly AreaSlot[], design: Design): AreaDesign {
  const exclude = keptFree(design)
  const [lowest, ...above] = inOrder(areas, design).filter(({ area }) => takesDots(area.role))
  if (!lowest) return { ...design.area, ...nothing(design), exclude }
  return above.reduce<AreaDesign>(
    (whole, { area }) => ({
      ...whole,
      add: unionMasks(whole.add, painted(area)),
      subtract: subtractMasks(whole.subtract, painted(area)),
    }),
    { ...lowest.area, exclude },
  )
}
