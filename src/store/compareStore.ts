import { createStore } from 'zustand/vanilla'
import type { Moment } from '../core/pigment/ageing.ts'

/** The untouched photo, or a snapshot by its id. */
export type CompareItem = 'before' | (string & {})
export type CompareSide = 'a' | 'b'

/** Another moment than the one that a snapshot was saved at. */
export interface OtherTime {
  /** What it was chosen for: whatever else takes the side shows its own time. */
  readonly item: CompareItem
  readonly moment: Moment
  /** While a hand moves it. */
  readonly live: boolean
}

export interface CompareState {
  readonly mode: 'slider' | 'sideBySide'
  readonly a: CompareItem
  readonly b: CompareItem
  readonly times: Readonly<Record<CompareSide, OtherTime | null>>
  /** Share of the picture that shows A, from the left or the top. */
  readonly split: number
  /** True: the line stands upright and moves left and right. */
  readonly vertical: boolean
}

export const compareStore = createStore<CompareState>(() => ({
  mode: 'slider',
  a: 'before',
  b: 'before',
  times: { a: null, b: null },
  split: 0.5,
  vertical: true,
}))

export function setCompare(part: Partial<CompareState>): void {
  compareStore.setState(part)
}

export function setSplit(split: number): void {
  compareStore.setState({ split: Math.min(1, Math.max(0, split)) })
}

/** Shows a side at another moment; null: as it was saved. */
export function setTime(side: CompareSide, moment: Moment | null, live = false): void {
  compareStore.setState((s) => ({
    times: { ...s.times, [side]: moment === null ? null : { item: s[side], moment, live } },
  }))
}

export function swapCompared(): void {
  compareStore.setState((s) => ({ a: s.b, b: s.a, times: { a: s.times.b, b: s.times.a } }))
}

/** The moment that was chosen for what a side shows, if any. */
export function otherTime(s: CompareState, side: CompareSide): OtherTime | null {
  const time = s.times[side]
  return time?.item === s[side] ? time : null
}
