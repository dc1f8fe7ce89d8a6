import { createStore } from 'zustand/vanilla'

/** The untouched photo, or a snapshot by its id. */
export type CompareItem = 'before' | (string & {})

export interface CompareState {
  readonly mode: 'slider' | 'sideBySide'
  readonly a: CompareItem
  readonly b: CompareItem
  /** Share of the picture that shows A, from the left or the top. */
  readonly split: number
  /** True: the line stands upright and moves left and right. */
  readonly vertical: boolean
}

export const compareStore = createStore<CompareState>(() => ({
  mode: 'slider',
  a: 'before',
  b: 'before',
  split: 0.5,
  vertical: true,
}))

export function setCompare(part: Partial<CompareState>): void {
  compareStore.setState(part)
}

export function setSplit(split: number): void {
  compareStore.setState({ split: Math.min(1, Math.max(0, split)) })
}

export function swapCompared(): void {
  compareStore.setState((s) => ({ a: s.b, b: s.a }))
}
