import type { PointPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'

/** The nearest place of a line on the skin; one object is filled again and again. */
export interface SkinFoot {
  /** On the segment from this vertex to the next, and how far along it, 0..1. */
  from: number
  share: number
  mm: number
}

export interface LineOnSkin {
  /** Fills `out`, searching from a vertex nearby; false off the head. */
  footOf(px: number, py: number, near: number, out: SkinFoot): boolean
}

/** Whether the scale changes along a line: then distances must be taken on the skin and not on the photo. */
export function isCurved(path: readonly PointPx[], surface: Surface): boolean {
  const first = path[0] ? surface.mmPerPxAt(path[0]) : 0
  return path.some((p) => surface.mmPerPxAt(p) !== first)
}

/** A short way over the skin. */
export function stepMm(surface: Surface, from: PointPx, to: PointPx): number {
  const [xx, xy, yx, yy] = surface.metricAt(to)
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  return Math.sqrt((xx * dx + xy * dy) ** 2 + (yx * dx + yy * dy) ** 2)
}

/** Distances from a line over curved skin: chords, which over the width of a hairline's edge are short by less than .5 %. */
export function lineOnSkin(x: Float64Array, y: Float64Array, surface: Surface): LineOnSkin | null {
  const count = x.length
  const places = new Float64Array(3 * count)
  for (let i = 0; i < count; i++) {
    const mm = surface.toSkin({ x: x[i]!, y: y[i]! })
    // A line that leaves the head has its distances on the photo.
    if (!mm) return null
    places.set(mm, 3 * i)
  }
  return {
    footOf(px, py, near, out) {
      const at = surface.toSkin({ x: px, y: py })
      if (!at) return false
      const [ax, ay, az] = at
      const toVertex = (i: number): number => {
        const ex = places[3 * i]! - ax
        const ey = places[3 * i + 1]! - ay
        const ez = places[3 * i + 2]! - az
        return ex * ex + ey * ey + ez * ez
      }
      let i = near
      let best = toVertex(i)
      for (let moved = true; moved;) {
        moved = false
        for (let next = i - 1, last = i + 1; next <= last; next += 2) {
          if (next < 0 || next >= count) continue
          const d2 = toVertex(next)
          if (d2 < best) {
            best = d2
            i = next
            moved = true
          }
        }
      }
      out.from = i
      out.share = 0
      for (let a = i > 0 ? i - 1 : 0; a <= i && a < count - 1; a++) {
        const k = 3 * a
        const dx = places[k + 3]! - places[k]!
        const dy = places[k + 4]! - places[k + 1]!
        const dz = places[k + 5]! - places[k + 2]!
        const [ex, ey, ez] = [ax - places[k]!, ay - places[k + 1]!, az - places[k + 2]!]
        const along = (ex * dx + ey * dy + ez * dz) / (dx * dx + dy * dy + dz * dz)
        const t = along < 0 ? 0 : along > 1 ? 1 : along
        const d2 = (ex - t * dx) ** 2 + (ey - t * dy) ** 2 + (ez - t * dz) ** 2
        if (d2 <= best) {
          best = d2
          out.from = a
          out.share = t
        }
      }
      out.mm = Math.sqrt(best)
      return true
    },
  }
}
