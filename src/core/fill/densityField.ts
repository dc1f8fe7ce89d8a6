import type { Design } from '../design/design.ts'
import type { Band } from '../geometry/points.ts'
import { whole, type Steps } from '../geometry/steps.ts'
import type { Surface } from '../geometry/surface.ts'
import { countOf, type DensityField } from '../sampling/densityField.ts'
import { fieldParts, hairsAt, type FieldParts } from './fieldParts.ts'
import { fieldAt, fieldShape, fieldShapeInSteps } from './fieldShape.ts'
import { edgePoint } from './hairlineEdge.ts'
import { dotsAsked } from './skinMeasures.ts'

/** The wanted density of a design: its area times the density, the ramp behind the rough hairline and nature's variation. */
export const densityFieldOf = (design: Design, surface: Surface): DensityField =>
  whole(densityFieldInSteps(design, surface))

/** The same in pieces. */
export function* densityFieldInSteps(design: Design, surface: Surface): Steps<DensityField> {
  const parts = fieldParts(design, surface)
  yield 0
  return fieldAt(yield* fieldShapeInSteps(parts), parts.densityPerCm2)
}

const fieldFromParts = (parts: FieldParts): DensityField => fieldAt(fieldShape(parts), parts.densityPerCm2)

/** How many dots or hairs a design asks for on the skin: its places, each with the hairs that stand there on average. */
export function expectedMarks(parts: FieldParts, design: Design): Band {
  const { edge, hairsPerPlace } = parts
  const field = fieldFromParts(parts)
  if (hairsPerPlace === 1) return dotsAsked(field, design)
  const { x0, y0, step, width } = field
  const point = edgePoint()
  const hairs = field.dotsPerCm2.map((places, k) => {
    if (places === 0) return 0
    const x = x0 + (k % width) * step
    const y = y0 + Math.floor(k / width) * step
    if (!edge || edge.coarseDepthMm(x, y) > edge.sparseMm + edge.coarseMm) return places * hairsPerPlace
    return places * hairsAt(parts, edge.at(x, y, point))
  })
  return dotsAsked({ ...field, dotsPerCm2: hairs }, design)
}

/** How many places a field asks for. */
export function expectedDots(field: DensityField, surface: Surface): number {
  return countOf(field, surface)
}
