import { createHash } from 'node:crypto'
import type { DensityField } from '../../../src/core/sampling/densityField.ts'
import type { Dots } from '../../../src/core/sampling/placeDots.ts'

/** A field of width x height px with samples `step` apart, from a density by place. */
export function fieldOf(
  width: number,
  height: number,
  step: number,
  densityAt: (x: number, y: number) => number,
): DensityField {
  const across = Math.ceil(width / step)
  const down = Math.ceil(height / step)
  const dotsPerCm2 = new Float32Array(across * down)
  for (let j = 0; j < down; j++)
    for (let i = 0; i < across; i++) dotsPerCm2[j * across + i] = densityAt((i + 0.5) * step, (j + 0.5) * step)
  return { x0: step / 2, y0: step / 2, step, width: across, height: down, dotsPerCm2 }
}

/** 1 inside a disc, falling to 0 over `softPx` at its rim. */
export const disc =
  (cx: number, cy: number, radius: number, softPx = 1) =>
  (x: number, y: number): number =>
    Math.min(1, Math.max(0, (radius - Math.hypot(x - cx, y - cy)) / softPx + 0.5))

/** The dots by id, with all that belongs to each. */
export function byId(dots: Dots): Map<number, string> {
  const all = new Map<number, string>()
  for (let i = 0; i < dots.count; i++)
    all.set(dots.id[i]!, [dots.x[i], dots.y[i], dots.rank[i], dots.diameterMm[i], dots.strength[i]].join(' '))
  return all
}

/** A digest of all arrays of a Dots: equal only for equal bytes. */
export function bytesOf(dots: Dots): string {
  const digest = createHash('sha256')
  for (const part of [dots.id, dots.x, dots.y, dots.rank, dots.sitting, dots.diameterMm, dots.strength])
    digest.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
  return digest.digest('hex')
}

/** The dots that a test keeps, as a Dots of their own. */
export function filtered(dots: Dots, keep: (i: number) => boolean): Dots {
  const at = Array.from({ length: dots.count }, (_, i) => i).filter(keep)
  return {
    count: at.length,
    id: Uint32Array.from(at, (i) => dots.id[i]!),
    x: Float32Array.from(at, (i) => dots.x[i]!),
    y: Float32Array.from(at, (i) => dots.y[i]!),
    rank: Float32Array.from(at, (i) => dots.rank[i]!),
    sitting: Uint8Array.from(at, (i) => dots.sitting[i]!),
    diameterMm: Float32Array.from(at, (i) => dots.diameterMm[i]!),
    strength: Float32Array.from(at, (i) => dots.strength[i]!),
  }
}
