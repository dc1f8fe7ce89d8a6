import type { Mask } from '../geometry/surface.ts'
import { decodeSrgb, luminance } from './colour.ts'
import type { PhotoTile } from './photoTile.ts'
import { specular } from './specular.ts'

/** Diameter of the disk in which skin has one colour (simulation-model 5). */
const DISK_MM = 10
export const CELLS_PER_DISK = 7
const REACH = Math.floor(CELLS_PER_DISK / 2)
/** A sheen is wider than the disk: half the side, in cells, of the square that tells what the skin is without it. */
const WIDE_REACH = 3 * CELLS_PER_DISK
/** Darker or brighter than the neighbourhood by more than this is hair, mole or highlight. */
const DARK = 0.7
const BRIGHT = 1.25
const BRIGHT_OF_WIDE = 1.1
/** Gloss over the darkest channel from which a cell no longer counts as skin; colour of skin alone varies by .2. */
const GLOSSY = 0.3
/** Weight of the wide colour against a disk full of skin: it takes over where the disk is all gloss. */
const WIDE_WEIGHT = 0.15
/** Against one cell of the area; the face beyond it helps where the area has no skin near. */
const OUTSIDE_WEIGHT = 0.02

/** Full-resolution px between the cells of the colour grid. */
export const colourStep = (mmPerPx: number): number => Math.max(2, Math.round(DISK_MM / mmPerPx / CELLS_PER_DISK))

/** Everything row-major; `rgb` and `chroma` hold three floats a cell. */
interface Cells {
  readonly width: number
  readonly height: number
  /** Mean linear light. */
  readonly rgb: Float32Array
  /** The same with unit sum. */
  readonly chroma: Float32Array
  readonly light: Float32Array
  /** Gloss is white: the more colour a cell has, the more it says of the skin. */
  readonly weight: Float32Array
}

/**
 * Colour of the skin alone on a grid of cells: hair, moles and gloss left out, also gloss wider than the disk.
 * @returns unit-sum colour, three floats a cell
 */
export function skinColour(photo: PhotoTile, area: Mask, step: number) {
  const cells = cellsOf(photo, step)
  const wide = wideColour(cells, area, step)
  return { chroma: localColour(cells, wide), chromaWidth: cells.width, chromaHeight: cells.height }
}

/** Mean colour of each step x step cell, from a sparse grid of its pixels. */
function cellsOf({ width: w, height: h, rgba }: PhotoTile, step: number): Cells {
  const width = Math.ceil(w / step)
  const height = Math.ceil(h / step)
  const rgb = new Float32Array(width * height * 3)
  const chroma = new Float32Array(rgb.length)
  const light = new Float32Array(width * height)
  const weight = new Float32Array(width * height)
  const every = Math.max(1, Math.floor(step / 5))
  for (let cy = 0, cell = 0; cy < height; cy++) {
    for (let cx = 0; cx < width; cx++, cell++) {
      let r = 0
      let g = 0
      let b = 0
      let n = 0
      for (let y = cy * step; y < Math.min(h, (cy + 1) * step); y += every) {
        for (let x = cx * step; x < Math.min(w, (cx + 1) * step); x += every) {
          const i = (y * w + x) * 4
          r += decodeSrgb[rgba[i]!]!
          g += decodeSrgb[rgba[i + 1]!]!
          b += decodeSrgb[rgba[i + 2]!]!
          n++
        }
      }
      const sum = r + g + b || 1
      rgb.set([r / n, g / n, b / n], cell * 3)
      chroma.set(r + g + b > 0 ? [r / sum, g / sum, b / sum] : [1 / 3, 1 / 3, 1 / 3], cell * 3)
      light[cell] = luminance(r, g, b) / n
      const saturation = 1 - Math.min(r, g, b) / (Math.max(r, g, b) + 1e-6)
      weight[cell] = 0.02 + saturation * saturation
    }
  }
  return { width, height, rgb, chroma, light, weight }
}

