import type { HeadAxes, Vector } from './headFit.ts'

/** How a photo shows the head; right and left are the patient's. */
export type HeadPhotoView = 'frontal' | 'right45' | 'left45' | 'rightProfile' | 'leftProfile' | 'vertex' | 'crown'

export interface Guess {
  readonly mean: number
  readonly sd: number
}

const degrees = (mean: number, sd: number): Guess => ({ mean: (mean * Math.PI) / 180, sd: (sd * Math.PI) / 180 })

/** How a head is held for each view, radians (assumed): see rotationOf. Heads are bowed further than they are turned. */
export const posePriors: Readonly<Record<HeadPhotoView, { yaw: Guess; pitch: Guess }>> = {
  frontal: { yaw: degrees(0, 5), pitch: degrees(8, 20) },
  right45: { yaw: degrees(-45, 10), pitch: degrees(3, 10) },
  left45: { yaw: degrees(45, 10), pitch: degrees(3, 10) },
  rightProfile: { yaw: degrees(-90, 8), pitch: degrees(0, 8) },
  leftProfile: { yaw: degrees(90, 8), pitch: degrees(0, 8) },
  vertex: { yaw: degrees(0, 6), pitch: degrees(65, 10) },
  crown: { yaw: degrees(180, 8), pitch: degrees(45, 12) },
}

/** Of the roll where the midline is marked, and where it is not (assumed). */
export const rollPrior = { marked: degrees(0, 3), unmarked: degrees(0, 5) }

/** mm; simulation of adult heads: mean and sd of half breadth, half depth at that breadth, and height. */
export const axesPrior = {
  a: { mean: 76, sd: 3 },
  bAt: (a: number): Guess => ({ mean: 97 * Math.sqrt(a / 76), sd: 4 }),
  c: { mean: 122, sd: 6 },
}

/** How square heads are (assumed, round the sample's). */
export const squarenessPrior: Guess = { mean: 0.4, sd: 0.25 }

/** How much narrower heads are in front: of adult heads of an artist's mesh, of both sexes and several origins. */
export const narrowingPrior: Guess = { mean: 0.085, sd: 0.04 }
export const MOST_NARROWING = 0.25

/** From the camera to the middle of the head, where the photo does not say, mm. */
export const distancePrior: Guess = { mean: 900, sd: 250 }

/** Of a focal length from the photo's record: rounding, and width or diagonal taken for the other (assumed). */
export const FOCAL_RELATIVE_SD = 0.05

/** How a photo's head is covered where it ends: clipped to the skin, by about 5 mm, or by more. */
export const edgeHairs = ['shaved', 'short', 'longer'] as const
export type EdgeHair = (typeof edgeHairs)[number]

/**
 * How far hair stands off the skull where it is the head's edge, mm (assumed). A clipper leaves less than 1 mm; hair of 5 mm
 * stands off by most of its length; what is combed lies down again. Where nobody has said: most heads that come for dots are
 * shaved or clipped short, and an edge with 3 mm of hair looks like one without.
 */
const hairOfFacing: Readonly<Record<EdgeHair | 'unsaid', Guess>> = {
  shaved: { mean: 0.4, sd: 0.6 },
  short: { mean: 4.25, sd: 2 },
  longer: { mean: 10.5, sd: 4 },
  unsaid: { mean: 2, sd: 2.2 },
}

/**
 * The same on a head that is seen from aside, where areas of heads by chance come out 4 % smaller than on those that face the
 * camera: a little more hair makes up for it. Bands of shaved heads of which nobody has said so are a twentieth wider there.
 */
const hairOfAside: typeof hairOfFacing = {
  shaved: hairOfFacing.shaved,
  short: { mean: 4.75, sd: 2.2 },
  longer: { mean: 11.5, sd: 4 },
  unsaid: { mean: 2.75, sd: 2.4 },
}

const facing: readonly HeadPhotoView[] = ['frontal', 'vertex', 'crown']

/** What stands at the edge of a head on a photo of this view, by what was said of it. */
export const hairAtEdge = (view: HeadPhotoView, said: EdgeHair | 'unsaid'): Guess =>
  (facing.includes(view) ? hairOfFacing : hairOfAside)[said]

/**
 * Up to how much hair nine of ten areas lie in their bands, in every view, mm: where nobody has said, and where it was said
 * that it is longer.
 */
export const UNSAID_HAIR_MM = 3
export const LONGER_HAIR_MM = 12

export type HeadLandmark = 'glabella' | 'eyeRight' | 'eyeLeft' | 'menton' | 'tragionRight' | 'tragionLeft'

/** A place of the face in half axes of the head, and its sd in mm along the head's x, y and z. */
interface FacePlace {
  readonly at: Vector
  readonly sd: Vector
}

/**
 * Where the face's landmarks lie on an adult head (assumed, after the usual heights below the vertex and distances from the
 * back of the head; the sd is that of heads and of a mark's place together). Eyes are their lateral corners.
 */
export const faceOnHead: Readonly<Record<HeadLandmark, FacePlace>> = {
  glabella: { at: [0, 0.27, 1.0], sd: [3, 6, 4] },
  eyeRight: { at: [-0.58, 0.09, 0.8], sd: [4, 6, 6] },
  eyeLeft: { at: [0.58, 0.09, 0.8], sd: [4, 6, 6] },
  menton: { at: [0, -0.8, 0.83], sd: [4, 9, 8] },
  tragionRight: { at: [-0.97, 0, 0], sd: [4, 6, 7] },
  tragionLeft: { at: [0.97, 0, 0], sd: [4, 6, 7] },
}

/** The plane of the pupils, for a scale taken from them (assumed). */
export const pupilsOnHead: Vector = [0, 0.09, 0.87]

export const onHead = (axes: HeadAxes, at: Vector): Vector => [at[0] * axes.a, at[1] * axes.c, at[2] * axes.b]
