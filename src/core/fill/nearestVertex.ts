/** Vertices of a block of the line, whose members are passed over where the block is too far away. */
const BLOCK = 16

/** The vertex nearest to a place, the first of equals. */
export function nearestVertex(x: Float64Array, y: Float64Array): (px: number, py: number) => number {
  const count = x.length
  const blocks = Math.ceil(count / BLOCK)
  const reach = new Float64Array(blocks)
  const away = new Float64Array(blocks)
  const middleOf = (block: number) => Math.min(count - 1, block * BLOCK + (BLOCK >> 1))
  for (let i = 0; i < count; i++) {
    const middle = middleOf(Math.floor(i / BLOCK))
    const d = Math.sqrt(squared(x[i]! - x[middle]!, y[i]! - y[middle]!))
    reach[Math.floor(i / BLOCK)] = Math.max(reach[Math.floor(i / BLOCK)]!, d)
  }
  return (px, py) => {
    let near = Infinity
    for (let block = 0; block < blocks; block++) {
      const middle = middleOf(block)
      const d = Math.sqrt(squared(x[middle]! - px, y[middle]! - py))
      away[block] = d - reach[block]!
      if (d < near) near = d
    }
    let best = 0
    let best2 = Infinity
    for (let block = 0; block < blocks; block++) {
      if (away[block]! > near) continue
      const end = Math.min(count, (block + 1) * BLOCK)
      for (let i = block * BLOCK; i < end; i++) {
        const d2 = squared(x[i]! - px, y[i]! - py)
        if (d2 < best2) {
          best2 = d2
          best = i
        }
      }
    }
    return best
  }
}

const squared = (dx: number, dy: number): number => dx * dx + dy * dy
