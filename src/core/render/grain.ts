import { hash } from '../sampling/random.ts'

/** Bytes 0..255 summed four times: mean 510, this spread. */
const SUM_SD = Math.sqrt((4 * (256 * 256 - 1)) / 12)

/**
 * Noise like the camera's: unit variance, correlated with its neighbours, fixed in the photo.
 * @param correlation of neighbouring pixels, 0..0.65
 * @returns width x height, row-major
 */
export function grain(
  seed: number,
  x0: number,
  y0: number,
  width: number,
  height: number,
  correlation: number,
): Float32Array {
  const wide = width + 2
  const white = new Float32Array(wide * (height + 2))
  for (let y = 0; y < height + 2; y++) {
    const rowSeed = hash(seed ^ 0x51ab3d, y0 + y - 1)
    for (let x = 0; x < wide; x++) {
      const bits = hash(rowSeed, x0 + x - 1)
      const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24)
      white[y * wide + x] = (sum - 510) / SUM_SD
    }
  }
  // Taps (a, 1, a) have a neighbour correlation of 2a / (1 + 2a2); solved for a.
  const rho = Math.min(0.65, Math.max(0, correlation))
  const a = rho < 1e-3 ? 0 : (1 - Math.sqrt(1 - 2 * rho * rho)) / (2 * rho)
  const norm = 1 / (1 + 2 * a * a)
  const rows = new Float32Array(width * (height + 2))
  for (let y = 0; y < height + 2; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * wide + x
      rows[y * width + x] = a * (white[i]! + white[i + 2]!) + white[i + 1]!
    }
  }
  const out = new Float32Array(width * height)
  for (let i = 0; i < out.length; i++) {
    out[i] = norm * (a * (rows[i]! + rows[i + 2 * width]!) + rows[i + width]!)
  }
  return out
}
