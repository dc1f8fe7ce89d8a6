import { hairlinePath } from '../design/lines/hairline.ts'
import type { Design, Hairline, Marks } from '../design/design.ts'
import { boundsOf } from '../geometry/polygon.ts'
import { distance, type PointPx } from '../geometry/points.ts'

/** Depth of cells behind a drawn hairline, mm; negative in front. Known within its reach, elsewhere Infinity. */
export interface LineBand {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Row-major, of cells' centres. */
  readonly depthMm: Float32Array
}

interface Known {
  readonly marks: Marks
  readonly step: number
  readonly mmPerPx: number
  readonly reachMm: number
  readonly band: LineBand | null
}

/** Asked at every brush sample; the line changes less often. */
const bands = new WeakMap<Hairline, Known>()

/**
 * The cells of `step` px within reach of the design's hairline; null for a line without length. Only a line's own
 * surroundings are looked at, so that a handle can be dragged.
 */
export function lineBand(
  { hairline, marks, photo }: Pick<Design, 'hairline' | 'marks' | 'photo'>,
  step: number,
  mmPerPx: number,
  reachMm: number,
): LineBand | null {
  const known = bands.get(hairline)
  if (known?.marks === marks && known.step === step && known.mmPerPx === mmPerPx && known.reachMm === reachMm)
    return known.band
  const cells = { across: Math.ceil(photo.width / step), down: Math.ceil(photo.height / step) }
  const band = bandOf(thinned(hairlinePath(hairline), 2 * step), marks.glabella, cells, step, mmPerPx, reachMm)
  bands.set(hairline, { marks, step, mmPerPx, reachMm, band })
  return band
}

/** Chords of two cells err by less than .02 mm. */
function thinned(path: readonly PointPx[], px: number): PointPx[] {
  const kept: PointPx[] = []
  for (const [i, p] of path.entries()) {
    const last = kept.at(-1)
    if (!last || i === path.length - 1 || distance(last, p) >= px) kept.push(p)
  }
  return kept
}

function bandOf(
  path: readonly PointPx[],
  front: PointPx,
  cells: { readonly across: number; readonly down: number },
  step: number,
  mmPerPx: number,
  reachMm: number,
): LineBand | null {
  const box = boundsOf(path)
  if (!box || path.length < 2) return null
  const reach = reachMm / mmPerPx
  const cell = (px: number, most: number) => Math.max(0, Math.min(most, Math.floor(px / step)))
  const left = cell(box.x - reach, cells.across)
  const top = cell(box.y - reach, cells.down)
  const width = cell(box.x + box.width + reach + step, cells.across) - left
  const height = cell(box.y + box.height + reach + step, cells.down) - top
  const depth = new Float32Array(width * height).fill(Infinity)
  const nearest = new Float32Array(width * height).fill(Infinity)
  const facing = new Float32Array(width * height)
  let a: PointPx | null = null
  for (const b of path) {
    if (a) {
      const dx = b.x - a.x
      const dy = b.y - a.y
      const length = Math.sqrt(dx * dx + dy * dy)
      const i0 = Math.max(0, cell(Math.min(a.x, b.x) - reach, cells.across) - left)
      const i1 = Math.min(width, cell(Math.max(a.x, b.x) + reach + step, cells.across) - left)
      const j0 = Math.max(0, cell(Math.min(a.y, b.y) - reach, cells.down) - top)
      const j1 = Math.min(height, cell(Math.max(a.y, b.y) + reach + step, cells.down) - top)
      for (let j = j0; j < j1; j++) {
        const py = (top + j + 0.5) * step - a.y
        for (let i = i0; i < i1; i++) {
          const px = (left + i + 0.5) * step - a.x
          const along = (px * dx + py * dy) / length
          const beyond = along < 0 ? along : along > length ? along - length : 0
          const off = (dx * py - dy * px) / length
          const d2 = off * off + beyond * beyond
          const at = j * width + i
          // At a vertex both segments are as near; the one that faces the place knows its side.
          const tie = Math.abs(d2 - nearest[at]!) <= 1e-5 * d2
          if (tie ? Math.abs(off) <= facing[at]! : d2 > nearest[at]!) continue
          nearest[at] = d2
          facing[at] = Math.abs(off)
          depth[at] = off < 0 ? -Math.sqrt(d2) : Math.sqrt(d2)
        }
      }
    }
    a = b
  }
  const scale = mmPerPx * -sideOf(path, front)
  for (let at = 0; at < depth.length; at++) depth[at] = nearest[at]! <= reach * reach ? depth[at]! * scale : Infinity
  return { left, top, width, height, depthMm: depth }
}

/** On which side of the line a place lies, 1 or -1. */
function sideOf(path: readonly PointPx[], p: PointPx): number {
  let best = Infinity
  let side = 1
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1]!
    const b = path[i]!
    const d2 = (a.x - p.x) ** 2 + (a.y - p.y) ** 2
    if (d2 >= best) continue
    best = d2
    side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < 0 ? -1 : 1
  }
  return side
}
