import { decodeSrgb } from '../../../src/core/pixels/colour.ts'

/** Logarithm of the green light of a square picture, its mean taken off. */
export function logLight(rgba: Uint8ClampedArray): Float64Array {
  const log = Float64Array.from({ length: rgba.length / 4 }, (_, i) => Math.log(decodeSrgb[rgba[4 * i + 1]!]!))
  const mean = log.reduce((sum, v) => sum + v, 0) / log.length
  return log.map((v) => v - mean)
}

/** Fast Fourier transform in place; lengths are powers of two. */
function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i >= j) continue
    ;[re[i], re[j]] = [re[j]!, re[i]!]
    ;[im[i], im[j]] = [im[j]!, im[i]!]
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / size
      const [c, s] = [Math.cos(angle), Math.sin(angle)]
      for (let a = k; a < n; a += size) {
        const b = a + half
        const [x, y] = [re[b]! * c - im[b]! * s, re[b]! * s + im[b]! * c]
        re[b] = re[a]! - x
        im[b] = im[a]! - y
        re[a]! += x
        im[a]! += y
      }
    }
  }
}

/** Mean power of a square picture in rings of frequency, 0 to Nyquist; a Hann window hides its rim. */
export function radialPower(picture: Float64Array, rings: number): Float64Array {
  const side = Math.sqrt(picture.length)
  const window = Float64Array.from({ length: side }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / side))
  const re = picture.map((v, i) => v * window[i % side]! * window[Math.floor(i / side)]!)
  const im = new Float64Array(picture.length)
  const row = { re: new Float64Array(side), im: new Float64Array(side) }
  for (const stride of [1, side]) {
    for (let line = 0; line < side; line++) {
      const base = line * (stride === 1 ? side : 1)
      for (let i = 0; i < side; i++) {
        row.re[i] = re[base + i * stride]!
        row.im[i] = im[base + i * stride]!
      }
      transform(row.re, row.im)
      for (let i = 0; i < side; i++) {
        re[base + i * stride] = row.re[i]!
        im[base + i * stride] = row.im[i]!
      }
    }
  }
  const power = new Float64Array(rings)
  const counts = new Float64Array(rings)
  for (let i = 0; i < re.length; i++) {
    const fx = Math.min(i % side, side - (i % side))
    const fy = Math.min(Math.floor(i / side), side - Math.floor(i / side))
    const ring = Math.floor((Math.hypot(fx, fy) / (side / 2)) * rings)
    if (ring >= rings || fx + fy === 0) continue
    power[ring]! += re[i]! ** 2 + im[i]! ** 2
    counts[ring]!++
  }
  return power.map((p, i) => p / Math.max(1, counts[i]!))
}

function blurred(picture: Float64Array, sigma: number): Float64Array {
  const side = Math.sqrt(picture.length)
  const reach = Math.ceil(3 * sigma)
  const taps = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-((k - reach) ** 2) / (2 * sigma ** 2)))
  const sum = taps.reduce((a, t) => a + t, 0)
  const pass = (from: Float64Array, dx: number, dy: number) =>
    from.map((_, i) => {
      const [x, y] = [i % side, Math.floor(i / side)]
      let v = 0
      for (let k = -reach; k <= reach; k++) {
        const u = Math.min(side - 1, Math.max(0, x + k * dx))
        const w = Math.min(side - 1, Math.max(0, y + k * dy))
        v += taps[k + reach]! * from[w * side + u]!
      }
      return v / sum
    })
  return pass(pass(picture, 1, 0), 0, 1)
}

/** What a picture has between .5 and 2 dot spacings, as the difference of two blurs; sorted. */
export function contrasts(picture: Float64Array, spacingPx: number): Float64Array {
  const fine = blurred(picture, spacingPx / (2 * Math.PI) / 0.5 / 2)
  const coarse = blurred(picture, (2 * spacingPx) / (2 * Math.PI))
  return fine.map((v, i) => v - coarse[i]!).sort()
}

export const spread = (sorted: Float64Array): number => {
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length
  return Math.sqrt(sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0) / sorted.length)
}

/** Greatest difference of two distributions (Kolmogorov, Smirnov). */
export function distributionGap(a: Float64Array, b: Float64Array): number {
  let gap = 0
  let j = 0
  for (let i = 0; i < a.length; i++) {
    while (j < b.length && b[j]! <= a[i]!) j++
    gap = Math.max(gap, Math.abs((i + 1) / a.length - j / b.length))
  }
  return gap
}
