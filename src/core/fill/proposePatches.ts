import type { Design } from '../design/design.ts'
import { faceFrame, outlinePolygon } from '../design/head/headOutline.ts'
import { faceHeightPx } from '../design/scale/marks.ts'
import { between, distance, type PointPx } from '../geometry/points.ts'
import { boundsOf, rasterPolygon } from '../geometry/polygon.ts'
import { decodeSrgb } from '../pixels/colour.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import { PATCH_RADIUS_MM, type MatchPatches } from './comparePatches.ts'

/** Patches where the user starts, and whether they were found or only laid where they can be seen. */
export interface ProposedPatches extends MatchPatches {
  readonly found: boolean
}

/** Side of the cells that are looked at, mm; and how far apart pixels are compared, as wide as a hair's shadow. */
const CELL_MM = 1
const LAG_MM = 0.25
/** Patches are tried this far apart, as a share of their radius. */
const STRIDE = 0.7
/** Bare skin is no rougher than this times the smoothest fifth of the head, hair no smoother than this times it. */
const BARE_ROUGH = 1.8
const HAIR_ROUGH = 3
/** Least roughness of a quarter of even hair over the roughest quarter's. */
const EVEN = 0.45
/** Hair and bare skin are looked for this near each other: farther off the light is another. */
const REACH_MM = 34
/** Pairs that are handed on for a proper look. */
const MOST_PAIRS = 16
/** Skin near the outline is seen too slantingly to be measured. */
const INSIDE = 0.93
/** Brows and what lies below them are no scalp. */
const ABOVE_BROWS = 0.1
/** Brows end before this share of the eye corners' distance from the midline. */
const BESIDE_EYES = 1.35

interface Place {
  readonly at: PointPx
  readonly rough: number
  /** Of its smoothest and of its roughest quarter: a patch must not lie across the edge of the hair. */
  readonly least: number
  readonly most: number
  /** ln of the mean green light. */
  readonly light: number
}

/**
 * Pairs of patches that look like shaved hair and bare skin beside it, best first: inside the head's outline and above
 * the brows, or beside them towards the ears.
 */
export function candidatePatches(photo: PhotoTile, design: Design, mmPerPx: number): MatchPatches[] {
  const radiusMm = PATCH_RADIUS_MM
  const places = placesOf(photo, design, mmPerPx, radiusMm / mmPerPx)
  const roughness = places.map((p) => p.rough).toSorted((a, b) => a - b)
  const smooth = roughness[Math.floor(roughness.length / 5)]
  if (smooth === undefined) return []
  const bare = places.filter((p) => p.most < BARE_ROUGH * smooth)
  const hairy = places.filter((p) => p.least > Math.max(HAIR_ROUGH * smooth, EVEN * p.most))
  const pairs = hairy.flatMap((h) => {
    const near = bare
      .map((b) => ({ b, far: distance(h.at, b.at) * mmPerPx, lost: Math.abs(b.light - h.light - 0.18) }))
      .filter(({ far }) => far > 2 * radiusMm && far < REACH_MM)
      .map(({ b, far, lost }) => ({ h, b, cost: far / REACH_MM + 2 * lost - 0.4 * Math.log(h.rough / smooth) }))
    return near.toSorted((a, b) => a.cost - b.cost).slice(0, 2)
  })
  return pairs
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, MOST_PAIRS)
    .map(({ h, b }) => ({ hair: h.at, bare: b.at, radiusMm }))
}

/** Where the circles stand when no pair was found: on both sides of the hairline's middle, for the hand to take them on. */
export function layPatches({ hairline, photo }: Design, mmPerPx: number): MatchPatches {
  const radiusMm = PATCH_RADIUS_MM
  const r = radiusMm / mmPerPx
  const inside = (x: number, y: number): PointPx => ({
    x: Math.min(photo.width - r, Math.max(r, x)),
    y: Math.min(photo.height - r, Math.max(r, y)),
  })
  const { x, y } = hairline.midline
  return { hair: inside(x - 2.2 * r, y - 3 * r), bare: inside(x + 2.2 * r, y - 3 * r), radiusMm }
}

