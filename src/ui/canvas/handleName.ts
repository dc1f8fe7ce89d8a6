import { addedPointOf, isAdded } from '../../core/design/addedPoints.ts'
import { isFreeHandle } from '../../core/design/freeLines.ts'
import type { Design } from '../../core/design/design.ts'
import type { Handle } from '../../core/tools/tool.ts'
import { freeHandleName } from '../strings/layerStrings.ts'
import { strings } from '../strings/strings.ts'

const t = strings.overlay

/** A handle as it is spoken of: an added point by its neighbours. */
export function handleName(design: Pick<Design, 'hairline' | 'lines'>, handle: Handle): string {
  const { hairline } = design
  if (isFreeHandle(handle)) return freeHandleName(design, handle)
  const point = isAdded(handle) ? addedPointOf(hairline, handle) : null
  if (!point) return t.handleName(handle)
  const others = hairline.added?.[point.side].filter((p) => p.span === point.span) ?? []
  const number = others.length > 1 ? 1 + others.findIndex((p) => p.id === point.id) : null
  return t.addedName(point.side, point.span, number)
}
