import type { HeadFit } from '../../geometry/headFit.ts'
import { rasterPolygon, boundsOf, type CellGrid } from '../../geometry/polygon.ts'
import { unionOf, type RectPx } from '../../geometry/points.ts'
import { edgeField, fadedEdge, movedEdge, type EdgeField } from '../../pixels/maskMorph.ts'
import { areaBounds, areaIn, drawnIn, filledHead, proposedAreaPolygon, without, type AreaOf } from './area.ts'
import { areaChange, type AreaChange, type TilePlace } from './areaChange.ts'
import { surfaceOf } from '../scale/calibration.ts'
import type { Design } from '../design.ts'
import { fitOf } from '../head/head.ts'
import { outlinePolygon } from '../head/headOutline.ts'
import { marksDoubt, recessionRaster } from '../lines/recession.ts'
import { hasReversal } from '../reversal.ts'
import { skinEdge } from './skinEdge.ts'

/** What an area can be put together with: the proposal, ink that is there already, and the hair that a stage loses. */
export const areaPartners = ['proposal', 'existing', 'hairLoss'] as const
export type AreaPartner = (typeof areaPartners)[number]
export const areaJoins = ['unite', 'common', 'less'] as const
export type AreaJoin = (typeof areaJoins)[number]

export type AreaShaping =
  /** Grows on the head, or shrinks below 0: mm of skin, of a flat photo those of its plane. */
  | { readonly kind: 'move'; readonly mm: number }
  /** Fades inwards from the edge over so much. */
  | { readonly kind: 'fade'; readonly mm: number }
  /** Inside the head's outline what was bare of dots, and nothing of what was not. */
  | { readonly kind: 'invert' }
  | { readonly kind: 'join'; readonly join: AreaJoin; readonly partner: AreaPartner }

/** Most by which an area grows, shrinks or fades, mm. */
export const MOST_SHAPED_MM = 10
/** Cells in which distances are kept, mm: between their centres they are taken as linear. */
const CELL_MM = 0.2
/** A stage's edge is 4 mm wide. */
const STAGE_CELL_MM = 0.5

/** Where the edge of the area lies, for all that grows, shrinks or fades it; null where there is no area. */
export function areaEdge(design: Design, mmPerPx: number): EdgeField | null {
  const box = areaBounds(design)
  if (!box) return null
  const step = Math.max(1, Math.round(CELL_MM / mmPerPx))
  const grid = cellsOver(grown(box, MOST_SHAPED_MM / mmPerPx + 2 * step), step, design.photo)
  return edgeField(drawnIn(design, grid), grid)
}

/** What can be put together with the area of this design. */
export const partnersOf = (design: Design): readonly AreaPartner[] =>
  areaPartners.filter((partner) =>
    partner === 'existing' ? hasReversal(design) : partner === 'hairLoss' ? design.recession.stage !== null : true,
  )

/**
 * The hand work that shapes the whole area, proposal and all. Exclusions stay out of it: they neither grow nor are filled.
 * @param edge of this design, see areaEdge; asked for only where the shaping needs it
 */
export function shapedArea(
  design: Design,
  shaping: AreaShaping,
  mmPerPx: number,
  edge: () => EdgeField | null = () => areaEdge(design, mmPerPx),
): AreaChange {
  const nothing: AreaChange = { add: new Map(), subtract: new Map() }
  switch (shaping.kind) {
    case 'move':
    case 'fade': {
      const flat = shaping.mm === 0 ? null : edge()
      if (!flat) return nothing
      const field = onSkin(flat, design, mmPerPx)
      const by = shaping.mm / mmPerPx
      if (shaping.kind === 'move') return movedArea(design, field, by)
      return areaChange(design, boxOf(field.grid), (place, now) => lesser(now, fadedEdge(field, by, place)))
    }
    case 'invert': {
      const head = filledHead(design.marks)
      const box = unionOf(boundsOf(head), areaBounds(design))
      return box ? areaChange(design, box, (place, now) => joined('less', rasterPolygon(head, place), now)) : nothing
    }
    case 'join': {
      const partner = partnerOf(design, shaping.partner, mmPerPx)
      const box = unionOf(areaBounds(design), partner?.box ?? null)
      if (!partner || !box) return nothing
      return areaChange(design, box, (place, now) => joined(shaping.join, now, partner.coverage(place)))
    }
  }
}

