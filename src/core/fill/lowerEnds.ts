import type { Design } from '../design/design.ts'
import { lowerEndsOf, type LowerEnd } from '../design/areas/lowerEnds.ts'
import type { Surface } from '../geometry/surface.ts'
import { BEHIND_TEMPLE_EDGE, ramp, TEMPLE_WIDTH_FACTOR } from './ramp.ts'
import { roughnessAt, roughnessGain, roughnessReachMm } from './roughness.ts'

/** Above the sparse edge of a lower end the density rises to the whole over so much; assumed. */
const ZONE_MM = 10
/** Their noise is none that the hairline has: its line is never so long, mm. */
const FAR_ALONG_MM = { right: 3000, left: 4000 } as const

/**
 * Share of the density above the lower ends of a proposed area, 0..1. A sideburn tapers off as hair does: cut off straight it
 * would read as a ruled edge on the cheek. Its edge is that of the temples, narrower, with a roughness of its own.
 * @returns null where the photo shows no such end
 */
export function lowerEnds(design: Design, surface: Surface): ((x: number, y: number) => number) | null {
  const { hairline, fill } = design
  const ends = lowerEndsOf(design)
  if (ends.length === 0) return null
  const gain = roughnessGain(hairline.irregularity)
  const widthMm = hairline.transitionMm * TEMPLE_WIDTH_FACTOR
  const reachMm = widthMm + ZONE_MM + roughnessReachMm(gain)
  const shares = ends.map((end) => {
    const rise = riseOver(end, surface, reachMm)
    const far = FAR_ALONG_MM[end.side]
    return (x: number, y: number): number => {
      const place = rise(x, y)
      if (!place) return 1
      return ramp(place.mm + roughnessAt(fill.seed, far + place.alongMm, gain), widthMm, BEHIND_TEMPLE_EDGE, ZONE_MM)
    }
  })
  return (x, y) => shares.reduce((least, share) => Math.min(least, share(x, y)), 1)
}

/** By products and a root alone, so that every browser lays the same dots. */
const lengthOf = (x: number, y: number): number => Math.sqrt(x * x + y * y)

/** How far places lie above an end, mm on the skin at its line; null where it has no say. */
function riseOver({ from, to, above }: LowerEnd, surface: Surface, reachMm: number) {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = lengthOf(dx, dy)
  const [alongX, alongY] = [dx / length, dy / length]
  const side = Math.sign(alongX * (above.y - from.y) - alongY * (above.x - from.x)) || 1
  const [xx, xy, yx, yy] = surface.metricAt(from)
  const mmAlong = lengthOf(xx * alongX + xy * alongY, yx * alongX + yy * alongY)
  const mmAcross = lengthOf(xy * alongX - xx * alongY, yy * alongX - yx * alongY)
  const out = { mm: 0, alongMm: 0 }
  return (x: number, y: number): typeof out | null => {
    const [px, py] = [x - from.x, y - from.y]
    const across = side * (alongX * py - alongY * px)
    const mm = across * mmAcross
    if (mm < 0 || mm > reachMm) return null
    const along = alongX * px + alongY * py
    const beyond = along < 0 ? -along : along > length ? along - length : 0
    out.mm = lengthOf(mm, beyond * mmAlong)
    out.alongMm = along * mmAlong
    return out.mm > reachMm ? null : out
  }
}
