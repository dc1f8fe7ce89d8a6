import { withMarks, withPhotoView } from '../../core/design/edits.ts'
import { viewOf, type PhotoView } from '../../core/design/photoView.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { snappedMarks } from './outlineActions.ts'
import { engine } from '../services.ts'

/** Views that are tried one after the other are one step. */
const MERGE_KEY = 'view'

/**
 * Says from where the open photo was taken, which holds at once, also for who leaves the photo right after. Marks that nobody
 * has touched are laid anew, and on the edge of the head once it is found: in the same step where none came in between.
 */
export async function setPhotoView(view: PhotoView, label: string): Promise<void> {
  const before = committedDesign(designStore.getState())
  if (!before) return
  edit(withPhotoView(before, view), label, MERGE_KEY)
  const { design: turned } = designStore.getState()
  if (!turned || turned.marks === before.marks) return
  const laid = await snappedMarks(turned.marks, turned.photo.hash, engine())
  const { design, live } = designStore.getState()
  // Whose marks are being moved or were changed meanwhile, or who has gone back, keeps what there is.
  if (live || laid === turned.marks || design?.marks !== turned.marks || undoneSteps() > 0) return
  edit(withMarks(design, laid), label, MERGE_KEY)
}

function undoneSteps(): number {
  const { history } = designStore.getState()
  return history ? history.entries.length - 1 - history.at : 0
}

/** The photo's row follows the design on screen, also back and forth through undo; on disk it is written with it. */
designStore.subscribe((state) => {
  const design = committedDesign(state)
  const { photo, photos } = state
  if (!design || !photo || design.photo.id !== photo.id || photo.view === viewOf(design)) return
  const now = { ...photo, view: viewOf(design) }
  designStore.setState({ photo: now, photos: photos.map((other) => (other.id === now.id ? now : other)) })
})
