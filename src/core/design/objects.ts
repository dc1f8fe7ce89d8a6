import { areaOf, areaSlots, withoutArea } from './areas/areas.ts'
import type { Design } from './design.ts'
import { areaLayer, lineLayer, type LayerId } from './layers.ts'
import { canDeleteLine, lineOf, withoutLine } from './lines/lines.ts'
import { measureOf, measuresOf, withMeasures } from './scale/measures.ts'

/** What of a design can be taken with the hand as a whole. */
export interface DesignObject {
  readonly kind: 'line' | 'area' | 'measure'
  readonly id: number
}

export const sameObject = (a: DesignObject | null, b: DesignObject | null): boolean =>
  a === b || (a !== null && b !== null && a.kind === b.kind && a.id === b.id)

/** The layer that an object is, or lies on. */
export function layerOfObject({ kind, id }: DesignObject): LayerId {
  return kind === 'line' ? lineLayer(id) : kind === 'area' ? areaLayer(id) : 'measures'
}

export function hasObject(design: Design, { kind, id }: DesignObject): boolean {
  const found = kind === 'line' ? lineOf(design, id) : kind === 'area' ? areaOf(design, id) : measureOf(design, id)
  return found !== null
}

/** The design without an object; null for the last hairline and the last area, which stay. */
export function withoutObject(design: Design, { kind, id }: DesignObject): Design | null {
  switch (kind) {
    case 'line':
      return canDeleteLine(design, id) ? withoutLine(design, id) : null
    case 'area':
      return areaSlots(design).length > 1 ? withoutArea(design, id) : null
    case 'measure':
      return withMeasures(
        design,
        measuresOf(design).filter((measure) => measure.id !== id),
      )
  }
}
