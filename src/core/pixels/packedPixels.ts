/**
 * Opaque sRGB pixels in fewer bytes, nothing lost: green, and red and blue less green, are foretold as the mean of what lies
 * left and above, and what a pixel differs by takes one, two or four bytes. A photo takes about a third of its RGBA, and a
 * pixel some ten nanoseconds.
 */
export interface PackedPixels {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** First bytes: from 0 that of a near pixel, then the first of two, then runs of pixels as foretold, at last the mark of a whole one. */
const TWO_BYTES = 128
const RUN = 192
const MOST_RUN = 63
const WHOLE = 255

/** Room for what is packed next: a pixel takes at most four bytes. */
let room = new Uint8Array(0)

/**
 * @param rgba row-major, opaque
 * @param stride px from one row to the next
 * @param from px before the first one
 */
export function packPixels(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  stride = width,
  from = 0,
): PackedPixels {
  const most = width * height * 4
  if (room.length < most) room = new Uint8Array(most)
  const out = room
  let to = 0
  let run = 0
  for (let y = 0; y < height; y++) {
    let at = (from + y * stride) * 4
    let above = y > 0 ? at - stride * 4 : at
    let left = above
    for (let x = 0; x < width; x++, left = at, at += 4, above += 4) {
      const first = x === 0 && y === 0
      const up = y > 0 ? above : left
      const lg = first ? 0 : rgba[left + 1]!
      const ug = first ? 0 : rgba[up + 1]!
      const g = rgba[at + 1]!
      const dg = g - ((lg + ug) >> 1)
      const dr = rgba[at]! - g - (first ? 0 : (rgba[left]! - lg + rgba[up]! - ug) >> 1)
      const db = rgba[at + 2]! - g - (first ? 0 : (rgba[left + 2]! - lg + rgba[up + 2]! - ug) >> 1)
      if (dg === 0 && dr === 0 && db === 0) {
        if (++run < MOST_RUN) continue
        out[to++] = RUN + run - 1
        run = 0
        continue
      }
      if (run > 0) out[to++] = RUN + run - 1
      run = 0
      if (dg >= -4 && dg < 4 && dr >= -2 && dr < 2 && db >= -2 && db < 2) {
        out[to++] = ((dg + 4) << 4) | ((dr + 2) << 2) | (db + 2)
      } else if (dg >= -32 && dg < 32 && dr >= -8 && dr < 8 && db >= -8 && db < 8) {
        out[to++] = TWO_BYTES | (dg + 32)
        out[to++] = ((dr + 8) << 4) | (db + 8)
      } else {
        out[to++] = WHOLE
        out[to++] = rgba[at]!
        out[to++] = g
        out[to++] = rgba[at + 2]!
      }
    }
  }
  if (run > 0) out[to++] = RUN + run - 1
  return { width, height, bytes: out.slice(0, to) }
}

/**
 * Puts them where there is room for them.
 * @param rgba row-major
 * @param stride px from one row to the next
 * @param at px before the first one
 */
export function unpackPixels(
  { width, height, bytes }: PackedPixels,
  rgba: Uint8ClampedArray,
  stride = width,
  at = 0,
): void {
  let next = 0
  let run = 0
  for (let y = 0; y < height; y++) {
    let to = (at + y * stride) * 4
    let above = y > 0 ? to - stride * 4 : to
    let left = above
    for (let x = 0; x < width; x++, left = to, to += 4, above += 4) {
      const isFirst = x === 0 && y === 0
      const up = y > 0 ? above : left
      const lg = isFirst ? 0 : rgba[left + 1]!
      const ug = isFirst ? 0 : rgba[up + 1]!
      let g = (lg + ug) >> 1
      let r = isFirst ? 0 : (rgba[left]! - lg + rgba[up]! - ug) >> 1
      let b = isFirst ? 0 : (rgba[left + 2]! - lg + rgba[up + 2]! - ug) >> 1
      if (run > 0) run--
      else {
        const first = bytes[next++]!
        if (first < TWO_BYTES) {
          g += (first >> 4) - 4
          r += ((first >> 2) & 3) - 2
          b += (first & 3) - 2
        } else if (first < RUN) {
          const second = bytes[next++]!
          g += (first & 63) - 32
          r += (second >> 4) - 8
          b += (second & 15) - 8
        } else if (first < WHOLE) run = first - RUN
        else {
          g = bytes[next + 1]!
          r = bytes[next]! - g
          b = bytes[next + 2]! - g
          next += 3
        }
      }
      rgba[to] = r + g
      rgba[to + 1] = g
      rgba[to + 2] = b + g
      rgba[to + 3] = 255
    }
  }
}
