import { useState, type FocusEvent, type KeyboardEvent } from 'react'
import { number, parseAmount, parseNumber } from '../../shell/figures/format.ts'
import { planStrings as t } from '../../strings/planStrings.ts'

type Typed = readonly (number | null)[]

/** One field of a group: what stands in it, and what it hears. */
export interface TypedCell {
  readonly text: string
  readonly isWrong: boolean
  /** Nothing was typed that is not used yet. */
  readonly isSettled: boolean
  onType(text: string): void
}

/**
 * Figures that must fit each other, such as a price from and to: each end is typed freely, and all are looked at once the
 * focus leaves them. What does not fit stays as it was typed, with the reason, and is not used; Escape puts the old back.
 * @param problemOf why the figures can not be taken, or null
 */
export function useTypedNumbers(group: {
  values: Typed
  digits: number
  /** How a figure is read; whole ones are read as amounts. */
  read?: (text: string) => number | null
  problemOf(typed: Typed): string | null
  onCommit(typed: Typed): void
}) {
  const { values, digits, problemOf, onCommit } = group
  const { read = digits === 0 ? parseAmount : parseNumber } = group
  const [drafts, setDrafts] = useState<Readonly<Record<number, string>>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const shown = (value: number | null) => (value === null ? '' : number(value, digits))
  const restore = () => {
    setDrafts({})
    setProblem(null)
  }
  const typedOf = (value: number | null, k: number): number | null => {
    const draft = drafts[k]
    // What is shown may be rounded: a field that was only looked at keeps its figure.
    if (draft === undefined || draft === shown(value)) return value
    if (draft.trim() === '') return null
    return read(draft) ?? NaN
  }
  const finish = () => {
    const typed = values.map(typedOf)
    if (typed.every((value, k) => value === values[k])) return restore()
    const found = typed.some(Number.isNaN) ? t.profile.noNumber : problemOf(typed)
    if (found) return setProblem(`${found} ${t.profile.notYet}`)
    restore()
    onCommit(typed)
  }
  return {
    problem,
    cells: values.map((value, k): TypedCell => ({
      text: drafts[k] ?? shown(value),
      isSettled: drafts[k] === undefined,
      isWrong: problem !== null && drafts[k] !== undefined,
      onType: (text) => setDrafts({ ...drafts, [k]: text }),
    })),
    /** For the element around all fields of the group. */
    around: {
      onBlur(e: FocusEvent<HTMLElement>) {
        if (!e.currentTarget.contains(e.relatedTarget)) finish()
      },
      onKeyDown(e: KeyboardEvent<HTMLElement>) {
        if (e.key !== 'Escape' || (Object.keys(drafts).length === 0 && problem === null)) return
        restore()
        e.stopPropagation()
      },
    },
  }
}
