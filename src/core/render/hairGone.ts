import type { SkinUnderHair } from '../pixels/skinUnderHair.ts'

interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray
}

/** Encoded values by which a cell's mean differs at least where hair is seen to go: about one step of L*. */
const LEAST_CHANGE = 3

/**
 * How much of each cell loses hair that was found there and is seen to go, 0..1: what may be said of a picture.
 * @param before the photo at one of its levels
 * @param after the same without the hair
 * @param level of both; their px are 2^level photo px
 */
export function hairGone(before: Pixels, after: Pixels, under: SkinUnderHair, level: number): Float32Array {
  const { found, px, width } = under
  const side = px / 2 ** level
  return found.map((share, cell) => {
    if (share === 0) return 0
    const left = Math.floor((cell % width) * side)
    const top = Math.floor(Math.floor(cell / width) * side)
    const right = Math.min(before.width, Math.ceil(left + side))
    const bottom = Math.min(before.height, Math.ceil(top + side))
    let [sum, n] = [0, 0]
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++, n += 3)
        for (let c = 0, at = (y * before.width + x) * 4; c < 3; c++) sum += after.rgba[at + c]! - before.rgba[at + c]!
    return Math.abs(sum) >= LEAST_CHANGE * n ? share : 0
  })
}
