import { adjustmentsOf, pictureRect, wholeFrame } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import type { RectPx } from '../../core/geometry/points.ts'
import { designStore } from '../../store/designStore.ts'
import { pictures } from '../../store/dots/pictures.ts'
import { setCamera, viewStore, type Camera } from '../../store/viewStore.ts'
import { isCropping } from './hands/cropHand.ts'
import { scalpView } from './scalpView.ts'
import { fitRect, type Box } from './viewport.ts'

/** Free space for what floats over the canvas. */
const FIT_PADDING = { top: 64, right: 20, bottom: 20, left: 20 }

/** The lower handles of a crop lie over the scale and the zoom. */
const CROP_PADDING = { ...FIT_PADDING, bottom: 72 }

/** Fits the scalp into the canvas's box while nobody has moved the picture. */
export function fitting(): (box: Box) => void {
  let fitted: { readonly camera: Camera; readonly photo: Box; readonly rect: RectPx } | null = null
  return (box) => {
    const { camera } = viewStore.getState()
    const { design } = designStore.getState()
    const photo = pictures.size()
    if (!camera.fitted || !photo || !design || box.width === 0) return
    // What was fitted stays while marks are dragged; asking anew, or another photo, looks at the marks again.
    const asIs = fitted?.camera === camera && fitted.photo === photo
    const rect = asIs && fitted ? fitted.rect : rectToFit(design, photo)
    const fit = fitRect(box, rect, isCropping() ? CROP_PADDING : FIT_PADDING)
    if (fit.zoom !== camera.zoom || fit.x !== camera.x || fit.y !== camera.y) setCamera(fit)
    fitted = { camera: viewStore.getState().camera, photo, rect }
  }
}

/** What to look at: the whole picture where it is being cropped, the head otherwise. */
function rectToFit(design: Design, photo: Box): RectPx {
  const { straightenDeg } = adjustmentsOf(design)
  if (isCropping()) return wholeFrame(photo, straightenDeg)
  return pictureRect(scalpView(design.marks, photo), photo, straightenDeg)
}
