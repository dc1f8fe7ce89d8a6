import type { Design } from '../design/design.ts'
import type { Surface } from '../geometry/surface.ts'
import { pickDots } from '../sampling/pickDots.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { diameterByte, hash, logNormalTable } from '../sampling/random.ts'
import { edgeOf, maskAt, paintedAcross } from './densityField.ts'
import { edgePoint } from './hairlineEdge.ts'
import { edgeStrength } from './ramp.ts'

/**
 * The dots as the design shows them: those of later sittings are dropped, diameters follow its dot size and variation,
 * and dots at the hairline are diluted. Places, ids, ranks and the order stay. How strong a sitting's pigment is, is the
 * pigment's affair.
 */
export function dotWeights(dots: Dots, design: Design, surface: Surface): Dots {
  const { fill, area } = design
  const kept = new Uint32Array(dots.count)
  let count = 0
  for (let i = 0; i < dots.count; i++) if (dots.sitting[i]! <= fill.sitting) kept[count++] = i
  const { id, x, y, rank, sitting, diameterMm, strength } = pickDots(dots, kept.subarray(0, count))
  const edge = edgeOf(design, surface)
  const painted = maskAt(area.add)
  const sizes = logNormalTable(fill.sizeVariation)
  const point = edgePoint()
  for (let to = 0; to < count; to++) {
    const px = x[to]!
    const py = y[to]!
    // The same byte as at placing: a dot that is large for its neighbours stays so at any variation.
    diameterMm[to] = fill.dotSizeMm * sizes[diameterByte(hash(fill.seed, id[to]!))]!
    let factor = 1
    if (edge && edge.coarseDepthMm(px, py) < edge.deepMm + edge.coarseMm) {
      edge.at(px, py, point)
      factor = edgeStrength(point.depthMm, point.widthMm)
      factor += (1 - factor) * paintedAcross(painted, px, py, point)
    }
    strength[to] = strength[to]! * factor
  }
  return { count, id, x, y, rank, sitting, diameterMm, strength }
}
