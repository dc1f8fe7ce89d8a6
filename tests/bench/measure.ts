/** Figures of a run, by name. */
export type Figures = Record<string, number>

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)
export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))