/** A slider asks again and again for the edge of one area on one head. */
const skinEdges = new WeakMap<
  EdgeField,
  { readonly fit: HeadFit; readonly mmPerPx: number; readonly field: EdgeField }
>()

function onSkin(flat: EdgeField, design: Design, mmPerPx: number): EdgeField {
  const fit = fitOf(design)
  if (!fit) return flat
  const known = skinEdges.get(flat)
  if (known?.fit === fit && known.mmPerPx === mmPerPx) return known.field
  const field = skinEdge(flat, surfaceOf(design), mmPerPx)
  skinEdges.set(flat, { fit, mmPerPx, field })
  return field
}

/** Nothing grows over the rim of the head, where it is known; what was covered beside it stays. */
function movedArea(design: Design, field: EdgeField, by: number): AreaChange {
  const head = by > 0 && marksDoubt(design) === null ? filledHead(design.marks) : null
  return areaChange(design, boxOf(field.grid), (place, now) => {
    const moved = movedEdge(field, by, place)
    return head ? joined('unite', now, lesser(moved, rasterPolygon(head, place))) : moved
  })
}

const lesser = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((v, i) => Math.min(v, b[i]!))

function joined(join: AreaJoin, a: Uint8Array, b: Uint8Array): Uint8Array {
  switch (join) {
    case 'unite':
      return a.map((v, i) => Math.max(v, b[i]!))
    case 'common':
      return lesser(a, b)
    case 'less':
      return a.map((v, i) => without(v, b[i]!))
  }
}

interface Partner {
  readonly box: RectPx | null
  readonly coverage: (place: TilePlace) => Uint8Array
}

function partnerOf(design: Design, partner: AreaPartner, mmPerPx: number): Partner | null {
  switch (partner) {
    case 'proposal': {
      const polygon = proposedAreaPolygon(design)
      return { box: boundsOf(polygon), coverage: (place) => rasterPolygon(polygon, place) }
    }
    case 'existing': {
      if (!hasReversal(design)) return null
      const { hairline, area } = design.reversal.existing
      const existing: AreaOf = { ...design, hairline, area }
      return { box: areaBounds(existing), coverage: (place) => areaIn(existing, place) }
    }
    case 'hairLoss': {
      const raster = recessionRaster(design, Math.max(1, Math.round(STAGE_CELL_MM / mmPerPx)))
      if (!raster) return null
      const { step, width, height, coverage } = raster
      const field = edgeField(coverage, { left: 0, top: 0, step, width, height })
      return { box: boundsOf(outlinePolygon(design.marks)), coverage: (place) => movedEdge(field, 0, place) }
    }
  }
}

const boxOf = ({ left, top, step, width, height }: CellGrid): RectPx => ({
  x: left,
  y: top,
  width: width * step,
  height: height * step,
})

const grown = ({ x, y, width, height }: RectPx, by: number): RectPx => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

/** Cells on whole multiples of their side that cover a rectangle as far as the photo reaches. */
function cellsOver(box: RectPx, step: number, photo: { readonly width: number; readonly height: number }): CellGrid {
  const i0 = Math.max(0, Math.floor(box.x / step))
  const j0 = Math.max(0, Math.floor(box.y / step))
  const i1 = Math.min(Math.ceil(photo.width / step), Math.ceil((box.x + box.width) / step))
  const j1 = Math.min(Math.ceil(photo.height / step), Math.ceil((box.y + box.height) / step))
  return { left: i0 * step, top: j0 * step, step, width: Math.max(0, i1 - i0), height: Math.max(0, j1 - j0) }
}
