import { areaOfDots, PICTURE_REACH, spreadAt, type HeadSet } from './headSet.ts'

/** Written by tests/tools/build-head-set.mjs. */
export const HEAD_SET_BYTES = 4 * 450_718

const STEPS = 65536

/** The dots as they ship: Uint16 to the left and forward on the picture of the ball (little endian), by rank; to 5 micrometres. */
export function packHeadSet({ count, x, y, z }: HeadSet): ArrayBuffer {
  const bytes = new ArrayBuffer(4 * count)
  const view = new DataView(bytes)
  const step = (at: number): number => Math.floor(((at + PICTURE_REACH) / (2 * PICTURE_REACH)) * STEPS)
  for (let i = 0; i < count; i++) {
    const spread = spreadAt(y[i]!)
    view.setUint16(4 * i, step(x[i]! * spread), true)
    view.setUint16(4 * i + 2, step(z[i]! * spread), true)
  }
  return bytes
}

/** @throws RangeError when the bytes are not those of the dots of heads. */
export function readHeadSet(bytes: ArrayBuffer): HeadSet {
  if (bytes.byteLength !== HEAD_SET_BYTES)
    throw new RangeError(`Expected ${HEAD_SET_BYTES} bytes of a head’s dots, got ${bytes.byteLength}.`)
  const view = new DataView(bytes)
  const count = bytes.byteLength / 4
  const x = new Float32Array(count)
  const y = new Float32Array(count)
  const z = new Float32Array(count)
  const at = (step: number): number => (((step + 0.5) / STEPS) * 2 - 1) * PICTURE_REACH
  for (let i = 0; i < count; i++) {
    const u = at(view.getUint16(4 * i, true))
    const v = at(view.getUint16(4 * i + 2, true))
    const r2 = u * u + v * v
    const back = Math.sqrt(1 - r2 / 4)
    x[i] = u * back
    y[i] = 1 - r2 / 2
    z[i] = v * back
  }
  return { count, x, y, z, perCm2: (100 * count) / areaOfDots() }
}
