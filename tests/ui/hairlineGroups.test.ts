import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { hairlineGroups } from '../../src/ui/panels/export/hairlineGroups.ts'
import { levelFrontal, withApexDragged } from '../core/design/levelFrontal.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const rowsOf = (design: Design) =>
  Object.fromEntries(hairlineGroups(design).flatMap(({ rows }) => (rows ?? []).map(({ name, value }) => [name, value])))

describe('the hairline of a plan', () => {
  it('says its lengths with their bands where the photo measures them', () => {
    expect(Object.values(rowsOf(sampleDesignOf('frontal'))).join()).not.toContain('not measurable')
  })

  it('gives no length whose band is over a quarter of it: on a photo taken level none of the recession', () => {
    const rows = rowsOf(levelFrontal)
    expect(rows['Height from glabella']).toMatch(/±/)
    expect(rows['Frontotemporal recession']).toBe('not measurable on this photo')
    expect(rowsOf(withApexDragged({ x: -40, y: -57 }))['Width between apexes']).toBe('not measurable on this photo')
  })
})
