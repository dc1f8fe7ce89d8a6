import { onGrid, type PointPx } from '../../geometry/points.ts'
import { inverse, moved } from '../../geometry/similarity.ts'
import { showsNoEyes, surfaceOf } from '../scale/calibration.ts'
import { carriedAreas } from './carriedAreas.ts'
import { carriedMask, coveringOf, type WayBack } from './carriedMask.ts'
import { halfHandles, type AddedPoint, type Design, type Hairline, type HairlineHalf } from '../design.ts'
import { isFree, type Line } from '../lines/lines.ts'
import { placeByMarks, placeByOutlines } from './registration.ts'
import { endReversal, hasReversal } from '../reversal.ts'

/**
 * The design of an earlier visit on a photo of the same view: lines and areas where they lay beside the face, or where the
 * view shows none beside the head's outline, with the same settings of the fill, its seed among them. Two photos of one view
 * hold the head alike, so that marks say more of where the line lay than two heads that are each fitted on their own. The
 * photo's marks, its scale and its own reversal stay.
 */
export function broughtDesign(earlier: Design, to: Design): Design {
  const from = hasReversal(earlier) ? endReversal(earlier) : earlier
  const place = showsNoEyes(to.photo) ? placeByOutlines(from, to) : placeByMarks(from, to)
  const there: Way = (p) => onGrid(moved(place, p))
  const back = inverse(place)
  const surface = surfaceOf(to)
  const way: WayBack = {
    width: to.photo.width,
    height: to.photo.height,
    measures: (p) => surface.isMeasured(p),
    at(p) {
      const at = moved(back, p)
      return at.x >= 0 && at.y >= 0 && at.x < from.photo.width && at.y < from.photo.height ? at : null
    },
  }
  const { area, ...areas } = carriedAreas(from, to, way, false, null)
  const exclude = carriedMask(coveringOf(from.area.exclude), way, to.area.exclude)
  const { match } = from.fill
  const { needle, leastSittings, price } = from.plan
  return {
    ...to,
    hairline: movedHairline(from.hairline, there),
    ...(from.lines && !to.lines && { lines: from.lines.map((line) => movedLine(line, there)) }),
    plan: { ...to.plan, needle, leastSittings, price },
    ...areas,
    area: { ...area, exclude },
    fill: { ...from.fill, match: match && { ...match, hair: there(match.hair), bare: there(match.bare) } },
  }
}

type Way = (p: PointPx) => PointPx

function movedHairline(line: Hairline, there: Way): Hairline {
  const { added } = line
  const half = (h: HairlineHalf) =>
    Object.fromEntries(halfHandles.map((name) => [name, there(h[name])])) as unknown as HairlineHalf
  const points = (list: readonly AddedPoint[]) => list.map((point) => ({ ...point, at: there(point.at) }))
  return {
    ...line,
    midline: there(line.midline),
    right: half(line.right),
    left: half(line.left),
    ...(added && { added: { right: points(added.right), left: points(added.left) } }),
  }
}

function movedLine(line: Line, there: Way): Line {
  if (isFree(line)) return { ...line, points: line.points.map((point) => ({ ...point, at: there(point.at) })) }
  return line.hairline ? { ...line, hairline: movedHairline(line.hairline, there) } : line
}
