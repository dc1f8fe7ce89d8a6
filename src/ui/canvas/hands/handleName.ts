import { addedPointOf, isAdded } from '../../../core/design/lines/addedPoints.ts'
import { isFreeHandle } from '../../../core/design/lines/freeLines.ts'
import type { Design } from '../../../core/design/design.ts'
import { endName, measureEndOf } from '../../../core/design/scale/measureEnds.ts'
import type { Handle } from '../../../core/tools/tool.ts'
import { freeHandleName } from '../../strings/layerStrings.ts'
import { measureName, objectStrings } from '../../strings/objectStrings.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.overlay

/** A handle as it is spoken of: an added point by its neighbours. */
export function handleName(design: Pick<Design, 'hairline' | 'lines' | 'measures'>, handle: Handle): string {
  const { hairline } = design
  const end = measureEndOf(design, handle)
  if (end) return `${measureName(design, end.measure)}, ${objectStrings.measures.end[endName(end)]}`
  if (isFreeHandle(handle)) return freeHandleName(design, handle)
  const point = isAdded(handle) ? addedPointOf(hairline, handle) : null
  if (!point) return t.handleName(handle)
  const others = hairline.added?.[point.side].filter((p) => p.span === point.span) ?? []
  const number = others.length > 1 ? 1 + others.findIndex((p) => p.id === point.id) : null
  return t.addedName(point.side, point.span, number)
}
