import { fitHead, type HeadResult } from '../../geometry/fitHead.ts'
import { unmeasuredSize } from '../../geometry/headErrors.ts'
import { halfBreadthFrom, knownFrom, type HeadEvidence } from '../../geometry/headEvidence.ts'
import type { HeadFit } from '../../geometry/headFit.ts'
import {
  hairAtEdge,
  type EdgeHair,
  type Guess,
  type HeadLandmark,
  type HeadPhotoView,
} from '../../geometry/headPriors.ts'
import { Z90 } from '../../geometry/normalBand.ts'
import { between, type PointPx } from '../../geometry/points.ts'
import { isChord, isGuessedScale, scaleOfLengths } from '../scale/calibration.ts'
import type { Design, Marks, ScaleSource } from '../design.ts'
import { BAND_RULE, fitOf, type FoundHead, type HeadFront } from './head.ts'
import { lengthError, scaleEvidence } from '../scale/scaleEvidence.ts'
import { isOutlineGuessed, markHandles } from '../scale/marks.ts'
import { headViewOf, skullRim } from './skullRim.ts'
import { usualHead } from '../../geometry/headStart.ts'

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

/** From aside the midline is seen as a line, and not as the head's rim. */
const showsMidline: readonly HeadPhotoView[] = ['right45', 'left45']

function evidenceOf(design: Design, view: HeadPhotoView): HeadEvidence {
  const { photo, marks, head } = design
  const { width, height } = photo
  const placed = marks.checked || marks.found
  const inPhoto = ({ x, y }: PointPx) => x >= 0 && y >= 0 && x <= width && y <= height
  const known = head?.known
  const guessed = isOutlineGuessed(marks)
  const menton = guessed && markHandles(marks).find(({ handle }) => handle === 'outlineBottom')?.at
  return {
    width,
    height,
    focalPx: focalPxOf(photo),
    view,
    outline: skullRim(design).filter(inPhoto),
    ...(guessed && { outlineGuessed: true }),
    hair: hairAtEdge(view, head?.hair ?? 'unsaid'),
    ...sizeOf(design, view),
    landmarks: placed
      ? { ...Object.fromEntries(landmarksOf[view].map((name) => [name, marks[name]])), ...(menton && { menton }) }
      : {},
    midlineTilt: placed && (view === 'frontal' || view === 'vertex' || view === 'crown') ? marks.midlineTilt : null,
    midline: placed && showsMidline.includes(view) ? { through: marks.glabella, tilt: marks.midlineTilt } : null,
    ...(known && knownFrom(known.fit, { glabella: known.marks.glabella }, hairInside(known, head.hair))),
  }
}

/** Heads were once fitted to an outline as if no hair stood on it: they are known by having no part of their bands for it. */
const hairInside = ({ fit, marks }: HeadFront, said: EdgeHair | undefined): Guess | undefined =>
  fit.hairError || isOutlineGuessed(marks) ? undefined : hairAtEdge('frontal', said ?? 'unsaid')

/** What was measured: mm per px of a plane, or of a length that is seen at an angle how long it is on the head. */
function lengthsOf({ photo, scale }: Design, view: HeadPhotoView): Pick<HeadEvidence, 'scale' | 'chord'> {
  // What another view has of the head is no plane's scale, and how broad heads are is known without a photo.
  const [first, ...also] = scaleEvidence(scale).counted.filter(
    ({ source }) => source !== 'head' && source !== 'breadth',
  )
  if (!first) return { scale: null }
  const measured = scaleOfLengths({ photo, scale: { ...first, status: scale.status, also } })
  const { mmPerPx, relativeSd, counted, foreshortened } = measured
  if (foreshortened) {
    // Across a face that is turned away the eyes say less than what heads usually measure.
    const chord = counted.find(isChord)
    return { scale: null, chord: chord ? { ...chord, mm: chord.knownMm, relativeSd: lengthError(chord) / Z90 } : null }
  }
  const length = counted[0] ?? first
  const on = showsFace(view) && ofEyes.includes(length.source) ? 'eyes' : 'scalp'
  return { scale: { mmPerPx: mmPerPx.value, relativeSd, at: between(length.a, length.b), on } }
}

/**
 * 90 % half width of what a head's size was fitted to, relative: a measured length, or where there is none that of adults'
 * heads. 0 where another view knows it.
 */
export function fittedScaleError(design: Design): number {
  const view = headViewOf(design)
  const measured = view && sizeOf(design, view)
  const length = measured?.scale ?? measured?.chord
  if (length) return length.relativeSd * Z90
  const breadth = measured?.halfBreadth
  if (breadth) return (breadth.sd / breadth.mean) * Z90
  return design.head?.known ? 0 : unmeasuredSize(fitOf(design)?.hairError !== undefined)
}

/** Whether the head is as large as most are, because nothing on the photo was measured and no other view knows better. */
export function isSizeGuessed(design: Design): boolean {
  const view = headViewOf(design)
  if (!view || design.head?.known) return false
  const { scale, chord, halfBreadth } = sizeOf(design, view)
  return !scale && !chord && !halfBreadth
}

function sizeOf(design: Design, view: HeadPhotoView): Pick<HeadEvidence, 'scale' | 'chord' | 'halfBreadth'> {
  if (design.scale.status === 'skipped') return { scale: null }
  return { ...(isGuessedScale(design) ? { scale: null } : lengthsOf(design, view)), ...breadthOf(design) }
}

/** How broad another view has the head, wherever its points lie here; nothing beside all of what that view knows of it. */
function breadthOf({ scale, head }: Design): Pick<HeadEvidence, 'halfBreadth'> {
  const told = head?.known ? undefined : scaleEvidence(scale).counted.find(({ source }) => source === 'head')
  return told ? { halfBreadth: halfBreadthFrom(told.knownMm, told.foundError ?? 0) } : {}
}

/** What the marks, the scale and the view of a design say of the head. Some 5 ms. */
export function findHead(design: Design): FoundHead {
  const view = headViewOf(design)
  if (!view) return { problem: 'part' }
  const { checked, found, outline } = design.marks
  if (!checked && !found && !outline.radii) return { problem: 'unchecked' }
  const head = fitHead(evidenceOf(design, view))
  if ('fit' in head || !design.head?.known) return ruled(head)
  // What another view says of the head may be what does not fit.
  const { known: _known, ...own } = design.head
  return ruled(fitHead(evidenceOf({ ...design, head: own }, view)))
}

const ruled = (head: HeadResult): FoundHead => ('fit' in head ? { ...head, rule: BAND_RULE } : head)

/**
 * The head where nobody has found it: one as most are, in the outline. Lines are laid on it; no figure stands on it. Null for
 * a view that shows no whole head.
 */
export function usualHeadOf(design: Pick<Design, 'photo' | 'marks'>): HeadFit | null {
  const view = headViewOf(design)
  if (!view) return null
  const { width, height } = design.photo
  return usualHead({ width, height, focalPx: null, view, outline: skullRim(design), scale: null })
}

/** The design with its head as its marks, scale and view now say; a design that knows of no head stays flat. */
export const withHeadFound = (design: Design): Design =>
  design.head ? { ...design, head: { ...design.head, found: findHead(design) } } : design
