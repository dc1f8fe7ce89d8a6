import { areaBounds, without } from '../core/design/areas/area.ts'
import { areaChange, type AreaChange, type TilePlace } from '../core/design/areas/areaChange.ts'
import { surfaceOf } from '../core/design/scale/calibration.ts'
import { planeOf } from '../core/design/scale/faceScale.ts'
import type { Design, Marks } from '../core/design/design.ts'
import { outlinePolygon } from '../core/design/head/headOutline.ts'
import { areaEdge, shapedArea, type AreaShaping } from '../core/design/areas/shapedArea.ts'
import { BLEND_MM, hairInAreas } from '../core/fill/hairInAreas.ts'
import { roles } from '../core/fill/roles.ts'
import type { PointPx } from '../core/geometry/points.ts'
import { rasterPolygon } from '../core/geometry/polygon.ts'
import { part, whole, type Steps } from '../core/geometry/steps.ts'
import { measuredMm2At } from '../core/geometry/surface.ts'
import { fadedEdge, movedEdge, sharpEdge, type EdgeField } from '../core/pixels/maskMorph.ts'
import { isEmptyTile } from '../core/pixels/maskCompare.ts'
import type { TiledMask } from '../core/pixels/tiledMask.ts'
import type { HairSeen, LeaveOut, LookedFor } from './engine.ts'
import { knownParts } from './knownParts.ts'
import type { PhotoPixels } from './photoLevels.ts'
import { hairCellPx, headOn, seenHairInSteps } from './seenHair.ts'

/** Less than this is a fringe that nobody misses, cm2. */
const LEAST_CM2 = 0.3
/** Of the time that looking for hair takes. */
const LIKELY = 0.8

/** Shapes areas and looks what in them is better left out, on one photo. */
export function areaHelper(photo: PhotoPixels) {
  // Of its own: previews of what is shaped come in between, and must not take the place of what they are made from.
  const known = knownParts()
  let last: { readonly from: Design; readonly edge: EdgeField | null } | null = null
  /** Hair stands where it stands, whatever area lies over it. One scan: whoever comes while it runs goes on with it. */
  let scan: { readonly key: string; readonly steps: Steps<EdgeField>; edge: EdgeField | null } | null = null
  let head: { readonly key: string; readonly marks: Marks | null } | null = null

  function* hairIn(design: Design, cellPx: number, mmPerPx: number): Steps<EdgeField> {
    const key = JSON.stringify([design.marks, cellPx, mmPerPx])
    if (scan?.key !== key) scan = { key, steps: hairEdge(photo, design, cellPx, mmPerPx), edge: null }
    const mine = scan
    try {
      while (!mine.edge) {
        const step = mine.steps.next()
        if (step.done) mine.edge = step.value
        else yield step.value
      }
      return mine.edge
    } catch (error) {
      // A scan that broke off can not be gone on with.
      if (scan === mine) scan = null
      throw error
    }
  }

  function headIn(design: Design): Marks | null {
    const key = JSON.stringify(design.marks)
    if (head?.key !== key) head = { key, marks: headOn(photo, design) }
    return head.marks
  }

  const seen: Seen = { hairIn, headIn }

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
    leaveOut: (design: Design, what: LookedFor): LeaveOut => leaveOut(photo, design, what, seen),
    hairInAreas: (design: Design) => hairOnHead(design, seen),
  }
}

/** What is seen on the photo, each looked for once. */
interface Seen {
  hairIn(design: Design, cellPx: number, mmPerPx: number): Steps<EdgeField>
  /** Null where the head's edge is not known. */
  headIn(design: Design): Marks | null
}

function* hairOnHead(design: Design, { hairIn, headIn }: Seen): Steps<HairSeen> {
  if (!areaBounds(design) || !design.marks.checked) return 'untold'
  const mmPerPx = scaleOf(design)
  const cellPx = hairCellPx(mmPerPx)
  if (cellPx === null) return 'untold'
  const head = headIn(design)
  if (!head) return 'untold'
  yield 0
  const edge = yield* hairIn(design, cellPx, mmPerPx)
  yield 1
  return hairInAreas(design, edge, outlinePolygon(head))
}

const scaleOf = (design: Design): number => planeOf(design).mmPerPxAt(design.marks.glabella)

/** Hair, and backdrop where all is looked for, that lie in the area. Where hair alone is, dots thin out into it: no seam shows. */
function leaveOut(photo: PhotoPixels, design: Design, what: LookedFor, { hairIn, headIn }: Seen): LeaveOut {
  const box = areaBounds(design)
  if (!box) return { problem: 'noArea' }
  if (!design.marks.checked) return { problem: 'marks' }
  const mmPerPx = scaleOf(design)
  const cellPx = hairCellPx(mmPerPx)
  if (cellPx === null) return { problem: 'small' }
  const head = headIn(design)
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
    const hairy = hair && (what === 'hair' ? fadedEdge(hair, BLEND_MM / mmPerPx, place) : movedEdge(hair, 0, place))
    const out = new Uint8Array(now.length)
    const skinAt = byCells(place, (p) => measuredMm2At(surface, p))
    // Beside the head there is no skin: what lies there is told by the photo's own scale.
    const photoAt = byCells(place, (p) => surface.mmPerPxAt(p) ** 2)
    for (let i = 0; i < out.length; i++) {
      const covered = now[i]!
      if (covered === 0) continue
      const beside = 255 - inHead[i]!
      const outside = what === 'all' ? beside : 0
      const onHead = hairy ? hairy[i]! : 0
      const ofHair = what === 'all' ? onHead : without(onHead, beside)
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
  const likely = yield* part(seenHairInSteps(photo, design, cellPx, mmPerPx), 0, LIKELY)
  const coverage = new Uint8Array(likely.values.length)
  // Plain: `from` walks over millions of values one object each.
  for (let i = 0; i < coverage.length; i++) coverage[i] = Math.round(255 * likely.values[i]!)
  const grid = { left: 0, top: 0, step: likely.px, width: likely.width, height: likely.height }
  return yield* part(sharpEdge(coverage, grid), LIKELY, 1)
}
