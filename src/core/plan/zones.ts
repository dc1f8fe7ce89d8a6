import { rasterArea, type AreaRaster } from '../design/areas/area.ts'
import { surfaceOf } from '../design/scale/calibration.ts'
import type { AreaDesign, Design, Hairline, Marks } from '../design/design.ts'
import { faceScaleOf } from '../design/scale/faceScale.ts'
import { existingDesign, type ReversedDesign } from '../design/reversal.ts'
import type { Band } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { coverageAt, isEmptyTile } from '../pixels/maskCompare.ts'
import { intersectMasks, unionMasks } from '../pixels/maskFill.ts'
import { differenceMasks } from '../pixels/maskSets.ts'
import { emptyMask, MASK_TILE, tilesAcross, type TiledMask } from '../pixels/tiledMask.ts'
import { scaled, sumTogether } from './bands.ts'
import { lineBand } from './lineBand.ts'

export const zoneNames = ['remove', 'lighten', 'keep', 'add'] as const
export type ZoneName = (typeof zoneNames)[number]

/**
 * What happens where. The masks are of cells of `step` x `step` photo px, the first one in the photo's corner. Byte by
 * byte: remove + keep = existing, keep + add = final, and lighten is a part of keep. No hand work on remove and keep changes
 * add: what is sent away is not tattooed again.
 */
export interface Zones extends Readonly<Record<ZoneName, TiledMask>> {
  readonly step: number
  readonly existing: TiledMask
  /** The new area less the ink that the hand sends away there, and beyond it the ink that the hand keeps. */
  readonly final: TiledMask
}

/** Cells at most, and their size where that allows it: an edge is drawn to less than the width of a line. */
const MOST_CELLS = 800_000
const CELL_MM = 0.25

/** By the photo and its scale alone, so that no edit shifts a cell. */
function stepOf({ photo, marks }: Design, surface: Surface): number {
  const fine = Math.round(CELL_MM / surface.mmPerPxAt(marks.outline.centre))
  return Math.max(1, fine, Math.ceil(Math.sqrt((photo.width * photo.height) / MOST_CELLS)))
}

/** The zones of a reversal: from existing and new area and the hand work over them. */
export function zonesOf(design: ReversedDesign, surface: Surface): Zones {
  const { zoneEdits } = design.reversal
  const step = stepOf(design, surface)
  const existing = areaCells(existingDesign(design), step)
  const wanted = areaCells(design, step)
  const both = intersectMasks(existing, wanted)
  const held = unionMasks(both, intersectMasks(existing, paintedCells(design, zoneEdits.keep, step)))
  const sentAway = paintedCells(design, zoneEdits.remove, step)
  const keep = differenceMasks(held, sentAway)
  const final = unionMasks(differenceMasks(wanted, intersectMasks(existing, sentAway)), keep)
  return {
    step,
    existing,
    final,
    keep,
    remove: differenceMasks(existing, keep),
    add: differenceMasks(final, keep),
    lighten: behindLine(design, keep, step),
  }
}

/** The area of each zone on the skin, cm2. */
export function zoneAreasCm2(zones: Zones, design: OnSkin): Readonly<Record<ZoneName, Band>> {
  const { step } = zones
  const side = MASK_TILE * step
  const cm2 = (mask: TiledMask) => {
    const across = tilesAcross(mask.width)
    const tiles = [...mask.tiles].map(([key, tile]) =>
      surfaceOf(design, { left: (key % across) * side, top: Math.floor(key / across) * side, step }).areaMm2Of({
        width: MASK_TILE,
        height: MASK_TILE,
        coverageAt: (x, y) => tile[y * MASK_TILE + x]!,
      }),
    )
    return scaled(sumTogether(tiles), 1 / 100)
  }
  return { remove: cm2(zones.remove), lighten: cm2(zones.lighten), keep: cm2(zones.keep), add: cm2(zones.add) }
}

type OnSkin = Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>

/** 0..255 of a zone at a place of the photo, px. */
export const zoneAt = (zones: Zones, name: ZoneName | 'existing' | 'final', x: number, y: number): number =>
  coverageAt(zones[name], Math.floor(x / zones.step), Math.floor(y / zones.step))

interface Cells {
  readonly hairline: Hairline
  readonly marks: Marks
  readonly step: number
  readonly mask: TiledMask
}

/** Of two areas an edit changes one. */
const areas = new WeakMap<AreaDesign, Cells>()

