import { part, type Steps } from '../geometry/steps.ts'

/**
 * Guided filter (He, Sun and Tang 2010): values smoothed where the guide is even, with their steps laid on the guide's. Every
 * square of pixels is fitted with values = a guide + b; each pixel takes the mean of the fits it is part of.
 * @param radius half a square's side, px; squares are cut off at the picture's edge
 * @param evenness variance of the guide below which it counts as even, in its own units squared
 */
export function* guidedFilter(
  guide: Float32Array,
  values: Float32Array,
  width: number,
  height: number,
  radius: number,
  evenness: number,
): Steps<Float32Array> {
  /** Six of them are nearly all of the work. */
  const mean = (of: Float32Array, nth: number) => part(boxMean(of, width, height, radius), (nth - 1) / 6, nth / 6)
  const count = guide.length
  const squared = new Float32Array(count)
  const product = new Float32Array(count)
  // Plain loops: a function for each pixel takes longer than what it does.
  for (let i = 0; i < count; i++) {
    squared[i] = guide[i]! * guide[i]!
    product[i] = guide[i]! * values[i]!
  }
  const guideMean = yield* mean(guide, 1)
  const valueMean = yield* mean(values, 2)
  const squares = yield* mean(squared, 3)
  const products = yield* mean(product, 4)
  const a = new Float32Array(count)
  const b = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const g = guideMean[i]!
    a[i] = (products[i]! - g * valueMean[i]!) / (Math.max(0, squares[i]! - g * g) + evenness)
    b[i] = valueMean[i]! - a[i]! * g
  }
  const slope = yield* mean(a, 5)
  const offset = yield* mean(b, 6)
  for (let i = 0; i < count; i++) slope[i] = slope[i]! * guide[i]! + offset[i]!
  return slope
}

/** Lines of pixels that are worked on in one piece. */
const PIECE = 64

/** The mean over the square around each pixel, as far as there is a picture. */
export function* boxMean(of: Float32Array, width: number, height: number, radius: number): Steps<Float32Array> {
  const across = new Float32Array(of.length)
  const out = new Float32Array(of.length)
  for (let y = 0; y < height; y++) {
    if (y % PIECE === 0) yield y / height / 2
    slide(of, across, y * width, width, radius)
  }
  // All columns at once, line by line: down one after the other, each value would come from a part of memory of its own.
  const sums = new Float64Array(width)
  let n = Math.min(height, radius)
  for (let y = 0; y < n; y++) takeIn(sums, across, y * width)
  for (let y = 0; y < height; y++) {
    if (y % PIECE === 0) yield 0.5 + y / height / 2
    if (y + radius < height) {
      takeIn(sums, across, (y + radius) * width)
      n++
    }
    if (y - radius - 1 >= 0) {
      letGo(sums, across, (y - radius - 1) * width)
      n--
    }
    putMeans(sums, n, out, y * width)
  }
  return out
}

function takeIn(sums: Float64Array, from: Float32Array, start: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = sums[x]! + from[start + x]!
}

function letGo(sums: Float64Array, from: Float32Array, start: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = sums[x]! - from[start + x]!
}

function putMeans(sums: Float64Array, n: number, to: Float32Array, start: number): void {
  for (let x = 0; x < sums.length; x++) to[start + x] = sums[x]! / n
}

/** Means along one line, by a sum that takes one in and lets one go. */
function slide(from: Float32Array, to: Float32Array, start: number, count: number, radius: number) {
  let sum = 0
  let n = 0
  for (let k = 0; k < Math.min(count, radius); k++, n++) sum += from[start + k]!
  for (let k = 0; k < count; k++) {
    if (k + radius < count) {
      sum += from[start + k + radius]!
      n++
    }
    if (k - radius - 1 >= 0) {
      sum -= from[start + k - radius - 1]!
      n--
    }
    to[start + k] = sum / n
  }
}
