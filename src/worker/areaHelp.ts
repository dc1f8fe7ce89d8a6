import { areaBounds, without } from '../core/design/area.ts'
import { areaChange, type AreaChange } from '../core/design/areaChange.ts'
import { surfaceOf } from '../core/design/calibration.ts'
import type { Design, Marks } from '../core/design/design.ts'
import { outlinePolygon } from '../core/design/marks.ts'
import { marksDoubt } from '../core/design/recession.ts'
import { areaEdge, shapedArea, type AreaShaping } from '../core/design/shapedArea.ts'
import { roles } from '../core/fill/roles.ts'
import { rasterPolygon } from '../core/geometry/polygon.ts'
import { movedEdge, sharpEdge, type EdgeField } from '../core/pixels/maskMorph.ts'
import { hairLikeness } from '../core/pixels/headSegments.ts'
import { isEmptyTile } from '../core/pixels/maskCompare.ts'
import { seenSkin } from '../core/pixels/seenSkin.ts'
import type { TiledMask } from '../core/pixels/tiledMask.ts'
import type { LeaveOut } from './engine.ts'
import { findOutline } from './findOutline.ts'
import { headCells } from './hairLoss.ts'
import { knownParts } from './knownParts.ts'
import type { PhotoPixels } from './photoLevels.ts'

/** Side of the cells in which hair is looked for, mm: some ten hairs of a shaved head. */
const CELL_MM = 1.5
const LEAST_CELL_PX = 4
/** Cells larger than this tell no hairline. */
const MOST_CELL_MM = 3
/** Side of a pixel of the copy on which the hair's edge is found, mm. */
const LOOKED_AT_MM = 0.3
/** Less than this is a fringe that nobody misses, cm2. */
const LEAST_CM2 = 0.3

/** Shapes areas and looks what in them is better left out, on one photo. */
export function areaHelper(photo: PhotoPixels) {
  // Of its own: previews of what is shaped come in between, and must not take the place of what they are made from.
  const known = knownParts()
  let last: { readonly from: Design; readonly edge: EdgeField | null } | null = null

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
    leaveOut: (design: Design): LeaveOut => leaveOut(photo, design),
  }
}

const scaleOf = (design: Design): number => surfaceOf(design).mmPerPxAt(design.marks.glabella)

/** Hair and backdrop that lie in the area. */
function leaveOut(photo: PhotoPixels, design: Design): LeaveOut {
  const box = areaBounds(design)
  if (!box) return { problem: 'noArea' }
  if (!design.marks.checked) return { problem: 'marks' }
  const mmPerPx = scaleOf(design)
  const px = Math.max(LEAST_CELL_PX, Math.round(CELL_MM / mmPerPx))
  if (px * mmPerPx > MOST_CELL_MM) return { problem: 'small' }
  const head = headOn(photo, design)
  if (!head) return { problem: 'outline' }
  const wantsHair = !roles[design.area.role].betweenHairs
  const hair = wantsHair ? hairEdge(photo, design, px, mmPerPx) : null
  const tiles = new Map<number, Uint8Array>()
  const found = { hair: 0, outside: 0 }
  const rim = outlinePolygon(head)
  // Everything of a tile at once: what is found there, and what the area is without it.
  const change = areaChange(design, box, (place, now) => {
    const inHead = rasterPolygon(rim, place)
    const hairy = hair && movedEdge(hair, 0, place)
    const out = new Uint8Array(now.length)
    for (let i = 0; i < out.length; i++) {
      const covered = now[i]!
      if (covered === 0) continue
      const outside = 255 - inHead[i]!
      const ofHair = hairy ? hairy[i]! : 0
      out[i] = Math.max(outside, ofHair)
      if (outside >= ofHair) found.outside += (covered * outside) / 255
      else found.hair += (covered * ofHair) / 255
    }
    if (isEmptyTile(out)) return null
    tiles.set(place.key, out)
    return now.map((covered, i) => without(covered, out[i]!))
  })
  const cm2 = (covered: number) => ((covered / 255) * mmPerPx * mmPerPx) / 100
  const [hairCm2, outsideCm2] = [cm2(found.hair), cm2(found.outside)]
  if (hairCm2 + outsideCm2 < LEAST_CM2) return { problem: wantsHair ? 'nothing' : 'nothingOutside' }
  const mask: TiledMask = { width: photo.width, height: photo.height, tiles }
  return { mask, change, hairCm2, outsideCm2 }
}

/** The marks with the outline on the head's edge: as it was laid there, else as it is found; null where neither is so. */
function headOn(photo: PhotoPixels, { marks, photo: ref }: Design): Marks | null {
  if (marks.outline.radii) return marks
  const radii = findOutline(marks, photo)
  if (radii) return { ...marks, outline: { ...marks.outline, radii } }
  return marksDoubt({ marks, photo: ref }) ? null : marks
}

/** The line on which hair begins. */
function hairEdge(photo: PhotoPixels, design: Design, px: number, mmPerPx: number): EdgeField {
  const cells = headCells(photo, design, px)
  const { rgba, width, height } = photo.level(0)
  const { hair } = seenSkin({ x0: 0, y0: 0, width, height, rgba, apronPx: 0 }, cells)
  const level = Math.max(0, Math.floor(Math.log2(LOOKED_AT_MM / mmPerPx)))
  const small = { ...photo.level(level), px: 2 ** level }
  const likely = hairLikeness(small, cells, hair)
  const coverage = Uint8Array.from(likely.values, (v) => Math.round(255 * v))
  return sharpEdge(coverage, { left: 0, top: 0, step: likely.px, width: likely.width, height: likely.height })
}
