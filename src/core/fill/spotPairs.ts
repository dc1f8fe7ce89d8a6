import type { Steps } from '../geometry/steps.ts'
import type { SpotGrid } from './spotGrid.ts'
import { coreInBand, HALO_PER_CORE, haloInBand, REACH_MM, WIDER } from './spotShape.ts'

/** Places and the dots that are felt there, one pair after the other by their places. */
export interface SpotPairs {
  readonly places: SpotGrid
  /** The pairs of place i are first[i] to first[i + 1] - 1. */
  readonly first: Uint32Array
  /** Index of each pair's dot, and how far it is from the place, mm. */
  readonly dot: Uint32Array
  readonly mm: Float64Array
  /** Its halo in the band and in the wider one, per HALO_PER_CORE x sigma^2 of its core. */
  readonly halo: Float64Array
  readonly haloWider: Float64Array
}

/** Places between two turns: some milliseconds. */
const SLICE = 2048

/** Calls with ranges of places one after the other, with a turn after each. */
export function* overPlaces(count: number, work: (from: number, to: number) => void): Steps<void> {
  for (let from = 0; from < count; from += SLICE) {
    work(from, Math.min(count, from + SLICE))
    yield from / count
  }
}

export function* pairsOf(places: SpotGrid, dots: SpotGrid): Steps<SpotPairs> {
  const count = places.x.length
  const first = new Uint32Array(count + 1)
  let room = roomFor(16 * count + 1024)
  let pairs = 0
  yield* overPlaces(count, (from, to) => {
    for (let i = from; i < to; i++) {
      const [x, y, scale] = [places.x[i]!, places.y[i]!, places.mmPerPx[i]!]
      dots.near(x, y, (j) => {
        const far = Math.hypot(dots.x[j]! - x, dots.y[j]! - y) * scale
        if (far >= REACH_MM) return
        if (pairs === room.dot.length) room = roomFor(2 * pairs, room)
        room.dot[pairs] = j
        room.mm[pairs] = far
        room.halo[pairs] = haloInBand(scale, far)
        room.haloWider[pairs++] = haloInBand(scale, far, WIDER)
      })
      first[i + 1] = pairs
    }
  })
  return {
    places,
    first,
    dot: room.dot.subarray(0, pairs),
    mm: room.mm.subarray(0, pairs),
    halo: room.halo.subarray(0, pairs),
    haloWider: room.haloWider.subarray(0, pairs),
  }
}

type Room = Pick<SpotPairs, 'dot' | 'mm' | 'halo' | 'haloWider'>

/** Room for so many pairs, those of a smaller one in it: there are some hundred thousand, and lists would have to be copied. */
function roomFor(size: number, smaller?: Room): Room {
  const room: Room = {
    dot: new Uint32Array(size),
    mm: new Float64Array(size),
    halo: new Float64Array(size),
    haloWider: new Float64Array(size),
  }
  if (smaller) for (const part of ['dot', 'mm', 'halo', 'haloWider'] as const) room[part].set(smaller[part])
  return room
}

/** How much of each pair's dot is felt at its place: 1 where they lie on each other in an endlessly fine band. */
export function* sharesOf(pairs: SpotPairs, coreMm: number, wider = false): Steps<Float64Array> {
  const { places, first, mm } = pairs
  const halo = wider ? pairs.haloWider : pairs.halo
  const shares = new Float64Array(mm.length)
  const ofHalo = HALO_PER_CORE * (coreMm * coreMm)
  let scale = 0
  let core = coreInBand(coreMm, 1)
  yield* overPlaces(first.length - 1, (from, to) => {
    for (let i = from; i < to; i++) {
      if (places.mmPerPx[i] !== scale) {
        scale = places.mmPerPx[i]!
        core = coreInBand(coreMm, scale, wider ? WIDER : 1)
      }
      const { fineHeight, fineWidth, coarseHeight, coarseWidth } = core
      for (let k = first[i]!; k < first[i + 1]!; k++) {
        const q = -mm[k]! * mm[k]!
        shares[k] = fineHeight * Math.exp(q / fineWidth) - coarseHeight * Math.exp(q / coarseWidth) + ofHalo * halo[k]!
      }
    }
  })
  return shares
}
