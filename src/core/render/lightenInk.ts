import type { InkInSkin } from '../fill/existingInk.ts'
import type { Mask, Surface } from '../geometry/surface.ts'
import { part, whole, type Steps } from '../geometry/steps.ts'
import type { Rgb } from '../pigment/inkModel.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import { glossOverInk } from './inkGloss.ts'
import { ALIGNED, CORE_STEPS, inkPlanes, type InkPlanes } from './inkPlanes.ts'
import { innerBytes, lightenTile } from './lightenTile.ts'

/** A photo whose ink can be lightened, again and again. */
export interface Lightening {
  /**
   * The photo with less ink: O = (I - ks) / T^(1 - residual) + ks in linear light, T what the ink lets through and ks the
   * gloss (simulation-model 5, 9), without the noise that this would raise. Bytes are unchanged outside the area and where
   * all ink stays.
   * @param tile of the photo; with an apron of a pixel or more, tiles make the same picture as one
   * @param residualAt share of the ink that is left, 0..1, asked at photo px
   * @param level mip level of the tile, 0 to 6: its px are 2^level photo px
   * @returns RGBA without the apron
   */
  lighten(tile: PhotoTile, residualAt: ResidualAt, level?: number): Uint8ClampedArray<ArrayBuffer>
}

export type ResidualAt = (x: number, y: number) => number

/** Ink over a part of a photo at a mip level, as a tile needs it. */
export interface LevelInk {
  readonly level: number
  /** Px of the level. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** 0..255 and 1 / CORE_STEPS, row-major. */
  readonly coverage: Uint8Array
  readonly core: Uint16Array
  /** Density of a core per channel over that. */
  readonly coreColour: Rgb
  /** In full-resolution blocks of GRID px. */
  readonly halo: InkPlanes['halo']
  readonly gloss: Float32Array
  /** Variance of the noise in linear light is alpha I + beta. */
  readonly noiseAlpha: number
  readonly noiseBeta: number
}

/**
 * What is worked out once for a photo and an area, so that each residual after it is quick.
 * @param photo the whole picture, full size
 * @param coverage where ink may be lightened
 * @param ink as measured on the photo (core/fill/existingInk.ts)
 */
export const prepareLightening = (photo: PhotoTile, coverage: Mask, ink: InkInSkin, o: LightenLook): Lightening =>
  whole(prepareLighteningInSteps(photo, coverage, ink, o))

export interface LightenLook {
  readonly surface: Surface
  readonly skin: SkinModel
}

/** The same in steps of some milliseconds. */
export function* prepareLighteningInSteps(
  photo: PhotoTile,
  coverage: Mask,
  ink: InkInSkin,
  o: LightenLook,
): Steps<Lightening> {
  const { surface, skin } = o
  const planes = yield* part(inkPlanes(coverage, ink, { surface, blurPx: skin.blurPx }), 0, 0.6)
  if (!planes) return { lighten: innerBytes }
  const { rect, halo } = planes
  const mmPerPx = surface.mmPerPxAt({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 })
  const gloss = yield* part(glossOverInk(photo, planes, ink, { skin, mmPerPx }), 0.6, 1)
  const { noiseAlpha, noiseBeta } = skin
  const full = { ...rect, level: 0, coverage: planes.coverage, core: planes.core }
  const levels: LevelInk[] = [{ ...full, coreColour: ink.core, halo, gloss, noiseAlpha, noiseBeta }]
  const inkAt = (level: number): LevelInk => {
    if (!(level >= 0 && 2 ** level <= ALIGNED)) throw new RangeError(`Expected a mip level of 0 to 6, got ${level}.`)
    while (levels.length <= level) levels.push(halved(levels.at(-1)!))
    return levels[level]!
  }
  return { lighten: (tile, residualAt, level = 0) => lightenTile(tile, inkAt(level), residualAt) }
}

/** Half the size: a coarse pixel shows the mean of the light, not of the density, of those that it stands for. */
function halved(ink: LevelInk): LevelInk {
  const width = ink.width / 2
  const height = ink.height / 2
  const coverage = new Uint8Array(width * height)
  const core = new Uint16Array(width * height)
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const a = 2 * y * ink.width + 2 * x
      const b = a + ink.width
      const { coverage: c, core: d } = ink
      coverage[to] = (c[a]! + c[a + 1]! + c[b]! + c[b + 1]! + 2) >> 2
      if (d[a]! + d[a + 1]! + d[b]! + d[b + 1]! === 0) continue
      const t = throughOf(d[a]!) + throughOf(d[a + 1]!) + throughOf(d[b]!) + throughOf(d[b + 1]!)
      core[to] = Math.round(-Math.log(t / 4) * CORE_STEPS)
    }
  }
  return {
    ...ink,
    level: ink.level + 1,
    x: ink.x / 2,
    y: ink.y / 2,
    width,
    height,
    coverage,
    core,
    // A coarser pixel averages the noise of those that it stands for.
    noiseAlpha: ink.noiseAlpha / 4,
    noiseBeta: ink.noiseBeta / 4,
  }
}

const throughOf = (core: number): number => Math.exp(-core / CORE_STEPS)
