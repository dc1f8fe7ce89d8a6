import type { PointPx } from '../../geometry/points.ts'
import type { Design } from '../design.ts'

/** What was measured on a photo and stays with its design. Lengths and angles are never stored: they follow the scale. */

/** Two points of a distance, or three of an angle at the second, px. */
export interface Measure {
  /** Positive, and of no other measure of the design. */
  readonly id: number
  readonly points: readonly PointPx[]
}

/** More could not be told apart on one photo. */
export const MOST_MEASURES = 24

type WithMeasures = Pick<Design, 'measures'>

/** All measures in the order in which they came. */
export const measuresOf = ({ measures }: WithMeasures): readonly Measure[] => measures ?? []

export const measureOf = (design: WithMeasures, id: number): Measure | null =>
  measuresOf(design).find((measure) => measure.id === id) ?? null

export const isAngle = ({ points }: Measure): boolean => points.length > 2

/** The design with other measures; none are no list. */
export function withMeasures(design: Design, measures: readonly Measure[]): Design {
  const { measures: _before, ...rest } = design
  return measures.length === 0 ? rest : { ...rest, measures }
}

/** Another measure, and its id; null where there are enough. */
export function withNewMeasure(
  design: Design,
  points: readonly PointPx[],
): { readonly design: Design; readonly id: number } | null {
  const measures = measuresOf(design)
  if (measures.length >= MOST_MEASURES) return null
  const id = 1 + Math.max(0, ...measures.map((measure) => measure.id))
  return { design: withMeasures(design, [...measures, { id, points }]), id }
}

/** The number of a measure among those of its kind, in the order in which they came; null for the only one. */
export function measureNumber(design: WithMeasures, measure: Measure): number | null {
  const alike = measuresOf(design).filter((other) => isAngle(other) === isAngle(measure))
  return alike.length > 1 ? 1 + alike.findIndex(({ id }) => id === measure.id) : null
}
