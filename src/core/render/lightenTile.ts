import { decodeSrgb, encodeSrgb } from '../pixels/colour.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import { CORE_STEPS, GRID } from './inkPlanes.ts'
import type { LevelInk, ResidualAt } from './lightenInk.ts'

/** A tile as it is, without its apron. */
export function innerBytes({ rgba, width: outer, height, apronPx }: PhotoTile): Uint8ClampedArray<ArrayBuffer> {
  const width = outer - 2 * apronPx
  const out = new Uint8ClampedArray(width * (height - 2 * apronPx) * 4)
  for (let y = 0; y < height - 2 * apronPx; y++) {
    const from = ((y + apronPx) * outer + apronPx) * 4
    out.set(rgba.subarray(from, from + width * 4), y * width * 4)
  }
  return out
}

/** Three channels of a row and what each was multiplied by; a pixel more on both sides. */
interface Row {
  readonly light: Float32Array
  readonly gain: Float32Array
  /** Whether any pixel changed. */
  changed: boolean
}

/** A tile of the photo with less ink (lightenInk.ts). */
export function lightenTile(tile: PhotoTile, ink: LevelInk, residualAt: ResidualAt): Uint8ClampedArray<ArrayBuffer> {
  const out = innerBytes(tile)
  const { apronPx } = tile
  const width = tile.width - 2 * apronPx
  const height = tile.height - 2 * apronPx
  const x0 = tile.x0 + apronPx
  const y0 = tile.y0 + apronPx
  if (x0 >= ink.x + ink.width || y0 >= ink.y + ink.height || x0 + width <= ink.x || y0 + height <= ink.y) return out
  const reader = rowReader(tile, ink, residualAt, x0 - 1, width + 2)
  const blank = (): Row => ({
    light: new Float32Array(3 * (width + 2)),
    gain: new Float32Array(3 * (width + 2)),
    changed: false,
  })
  let [above, here, below] = [blank(), blank(), blank()]
  reader(y0 - 1, above)
  reader(y0, here)
  for (let y = 0; y < height; y++) {
    reader(y0 + y + 1, below)
    if (here.changed) calm(out.subarray(y * width * 4), above.light, here, below.light, width, ink)
    ;[above, here, below] = [here, below, above]
  }
  return out
}

/**
 * Light divided by what the ink lets through has its noise raised likewise. What is finer than three pixels is lowered to
 * what the camera would have had on the lighter skin; where the ink is gone the division has left the rest even, so dots
 * are not part of what is lowered.
 */
function calm(
  out: Uint8ClampedArray,
  above: Float32Array,
  here: Row,
  below: Float32Array,
  width: number,
  { noiseAlpha: alpha, noiseBeta: beta }: LevelInk,
): void {
  const { light, gain } = here
  for (let k = 0; k < 3; k++) {
    let left = above[k]! + light[k]! + below[k]!
    let middle = above[3 + k]! + light[3 + k]! + below[3 + k]!
    for (let x = 0, i = 3 + k, to = k; x < width; x++, i += 3, to += 4) {
      const right = above[i + 3]! + light[i + 3]! + below[i + 3]!
      const g = gain[i]!
      if (g !== 1) {
        const mean = (left + middle + right) / 9
        const v = light[i]!
        const before = v / g
        const kept = Math.sqrt((alpha * v + beta + NO_NOISE) / (g * g * (alpha * before + beta) + NO_NOISE))
        out[to] = encodeSrgb(mean + (v - mean) * (kept < 1 ? kept : 1))
      }
      left = middle
      middle = right
    }
  }
}
/** Variance that no camera goes below: where no noise was measured nothing is lowered. */
const NO_NOISE = 1e-8

