import { plannedSessions, sessionResidual, type ReversedDesign } from '../design/reversal.ts'
import { distances } from '../fill/feather.ts'
import { unionOf, type Band, type RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { lightenSessions } from '../pigment/laser.ts'
import { maskBounds } from '../pixels/maskFill.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../pixels/tiledMask.ts'
import { smoothStep } from '../sampling/noise.ts'
import type { ZoneDots } from './zoneDots.ts'
import type { Zones } from './zones.ts'

/** Share of the existing ink that is left, by samples over the treated part of the photo; 1 elsewhere. */
export interface ResidualMap {
  /** Centre of sample 0,0 and distance of samples, px. */
  readonly x0: number
  readonly y0: number
  readonly step: number
  readonly width: number
  readonly height: number
  /** Row-major, 0..1; 1 on bare skin. */
  readonly share: Float32Array
  /** The same for ink alone, on to where dots of a rough edge lie in front of the drawn one. */
  readonly ofDots: Float32Array
  /** What is left in the middle of the remove zone, and of the lighten zone. */
  readonly removed: number
  readonly lightened: number
}

export interface ResidualOptions {
  /** Sessions done so far; what is shown unless given. */
  readonly after?: number
  /** Sessions on the remove zone in all; those of the chosen plan unless given. */
  readonly sessions?: number
  /** Which end of the residual's band. */
  readonly end?: keyof Band
}

/**
 * q^n in the remove zone and one session's q in the lighten zone (simulation-model 9). Towards ink that stays the treated
 * ink passes into it over the feather, within its own zone: outside the zones nothing changes. Towards bare skin there is
 * nothing to pass into, and no feather, or a pale rim of the old line would stay.
 */
export function residualMap(
  design: ReversedDesign,
  zones: Zones,
  surface: Surface,
  options: ResidualOptions = {},
): ResidualMap {
  const { reversal, marks } = design
  const { after = reversal.shownAfter, sessions = plannedSessions(reversal), end = 'value' } = options
  const q = sessionResidual(reversal)[end]
  const removed = q ** Math.min(after, sessions)
  const lightened = q ** Math.min(after, lightenSessions(reversal.sessions))
  const shape = shapeOf(zones, reversal.featherMm, zones.step * surface.mmPerPxAt(marks.outline.centre))
  const { step } = zones
  if (!shape || (removed === 1 && lightened === 1)) {
    const none = new Float32Array(0)
    return { x0: 0, y0: 0, step, width: 0, height: 0, share: none, ofDots: none, removed, lightened }
  }
  const { box, states, fromStays, fromKept } = shape
  const ofDots = new Float32Array(states.length).fill(1)
  const share = new Float32Array(states.length).fill(1)
  for (let i = 0; i < states.length; i++) {
    const state = states[i]!
    if (state & STAYS) continue
    const once = 1 - fromStays[i]! * (1 - lightened)
    const left = state & KEPT ? once : once + fromKept[i]! * (removed - once)
    ofDots[i] = left
    if (left < 1 && !(state & BESIDE_BARE)) share[i] = left
  }
  const { width, height } = box
  return { x0: (box.x + 0.5) * step, y0: (box.y + 0.5) * step, step, width, height, share, ofDots, removed, lightened }
}

/** What zones and feather make of each cell, whatever is left of the ink. */
interface Shape {
  readonly featherMm: number
  readonly cellMm: number
  readonly box: RectPx
  /** STAYS, KEPT and BESIDE_BARE. */
  readonly states: Uint8Array
  /** 0..1, how far the feather has passed since ink that stays, and since ink that is kept. */
  readonly fromStays: Float64Array
  readonly fromKept: Float64Array
}

const STAYS = 1
const KEPT = 2
const BESIDE_BARE = 4

/** One stage after the other is shown of the same zones. */
const shapes = new WeakMap<Zones, Shape>()

/** Null where nothing is treated. */
function shapeOf(zones: Zones, featherMm: number, cellMm: number): Shape | null {
  const known = shapes.get(zones)
  if (known?.featherMm === featherMm && known.cellMm === cellMm) return known
  const reach = Math.ceil(featherMm / cellMm + CLEAR_CELLS) + 1
  // Beyond its reach nothing is looked at, and an edge of untreated cells keeps what lies outside at 1.
  const box = treatedBox(zones, reach)
  if (!box) return null
  const { width, height } = box
  const keep = cellsIn(zones.keep, box)
  const remove = cellsIn(zones.remove, box)
  const lighten = cellsIn(zones.lighten, box)
  const kept = new Uint8Array(keep.length)
  const stays = new Uint8Array(keep.length)
  for (let i = 0; i < keep.length; i++) {
    if (keep[i] === 0 || keep[i]! < remove[i]!) continue
    kept[i] = 255
    if (2 * lighten[i]! < keep[i]!) stays[i] = 255
  }
  const passed = (cells: number) =>
    cells <= CLEAR_CELLS ? 0 : featherMm > 0 ? smoothStep(((cells - CLEAR_CELLS) * cellMm) / featherMm) : 1
  const shape = {
    featherMm,
    cellMm,
    box,
    states: kept.map(
      (k, i) => (stays[i] ? STAYS : 0) | (k ? KEPT : 0) | (besideBare(keep, remove, box, i) ? BESIDE_BARE : 0),
    ),
    fromStays: Float64Array.from(distances(stays, width, height, reach, true), passed),
    fromKept: Float64Array.from(distances(kept, width, height, reach, true), passed),
  }
  shapes.set(zones, shape)
  return shape
}

/** Two samples that touch by their corners are this far apart at most: reading between samples then changes none outside. */
const CLEAR_CELLS = 1.5

/** Bilinear share of ink left at a place of the photo, px; 1 where nothing was treated. */
export const residualAt = (map: ResidualMap, x: number, y: number): number => readAt(map, map.share, x, y, 1)

function readAt(map: ResidualMap, samples: Float32Array, x: number, y: number, outside: number): number {
  const { width, height } = map
  const gx = (x - map.x0) / map.step
  const gy = (y - map.y0) / map.step
  const ix = Math.floor(gx)
  const iy = Math.floor(gy)
  if (ix < -1 || iy < -1 || ix >= width || iy >= height) return outside
  const tx = gx - ix
  const ty = gy - iy
  if (ix >= 0 && iy >= 0 && ix < width - 1 && iy < height - 1) {
    const i = iy * width + ix
    const top = samples[i]! * (1 - tx) + samples[i + 1]! * tx
    return top * (1 - ty) + (samples[i + width]! * (1 - tx) + samples[i + width + 1]! * tx) * ty
  }
  const at = (i: number, j: number) => (i < 0 || j < 0 || i >= width || j >= height ? outside : samples[j * width + i]!)
  const top = at(ix, iy) * (1 - tx) + at(ix + 1, iy) * tx
  const bottom = at(ix, iy + 1) * (1 - tx) + at(ix + 1, iy + 1) * tx
  return top * (1 - ty) + bottom * ty
}

/** Whether anything changes in a part of the photo, px. */
export function isTreated(map: ResidualMap, { x, y, width, height }: RectPx): boolean {
  const sample = (at: number, first: number) => Math.floor((at - first) / map.step)
  const top = Math.max(0, sample(y, map.y0))
  const bottom = Math.min(map.height - 1, sample(y + height, map.y0) + 1)
  const left = Math.max(0, sample(x, map.x0))
  const right = Math.min(map.width, sample(x + width, map.x0) + 2)
  for (let j = top; j <= bottom; j++)
    for (let i = j * map.width + left; i < j * map.width + right; i++) if (map.share[i]! < 1) return true
  return false
}

/**
 * Share of ink left of each existing dot, by its index. Single dots of a rough edge may lie in front of all zones: they go
 * with the zone that their id is in.
 */
export function residualOfDots(map: ResidualMap, { existing, ids }: ZoneDots): Float32Array {
  let r = 0
  return Float32Array.from({ length: existing.count }, (_, i) => {
    while (r < ids.remove.length && ids.remove[r]! < existing.id[i]!) r++
    const outside = ids.remove[r] === existing.id[i] ? map.removed : 1
    return readAt(map, map.ofDots, existing.x[i]!, existing.y[i]!, outside)
  })
}

/** The cells of remove and lighten and some more all round, null for none. */
function treatedBox({ remove, lighten }: Zones, more: number): RectPx | null {
  const box = unionOf(maskBounds(remove), maskBounds(lighten))
  if (!box) return null
  const x = Math.max(0, box.x - more)
  const y = Math.max(0, box.y - more)
  return {
    x,
    y,
    width: Math.min(remove.width, box.x + box.width + more) - x,
    height: Math.min(remove.height, box.y + box.height + more) - y,
  }
}

function cellsIn(mask: TiledMask, box: RectPx): Uint8Array {
  const out = new Uint8Array(box.width * box.height)
  const across = tilesAcross(mask.width)
  for (const [key, tile] of mask.tiles) {
    const tileX = (key % across) * MASK_TILE
    const tileY = Math.floor(key / across) * MASK_TILE
    const left = Math.max(box.x, tileX)
    const right = Math.min(box.x + box.width, tileX + MASK_TILE)
    if (right <= left) continue
    for (let y = Math.max(box.y, tileY); y < Math.min(box.y + box.height, tileY + MASK_TILE); y++) {
      const row = (y - tileY) * MASK_TILE - tileX
      out.set(tile.subarray(row + left, row + right), (y - box.y) * box.width + left - box.x)
    }
  }
  return out
}

/** Whether a cell or a neighbour has no ink: there reading between samples must find 1. Beyond the photo is none. */
function besideBare(keep: Uint8Array, remove: Uint8Array, { width, height }: RectPx, at: number): boolean {
  const i = at % width
  const j = Math.floor(at / width)
  for (let y = Math.max(0, j - 1); y <= Math.min(height - 1, j + 1); y++)
    for (let x = Math.max(0, i - 1); x <= Math.min(width - 1, i + 1); x++)
      if (keep[y * width + x] === 0 && remove[y * width + x] === 0) return true
  return false
}
