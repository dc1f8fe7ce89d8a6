import { distance, type PointPx } from '../../geometry/points.ts'
import { isAngle, measureOf, measuresOf, withMeasures, type Measure } from './measures.ts'
import type { Design } from '../design.ts'

/** The ends of measures as handles, and an angle's vertex between them. */

/** The measure's id, and which of its points. */
export type MeasureHandle = `measure${number}.${number}`

type WithMeasures = Pick<Design, 'measures'>

const FORM = /^measure(\d+)\.([0-2])$/
export const isMeasureHandle = (handle: string): handle is MeasureHandle => FORM.test(handle)

export interface MeasureEnd {
  readonly measure: Measure
  readonly index: number
  readonly at: PointPx
}

/** What a handle stands for; null for other handles, and where the measure is gone. */
export function measureEndOf(design: WithMeasures, handle: string): MeasureEnd | null {
  const [, id, index] = FORM.exec(handle) ?? []
  const measure = id === undefined ? null : measureOf(design, Number(id))
  const at = measure?.points[Number(index)]
  return measure && at ? { measure, index: Number(index), at } : null
}

/** The handles of one measure in the order of its points. */
export const handlesOfMeasure = ({ id, points }: Measure): readonly { handle: MeasureHandle; at: PointPx }[] =>
  points.map((at, index) => ({ handle: `measure${id}.${index}`, at }))

export const measureHandles = (design: WithMeasures): readonly { handle: MeasureHandle; at: PointPx }[] =>
  measuresOf(design).flatMap(handlesOfMeasure)

/** Which end it is; of an angle the middle point is its vertex. */
export const endName = ({ measure, index }: MeasureEnd): 'first' | 'second' | 'vertex' =>
  index === 0 ? 'first' : isAngle(measure) && index === 1 ? 'vertex' : 'second'

/** Points of a measure never meet, px: an angle would have no arms. */
export const APART_PX = 2

/** The design with an end of a measure elsewhere; the same one where it would meet another, or is gone. */
export function withMeasureEndAt(design: Design, handle: MeasureHandle, at: PointPx): Design {
  const end = measureEndOf(design, handle)
  if (!end || end.measure.points.some((other, i) => i !== end.index && distance(other, at) < APART_PX)) return design
  return withMeasures(
    design,
    measuresOf(design).map((m) => (m.id === end.measure.id ? { ...m, points: m.points.with(end.index, at) } : m)),
  )
}
