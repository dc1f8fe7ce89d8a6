import type { RectPx } from '../geometry/points.ts'
import { part, type Steps } from '../geometry/steps.ts'
import { inkDots, type Rgb } from '../pigment/inkModel.ts'
import { gaussianBlur, wideBlur } from '../pixels/gaussian.ts'
import type { SpotsOnCells } from './inkOnCells.ts'
import type { PhotoCells } from './skinGloss.ts'
import { diffuse, glossRow, type SkinLight } from './skinLight.ts'

const usual = inkDots.healed
/** Halo over peak x sigma^2 of its core as the model has it, 1 / mm2, and how far real ink may be from that, relative. */
const perCore = ((usual.a1[0] + usual.a1[1]) / 2) * usual.s1Mm ** 2
const modelHalo: Rgb = [usual.a2[0] / perCore, usual.a2[1] / perCore, usual.a2[2] / perCore]
const MODEL_ERROR = 0.5
/** Never more than this of what the model has. */
const MOST_OF_MODEL = 3

/** Side of the cells, mm: tone is no finer. */
const CELL_MM = 0.5
/** Single dots are not what tells the tone, sigma in mm: what was misjudged of one is made up for by its neighbours. */
const DOTS_MM = 0.4
/** Skin and light change over more than this, sigma in mm: only what changes faster is ink. */
const SKIN_MM = 4
/** Neighbouring cells see the same skin: the error of a fit is so much larger than that of independent cells. */
const CELLS_ALIKE = 6
/** Rounds of leaving out what is neither skin nor ink. */
const ROUNDS = 4
const BURNT = 253

interface Cells extends PhotoCells {
  /** Mean ln of diffuse light per channel, and 1 where the cell is skin that the camera could see. */
  readonly log: readonly Float32Array[]
  readonly isSkin: Float32Array
}

/**
 * Tone of the halos: what the photo darkens around and between the dots, most of it at the zone's edge, where the skin
 * beside it is bare. It is told against the dots' own pattern, so light that falls off slowly does not count.
 * @param core density of a core per channel over its peak
 * @returns density of a halo at its centre over peak x sigma^2 of its core, 1 / mm2
 */
export function* haloTone(
  light: SkinLight,
  toneCells: PhotoCells,
  { cores, halos }: SpotsOnCells,
  core: Rgb,
  mmPerPx: number,
): Steps<Rgb> {
  const cells = yield* part(cellsOf(light, toneCells), 0, 0.25)
  const { px } = cells
  function* tone(k: 0 | 1 | 2): Steps<number> {
    const bare = cells.log[k]!.map((v, i) => v + core[k] * cores[i]!)
    const { slope, error } = yield* slopeOf(cells, bare, halos[k], DOTS_MM / (px * mmPerPx), SKIN_MM / (px * mmPerPx))
    const prior = modelHalo[k]
    const [sure, assumed] = [error ** -2, (MODEL_ERROR * prior) ** -2]
    return Math.min(MOST_OF_MODEL * prior, Math.max(0, (slope * sure + prior * assumed) / (sure + assumed)))
  }
  const r = yield* part(tone(0), 0.25, 0.5)
  const g = yield* part(tone(1), 0.5, 0.75)
  const b = yield* part(tone(2), 0.75, 1)
  return [r, g, b]
}

/** The cells on which the tone of a part of a photo is told: those that lie in it as a whole. */
export function toneCellsOf(region: RectPx, mmPerPx: number): PhotoCells {
  const px = Math.max(2, Math.round(CELL_MM / mmPerPx))
  const gx = Math.ceil(region.x / px)
  const gy = Math.ceil(region.y / px)
  const width = Math.max(1, Math.floor((region.x + region.width) / px) - gx)
  const height = Math.max(1, Math.floor((region.y + region.height) / px) - gy)
  return { px, gx, gy, width, height }
}

/** Pixels between two turns. */
const SLICE_PX = 150_000

