import type { Moment } from '../design/design.ts'
import type { Surface } from '../geometry/surface.ts'
import { FRESH_REDNESS, NO_REDNESS } from '../pigment/inkModel.ts'
import type { Pigment } from '../pigment/pigment.ts'
import { decodeSrgb, encodeSrgb } from '../pixels/colour.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { GLOSS_BLOCK, glossOf, type Gloss } from './gloss.ts'
import { grain } from './grain.ts'
import { inkDensity, type InkDensity } from './inkDensity.ts'

export { dotReachPx } from './inkDensity.ts'
export type { PhotoTile } from '../pixels/photoTile.ts'

export interface RenderOptions {
  readonly pigment: Pigment
  readonly surface: Surface
  readonly skin: SkinModel
  readonly moment: Moment
  readonly seed: number
  /** Mip level of the tile: its px are 2^level photo px. */
  readonly level?: number
}

/**
 * Photo with ink: O = T (I - ks) + ks in linear light, T = exp(-density) per channel, ks the gloss, then noise as the
 * camera would have it (simulation-model 4-6). Bytes are unchanged where no ink reaches.
 * @param tile apron included; the wider the apron, the less a tile knows of its edges (dotReachPx is enough)
 * @param dots in photo px; all whose ink reaches the tile
 * @returns RGBA without the apron
 */
export function renderTile(tile: PhotoTile, dots: Dots, o: RenderOptions): Uint8ClampedArray<ArrayBuffer> {
  const level = o.level ?? 0
  const { apronPx } = tile
  const { skin } = o
  const width = tile.width - 2 * apronPx
  const height = tile.height - 2 * apronPx
  const x0 = tile.x0 + apronPx
  const y0 = tile.y0 + apronPx
  const redness = o.moment === 'fresh' ? FRESH_REDNESS : NO_REDNESS
  const ink = inkDensity(dots, { x0, y0, width, height }, { ...o, blurPx: skin.blurPx, level, redness })
  const noise = grain(o.seed, x0, y0, width, height, skin.noiseCorrelation)
  return composite(tile, { x0, y0, width, height }, ink, glossOf(tile, skin, level), noise, skin, level)
}

interface Inner {
  readonly x0: number
  readonly y0: number
  readonly width: number
  readonly height: number
}

function composite(
  tile: PhotoTile,
  { x0, y0, width, height }: Inner,
  { core, halo }: InkDensity,
  gloss: Gloss,
  noise: Float32Array,
  skin: SkinModel,
  level: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(width * height * 4)
  // A coarser pixel averages the noise of those that it stands for.
  const alpha = skin.noiseAlpha * 4 ** -level
  const beta = skin.noiseBeta * 4 ** -level
  const haloStep = halo.step
  for (let y = 0; y < height; y++) {
    let from = ((y + tile.apronPx) * tile.width + tile.apronPx) * 4
    let to = y * width * 4
    const hy = (y0 + y + 0.5) / haloStep - halo.y0 - 0.5
    const hy0 = Math.floor(hy)
    const hty = hy - hy0
    const rowA = hy0 * halo.width
    const rowB = rowA + halo.width
    const gy = (y0 + y + 0.5) / GLOSS_BLOCK - gloss.gy - 0.5
    const gyClamped = Math.min(gloss.height - 1, Math.max(0, gy))
    const gy0 = Math.floor(gyClamped)
    const gty = gyClamped - gy0
    const glossA = gy0 * gloss.width
    const glossB = Math.min(gloss.height - 1, gy0 + 1) * gloss.width
    for (let x = 0; x < width; x++, from += 4, to += 4) {
      const hx = (x0 + x + 0.5) / haloStep - halo.x0 - 0.5
      const hx0 = Math.floor(hx)
      const htx = hx - hx0
      const w00 = (1 - htx) * (1 - hty)
      const w10 = htx * (1 - hty)
      const w01 = (1 - htx) * hty
      const w11 = htx * hty
      const a = rowA + hx0
      const b = rowB + hx0
      const i = y * width + x
      const dr = core.r[i]! + halo.r[a]! * w00 + halo.r[a + 1]! * w10 + halo.r[b]! * w01 + halo.r[b + 1]! * w11
      const dg = core.g[i]! + halo.g[a]! * w00 + halo.g[a + 1]! * w10 + halo.g[b]! * w01 + halo.g[b + 1]! * w11
      const db = core.b[i]! + halo.b[a]! * w00 + halo.b[a + 1]! * w10 + halo.b[b]! * w01 + halo.b[b + 1]! * w11
      out[to + 3] = 255
      if (dr + dg + db === 0) {
        out[to] = tile.rgba[from]!
        out[to + 1] = tile.rgba[from + 1]!
        out[to + 2] = tile.rgba[from + 2]!
        continue
      }
      const gx = Math.min(gloss.width - 1, Math.max(0, (x0 + x + 0.5) / GLOSS_BLOCK - gloss.gx - 0.5))
      const gx0 = Math.floor(gx)
      const gx1 = Math.min(gloss.width - 1, gx0 + 1)
      const gtx = gx - gx0
      const ks =
        (gloss.ks[glossA + gx0]! * (1 - gtx) + gloss.ks[glossA + gx1]! * gtx) * (1 - gty) +
        (gloss.ks[glossB + gx0]! * (1 - gtx) + gloss.ks[glossB + gx1]! * gtx) * gty
      const n = noise[i]!
      out[to] = inked(decodeSrgb[tile.rgba[from]!]!, Math.exp(-dr), ks, n, alpha, beta)
      out[to + 1] = inked(decodeSrgb[tile.rgba[from + 1]!]!, Math.exp(-dg), ks, n, alpha, beta)
      out[to + 2] = inked(decodeSrgb[tile.rgba[from + 2]!]!, Math.exp(-db), ks, n, alpha, beta)
    }
  }
  return out
}

/** One channel: the diffuse part is multiplied, the gloss stays, and the noise that T took away comes back. */
function inked(light: number, t: number, ks: number, noise: number, alpha: number, beta: number): number {
  const gloss = ks < light ? ks : light
  const variance = alpha * light * (t - t * t) + beta * (1 - t * t)
  return encodeSrgb(t * (light - gloss) + gloss + noise * Math.sqrt(variance))
}
