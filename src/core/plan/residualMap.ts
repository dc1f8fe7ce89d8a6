import { plannedSessions, sessionResidual, type ReversedDesign } from '../design/reversal.ts'
import { distances } from '../fill/feather.ts'
import { unionOf, type Band, type RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { lightenSessions } from '../pigment/laser.ts'
import { maskBounds } from '../pixels/maskFill.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../pixels/tiledMask.ts'
import { smoothStep } from '../sampling/noise.ts'
import { inFrontOf, type InFront } from './inFront.ts'
import type { ZoneDots } from './zoneDots.ts'
import { zoneAt, type Zones } from './zones.ts'

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
  /** The same for dots whose centres lie in the ink: up to its own edge, whatever lies beside it. */
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
 * ink passes into it over the feather, within its own zone. Towards bare skin there is nothing to pass into, and no
 * feather, or a pale rim of the old line would stay: what the rough edge of ink has in front of its line (inFront.ts) goes
 * with the ink right behind it. Where that stays or is lightened alone, and outside the zones elsewhere, nothing changes.
 */
export function residualMap(
  design: ReversedDesign,
  zones: Zones,
  surface: Surface,
  options: ResidualOptions = {},
): ResidualMap {
  const { reversal } = design
  const { after = reversal.shownAfter, sessions = plannedSessions(reversal), end = 'value' } = options
  const q = sessionResidual(reversal)[end]
  const removed = q ** Math.min(after, sessions)
  const lightened = q ** Math.min(after, lightenSessions(reversal.sessions))
  const { step } = zones
  const shape = removed < 1 || lightened < 1 ? shapeOf(design, zones, surface) : null
  if (!shape) {
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
    // What is lightened alone is the new line's own edge: what stands in front of it stays.
    const least = state & IN_FRONT ? 1 : once
    const left = state & KEPT ? once : least + fromKept[i]! * (removed - least)
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
  /** STAYS, KEPT, BESIDE_BARE and IN_FRONT. */
  readonly states: Uint8Array
  /** 0..1, how far the feather has passed since ink that stays, and since ink that is kept; in front, that right behind. */
  readonly fromStays: Float64Array
  readonly fromKept: Float64Array
}

const STAYS = 1
const KEPT = 2
const BESIDE_BARE = 4
const IN_FRONT = 8

/** One stage after the other is shown of the same zones. */
const shapes = new WeakMap<Zones, Shape>()

/** Null where nothing is treated. */
function shapeOf(design: ReversedDesign, zones: Zones, surface: Surface): Shape | null {
  const { featherMm } = design.reversal
  const cellMm = zones.step * surface.mmPerPxAt(design.marks.outline.centre)
  const known = shapes.get(zones)
  if (known?.featherMm === featherMm && known.cellMm === cellMm) return known
  const inFront = inFrontOf(design, zones, surface)
  const reach = Math.ceil(featherMm / cellMm + CLEAR_CELLS) + 1
  // Beyond its reach nothing is looked at, and an edge of untreated cells keeps what lies outside at 1.
  const box = treatedBox(zones, inFront, reach)
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
  const fromStays = new Float64Array(distances(stays, width, height, reach, true)).map(passed)
  const fromKept = new Float64Array(distances(kept, width, height, reach, true)).map(passed)
  const states = kept.map((k, i) => (stays[i] ? STAYS : 0) | (k ? KEPT : 0))
  const inked = keep.map((k, i) => (k > 0 || remove[i]! > 0 ? 1 : 0))
  const treated = inked.slice()
  if (inFront)
    eachInFront(inFront, zones, box, (i, behind) => {
      if (inked[i]) return
      states[i]! |= IN_FRONT
      fromKept[i] = remove[behind]! > 0 && !kept[behind] ? fromKept[behind]! : 0
      if (fromKept[i] > 0) treated[i] = 1
    })
  for (let i = 0; i < states.length; i++) if (besideBare(treated, box, i)) states[i]! |= BESIDE_BARE
  const shape = { featherMm, cellMm, box, states, fromStays, fromKept }
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
export function residualOfDots(map: ResidualMap, { existing, ids }: ZoneDots, zones: Zones): Float32Array {
  let r = 0
  return Float32Array.from({ length: existing.count }, (_, i) => {
    while (r < ids.remove.length && ids.remove[r]! < existing.id[i]!) r++
    const outside = ids.remove[r] === existing.id[i] ? map.removed : 1
    const [x, y] = [existing.x[i]!, existing.y[i]!]
    return zoneAt(zones, 'existing', x, y) > 0 ? readAt(map, map.ofDots, x, y, outside) : outside
  })
}

/** The cells of remove and lighten and some more all round, and those in front of what is removed; null for none. */
function treatedBox({ remove, lighten }: Zones, inFront: InFront | null, more: number): RectPx | null {
  const removed = maskBounds(remove)
  const box = unionOf(removed && unionOf(removed, inFront?.rect ?? null), maskBounds(lighten))
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

/** Calls with each cell of a box that lies in front of the line, and with that right behind the line there; -1 outside. */
function eachInFront(
  { rect, behind }: InFront,
  { existing }: Zones,
  box: RectPx,
  visit: (cell: number, behind: number) => void,
): void {
  const indexIn = (x: number, y: number) => {
    const [i, j] = [x - box.x, y - box.y]
    return i >= 0 && j >= 0 && i < box.width && j < box.height ? j * box.width + i : -1
  }
  for (let at = 0; at < behind.length; at++) {
    const from = behind[at]!
    if (from < 0) continue
    const cell = indexIn(rect.x + (at % rect.width), rect.y + Math.floor(at / rect.width))
    if (cell >= 0) visit(cell, indexIn(from % existing.width, Math.floor(from / existing.width)))
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

/** Whether a cell or a neighbour is no place of ink: there reading between samples must find 1. Beyond the photo is none. */
function besideBare(treated: Uint8Array, { width, height }: RectPx, at: number): boolean {
  const i = at % width
  const j = Math.floor(at / width)
  for (let y = Math.max(0, j - 1); y <= Math.min(height - 1, j + 1); y++)
    for (let x = Math.max(0, i - 1); x <= Math.min(width - 1, i + 1); x++) if (treated[y * width + x] === 0) return true
  return false
}
