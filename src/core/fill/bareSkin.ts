import type { PointPx, RectPx } from '../geometry/points.ts'
import { part, type Steps } from '../geometry/steps.ts'
import type { Mask, Surface } from '../geometry/surface.ts'
import { isWhollyOn, measurePatch, patchTile, type Patch, type PatchMeasure } from '../pixels/patch.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import { patchProblem, type MatchProblem } from './comparePatches.ts'

/** Why a photo says nothing of the ink in an area. */
export interface InkProblem {
  readonly code: 'noInk' | 'coarse' | 'clipped' | 'noBareSkin'
}

/** Bare skin that inked skin can be compared with. */
export interface BareSkin {
  readonly patch: Patch
  readonly measure: PatchMeasure
}

interface Look {
  readonly surface: Surface
  readonly skin: SkinModel
}

/** Fits on the skin before a hairline; and the narrowest piece of inked skin that is compared with it. */
const RADIUS_MM = 4
const NARROWEST_MM = 2
/** Room between the area and bare skin, mm: halos reach so far. */
const ROOM_MM = 1
/** How far from the area bare skin is looked for, and how many places are looked at. */
const FAR_MM = 34
const MOST_PLACES = 40
/** Of a patch's px that may be covered where it shall be bare, or bare where it shall be inked. */
const STRAY = 0.03

/** The bare patch measured, or what speaks against it. */
export function* bareSkinAt(
  photo: PhotoTile,
  area: Mask,
  box: RectPx,
  patch: Patch,
  o: Look,
): Steps<BareSkin | InkProblem> {
  if (!isWhollyOn(patch, photo) || coveredShare(area, patch) > STRAY) return { code: 'noBareSkin' }
  const bare = measure(photo, patch, o)
  const least = NARROWEST_MM / o.surface.mmPerPxAt(patch.centre)
  let problem: InkProblem | null = null
  // A smaller piece lies nearer to the edge, away from a sheen in the middle.
  for (let { radiusPx } = patch; radiusPx > 0.9 * least; radiusPx *= 0.75) {
    const inked = inkedPatch(area, box, { ...patch, radiusPx })
    yield 0
    if (!inked) continue
    const patches = { hair: inked.centre, bare: patch.centre, radiusMm: RADIUS_MM }
    const found = patchProblem(patches, radiusPx, measure(photo, inked, o), bare)
    if (!found) return { patch, measure: bare }
    problem ??= { code: codeOf(found) }
  }
  return problem ?? { code: 'noInk' }
}

/** The smoothest bare skin beside an area that can be compared with it; the calmest reason where there is none. */
export function* bareSkinBeside(photo: PhotoTile, area: Mask, box: RectPx, o: Look): Steps<BareSkin | InkProblem> {
  const mmPerPx = o.surface.mmPerPxAt(centreOf(box))
  const radiusPx = RADIUS_MM / mmPerPx
  const beside = yield* part(placesBeside(area, box, radiusPx, ROOM_MM / mmPerPx, FAR_MM / mmPerPx), 0, 0.1)
  const places = beside.map((centre) => ({ centre, radiusPx })).filter((patch) => isWhollyOn(patch, photo))
  const every = Math.max(1, Math.ceil(places.length / MOST_PLACES))
  const found: { readonly patch: Patch; readonly texture: number }[] = []
  for (let i = 0; i < places.length; i += every) {
    const patch = places[i]!
    found.push({ patch, texture: measure(photo, patch, o).texture })
    yield 0.1 + (0.5 * i) / places.length
  }
  const smooth = found.toSorted((a, b) => a.texture - b.texture)
  let problem: InkProblem = { code: 'noBareSkin' }
  for (const [i, { patch }] of smooth.entries()) {
    const at = 0.6 + (0.4 * i) / smooth.length
    const seen = yield* part(bareSkinAt(photo, area, box, patch, o), at, at)
    if (!('code' in seen)) return seen
    if (problem.code === 'noBareSkin') problem = seen
  }
  return problem
}

function codeOf(problem: MatchProblem): InkProblem['code'] {
  switch (problem.code) {
    case 'bright':
    case 'dark':
      return 'clipped'
    case 'noHair':
      return 'noInk'
    case 'small':
      return 'coarse'
    case 'notSkin':
    case 'uneven':
    case 'hairy':
    case 'otherLight':
    case 'edge':
    case 'overlap':
      return 'noBareSkin'
  }
}

function measure(photo: PhotoTile, patch: Patch, { surface, skin }: Look): PatchMeasure {
  const mmPerPx = surface.mmPerPxAt(patch.centre)
  return measurePatch(patchTile(photo, patch, mmPerPx), patch, skin, mmPerPx)
}

const centreOf = ({ x, y, width, height }: RectPx): PointPx => ({ x: x + width / 2, y: y + height / 2 })

/** Share of a patch that is covered, from a grid of its px. */
function coveredShare(area: Mask, { centre, radiusPx }: Patch): number {
  const step = Math.max(1, radiusPx / 8)
  let [covered, n] = [0, 0]
  for (let dy = -radiusPx; dy <= radiusPx; dy += step) {
    for (let dx = -radiusPx; dx <= radiusPx; dx += step) {
      if (dx * dx + dy * dy > radiusPx * radiusPx) continue
      covered += area.coverageAt(Math.floor(centre.x + dx), Math.floor(centre.y + dy)) > 127 ? 1 : 0
      n++
    }
  }
  return covered / Math.max(1, n)
}

/** Inked skin of a patch's size, covered as a whole, nearest to it. */
function inkedPatch(area: Mask, box: RectPx, { centre, radiusPx }: Patch): Patch | null {
  let nearest = Infinity
  let best: Patch | null = null
  for (let y = box.y; y <= box.y + box.height; y += radiusPx / 2) {
    for (let x = box.x; x <= box.x + box.width; x += radiusPx / 2) {
      const far = Math.hypot(x - centre.x, y - centre.y)
      if (far >= nearest || coveredShare(area, { centre: { x, y }, radiusPx }) < 1 - STRAY) continue
      nearest = far
      best = { centre: { x, y }, radiusPx }
    }
  }
  return best
}

/** Centres of round pieces that lie beside an area, none of them in it. */
function* placesBeside(area: Mask, box: RectPx, radiusPx: number, room: number, far: number): Steps<PointPx[]> {
  const stride = radiusPx / 2
  const found: PointPx[] = []
  const reach = far + radiusPx
  for (let y = box.y - reach; y <= box.y + box.height + reach; y += stride) {
    yield Math.max(0, (y - box.y) / (box.height + reach))
    for (let x = box.x - reach; x <= box.x + box.width + reach; x += stride) {
      const touches = (r: number) =>
        RING.some(([u, v]) => area.coverageAt(Math.floor(x + u * r), Math.floor(y + v * r)) > 0)
      if (touches(0) || touches(radiusPx / 2) || touches(radiusPx + room)) continue
      if (touches(radiusPx + far / 4) || touches(radiusPx + far / 2)) found.push({ x, y })
    }
  }
  return found
}
const RING = Array.from({ length: 16 }, (_, k) => [Math.cos((k * Math.PI) / 8), Math.sin((k * Math.PI) / 8)] as const)
