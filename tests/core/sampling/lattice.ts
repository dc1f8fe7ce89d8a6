import { neighboursOf, spacingOf, type Patch } from './neighbours.ts'

/** Order from which a patch is seen as a lattice: psi averaged over a dot and its neighbours. */
const ORDERED = 0.6
/** l; in a square lattice the fourth neighbour is 1 l away, in a triangular one the sixth 1.07 l. */
const REACH = 2.3

/**
 * Share of points in ordered patches. Bond-orientational order psi_n of a point is the mean of e^(i n angle) over its n
 * nearest neighbours, n = 4 for squares and 6 for triangles; of a patch, the mean over a point and its six neighbours.
 */
export function latticeShare(patch: Patch): number {
  const { x, y, count, side, wraps = false } = patch
  const l = spacingOf(patch)
  const { within } = neighboursOf(patch)
  const low = wraps ? 0 : 2 * REACH * l
  const nearest = new Int32Array(count * 6).fill(-1)
  const re = { 4: new Float64Array(count), 6: new Float64Array(count) }
  const im = { 4: new Float64Array(count), 6: new Float64Array(count) }
  for (let i = 0; i < count; i++) {
    const found: { j: number; d: number; angle: number }[] = []
    within(x[i]!, y[i]!, REACH * l, (j, dx, dy, d) => {
      if (j !== i) found.push({ j, d, angle: Math.atan2(dy, dx) })
    })
    found.sort((a, b) => a.d - b.d)
    for (const n of [4, 6] as const) {
      const those = found.slice(0, n)
      for (const { angle } of those) {
        re[n][i]! += Math.cos(n * angle) / those.length
        im[n][i]! += Math.sin(n * angle) / those.length
      }
    }
    for (const [k, { j }] of found.slice(0, 6).entries()) nearest[i * 6 + k] = j
  }
  let measured = 0
  let ordered = 0
  for (let i = 0; i < count; i++) {
    if (x[i]! < low || y[i]! < low || x[i]! > side - low || y[i]! > side - low) continue
    measured++
    const members = [i, ...nearest.subarray(i * 6, i * 6 + 6)].filter((j) => j >= 0)
    const inPatch = ([4, 6] as const).some((n) => {
      const a = members.reduce((sum, j) => sum + re[n][j]!, 0)
      const b = members.reduce((sum, j) => sum + im[n][j]!, 0)
      return Math.hypot(a, b) / members.length > ORDERED
    })
    if (inPatch) ordered++
  }
  return ordered / measured
}
