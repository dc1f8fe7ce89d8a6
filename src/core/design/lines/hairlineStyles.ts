import type { PointPx } from '../../geometry/points.ts'

import type { Hairline, HairlineHalf, HairlineStyle, LaidStyle, Marks, Side } from '../design.ts'
import { asFaceScale, pxAfter, type FaceScale } from '../scale/faceScale.ts'
import { faceFrame, headReachAt, outlinePolygon } from '../head/headOutline.ts'

/**
 * A style as its maker would dictate it. Heights are mm along the midline in the photo plane, except heightMm (skin).
 * All widths follow the patient: shares of the distance to the eye-corner vertical or to the head's side.
 */
interface StyleTemplate {
  /** Midline point above the glabella, mm along the skin. */
  readonly heightMm: number
  /** Mid-frontal handle: share of the way from the midline to the apex vertical, and mm above the midline point. */
  readonly midFrontal: { readonly across: number; readonly riseMm: number }
  /** Apex: distance from the midline over that of the lateral eye corner, and mm above the midline point. */
  readonly apex: { readonly across: number; readonly riseMm: number }
  /** Temporal mid: share of the apex's way to the temple point, down and across. Across > down bows the line outwards. */
  readonly temporalMid: { readonly down: number; readonly across: number }
}

// Published design practice: 7-8 cm above the glabella, apex on the lateral eye-corner line, angle kept near 90 degrees
// (Shapiro & Shapiro; Garg). The shapes between those anchors are by eye.
const templates: Readonly<Record<LaidStyle, StyleTemplate>> = {
  mature: {
    heightMm: 75,
    midFrontal: { across: 0.56, riseMm: 3.4 },
    apex: { across: 1, riseMm: 17 },
    temporalMid: { down: 0.36, across: 0.63 },
  },
  rounded: {
    heightMm: 71,
    midFrontal: { across: 0.5, riseMm: 0.3 },
    apex: { across: 0.86, riseMm: 0 },
    temporalMid: { down: 0.32, across: 0.68 },
  },
  straight: {
    heightMm: 73,
    midFrontal: { across: 0.5, riseMm: 0.5 },
    apex: { across: 1.06, riseMm: 1 },
    temporalMid: { down: 0.36, across: 0.52 },
  },
  widowsPeak: {
    heightMm: 68,
    midFrontal: { across: 0.46, riseMm: 12 },
    apex: { across: 1, riseMm: 22 },
    temporalMid: { down: 0.36, across: 0.63 },
  },
  receded: {
    heightMm: 82,
    midFrontal: { across: 0.54, riseMm: 7.5 },
    apex: { across: 0.9, riseMm: 31 },
    temporalMid: { down: 0.38, across: 0.66 },
  },
  // The mid-frontal line of Japanese women is 6.2 cm long on average, of men 6.65, and about half of the women have no bare
  // temple (Kashiyama et al. 2021); of 360 women 98 % had a mound on one side or both (Nusbaum). Height and shape between
  // those are by eye, a little lower than that mean; the mounds are left to the hand.
  female: {
    heightMm: 59,
    midFrontal: { across: 0.5, riseMm: -1.5 },
    apex: { across: 0.94, riseMm: -6 },
    temporalMid: { down: 0.34, across: 0.7 },
  },
}

/** A traced line has no template: what is measured against one is measured against the default. */
const templateOf = (style: HairlineStyle): StyleTemplate => templates[style === 'nativeTrace' ? 'mature' : style]

/** How far the temple point and the sideburn lie inside the head's side, mm. */
const TEMPLE_INSET_MM = 5
const SIDEBURN_INSET_MM = 6
/** How far they lie above the lateral eye corners, mm: the line ends where the front of the ear begins. */
const TEMPLE_ABOVE_EYES_MM = 34
const SIDEBURN_ABOVE_EYES_MM = 15
/**
 * Seen straight from the front a forehead turns away below the hairline and leaves little room above it: the apex takes at
 * most this share of the way to the top.
 */
const ROOM_FOR_RISE = 0.5
/**
 * On such a photo the head's edge above an eye corner lies hardly higher than the line. The apex then keeps to the eye
 * corner's vertical, up to this share of the way to the head's side, with less rise: skin that turns away recedes farther than
 * it looks. Where that would leave less of it than the style's least share, along the skin, the line is laid lower: by no more
 * than this, and not below the least height of a man's line. Only then the apex comes in.
 */
