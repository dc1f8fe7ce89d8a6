import type { Dots } from './placeDots.ts'

/** The dots at these indices, in this order, in arrays of their own. */
export function pickDots(dots: Dots, indices: Uint32Array): Dots {
  const count = indices.length
  const picked = {
    count,
    id: new Uint32Array(count),
    x: new Float32Array(count),
    y: new Float32Array(count),
    rank: new Float32Array(count),
    sitting: new Uint8Array(count),
    diameterMm: new Float32Array(count),
    strength: new Float32Array(count),
  }
  for (let i = 0; i < count; i++) {
    const from = indices[i]!
    picked.id[i] = dots.id[from]!
    picked.x[i] = dots.x[from]!
    picked.y[i] = dots.y[from]!
    picked.rank[i] = dots.rank[from]!
    picked.sitting[i] = dots.sitting[from]!
    picked.diameterMm[i] = dots.diameterMm[from]!
    picked.strength[i] = dots.strength[from]!
  }
  return picked
}
