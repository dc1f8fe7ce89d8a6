/** What may be said on the photo of the studio, what comes first first: only one of them is. */
const inOrder = ['problem', 'reading', 'toast', 'laying', 'otherView', 'instruction', 'hair'] as const

export type StudioBarName = (typeof inOrder)[number]

/** The one bar that stands on the photo; null where there is nothing to say. */
export const barOf = (there: Readonly<Partial<Record<StudioBarName, boolean>>>): StudioBarName | null =>
  inOrder.find((name) => there[name]) ?? null