export const APEX_REACH = 0.94
const LEAST_RISE = 0.35
const MOST_LOWER_MM = 5
const LOWEST_LAID_MM = 70
/** A photo that is measured flat does not tell how its skin turns away: there the apex first comes in so far, mm. */
const FLAT_APEX_IN_MM = 8
/** A handle never comes nearer to the head's edge than this. */
const EDGE_MM = 2

export const defaultTransitionMm = 9
export const defaultIrregularity = 0.4

/** Lays a style from the marks, symmetrical about the midline: the narrower side of the head decides. */
export function layHairline(style: HairlineStyle, marks: Marks, scale: FaceScale | number): Hairline {
  const face = asFaceScale(scale)
  const { mmPerPx, upPxAt, flat } = face
  const template = templateOf(style)
  const frame = faceFrame(marks)
  const px = (mm: number) => mm / mmPerPx
  const eyeRight = frame.toFace(marks.eyeRight)
  const eyeLeft = frame.toFace(marks.eyeLeft)
  const eyeX = (eyeLeft.x - eyeRight.x) / 2
  const eyeY = (eyeRight.y + eyeLeft.y) / 2
  const top = Math.max(...outlinePolygon(marks).map((p) => frame.toFace(p).y))

  const reach = (y: number) => Math.min(headReachAt(marks, y).right, headReachAt(marks, y).left)
  const within = (x: number, y: number) => Math.max(0, Math.min(x, reach(y) - px(EDGE_MM)))
  const wantedX = eyeX * template.apex.across
  const apexXAt = (y: number) => Math.min(within(wantedX, y), reach(y) * APEX_REACH)
  const usualY = Math.min(upPxAt(template.heightMm), top * 0.85)
  const fullRise = px(template.apex.riseMm)
  // On a low crown the apex would leave the head: the whole rise shrinks with the room that there is.
  const roomForRise = Math.min(fullRise, ROOM_FOR_RISE * (top - usualY))
  const highest = (x: number) => highestWhere((y) => apexXAt(y) >= x, usualY + roomForRise)
  const nearestX = wantedX - (flat ? px(FLAT_APEX_IN_MM) : 0)
  const from = { x: nearestX, y: highest(nearestX) }
  const leastRise = Math.min(roomForRise, pxAfter(face, from, { x: 0, y: -1 }, template.apex.riseMm * LEAST_RISE))
  const lowestMm = Math.min(template.heightMm, Math.max(template.heightMm - MOST_LOWER_MM, LOWEST_LAID_MM))
  const midlineY = Math.max(Math.min(usualY, from.y - leastRise), Math.min(usualY, upPxAt(lowestMm)))
  const apexY = Math.max(highest(wantedX), midlineY + leastRise)
  const rise = fullRise > 0 ? (apexY - midlineY) / fullRise : 1
  const sideburnY = Math.min(eyeY + px(SIDEBURN_ABOVE_EYES_MM), mix(apexY, eyeY, 0.8))
  const templeY = Math.min(eyeY + px(TEMPLE_ABOVE_EYES_MM), mix(apexY, eyeY, 0.55))

  const half = (side: Side): HairlineHalf => {
    const sign = side === 'right' ? -1 : 1
    const inset = (y: number, mm: number) => within(reach(y) - px(mm), y)
    const at = (x: number, y: number): PointPx => frame.toPhoto({ x: sign * x, y })
    const apexX = apexXAt(apexY)
    const templeX = inset(templeY, TEMPLE_INSET_MM)
    const midY = mix(apexY, templeY, template.temporalMid.down)
    return {
      midFrontal: at(apexX * template.midFrontal.across, midlineY + px(template.midFrontal.riseMm) * rise),
      apex: at(apexX, apexY),
      temporalMid: at(within(mix(apexX, templeX, template.temporalMid.across), midY), midY),
      templePoint: at(templeX, templeY),
      sideburn: at(inset(sideburnY, SIDEBURN_INSET_MM), sideburnY),
    }
  }
  return {
    style,
    midline: frame.toPhoto({ x: 0, y: midlineY }),
    right: half('right'),
    left: half('left'),
    transitionMm: defaultTransitionMm,
    irregularity: defaultIrregularity,
  }
}

/** The highest place from the glabella to `most` that still has room, px; where none has, the glabella. */
function highestWhere(hasRoom: (y: number) => boolean, most: number): number {
  if (hasRoom(most)) return most
  let [low, high] = [0, most]
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2
    if (hasRoom(middle)) low = middle
    else high = middle
  }
  return low
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t