/** Reads rows of the tile with their ink lightened; beyond the tile its rim is repeated. */
function rowReader(tile: PhotoTile, ink: LevelInk, residualAt: ResidualAt, x0: number, width: number) {
  const { rgba } = tile
  const { halo, gloss, coreColour } = ink
  const grow = 2 ** ink.level
  const [cr, cg, cb] = coreColour.map((c) => c / CORE_STEPS) as [number, number, number]
  const across = between(x0, width, grow, halo.x0, halo.width)
  const rows = [halo.r, halo.g, halo.b, gloss].map((plane) => ({ plane, row: new Float32Array(halo.width) }))
  const [hr, hg, hb, ks] = rows.map((r) => r.row) as [Float32Array, Float32Array, Float32Array, Float32Array]
  return (y: number, into: Row): void => {
    const { light, gain } = into
    const row = Math.min(tile.height - 1, Math.max(0, y - tile.y0)) * tile.width
    const inRows = y >= ink.y && y < ink.y + ink.height
    if (inRows) {
      const { from, to, share } = between(y, 1, grow, halo.y0, halo.height)
      for (const { plane, row: out } of rows)
        blendRows(out, plane, from[0]! * halo.width, to[0]! * halo.width, share[0]!)
    }
    const inkRow = (y - ink.y) * ink.width - ink.x
    into.changed = false
    for (let i = 0, at = 0; i < width; i++, at += 3) {
      const x = x0 + i
      const from = (row + Math.min(tile.width - 1, Math.max(0, x - tile.x0))) * 4
      const r = decodeSrgb[rgba[from]!]!
      const g = decodeSrgb[rgba[from + 1]!]!
      const b = decodeSrgb[rgba[from + 2]!]!
      light[at] = r
      light[at + 1] = g
      light[at + 2] = b
      gain[at] = gain[at + 1] = gain[at + 2] = 1
      if (!inRows || x < ink.x || x >= ink.x + ink.width) continue
      const covered = ink.coverage[inkRow + x]!
      if (covered === 0) continue
      const gone = (covered / 255) * (1 - residualAt((x + 0.5) * grow, (y + 0.5) * grow))
      if (!(gone > 0)) continue
      const a = across.from[i]!
      const c = across.to[i]!
      const t = across.share[i]!
      const core = ink.core[inkRow + x]!
      const dr = core * cr + hr[a]! + (hr[c]! - hr[a]!) * t
      const dg = core * cg + hg[a]! + (hg[c]! - hg[a]!) * t
      const db = core * cb + hb[a]! + (hb[c]! - hb[a]!) * t
      if (dr + dg + db === 0) continue
      const shine = ks[a]! + (ks[c]! - ks[a]!) * t
      light[at] = lifted(r, shine, (gain[at] = gainOf(gone * dr)))
      light[at + 1] = lifted(g, shine, (gain[at + 1] = gainOf(gone * dg)))
      light[at + 2] = lifted(b, shine, (gain[at + 2] = gainOf(gone * db)))
      into.changed = true
    }
  }
}

/** The gloss stays, what comes out of the skin grows. */
const lifted = (light: number, ks: number, gain: number): number => (light > ks ? (light - ks) * gain + ks : light)

/** Between which two blocks each pixel lies, and how far on the way; held at the ends of the grid. */
function between(start: number, count: number, grow: number, first: number, blocks: number) {
  const from = new Int32Array(count)
  const to = new Int32Array(count)
  const share = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const at = Math.min(blocks - 1, Math.max(0, ((start + i + 0.5) * grow) / GRID - first - 0.5))
    from[i] = Math.floor(at)
    to[i] = Math.min(blocks - 1, from[i]! + 1)
    share[i] = at - from[i]!
  }
  return { from, to, share }
}

function blendRows(out: Float32Array, plane: Float32Array, above: number, below: number, share: number): void {
  for (let i = 0; i < out.length; i++) out[i] = plane[above + i]! + (plane[below + i]! - plane[above + i]!) * share
}

const STEPS = 1024
const MOST = 6
/** e^d, linear between the steps: off by less than 2e-7 of it. Denser ink holds no light that could be raised. */
const gains = Float64Array.from({ length: MOST * STEPS + 2 }, (_, i) => Math.exp(i / STEPS))

function gainOf(density: number): number {
  const at = Math.min(MOST, density) * STEPS
  const i = at | 0
  const g = gains[i]!
  return g + (gains[i + 1]! - g) * (at - i)
}
