import { findHeadEdge, type HeadEdge, type SmallPhoto } from '../../pixels/headEdge.ts'
import type { HeadOutline, Marks } from '../design.ts'
import { evenOutline, outlineFrame } from './headOutline.ts'
import { LEAST_RADIUS, MOST_RADIUS, OUTLINE_RADII } from './outlineRadii.ts'

/** A small copy of the photo; `px` of the photo are one of the copy. */
export type LookedAt = SmallPhoto & { readonly px: number }

/**
 * Outlines that the search starts from beside the one that is there, as factors on its height over the chin and its breadth.
 * A head that is bowed for a photo of its hairline shows 1.5 times the height that the proportions of a face give it, one with
 * hair is taller and broader; from each start an edge is found up to a quarter nearer or farther.
 */
const TALL = [1, 1.15, 1.3, 1.45, 1.6]
const BROAD = [1, 1.15]
/** Where not even a face was found the head may be of another size, and what is found elsewhere must be seen better. */
const SIZES = [0.75, 0.87, 1.2]
const SURE_ELSEWHERE = 0.85
/** How sure either side of the head must be, on average. */
const SURE_SIDE = 0.35

/** What it costs an edge to lie off its start, of the way there: of two starts with one edge the nearer one sees it better. */
const ASTRAY = 0.5
/** An edge so near to its start needs no better one. */
const NEAR = 0.03
/** An edge that is seen so well is not looked for elsewhere. */
const BEYOND_DOUBT = 0.9

/** Rays that meet the skull above the ears by number, on the patient's left and right. */
const leftSide = [5, 6, 7, 8, 9, 10]
const sides = [leftSide, leftSide.map((i) => OUTLINE_RADII / 2 - i)] as const

interface Seen {
  readonly outline: HeadOutline
  readonly edge: HeadEdge
  /** How far the edge lies off the outline over the top of the head, of the way there, on average. */
  readonly astray: number
  readonly worth: number
}

/** The outline on the head's edge, from the start that sees it best; null where none sees it plainly. */
export function searchOutline(photo: LookedAt, marks: Marks): HeadOutline | null {
  const own = seenFrom(photo, marks, marks.outline)
  const beside = own.worth >= BEYOND_DOUBT ? [] : startsBeside(marks).map((outline) => seenFrom(photo, marks, outline))
  const least = marks.found ? 0 : SURE_ELSEWHERE
  const best = [own, ...beside.filter(({ edge }) => edge.sureness >= least)].toSorted((a, b) => b.worth - a.worth)[0]!
  if (best.worth === 0) return null
  if (best.astray < NEAR) return fitted(best)
  // From where it was found it is seen undistorted, and the sides of the outline are those of the head.
  const again = seenFrom(photo, marks, laidOn(marks, best))
  return fitted(again.worth >= best.worth ? again : best)
}

function seenFrom(photo: LookedAt, marks: Marks, { radii: _radii, ...outline }: HeadOutline): Seen {
  const small = ({ x, y }: HeadOutline['centre']) => ({ x: x / photo.px, y: y / photo.px })
  const edge = findHeadEdge(photo, small(outline.centre), evenOutline({ ...marks, outline }).map(small))
  const astray = mean(edge.factors.slice(0, OUTLINE_RADII / 2).map((factor) => Math.abs(factor - 1)))
  const isHead = edge.found && sides.every((side) => mean(side.map((i) => edge.confidence[i]!)) >= SURE_SIDE)
  return { outline, edge, astray, worth: isHead ? edge.sureness - ASTRAY * astray : 0 }
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

function startsBeside(marks: Marks): HeadOutline[] {
  const { outline } = marks
  const { rx, ry } = outline
  const starts = TALL.flatMap((tall) => BROAD.map((broad) => ({ tall, broad })))
  const taller = starts.slice(1).map(({ tall, broad }) => raised(marks, { rx: rx * broad, ry: ry * tall }))
  const sizes = marks.found ? [] : SIZES.map((size) => ({ ...outline, rx: rx * size, ry: ry * size }))
  return [...taller, ...sizes]
}

/** The outline with other half axes, its lowest point where it was, moved `aside` to the image's right along the brows. */
function raised(marks: Marks, { rx, ry, aside = 0 }: { rx: number; ry: number; aside?: number }): HeadOutline {
  const { outline } = marks
  const centre = outlineFrame(marks).toPhoto({ x: aside, y: ry - outline.ry })
  return { ...outline, centre, rx, ry }
}

/** A bare outline whose top and sides lie where an edge was found. */
function laidOn(marks: Marks, { outline, edge: { factors } }: Seen): HeadOutline {
  const [left, right] = sides.map((side) => mean(side.map((i) => factors[i]!))) as [number, number]
  const { rx, ry } = outline
  const axes = { rx: (rx * (left + right)) / 2, ry: (ry * (factors[OUTLINE_RADII / 4]! + 1)) / 2 }
  return raised({ ...marks, outline }, { ...axes, aside: (rx * (left - right)) / 2 })
}

function fitted({ outline, edge }: Seen): HeadOutline {
  const within = (factor: number) => Math.max(LEAST_RADIUS, Math.min(MOST_RADIUS, factor))
  return { ...outline, radii: edge.factors.map((factor) => Math.round(1000 * within(factor)) / 1000) }
}
