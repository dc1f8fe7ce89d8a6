import type { HeadAxes, HeadFit, HeadForm, Vector } from './headFit.ts'
import { add3, deepest, entry, gauge, headView, outward, rotationOf, scale3, turn } from './headModel.ts'
import { fitErrors } from './headErrors.ts'
import {
  axesPrior,
  distancePrior,
  faceOnHead,
  FOCAL_RELATIVE_SD,
  type HeadLandmark,
  type HeadPhotoView,
  MOST_NARROWING,
  narrowingPrior,
  onHead,
  posePriors,
  pupilsOnHead,
  rollPrior,
  squarenessPrior,
} from './headPriors.ts'
import { leastSquares } from './leastSquares.ts'
import type { PointPx } from './points.ts'

/** What a photo tells of the head on it. All px are of the upright working copy. */
export interface HeadEvidence {
  /** Of the photo, px. */
  readonly width: number
  readonly height: number
  /** From the 35-mm focal length of the photo's record; null where it does not say. */
  readonly focalPx: number | null
  readonly view: HeadPhotoView
  /** On the skull's rim, 20-40 points, only where the skull itself is the rim: no ears, no face below the brows, no neck. */
  readonly outline: readonly PointPx[]
  /**
   * mm per px of a plane parallel to the sensor at a place, and its relative sd; null where there is no scale yet. On the
   * eyes: the plane of the pupils. On the scalp: the skin seen at that place.
   */
  readonly scale: {
    readonly mmPerPx: number
    readonly relativeSd: number
    readonly at: PointPx
    readonly on: 'eyes' | 'scalp'
  } | null
  readonly landmarks?: Readonly<Partial<Record<HeadLandmark, PointPx>>>
  /** The midline's turn, radians, clockwise the top goes to the right; null where it is not marked. */
  readonly midlineTilt?: number | null
  /** Half axes from another photo of the same head, mm, and their sd. */
  readonly knownAxes?: { readonly axes: HeadAxes; readonly sd: number }
  /** Where landmarks lie on another photo's fit of the same head, mm of its frame: then both have one frame. See knownFrom. */
  readonly knownFace?: Readonly<Partial<Record<HeadLandmark, Vector>>>
}

/** Of a landmark that two photos show: two hands' marks, and the form beside the face, mm. */
const KNOWN_FACE_SD = 2
const KNOWN_AXES_SD = 2

/** What one fitted photo tells of the head on another one: its size, and where the marked landmarks lie on it. */
export function knownFrom(
  fit: HeadFit,
  landmarks: Readonly<Partial<Record<HeadLandmark, PointPx>>>,
): Required<Pick<HeadEvidence, 'knownAxes' | 'knownFace'>> {
  const view = headView(fit)
  const face = (Object.entries(landmarks) as [HeadLandmark, PointPx][]).flatMap(([name, p]) => {
    const depth = view.depthAt(p)
    return lieOnForm.has(name) && !Number.isNaN(depth) ? [[name, add3(view.eye, scale3(view.sight(p), depth))]] : []
  })
  return {
    knownAxes: { axes: fit.axes, sd: KNOWN_AXES_SD },
    knownFace: Object.fromEntries(face) as Partial<Record<HeadLandmark, Vector>>,
  }
}

/** Landmarks of the skull's own form: eyes lie behind it, chin and ears stand off. */
const lieOnForm: ReadonlySet<HeadLandmark> = new Set(['glabella'])

/** Why a photo is measured flat. */
export type HeadProblem =
  | 'noOutline' // too few points on the skull's rim
  | 'cropped' // less than 40 % of the rim lies in the photo
  | 'otherForm' // the rim is not that of a head: over 3 % of its breadth beside it
  | 'otherSize' // a head more than 3 sd from what heads measure
  | 'scaleOffHead' // the scale was taken more than 30 mm off the scalp

export type HeadResult =
  | {
      readonly fit: HeadFit
      /** rms of the outline beside the fitted rim, of the head's breadth. */ readonly rmsShare: number
    }
  | { readonly problem: HeadProblem }

const LEAST_POINTS = 12
const MOST_RMS_SHARE = 0.03
const MOST_AXIS_SD = 3
const LEAST_RIM_SHARE = 0.4
const MOST_OFF_HEAD_MM = 30

/**
 * How far rims of heads lie beside the fitted form, mm. Neighbours err together: however many points were set, they weigh
 * as this many places (assumed; the sample's rims err by 1-2 mm over a sixth of their length).
 */
const OUTLINE_SD_MM = 1.5
const OUTLINE_PLACES = 8

/** Head breadths, log distance, mm, radians, log focal length. */
const STEPS = [1e-5, 1e-5, 1e-5, 1e-3, 1e-3, 1e-3, 1e-5, 1e-5, 1e-5, 1e-5, 1e-4, 1e-4]

