import { createStore } from 'zustand/vanilla'
import { current } from '../../core/design/history.ts'
import type { Marks } from '../../core/design/design.ts'
import type { PhotoView } from '../../core/design/photoView.ts'
import type { PhotoRow } from '../../storage/repository.ts'
import { newestHistory } from '../saving/autosave.ts'
import { designStore } from '../designStore.ts'
import { importFile } from './importActions.ts'
import { repository } from '../services.ts'

export interface CameraState {
  /** Whether the camera stands over the Studio. */
  readonly open: boolean
  readonly view: PhotoView
  /** The picture just taken, until it is used, taken again, or the camera is closed. The lock leaves it here. */
  readonly taken: { readonly blob: Blob; readonly url: string } | null
}

export const cameraStore = createStore<CameraState>(() => ({ open: false, view: 'frontal', taken: null }))

/** For the first standard view that the open visit has no photo of. */
export function openCamera(views: readonly PhotoView[]): void {
  const { photos } = designStore.getState()
  const view = views.find((name) => !photos.some((photo) => photo.view === name)) ?? 'frontal'
  cameraStore.setState({ open: true, view })
}

export function closeCamera(): void {
  cameraStore.setState({ open: false })
  dropTaken()
}

/** Holds what the camera took. It may come when the camera is closed already: then nobody waits for it. */
export function holdTaken(blob: Blob): void {
  dropTaken()
  if (cameraStore.getState().open) cameraStore.setState({ taken: { blob, url: URL.createObjectURL(blob) } })
}

/** Frees it, and the camera sees again. */
export function dropTaken(): void {
  const { taken } = cameraStore.getState()
  if (!taken) return
  URL.revokeObjectURL(taken.url)
  cameraStore.setState({ taken: null })
}

export interface Ghost {
  readonly photo: PhotoRow
  /** Of its visit, ISO. */
  readonly date: string
  /** The stored original: a browser turns it upright by itself. */
  readonly original: Blob | null
  readonly thumbnail: Blob | null
  /** Where its head is, px of the photo; null where that can not be read. */
  readonly marks: Marks | null
}

/** The photo of the same view of the newest earlier visit, to take the next one from the same place; null where there is none. */
export async function ghostOf(view: PhotoView): Promise<Ghost | null> {
  const { patient, visit } = designStore.getState()
  const summary = patient && (await repository().patient(patient.id))
  if (!summary || !visit) return null
  const earlier = summary.visits.filter(({ id, date }) => id !== visit.id && date <= visit.date).toReversed()
  for (const { id, date } of earlier) {
    const photo = summary.photos.findLast((p) => p.visitId === id && p.view === view)
    if (!photo) continue
    const [bytes, small, history] = await Promise.all([
      repository().photoBytes(photo.hash),
      repository().photoThumbnail(photo.id),
      newestHistory(photo.id).catch(() => null),
    ])
    const marks = history && current(history).marks
    return { photo, date, original: bytes && new Blob([bytes]), thumbnail: small && new Blob([small]), marks }
  }
  return null
}

/** What was taken comes to the open visit as a photo of its view. */
export async function keepPicture(picture: Blob, view: PhotoView): Promise<boolean> {
  closeCamera()
  return importFile(picture, { view })
}
