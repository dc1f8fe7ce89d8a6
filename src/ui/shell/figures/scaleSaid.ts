import { guessedOn, isHalfGuessed, showsNoEyes, type PhotoScale } from '../../../core/design/scale/calibration.ts'
import type { Design, KnownLength } from '../../../core/design/design.ts'
import { lengthError, scaleEvidence } from '../../../core/design/scale/scaleEvidence.ts'
import { scaleStrings as t } from '../../strings/scaleStrings.ts'
import { errorPercent } from './format.ts'
import { lengthText } from './length.ts'

/** What there is to do about a scale of which points lie where nobody has put them: of any length that counts, not of the one in hand alone. */
export function guessSaid({ photo, scale }: Pick<Design, 'photo' | 'scale'>): string {
  const guess = scaleEvidence(scale).counted.find(guessedOn(photo))
  if (guess && isHalfGuessed(guess)) return t.guessedHalf
  return showsNoEyes(photo) ? t.guessedHead : t.guessed
}

/** Where the mm per px of a photo come from, in few words. */
export function sourceSaid({ counted, head }: PhotoScale): string {
  if (head) return head === 'known' ? t.chip.head : t.chip.breadth
  return t.together(counted.map(({ source }) => t.chip[source]))
}

/** The lengths that count, each with its figure and band, or why none does. */
export function lengthsSaid({ counted, head }: PhotoScale): string {
  if (head) return t.unused[head](t.together(counted.map(nameOf)))
  return counted.map((length) => t.withBand(`${nameOf(length)},`, errorPercent(lengthError(length)))).join('; ')
}

const nameOf = ({ source, knownMm }: KnownLength): string => `${t.sources[source]}, ${lengthText(knownMm, 1)}`
