import type { Design, Hairline } from '../design.ts'
import { currentId, isFree, isHairline, linesOf, type FreeLine, type Line } from '../lines/lines.ts'
import { viewOf } from '../photoView.ts'
import type { Carrier } from './carrier.ts'

/**
 * The lines beside the one that drives area and dots in another view of the head: hairlines that wait, and shapes on the
 * scalp. One that the other view does not show, or does not show all of, is left where it is, and so are those of the lower
 * face, which lies before the fitted form. A view with lines of its own keeps those.
 * @param carried a waiting hairline in the other view; null where that does not show it
 */
export function carriedLines(
  from: Design,
  to: Design,
  there: Carrier,
  carried: (line: Hairline) => Hairline | null,
): Pick<Design, 'lines'> {
  if (!from.lines || to.lines) return {}
  const lines = from.lines.flatMap((line): Line[] => {
    if (isFree(line)) return freeLineIn(line, to, there)
    const hairline = line.hairline && carried(line.hairline)
    return line.hairline && !hairline ? [] : [{ ...line, hairline }]
  })
  return { lines }
}

function freeLineIn(line: FreeLine, to: Design, there: Carrier): FreeLine[] {
  const places = line.points.map(({ at }) => there(at))
  if (line.kind !== 'free' || places.some(({ seen }) => !seen)) return []
  const points = line.points.map((point, i) => ({ ...point, at: places[i]!.at }))
  // Mirror images lie across the midline of the photo, which is the head's from the front alone.
  return [{ ...line, points, mirrored: line.mirrored && viewOf(to) === 'frontal' }]
}

/**
 * How many lines beside the one in hand did not come to the other view: it does not show them, or has lines of its own.
 * @param to the design that they were carried into
 * @param carried what came of it
 */
export function linesLeft(from: Design, to: Design, carried: Design): number {
  const inHand = currentId(from)
  const others = linesOf(from).filter((line) => !(isHairline(line) && line.id === inHand))
  // Ids count from 1 in every view: lines that stayed may have the same ones.
  if (to.lines) return others.length
  const came = new Set(linesOf(carried).map(({ id }) => id))
  return others.filter(({ id }) => !came.has(id)).length
}