function areaCells(design: Design, step: number): TiledMask {
  const { area, hairline, marks } = design
  const known = areas.get(area)
  if (known?.hairline === hairline && known.marks === marks && known.step === step) return known.mask
  const mask = cellsOf(rasterArea(design, step), design, step)
  areas.set(area, { hairline, marks, step, mask })
  return mask
}

const painted = new WeakMap<TiledMask, { readonly step: number; readonly mask: TiledMask }>()

/** A mask of the photo in cells: each one's mean. */
function paintedCells(design: Design, add: TiledMask, step: number): TiledMask {
  const known = painted.get(add)
  if (known?.step === step) return known.mask
  const none = emptyMask(add.width, add.height)
  const area = { ...design.area, proposed: false, add, subtract: none, exclude: none }
  const mask = cellsOf(rasterArea({ ...design, area }, step), design, step)
  painted.set(add, { step, mask })
  return mask
}

function cellsOf(raster: AreaRaster, { photo }: Design, step: number): TiledMask {
  const mask = emptyMask(Math.ceil(photo.width / step), Math.ceil(photo.height / step))
  const across = tilesAcross(mask.width)
  const left = Math.round(raster.x0 / step - 0.5)
  const top = Math.round(raster.y0 / step - 0.5)
  const tiles = new Map<number, Uint8Array>()
  for (let j = 0; j < raster.height; j++) {
    const y = top + j
    for (let i = 0; i < raster.width;) {
      // Along a row as far as its tile reaches.
      const x = left + i
      const length = Math.min(raster.width - i, MASK_TILE - (x % MASK_TILE))
      const key = Math.floor(y / MASK_TILE) * across + Math.floor(x / MASK_TILE)
      let tile = tiles.get(key)
      if (!tile) tiles.set(key, (tile = new Uint8Array(MASK_TILE * MASK_TILE)))
      const from = j * raster.width + i
      tile.set(raster.coverage.subarray(from, from + length), (y % MASK_TILE) * MASK_TILE + (x % MASK_TILE))
      i += length
    }
  }
  for (const [key, tile] of tiles) if (isEmptyTile(tile)) tiles.delete(key)
  return { ...mask, tiles }
}

/** The band behind the drawn new line: which cells it may reach, and the share of one that lies in it, antialiased. */
export function lightenedBand(design: ReversedDesign, step: number) {
  const bandMm = design.reversal.lightenBandMm
  // A length of the photo's plane: its distances are taken on the photo's cells.
  const { mmPerPx } = faceScaleOf(design)
  const cellMm = step * mmPerPx
  const band = bandMm > 0 ? lineBand(design, step, mmPerPx, bandMm + cellMm) : null
  if (!band) return null
  const { left, top, width, height, depthMm } = band
  const share = (mm: number) => Math.max(0, Math.min(1, mm / cellMm + 0.5))
  return {
    left,
    top,
    width,
    height,
    /** 0..1 of a cell of the whole photo. */
    shareAt(x: number, y: number): number {
      const i = x - left
      const j = y - top
      if (i < 0 || j < 0 || i >= width || j >= height) return 0
      const depth = depthMm[j * width + i]!
      return depth < Infinity ? share(bandMm - depth) * share(depth) : 0
    },
  }
}

/** The part of a zone within that band. */
function behindLine(design: ReversedDesign, keep: TiledMask, step: number): TiledMask {
  const band = lightenedBand(design, step)
  const tiles = new Map<number, Uint8Array>()
  if (!band) return { ...keep, tiles }
  const across = tilesAcross(keep.width)
  for (let j = 0; j < band.height; j++) {
    const y = band.top + j
    for (let i = 0; i < band.width; i++) {
      const x = band.left + i
      const within = band.shareAt(x, y)
      if (within === 0) continue
      const key = Math.floor(y / MASK_TILE) * across + Math.floor(x / MASK_TILE)
      const at = (y % MASK_TILE) * MASK_TILE + (x % MASK_TILE)
      const kept = keep.tiles.get(key)?.[at] ?? 0
      if (kept === 0) continue
      let tile = tiles.get(key)
      if (!tile) tiles.set(key, (tile = new Uint8Array(MASK_TILE * MASK_TILE)))
      tile[at] = Math.min(kept, Math.round(255 * within))
    }
  }
  for (const [key, tile] of tiles) if (isEmptyTile(tile)) tiles.delete(key)
  return { ...keep, tiles }
}
