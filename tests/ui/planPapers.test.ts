import { describe, expect, it } from 'vitest'
import { startReversal, withReversal } from '../../src/core/design/reversal.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import { defaultClinicProfile as clinic } from '../../src/core/plan/clinicProfile.ts'
import { emptyMask } from '../../src/core/pixels/tiledMask.ts'
import { planGroups } from '../../src/ui/panels/export/planGroups.ts'
import type { Group } from '../../src/ui/panels/export/planRows.ts'
import { reversalGroups } from '../../src/ui/panels/export/reversalGroups.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const design = sampleDesignOf('frontal')
const titles = (groups: readonly Group[]) => groups.map(({ title }) => title)
const rowOf = (groups: readonly Group[], title: string, name: RegExp) =>
  groups.find((group) => group.title === title)?.rows?.find((row) => name.test(row.name))

describe('the plan of new work on paper', () => {
  const area = { id: '1', role: 'bald', areaCm2: exactly(250), dots: exactly(25_000) } as const
  const groups = planGroups(design, { areas: [area] }, clinic)

  it('has the line’s measures with their bands, and what touch-ups cost', () => {
    expect(rowOf(groups, 'Hairline, Mature', /^Height/)?.value).toMatch(/^\d+ ± \d+ mm$/)
    expect(rowOf(groups, 'Hairline, Mature', /^Width/)?.value).toMatch(/^\d+ ± \d+ mm$/)
    expect(rowOf(groups, 'Hairline, Mature', /, left$/)?.value).toMatch(/^\d+ ± \d+ mm$/)
    expect(rowOf(groups, 'Touch-ups', /^Their price$/)?.value).toMatch(/₹/)
  })
})

describe('a reversal on paper', () => {
  const zone = (cm2: number, dots: number) => ({ areaCm2: exactly(cm2), dots: exactly(dots) })
  const none = emptyMask(8, 8)
  const figures = {
    zones: { step: 1, existing: none, final: none, keep: none, remove: none, add: none, lighten: none },
    measures: { remove: zone(19, 2100), lighten: zone(2, 300), keep: zone(128, 16_000), add: zone(5, 750) },
    contrast: exactly(1),
    ink: null,
    problem: null,
  }
  const reversed = withReversal(startReversal(design), { startDate: '2027-01-04' })
  const priced = { ...clinic, laserSessionPrice: { low: 8000, high: 8000 } }
  const groups = reversalGroups(reversed, figures, priced)

  it('is zones, lasers, rest and new sittings with their price, and never the whole area as new work', () => {
    expect(titles(groups)).toEqual([
      'Reversal',
      'Hairline, Mature',
      'Remove',
      'Lighten',
      'Keep',
      'Add',
      'Visits',
      'To beware of',
      'What this assumes',
    ])
    expect(rowOf(groups, 'Remove', /^Area$/)?.value).toBe('19 cm²')
    expect(rowOf(groups, 'Add', /dots/i)?.value).toBe('750')
    expect(rowOf(groups, 'Reversal', /^Laser, 3 sessions$/)?.value).toContain('24,000')
  })

  it('begins with the patch test, and says that a laser is an estimate', () => {
    const visits = groups.find(({ title }) => title === 'Visits')!.rows!
    expect(visits[0]).toMatchObject({ name: 'Patch test', value: expect.stringMatching(/2027/) as string })
    expect(visits.map(({ name }) => name)).toContain('Laser 3')
    expect(visits.at(-1)!.name).toMatch(/^SMP sitting/)
    const beware = groups.find(({ title }) => title === 'To beware of')!.texts!.join(' ')
    expect(beware).toContain('A patch test comes first.')
    expect(beware).toContain('Lightening is an estimate')
  })
})
