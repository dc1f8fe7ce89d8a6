import { withPhotoView } from '../core/design/edits.ts'
import { viewOf, type PhotoView } from '../core/design/photoView.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from './designStore.ts'

/** Says from where the open photo was taken. */
export function setPhotoView(view: PhotoView, label: string): void {
  const { design } = designStore.getState()
  if (design) edit(withPhotoView(design, view), label)
}

/** The photo's row follows the design on screen, also back and forth through undo; on disk it is written with it. */
designStore.subscribe((state) => {
  const design = committedDesign(state)
  const { photo, photos } = state
  if (!design || !photo || design.photo.id !== photo.id || photo.view === viewOf(design)) return
  const now = { ...photo, view: viewOf(design) }
  designStore.setState({ photo: now, photos: photos.map((other) => (other.id === now.id ? now : other)) })
})
