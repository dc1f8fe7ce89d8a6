import { fitHead, type HeadEvidence } from '../geometry/fitHead.ts'
import type { HeadLandmark, HeadPhotoView } from '../geometry/headPriors.ts'
import { between, type PointPx } from '../geometry/points.ts'
import { isGuessedScale, scaleOnPhoto } from './calibration.ts'
import type { Design, Marks, ScaleSource } from './design.ts'
import type { FoundHead } from './head.ts'
import { headViewOf, skullRim } from './skullRim.ts'

/** What a view's marks say of the pose: a mark of what the view does not show is where it was proposed. */
const landmarksOf: Readonly<Record<HeadPhotoView, readonly Extract<HeadLandmark, keyof Marks>[]>> = {
  frontal: ['glabella', 'eyeRight', 'eyeLeft'],
  right45: ['glabella', 'eyeRight'],
  left45: ['glabella', 'eyeLeft'],
  rightProfile: ['glabella', 'eyeRight'],
  leftProfile: ['glabella', 'eyeLeft'],
  vertex: [],
  crown: [],
}

const showsFace = (view: HeadPhotoView): boolean => landmarksOf[view].length > 0

/** Lengths that lie in the plane of the eyes; the others on the scalp. */
const ofEyes: readonly ScaleSource[] = ['caliper', 'prescription', 'pupils', 'iris']

/** px of a 35-mm equivalent focal length: by the diagonal of the picture, 43.27 mm there. */
const focalPxOf = ({ width, height, focal35mm }: Design['photo']): number | null =>
  focal35mm === undefined ? null : (focal35mm * Math.hypot(width, height)) / 43.27

function evidenceOf(design: Design, view: HeadPhotoView): HeadEvidence {
  const { photo, marks, scale } = design
  const { width, height } = photo
  const { mmPerPx, relativeSd, counted, foreshortened } = scaleOnPhoto(design)
  const length = counted[0] ?? scale
  const placed = marks.checked || marks.found
  const inPhoto = ({ x, y }: PointPx) => x >= 0 && y >= 0 && x <= width && y <= height
  return {
    width,
    height,
    focalPx: focalPxOf(photo),
    view,
    outline: skullRim(design).filter(inPhoto),
    scale:
      // A length across a face that is turned away says less than what heads usually measure.
      scale.status === 'skipped' || foreshortened || isGuessedScale(design)
        ? null
        : {
            mmPerPx: mmPerPx.value,
            relativeSd,
            at: between(length.a, length.b),
            on: showsFace(view) && ofEyes.includes(length.source) ? 'eyes' : 'scalp',
          },
    landmarks: placed ? Object.fromEntries(landmarksOf[view].map((name) => [name, marks[name]])) : {},
    midlineTilt: placed && (view === 'frontal' || view === 'vertex' || view === 'crown') ? marks.midlineTilt : null,
  }
}

/** What the marks, the scale and the view of a design say of the head. Some 5 ms. */
export function findHead(design: Design): FoundHead {
  const view = headViewOf(design)
  if (!view) return { problem: 'part' }
  const { checked, found, outline } = design.marks
  if (!checked && !found && !outline.radii) return { problem: 'unchecked' }
  return fitHead(evidenceOf(design, view))
}

/** The design with its head as its marks, scale and view now say; a design that knows of no head stays flat. */
export const withHeadFound = (design: Design): Design =>
  design.head ? { ...design, head: { ...design.head, found: findHead(design) } } : design
