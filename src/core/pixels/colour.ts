/** Linear light 0..1 of each sRGB byte (IEC 61966-2-1). */
export const decodeSrgb: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => {
  const v = byte / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
})

/** Steps of the encoding table: the steepest part of the curve moves a fifth of a byte from one to the next. */
const STEPS = 16_384

const encodeTable: Uint8Array = Uint8Array.from({ length: STEPS + 1 }, (_, i) => {
  const v = i / STEPS
  return Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055))
})

/** The sRGB byte of linear light; what lies outside 0..1 is clipped. */
export function encodeSrgb(linear: number): number {
  if (linear <= 0) return 0
  return linear >= 1 ? 255 : encodeTable[(linear * STEPS + 0.5) | 0]!
}

/** Relative luminance of linear sRGB (BT.709 primaries). */
export const luminance = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** CIE 1976 L*, 0..100, of relative luminance. */
export function lightnessOf(y: number): number {
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y
}

/** L* of an sRGB pixel in bytes. */
export function labLightness(r: number, g: number, b: number): number {
  return lightnessOf(luminance(decodeSrgb[r]!, decodeSrgb[g]!, decodeSrgb[b]!))
}

/**
 * Half the size by averaging 2 x 2 pixels in linear light, so that a picture keeps its tone when it is zoomed out.
 * An odd last row or column stands in for its missing neighbour.
 * @param rgba opaque sRGB, width x height
 * @returns ceil(width / 2) x ceil(height / 2)
 */
export function halve(rgba: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray {
  const w = Math.ceil(width / 2)
  const h = Math.ceil(height / 2)
  const out = new Uint8ClampedArray(w * h * 4)
  for (let y = 0; y < h; y++) {
    const top = 2 * y * width
    const bottom = Math.min(2 * y + 1, height - 1) * width
    for (let x = 0; x < w; x++) {
      const left = 2 * x
      const right = Math.min(left + 1, width - 1)
      const a = (top + left) * 4
      const b = (top + right) * 4
      const c = (bottom + left) * 4
      const d = (bottom + right) * 4
      const to = (y * w + x) * 4
      for (let k = 0; k < 3; k++) {
        const sum =
          decodeSrgb[rgba[a + k]!]! + decodeSrgb[rgba[b + k]!]! + decodeSrgb[rgba[c + k]!]! + decodeSrgb[rgba[d + k]!]!
        out[to + k] = encodeTable[(sum * (STEPS / 4) + 0.5) | 0]!
      }
      out[to + 3] = 255
    }
  }
  return out
}
