import type { Design } from '../design/design.ts'
import { editedZones, withZoneStroke } from '../design/reversal.ts'
import type { PointPx } from '../geometry/points.ts'
import { subtractMasks, unionMasks } from '../pixels/maskFill.ts'
import { differenceMasks } from '../pixels/maskSets.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import { zoneAt, type Zones } from '../plan/zones.ts'

/** Zones of a reversal that the hand draws; what is added is the new design's own area. */
export const paintedZones = [...editedZones, 'add'] as const
export type PaintedZone = (typeof paintedZones)[number]

/**
 * A stroke on a zone: existing ink under it shall go, or stay, or the new design shall reach there. Whoever adds where the
 * hand sent ink away wants that ink after all: it stays, and dots are added where there is none. Where a stroke takes off,
 * ink is left to the lines again, and the new area ends.
 */
export function withZoneInk<D extends Design>(design: D, zone: PaintedZone, takes: boolean, stroke: TiledMask): D {
  if (zone !== 'add') return withZoneStroke(design, takes ? null : zone, stroke)
  const { area, reversal } = design
  const [gains, loses] = takes ? (['subtract', 'add'] as const) : (['add', 'subtract'] as const)
  const wanted = { ...area, [gains]: unionMasks(area[gains], stroke), [loses]: subtractMasks(area[loses], stroke) }
  if (takes || !reversal) return { ...design, area: wanted }
  const { zoneEdits } = reversal
  const remove = differenceMasks(zoneEdits.remove, stroke)
  if (remove === zoneEdits.remove) return { ...design, area: wanted }
  return { ...design, area: wanted, reversal: { ...reversal, zoneEdits: { ...zoneEdits, remove } } }
}

/** What the undo step of a stroke is called. */
export function zoneLabel(tool: 'lasso' | 'brush', zone: PaintedZone, takes: boolean): string {
  const deed = tool === 'lasso' ? (takes ? 'Lasso off' : 'Lasso') : takes ? 'Erase' : 'Paint'
  return `${deed} ${zone} zone`
}

/** Whether the hand has drawn on a zone. */
export function hasZoneInk(design: Design, zone: PaintedZone): boolean {
  const { area, reversal } = design
  if (zone === 'add') return area.proposed && (area.add.tiles.size > 0 || area.subtract.tiles.size > 0)
  return reversal !== null && reversal.zoneEdits[zone].tiles.size > 0
}

/** A zone as the lines have it: all that the hand drew on it is taken off. */
export function withoutZoneInk<D extends Design>(design: D, zone: PaintedZone): D {
  const { area, reversal } = design
  const none = { tiles: new Map<number, Uint8Array>() }
  if (zone === 'add') {
    const bare = { ...area, add: { ...area.add, ...none }, subtract: { ...area.subtract, ...none } }
    return { ...design, area: bare }
  }
  if (!reversal) return design
  const { zoneEdits } = reversal
  return { ...design, reversal: { ...reversal, zoneEdits: { ...zoneEdits, [zone]: { ...zoneEdits[zone], ...none } } } }
}

/** Coverage from which a tap on a zone's edge means that zone. */
const TAPPED = 64

/** The zone at a place of the photo, null beside them all. */
export function zoneUnder(zones: Zones, { x, y }: PointPx): PaintedZone | null {
  const covered = paintedZones.map((zone) => ({ zone, coverage: zoneAt(zones, zone, x, y) }))
  const most = covered.reduce((a, b) => (b.coverage > a.coverage ? b : a))
  return most.coverage >= TAPPED ? most.zone : null
}
