import { acrossHead, guessedOn, isGuessedScale, proposeScale, pupilsOf, suitsView } from './scale/calibration.ts'
import { halfHandles, type Design, type Hairline, type HairlineStyle, type Marks, type Scale } from './design.ts'
import { faceScaleOf } from './scale/faceScale.ts'
import { withFreeLinesFollowing } from './lines/freeLines.ts'
import { halfOf } from './head/frontView.ts'
import { findHead, withHeadFound } from './head/headFitting.ts'
import type { EdgeHair } from '../geometry/headPriors.ts'
import { distance } from '../geometry/points.ts'
import { sameValue } from './history.ts'
import { isHairline } from './lines/lines.ts'
import { movedMarks, proposeMarks, seenMarks } from './scale/marks.ts'
import { isMeasured } from './scale/scaleEvidence.ts'
import { layLine } from './lines/measuredLine.ts'
import { viewOf, type PhotoView } from './photoView.ts'

/**
 * Edits with consequences: the head is fitted anew, and what was laid from the marks follows them until a hand has shaped it.
 */

/** New marks. A line and a proposed scale that nobody has changed are laid again from them. */
export function withMarks(design: Design, wanted: Marks): Design {
  const marks = { ...wanted, checked: wanted.checked && (design.marks.checked || isLookedAt(design, wanted)) }
  const proposed = proposeScale(design.marks, viewOf(design))
  const asLaid = !design.scale.placed && (isGuessedScale(design) || samePoints(design.scale, proposed))
  const onPupils = design.scale.source === 'pupils' || design.scale.source === 'prescription'
  // By an eye of which only the other one was placed it would be no better than the guess that it is.
  const acrossIt = design.scale.source === 'breadth' || design.scale.source === 'head'
  const follows = design.scale.status !== 'used' && asLaid && (onPupils ? marks.checked : acrossIt)
  const laid = onPupils ? pupilsOf(marks) : acrossHead(marks)
  const scale = follows ? { ...design.scale, ...laid } : design.scale
  return layAgain(design, { ...design, marks, scale })
}

const facePoints = ['glabella', 'eyeRight', 'eyeLeft'] as const

/** Whether somebody has said that the marks are right, or none of those that the view shows lies where the program put it. */
function isLookedAt({ marks, photo }: Design, wanted: Marks): boolean {
  if (JSON.stringify({ ...marks, checked: true }) === JSON.stringify(wanted)) return true
  const proposed = proposeMarks(photo.width, photo.height, viewOf({ photo }))
  const seen = facePoints.filter((name) => seenMarks({ photo, marks: wanted }).some(({ handle }) => handle === name))
  const isPut = seen.every((name) => distance(wanted[name], proposed[name]) > 0)
  // A view that shows no whole face stands on its outline, and one on a face that was found has it by that: a mark alone says
  // nothing of either.
  const laid = marks.found ? marks.outline : proposed.outline
  const isLaid = wanted.outline.radii !== undefined || !sameValue(wanted.outline, laid)
  return isPut && (isLaid || (seen.length === facePoints.length && !marks.found))
}

/**
 * Points put onto the pupils or the eye corners: marks that nobody has looked at are turned, sized and moved with them. The
 * points stay where the hand put them.
 */
export function withEyes(design: Design, scale: Scale): Design {
  const { photo, marks } = design
  const proposed = proposeMarks(photo.width, photo.height, viewOf({ photo }))
  const ofFace = scale.source === 'pupils' || scale.source === 'prescription' || scale.source === 'caliper'
  // Marks on a face that was found know better. The patient's right eye is on the left of a frontal photo; anything else is
  // no face yet.
  if (marks.checked || marks.found || !ofFace || scale.b.x <= scale.a.x) return withScale(design, scale)
  const pupils = pupilsOf(proposed)
  const from =
    scale.source === 'caliper' ? ([proposed.eyeRight, proposed.eyeLeft] as const) : ([pupils.a, pupils.b] as const)
  const moved = movedMarks(proposed, from, [scale.a, scale.b])
  const { outline } = marks
  // An outline that was found on the head's edge knows better than proportions.
  return layAgain(design, { ...design, scale, marks: outline.radii ? { ...moved, outline } : moved })
}

/** Another scale. A line that nobody has changed keeps its millimetres, a shaped one its place on the photo. */
export function withScale(design: Design, scale: Scale): Design {
  return layAgain(design, { ...design, scale })
}

