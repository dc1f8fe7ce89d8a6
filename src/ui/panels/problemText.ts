import type { PhotoProblem } from './shownTypes.ts'
import { number } from '../shell/figures/format.ts'
import { strings } from '../strings/strings.ts'

const t = strings.problems

/** Why a photo could not be opened, and what to do next. */
export function problemText(problem: PhotoProblem): string {
  switch (problem.code) {
    case 'tooLarge':
      return t.tooLarge(number(problem.width), number(problem.height))
    case 'tooManyBytes':
      return t.tooManyBytes(number(problem.megabytes))
    case 'tooSmall':
      return t.tooSmall(number(problem.width), number(problem.height))
    case 'unsupported':
      return t.unsupported(problem.format)
    case 'empty':
    case 'notAPhoto':
    case 'broken':
    case 'heicBroken':
    case 'notLoaded':
      return t[problem.code]
  }
}
