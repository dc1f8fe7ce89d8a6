import { createStore } from 'zustand/vanilla'
import type { Design } from '../../core/design/design.ts'
import { viewOf, type PhotoView } from '../../core/design/photoView.ts'

/** What the eyes tell of photos that lie among the frontal ones, by photo: from where they were rather taken. */
interface ViewsSeen {
  readonly views: ReadonlyMap<string, PhotoView>
}

export const viewsSeenStore = createStore<ViewsSeen>(() => ({ views: new Map() }))

/** What a search for the eyes says of a photo; null: that it is where it belongs, and who looks at it may say so too. */
export function sayView(photoId: string, view: PhotoView | null): void {
  const views = new Map(viewsSeenStore.getState().views)
  if (view) views.set(photoId, view)
  else views.delete(photoId)
  viewsSeenStore.setState({ views })
}

/** The view that a photo in the frontal slot rather is; null where nothing says so, it was answered, or the photo was moved. */
export const otherViewOf = ({ views }: ViewsSeen, design: Design): PhotoView | null =>
  viewOf(design) === 'frontal' ? (views.get(design.photo.id) ?? null) : null