/**
 * The head on a photo: half axes, pose, place and focal length by Levenberg-Marquardt from the skull's rim, the scale, the
 * landmarks and what heads and photos usually are (priors). Or why it cannot be trusted.
 */
export function fitHead(evidence: HeadEvidence): HeadResult {
  const { outline, scale, view } = evidence
  if (outline.length < LEAST_POINTS) return { problem: 'noOutline' }
  const headAt = unknowns(evidence)
  const rimSd = OUTLINE_SD_MM * Math.sqrt(Math.max(1, outline.length / OUTLINE_PLACES))
  const marked = Object.entries(evidence.landmarks ?? {}) as [HeadLandmark, PointPx][]
  const pose = posePriors[view]
  const roll = rollOf(evidence)

  const residuals = (x: Float64Array, out: Float64Array): void => {
    const { fit, yaw, pitch, roll: turned } = headAt(x)
    const { axes, rotation, position, focalPx } = fit
    const seenAs = headView(fit)
    let i = 0
    for (const p of outline) out[i++] = besideRim(fit, seenAs.sight(p), seenAs.eye) / rimSd
    for (const [name, p] of marked) {
      const known = evidence.knownFace?.[name]
      const sd = known ? [KNOWN_FACE_SD, KNOWN_FACE_SD, KNOWN_FACE_SD] : faceOnHead[name].sd
      const [px, py, pz] = add3(turn(rotation, known ?? onHead(axes, faceOnHead[name].at)), position)
      const seenSd = (row: number) => Math.hypot(...sd.map((s, k) => s * rotation[row + k]!))
      out[i++] = (((p.x - fit.cx) * pz) / focalPx - px) / seenSd(0)
      out[i++] = (((p.y - fit.cy) * pz) / focalPx - py) / seenSd(3)
    }
    if (scale) out[i++] = Math.log(scaleDepth(fit, scale) / focalPx / scale.mmPerPx) / scale.relativeSd
    out[i++] = (axes.a - axesPrior.a.mean) / axesPrior.a.sd
    const b = axesPrior.bAt(axes.a)
    out[i++] = (axes.b - b.mean) / b.sd
    out[i++] = (axes.c - axesPrior.c.mean) / axesPrior.c.sd
    out[i++] = (x[10]! - squarenessPrior.mean) / squarenessPrior.sd
    out[i++] = (x[11]! - narrowingPrior.mean) / narrowingPrior.sd
    out[i++] = (yaw - pose.yaw.mean) / pose.yaw.sd
    out[i++] = (pitch - pose.pitch.mean) / pose.pitch.sd
    out[i++] = (turned - roll.mean) / roll.sd
    out[i++] =
      evidence.focalPx === null
        ? (position[2] - distancePrior.mean) / distancePrior.sd
        : Math.log(focalPx / evidence.focalPx) / FOCAL_RELATIVE_SD
    const known = evidence.knownAxes
    if (known) for (const k of ['a', 'b', 'c'] as const) out[i++] = (axes[k] - known.axes[k]) / known.sd
  }
  const count = outline.length + 2 * marked.length + (scale ? 1 : 0) + 9 + (evidence.knownAxes ? 3 : 0)
  const found = leastSquares(residuals, count, startOf(evidence, roll.mean), STEPS)
  if (!found) return { problem: 'otherForm' }

  const { fit } = headAt(found.x)
  const seenAs = headView(fit)
  const rms = Math.sqrt(
    outline.reduce((sum, p) => sum + besideRim(fit, seenAs.sight(p), seenAs.eye) ** 2, 0) / outline.length,
  )
  const rmsShare = rms / (2 * fit.axes.a)
  const problem = problemOf(evidence, fit, rmsShare)
  if (problem) return { problem }
  const variants = found.spread.map((column) => headAt(found.x.map((value, j) => value + column[j]!)).fit)
  // Worse rims than heads usually have say as much of the rest.
  const surprise = Math.max(1, rms / OUTLINE_SD_MM)
  return { fit: { ...fit, ...fitErrors(fit, variants, surprise) }, rmsShare }
}

function rollOf(evidence: HeadEvidence): { mean: number; sd: number } {
  const tilt = evidence.midlineTilt ?? null
  return tilt === null ? rollPrior.unmarked : { mean: tilt, sd: rollPrior.marked.sd }
}

