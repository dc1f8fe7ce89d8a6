import { distance } from '../../geometry/points.ts'
import {
  acrossHead,
  CARD_MM,
  HEAD_BREADTH_MM,
  isHalfGuessed,
  PUPILS_MM,
  pupilsOf,
  scaleOnPhoto,
} from './calibration.ts'
import type { Design, KnownLength, Scale, ScaleSource } from '../design.ts'
import { isMeasured } from './scaleEvidence.ts'

/** Visible iris across, adult mean. */
export const IRIS_MM = 11.7

/** The length of a source where everybody's is the same, or an average stands in; null where it is measured on the patient. */
export function usualMm(source: ScaleSource): number | null {
  switch (source) {
    case 'card':
      return CARD_MM
    case 'pupils':
      return PUPILS_MM
    case 'iris':
      return IRIS_MM
    case 'breadth':
      return HEAD_BREADTH_MM
    case 'ruler':
    case 'sticker':
    case 'hairline':
    case 'caliper':
    case 'prescription':
    case 'head':
      return null
  }
}

/** 90 % half width of the distance of the lateral eye corners, relative, where they were found on the photo and not yet checked. */
export const CORNERS_FOUND = 0.03

/** Belongs to the patient and not to the photo: told once, it holds in every view in which its landmarks are marked. */
export const ofPatient: readonly ScaleSource[] = ['sticker', 'hairline', 'caliper', 'prescription']

/** Of the length in hand. A sticker is a centimetre or two, an iris a fifth of the way between the pupils. */
const START_SHARE = { sticker: 0.3, iris: IRIS_MM / PUPILS_MM } as const

/**
 * Another source in hand, as it was left: counted beside the others, or `known`, else where it starts. What was in hand
 * stays counted where it was kept.
 * @param toldMm what is known of the patient, mm
 */
export function withSource(design: Design, source: ScaleSource, known?: KnownLength, toldMm?: number): Scale {
  const { scale } = design
  const also = updated(scale)
  const kept = also.find((length) => length.source === source)
  const start = kept ?? known ?? startOf(design, source, toldMm)
  return { ...start, status: 'proposed', ...(also.length > 0 && { also }) }
}

/** The length in hand, to count beside whatever is measured next. */
export function withKept(scale: Scale): Scale {
  const others = (scale.also ?? []).filter(({ source }) => source !== scale.source)
  return { ...scale, also: [...others, lengthOf(scale)] }
}

/** Without one of the lengths beside the one in hand. */
export function withoutKept(scale: Scale, source: ScaleSource): Scale {
  const also = (scale.also ?? []).filter((length) => length.source !== source)
  return { ...scale, also: also.length > 0 ? also : undefined }
}

export const isKept = (scale: Scale, source: ScaleSource): boolean =>
  (scale.also ?? []).some((length) => length.source === source)

/** How a source was measured last on a photo, by the designs of its history from the start on; null where it never was. */
export function measuredBefore(designs: readonly Pick<Design, 'scale'>[], source: ScaleSource): KnownLength | null {
  for (const { scale } of designs.toReversed()) {
    if (scale.source === source) return lengthOf(scale)
    const kept = scale.also?.find((length) => length.source === source)
    if (kept) return kept
  }
  return null
}

/** Those kept, the one in hand as it is now. */
const updated = (scale: Scale): readonly KnownLength[] =>
  (scale.also ?? []).map((length) => (length.source === scale.source ? lengthOf(scale) : length))

export function lengthOf({ a, b, knownMm, source, foundError, placed, unplaced, untold }: Scale): KnownLength {
  return {
    a,
    b,
    knownMm,
    source,
    ...(foundError && { foundError }),
    ...(placed && { placed }),
    ...(unplaced && { unplaced }),
    ...(untold && { untold }),
  }
}

/** Its points from the marks where it belongs to the face, else where the last one's lie; its length where it is known. */
function startOf(design: Design, source: ScaleSource, toldMm?: number): KnownLength {
  const { marks, scale } = design
  const eyes = [scale, ...(scale.also ?? [])].find(
    (length) => (length.source === 'pupils' || length.source === 'prescription') && isMeasured(length),
  )
  const [a, b, unplaced] = pointsOf()
  const { foundError, placed } = putBefore()
  const told = toldMm ?? usualMm(source)
  // One that is not known yet agrees with what is: a proposal already sizes the dots.
  const knownMm = told ?? scaleOnPhoto(design).mmPerPx.value * distance(a, b)
  return {
    a,
    b,
    knownMm,
    source,
    ...(foundError && { foundError }),
    ...(placed && { placed }),
    ...(unplaced && { unplaced }),
    ...(told === null && { untold: true }),
  }

  /** Whether its points were found, and which of them a hand has put: as those that they are taken from. */
  function putBefore(): Pick<KnownLength, 'foundError' | 'placed'> {
    if (source === 'pupils' || source === 'prescription') return eyes ?? {}
    if (source !== 'caliper' || marks.checked) return {}
    if (marks.found) return { foundError: CORNERS_FOUND }
    // Marks that nobody has looked at went with a point of the pupils, of which the other one is a guess.
    return eyes && isHalfGuessed(eyes) ? { placed: eyes.placed } : {}
  }

  function pointsOf(): readonly [KnownLength['a'], KnownLength['b'], boolean] {
    switch (source) {
      case 'pupils':
      case 'prescription': {
        const { a, b } = eyes ?? pupilsOf(marks)
        return [a, b, false]
      }
      case 'caliper':
        return [marks.eyeRight, marks.eyeLeft, false]
      case 'sticker':
      case 'iris': {
        const middle = { x: (scale.a.x + scale.b.x) / 2, y: (scale.a.y + scale.b.y) / 2 }
        const share = START_SHARE[source] / 2
        const dx = (scale.b.x - scale.a.x) * share
        const dy = (scale.b.y - scale.a.y) * share
        return [{ x: middle.x - dx, y: middle.y - dy }, { x: middle.x + dx, y: middle.y + dy }, true]
      }
      case 'hairline': {
        const { right, left } = design.hairline
        return [right.apex, left.apex, true]
      }
      case 'breadth':
      case 'head': {
        const { a, b } = acrossHead(marks)
        return [a, b, false]
      }
      case 'card':
      case 'ruler':
        return [scale.a, scale.b, true]
    }
  }
}
