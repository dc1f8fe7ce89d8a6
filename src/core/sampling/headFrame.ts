import { hash, uniformAt } from './random.ts'

/** How a seed lays the dots of heads: mirrored or not, then turned about the height. */
export interface HeadFrame {
  /** A direction (x, y, z) becomes (xx x + xz z, y, zx x + zz z). */
  readonly xx: number
  readonly xz: number
  readonly zx: number
  readonly zz: number
}

/** As torusFrame for flat photos: one shipped set gives another arrangement for each seed, without sine and cosine. */
export function headFrame(seed: number): HeadFrame {
  const mirror = (hash(seed, 0x70000011) & 1) === 1 ? -1 : 1
  for (let draw = 0x70000012; ; draw += 2) {
    const u = 2 * uniformAt(seed, draw) - 1
    const v = 2 * uniformAt(seed, draw + 1) - 1
    const r2 = u * u + v * v
    if (r2 > 1 || r2 < 0.01) continue
    const r = Math.sqrt(r2)
    const [cos, sin] = [u / r, v / r]
    return { xx: mirror * cos, xz: sin, zx: -mirror * sin, zz: cos }
  }
}
