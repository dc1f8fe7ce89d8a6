/** What lengths are shown and typed in. Everything is computed and stored in mm. */
export const lengthUnits = ['mm', 'in'] as const
export type LengthUnit = (typeof lengthUnits)[number]

export const MM_PER_INCH = 25.4
