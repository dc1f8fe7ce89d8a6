import { emptyDots } from './emptyDots.ts'
import type { Dots } from './placeDots.ts'

/** The dots at these indices, in this order, in arrays of their own. */
export function pickDots(dots: Dots, indices: Uint32Array): Dots {
  const count = indices.length
  const out = {
    ...emptyDots(count),
    ...(dots.alongX && { alongX: picked(dots.alongX, indices) }),
    ...(dots.alongY && { alongY: picked(dots.alongY, indices) }),
    ...(dots.area && { area: dots.area.length > 0 ? Uint8Array.from(indices, (i) => dots.area![i]!) : dots.area }),
  }
  for (let i = 0; i < count; i++) {
    const from = indices[i]!
    out.id[i] = dots.id[from]!
    out.x[i] = dots.x[from]!
    out.y[i] = dots.y[from]!
    out.rank[i] = dots.rank[from]!
    out.sitting[i] = dots.sitting[from]!
    out.diameterMm[i] = dots.diameterMm[from]!
    out.strength[i] = dots.strength[from]!
  }
  return out
}

/** The dots of these ids, which are ascending; those that are not there are left out. */
export function pickIds(dots: Dots, ids: Uint32Array): Dots {
  const chosen = new Uint32Array(ids.length)
  let k = 0
  for (let i = 0; i < dots.count && k < ids.length; i++) {
    while (k < ids.length && ids[k]! < dots.id[i]!) k++
    if (dots.id[i] === ids[k]) chosen[k++] = i
  }
  return pickDots(dots, chosen.subarray(0, k))
}

function picked(values: Float32Array, indices: Uint32Array): Float32Array {
  const out = new Float32Array(indices.length)
  for (let i = 0; i < indices.length; i++) out[i] = values[indices[i]!]!
  return out
}
