import { isGuessedScale } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import type { FacialThirds } from '../../../core/design/lines/facialThirds.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { thirdsStrings as t } from '../../strings/thirdsStrings.ts'
import { aboutWhere, lengthBandText } from './bandText.ts'
import { number } from './format.ts'
import { shownUnit, withUnit } from './length.ts'

export type Third = 'upper' | 'middle' | 'lower'

/** What stands behind figures of thirds. */
export const thirdsUnit = ({ unit }: FacialThirds): string => (unit === 'mm' ? shownUnit().unit : t.ofFace)

const bandSaid = ({ unit }: FacialThirds, band: Band): string =>
  unit === 'mm'
    ? lengthBandText(band)
    : `${number(band.value * 100)} ± ${number(Math.max(1, Math.ceil((band.high - band.low) * 50 - 1e-9)))}`

/** Nose base and chin are estimated, and heights follow the skin of a head that nobody measured: those are about so much. */
export const thirdSaid = (design: Design, thirds: FacialThirds, third: Third): string =>
  aboutWhere(third !== 'upper' || !fitOf(design) || isGuessedScale(design), bandSaid(thirds, thirds[third]))

const inUnit = ({ unit }: FacialThirds, said: string): string => (unit === 'mm' ? withUnit(said) : `${said}%`)

/** `≈ 63 ± 7 mm`, `≈ 31 ± 4%`. */
export const thirdInUnit = (design: Design, thirds: FacialThirds, third: Third): string =>
  inUnit(thirds, thirdSaid(design, thirds, third))

/** How the upper third compares with the middle one, in one sentence: a difference within its band is none. */
export function thirdsCompared(thirds: FacialThirds): string {
  const { upper, middle } = thirds
  const by = upper.value - middle.value
  const half = Math.hypot(upper.high - upper.low, middle.high - middle.low) / 2
  if (Math.abs(by) <= half) return t.alike
  const value = Math.abs(by)
  const said = inUnit(thirds, `≈ ${bandSaid(thirds, { value, low: value - half, high: value + half })}`)
  return by > 0 ? t.more(said) : t.less(said)
}
