import { createStore } from 'zustand/vanilla'
import type { Design } from '../core/design/design.ts'
import { hasPicture } from '../core/design/recession.ts'
import type { ViewingDistance } from '../core/pixels/viewingDistance.ts'
import { committedDesign, designStore } from './designStore.ts'
import { dismissToast } from './jobsStore.ts'
import { engine } from './services.ts'
import { snapshotBitmap } from './thumbnails.ts'

/** What is shown full screen: a snapshot, or the design that is worked on. */
export interface Slide {
  /** Null: the working design. */
  readonly snapshotId: string | null
  readonly design: Design
}

export interface PresentState {
  /** Null: nothing is presented. They stay the same while they are shown, whatever is starred meanwhile. */
  readonly slides: readonly Slide[] | null
  readonly at: number
  /** The photo alone instead. */
  readonly before: boolean
  /** Seen as from so far away; null: as sharp as the picture is. */
  readonly distance: ViewingDistance | null
}

const closed: PresentState = { slides: null, at: 0, before: false, distance: null }
export const presentStore = createStore<PresentState>(() => closed)

/** The starred snapshots; without one the working design first, and then every snapshot that differs from it. */
export function slidesNow(): readonly Slide[] {
  const { snapshots } = designStore.getState()
  const slideOf = ({ id, design }: (typeof snapshots)[number]): Slide => ({ snapshotId: id, design })
  const starred = snapshots.filter((s) => s.starred)
  if (starred.length > 0) return starred.map(slideOf)
  const working = committedDesign(designStore.getState())
  const isSaved = snapshots.some((s) => s.design === working)
  const first = working && hasPicture(working) && !isSaved ? [{ snapshotId: null, design: working }] : []
  return [...first, ...snapshots.map(slideOf)]
}

export function startPresenting(): void {
  const slides = slidesNow()
  if (slides.length === 0) return
  // It may name a patient's snapshot.
  dismissToast()
  presentStore.setState({ ...closed, slides })
}

export const stopPresenting = (): void => presentStore.setState(closed)

/** To the next or the one before; the ends do not lead round. */
export function goToSlide(by: number): void {
  presentStore.setState(({ slides, at }) => {
    const next = Math.min((slides?.length ?? 1) - 1, Math.max(0, at + by))
    return next === at ? {} : { at: next, before: false }
  })
}

export const showBefore = (before: boolean): void => presentStore.setState({ before })
export const seeFrom = (distance: ViewingDistance | null): void => presentStore.setState({ distance })

/** As snapshots are kept (snapshotActions). */
const PICTURE = { type: 'image/jpeg', quality: 0.92, maxSide: 2560 } as const

/** The picture that the patient saw; the working design is drawn. */
export async function slidePicture({ snapshotId, design }: Slide): Promise<ImageBitmap> {
  if (snapshotId !== null) return snapshotBitmap(snapshotId)
  const bytes = await engine().picture([design], { ...PICTURE, photoHash: design.photo.hash })
  return createImageBitmap(new Blob([bytes], { type: PICTURE.type }))
}
