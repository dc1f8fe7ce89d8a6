/** What identifies a dot, by a name of its own, and all that belongs to it. */
export type DotsByName = ReadonlyMap<number | string, { readonly x: number; readonly y: number; readonly all: string }>

/**
 * Share of the dots outside an edit that are the same, byte for byte, before and after it; those that went and those that
 * came count against it.
 */
export function stableShare(
  before: DotsByName,
  after: DotsByName,
  touched: (x: number, y: number) => boolean,
): { share: number; outside: number } {
  let outside = 0
  let same = 0
  for (const [name, dot] of before) {
    if (touched(dot.x, dot.y)) continue
    outside++
    if (after.get(name)?.all === dot.all) same++
  }
  for (const [name, dot] of after) {
    const known = before.get(name)
    if (touched(dot.x, dot.y) || (known && !touched(known.x, known.y))) continue
    outside++
  }
  return { share: same / outside, outside }
}

/** The dots of a placement by id, with every byte of them. */
export function named(dots: {
  readonly count: number
  readonly id: Uint32Array
  readonly x: Float32Array
  readonly y: Float32Array
  readonly rank: Float32Array
  readonly sitting: Uint8Array
  readonly diameterMm: Float32Array
  readonly strength: Float32Array
}): DotsByName {
  const all = new Map<number, { x: number; y: number; all: string }>()
  const { x, y, rank, sitting, diameterMm, strength } = dots
  for (let i = 0; i < dots.count; i++)
    all.set(dots.id[i]!, {
      x: x[i]!,
      y: y[i]!,
      all: [x[i], y[i], rank[i], sitting[i], diameterMm[i], strength[i]].join(' '),
    })
  return all
}

/** Points that have no name but their place. */
export const byPlace = (points: readonly (readonly [number, number])[]): DotsByName =>
  new Map(points.map(([x, y]) => [`${x} ${y}`, { x, y, all: `${x} ${y}` }]))
