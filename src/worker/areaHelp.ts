import { areaBounds, without } from '../core/design/areas/area.ts'
import { areaChange, type AreaChange, type TilePlace } from '../core/design/areas/areaChange.ts'
import { surfaceOf } from '../core/design/scale/calibration.ts'
import { planeOf } from '../core/design/scale/faceScale.ts'
import type { Design } from '../core/design/design.ts'
import { outlinePolygon } from '../core/design/head/headOutline.ts'
import { areaEdge, shapedArea, type AreaShaping } from '../core/design/areas/shapedArea.ts'
import { hairInAreas, type HairInArea } from '../core/fill/hairInAreas.ts'
import { roles } from '../core/fill/roles.ts'
import type { PointPx } from '../core/geometry/points.ts'
import { rasterPolygon } from '../core/geometry/polygon.ts'
import { whole, type Steps } from '../core/geometry/steps.ts'
import { measuredMm2At } from '../core/geometry/surface.ts'
import { movedEdge, sharpEdge, type EdgeField } from '../core/pixels/maskMorph.ts'
import { isEmptyTile } from '../core/pixels/maskCompare.ts'
import type { TiledMask } from '../core/pixels/tiledMask.ts'
import type { LeaveOut } from './engine.ts'
import { knownParts } from './knownParts.ts'
import type { PhotoPixels } from './photoLevels.ts'
import { hairCellPx, headOn, seenHairInSteps } from './seenHair.ts'

/** Less than this is a fringe that nobody misses, cm2. */
const LEAST_CM2 = 0.3

/** Shapes areas and looks what in them is better left out, on one photo. */
export function areaHelper(photo: PhotoPixels) {
  // Of its own: previews of what is shaped come in between, and must not take the place of what they are made from.
  const known = knownParts()
  let last: { readonly from: Design; readonly edge: EdgeField | null } | null = null
  /** Hair stands where it stands, whatever area lies over it. */
  let seen: { readonly key: string; readonly edge: EdgeField } | null = null

  function* hairIn(design: Design, cellPx: number, mmPerPx: number): Steps<EdgeField> {
    const key = JSON.stringify([design.marks, cellPx, mmPerPx])
    if (seen?.key === key) return seen.edge
    const edge = yield* hairEdge(photo, design, cellPx, mmPerPx)
    seen = { key, edge }
    return edge
  }

  function edgeOf(design: Design, mmPerPx: number): EdgeField | null {
    const same =
      last?.from.area === design.area && last.from.hairline === design.hairline && last.from.marks === design.marks
    if (!last || !same || last.from.scale !== design.scale) last = { from: design, edge: areaEdge(design, mmPerPx) }
    return last.edge
  }

  return {
    shape(sent: Design, shaping: AreaShaping): AreaChange {
      const design = known(sent)
      const mmPerPx = scaleOf(design)
      return shapedArea(design, shaping, mmPerPx, () => edgeOf(design, mmPerPx))
    },
    leaveOut: (design: Design): LeaveOut => leaveOut(photo, design, hairIn),
    hairInAreas: (design: Design) => hairOnHead(photo, design, hairIn),
  }
}

type HairSeen = (design: Design, cellPx: number, mmPerPx: number) => Steps<EdgeField>

/** Null where it can not be told: the head's edge is not known, or the photo is too small. */
function* hairOnHead(photo: PhotoPixels, design: Design, hairIn: HairSeen): Steps<readonly HairInArea[] | null> {
  if (!areaBounds(design) || !design.marks.checked) return null
  const mmPerPx = scaleOf(design)
  const cellPx = hairCellPx(mmPerPx)
  if (cellPx === null) return null
  const head = headOn(photo, design)
  if (!head) return null
  const edge = yield* hairIn(design, cellPx, mmPerPx)
  yield 1
  return hairInAreas(design, edge, outlinePolygon(head))
}

const scaleOf = (design: Design): number => planeOf(design).mmPerPxAt(design.marks.glabella)

/** Hair and backdrop that lie in the area. */
function leaveOut(photo: PhotoPixels, design: Design, hairIn: HairSeen): LeaveOut {
  const box = areaBounds(design)
  if (!box) return { problem: 'noArea' }
  if (!design.marks.checked) return { problem: 'marks' }
  const mmPerPx = scaleOf(design)
  const cellPx = hairCellPx(mmPerPx)
  if (cellPx === null) return { problem: 'small' }
  const head = headOn(photo, design)
  if (!head) return { problem: 'outline' }
  const wantsHair = !roles[design.area.role].betweenHairs
  const hair = wantsHair ? whole(hairIn(design, cellPx, mmPerPx)) : null
  const tiles = new Map<number, Uint8Array>()
  const found = { hair: 0, outside: 0 }
  const surface = surfaceOf(design)
  const rim = outlinePolygon(head)
  // Everything of a tile at once: what is found there, and what the area is without it.
  const change = areaChange(design, box, (place, now) => {
    const inHead = rasterPolygon(rim, place)
    const hairy = hair && movedEdge(hair, 0, place)
    const out = new Uint8Array(now.length)
    const skinAt = byCells(place, (p) => measuredMm2At(surface, p))
    // Beside the head there is no skin: what lies there is told by the photo's own scale.
    const photoAt = byCells(place, (p) => surface.mmPerPxAt(p) ** 2)
    for (let i = 0; i < out.length; i++) {
      const covered = now[i]!
      if (covered === 0) continue
      const outside = 255 - inHead[i]!
      const ofHair = hairy ? hairy[i]! : 0
      out[i] = Math.max(outside, ofHair)
      if (outside >= ofHair) found.outside += (covered * outside * photoAt(i)) / 255
      else found.hair += (covered * ofHair * skinAt(i)) / 255
    }
    if (isEmptyTile(out)) return null
    tiles.set(place.key, out)
    return now.map((covered, i) => without(covered, out[i]!))
  })
  const cm2 = (mm2: number) => mm2 / 255 / 100
  const [hairCm2, outsideCm2] = [cm2(found.hair), cm2(found.outside)]
  if (hairCm2 + outsideCm2 < LEAST_CM2) return { problem: wantsHair ? 'nothing' : 'nothingOutside' }
  const mask: TiledMask = { width: photo.width, height: photo.height, tiles }
  return { mask, change, hairCm2, outsideCm2 }
}

/** Px for which the skin is asked once, about a millimetre: at the rim it tilts within a tile. */
const CELL_PX = 16

/** What holds at a pixel of a tile, asked in the middle of its cell. */
function byCells({ left, top, width }: TilePlace, ask: (p: PointPx) => number): (pixel: number) => number {
  const known = new Map<number, number>()
  const across = Math.ceil(width / CELL_PX)
  return (pixel) => {
    const column = Math.floor((pixel % width) / CELL_PX)
    const row = Math.floor(pixel / (width * CELL_PX))
    const cell = row * across + column
    let value = known.get(cell)
    if (value === undefined) {
      value = ask({ x: left + (column + 0.5) * CELL_PX, y: top + (row + 0.5) * CELL_PX })
      known.set(cell, value)
    }
    return value
  }
}

/** The line on which hair begins. */
function* hairEdge(photo: PhotoPixels, design: Design, cellPx: number, mmPerPx: number): Steps<EdgeField> {
  const likely = yield* seenHairInSteps(photo, design, cellPx, mmPerPx)
  const coverage = Uint8Array.from(likely.values, (v) => Math.round(255 * v))
  return sharpEdge(coverage, { left: 0, top: 0, step: likely.px, width: likely.width, height: likely.height })
}
