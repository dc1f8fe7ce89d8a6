import { readFileSync } from 'node:fs'
import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { densityFieldOf } from '../../src/core/fill/densityField.ts'
import { fieldMemory } from '../../src/core/fill/fieldMemory.ts'
import { flatSurface } from '../../src/core/geometry/surface.ts'
import type { DensityField } from '../../src/core/sampling/densityField.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { gRms } from '../core/sampling/fieldProtocol.ts'
import { painted, reachOf, sampleDesign, strokesOn } from '../core/sampling/sampleStrokes.ts'
import { pointSet } from '../core/sampling/shippedSet.ts'
import { densityAccuracy, SOFT_MASK_MM_PER_PX, softMask } from '../core/sampling/softMasks.ts'
import { named, stableShare } from '../core/sampling/stability.ts'
import { patchStatistics } from '../core/sampling/statistics.ts'
import { rounded, type Figures } from './measure.ts'

/** The shipped set at four of its prefixes, whole torus; the density of 20 soft areas; what a stroke leaves alone. */
export function benchQuality(sampleRecord: unknown): Figures {
  return { ...prefixes(), ...densities(), ...edits(sampleRecord) }
}

export const readSampleRecord = (): unknown =>
  JSON.parse(readFileSync(new URL('../../../public/sample/marks.json', import.meta.url), 'utf8'))

function prefixes(): Figures {
  const figures: Figures = {}
  for (const percent of [100, 60, 25, 10]) {
    const count = Math.round((pointSet.count * percent) / 100)
    const patch = { x: pointSet.u, y: pointSet.v, count, side: 1, wraps: true }
    const s = patchStatistics(patch)
    const measures = {
      nnMean: s.nearest,
      nnCv: s.cv,
      p5: s.p5,
      gRms: gRms(patch),
      latticeShare: s.latticeShare,
      largestVoid: s.largestVoid,
    }
    for (const [name, value] of Object.entries(measures)) figures[`quality.${name}.${percent}`] = rounded(value, 4)
  }
  return figures
}

function densities(): Figures {
  const surface = flatSurface({ mmPerPx: SOFT_MASK_MM_PER_PX })
  const fields = Array.from({ length: 20 }, (_, number) => softMask(number))
  const accuracy = densityAccuracy(fields, surface, (field, number) =>
    placeDots(field, { seed: number + 1, surface, pointSet }),
  )
  return Object.fromEntries(Object.entries(accuracy).map(([name, value]) => [`density.${name}`, rounded(value, 5)]))
}

/**
 * Share of the dots beyond a stroke's reach that stay byte for byte, the worst of 12 strokes on 100,000 dots, with the
 * field worked out anew and with the field that is kept up to date from stroke to stroke.
 */
function edits(sampleRecord: unknown): Figures {
  let design = sampleDesign(sampleRecord, { dots: 100_000 })
  const surface = surfaceOf(design)
  const remembered = fieldMemory()
  const placed = (field: DensityField) => named(placeDots(field, { seed: design.fill.seed, surface, pointSet }))
  remembered(design, surface)
  let before = placed(densityFieldOf(design, surface))
  const dots = before.size
  let worst = 1
  let fewest = Infinity
  for (const stroke of strokesOn(design, 12)) {
    const reach = reachOf(design, stroke)
    design = painted(design, stroke)
    const anew = placed(densityFieldOf(design, surface))
    for (const after of [anew, placed(remembered(design, surface).field)]) {
      const { share, outside } = stableShare(before, after, reach)
      worst = Math.min(worst, share)
      fewest = Math.min(fewest, outside)
    }
    before = anew
  }
  return { 'edit.stable': worst, 'edit.stable.dots': dots, 'edit.stable.fewestOutside': fewest }
}
