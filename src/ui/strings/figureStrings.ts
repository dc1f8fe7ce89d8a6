/** What a figure's field answers where it takes none of what was typed. Numbers arrive formatted, with their unit. */
export const figureStrings = {
  noNumber: 'That is no number. Nothing was changed.',
  outside: (typed: string, from: string, to: string) => `${typed} lies outside ${from} to ${to}.`,
  nearest: (value: string) => `The nearest is ${value}. Nothing was changed.`,
} as const
