import type { Surface } from '../../geometry/surface.ts'
import type { EdgeField } from '../../pixels/maskMorph.ts'

/** Cells between two looks at the skin, which tilts slowly: about 3 mm. */
const APART = 16

/**
 * How far each place lies from the edge along the skin, counted in px of so many mm: what grows and shrinks by it does so by
 * mm of skin. The edge counts as straight and the skin as even over the few mm by which areas are shaped.
 */
export function skinEdge(field: EdgeField, surface: Surface, mmPerPx: number): EdgeField {
  const { grid, levels, distances } = field
  const { width, height } = grid
  const middle = distances[levels.length >> 1]!
  const skin = looks(field, surface)
  const factors = new Float32Array(width * height)
  let steepest = 1
  for (let j = 0; j < height; j++) {
    const [above, below] = [Math.max(0, j - 1) * width, Math.min(height - 1, j + 1) * width]
    const [v, row] = shareOf(j)
    for (let i = 0; i < width; i++) {
      const at = j * width + i
      const x = middle[j * width + Math.min(width - 1, i + 1)]! - middle[j * width + Math.max(0, i - 1)]!
      const y = middle[below + i]! - middle[above + i]!
      const steep = Math.sqrt(x * x + y * y) || 1
      const [u, column] = shareOf(i)
      const part = (k: 0 | 1 | 2) => {
        const values = skin.parts[k]!
        const near = row * skin.columns + column
        const upper = values[near]! + (values[near + 1]! - values[near]!) * u
        const lower =
          values[near + skin.columns]! + (values[near + skin.columns + 1]! - values[near + skin.columns]!) * u
        return upper + (lower - upper) * v
      }
      const [a, b, c] = [part(0), part(1), part(2)]
      // Across the edge: the area of a pixel's skin over its length along the edge.
      const [alongX, alongY] = [(b * x - a * y) / steep, (c * x - b * y) / steep]
      const along = Math.sqrt(alongX * alongX + alongY * alongY) || Math.sqrt(a * c - b * b)
      const factor = (a * c - b * b) / (along * mmPerPx)
      factors[at] = factor
      steepest = Math.max(steepest, factor)
    }
  }
  return {
    grid,
    levels,
    steepest,
    distances: distances.map((distance) => distance.map((d, i) => d * factors[i]!)),
  }
}

const shareOf = (cell: number): readonly [number, number] => [(cell % APART) / APART, Math.floor(cell / APART)]

/** The metric of the skin at every so many cells, to one beyond the last: xx, xy and yy of its root, mm per px. */
function looks({ grid }: EdgeField, surface: Surface) {
  const columns = Math.floor(grid.width / APART) + 2
  const rows = Math.floor(grid.height / APART) + 2
  const parts = [0, 1, 2].map(() => new Float32Array(columns * rows))
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const x = grid.left + (i * APART + 0.5) * grid.step
      const y = grid.top + (j * APART + 0.5) * grid.step
      const [xx, xy, , yy] = surface.metricAt({ x, y })
      const at = j * columns + i
      parts[0]![at] = xx
      parts[1]![at] = xy
      parts[2]![at] = yy
    }
  return { columns, parts }
}
