import { areaSlots, type AreaSlot } from '../core/design/areas/areas.ts'
import { areaMasks, type AreaDesign, type Design, type Recession } from '../core/design/design.ts'
import type { Reversal } from '../core/design/reversal.ts'
import { maskEquals, sameTile } from '../core/pixels/maskCompare.ts'
import type { TiledMask } from '../core/pixels/tiledMask.ts'

/**
 * Identity does not survive the way into a worker. Parts of a design that are as in the one before are given their former
 * objects again, so that what was worked out for them is found.
 */
export function knownParts(): (design: Design) => Design {
  let before: Design | null = null
  return (design) => (before = before ? withPartsOf(before, design) : design)
}

function withPartsOf(before: Design, design: Design): Design {
  return {
    ...design,
    marks: same(design.marks, before.marks),
    scale: same(design.scale, before.scale),
    ...(design.head && { head: same(design.head, before.head) }),
    hairline: same(design.hairline, before.hairline),
    fill: same(design.fill, before.fill),
    area: knownArea(design.area, before.area),
    ...(design.areas && { areas: knownSlots(design.areas, before) }),
    reversal: knownReversal(design.reversal, before.reversal),
    recession: knownRecession(design.recession, before.recession),
  }
}

function knownReversal(reversal: Reversal | null, before: Reversal | null): Reversal | null {
  if (!reversal || !before) return reversal
  const known = {
    ...reversal,
    existing: {
      ...reversal.existing,
      hairline: same(reversal.existing.hairline, before.existing.hairline),
      area: knownArea(reversal.existing.area, before.existing.area),
      fill: same(reversal.existing.fill, before.existing.fill),
    },
    zoneEdits: knownZoneEdits(reversal.zoneEdits, before.zoneEdits),
  }
  const { existing, zoneEdits, ...settings } = known
  const { existing: existingBefore, zoneEdits: editsBefore, ...settingsBefore } = before
  const unchanged =
    existing.kind === existingBefore.kind &&
    existing.hairline === existingBefore.hairline &&
    existing.area === existingBefore.area &&
    existing.fill === existingBefore.fill &&
    zoneEdits === editsBefore &&
    JSON.stringify(settings) === JSON.stringify(settingsBefore)
  return unchanged ? before : known
}

function knownZoneEdits(edits: Reversal['zoneEdits'], before: Reversal['zoneEdits']): Reversal['zoneEdits'] {
  const remove = knownMask(edits.remove, before.remove)
  const keep = knownMask(edits.keep, before.keep)
  return remove === before.remove && keep === before.keep ? before : { remove, keep }
}

function knownRecession(recession: Recession, before: Recession): Recession {
  const add = knownMask(recession.add, before.add)
  const subtract = knownMask(recession.subtract, before.subtract)
  const unchanged = recession.stage === before.stage && add === before.add && subtract === before.subtract
  return unchanged ? before : { ...recession, add, subtract }
}

const same = <T>(now: T, before: T): T => (JSON.stringify(now) === JSON.stringify(before) ? before : now)

function knownArea(area: AreaDesign, before: AreaDesign): AreaDesign {
  const masks = Object.fromEntries(areaMasks.map((name) => [name, knownMask(area[name], before[name])]))
  const known = { ...area, ...masks }
  const unchanged = areaMasks.every((name) => known[name] === before[name])
  const { proposed, role, presentPerCm2 } = before
  return unchanged && proposed === area.proposed && role === area.role && presentPerCm2 === area.presentPerCm2
    ? before
    : known
}

/** An area that was put down or taken in hand is known too. */
function knownSlots(slots: readonly AreaSlot[], before: Design): readonly AreaSlot[] {
  const former = new Map(areaSlots(before).map(({ id, area }) => [id, area ?? before.area]))
  const known = slots.map((slot) => {
    const was = former.get(slot.id)
    return slot.area && was ? { ...slot, area: knownArea(slot.area, was) } : slot
  })
  const unchanged =
    known.length === before.areas?.length &&
    known.every(({ id, area }, k) => id === before.areas?.[k]?.id && area === before.areas[k].area)
  return unchanged && before.areas ? before.areas : known
}

function knownMask(mask: TiledMask, before: TiledMask): TiledMask {
  const tiles = new Map(
    [...mask.tiles].map(([key, tile]) => {
      const former = before.tiles.get(key)
      return [key, former && sameTile(tile, former) ? former : tile]
    }),
  )
  const known = { ...mask, tiles }
  return maskEquals(known, before) ? before : known
}
