/** Of the accent (ux 20), sRGB: what has changed, over grey. */
const ACCENT = [58, 168, 255] as const
/** The photo under the changes: greys this far from the middle one at most, so that a change stands out of shade and light. */
const GREY = 110
const GREY_CONTRAST = 0.45
/** Over this many bytes above the threshold a change goes from nothing to the whole accent. */
const RAMP = 24
/** A side of the square over which light is averaged before it is compared, px: one pixel of noise is no change. */
const SQUARE = 3

/**
 * What differs between two pictures of one size: a neutral grey photo, and over it the accent where the light of the two is
 * further apart than the threshold.
 * @param a sRGB bytes, row-major; where it is transparent there is nothing to compare
 * @param threshold bytes of 255, of the mean of 3 x 3 px
 * @param out as long as the pictures; may be one of them
 * @returns share of the compared px that changed, 0..1
 */
export function differencePicture(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  size: { readonly width: number; readonly height: number },
  threshold: number,
  out: Uint8ClampedArray,
): number {
  const { width, height } = size
  const off = meanOff(a, b, width, height)
  let [compared, changed] = [0, 0]
  for (let i = 0; i < width * height; i++) {
    const p = 4 * i
    const opaque = a[p + 3] === 255 && b[p + 3] === 255
    const light = (0.3 * (a[p]! + b[p]!) + 0.59 * (a[p + 1]! + b[p + 1]!) + 0.11 * (a[p + 2]! + b[p + 2]!)) / 2
    const grey = GREY + (light - 128) * GREY_CONTRAST
    const share = opaque ? Math.max(0, Math.min(1, (off[i]! - threshold) / RAMP)) : 0
    if (opaque) compared++
    if (share > 0) changed++
    // A change is never fainter than can be seen.
    const accent = share > 0 ? 0.35 + 0.65 * share : 0
    for (let k = 0; k < 3; k++) out[p + k] = grey + (ACCENT[k]! - grey) * accent
    out[p + 3] = Math.min(a[p + 3]!, b[p + 3]!)
  }
  return compared === 0 ? 0 : changed / compared
}

/** By how many bytes the means of both differ in the channel where they differ most. */
function meanOff(a: Uint8ClampedArray, b: Uint8ClampedArray, width: number, height: number): Float32Array {
  const most = new Float32Array(width * height)
  const across = new Float32Array(width * height)
  const reach = SQUARE >> 1
  for (let k = 0; k < 3; k++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let sum = 0
        for (let d = -reach; d <= reach; d++) {
          const p = 4 * (y * width + Math.min(width - 1, Math.max(0, x + d)))
          // Beside a picture there is nothing to differ from.
          if (a[p + 3] === 255 && b[p + 3] === 255) sum += b[p + k]! - a[p + k]!
        }
        across[y * width + x] = sum
      }
    }
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let sum = 0
        for (let d = -reach; d <= reach; d++) {
          sum += across[Math.min(height - 1, Math.max(0, y + d)) * width + x]!
        }
        const i = y * width + x
        most[i] = Math.max(most[i]!, Math.abs(sum) / (SQUARE * SQUARE))
      }
    }
  }
  return most
}
