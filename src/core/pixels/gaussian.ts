/**
 * Gaussian blur of a plane; its rim is repeated outwards.
 * @param sigma px
 * @returns a new plane of the same size
 */
export function gaussianBlur(from: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const taps = gaussianTaps(sigma)
  const across = new Float32Array(from.length)
  const reach = taps.length - 1
  const row = new Float32Array(width + 2 * reach)
  for (let y = 0; y < height; y++) {
    const base = y * width
    row.fill(from[base]!, 0, reach)
    row.set(from.subarray(base, base + width), reach)
    row.fill(from[base + width - 1]!, reach + width)
    blurRow(row, taps, across, base, width)
  }
  const out = new Float32Array(from.length)
  const rows = { above: new Int32Array(reach + 1), below: new Int32Array(reach + 1) }
  for (let y = 0; y < height; y++) blurDown(across, taps, out, y, width, height, rows)
  return out
}

/** Four pixels at a time: a tap that is read once serves them all. */
function blurRow(row: Float32Array, taps: Float32Array, out: Float32Array, base: number, width: number): void {
  const middle = taps[0]!
  const reach = taps.length - 1
  let x = 0
  for (; x + 3 < width; x += 4) {
    const at = x + reach
    let s0 = middle * row[at]!
    let s1 = middle * row[at + 1]!
    let s2 = middle * row[at + 2]!
    let s3 = middle * row[at + 3]!
    for (let k = 1; k <= reach; k++) {
      const tap = taps[k]!
      const a = at - k
      const b = at + k
      s0 += tap * (row[a]! + row[b]!)
      s1 += tap * (row[a + 1]! + row[b + 1]!)
      s2 += tap * (row[a + 2]! + row[b + 2]!)
      s3 += tap * (row[a + 3]! + row[b + 3]!)
    }
    out[base + x] = s0
    out[base + x + 1] = s1
    out[base + x + 2] = s2
    out[base + x + 3] = s3
  }
  for (; x < width; x++) {
    let sum = middle * row[x + reach]!
    for (let k = 1; k <= reach; k++) sum += taps[k]! * (row[x + reach - k]! + row[x + reach + k]!)
    out[base + x] = sum
  }
}

/** The same along columns, rounded after each tap. `above` and `below` are room for where the rows of each tap begin. */
function blurDown(
  from: Float32Array,
  taps: Float32Array,
  out: Float32Array,
  y: number,
  width: number,
  height: number,
  { above, below }: RowsOfTaps,
): void {
  const middle = taps[0]!
  const reach = taps.length - 1
  const base = y * width
  for (let k = 1; k <= reach; k++) {
    above[k] = Math.max(0, y - k) * width
    below[k] = Math.min(height - 1, y + k) * width
  }
  let x = 0
  for (; x + 3 < width; x += 4) {
    const at = base + x
    let s0 = Math.fround(middle * from[at]!)
    let s1 = Math.fround(middle * from[at + 1]!)
    let s2 = Math.fround(middle * from[at + 2]!)
    let s3 = Math.fround(middle * from[at + 3]!)
    for (let k = 1; k <= reach; k++) {
      const tap = taps[k]!
      const a = above[k]! + x
      const b = below[k]! + x
      s0 = Math.fround(s0 + tap * (from[a]! + from[b]!))
      s1 = Math.fround(s1 + tap * (from[a + 1]! + from[b + 1]!))
      s2 = Math.fround(s2 + tap * (from[a + 2]! + from[b + 2]!))
      s3 = Math.fround(s3 + tap * (from[a + 3]! + from[b + 3]!))
    }
    out[at] = s0
    out[at + 1] = s1
    out[at + 2] = s2
    out[at + 3] = s3
  }
  for (; x < width; x++) {
    let sum = Math.fround(middle * from[base + x]!)
    for (let k = 1; k <= reach; k++) sum = Math.fround(sum + taps[k]! * (from[above[k]! + x]! + from[below[k]! + x]!))
    out[base + x] = sum
  }
}

interface RowsOfTaps {
  readonly above: Int32Array
  readonly below: Int32Array
}

/**
 * The same blur at single places, bit by bit what gaussianBlur gives there. Returns a function that writes the blurred
 * samples about an index, none of them within 3 sigma and a px of the rim, into a square of three by three; its corners are
 * left alone.
 */
export function blurredAround(
  from: Float32Array,
  width: number,
  sigma: number,
): (at: number, square: Float32Array) => void {
  const taps = gaussianTaps(sigma)
  const middle = taps[0]!
  const reach = taps.length - 1
  const across = new Float32Array(2 * reach + 3)
  /** A column of the plane blurred along its rows: rows `by` and nearer, from the row of `at`. */
  const blurColumn = (at: number, by: number) => {
    for (let j = -by; j <= by; j++) {
      const here = at + j * width
      let sum = middle * from[here]!
      for (let k = 1; k <= reach; k++) sum += taps[k]! * (from[here - k]! + from[here + k]!)
      across[reach + 1 + j] = sum
    }
  }
  const down = (j: number): number => {
    const here = reach + 1 + j
    let sum = Math.fround(middle * across[here]!)
    for (let k = 1; k <= reach; k++) sum = Math.fround(sum + taps[k]! * (across[here - k]! + across[here + k]!))
    return sum
  }
  return (at, square) => {
    blurColumn(at - 1, reach)
    square[3] = down(0)
    blurColumn(at + 1, reach)
    square[5] = down(0)
    blurColumn(at, reach + 1)
    square[1] = down(-1)
    square[4] = down(0)
    square[7] = down(1)
  }
}

/** From the middle outwards; the whole kernel sums to 1. */
function gaussianTaps(sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma)
  const taps = Float32Array.from({ length: reach + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigma * sigma)))
  const sum = taps.reduce((a, t, k) => a + (k === 0 ? t : 2 * t), 0)
  return taps.map((t) => t / sum)
}

/** Averaging 2 x 2 px and reading between them blurs by about this already, px2 along each axis. */
const HALVING_VARIANCE = 0.25 + 4 / 6

/**
 * The same for a sigma of some px, worked out at half the size: many times quicker, within a percent of a plane's contrast.
 * @param sigma px, 2 or more
 */
export function wideBlur(from: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const w = Math.ceil(width / 2)
  const h = Math.ceil(height / 2)
  const half = new Float32Array(w * h)
  for (let y = 0; y < h; y++) {
    const top = 2 * y * width
    const bottom = Math.min(2 * y + 1, height - 1) * width
    for (let x = 0; x < w; x++) {
      const right = Math.min(2 * x + 1, width - 1)
      half[y * w + x] = (from[top + 2 * x]! + from[top + right]! + from[bottom + 2 * x]! + from[bottom + right]!) / 4
    }
  }
  const soft = gaussianBlur(half, w, h, Math.sqrt(Math.max(0.25, sigma * sigma - HALVING_VARIANCE)) / 2)
  const out = new Float32Array(from.length)
  const rows = new Float32Array(w)
  for (let y = 0; y < height; y++) {
    // A pixel lies a quarter of a coarse one from its middle: three parts of its own, one of the next.
    const own = (y >> 1) * w
    const next = Math.min(h - 1, Math.max(0, (y >> 1) + (y & 1 ? 1 : -1))) * w
    for (let x = 0; x < w; x++) rows[x] = 0.75 * soft[own + x]! + 0.25 * soft[next + x]!
    for (let x = 0; x < width; x++) {
      const at = x >> 1
      out[y * width + x] = 0.75 * rows[at]! + 0.25 * rows[Math.min(w - 1, Math.max(0, at + (x & 1 ? 1 : -1)))]!
    }
  }
  return out
}
