/**
 * Builds public/ranked-set.bin: 65,536 dots on a torus in an order of which every prefix looks like follicles.
 *
 *   node tests/tools/build-ranked-set.mjs [--out FILE] [--count N] [--seed N]
 *
 * The rule "void + jitter" knows only the dots already there and their mean spacing l = sqrt(area / k), so all prefixes
 * have the same statistics. For dot k: of 120 uniform candidates take the one farthest from all earlier dots, displace
 * it by a normal of .17 l, and draw the displacement again (at most 8 times) while it is nearer than .30 l to a dot.
 * A set that is jittered at the end, or tuned for the greatest smallest distance, fails at its prefixes.
 *
 * Integers, + - * / and sqrt only, so that every machine writes the same bytes.
 * File: count times Uint16 x, Uint16 y (little endian) in order of rank, in 1/65536 of the torus' side.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const CANDIDATES = 120
const JITTER = 0.17
const FLOOR = 0.3
const REDRAWS = 8
const SIDE = 65536

/** sfc32: a small random source with a period above 2^64. Returns integers below 2^32. */
function randomSource(seed) {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = seed >>> 0
  let counter = 1
  const next = () => {
    const t = (((a + b) >>> 0) + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + t) >>> 0
    return t
  }
  for (let i = 0; i < 16; i++) next()
  return next
}

/** @returns {Uint16Array} x, y interleaved in order of rank, units of 1/65536 of the side. */
export function buildRankedSet({ count = 65536, seed = 20240917 } = {}) {
  const next = randomSource(seed)
  const uniform = () => next() / 2 ** 32
  const normal = () => {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += uniform()
    return sum
  }
  const xs = new Float64Array(count)
  const ys = new Float64Array(count)
  const following = new Int32Array(count)
  let cells = 1
  let head = new Int32Array(1).fill(-1)

  /** Cells about as wide as the spacing; rebuilt each time the number of dots has quadrupled. */
  const regrid = (placed) => {
    cells = 1
    while (cells * cells < placed) cells *= 2
    head = new Int32Array(cells * cells).fill(-1)
    for (let i = 0; i < placed; i++) insert(i)
  }
  const insert = (i) => {
    const cell = (((ys[i] * cells) / SIDE) | 0) * cells + (((xs[i] * cells) / SIDE) | 0)
    following[i] = head[cell]
    head[cell] = i
  }

  /** Squared distance to the nearest dot, or any value <= giveUp once it is known to be no larger than that. */
  const nearest2 = (x, y, giveUp) => {
    const size = SIDE / cells
    const cx = (x / size) | 0
    const cy = (y / size) | 0
    const inside = Math.min(x - cx * size, (cx + 1) * size - x, y - cy * size, (cy + 1) * size - y)
    let best = 2 * SIDE * SIDE
    for (let ring = 0; 2 * ring <= cells; ring++) {
      for (let dy = -ring; dy <= ring; dy++) {
        const stride = dy === -ring || dy === ring ? 1 : Math.max(1, 2 * ring)
        for (let dx = -ring; dx <= ring; dx += stride) {
          const cell = ((cy + dy) & (cells - 1)) * cells + ((cx + dx) & (cells - 1))
          for (let i = head[cell]; i >= 0; i = following[i]) {
            let ex = Math.abs(xs[i] - x)
            let ey = Math.abs(ys[i] - y)
            if (ex > SIDE / 2) ex = SIDE - ex
            if (ey > SIDE / 2) ey = SIDE - ey
            const d2 = ex * ex + ey * ey
            if (d2 < best) best = d2
          }
        }
      }
      if (best <= giveUp) return best
      const searched = ring * size + inside
      if (best <= searched * searched) return best
    }
    return best
  }

  regrid(0)
  for (let k = 0; k < count; k++) {
    if (k > 4 * cells * cells) regrid(k)
    const spacing = SIDE / Math.sqrt(k + 1)
    let farthest = -1
    let fx = 0
    let fy = 0
    for (let c = 0; c < CANDIDATES; c++) {
      const x = uniform() * SIDE
      const y = uniform() * SIDE
      const d2 = nearest2(x, y, farthest)
      if (d2 > farthest) {
        farthest = d2
        fx = x
        fy = y
      }
    }
    const floor2 = (FLOOR * spacing) ** 2
    let x = fx
    let y = fy
    for (let draw = 0; draw <= REDRAWS; draw++) {
      x = Math.round(fx + normal() * JITTER * spacing) & (SIDE - 1)
      y = Math.round(fy + normal() * JITTER * spacing) & (SIDE - 1)
      if (nearest2(x, y, floor2) > floor2) break
    }
    xs[k] = x
    ys[k] = y
    insert(k)
  }

  const set = new Uint16Array(count * 2)
  for (let k = 0; k < count; k++) {
    set[2 * k] = xs[k]
    set[2 * k + 1] = ys[k]
  }
  return set
}

function option(name, fallback) {
  const at = process.argv.indexOf(name)
  return at < 0 ? fallback : process.argv[at + 1]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = option('--out', fileURLToPath(new URL('../../public/ranked-set.bin', import.meta.url)))
  const start = process.cpuUsage()
  const set = buildRankedSet({ count: Number(option('--count', 65536)), seed: Number(option('--seed', 20240917)) })
  writeFileSync(out, new Uint8Array(set.buffer))
  console.log(`${set.length / 2} dots, ${set.byteLength} bytes, ${process.cpuUsage(start).user / 1e6} s: ${out}`)
}
