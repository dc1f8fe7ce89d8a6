import { areaMasks, type AreaDesign, type Design } from '../design/design.ts'
import { unionOf, type Band, type RectPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { changedPixels } from '../pixels/maskCompare.ts'
import type { DensityField } from '../sampling/densityField.ts'
import { fieldParts, type FieldParts } from './fieldParts.ts'
import { fieldAt, fieldShape, type FieldShape } from './fieldShape.ts'
import { marksPerPlace, roles, targetPerCm2 } from './roles.ts'
import { areaCm2Of, dotsAsked } from './skinMeasures.ts'

/** Everything but the masks that decides where dots lie: two designs of one key differ by what was painted alone. */
export function placingSettings(design: Design, surface: Surface): string {
  const { photo, marks, hairline, area, fill } = design
  return JSON.stringify([
    photo.hash,
    surface.key,
    { ...marks, checked: null },
    { ...hairline, style: null },
    area.proposed,
    area.role,
    area.presentPerCm2,
    fill.densityPerCm2,
    marksPerPlace(design),
    // A measured patch aims at another density where an area follows the hair around it.
    targetPerCm2(design),
    fill.seed,
  ])
}

/** A field, and what it fills. */
export interface MeasuredField {
  readonly field: DensityField
  readonly areaCm2: Band
  /** Dots that it asks for, on the skin. */
  readonly dots: Band
}

interface Known {
  readonly key: string
  readonly area: AreaDesign
  readonly shape: FieldShape
  readonly densityPerCm2: number
  readonly field: DensityField
  readonly areaCm2: Band
}

/**
 * Density fields of one design after the other: after a stroke only what the stroke can change is worked out, and after
 * another density the shape stays.
 */
export function fieldMemory() {
  let last: Known | null = null
  return (design: Design, surface: Surface): MeasuredField => {
    const parts = fieldParts(design, surface)
    const key = shapeSettings(design, surface, parts)
    last = nextOf(last?.key === key ? last : null, key, design, parts)
    return { field: last.field, areaCm2: last.areaCm2, dots: dotsAsked(last.field, design) }
  }
}

function nextOf(last: Known | null, key: string, design: Design, parts: FieldParts): Known {
  const { area } = design
  const { densityPerCm2 } = parts
  const painted = last && changedArea(last.area, area)
  const changed = painted && grown(painted, reachOf(parts, design))
  // The same marks and masks on the same surface cover the same skin.
  const areaCm2 = last && !changed ? last.areaCm2 : areaCm2Of(parts.drawn, design)
  const shape =
    last && !changed ? last.shape : fieldShape(parts, last && changed ? { former: last.shape, changed } : undefined)
  if (last?.densityPerCm2 !== densityPerCm2)
    return { key, area, shape, densityPerCm2, areaCm2, field: fieldAt(shape, densityPerCm2) }
  const field = changed ? fieldAt(shape, densityPerCm2, { former: last.field, changed }) : last.field
  return { key, area, shape, densityPerCm2, areaCm2, field }
}

/** Everything but the masks that decides the shape of a field. */
function shapeSettings(design: Design, surface: Surface, { edgeShare, hairsPerPlace }: FieldParts): string {
  const { photo, marks, hairline, area, fill } = design
  return JSON.stringify([
    photo.hash,
    surface.key,
    { ...marks, checked: null },
    { ...hairline, style: null },
    area.proposed,
    area.role,
    edgeShare,
    hairsPerPlace,
    fill.seed,
  ])
}

/** Null where no mask differs. */
function changedArea(before: AreaDesign, after: AreaDesign): RectPx | null {
  return areaMasks.reduce<RectPx | null>((all, name) => unionOf(all, changedPixels(before[name], after[name])), null)
}

/** How far from a painted place its paint has a say, px: the feather, and the mirrored place across the hairline. */
function reachOf({ area, edge, surface }: FieldParts, design: Design): number {
  const { feather } = roles[design.area.role]
  const feathered = feather ? Math.max(Math.abs(feather.fromMm), Math.abs(feather.toMm)) : 0
  const mirrored = edge ? 2 * Math.max(edge.sparseMm, edge.frontMm) : 0
  // A sample stands for its cell, and is read between its neighbours.
  return Math.max(feathered, mirrored) / surface.leastMmPerPx + 3 * area.step
}

const grown = (r: RectPx, by: number): RectPx => ({
  x: r.x - by,
  y: r.y - by,
  width: r.width + 2 * by,
  height: r.height + 2 * by,
})
