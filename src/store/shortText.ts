/** Of names, letters: case files take no longer ones. */
export const MOST_NAME_LETTERS = 200
/** Of notes of a visit, letters. */
export const MOST_VISIT_LETTERS = 10_000

/** What is kept of a text that somebody typed or pasted: never half of a sign that takes two letters. */
export const shortened = (text: string, most: number): string =>
  text
    .trim()
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
