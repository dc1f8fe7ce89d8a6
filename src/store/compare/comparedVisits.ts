import { createStore } from 'zustand/vanilla'
import type { Design } from '../../core/design/design.ts'
import { viewOf, type PhotoView } from '../../core/design/photoView.ts'
import type { Similarity } from '../../core/geometry/similarity.ts'
import type { PhotoRow, Snapshot, Visit } from '../../storage/repository.ts'
import type { CompareItem } from './compareStore.ts'
import { designStore } from '../designStore.ts'

/** A photo of the same patient that is not open, with what was made of it. */
export interface OtherPhoto {
  readonly photo: PhotoRow
  readonly visit: Visit
  /** As it is now: it says where the head is. Null for another view, which nothing is laid on. */
  readonly design: Design | null
  readonly view: PhotoView
  readonly snapshots: readonly Snapshot[]
}

export interface ComparedVisits {
  /** The open photo that these are compared with. */
  readonly photoId: string | null
  /** The newest visit first. */
  readonly others: readonly OtherPhoto[]
  /** From px of another photo to px of the open one: by the marks at first, by the pictures' edges once these were seen. */
  readonly places: Readonly<Record<string, { readonly place: Similarity; readonly by: 'marks' | 'edges' }>>
}

/** Before anything is known. */
export const noOthers: ComparedVisits = { photoId: null, others: [], places: {} }
export const comparedVisits = createStore<ComparedVisits>(() => noOthers)

const PREFIX = 'photo '
/** The photo of another visit as something to compare. */
export const photoItem = (photoId: string): CompareItem => `${PREFIX}${photoId}`

/** The other photo that an item is; null for snapshots and for the open photo. */
export const photoOfItem = (item: CompareItem): string | null =>
  item.startsWith(PREFIX) ? item.slice(PREFIX.length) : null

/** The photo that an item of another visit is of; null for what is of the open one. */
export function otherOf(item: CompareItem | null, others = comparedVisits.getState().others): OtherPhoto | null {
  if (item === null || item === 'before') return null
  return (
    others.find(({ photo, snapshots }) => item === photoItem(photo.id) || snapshots.some((s) => s.id === item)) ?? null
  )
}

/** Whether it was taken from where the open photo was. */
export function isOfThisView(other: OtherPhoto | null): boolean {
  const { design } = designStore.getState()
  return other !== null && design !== null && other.view === viewOf(design)
}

/** Snapshots of the open photo and of all others. */
export function allSnapshots(own: readonly Snapshot[], others: readonly OtherPhoto[]): readonly Snapshot[] {
  return others.length === 0 ? own : [...own, ...others.flatMap(({ snapshots }) => snapshots)]
}
