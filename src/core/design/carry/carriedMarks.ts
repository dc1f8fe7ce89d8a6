import { isEmpty } from '../../pixels/maskCompare.ts'
import { areaOf, areaSlots } from '../areas/areas.ts'
import { carriableMasks, type AreaDesign, type CarriedMasks, type Design } from '../design.ts'

/** What was carried to another view was drawn there by nobody: areas say so of their masks, and whether a hand has changed them. */

type Marks = { -readonly [name in keyof CarriedMasks]: CarriedMasks[name] }

/**
 * An area with what came of it: what there is of the first view's, and what a hand has drawn on the second one.
 * @param drawn the area as it was carried
 * @param own what lay in its place before; null where nothing did
 */
export function markedCarried(carried: AreaDesign, drawn: AreaDesign, own: AreaDesign | null): AreaDesign {
  const marks: Marks = {}
  for (const name of carriableMasks) {
    const before = own?.carried?.[name]
    if (isEmpty(carried[name])) continue
    if (isEmpty(drawn[name])) {
      if (before) marks[name] = before
    } else marks[name] = own && !isEmpty(own[name]) && before !== 'asIs' ? 'edited' : 'asIs'
  }
  const { carried: _before, ...area } = carried
  return Object.keys(marks).length > 0 ? { ...area, carried: marks } : area
}

/** An area that a hand has made of another one, marked where it was carried and is no longer so. */
export function markedEdited(area: AreaDesign, was: AreaDesign): AreaDesign {
  const changed = carriableMasks.filter((name) => area.carried?.[name] && area[name] !== was[name])
  if (changed.length === 0) return area
  const marks: Marks = { ...area.carried }
  for (const name of changed)
    if (isEmpty(area[name])) delete marks[name]
    else marks[name] = 'edited'
  const { carried: _before, ...rest } = area
  return Object.keys(marks).length > 0 ? { ...rest, carried: marks } : rest
}

/** The same of all areas of a design. The same design comes back where nothing that was carried was changed. */
export function withEditsMarked(before: Design, after: Design): Design {
  const slots = areaSlots(after).map((slot) => {
    const area = slot.area ?? after.area
    const was = areaOf(before, slot.id)
    // One that was carried just now, or is taken from an earlier step, says it itself.
    return { slot, area: was && was.carried === area.carried ? markedEdited(area, was) : area }
  })
  if (slots.every(({ slot, area }) => area === (slot.area ?? after.area))) return after
  const inHand = slots.find(({ slot }) => slot.area === null)
  return {
    ...after,
    area: inHand?.area ?? after.area,
    ...(after.areas && { areas: slots.map(({ slot, area }) => (slot.area === null ? slot : { ...slot, area })) }),
  }
}
