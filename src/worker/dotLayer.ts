/**
 * Turns drawn pixels into the least opaque layer that gives them when it lies on the photo, in place: where the photo shows
 * unchanged the layer is clear, dots are nearly black with the share of light that they take.
 * @param under,over RGBA of the same size, opaque
 */
export function layerOf(under: Uint8ClampedArray, over: Uint8ClampedArray): void {
  for (let i = 0; i < over.length; i += 4) {
    let alpha = 0
    for (let k = i; k < i + 3; k++) {
      const [p, q] = [under[k]!, over[k]!]
      // Over black ink an alpha takes away, over white it adds: as much as the channel that changes most needs.
      if (q < p) alpha = Math.max(alpha, 1 - q / p)
      else if (q > p) alpha = Math.max(alpha, (q - p) / (255 - p))
    }
    const steps = Math.ceil(alpha * 255)
    const whole = steps / 255
    for (let k = i; k < i + 3; k++) over[k] = whole === 0 ? 0 : (over[k]! - (1 - whole) * under[k]!) / whole
    over[i + 3] = steps
  }
}
