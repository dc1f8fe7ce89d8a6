import { createStore } from 'zustand/vanilla'
import { about, followedBy, isUnmoved, unmoved, type Similarity } from '../../core/geometry/similarity.ts'
import type { PointPx } from '../../core/geometry/points.ts'
import type { Moment } from '../../core/pigment/ageing.ts'
import { heldRate } from './flicker.ts'

/** The untouched photo, a snapshot by its id, or the photo of another visit (comparedVisits). */
export type CompareItem = 'before' | (string & {})
export const compareSides = ['a', 'b', 'c', 'd'] as const
export type CompareSide = (typeof compareSides)[number]
export const compareModes = ['slider', 'sideBySide', 'fade', 'flicker', 'difference'] as const
export type CompareMode = (typeof compareModes)[number]

/** Of a difference, bytes of 255. The usual one is above what a JPEG of quality .92 and two ways of scaling differ by. */
export const thresholdRange = [2, 60] as const
const usualThreshold = 10

/** Another moment than the one that a snapshot was saved at. */
export interface OtherTime {
  /** What it was chosen for: whatever else takes the side shows its own time. */
  readonly item: CompareItem
  readonly moment: Moment
  /** While a hand moves it. */
  readonly live: boolean
}

export interface CompareState {
  readonly mode: CompareMode
  readonly a: CompareItem
  readonly b: CompareItem
  /** Beside A and B where pictures stand side by side; null where nothing does. */
  readonly c: CompareItem | null
  readonly d: CompareItem | null
  readonly times: Readonly<Partial<Record<CompareSide, OtherTime | null>>>
  /** Share of the picture that shows A, from the left or the top. */
  readonly split: number
  /** True: the line stands upright and moves left and right. */
  readonly vertical: boolean
  /** Share of B where one picture fades into the other. */
  readonly fade: number
  /** How often A and B change there and back, Hz, and whether they do. */
  readonly rate: number
  readonly playing: boolean
  /** Which of the two stands there now. */
  readonly standing: 'a' | 'b'
  /** Of a difference, bytes of 255 (core/pixels/difference). */
  readonly threshold: number
  /** What the difference of two photos on the screen is of: all as taken, their heads alone, or these in one light. */
  readonly twoPhotos: 'asTaken' | 'head' | 'light' | null
  /** Whether all pictures move together. */
  readonly linked: boolean
  /** How pictures were moved against the others, px of the open photo; they keep it when they are linked again. */
  readonly offsets: Readonly<Record<string, Similarity>>
  /** Why what was chosen last was not taken. */
  readonly refused: 'views' | null
}

export const compareStore = createStore<CompareState>(() => ({
  mode: 'slider',
  a: 'before',
  b: 'before',
  c: null,
  d: null,
  times: {},
  split: 0.5,
  vertical: true,
  fade: 0.5,
  rate: 1,
  playing: false,
  standing: 'a',
  threshold: usualThreshold,
  twoPhotos: null,
  linked: true,
  offsets: {},
  refused: null,
}))

export function setCompare(part: Partial<CompareState>): void {
  compareStore.setState({ refused: null, ...part })
}

const share = (value: number): number => Math.min(1, Math.max(0, value))

export const setSplit = (split: number): void => compareStore.setState({ split: share(split) })
export const setFade = (fade: number): void => compareStore.setState({ fade: share(fade) })
export const setRate = (rate: number): void => compareStore.setState({ rate: heldRate(rate) })

export function setThreshold(threshold: number): void {
  const [least, most] = thresholdRange
  compareStore.setState({ threshold: Math.min(most, Math.max(least, threshold)) })
}

/** Told by what draws the difference; null where none of two photos is on the screen. */
export function setTwoPhotos(twoPhotos: CompareState['twoPhotos']): void {
  if (compareStore.getState().twoPhotos !== twoPhotos) compareStore.setState({ twoPhotos })
}

/** Shows a side at another moment; null: as it was saved. */
export function setTime(side: CompareSide, moment: Moment | null, live = false): void {
  compareStore.setState((s) => {
    const item = s[side]
    return { times: { ...s.times, [side]: moment === null || item === null ? null : { item, moment, live } } }
  })
}

export function swapCompared(): void {
  compareStore.setState((s) => ({ a: s.b, b: s.a, times: { ...s.times, a: s.times.b, b: s.times.a } }))
}

/** The sides that a mode shows. */
export function sidesShown(s: CompareState): readonly CompareSide[] {
  return s.mode === 'sideBySide' ? compareSides.filter((side) => s[side] !== null) : ['a', 'b']
}

/** One more picture beside the others; at most four. */
export function addSide(item: CompareItem): void {
  compareStore.setState((s) => (s.c === null ? { c: item } : s.d === null ? { d: item } : s))
}

/** Takes a picture away; those after it move up. A and B stay two. */
export function removeSide(side: 'c' | 'd'): void {
  compareStore.setState((s) =>
    side === 'd'
      ? { d: null, times: { ...s.times, d: null } }
      : { c: s.d, d: null, times: { ...s.times, c: s.times.d, d: null } },
  )
}

/** The moment that was chosen for what a side shows, if any. */
export function otherTime(s: CompareState, side: CompareSide): OtherTime | null {
  const time = s.times[side]
  return time && time.item === s[side] ? time : null
}

export const offsetOf = (s: Pick<CompareState, 'offsets'>, item: CompareItem | null): Similarity =>
  (item !== null && s.offsets[item]) || unmoved

/** Moves one picture against the others, px of the open photo. */
export const nudge = (item: CompareItem, dx: number, dy: number): void => offsetBy(item, { ...unmoved, dx, dy })

/** Makes one picture larger about a place of the open photo. */
export const resize = (item: CompareItem, at: PointPx, factor: number): void => offsetBy(item, about(at, factor))

/** A picture is not made unlike another by a slip of the fingers. */
const MOST_RESIZED = 4

function offsetBy(item: CompareItem, by: Similarity): void {
  compareStore.setState((s) => {
    const offset = followedBy(offsetOf(s, item), by)
    const tooMuch = offset.a > MOST_RESIZED || offset.a < 1 / MOST_RESIZED
    return tooMuch ? s : { offsets: { ...s.offsets, [item]: offset } }
  })
}

/** Back to where marks and edges laid it. */
export function realign(item: CompareItem): void {
  compareStore.setState((s) => {
    const { [item]: _gone, ...offsets } = s.offsets
    return { offsets }
  })
}

/** Which of the pictures moves where only one does: B, unless it is A that was moved. */
export function looseItem(s: CompareState): CompareItem {
  return isUnmoved(offsetOf(s, s.a)) || !isUnmoved(offsetOf(s, s.b)) ? s.b : s.a
}

/** Whether pictures may start to change by themselves. */
const mayMove = (): boolean => !matchMedia('(prefers-reduced-motion: reduce)').matches

/** Flicker starts by itself, but never where somebody asked for less motion. */
export const startFlicker = (): void => setCompare({ mode: 'flicker', playing: mayMove(), standing: 'a' })
