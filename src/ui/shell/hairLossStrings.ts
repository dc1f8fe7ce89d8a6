import type { NorwoodStage } from '../../core/design/design.ts'
import type { LossProblem } from '../../core/pixels/skinUnderHair.ts'

export const hairLossStrings = {
  title: 'Later hair loss',
  stage: 'Norwood stage',
  today: 'Today',
  stageOf: (numeral: string) => `Norwood ${numeral}`,
  numerals: { 3: 'III', 4: 'IV', 5: 'V', 6: 'VI', 7: 'VII' } satisfies Record<NorwoodStage, string>,
  note: 'How the design looks once native hair recedes. Nobody can know when it does, or how far.',
  working: 'Looking for the skin under the hair',
  lost: (cm2: string) => `≈ ${cm2} cm² of native hair are gone in this picture. The dots stay where they are.`,
  lostUnscaled: 'Native hair is gone in this picture. The dots stay where they are.',
  limit: 'Short and shaved hair is shown well; long hair leaves traces.',
  problems: {
    noHair: 'No native hair is seen where this stage loses it.',
    noSkin: 'Too little bare skin is seen on this photo to know what lies under the hair.',
  } satisfies Record<LossProblem, string>,
  edit: (stage: string) => `Show ${stage}`,
  editToday: 'Show hair of today',
}
