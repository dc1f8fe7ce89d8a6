import type { Surface } from '../geometry/surface.ts'
import type { Ageing, Moment } from '../pigment/ageing.ts'
import { rednessOf, type Pigment } from '../pigment/pigment.ts'
import { decodeSrgb, encodeSrgb } from '../pixels/colour.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { glossOf, type Gloss } from './gloss.ts'
import { grain } from './grain.ts'
import { inkDensity, type InkDensity, type SomeDots } from './inkDensity.ts'

export { dotReachPx } from './inkDensity.ts'
export type { PhotoTile } from '../pixels/photoTile.ts'

export interface RenderOptions {
  readonly pigment: Pigment
  readonly surface: Surface
  readonly skin: SkinModel
  /** Decides the redness beside the dots; the pigment is that of the moment already. */
  readonly moment: Moment
  /** Touch-ups redden anew; none where absent. */
  readonly ageing?: Ageing
  readonly seed: number
  /** Mip level of the tile: its px are 2^level photo px. */
  readonly level?: number
  /** Drawn for a hand that moves: with the tone of the picture, and quicker. For coarse levels. */
  readonly sketched?: boolean
  /** Those of the dots that are meant, where not all of them are. */
  readonly some?: SomeDots
}

/** What any ink on a tile of the photo needs to know of it: the same for all dots, pigments and moments. */
export interface Ground {
  readonly tile: PhotoTile
  readonly gloss: Gloss
  readonly noise: Float32Array
}

export function groundOf(tile: PhotoTile, o: Pick<RenderOptions, 'skin' | 'seed' | 'level'>): Ground {
  const { x0, y0, width, height } = innerOf(tile)
  const noise = grain(o.seed, x0, y0, width, height, o.skin.noiseCorrelation)
  return { tile, gloss: glossOf(tile, o.skin, o.level ?? 0), noise }
}

/**
 * Photo with ink: O = T (I - ks) + ks in linear light, T = exp(-density) per channel, ks the gloss, then noise as the
 * camera would have it (simulation-model 4-6). Bytes are unchanged where no ink reaches.
 * @param tile apron included; the wider the apron, the less a tile knows of its edges (dotReachPx is enough)
 * @param dots in photo px; all whose ink reaches the tile
 * @returns RGBA without the apron
 */
export const renderTile = (tile: PhotoTile, dots: Dots, o: RenderOptions): Uint8ClampedArray<ArrayBuffer> =>
  renderOn(groundOf(tile, o), dots, o)

/** Of the tile that is rendered. */
const room = { core: { floats: new Float32Array(0) }, halo: { floats: new Float32Array(0) } }

/**
 * The same on a ground that is known already.
 * @param o skin, seed and level are those of the ground
 */
export function renderOn(ground: Ground, dots: Dots, o: RenderOptions): Uint8ClampedArray<ArrayBuffer> {
  const level = o.level ?? 0
  const inner = innerOf(ground.tile)
  const redness = rednessOf(o.pigment, o.moment, o.ageing)
  const ink = inkDensity(dots, inner, { ...o, blurPx: o.skin.blurPx, level, redness, room })
  return composite(ground, inner, ink, o.skin, level)
}

interface Inner {
  readonly x0: number
  readonly y0: number
  readonly width: number
  readonly height: number
}

/** A tile without its apron. */
const innerOf = ({ x0, y0, width, height, apronPx }: PhotoTile): Inner => ({
  x0: x0 + apronPx,
  y0: y0 + apronPx,
  width: width - 2 * apronPx,
  height: height - 2 * apronPx,
})

