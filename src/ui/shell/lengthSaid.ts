import { isGuessedScale } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { lengthBand } from '../../core/design/lengthBand.ts'
import { aboutWhere, lengthText } from './bandText.ts'

/** A length of a design with its band: `72 ± 3`; on a scale that is only guessed about so much, `≈ 75 ± 11` (ux 9). */
export const lengthSaid = (design: Design, mm: number): string =>
  aboutWhere(isGuessedScale(design), lengthText(lengthBand(design, mm)))