function* cellsOf(light: SkinLight, { px, gx, gy, width, height }: PhotoCells): Steps<Cells> {
  const { photo } = light
  const rows = Math.max(1, Math.round(SLICE_PX / (width * px * px)))
  const log = [0, 1, 2].map(() => new Float32Array(width * height))
  const isSkin = new Float32Array(width * height)
  const gloss = new Float32Array(width * px)
  for (let j = 0; j < height; j++) {
    if (j % rows === 0) yield j / height
    const burnt = new Uint8Array(width)
    const sums = new Float64Array(width * 3)
    for (let y = (gy + j) * px; y < (gy + j + 1) * px; y++) {
      glossRow(light, gx * px, y, gloss)
      let at = ((y - photo.y0) * photo.width + gx * px - photo.x0) * 4
      for (let i = 0, x = 0; i < width; i++) {
        // One logarithm for a row of pixels: their product stays far from what a double can not hold.
        let [r, g, b] = [1, 1, 1]
        for (let u = 0; u < px; u++, x++, at += 4) {
          const ks = gloss[x]!
          r *= diffuse(photo.rgba[at]!, ks)
          g *= diffuse(photo.rgba[at + 1]!, ks)
          b *= diffuse(photo.rgba[at + 2]!, ks)
          if (photo.rgba[at]! >= BURNT) burnt[i] = 1
        }
        sums[i * 3]! += Math.log(r)
        sums[i * 3 + 1]! += Math.log(g)
        sums[i * 3 + 2]! += Math.log(b)
      }
    }
    for (let i = 0; i < width; i++) {
      const cell = j * width + i
      for (const k of [0, 1, 2]) log[k]![cell] = sums[i * 3 + k]! / (px * px)
      const [r, g, b] = [log[0]![cell]!, log[1]![cell]!, log[2]![cell]!]
      isSkin[cell] = !burnt[i] && r > g + 0.02 && g > b ? 1 : 0
    }
  }
  return { px, gx, gy, width, height, log, isSkin }
}

/** Darkening per halo of tone 1, what changes slowly left out of both; and its standard error. */
function* slopeOf(
  { width, height, isSkin }: Cells,
  bare: Float32Array,
  halos: Float32Array,
  fine: number,
  coarse: number,
): Steps<{ slope: number; error: number }> {
  let weight = isSkin
  let [slope, error] = [0, Infinity]
  for (let round = 0; round < ROUNDS; round++) {
    const done = round / ROUNDS
    yield done
    const near = gaussianBlur(weight, width, height, fine)
    yield done
    const wide = wideBlur(weight, width, height, coarse)
    yield done
    const weights = weight
    function* bandOf(plane: Float32Array): Steps<Float32Array> {
      const weighted = plane.map((v, i) => v * weights[i]!)
      const soft = wideBlur(weighted, width, height, coarse)
      yield done
      const sharp = gaussianBlur(weighted, width, height, fine)
      return sharp.map((v, i) => v / Math.max(1e-6, near[i]!) - soft[i]! / Math.max(1e-6, wide[i]!))
    }
    const y = yield* bandOf(bare)
    yield done
    const x = yield* bandOf(halos)
    yield done
    let [xx, xy] = [0, 0]
    for (let i = 0; i < x.length; i++) {
      xx += weight[i]! * x[i]! * x[i]!
      xy -= weight[i]! * x[i]! * y[i]!
    }
    if (xx === 0) break
    slope = xy / xx
    const misses = y.map((v, i) => Math.abs(v + slope * x[i]!))
    yield done
    const inked = misses.filter((_, i) => isSkin[i]! > 0 && halos[i]! > 0).sort()
    const spread = SD_OF_MEDIAN * (inked[inked.length >> 1] ?? 0)
    error = (CELLS_ALIKE * spread) / Math.sqrt(xx)
    const most = MOST_SPREADS * Math.max(LEAST_SPREAD, spread)
    weight = isSkin.map((v, i) => v / (1 + (misses[i]! / most) ** 4))
  }
  return { slope, error }
}

/** Standard deviation of normal misses over their median size; what misses by more than so many of them is left out. */
const SD_OF_MEDIAN = 1.48
const MOST_SPREADS = 2.5
/** ln light: a drawn photo may have no spread at all. */
const LEAST_SPREAD = 1e-4
