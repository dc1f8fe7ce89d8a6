import { headView, length3, subtract3 } from '../../geometry/headModel.ts'
import { faceOnHead, onHead } from '../../geometry/headPriors.ts'
import { Z90 } from '../../geometry/normalBand.ts'
import type { Band, PointPx } from '../../geometry/points.ts'
import { isScaled } from '../scale/calibration.ts'
import type { Design } from '../design.ts'
import { faceScaleOf } from '../scale/faceScale.ts'
import { fitOf, poseOf } from '../head/head.ts'
import { faceFrame } from '../head/headOutline.ts'
import { figureWay } from '../scale/figureWay.ts'
import { lengthHalfMm, type Way } from '../scale/lengthBand.ts'
import { faceHeightPx, isOutlineGuessed, markHandles } from '../scale/marks.ts'
import { viewOf } from '../photoView.ts'

/** Levels of the face frame, px above the glabella: subnasale and menton lie below it. */
export interface ThirdLevels {
  readonly hairline: number
  readonly subnasale: number
  readonly menton: number
}

/**
 * Hairline to glabella along the skin, then to the subnasale and on to the menton: 90 % bands, in mm, or where no scale is in
 * use in shares of the face's height.
 */
export interface FacialThirds {
  readonly levels: ThirdLevels
  readonly unit: 'mm' | 'share'
  readonly upper: Band
  readonly middle: Band
  readonly lower: Band
}

/**
 * How far down the way from glabella to menton the subnasale lies: 64.8 of 141.2 mm, means of adult men, Maxillofac Plast
 * Reconstr Surg 2019, doi 10.1186/s40902-019-0191-7, table 9.
 */
const SUBNASALE_SHARE = 64.8 / 141.2
/** The same place in half axes of the head: before the way from glabella to menton by a profile's usual bend (assumed). */
const SUBNASALE_FORWARD = 0.98
/** sd of heads about that share, and of where a chin's edge is marked, or guessed where no edge was found, mm (assumed). */
const SUBNASALE_SD_MM = 3.5
const CHIN_SD_MM = { marked: 3, guessed: 9 } as const
/** On a photo that is measured flat nobody knows how far the head is bowed: 90 % half width of a third, relative (assumed). */
const BOWED_ERROR = 0.08
/** Farther bowed a head hides its nose's base and its chin from the camera, degrees (assumed). */
const MOST_BOWED_DEG = 40

/** The thirds of a face; null where the photo does not show them: from aside, bowed too far, or with the chin outside it. */
export function facialThirds(design: Design): FacialThirds | null {
  const { photo, marks, hairline } = design
  if (viewOf(design) !== 'frontal') return null
  const fit = fitOf(design)
  if (fit && Math.abs(poseOf(fit).bowed) > MOST_BOWED_DEG) return null
  const chin = markHandles(marks).find(({ handle }) => handle === 'outlineBottom')?.at
  if (!chin || !isInside(photo, chin)) return null
  const { toFace } = faceFrame(marks)
  const line = toFace(hairline.midline).y
  const menton = toFace(chin).y
  if (line <= 0 || menton >= 0) return null
  const face = faceScaleOf(design)
  const { share, middleMm, lowerMm } = lowerFace(design, -menton)
  const levels = { hairline: line, subnasale: menton * share, menton }

  const chinSd = CHIN_SD_MM[isOutlineGuessed(marks) || !(marks.checked || marks.found) ? 'guessed' : 'marked']
  const upperMm = face.heightMmAt(line)
  const band = (mm: number, way: Way | undefined, ...placesMm: number[]): Band => {
    // A height along the skin has its own band on a flat photo.
    const bowed = fit || way ? 0 : BOWED_ERROR
    const half = Math.hypot(lengthHalfMm(design, mm, way), bowed * mm, ...placesMm.map((sd) => Z90 * sd))
    return { value: mm, low: mm - half, high: mm + half }
  }
  const thirds = {
    upper: band(upperMm, figureWay(design, 'height')),
    middle: band(middleMm, undefined, SUBNASALE_SD_MM),
    lower: band(lowerMm, undefined, SUBNASALE_SD_MM, chinSd),
  }
  if (isScaled(design)) return { levels, unit: 'mm', ...thirds }
  const whole = faceHeightPx(marks)
  const shareOf = (px: number, { value, low, high }: Band): Band => {
    const perMm = px / whole / value
    return { value: px / whole, low: low * perMm, high: high * perMm }
  }
  return {
    levels,
    unit: 'share',
    upper: shareOf(line, thirds.upper),
    middle: shareOf(-levels.subnasale, thirds.middle),
    lower: shareOf(levels.subnasale - menton, thirds.lower),
  }
}

const isInside = ({ width, height }: Design['photo'], { x, y }: PointPx): boolean =>
  x >= 0 && y >= 0 && x <= width && y <= height

/**
 * Where the subnasale divides the way from the glabella to the chin, and how long both parts are. On a head they are those of
 * an adult face in its pose, drawn to the chin that is marked; a flat photo shows them as if the face stood upright.
 * @param chinPx below the glabella
 */
function lowerFace(design: Design, chinPx: number): { share: number; middleMm: number; lowerMm: number } {
  const fit = fitOf(design)
  if (!fit) {
    const mm = chinPx * faceScaleOf(design).mmPerPx
    return { share: SUBNASALE_SHARE, middleMm: mm * SUBNASALE_SHARE, lowerMm: mm * (1 - SUBNASALE_SHARE) }
  }
  const { toFace } = faceFrame(design.marks)
  const view = headView(fit)
  const { glabella, menton } = faceOnHead
  const up = glabella.at[1] + (menton.at[1] - glabella.at[1]) * SUBNASALE_SHARE
  const [brow, nose, chin] = [glabella.at, [0, up, SUBNASALE_FORWARD] as const, menton.at].map((at) => {
    const place = onHead(fit.axes, at)
    return { place, y: toFace(view.seen(place)).y }
  })
  const drawn = chinPx / (brow!.y - chin!.y)
  return {
    share: (brow!.y - nose!.y) / (brow!.y - chin!.y),
    middleMm: length3(subtract3(brow!.place, nose!.place)) * drawn,
    lowerMm: length3(subtract3(nose!.place, chin!.place)) * drawn,
  }
}
