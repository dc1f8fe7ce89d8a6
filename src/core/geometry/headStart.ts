import type { HeadEvidence } from './headEvidence.ts'
import type { HeadFit, Vector } from './headFit.ts'
import { rotationOf } from './headModel.ts'
import {
  axesPrior,
  distancePrior,
  type Guess,
  MOST_NARROWING,
  narrowingPrior,
  posePriors,
  rollPrior,
  squarenessPrior,
} from './headPriors.ts'

/** Head breadths, log distance, mm, radians, log focal length; hair, mm, where it is asked for. */
export const STEPS = [1e-5, 1e-5, 1e-5, 1e-3, 1e-3, 1e-3, 1e-5, 1e-5, 1e-5, 1e-5, 1e-4, 1e-4, 1e-3]
/** Where the hair at the outline stands among the unknowns. */
export const HAIR = 12

export function rollOf(evidence: HeadEvidence): { mean: number; sd: number } {
  const tilt = evidence.midlineTilt ?? null
  return tilt === null ? rollPrior.unmarked : { mean: tilt, sd: rollPrior.marked.sd }
}

/** The head that a vector of unknowns stands for, and its pose, radians: see rotationOf. */
export interface Unknowns {
  readonly fit: HeadFit
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

export function unknowns({ width, height }: HeadEvidence): (x: Float64Array) => Unknowns {
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
export function startOf(evidence: HeadEvidence, roll: number): number[] {
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
    ...(isHairUnknown(evidence) ? [evidence.hair.mean] : []),
  ]
}

/** Hair matters at an outline that was seen. */
export const isHairUnknown = (evidence: HeadEvidence): evidence is HeadEvidence & { readonly hair: Guess } =>
  evidence.hair !== undefined && evidence.outlineGuessed !== true

/** A head as most are, where a photo of this view usually shows it in an outline: no measure of anything. */
export const usualHead = (evidence: HeadEvidence): HeadFit =>
  unknowns(evidence)(Float64Array.from(startOf(evidence, rollOf(evidence).mean))).fit
