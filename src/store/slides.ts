import { hasPicture } from '../core/design/recession.ts'
import { committedDesign, designStore } from './designStore.ts'
import { dismissToast } from './jobsStore.ts'
import { notPresenting, presentStore, type Slide } from './presentStore.ts'
import { engine } from './services.ts'
import { snapshotBitmap } from './thumbnails.ts'

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
  presentStore.setState({ ...notPresenting, slides })
}

/** As snapshots are kept (snapshotActions). */
const PICTURE = { type: 'image/jpeg', quality: 0.92, maxSide: 2560 } as const

/** The picture that the patient saw; the working design is drawn. */
export async function slidePicture({ snapshotId, design }: Slide): Promise<ImageBitmap> {
  if (snapshotId !== null) return snapshotBitmap(snapshotId)
  const bytes = await engine().picture([design], { ...PICTURE, photoHash: design.photo.hash })
  return createImageBitmap(new Blob([bytes], { type: PICTURE.type }))
}
