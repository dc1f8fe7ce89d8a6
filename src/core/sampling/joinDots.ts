import { pickDots } from './pickDots.ts'
import type { Dots } from './placeDots.ts'

/**
 * Dots of several areas as one set in order of id, each with the number of its area. Areas that overlap, where one fades
 * into the other, choose from the same ranked set: a dot that both have is one dot, of the later area.
 */
export function joinDots(layers: readonly Dots[]): Dots {
  const [first, ...rest] = layers.map((dots, k) => ({ ...dots, area: new Uint8Array(dots.count).fill(k) }))
  if (!first) throw new RangeError('Expected dots of one area at least.')
  return rest.reduce<Dots>(joinedPair, first)
}

function joinedPair(below: Dots, above: Dots): Dots {
  const order = new Uint32Array(below.count + above.count)
  let [a, b, count] = [0, 0, 0]
  while (a < below.count || b < above.count) {
    const idA = a < below.count ? below.id[a]! : Infinity
    const idB = b < above.count ? above.id[b]! : Infinity
    // Hairs and dots are numbered apart: one id at two places is two marks.
    if (idA === idB && below.x[a] === above.x[b] && below.y[a] === above.y[b]) a++
    else order[count++] = idA <= idB ? a++ : below.count + b++
  }
  return pickDots(concatenated(below, above), order.subarray(0, count))
}

/** One after the other; along is 0 where a dot is no hair. */
function concatenated(a: Dots, b: Dots): Dots {
  const count = a.count + b.count
  const floats = (name: 'x' | 'y' | 'rank' | 'diameterMm' | 'strength') => {
    const both = new Float32Array(count)
    both.set(a[name])
    both.set(b[name], a.count)
    return both
  }
  const along = (name: 'alongX' | 'alongY') => {
    const both = new Float32Array(count)
    if (a[name]) both.set(a[name])
    if (b[name]) both.set(b[name], a.count)
    return both
  }
  const bytes = (from: Uint8Array, then: Uint8Array) => {
    const both = new Uint8Array(count)
    both.set(from)
    both.set(then, a.count)
    return both
  }
  const id = new Uint32Array(count)
  id.set(a.id)
  id.set(b.id, a.count)
  const none = (dots: Dots) => new Uint8Array(dots.count)
  return {
    count,
    id,
    x: floats('x'),
    y: floats('y'),
    rank: floats('rank'),
    sitting: bytes(a.sitting, b.sitting),
    diameterMm: floats('diameterMm'),
    strength: floats('strength'),
    ...((a.alongX || b.alongX) && { alongX: along('alongX'), alongY: along('alongY') }),
    ...((a.area || b.area) && { area: bytes(a.area ?? none(a), b.area ?? none(b)) }),
  }
}
