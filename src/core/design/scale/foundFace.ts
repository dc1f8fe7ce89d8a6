import { between, distance, type PointPx } from '../../geometry/points.ts'
import { isGuessedScale } from './calibration.ts'
import type { Design, KnownLength, Marks, Scale, Side } from '../design.ts'
import { layAgain } from '../edits.ts'
import { movedMarks, moveMark, proposeMarks } from './marks.ts'
import type { PhotoView } from '../photoView.ts'
import { CORNERS_FOUND, IRIS_MM } from './scaleSources.ts'

/** One eye as it was seen. Right and left are the patient's. */
export interface EyeSeen {
  readonly corner: PointPx
  readonly pupil: PointPx
  readonly irisPx: number
  /** Between the lids over the eye's width. */
  readonly opening: number
  /** How far the pupil wanders when the eye is looked at again and again: standard deviation, px. */
  readonly pupilSdPx: number
}

/** A face as it was seen, px of the photo. */
export interface FaceSeen {
  readonly right: EyeSeen
  readonly left: EyeSeen
  readonly glabella: PointPx
  readonly noseTip: PointPx
  readonly chin: PointPx
  /** 0..1: how sure it is that this is a face. */
  readonly score: number
}

/** Why nothing is proposed. */
export type FaceProblem =
  { readonly code: 'none' | 'several' | 'shut' | 'irises' } | ({ readonly code: 'turned' } & TurnedHead)

/** How far a head is turned, and the side of the patient that it shows more of. */
interface TurnedHead {
  readonly degrees: number
  readonly shows: Side
}

/** Profiles and heads from above score less. */
const LEAST_SCORE = 0.9
/** A face in the background is smaller. */
const BESIDE = 0.5
const MOST_TURNED_DEG = 15
/** From here on a turned head is said. */
export const TURNED_DEG = 8
/** Shut eyes measured .05-.10, open ones .24 and more. */
const LEAST_OPENING = 0.17
/** The pupils of shut eyes wander by .8-1.3 % of their distance, those of open ones by .3-.7 %. */
const MOST_WANDERING = 0.011
const MOST_IRIS_DIFFERENCE = 0.15
/** Smaller irises are measured a quarter too large. */
const LEAST_IRIS_PX = 11

/** 90 % half widths of the pupils' distance and of the irises' mean, relative: measured on photos of known truth. */
const PUPILS_FOUND = 0.02
const IRISES_FOUND = 0.12

/** How far the nose tip stands before the eye corners' line, over half their distance: of the sample's head. */
const NOSE_DEPTH = 0.844
const toDeg = 180 / Math.PI

const eyesPx = ({ right, left }: FaceSeen): number => distance(right.pupil, left.pupil)

/**
 * How far a head is turned to a side, degrees: that alone makes what is measured across the face shorter. Bowing does not, as
 * heads are bowed for a photo of their hairline, nor does leaning to a side.
 */
export const turnedDeg = (face: FaceSeen): number => Math.abs(turnOf(face))

/** The same, above 0 where the patient's right side is shown. */
function turnOf(face: FaceSeen): number {
  const { right, left, noseTip } = face
  const middle = between(right.corner, left.corner)
  const width = distance(right.corner, left.corner)
  const across = { x: (left.corner.x - right.corner.x) / width, y: (left.corner.y - right.corner.y) / width }
  const aside = (noseTip.x - middle.x) * across.x + (noseTip.y - middle.y) * across.y
  return Math.atan2((2 * aside) / width, NOSE_DEPTH) * toDeg
}

/** A head that is turned further than this is nearer to a photo from 45 degrees than to one from the front. */
const AT_45_FROM_DEG = 22.5

/** The view that a photo taken for a frontal one rather is; null where it says nothing of that. */
export function viewSeen(problem: FaceProblem): PhotoView | null {
  if (problem.code !== 'turned' || problem.degrees < AT_45_FROM_DEG) return null
  return problem.shows === 'right' ? 'right45' : 'left45'
}

