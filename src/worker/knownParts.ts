import { areaMasks, type AreaDesign, type Design } from '../core/design/design.ts'
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
    hairline: same(design.hairline, before.hairline),
    fill: same(design.fill, before.fill),
    area: knownArea(design.area, before.area),
  }
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
