import type { LossStage, NorwoodStage } from '../../core/design/design.ts'

const numerals: Readonly<Record<NorwoodStage, string>> = { 3: 'III', 4: 'IV', 5: 'V', 6: 'VI', 7: 'VII' }

export const hairLossStrings = {
  title: 'Later hair loss',
  stage: 'Norwood stage',
  today: 'Today',
  numerals,
  stageName: (stage: LossStage) => (stage === 'drawn' ? 'Drawn hair loss' : `Norwood ${numerals[stage]}`),
  draw: 'Draw by hand',
  drawTool: 'Hair loss tool',
  byHand: 'drawn on by hand',
  drawFirst: 'Draw over the hair that will go, on the photo. The eraser keeps hair.',
  clear: 'Clear drawing',
  done: 'Done',
  note: 'How the design looks once native hair recedes. Nobody can know when it does, or how far.',
  working: 'Showing hair loss',
  lost: (cm2: string) =>
    `≈ ${cm2} cm² of native hair are seen to go in this picture (flat photo). The dots stay where they are.`,
  lostOnHead: (cm2: string) =>
    `${cm2} cm² of native hair are seen to go in this picture. The dots stay where they are.`,
  lostUnscaled: 'Native hair is seen to go in this picture. The dots stay where they are.',
  limit: 'Short and shaved hair is shown well; long hair leaves traces, or is not found.',
  noHairDrawn: 'No native hair is found where you drew: nothing changes there.',
  problems: {
    noHair: 'Cannot be shown on this photo: no native hair is found where this stage loses it.',
    hidden: 'Cannot be shown on this photo: the hair is too long or too dense, no skin is seen between it.',
    noSkin: 'Cannot be shown on this photo: too little bare skin is seen to know what lies under the hair.',
    marks: 'Where a stage loses hair depends on the marks, and they are still as proposed. Check the marks first.',
    outline:
      'Cannot be shown yet: no edge of a head is found where the outline lies. Drag the outline onto the head, or snap it.',
  },
  checkMarks: 'Check the marks',
  edit: (stage: string) => `Show ${stage}`,
  editClear: 'Clear drawn hair loss',
  editToday: 'Show hair of today',
}
