import { createStore } from 'zustand/vanilla'
import { withPhotoView } from '../core/design/edits.ts'
import { viewOf, type PhotoView } from '../core/design/photoView.ts'
import { proposeMarks } from '../core/design/marks.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from './designStore.ts'
import { snappedMarks } from './outlineActions.ts'
import { engine } from './services.ts'

/** The view that was chosen last for a photo, while its marks are being laid; null while nothing is waited for. */
export const photoViewStore = createStore<{
  readonly chosen: { readonly photoId: string; readonly view: PhotoView } | null
}>(() => ({ chosen: null }))

/**
 * Says from where the open photo was taken. Marks that nobody has touched are laid anew, and on the edge of the head: until
 * that is found the choice is shown, and another one may be made instead.
 */
export async function setPhotoView(view: PhotoView, label: string): Promise<void> {
  const asked = committedDesign(designStore.getState())
  if (!asked) return
  const { photo, marks } = asked
  const chosen = viewOf(asked) === view ? null : { photoId: photo.id, view }
  photoViewStore.setState({ chosen })
  if (!chosen) return
  const proposed = proposeMarks(photo.width, photo.height, view)
  const laid = marks.checked ? proposed : await snappedMarks(proposed, photo.hash, engine())
  if (photoViewStore.getState().chosen !== chosen) return
  photoViewStore.setState({ chosen: null })
  const design = committedDesign(designStore.getState())
  // The view is a word of the hand, whatever it has changed meanwhile; marks of another photo are of no use.
  if (design?.photo.id === photo.id) edit(withPhotoView(design, view, laid), label)
}

/** The photo's row follows the design on screen, also back and forth through undo; on disk it is written with it. */
designStore.subscribe((state) => {
  const design = committedDesign(state)
  const { photo, photos } = state
  if (!design || !photo || design.photo.id !== photo.id || photo.view === viewOf(design)) return
  const now = { ...photo, view: viewOf(design) }
  designStore.setState({ photo: now, photos: photos.map((other) => (other.id === now.id ? now : other)) })
})