/** Places on the head with the roughness and light of the patch round them, from cells of about 1 mm. */
function placesOf(photo: PhotoTile, design: Design, mmPerPx: number, radiusPx: number): Place[] {
  const { marks } = design
  const outline = outlinePolygon(marks).map((p) => between(marks.outline.centre, p, INSIDE))
  const box = boundsOf(outline)
  if (!box || radiusPx < 4) return []
  const step = Math.max(4, Math.round(CELL_MM / mmPerPx))
  const left = Math.max(0, Math.floor(box.x / step) * step)
  const top = Math.max(0, Math.floor(box.y / step) * step)
  const width = Math.floor((Math.min(photo.width, box.x + box.width) - left) / step)
  const height = Math.floor((Math.min(photo.height, box.y + box.height) - top) / step)
  if (width < 3 || height < 3) return []
  const inside = rasterPolygon(outline, { left, top, step, width, height })
  const face = faceFrame(marks)
  const browTop = faceHeightPx(marks) * ABOVE_BROWS
  const eyes = [marks.eyeRight, marks.eyeLeft].map((p) => Math.abs(face.toFace(p).x))
  const besideEyes = BESIDE_EYES * Math.max(...eyes)
  const cells = cellsOf(photo, { left, top, step, width, height }, Math.max(1, Math.round(LAG_MM / mmPerPx)))
  const reach = radiusPx / step
  const stride = Math.max(1, Math.round(reach * STRIDE))
  const found: Place[] = []
  for (let j = 0; j < height; j += stride) {
    for (let i = 0; i < width; i += stride) {
      const at = { x: left + (i + 0.5) * step, y: top + (j + 0.5) * step }
      const f = face.toFace(at)
      if (f.y < browTop && Math.abs(f.x) < besideEyes) continue
      const place = placeAt(cells, inside, width, height, i, j, reach)
      if (place) found.push({ at, ...place })
    }
  }
  return found
}

interface Cells {
  readonly rough: Float32Array
  readonly light: Float32Array
  readonly skin: Uint8Array
}

/** Mean of the patch's cells; null where one of them lies off the head or is no skin. */
function placeAt(
  { rough, light, skin }: Cells,
  inside: Uint8Array,
  width: number,
  height: number,
  i: number,
  j: number,
  reach: number,
): Omit<Place, 'at'> | null {
  let [n, r, l] = [0, 0, 0]
  const quarters = [0, 0, 0, 0]
  const counts = [0, 0, 0, 0]
  const whole = Math.ceil(reach)
  for (let dj = -whole; dj <= whole; dj++) {
    for (let di = -whole; di <= whole; di++) {
      if (di * di + dj * dj > reach * reach) continue
      if (i + di < 0 || j + dj < 0 || i + di >= width || j + dj >= height) return null
      const cell = (j + dj) * width + i + di
      if (inside[cell]! < 128 || !skin[cell]) return null
      r += rough[cell]!
      const quarter = (di < 0 ? 0 : 1) + (dj < 0 ? 0 : 2)
      quarters[quarter]! += rough[cell]!
      counts[quarter]!++
      l += light[cell]!
      n++
    }
  }
  const means = quarters.map((sum, k) => sum / Math.max(1, counts[k]!))
  return { rough: r / n, least: Math.min(...means), most: Math.max(...means), light: l / n }
}

const logLight = Float32Array.from(decodeSrgb, (v) => Math.log(Math.max(0.004, v)))

/** Roughness (mean squared difference of ln green over the lag), mean ln green, and whether it has the colour of skin. */
function cellsOf(
  { rgba, width: w, height: h }: PhotoTile,
  grid: { left: number; top: number; step: number; width: number; height: number },
  lag: number,
): Cells {
  const { left, top, step, width, height } = grid
  const rough = new Float32Array(width * height)
  const light = new Float32Array(width * height)
  const skin = new Uint8Array(width * height)
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      let [d, l, r, g, b, n] = [0, 0, 0, 0, 0, 0]
      for (let y = top + j * step; y < top + (j + 1) * step; y += 2) {
        for (let x = left + i * step; x < left + (i + 1) * step; x += 2) {
          const at = (y * w + x) * 4
          const across = (y * w + Math.min(w - 1, x + lag)) * 4
          const down = (Math.min(h - 1, y + lag) * w + x) * 4
          const here = logLight[rgba[at + 1]!]!
          d += (here - logLight[rgba[across + 1]!]!) ** 2 + (here - logLight[rgba[down + 1]!]!) ** 2
          l += here
          r += decodeSrgb[rgba[at]!]!
          g += decodeSrgb[rgba[at + 1]!]!
          b += decodeSrgb[rgba[at + 2]!]!
          n++
        }
      }
      const cell = j * width + i
      rough[cell] = d / n
      light[cell] = l / n
      skin[cell] = r > 1.05 * g && g > b && g / n < 0.97 ? 1 : 0
    }
  }
  return { rough, light, skin }
}
