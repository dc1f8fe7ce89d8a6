import { isGuessedScale } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { lengthBand, type Way } from '../../../core/design/scale/lengthBand.ts'
import { aboutWhere, lengthBandText, lengthParts } from './bandText.ts'
import { aboutLength, aboutUnit, shownUnit, withUnit, type ShownUnit } from './length.ts'

/** A length of a design with its band: `72 ± 3`; on a scale that is only guessed about so much, `≈ 75 ± 11` (ux 9). */
export const lengthSaid = (design: Design, mm: number, way?: Way): string =>
  aboutWhere(isGuessedScale(design), lengthBandText(lengthBand(design, mm, way), unitOf(design)))

/** Half of the band of a length, written apart from it: `3`. */
export const lengthHalf = (design: Design, mm: number, way?: Way): string =>
  lengthParts(lengthBand(design, mm, way), unitOf(design)).half

const unitOf = (design: Design): ShownUnit => (isGuessedScale(design) ? aboutUnit() : shownUnit())

/** The same with its unit; about so much where the photo is measured flat: `≈ 72 mm` (ux 9). */
export const figureSaid = (design: Design, mm: number, way?: Way): string =>
  fitOf(design) ? lengthSaidInUnit(design, mm, way) : aboutLength(mm)

/** `72 ± 3 mm`. */
export const lengthSaidInUnit = (design: Design, mm: number, way?: Way): string => withUnit(lengthSaid(design, mm, way))
