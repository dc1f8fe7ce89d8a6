import { isGuessedScale, isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { aboutWhere, areaText } from '../../shell/figures/bandText.ts'
import { about, number } from '../../shell/figures/format.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import type { AreaMeasures } from '../shownTypes.ts'

const t = areaStrings.list

/** How large areas and their parts are, as it stands beside their names. Nothing is said without a scale. */
function sizeText(design: Design, cm2: Band): string {
  if (cm2.value === 0) return t.empty
  return fitOf(design) ? t.banded(aboutWhere(isGuessedScale(design), areaText(cm2))) : t.cm2(number(about(cm2.value)))
}

/** The size of an area by its id: `4.2 ± 0.9 cm²`; a dash while it is not measured, null without a scale. */
export function areaSizes(design: Design, measure: AreaMeasures | null): (id: number) => string | null {
  if (!isScaled(design) || !measure) return () => null
  return (id) => {
    const cm2 = measure.areas.find((area) => area.id === id)?.areaCm2
    return cm2 ? sizeText(design, cm2) : '–'
  }
}

export type AreaPart = keyof AreaMeasures['parts']

/** The size of a part of the area in hand; null without a scale and before it is measured. */
export function partSize(design: Design, measure: AreaMeasures | null, part: AreaPart): string | null {
  return isScaled(design) && measure ? sizeText(design, measure.parts[part]) : null
}
