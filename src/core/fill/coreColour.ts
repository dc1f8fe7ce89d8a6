import type { Steps } from '../geometry/steps.ts'
import type { Surface } from '../geometry/surface.ts'
import type { Rgb } from '../pigment/inkModel.ts'
import type { InkSpots } from './inkSpots.ts'
import { diffuse, glossRow, type SkinLight } from './skinLight.ts'

/** Dots that are looked at, spread evenly. */
const MOST_DOTS = 1500
/** Dots between two turns. */
const SLICE = 256
/** Half the side of the square in which a dot's colour is told, in sigmas of the core. */
const REACH = 3
/** Ink and hair are nearly neutral. */
const LEAST = 0.5
const MOST = 1.6

/** Density of the cores in each channel over the mean of red and green: how much of a core's shape each of them holds. */
export function* coreColour(light: SkinLight, spots: InkSpots, surface: Surface): Steps<Rgb> {
  const every = Math.max(1, Math.ceil(spots.count / MOST_DOTS))
  let [red, green, blue] = [0, 0, 0]
  for (let i = 0; i < spots.count; i += every) {
    if (i % (SLICE * every) === 0) yield i / spots.count
    const told = toldBy(light, spots, i, surface)
    if (!told) continue
    red += spots.peak[i]! * told[0]
    green += spots.peak[i]! * told[1]
    blue += spots.peak[i]! * told[2]
  }
  const usual = Math.max(1e-9, (red + green) / 2)
  const of = (told: number) => Math.min(MOST, Math.max(LEAST, told / usual))
  return [of(red), of(green), of(blue)]
}

/** How much of a core's shape each channel holds where a dot was found; null at the photo's rim. */
export function toldBy(light: SkinLight, spots: InkSpots, i: number, surface: Surface): Rgb | null {
  const { photo } = light
  const [x, y] = [spots.x[i]!, spots.y[i]!]
  const sigma = spots.coreMm / surface.mmPerPxAt({ x, y })
  const reach = Math.ceil(REACH * sigma)
  const left = Math.floor(x) - reach - photo.x0
  const top = Math.floor(y) - reach - photo.y0
  const side = 2 * reach + 1
  if (left < 0 || top < 0 || left + side > photo.width || top + side > photo.height) return null
  const across = profile(x - photo.x0 - left, sigma, side)
  const down = profile(y - photo.y0 - top, sigma, side)
  // Without its mean the template is blind to light that is even.
  const mean = (sumOf(across) * sumOf(down)) / (side * side)
  const gloss = new Float32Array(side)
  let [red, green, blue] = [0, 0, 0]
  for (let v = 0; v < side; v++) {
    glossRow(light, left + photo.x0, top + v + photo.y0, gloss)
    for (let u = 0; u < side; u++) {
      const at = ((top + v) * photo.width + left + u) * 4
      const weight = across[u]! * down[v]! - mean
      red -= weight * Math.log(diffuse(photo.rgba[at]!, gloss[u]!))
      green -= weight * Math.log(diffuse(photo.rgba[at + 1]!, gloss[u]!))
      blue -= weight * Math.log(diffuse(photo.rgba[at + 2]!, gloss[u]!))
    }
  }
  return [red, green, blue]
}

const profile = (middle: number, sigma: number, side: number): Float32Array =>
  Float32Array.from({ length: side }, (_, i) => Math.exp(-((i + 0.5 - middle) ** 2) / (2 * sigma * sigma)))

const sumOf = (values: Float32Array): number => values.reduce((sum, v) => sum + v, 0)
