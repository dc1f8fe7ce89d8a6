import { distance } from '../../geometry/points.ts'
import {
  hairlineSpans,
  halfHandles,
  MOST_ADDED,
  otherSide,
  type AddedPoint,
  type Design,
  type Hairline,
  type HalfHandle,
  type Side,
} from '../design.ts'
import { isAsLaid } from '../edits.ts'
import { halfOf } from './frontView.ts'
import { hairlinePath, mirrored } from '../lines/hairline.ts'
import { isShown, measuredLine, type MeasuredLine } from '../lines/measuredLine.ts'
import { viewOf, type PhotoView } from '../photoView.ts'

/**
 * What becomes of the part of a line that the photo it is carried from does not show. A photo from aside knows nothing of the
 * far half: what was designed there in the other view stays.
 */

/** As it was in the other view, the mirror image of the half that is shown, or where none is as the style has it. */
export type Unseen = 'kept' | 'mirrored' | 'laid'

const sides: readonly Side[] = ['right', 'left']

/** How many handles of a side a photo shows, from the midline outwards. */
export const shownCount = (h: Hairline, side: Side): number =>
  halfHandles.filter((name) => isShown(h, side, name)).length

/**
 * Whether the other view has something of its own to keep: a hand has shaped its line there, and the two halves are not to be
 * alike. Of a line that is even in both views the mirror image is what is meant.
 */
export const hasOwnHalf = (from: Design, to: Design): boolean => !isAsLaid(to) && !(isEven(to) && isEven(from))

/** A line whose halves lie so near to each other's mirror images is even, mm. */
const EVEN_MM = 1
const EVERY = 10

function isEven(design: Design): boolean {
  const { hairline, marks, face } = measuredLine(design)
  const { only: _only, ends: _ends, ...whole } = hairline
  const path = hairlinePath(whole)
  const isNear = (i: number): boolean => {
    const image = mirrored(path[i]!, marks)
    return path.some((p) => distance(p, image) * face.mmPerPx < EVEN_MM)
  }
  return path.every((_, i) => i % EVERY !== 0 || isNear(i))
}

/** The half that a carried line is designed on alone. That a photo from aside shows one half says nothing against the other. */
export function onlyHalf(from: Design, to: Design, keeps: boolean): Side | undefined {
  const { only } = from.hairline
  const own = to.hairline.only
  if (own === only) return only
  // Whoever does not see the other half whole has not designed it.
  if (!only) return keeps && own && shownCount(from.hairline, otherSide(own)) < halfHandles.length ? own : undefined
  const view = viewOf(from)
  return halfOf(view) === only || (keeps && nearHalf[view] === only) ? undefined : only
}

/** The half that the photo shows best. */
const nearHalf: Partial<Record<PhotoView, Side>> = {
  right45: 'right',
  rightProfile: 'right',
  left45: 'left',
  leftProfile: 'left',
}

/**
 * A line of a view as it is measured from the front, with its unseen stretches the mirror images of their partners: what was
 * added there lies, as the view has it, at the head's rim.
 */
export function mirroredWhereUnseen({ hairline: seen }: Design, { hairline, marks }: MeasuredLine): Hairline {
  const { added } = hairline
  if (!added) return hairline
  const points = (side: Side): readonly AddedPoint[] => {
    const [own, partner] = [shownCount(seen, side), shownCount(seen, otherSide(side))]
    const shown = added[side].filter(({ span }) => hairlineSpans.indexOf(span) < own)
    const images = added[otherSide(side)]
      .filter(({ span }) => hairlineSpans.indexOf(span) >= own && hairlineSpans.indexOf(span) < partner)
      .map((point) => ({ ...point, at: mirrored(point.at, marks) }))
    return [...shown, ...images.slice(0, MOST_ADDED - shown.length)]
  }
  return { ...hairline, added: { right: points('right'), left: points('left') } }
}

