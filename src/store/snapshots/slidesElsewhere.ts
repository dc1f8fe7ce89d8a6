import { createStore } from 'zustand/vanilla'
import { photoViews } from '../../core/design/photoView.ts'
import type { Snapshot } from '../../storage/repository.ts'
import { designStore } from '../designStore.ts'
import { newestSnapshots } from './snapshotSteps.ts'

/** Snapshots of the open visit's other photos, in the order of the views: they are presented with those of the open one. */
export const slidesElsewhere = createStore<{
  /** The open photo that they are beside; null while nothing is open. */
  readonly photoId: string | null
  readonly snapshots: readonly Snapshot[]
}>(() => ({ photoId: null, snapshots: [] }))

let reading: Promise<void> = Promise.resolve()

/** Reads them whenever another photo opens: what was done to a view was done while it was open. */
export function startSlidesElsewhere(): void {
  designStore.subscribe((now, before) => {
    if (now.photo?.id === before.photo?.id) return
    slidesElsewhere.setState({ photoId: now.photo?.id ?? null, snapshots: [] })
    if (now.photo) reading = read(now.photo.id)
  })
}

/** Resolves once they are known, or can not be read: then the open photo's own are all there are. */
export const elsewhereRead = (): Promise<void> => reading

async function read(photoId: string): Promise<void> {
  const { photos } = designStore.getState()
  const others = photos
    .filter(({ id }) => id !== photoId)
    .toSorted((a, b) => photoViews.indexOf(a.view) - photoViews.indexOf(b.view))
  const found = await Promise.all(others.map(({ id }) => newestSnapshots(id))).catch(() => [])
  if (slidesElsewhere.getState().photoId === photoId) slidesElsewhere.setState({ snapshots: found.flat() })
}

/** What is said of one of them, said here too. */
export function saidElsewhere(id: string, part: Partial<Snapshot>): void {
  slidesElsewhere.setState((s) => ({ snapshots: s.snapshots.map((x) => (x.id === id ? { ...x, ...part } : x)) }))
}