/** The face that can be measured on, or why there is none. */
export function measurableFace(seen: readonly FaceSeen[]): FaceSeen | FaceProblem {
  const faces = seen.filter(({ score }) => score >= LEAST_SCORE).toSorted((a, b) => eyesPx(b) - eyesPx(a))
  const [face, second] = faces
  if (!face) return { code: 'none' }
  if (second && eyesPx(second) > BESIDE * eyesPx(face)) return { code: 'several' }
  const turn = turnOf(face)
  if (Math.abs(turn) > MOST_TURNED_DEG)
    return { code: 'turned', degrees: Math.abs(turn), shows: turn > 0 ? 'right' : 'left' }
  const eyes = [face.right, face.left]
  const shut = eyes.some((eye) => eye.opening < LEAST_OPENING || eye.pupilSdPx > MOST_WANDERING * eyesPx(face))
  if (shut) return { code: 'shut' }
  const irises = eyes.map(({ irisPx }) => irisPx)
  const difference = Math.max(...irises) / Math.min(...irises) - 1
  return difference > MOST_IRIS_DIFFERENCE ? { code: 'irises' } : face
}

/** Marks on a face, to be checked by the user. The outline has a head's proportions. */
export function marksOn(face: FaceSeen, width: number, height: number): Marks {
  const { right, left, glabella, chin } = face
  const proposed = proposeMarks(width, height)
  const laid = movedMarks(proposed, [proposed.eyeRight, proposed.eyeLeft], [right.corner, left.corner])
  const midlineTilt = Math.atan2(left.pupil.y - right.pupil.y, left.pupil.x - right.pupil.x)
  return { ...moveMark({ ...laid, glabella, midlineTilt }, 'outlineBottom', chin), checked: false, found: true }
}

/**
 * A design on a face that was found: its marks, what was laid from them, and the scale's points where they lie on the face and
 * no hand has put them. A scale in use keeps its points.
 */
export function withFace(design: Design, face: FaceSeen, found: Marks): Design {
  const { marks } = design
  // An outline that somebody has laid knows better than proportions.
  const outline = marks.checked ? marks.outline : found.outline
  return layAgain(design, { ...design, marks: { ...found, outline }, scale: scaleOn(design, face) })
}

function scaleOn(design: Design, face: FaceSeen): Scale {
  const { scale } = design
  const { right, left } = face
  // A point that a hand has put stays, and with it the other one.
  const found = scale.foundError !== undefined && !scale.placed
  if (scale.status === 'used' || scale.placed || !(isGuessedScale(design) || found)) return scale
  switch (scale.source) {
    case 'pupils':
    case 'prescription':
      return withIrises({ ...scale, a: right.pupil, b: left.pupil, foundError: PUPILS_FOUND }, face)
    case 'caliper':
      return { ...scale, a: right.corner, b: left.corner, foundError: CORNERS_FOUND }
    case 'iris':
      return { ...scale, ...irisLength(face), unplaced: undefined }
    case 'card':
    case 'ruler':
    case 'sticker':
    case 'hairline':
    case 'head':
    case 'breadth':
      return scale
  }
}

/** An average of its own, beside that of the pupils: where the two differ something is wrong. */
function withIrises(scale: Scale, face: FaceSeen): Scale {
  const others = (scale.also ?? []).filter(({ source, foundError }) => source !== 'iris' || !foundError)
  const byHand = others.some(({ source }) => source === 'iris')
  const small = Math.min(face.right.irisPx, face.left.irisPx) < LEAST_IRIS_PX
  const also = byHand || small ? others : [...others, irisLength(face)]
  return { ...scale, also: also.length > 0 ? also : undefined }
}

/** Across the right eye, as wide as the mean of both. */
function irisLength({ right, left }: FaceSeen): KnownLength {
  const px = (right.irisPx + left.irisPx) / 2
  const share = px / 2 / distance(right.pupil, left.pupil)
  const a = between(right.pupil, left.pupil, -share)
  const b = between(right.pupil, left.pupil, share)
  return { a, b, knownMm: IRIS_MM, source: 'iris', foundError: IRISES_FOUND }
}
