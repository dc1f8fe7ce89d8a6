import type { jobsStore } from '../../store/jobsStore.ts'
import { hairLossStrings } from '../strings/hairLossStrings.ts'
import { reversalStrings } from '../strings/reversalStrings.ts'
import { strings } from '../strings/strings.ts'

type Work = NonNullable<ReturnType<typeof jobsStore.getState>['fill']>['work']

const names: Readonly<Record<Work, string>> = {
  dots: strings.dots.placing,
  look: strings.dots.drawing,
  hair: hairLossStrings.working,
  stage: reversalStrings.drawing,
}

/** What is being done while the picture of a design is made. */
export const workName = (work: Work): string => names[work]
