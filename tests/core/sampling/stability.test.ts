import { readFileSync } from 'node:fs'
import PoissonDiskSampling from 'poisson-disk-sampling'
import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { flatSurface } from '../../../src/core/geometry/surface.ts'
import { densityAt } from '../../../src/core/sampling/densityField.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { disc, fieldOf } from './fields.ts'
import { painted, reachOf, sampleDesign, strokesOn } from './sampleStrokes.ts'
import { pointSet } from './shippedSet.ts'
import { byPlace, named, stableShare } from './stability.ts'

const record: unknown = JSON.parse(readFileSync(new URL('../../../public/sample/marks.json', import.meta.url), 'utf8'))

describe('an edit', () => {
  it('leaves every dot beyond its reach as it is, stroke after stroke', () => {
    let design = sampleDesign(record, { dots: 30_000 })
    const surface = surfaceOf(design)
    const place = () => named(placeDots(densityFieldOf(design, surface), { seed: 4, surface, pointSet }))
    let before = place()
    let changed = 0
    for (const stroke of strokesOn(design, 9)) {
      const reach = reachOf(design, stroke)
      design = painted(design, stroke)
      const after = place()
      const { share, outside } = stableShare(before, after, reach)
      expect(share).toBe(1)
      expect(outside).toBeGreaterThan(15_000)
      if (stableShare(before, after, () => false).share < 1) changed++
      before = after
    }
    // The strokes do something.
    expect(changed).toBeGreaterThan(5)
  })

  it('would be seen to move dots that a growing area reshuffles', () => {
    const small = fieldOf(1200, 900, 6, (x, y) => 100 * disc(500, 450, 300, 60)(x, y))
    const grown = fieldOf(1200, 900, 6, (x, y) =>
      Math.max(100 * disc(500, 450, 300, 60)(x, y), 100 * disc(900, 450, 150, 60)(x, y)),
    )
    const touched = (x: number, y: number) => Math.hypot(x - 900, y - 450) < 200
    const surface = flatSurface({ mmPerPx: 0.08 })
    const ours = [small, grown].map((field) => named(placeDots(field, { seed: 2, surface, pointSet })))
    expect(stableShare(ours[0]!, ours[1]!, touched).share).toBe(1)

    const theirs = [small, grown].map((field) => {
      let draw = 0
      const distances = { minDistance: 10, maxDistance: 45 }
      const points = new PoissonDiskSampling(
        {
          shape: [1200, 900],
          ...distances,
          distanceFunction: ([x, y]) => {
            const density = densityAt(field, x!, y!)
            return density > 0 ? Math.min(1, (100 / Math.sqrt(density) - 10) / 35) : 1
          },
        },
        () => uniformAt(3, draw++),
      ).fill()
      return byPlace(points.filter(([x, y]) => densityAt(field, x, y) > 0))
    })
    const moved = stableShare(theirs[0]!, theirs[1]!, touched)
    expect(moved.outside).toBeGreaterThan(300)
    expect(moved.share).toBeLessThan(0.5)
  })
})
