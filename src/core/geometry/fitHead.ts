import { fitErrors } from './headErrors.ts'
import type { HeadEvidence } from './headEvidence.ts'
import type { HeadFit, Vector } from './headFit.ts'
import {
  add3,
  beside,
  deepest,
  entry,
  eyeOf,
  headView,
  length3,
  scale3,
  scalpAt,
  subtract3,
  turn,
} from './headModel.ts'
import {
  axesPrior,
  distancePrior,
  faceOnHead,
  FOCAL_RELATIVE_SD,
  type HeadLandmark,
  narrowingPrior,
  onHead,
  posePriors,
  pupilsOnHead,
  squarenessPrior,
} from './headPriors.ts'
import { rimOf } from './headRim.ts'
import { HAIR, isHairUnknown, rollOf, startOf, STEPS, unknowns } from './headStart.ts'
import { leastSquares } from './leastSquares.ts'
import type { PointPx } from './points.ts'

/** Why a photo is measured flat. */
export type HeadProblem =
  | 'noOutline' // too few points on the skull's rim
  | 'cropped' // less than 40 % of the rim lies in the photo
  | 'otherForm' // the rim is not that of a head: over 3 % of its breadth beside it
  | 'otherSize' // a head more than 3 sd from what heads measure, or nearer to the camera than photos are taken
  | 'scaleOffHead' // the scale was taken more than 30 mm off the scalp

export type HeadResult =
  | {
      readonly fit: HeadFit
      /** rms of the outline beside the fitted rim, of the head's breadth; 0 where it was guessed. */
      readonly rmsShare: number
    }
  | { readonly problem: HeadProblem }

const LEAST_POINTS = 12
const MOST_RMS_SHARE = 0.03
const MOST_AXIS_SD = 3
const LEAST_RIM_SHARE = 0.4
const MOST_OFF_HEAD_MM = 30
/** Nobody takes a photo of a head from nearer, mm from its middle (assumed). */
const NEAREST_MM = 300

/**
 * How far rims of heads lie beside the fitted form, mm. Neighbours err together: however many points were set, they weigh
 * as this many places (assumed; the sample's rims err by 1-2 mm over a sixth of their length).
 */
const OUTLINE_SD_MM = 1.5
const OUTLINE_PLACES = 8

/** Of a landmark that two photos show: two hands' marks, and the form beside the face, mm. */
const KNOWN_FACE_SD: Vector = [2, 2, 2]

/** Where a hairline crosses the midline, by its direction on the head stretched to a ball. */
const HAIRLINE_HEIGHT: Vector = [0, 0.73, 0.8]
/** Of a midline that was marked on a view from aside, where the forehead has no edges to go by, mm (assumed). */
const MIDLINE_SD_MM = 4

/**
 * The head on a photo: half axes, pose, place and focal length by Levenberg-Marquardt from the skull's rim, the scale, the
 * landmarks and what heads and photos usually are (priors). Or why it cannot be trusted.
 */
export function fitHead(evidence: HeadEvidence): HeadResult {
  const { scale, chord, halfBreadth, view } = evidence
  if (evidence.outline.length < LEAST_POINTS) return { problem: 'noOutline' }
  const outline = evidence.outlineGuessed ? [] : evidence.outline
  const headAt = unknowns(evidence)
  const rimSd = OUTLINE_SD_MM * Math.sqrt(Math.max(1, outline.length / OUTLINE_PLACES))
  const marked = (Object.entries(evidence.landmarks ?? {}) as [HeadLandmark, PointPx][]).map(([name, p]) => {
    const known = evidence.knownFace?.[name]
    return { p, known, usual: faceOnHead[name].at, sd: known ? KNOWN_FACE_SD : faceOnHead[name].sd }
  })
  const pose = posePriors[view]
  const roll = rollOf(evidence)
  const hair = isHairUnknown(evidence) ? evidence.hair : null

  const residuals = (x: Float64Array, out: Float64Array): void => {
    const { fit, yaw, pitch, roll: turned } = headAt(x)
    const { axes, rotation, position, focalPx } = fit
    const eye = eyeOf(fit)
    let i = 0
    for (const p of outline) out[i++] = (besideRim(fit, eye, p) - (x[HAIR] ?? 0)) / rimSd
    for (const { p, known, usual, sd } of marked) {
      const [px, py, pz] = add3(turn(rotation, known ?? onHead(axes, usual)), position)
      out[i++] = (((p.x - fit.cx) * pz) / focalPx - px) / length3(times3(sd, rotation[0], rotation[1], rotation[2]))
      out[i++] = (((p.y - fit.cy) * pz) / focalPx - py) / length3(times3(sd, rotation[3], rotation[4], rotation[5]))
    }
    if (scale) out[i++] = Math.log(scaleDepth(fit, scale) / focalPx / scale.mmPerPx) / scale.relativeSd
    if (chord) out[i++] = Math.log(chordOf(fit, chord) / chord.mm) / chord.relativeSd
    if (halfBreadth) out[i++] = (axes.a - halfBreadth.mean) / halfBreadth.sd
    out[i++] = (axes.a - axesPrior.a.mean) / axesPrior.a.sd
    const b = axesPrior.bAt(axes.a)
    out[i++] = (axes.b - b.mean) / b.sd
    out[i++] = (axes.c - axesPrior.c.mean) / axesPrior.c.sd
    out[i++] = (x[10]! - squarenessPrior.mean) / squarenessPrior.sd
    out[i++] = (x[11]! - narrowingPrior.mean) / narrowingPrior.sd
    if (hair) out[i++] = (x[HAIR]! - hair.mean) / hair.sd
    out[i++] = (yaw - pose.yaw.mean) / pose.yaw.sd
    out[i++] = (pitch - pose.pitch.mean) / pose.pitch.sd
    out[i++] = (turned - roll.mean) / roll.sd
    out[i++] =
      evidence.focalPx === null
        ? (position[2] - distancePrior.mean) / distancePrior.sd
        : Math.log(focalPx / evidence.focalPx) / FOCAL_RELATIVE_SD
    if (evidence.midline) out[i++] = besideMidline(fit, evidence.midline) / MIDLINE_SD_MM
    const known = evidence.knownAxes
    if (known) for (const k of ['a', 'b', 'c'] as const) out[i++] = (axes[k] - known.axes[k]) / known.sd
  }
  const count =
    outline.length +
    2 * marked.length +
    (scale ? 1 : 0) +
    (chord ? 1 : 0) +
    (halfBreadth ? 1 : 0) +
    9 +
    (hair ? 1 : 0) +
    (evidence.midline ? 1 : 0) +
    (evidence.knownAxes ? 3 : 0)
  const found = leastSquares(residuals, count, startOf(evidence, roll.mean), STEPS)
  if (!found) return { problem: 'otherForm' }

  const { fit } = headAt(found.x)
  const eye = eyeOf(fit)
  const hairMm = found.x[HAIR] ?? 0
  const squares = outline.map((p) => (besideRim(fit, eye, p) - hairMm) ** 2)
  const rms = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, outline.length))
  const rmsShare = rms / (2 * fit.axes.a)
  const problem = problemOf(evidence, fit, rmsShare)
  if (problem) return { problem }
  const variants = found.spread.map((column) => ({
    head: headAt(found.x.map((value, j) => value + column[j]!)).fit,
    hairMm: column[HAIR] ?? 0,
  }))
  // Worse rims than heads usually have say as much of the rest.
  const surprise = Math.max(1, rms / OUTLINE_SD_MM)
  const knownElsewhere = halfBreadth !== undefined || evidence.knownAxes !== undefined
  const measured = scale !== null || (chord ?? null) !== null || knownElsewhere
  const { hairError } = evidence.knownAxes ?? {}
  const errors = fitErrors(fit, variants, surprise, { measured, rimSeen: outline.length > 0, hairElsewhere: hairError })
  return { fit: { ...fit, ...errors }, rmsShare }
}