interface Unknowns {
  readonly fit: HeadFit
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

/** The head that a vector of unknowns stands for. */
function unknowns({ width, height }: HeadEvidence): (x: Float64Array) => Unknowns {
  const cx = width / 2
  const cy = height / 2
  return (x) => {
    const focalPx = Math.exp(x[9]!)
    const depth = Math.exp(x[2]!)
    const mmPerPx = depth / focalPx
    const position: Vector = [(x[0]! * width - cx) * mmPerPx, (x[1]! * width - cy) * mmPerPx, depth]
    const [yaw, pitch, roll] = [x[6]!, x[7]!, x[8]!]
    const fit = {
      axes: {
        a: x[3]!,
        b: x[4]!,
        c: x[5]!,
        squareness: Math.min(1, Math.max(0, x[10]!)),
        narrowing: Math.min(MOST_NARROWING, Math.max(0, x[11]!)),
      },
      rotation: rotationOf(yaw, pitch, roll),
      position,
      focalPx,
      cx,
      cy,
      areaError: 0,
      lengthError: 0,
    }
    return { fit, yaw, pitch, roll }
  }
}

/** An upright head under the outline's top, with half of its breadth to either side. */
function startOf(evidence: HeadEvidence, roll: number): number[] {
  const { outline, view, scale, width } = evidence
  const { yaw, pitch } = posePriors[view]
  const { a, c } = { a: axesPrior.a.mean, c: axesPrior.c.mean }
  const b = axesPrior.bAt(a).mean
  const across = Math.hypot(a * Math.cos(yaw.mean), b * Math.sin(yaw.mean))
  const tall = Math.hypot(c * Math.cos(pitch.mean), b * Math.cos(yaw.mean) * Math.sin(pitch.mean))
  // In a frame turned with the head.
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)]
  const sides = outline.map((p) => p.x * cos + p.y * sin)
  const heights = outline.map((p) => p.y * cos - p.x * sin)
  const [left, right, top] = [Math.min(...sides), Math.max(...sides), Math.min(...heights)]
  const mmPerPx = scale?.mmPerPx ?? (2 * across) / (right - left)
  const side = (left + right) / 2
  const down = top + tall / mmPerPx
  const u = side * cos - down * sin
  const v = side * sin + down * cos
  const focal = evidence.focalPx ?? distancePrior.mean / mmPerPx
  return [
    u / width,
    v / width,
    Math.log(focal * mmPerPx),
    a,
    b,
    c,
    yaw.mean,
    pitch.mean,
    roll,
    Math.log(focal),
    squarenessPrior.mean,
    narrowingPrior.mean,
  ]
}

/** How far a line of sight passes beside the head (over 0) or cuts into it, mm. */
function besideRim({ axes }: HeadFit, sight: Vector, eye: Vector): number {
  const place = add3(eye, scale3(sight, deepest(axes, eye, sight)))
  const size = gauge(axes, place)
  return (size - 1) * distancePerGauge(axes, place, size)
}

/** mm outwards over which the gauge grows by 1. */
function distancePerGauge(axes: HeadForm, place: Vector, size: number): number {
  const out = outward(axes, place)
  // The gauge grows in proportion along the line from the middle.
  return (place[0] * out[0] + place[1] * out[1] + place[2] * out[2]) / size
}

function scaleDepth(fit: HeadFit, scale: NonNullable<HeadEvidence['scale']>): number {
  if (scale.on === 'eyes') return turn(fit.rotation, onHead(fit.axes, pupilsOnHead))[2] + fit.position[2]
  const view = headView(fit)
  const sight = view.sight(scale.at)
  const depth = entry(fit.axes, view.eye, sight)
  // Beside the head as deep as the rim nearest to it.
  return Number.isNaN(depth) ? deepest(fit.axes, view.eye, sight) : depth
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
  if (off.some((sds) => Math.abs(sds) > MOST_AXIS_SD)) return 'otherSize'
  const { scale } = evidence
  if (scale?.on === 'scalp') {
    const view = headView(fit)
    if (besideRim(fit, view.sight(scale.at), view.eye) > MOST_OFF_HEAD_MM) return 'scaleOffHead'
  }
  return null
}

/** How much of the head's rim lies within the photo. */
function rimShare({ width, height }: HeadEvidence, fit: HeadFit): number {
  const view = headView(fit)
  const middle = view.seen([0, 0, 0])
  const reach = (1.2 * fit.focalPx * Math.max(fit.axes.b, fit.axes.c)) / fit.position[2]
  let inside = 0
  const rays = 72
  for (let k = 0; k < rays; k++) {
    const angle = (2 * Math.PI * k) / rays
    let [on, off] = [0, reach]
    for (let i = 0; i < 12; i++) {
      const half = (on + off) / 2
      const depth = view.depthAt({ x: middle.x + half * Math.cos(angle), y: middle.y + half * Math.sin(angle) })
      if (Number.isNaN(depth)) off = half
      else on = half
    }
    const x = middle.x + on * Math.cos(angle)
    const y = middle.y + on * Math.sin(angle)
    if (x >= 0 && x <= width && y >= 0 && y <= height) inside++
  }
  return inside / rays
}
