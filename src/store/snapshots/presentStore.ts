import { createStore } from 'zustand/vanilla'
import type { Design } from '../../core/design/design.ts'
import type { PhotoView } from '../../core/design/photoView.ts'
import type { ViewingDistance } from '../../core/pixels/viewingDistance.ts'

/** What is shown full screen: a snapshot, or the design that is worked on. */
export interface Slide {
  /** Null: the working design. */
  readonly snapshotId: string | null
  readonly design: Design
  /** From where its photo was taken. */
  readonly view: PhotoView
  /** What it is called, where that is nobody's name: of the sample patient's own designs. */
  readonly name?: string
}

export interface PresentState {
  /** Null: nothing is presented. They stay the same while they are shown, whatever is starred meanwhile. */
  readonly slides: readonly Slide[] | null
  readonly at: number
  /** The photo alone instead. */
  readonly before: boolean
  /** Seen as from so far away; null: as sharp as the picture is. */
  readonly distance: ViewingDistance | null
  /** The snapshot that the working design was kept as since; null where it was not. */
  readonly kept: string | null
}

export const notPresenting: PresentState = { slides: null, at: 0, before: false, distance: null, kept: null }
export const presentStore = createStore<PresentState>(() => notPresenting)

export const stopPresenting = (): void => presentStore.setState(notPresenting)

/** To the next or the one before; the ends do not lead round. */
export function goToSlide(by: number): void {
  presentStore.setState(({ slides, at }) => {
    const next = Math.min((slides?.length ?? 1) - 1, Math.max(0, at + by))
    return next === at ? {} : { at: next, before: false }
  })
}

export const showBefore = (before: boolean): void => presentStore.setState({ before })
export const seeFrom = (distance: ViewingDistance | null): void => presentStore.setState({ distance })
