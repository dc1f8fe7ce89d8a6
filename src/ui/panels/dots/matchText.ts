import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design, NativeMatch } from '../../../core/design/design.ts'
import { viewOf } from '../../../core/design/photoView.ts'
import type { MatchProblem } from '../../../core/fill/comparePatches.ts'
import type { SolvedMatch } from '../../../core/fill/matchNative.ts'
import { solvedStrength } from '../../../core/pigment/pigment.ts'
import type { Matching } from '../../../store/edits/matchActions.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.match

/** `Density 128/cm², shade 0.9, from 2.4 cm²`; without a scale neither mm, cm² nor counts. */
export function matchedText(design: Pick<Design, 'scale'>, match: NativeMatch): string {
  const shade = number(match.strength / solvedStrength, 1)
  return isScaled(design)
    ? t.matched(number(match.densityPerCm2), shade, number(match.fromCm2, 1))
    : t.matchedUnscaled(shade)
}

/** What else has to be known of a match. */
export function matchNotes(design: Design, solved: SolvedMatch): string[] {
  const notes: string[] = []
  if (!solved.counted) notes.push(t.notCounted)
  if (solved.dotSizeMm > design.fill.dotSizeMm) {
    notes.push(isScaled(design) ? t.larger(number(solved.dotSizeMm, 2)) : t.largerUnscaled)
  }
  if (!solved.reached) notes.push(t.notReached)
  return notes
}

export function matchProblemText(problem: MatchProblem): string {
  switch (problem.code) {
    case 'edge':
    case 'bright':
    case 'dark':
    case 'notSkin':
    case 'uneven':
      return t.problems[problem.code](t.patches[problem.patch])
    case 'small':
    case 'overlap':
    case 'noHair':
    case 'otherLight':
    case 'hairy':
      return t.problems[problem.code]
  }
}

/** What a comparison says as it stands: read aloud, and under the two pictures. */
export function matchingText(design: Design, { patches, result, failed, proposed, found }: Matching): string {
  if (failed) return t.failed
  if (!patches) return t.searching
  if (proposed && !found) return viewOf(design) === 'frontal' ? `${t.notFound} ${t.notFoundFrontal}` : t.notFound
  if (!result) return t.measuring
  return result.ok
    ? [matchedText(design, result.solved.match), ...matchNotes(design, result.solved)].join(' ')
    : matchProblemText(result.problem)
}
