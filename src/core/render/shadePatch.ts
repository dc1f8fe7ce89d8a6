import type { FillTone } from '../pigment/meanTone.ts'
import type { Rgb } from '../pigment/inkModel.ts'
import { encodeSrgb } from '../pixels/colour.ts'
import { smoothStep } from '../sampling/noise.ts'
import { uniformAt } from '../sampling/random.ts'

export type { Rgb } from '../pigment/inkModel.ts'

export interface PatchOptions {
  readonly width: number
  readonly height: number
  readonly pxPerMm: number
  /** Rows of bare skin above the ink, mm. */
  readonly bareMm: number
}

/** Ink fades in over this, as behind a hairline. */
const EDGE_MM = 0.7
/** Any number: the same dots in every patch, so that patches are compared by their ink. */
const SEED = 7
/** Diameters of neighbours differ; the mean stays. */
const SPREAD = 0.25

/**
 * A magnified look at a fill on a patient's skin: a strip of bare skin, and ink below it. Halos lie as their mean, so the
 * patch is as dark as the fill whatever dots happen to be in it.
 * @param skin bare skin, linear light
 * @returns opaque sRGB, row-major
 */
export function paintPatch(skin: Rgb, tone: FillTone, o: PatchOptions): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, pxPerMm, bareMm } = o
  const inkedMm = Math.max(0, height / pxPerMm - bareMm)
  const places = scatter(Math.round(tone.dotsPerMm2 * (width / pxPerMm) * inkedMm), width / pxPerMm, inkedMm)
  // A dot of one pixel or less would flicker from patch to patch: no narrower than the pixel that shows it.
  const variance = tone.s1Mm ** 2 + 1 / 12 / pxPerMm ** 2
  const kept = tone.s1Mm ** 2 / variance
  const core = new Float32Array(width * height)
  const reach = 3.2 * Math.sqrt(variance) * pxPerMm
  places.forEach((p, n) => {
    const cx = p.x * pxPerMm
    const cy = (p.y + bareMm) * pxPerMm
    const weight = kept * (1 + SPREAD * (2 * uniformAt(SEED, 9000 + n) - 1))
    for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++)
      for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
        const q2 = ((x + 0.5 - cx) ** 2 + (y + 0.5 - cy) ** 2) / pxPerMm ** 2
        core[y * width + x]! += weight * Math.exp(-q2 / 2 / variance)
      }
  })
  const out = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    const haze = smoothStep(((y + 0.5) / pxPerMm - bareMm) / EDGE_MM + 0.5)
    for (let k = 0; k < 3; k++) {
      const light = skin[k]! * Math.exp(-haze * tone.haze[k]!)
      const between = encodeSrgb(light)
      for (let i = y * width; i < (y + 1) * width; i++)
        out[i * 4 + k] = core[i] === 0 ? between : encodeSrgb(light * Math.exp(-core[i]! * tone.centre[k]!))
    }
  }
  for (let i = 3; i < out.length; i += 4) out[i] = 255
  return out
}

/** Dots as irregular as natural ones, each as far from those before as a few throws allow: more dots move none. */
function scatter(count: number, width: number, height: number): { x: number; y: number }[] {
  const places: { x: number; y: number }[] = []
  let thrown = 0
  for (let n = 0; n < count; n++) {
    let best = { x: 0, y: 0 }
    let farthest = -1
    for (let k = 0; k < 6; k++) {
      const place = { x: uniformAt(SEED, 2 * thrown) * width, y: uniformAt(SEED, 2 * thrown++ + 1) * height }
      let nearest = Infinity
      for (const p of places) {
        // Round the sides: the patch is a cut from a larger fill.
        const across = Math.abs(p.x - place.x)
        nearest = Math.min(nearest, Math.min(across, width - across) ** 2 + (p.y - place.y) ** 2)
      }
      if (nearest > farthest) {
        farthest = nearest
        best = place
      }
    }
    places.push(best)
  }
  return places
}