/** A line measured from the front, no longer than the view's own photo shows it. */
export function asFarAsShown(line: Hairline, seen: Hairline): Hairline {
  const [right, left] = sides.map((side) => halfHandles[shownCount(seen, side) - 1]) as [HalfHandle?, HalfHandle?]
  const only = right ? (left ? undefined : 'right') : 'left'
  return { ...line, ...(only && { only }), ends: { ...(right && { right }), ...(left && { left }) } }
}

/**
 * A carried line with the handles and added points of its own that the photo it comes from does not show. Where it stays
 * designed on one half alone, the other one waits as it was.
 */
export function withOwnUnseen(from: Hairline, carried: Hairline, own: Hairline, only: Side | undefined): Hairline {
  return sides.reduce((line, side) => {
    if (only && only !== side && own.only === only) return withOwnEnd(line, own, side, 0)
    const shown = shownCount(from, side)
    const first = halfHandles[shown]
    // Where the other view does not show it either, there is nothing of it to keep.
    return first && isShown(own, side, first) ? withOwnEnd(line, own, side, shown) : line
  }, carried)
}

function withOwnEnd(line: Hairline, own: Hairline, side: Side, shown: number): Hairline {
  const kept = halfHandles.slice(shown)
  const isKept = (handle: string) => kept.some((name) => handle === `${side}.${name}`)
  const half = { ...line[side], ...Object.fromEntries(kept.map((name) => [name, own[side][name]])) }
  const { ends, added: _added, corners: _corners, ...rest } = line
  const { [side]: _end, ...otherEnds } = ends ?? {}
  const ownEnd = own.ends?.[side]
  const allEnds = { ...otherEnds, ...(ownEnd && { [side]: ownEnd }) }
  const corners = [
    ...(line.corners ?? []).filter((handle) => !isKept(handle)),
    ...(own.corners ?? []).filter((handle) => isKept(handle)),
  ]
  const added = { right: [], left: [], ...line.added, [side]: addedOf(line, own, side, shown) }
  return {
    ...rest,
    [side]: half,
    ...(Object.keys(allEnds).length > 0 && { ends: allEnds }),
    ...(added.right.length + added.left.length > 0 && { added }),
    ...(corners.length > 0 && { corners }),
  }
}

/** Of the stretches that are shown the carried points, of the others those of the line's own. */
function addedOf(line: Hairline, own: Hairline, side: Side, shown: number): readonly AddedPoint[] {
  const isCarried = ({ span }: AddedPoint) => hairlineSpans.indexOf(span) < shown
  const kept = (own.added?.[side] ?? []).filter((point) => !isCarried(point))
  const carried = (line.added?.[side] ?? []).filter(isCarried).slice(0, MOST_ADDED - kept.length)
  const across = line.added?.[otherSide(side)] ?? []
  const taken = new Set(carried.map(({ id }) => id))
  let next = 1 + Math.max(0, ...[...carried, ...kept, ...across].map(({ id }) => id))
  const isFree = ({ id, span }: AddedPoint) => {
    const partner = across.find((point) => point.id === id)
    return !taken.has(id) && (!partner || partner.span === span)
  }
  return [...carried, ...kept.map((point) => (isFree(point) ? point : { ...point, id: next++ }))]
}

/** How what the photo does not show of a carried line came to where the other view shows it; null where it shows all of that. */
export function unseenIn(from: Design, to: Design, carried: Design): Unseen | null {
  // A line that stays as a whole is another matter.
  if (carried.hairline === to.hairline) return null
  const hidden = sides.filter((side) => {
    const first = halfHandles[shownCount(from.hairline, side)]
    return first !== undefined && isShown(carried.hairline, side, first)
  })
  if (hidden.length === 0) return null
  const isKept = (side: Side) => isShown(to.hairline, side, halfHandles[shownCount(from.hairline, side)]!)
  const others = hasOwnHalf(from, to) ? hidden.filter((side) => !isKept(side)) : hidden
  if (others.length === 0) return 'kept'
  const hasPartner = (side: Side) => shownCount(from.hairline, otherSide(side)) > shownCount(from.hairline, side)
  return others.some(hasPartner) ? 'mirrored' : 'laid'
}
