import type { PointPx, RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import type { DensityField } from './densityField.ts'
import { hash } from './random.ts'
import { CELLS, PERIOD_MM } from './rankedSet.ts'

interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where a seed lays the torus on the skin: one of 8 symmetries, then a shift; repeated each PERIOD_MM. */
export interface TorusFrame {
  /** Skin mm = linear part times (u, v) plus offset plus (cx, cy) periods. */
  readonly linear: readonly [number, number, number, number]
  readonly offset: readonly [number, number]
  /** The id of the first dot of a period. */
  idOf(cx: number, cy: number): number
  skinOf(u: number, v: number, cx: number, cy: number): readonly [number, number, number]
  copiesOver(region: Bounds): Bounds
  /** The cells of a period that a region of skin can touch. */
  cellsOf(region: Bounds, cx: number, cy: number): Bounds
}

/** Periods on either side of the photo's corner that an id can name: 18 m of skin. */
const FARTHEST_COPY = 127

export function torusFrame(seed: number): TorusFrame {
  const symmetry = hash(seed, 0x70000001) & 7
  const swap = (symmetry & 1) === 1
  const flipX = (symmetry & 2) === 2
  const flipY = (symmetry & 4) === 4
  const shiftX = hash(seed, 0x70000002) / 2 ** 32
  const shiftY = hash(seed, 0x70000003) / 2 ** 32
  const signX = flipX ? -PERIOD_MM : PERIOD_MM
  const signY = flipY ? -PERIOD_MM : PERIOD_MM
  const linear = swap ? ([0, signX, signY, 0] as const) : ([signX, 0, 0, signY] as const)
  const offset = [(shiftX + (flipX ? 1 : 0)) * PERIOD_MM, (shiftY + (flipY ? 1 : 0)) * PERIOD_MM] as const
  const copy = (mm: number, shift: number): number => {
    const c = Math.floor(mm / PERIOD_MM - shift)
    if (!(Math.abs(c) <= FARTHEST_COPY)) throw new RangeError(`Expected at most 18 m of skin, got ${mm} mm.`)
    return c
  }
  /** First and last cell along one axis of the torus. */
  const cells = (fromMm: number, toMm: number, shift: number, c: number, flip: boolean): readonly [number, number] => {
    const low = fromMm / PERIOD_MM - shift - c
    const high = toMm / PERIOD_MM - shift - c
    const [from, to] = flip ? [1 - high, 1 - low] : [low, high]
    // A hair more on both sides, for the rounding of the division.
    return [Math.max(0, Math.floor(from * CELLS - 1e-6)), Math.min(CELLS - 1, Math.floor(to * CELLS + 1e-6))]
  }
  return {
    linear,
    offset,
    idOf: (cx, cy) => ((cy + 128) * 256 + (cx + 128)) * 65536,
    skinOf: (u, v, cx, cy) => [
      linear[0] * u + linear[1] * v + offset[0] + cx * PERIOD_MM,
      linear[2] * u + linear[3] * v + offset[1] + cy * PERIOD_MM,
      0,
    ],
    copiesOver: (region) => ({
      left: copy(region.left, shiftX),
      top: copy(region.top, shiftY),
      right: copy(region.right, shiftX),
      bottom: copy(region.bottom, shiftY),
    }),
    cellsOf(region, cx, cy) {
      const x = cells(region.left, region.right, shiftX, cx, flipX)
      const y = cells(region.top, region.bottom, shiftY, cy, flipY)
      const [u, v] = swap ? [y, x] : [x, y]
      return { left: u[0], right: u[1], top: v[0], bottom: v[1] }
    },
  }
}

/** Photo px = (ox + xu u + xv v, oy + yu u + yv v) for a place (u, v) of one period of the torus. */
export interface TorusToPhoto {
  readonly ox: number
  readonly xu: number
  readonly xv: number
  readonly oy: number
  readonly yu: number
  readonly yv: number
}

export interface SkinToPhoto {
  /** Whether ofTorus holds; else ask photoOf for each dot. */
  readonly affine: boolean
  ofTorus(frame: TorusFrame, cx: number, cy: number): TorusToPhoto
  photoOf(mm: readonly [number, number, number]): PointPx | null
  /** Bounds in mm of the skin under a rectangle of the photo. */
  skinOver(left: number, top: number, right: number, bottom: number): Bounds
}

/** Places on a side of the grid by which a surface is explored. */
const PROBES = 9
/** px; far below what anybody could see, far above rounding. */
const AFFINE_TOLERANCE_PX = 1e-6

/** Learns from a surface's own answers whether it maps skin to photo by one affine map, as a flat photo does. */
export function skinToPhoto(surface: Surface, field: DensityField): SkinToPhoto {
  const origin = surface.toPhoto([0, 0, 0])
  const alongX = surface.toPhoto([PERIOD_MM, 0, 0])
  const alongY = surface.toPhoto([0, PERIOD_MM, 0])
  const known = origin && alongX && alongY ? { origin, alongX, alongY } : null
  const xx = known ? (known.alongX.x - known.origin.x) / PERIOD_MM : 0
  const yx = known ? (known.alongX.y - known.origin.y) / PERIOD_MM : 0
  const xy = known ? (known.alongY.x - known.origin.x) / PERIOD_MM : 0
  const yy = known ? (known.alongY.y - known.origin.y) / PERIOD_MM : 0
  const ox = known?.origin.x ?? 0
  const oy = known?.origin.y ?? 0
  const span = { x: field.x0, y: field.y0, width: field.width * field.step, height: field.height * field.step }
  const affine =
    known !== null &&
    probes(span).every((p) => {
      const mm = surface.toSkin(p)
      if (!mm || mm[2] !== 0) return false
      const x = ox + xx * mm[0] + xy * mm[1]
      const y = oy + yx * mm[0] + yy * mm[1]
      return Math.abs(x - p.x) < AFFINE_TOLERANCE_PX && Math.abs(y - p.y) < AFFINE_TOLERANCE_PX
    })
  return {
    affine,
    ofTorus({ linear, offset }, cx, cy) {
      const ex = offset[0] + cx * PERIOD_MM
      const ey = offset[1] + cy * PERIOD_MM
      return {
        ox: ox + xx * ex + xy * ey,
        xu: xx * linear[0] + xy * linear[2],
        xv: xx * linear[1] + xy * linear[3],
        oy: oy + yx * ex + yy * ey,
        yu: yx * linear[0] + yy * linear[2],
        yv: yx * linear[1] + yy * linear[3],
      }
    },
    photoOf: (mm) => surface.toPhoto(mm),
    skinOver(left, top, right, bottom) {
      // One more dot's width than asked for: curved surfaces bulge between the probes.
      const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
      const margin = affine ? 0 : PERIOD_MM / CELLS
      for (const p of probes({ x: left, y: top, width: right - left, height: bottom - top })) {
        const mm = surface.toSkin(p)
        if (!mm) continue
        bounds.left = Math.min(bounds.left, mm[0] - margin)
        bounds.top = Math.min(bounds.top, mm[1] - margin)
        bounds.right = Math.max(bounds.right, mm[0] + margin)
        bounds.bottom = Math.max(bounds.bottom, mm[1] + margin)
      }
      return bounds.left <= bounds.right ? bounds : { left: 0, top: 0, right: 0, bottom: 0 }
    },
  }
}

function probes(rect: RectPx): PointPx[] {
  return Array.from({ length: PROBES * PROBES }, (_, i) => ({
    x: rect.x + (rect.width * (i % PROBES)) / (PROBES - 1),
    y: rect.y + (rect.height * Math.floor(i / PROBES)) / (PROBES - 1),
  }))
}
