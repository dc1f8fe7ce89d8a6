import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { densityFieldOf } from '../../src/core/fill/densityField.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { uniformAt } from '../../src/core/sampling/random.ts'
import { drawer, skinMeasurer } from '../../src/worker/drawing.ts'
import { TILE_PX } from '../../src/worker/engine.ts'
import { groundMemory } from '../../src/worker/grounds.ts'
import { packedLevels } from '../../src/worker/packedLevels.ts'
import type { Pixels } from '../../src/worker/photoLevels.ts'
import { SAMPLE, sampleDesign } from '../core/sampling/sampleStrokes.ts'
import { pointSet } from '../core/sampling/shippedSet.ts'
import { cpuMs } from './cpu.ts'
import { median, rounded, type Figures } from './measure.ts'

/** 12 MP of evenly lit skin with a camera's noise. */
function skinPhoto(): Pixels {
  const { width, height } = SAMPLE
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const n = (uniformAt(3, i) + uniformAt(4, i) - 1) * 7
    const light = 1 - 0.15 * Math.abs((i % width) / width - 0.5)
    rgba[i * 4] = 198 * light + n
    rgba[i * 4 + 1] = 152 * light + n
    rgba[i * 4 + 2] = 124 * light + n
    rgba[i * 4 + 3] = 255
  }
  return { width, height, rgba }
}

/** Megapixels of finished full-size tiles per CPU second with 100,000 dots on them, and of a plain copy of their bytes. */
export function benchRendering(sampleRecord: unknown): Figures {
  const full = skinPhoto()
  const levels = packedLevels(full, () => true)
  const design = sampleDesign(sampleRecord, { dots: 100_000 })
  const surface = surfaceOf(design)
  const dots = placeDots(densityFieldOf(design, surface), { seed: design.fill.seed, surface, pointSet })
  const rates: number[] = []
  const copies: number[] = []
  let megapixels = 0
  for (let round = 0; round < 6; round++) {
    // A new one each time: it remembers finished tiles.
    const photo = { width: full.width, height: full.height, ...levels }
    const drawing = drawer(photo, skinMeasurer(photo), groundMemory(photo))(design, dots)
    const finished: Uint8ClampedArray[] = []
    const ms = cpuMs(() => {
      for (const tile of drawing.tiles) finished.push(drawing.draw(tile, 0).rgba)
    })
    megapixels = finished.reduce((sum, rgba) => sum + rgba.length / 4, 0) / 1e6
    const targets = finished.map((rgba) => new Uint8ClampedArray(rgba.length))
    const REPEATS = 20
    const copyMs = cpuMs(() => {
      for (let i = 0; i < REPEATS; i++) for (const [k, rgba] of finished.entries()) targets[k]!.set(rgba)
    })
    if (round === 0) continue
    rates.push((megapixels / ms) * 1000)
    copies.push((REPEATS * megapixels * 1000) / copyMs)
  }
  return {
    'render.megapixels': rounded(megapixels, 2),
    'render.dots': dots.count,
    'render.tilePx': TILE_PX,
    'render.megapixelsPerSecond': rounded(median(rates), 2),
    'render.vsCopy': rounded(median(rates) / median(copies), 5),
  }
}