/** Colour of the skin for 30 mm around each cell, from cells that are neither dark nor bright there. */
function wideColour({ width, height, chroma, light, weight }: Cells, area: Mask, step: number): Float32Array {
  const n = width * height
  const base = weight.map((w, cell) => {
    const x = Math.floor(((cell % width) + 0.5) * step)
    const y = Math.floor((Math.floor(cell / width) + 0.5) * step)
    return w * (area.coverageAt(x, y) > 127 ? 1 : OUTSIDE_WEIGHT)
  })
  const weights = boxSums(base, width, height)
  const lights = boxSums(
    base.map((w, cell) => w * light[cell]!),
    width,
    height,
  )
  const used = base.map((w, cell) => {
    const usual = lights[cell]! / weights[cell]!
    return light[cell]! < DARK * usual || light[cell]! > BRIGHT_OF_WIDE * usual ? 0 : w
  })
  const total = boxSums(used, width, height)
  const out = chroma.slice()
  for (let k = 0; k < 3; k++) {
    const sums = boxSums(
      used.map((w, cell) => w * chroma[cell * 3 + k]!),
      width,
      height,
    )
    for (let cell = 0; cell < n; cell++) if (total[cell]! > 1e-3) out[cell * 3 + k] = sums[cell]! / total[cell]!
  }
  return out
}

/** Sums over the square of WIDE_REACH cells around each, cut at the rim. */
function boxSums(values: Float32Array, width: number, height: number): Float32Array {
  const table = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += values[y * width + x]!
      table[(y + 1) * (width + 1) + x + 1] = table[y * (width + 1) + x + 1]! + row
    }
  }
  const out = new Float32Array(values.length)
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - WIDE_REACH) * (width + 1)
    const bottom = Math.min(height, y + WIDE_REACH + 1) * (width + 1)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - WIDE_REACH)
      const right = Math.min(width, x + WIDE_REACH + 1)
      out[y * width + x] = table[bottom + right]! - table[bottom + left]! - table[top + right]! + table[top + left]!
    }
  }
  return out
}

/** Means over the disk; what looks like gloss beside the wide colour counts little, and the wide colour steps in. */
function localColour({ width, height, rgb, chroma, light, weight }: Cells, wide: Float32Array): Float32Array {
  const out = new Float32Array(chroma.length)
  const trusted = weight.map((w, cell) => {
    const i = cell * 3
    const [r, g, b] = [rgb[i]!, rgb[i + 1]!, rgb[i + 2]!]
    const gloss = specular(r, g, b, wide, i) / (Math.min(r, g, b) + 1e-6)
    return w / (1 + (gloss / GLOSSY) ** 6)
  })
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - REACH)
    const bottom = Math.min(height - 1, y + REACH)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - REACH)
      const right = Math.min(width - 1, x + REACH)
      let all = 0
      let full = 0
      for (let j = top; j <= bottom; j++) {
        for (let i = left; i <= right; i++) {
          all += light[j * width + i]!
          full += weight[j * width + i]!
        }
      }
      all /= (right - left + 1) * (bottom - top + 1)
      const to = (y * width + x) * 3
      let sum = full * WIDE_WEIGHT
      let r = wide[to]! * sum
      let g = wide[to + 1]! * sum
      let b = wide[to + 2]! * sum
      for (let j = top; j <= bottom; j++) {
        for (let i = left; i <= right; i++) {
          const cell = j * width + i
          if ((i - x) ** 2 + (j - y) ** 2 > (REACH + 0.5) ** 2) continue
          if (light[cell]! < DARK * all || light[cell]! > BRIGHT * all) continue
          const w = trusted[cell]!
          r += chroma[cell * 3]! * w
          g += chroma[cell * 3 + 1]! * w
          b += chroma[cell * 3 + 2]! * w
          sum += w
        }
      }
      out[to] = r / sum
      out[to + 1] = g / sum
      out[to + 2] = b / sum
    }
  }
  return out
}
