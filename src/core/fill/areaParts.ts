import { areaBounds, cellsOver, drawnIn, rasterOn } from '../design/areas/area.ts'
import { sampleMask } from '../pixels/maskSamples.ts'
import { surfaceOf } from '../design/scale/calibration.ts'
import type { Design } from '../design/design.ts'
import type { Band } from '../geometry/points.ts'
import { isEmpty } from '../pixels/maskCompare.ts'
import { maskBounds } from '../pixels/maskFill.ts'
import { emptyMask } from '../pixels/tiledMask.ts'
import { stepFor } from './fieldParts.ts'
import { areaCm2Of } from './skinMeasures.ts'

/**
 * What the area in hand is made of, cm2 on measured skin: the whole proposal, what the hand adds beyond it, and what it takes
 * off of both. Proposed and added less erased is the area before exclusions. `excluded` is all that was painted to be kept
 * out, whether an area lies there or not.
 */
export interface AreaParts {
  readonly proposed: Band
  readonly added: Band
  readonly erased: Band
  readonly excluded: Band
}

const NONE: Band = { value: 0, low: 0, high: 0 }

/** @see AreaParts */
export function areaPartsOf(design: Design): AreaParts {
  const { area, photo } = design
  const step = stepFor(design, surfaceOf(design))
  const none = emptyMask(photo.width, photo.height)
  const grid = cellsOver(areaBounds(design), photo, step)
  const drawn = (masks: Partial<Design['area']>) => drawnIn({ ...design, area: { ...area, ...masks } }, grid)
  const proposed = area.proposed ? drawn({ add: none, subtract: none }) : null
  const both = isEmpty(area.add) ? proposed : drawn({ subtract: none })
  const left = both && !isEmpty(area.subtract) ? drawn({}) : both
  const size = (coverage: Uint8Array) => areaCm2Of(rasterOn(grid, coverage), design)
  const excluded = cellsOver(maskBounds(area.exclude), photo, step)
  const kept = sampleMask(area.exclude, excluded)
  return {
    proposed: proposed ? size(proposed) : NONE,
    added: both && both !== proposed ? size(proposed ? beyond(both, proposed) : both) : NONE,
    erased: both && left && both !== left ? size(beyond(both, left)) : NONE,
    excluded: kept ? areaCm2Of(rasterOn(excluded, kept), design) : NONE,
  }
}

/** What one coverage has more than another. */
const beyond = (whole: Uint8Array, part: Uint8Array): Uint8Array => whole.map((c, i) => Math.max(0, c - part[i]!))
