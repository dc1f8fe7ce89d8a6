import { DENSITY_MAX_PER_CM2 } from './densityField.ts'
import type { HeadSet } from './headSet.ts'

/** Written by tests/tools/build-ranked-set.mjs: Uint16 x, Uint16 y per dot in order of rank. */
const COUNT = 65536
const BYTES = COUNT * 4
/** Changes when the file changes: another version lays other dots. */
const VERSION = 'void-jitter-1'

/** Side of the torus, mm: at the greatest density all of its dots are placed. */
export const PERIOD_MM = Math.sqrt((COUNT / DENSITY_MAX_PER_CM2) * 100)

/** Cells on a side of the torus; 64 dots each: fewer cost more dots that are tried in vain, more cost more bounds. */
export const CELLS = 32

/** Dots on a torus of side 1 in an order of which every prefix looks like follicles. Arrays have `count` elements. */
export interface PointSet {
  readonly version: string
  readonly count: number
  /** 0..1, by rank. */
  readonly u: Float32Array
  readonly v: Float32Array
  /** Dots of cell c (row-major) are cellStart[c] to cellStart[c + 1] of the arrays below, lowest rank first. */
  readonly cellStart: Uint32Array
  readonly cellRank: Uint16Array
  readonly cellU: Float32Array
  readonly cellV: Float32Array
  /** The dots of heads, from readHeadSet; without them nothing can be placed on a fitted head. */
  readonly head?: HeadSet
}

/** @throws RangeError when the bytes are not a ranked set of this version's size. */
export function readPointSet(bytes: ArrayBuffer): PointSet {
  if (bytes.byteLength !== BYTES)
    throw new RangeError(`Expected ${BYTES} bytes of ranked set, got ${bytes.byteLength}.`)
  const view = new DataView(bytes)
  const u = new Float32Array(COUNT)
  const v = new Float32Array(COUNT)
  const cell = new Uint16Array(COUNT)
  const cellStart = new Uint32Array(CELLS * CELLS + 1)
  const perCell = 65536 / CELLS
  for (let rank = 0; rank < COUNT; rank++) {
    const x = view.getUint16(rank * 4, true)
    const y = view.getUint16(rank * 4 + 2, true)
    // Half a step in, so that no dot lies on the seam and a mirrored set stays inside.
    u[rank] = (x + 0.5) / 65536
    v[rank] = (y + 0.5) / 65536
    const c = Math.floor(y / perCell) * CELLS + Math.floor(x / perCell)
    cell[rank] = c
    cellStart[c + 1]!++
  }
  for (let c = 0; c < CELLS * CELLS; c++) cellStart[c + 1]! += cellStart[c]!
  const next = cellStart.slice()
  const cellRank = new Uint16Array(COUNT)
  const cellU = new Float32Array(COUNT)
  const cellV = new Float32Array(COUNT)
  for (let rank = 0; rank < COUNT; rank++) {
    const at = next[cell[rank]!]!++
    cellRank[at] = rank
    cellU[at] = u[rank]!
    cellV[at] = v[rank]!
  }
  return { version: VERSION, count: COUNT, u, v, cellStart, cellRank, cellU, cellV }
}
