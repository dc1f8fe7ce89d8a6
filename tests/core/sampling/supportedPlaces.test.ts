import { expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { fieldParts } from '../../../src/core/fill/fieldParts.ts'
import { fieldAt, fieldShape } from '../../../src/core/fill/fieldShape.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { sampleDesignOf } from '../design/sampleHeads.ts'
import { headPointSet as pointSet } from './shippedSet.ts'

it('a slider of density places the dots that would be placed from anew, whatever it showed before', () => {
  const design = sampleDesignOf('frontal')
  const surface = surfaceOf(design)
  const shape = fieldShape(fieldParts(design, surface))
  const counts = [0, 30, 300, 0, 150].map((density) => {
    const { support: _, ...anew } = fieldAt(shape, density)
    const counted = [5, 6].map((seed) => {
      const o = { seed, surface, pointSet }
      const [found, wanted] = [placeDots(fieldAt(shape, density), o), placeDots(anew, o)]
      for (const name of ['id', 'x', 'y', 'sitting'] as const)
        expect(found[name].join() === wanted[name].join()).toBe(true)
      return found.count
    })
    return counted[0]!
  })
  expect(counts[0]).toBe(0)
  expect(counts[1]).toBeGreaterThan(1000)
  expect(counts[2]).toBeGreaterThan(5 * counts[1]!)
})