function composite(
  { tile, gloss, noise }: Ground,
  { x0, y0, width, height }: Inner,
  { core, halo }: InkDensity,
  skin: SkinModel,
  level: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(width * height * 4)
  const { rgba, apronPx } = tile
  // A coarser pixel averages the noise of those that it stands for.
  const alpha = skin.noiseAlpha * 4 ** -level
  const beta = skin.noiseBeta * 4 ** -level
  const haloX = between(x0, width, halo.step, halo.x0, halo.width)
  const haloY = between(y0, height, halo.step, halo.y0, halo.height)
  const glossX = between(x0, width, gloss.step, gloss.gx, gloss.width)
  const glossY = between(y0, height, gloss.step, gloss.gy, gloss.height)
  const rows = { r: new Float32Array(halo.width), g: new Float32Array(halo.width), b: new Float32Array(halo.width) }
  const ks = new Float32Array(gloss.width)
  for (let y = 0; y < height; y++) {
    blendRows(rows.r, halo.r, halo.width, haloY.from[y]!, haloY.to[y]!, haloY.share[y]!)
    blendRows(rows.g, halo.g, halo.width, haloY.from[y]!, haloY.to[y]!, haloY.share[y]!)
    blendRows(rows.b, halo.b, halo.width, haloY.from[y]!, haloY.to[y]!, haloY.share[y]!)
    blendRows(ks, gloss.ks, gloss.width, glossY.from[y]!, glossY.to[y]!, glossY.share[y]!)
    let from = ((y + apronPx) * tile.width + apronPx) * 4
    let to = y * width * 4
    let i = y * width
    for (let x = 0; x < width; x++, i++, from += 4, to += 4) {
      const a = haloX.from[x]!
      const b = haloX.to[x]!
      const t = haloX.share[x]!
      const dr = core.r[i]! + rows.r[a]! + (rows.r[b]! - rows.r[a]!) * t
      const dg = core.g[i]! + rows.g[a]! + (rows.g[b]! - rows.g[a]!) * t
      const db = core.b[i]! + rows.b[a]! + (rows.b[b]! - rows.b[a]!) * t
      out[to + 3] = 255
      if (dr + dg + db === 0) {
        out[to] = rgba[from]!
        out[to + 1] = rgba[from + 1]!
        out[to + 2] = rgba[from + 2]!
        continue
      }
      const left = ks[glossX.from[x]!]!
      const shine = left + (ks[glossX.to[x]!]! - left) * glossX.share[x]!
      const n = noise[i]!
      out[to] = inked(decodeSrgb[rgba[from]!]!, transmitted(dr), shine, n, alpha, beta)
      out[to + 1] = inked(decodeSrgb[rgba[from + 1]!]!, transmitted(dg), shine, n, alpha, beta)
      out[to + 2] = inked(decodeSrgb[rgba[from + 2]!]!, transmitted(db), shine, n, alpha, beta)
    }
  }
  return out
}

/** Between which two samples of a coarser grid each pixel lies, and how far on the way; held at the grid's ends. */
function between(start: number, count: number, step: number, first: number, samples: number) {
  const from = new Int32Array(count)
  const to = new Int32Array(count)
  const share = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const at = Math.min(samples - 1, Math.max(0, (start + i + 0.5) / step - first - 0.5))
    from[i] = Math.floor(at)
    to[i] = Math.min(samples - 1, from[i]! + 1)
    share[i] = at - from[i]!
  }
  return { from, to, share }
}

function blendRows(
  out: Float32Array,
  grid: Float32Array,
  width: number,
  from: number,
  to: number,
  share: number,
): void {
  const a = from * width
  const b = to * width
  if (share === 0) {
    out.set(grid.subarray(a, a + width))
    return
  }
  for (let i = 0; i < width; i++) out[i] = grid[a + i]! + (grid[b + i]! - grid[a + i]!) * share
}

const DENSITY_STEPS = 1024
const MOST_DENSITY = 8
/** e^-d, linear between the steps: off by less than 2e-7. */
const transmittance = Float64Array.from({ length: MOST_DENSITY * DENSITY_STEPS + 2 }, (_, i) =>
  Math.exp(-i / DENSITY_STEPS),
)

function transmitted(density: number): number {
  if (density >= MOST_DENSITY) return 0
  const at = density * DENSITY_STEPS
  const i = at | 0
  const t = transmittance[i]!
  return t + (transmittance[i + 1]! - t) * (at - i)
}

/** One channel: the diffuse part is multiplied, the gloss stays, and the noise that T took away comes back. */
function inked(light: number, t: number, ks: number, noise: number, alpha: number, beta: number): number {
  const gloss = ks < light ? ks : light
  const variance = alpha * light * (t - t * t) + beta * (1 - t * t)
  return encodeSrgb(t * (light - gloss) + gloss + noise * Math.sqrt(variance))
}