/** A photo taken from elsewhere; marks that nobody has touched are proposed for that view. */
export function withPhotoView(design: Design, view: PhotoView): Design {
  if (viewOf(design) === view) return design
  const photo = { ...design.photo, view }
  const marks = design.marks.checked ? design.marks : proposeMarks(photo.width, photo.height, view)
  const scale = scaleIn(photo, marks, design)
  // A half that the other view shows alone is no wish of the hand.
  const { only, ...line } = design.hairline
  const hairline = only === halfOf(viewOf(design)) ? line : design.hairline
  return layAgain(design, { ...design, hairline, photo, marks, scale })
}

/** The scale of a photo that was taken from elsewhere: what nobody has confirmed goes where the view does not show its length. */
function scaleIn(photo: Design['photo'], marks: Marks, before: Design): Scale {
  const { scale } = before
  const laid = proposeScale(marks, viewOf({ photo }))
  const isGuess = isGuessedScale(before)
  if (!isGuess && (scale.status === 'used' || suitsView(photo, scale.source))) return scale
  // What a hand has measured beside the guess stays.
  const guessed = guessedOn(before.photo)
  const { status: _status, also: others = [], ...inHand } = scale
  const lengths = [inHand, ...others.filter(({ source }) => source !== inHand.source)]
  const [first, ...also] = lengths.filter(
    (length) => isMeasured(length) && !guessed(length) && suitsView(photo, length.source),
  )
  if (first) return { ...first, status: scale.status, ...(also.length > 0 && { also }) }
  const knownMm = laid.source === scale.source ? scale.knownMm : laid.knownMm
  // What is still to be laid on the photo is not in use.
  const status = laid.unplaced && scale.status === 'used' ? 'proposed' : scale.status
  return { ...laid, knownMm, status }
}

/** Measured on the head from now on, or flat. */
export const withHeadMeasured = (design: Design, on: boolean): Design =>
  layAgain(design, { ...design, head: { ...design.head, on, found: findHead(design) } })

/** What stands on the head where its outline was laid; the head is fitted inside of it. Null: nobody says. */
export function withEdgeHair(design: Design, hair: EdgeHair | null): Design {
  if (!design.head) return design
  const { hair: _before, ...head } = design.head
  return layAgain(design, { ...design, head: hair ? { ...head, hair } : head })
}

/** Another style, laid anew from the marks; its edge settings stay, added points and corners go. */
export function withStyle(design: Design, style: HairlineStyle): Design {
  const { transitionMm, irregularity, only } = design.hairline
  const laid = layLine(design, style)
  const hairline = { ...laid, ...(only && { only }), transitionMm, irregularity }
  return { ...design, hairline }
}

/** Whether the line is still as its style was laid. */
export function isAsLaid(design: Design): boolean {
  return sameLine(design.hairline, layLine(design, design.hairline.style))
}

/** Hairlines that wait beside the current one follow like it. */
function othersLaidAgain(before: Design, after: Design): Design {
  if (!after.lines) return after
  const lines = after.lines.map((line) => {
    if (!isHairline(line) || !line.hairline) return line
    const on = (design: Design, hairline: Hairline): Design => ({ ...design, hairline })
    if (!isAsLaid(on(before, line.hairline))) return line
    return { ...line, hairline: withStyle(on(after, line.hairline), line.hairline.style).hairline }
  })
  return { ...after, lines }
}

/** The head found anew, and what was laid from marks or scale and no hand has changed laid from others. */
export function layAgain(before: Design, changed: Design): Design {
  const after = withHeadFound(changed)
  const current = isAsLaid(before) ? withStyle(after, before.hairline.style) : after
  const laid = withFreeLinesFollowing(othersLaidAgain(before, current), before.marks)
  return { ...laid, fill: matchAtScale(laid.fill, (faceScaleOf(after).mmPerPx / faceScaleOf(before).mmPerPx) ** 2) }
}

/** The same patches of the photo are more or less skin at another scale, and hold as many hairs. */
function matchAtScale(fill: Design['fill'], areaFactor: number): Design['fill'] {
  const { match } = fill
  if (!match || areaFactor === 1) return fill
  const { densityPerCm2, fromCm2 } = match
  return {
    ...fill,
    match: { ...match, densityPerCm2: densityPerCm2 / areaFactor, fromCm2: fromCm2 * areaFactor },
  }
}

type Point = Scale['a']
const samePoint = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y

const samePoints = (a: Scale, b: Scale): boolean => samePoint(a.a, b.a) && samePoint(a.b, b.b)

function sameLine(a: Hairline, b: Hairline): boolean {
  const sameHalf = (name: 'right' | 'left') => halfHandles.every((half) => samePoint(a[name][half], b[name][half]))
  const asNamed = !a.added && !b.added && !a.corners && !b.corners
  return asNamed && samePoint(a.midline, b.midline) && sameHalf('right') && sameHalf('left')
}
