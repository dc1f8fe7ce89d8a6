import { isHalfGuessed, showsNoEyes } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { scaleStrings as t } from '../../strings/scaleStrings.ts'

/** What there is to do about a scale of which points lie where nobody has put them. */
export function guessSaid({ photo, scale }: Pick<Design, 'photo' | 'scale'>): string {
  if (isHalfGuessed(scale)) return t.guessedHalf
  return showsNoEyes(photo) ? t.guessedHead : t.guessed
}
