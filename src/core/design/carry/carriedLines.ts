import type { Design, Hairline } from '../design.ts'
import { twoSides } from '../lines/freeLines.ts'
import {
  currentId,
  isFree,
  isHairline,
  linesOf,
  MOST_LINES,
  nextLineId,
  type FreeLine,
  type Line,
} from '../lines/lines.ts'
import { viewOf } from '../photoView.ts'
import type { Carrier } from './carrier.ts'

/**
 * The lines beside the one that drives area and dots in another view of the head: hairlines that wait, and shapes on the
 * scalp. One that the other view does not show, or does not show all of, is left where it is, and so are those of the lower
 * face, which lies before the fitted form. Both sides of a mirrored shape are carried each by itself. A view with lines of its own keeps those.
 * @param carried a waiting hairline in the other view; null where that does not show it
 */
export function carriedLines(
  from: Design,
  to: Design,
  there: Carrier,
  carried: (line: Hairline) => Hairline | null,
): Pick<Design, 'lines'> {
  if (!from.lines || to.lines) return {}
  const lines = eachSide(from, to).flatMap((line): Line[] => {
    if (isFree(line)) return freeLineIn(line, there)
    const hairline = line.hairline && carried(line.hairline)
    return line.hairline && !hairline ? [] : [{ ...line, hairline }]
  })
  return { lines: lines.slice(0, MOST_LINES) }
}

/** Mirror images lie across the midline of the photo, which is the head's from the front alone: elsewhere they are lines too. */
function eachSide(from: Design, to: Design): readonly Line[] {
  const lines = linesOf(from)
  if (viewOf(to) === 'frontal') return lines
  let next = nextLineId(from)
  return lines.flatMap((line): readonly Line[] =>
    isFree(line) && line.kind === 'free' && line.mirrored ? twoSides(line, from.marks, next++) : [line],
  )
}

function freeLineIn(line: FreeLine, there: Carrier): FreeLine[] {
  const places = line.points.map(({ at }) => there(at))
  if (line.kind !== 'free' || places.some(({ seen }) => !seen)) return []
  const points = line.points.map((point, i) => ({ ...point, at: places[i]!.at }))
  return [{ ...line, points }]
}

/**
 * How many lines beside the one in hand, or sides of them that are lines there, did not come to the other view: it does not show them, or has lines of its own.
 * @param to the design that they were carried into
 * @param carried what came of it
 */
export function linesLeft(from: Design, to: Design, carried: Design): number {
  const inHand = currentId(from)
  const others = (lines: readonly Line[]) => lines.filter((line) => !(isHairline(line) && line.id === inHand))
  // Ids count from 1 in every view: lines that stayed may have the same ones.
  if (to.lines) return others(linesOf(from)).length
  const came = new Set(linesOf(carried).map(({ id }) => id))
  // Laid beside the face on a photo of the same view, mirrored shapes stay mirrored.
  const stayMirrored = linesOf(carried).some((line) => isFree(line) && line.kind === 'free' && line.mirrored)
  return others(stayMirrored ? linesOf(from) : eachSide(from, to)).filter(({ id }) => !came.has(id)).length
}
