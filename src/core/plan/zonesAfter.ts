import { areaIn } from '../design/areas/area.ts'
import { sampleMask } from '../pixels/maskSamples.ts'
import type { ReversedDesign } from '../design/reversal.ts'
import type { RectPx } from '../geometry/points.ts'
import { unionOf } from '../geometry/points.ts'
import type { CellGrid } from '../geometry/polygon.ts'
import { changedPixels, coverageAt } from '../pixels/maskCompare.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../pixels/tiledMask.ts'
import { lightenedBand, type Zones } from './zones.ts'

/**
 * The zones of a design, from those of one that is like it but for hand work on the zones and for what is added to the area
 * or taken off it. Only the cells under that work are made anew, so that zones can follow a stroke; a byte may differ by 1
 * from what zonesOf gives, where an edge of the area passes.
 */
export function zonesAfter(zones: Zones, before: ReversedDesign, design: ReversedDesign): Zones {
  const grid = cellsUnder(changedBetween(before, design), zones)
  if (!grid) return zones
  const { step, left, top, width } = grid
  const { zoneEdits } = design.reversal
  const wanted = areaIn(design, grid)
  const sentAway = sampleMask(zoneEdits.remove, grid)
  const kept = sampleMask(zoneEdits.keep, grid)
  const band = lightenedBand(design, step)
  const next = { remove: writer(zones.remove), lighten: writer(zones.lighten), keep: writer(zones.keep) }
  const added = { final: writer(zones.final), add: writer(zones.add) }
  for (let at = 0; at < wanted.length; at++) {
    const x = left / step + (at % width)
    const y = top / step + Math.floor(at / width)
    // As in zonesOf, byte by byte.
    const existing = coverageAt(zones.existing, x, y)
    const held = Math.min(existing, Math.max(wanted[at]!, kept?.[at] ?? 0))
    const gone = sentAway?.[at] ?? 0
    const keep = Math.max(0, held - gone)
    const final = Math.max(wanted[at]! - Math.min(existing, gone), keep)
    const within = keep > 0 && band ? band.shareAt(x, y) : 0
    next.keep.put(x, y, keep)
    next.remove.put(x, y, existing - keep)
    next.lighten.put(x, y, within > 0 ? Math.min(keep, Math.round(255 * within)) : 0)
    added.final.put(x, y, final)
    added.add.put(x, y, final - keep)
  }
  return {
    ...zones,
    remove: next.remove.mask(),
    lighten: next.lighten.mask(),
    keep: next.keep.mask(),
    final: added.final.mask(),
    add: added.add.mask(),
  }
}

/** Whether all that tells two designs' zones apart is such hand work. */
export function differByHandWork(a: ReversedDesign, b: ReversedDesign): boolean {
  const parts = ['photo', 'marks', 'scale', 'head', 'hairline'] as const
  const area = ['proposed', 'exclude'] as const
  const reversal = ['existing', 'lightenBandMm'] as const
  return (
    parts.every((part) => a[part] === b[part]) &&
    area.every((part) => a.area[part] === b.area[part]) &&
    reversal.every((part) => a.reversal[part] === b.reversal[part])
  )
}

/** Where hand work differs, px. */
function changedBetween(before: ReversedDesign, design: ReversedDesign): RectPx | null {
  const pairs = [
    [before.reversal.zoneEdits.remove, design.reversal.zoneEdits.remove],
    [before.reversal.zoneEdits.keep, design.reversal.zoneEdits.keep],
    [before.area.add, design.area.add],
    [before.area.subtract, design.area.subtract],
  ] as const
  return pairs.reduce<RectPx | null>((whole, [a, b]) => (a === b ? whole : unionOf(whole, changedPixels(a, b))), null)
}

function cellsUnder(px: RectPx | null, { step, keep }: Zones): CellGrid | null {
  if (!px) return null
  const first = (v: number) => Math.max(0, Math.floor(v / step))
  const [x, y] = [first(px.x), first(px.y)]
  const width = Math.min(keep.width, Math.ceil((px.x + px.width) / step)) - x
  const height = Math.min(keep.height, Math.ceil((px.y + px.height) / step)) - y
  return width > 0 && height > 0 ? { left: x * step, top: y * step, step, width, height } : null
}

/** Writes cells into copies of a mask's tiles; tiles in which nothing changes stay shared. */
function writer(before: TiledMask) {
  const across = tilesAcross(before.width)
  const changed = new Map<number, Uint8Array>()
  return {
    put(x: number, y: number, value: number): void {
      const key = Math.floor(y / MASK_TILE) * across + Math.floor(x / MASK_TILE)
      const at = (y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)
      let tile = changed.get(key)
      const former = before.tiles.get(key)
      if (!tile && (former?.[at] ?? 0) === value) return
      if (!tile) changed.set(key, (tile = former ? former.slice() : new Uint8Array(MASK_TILE * MASK_TILE)))
      tile[at] = value
    },
    mask: (): TiledMask => (changed.size === 0 ? before : { ...before, tiles: new Map([...before.tiles, ...changed]) }),
  }
}
