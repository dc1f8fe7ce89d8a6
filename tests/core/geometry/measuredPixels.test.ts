import { describe, expect, it } from 'vitest'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { measuredMm2At } from '../../../src/core/geometry/surface.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { bowedHead } from '../../fixtures/bowedHead.ts'

describe('an area on a head', () => {
  it('is the sum over its pixels, however often and from whichever corner it is measured', () => {
    const surface = headSurface(bowedHead)
    const covered = (x: number, y: number) => Math.floor(256 * uniformAt(5, y * 1000 + x))
    const part = (left: number, top: number) =>
      surface.areaMm2Of(
        { width: 70, height: 80, coverageAt: (x, y) => covered(x + left, y + top) },
        { x: left, y: top },
      )
    let sum = 0
    for (let y = 40; y < 120; y++)
      for (let x = 60; x < 130; x++) sum += (covered(x, y) / 255) * measuredMm2At(surface, { x: x + 0.5, y: y + 0.5 })
    const first = part(60, 40)
    expect(first.value / sum).toBeCloseTo(1, 9)
    part(30, 10)
    expect(part(60, 40)).toEqual(first)
  })
})
