import { eachArea } from '../core/design/areas/areas.ts'
import { surfaceOf } from '../core/design/scale/calibration.ts'
import { takesDots, type Design } from '../core/design/design.ts'
import { areaPartsOf } from '../core/fill/areaParts.ts'
import { expectedMarks } from '../core/fill/densityField.ts'
import { fieldParts } from '../core/fill/fieldParts.ts'
import { areaCm2Of, shareBesideHead } from '../core/fill/skinMeasures.ts'
import { sumTogether } from '../core/plan/bands.ts'
import type { AreaMeasures } from './engine.ts'

/** What the areas of a design measure, each for itself and those together that take dots, and what they ask for. */
export function measureAreas(whole: Design): AreaMeasures {
  const all = eachArea(whole).map(({ id, design }) => ({ id, design, parts: fieldParts(design, surfaceOf(design)) }))
  const areas = all.map(({ id, design, parts }) => ({
    id,
    role: design.area.role,
    dots: expectedMarks(parts, design),
    areaCm2: areaCm2Of(parts.drawn, design),
  }))
  const dotted = areas.filter(({ role }) => takesDots(role))
  const sum = (name: 'dots' | 'areaCm2') => sumTogether(dotted.map((area) => area[name]))
  const besideHead = shareBesideHead(
    all.map(({ parts }) => parts.drawn),
    whole,
  )
  return { dots: sum('dots'), areaCm2: sum('areaCm2'), areas, besideHead, parts: areaPartsOf(whole) }
}