/** How far the line of sight through a place of the photo passes beside the head (over 0) or cuts into it, mm. */
function besideRim({ axes, rotation: r, focalPx, cx, cy }: HeadFit, eye: Vector, p: PointPx): number {
  const u = (p.x - cx) / focalPx
  const v = (p.y - cy) / focalPx
  return beside(axes, eye, r[0] * u + r[3] * v + r[6], r[1] * u + r[4] * v + r[7], r[2] * u + r[5] * v + r[8])
}

const times3 = ([a, b, c]: Vector, x: number, y: number, z: number): Vector => [a * x, b * y, c * z]

/** How far the head's midline is seen to the right of the marked one at the height of a hairline, mm. */
function besideMidline(fit: HeadFit, { through, tilt }: NonNullable<HeadEvidence['midline']>): number {
  const { x, y, depth } = headView(fit).seen(scalpAt(fit.axes, HAIRLINE_HEIGHT))
  return (((x - through.x) * Math.cos(tilt) + (y - through.y) * Math.sin(tilt)) * depth) / fit.focalPx
}

/** mm straight between the skin at two places of the photo; beside the head its rim stands for it. */
function chordOf(fit: HeadFit, { a, b }: NonNullable<HeadEvidence['chord']>): number {
  const { eye, sight } = headView(fit)
  const skin = (p: PointPx): Vector => add3(eye, scale3(sight(p), skinDepth(fit, eye, sight(p))))
  return Math.max(1, length3(subtract3(skin(a), skin(b))))
}

function scaleDepth(fit: HeadFit, scale: NonNullable<HeadEvidence['scale']>): number {
  if (scale.on === 'eyes') return turn(fit.rotation, onHead(fit.axes, pupilsOnHead))[2] + fit.position[2]
  const { eye, sight } = headView(fit)
  return skinDepth(fit, eye, sight(scale.at))
}

/** Beside the head as deep as the rim nearest to it. */
function skinDepth({ axes }: HeadFit, eye: Vector, sight: Vector): number {
  const depth = entry(axes, eye, sight)
  return Number.isNaN(depth) ? deepest(axes, eye, sight) : depth
}

function problemOf(evidence: HeadEvidence, fit: HeadFit, rmsShare: number): HeadProblem | null {
  if (rimShare(evidence, fit) < LEAST_RIM_SHARE) return 'cropped'
  if (!(rmsShare <= MOST_RMS_SHARE)) return 'otherForm'
  const { a, b, c } = fit.axes
  const usualB = axesPrior.bAt(a)
  const off = [
    (a - axesPrior.a.mean) / axesPrior.a.sd,
    (b - usualB.mean) / usualB.sd,
    (c - axesPrior.c.mean) / axesPrior.c.sd,
  ]
  if (fit.position[2] < NEAREST_MM || off.some((sds) => Math.abs(sds) > MOST_AXIS_SD)) return 'otherSize'
  const { scale, chord } = evidence
  const onScalp = [...(scale?.on === 'scalp' ? [scale.at] : []), ...(chord ? [chord.a, chord.b] : [])]
  const eye = eyeOf(fit)
  const isOff = (p: PointPx) => besideRim(fit, eye, p) > MOST_OFF_HEAD_MM
  return onScalp.some(isOff) ? 'scaleOffHead' : null
}

/** How much of the head's rim lies within the photo. */
function rimShare({ width, height }: HeadEvidence, fit: HeadFit): number {
  const rim = rimOf(headView(fit))
  return rim.filter(({ x, y }) => x >= 0 && x <= width && y >= 0 && y <= height).length / rim.length
}
