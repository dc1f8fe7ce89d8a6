/** What a patient comes for, in the order of a treatment. */
export const visitKinds = ['consultation', 'sitting', 'touchUp', 'reversal', 'followUp'] as const
export type VisitKind = (typeof visitKinds)[number]
