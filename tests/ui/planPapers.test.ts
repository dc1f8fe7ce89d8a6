import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { withHandleAt } from '../../src/core/design/lines/measuredLine.ts'
import type { PriceMode } from '../../src/core/design/plannedWork.ts'
import { proposeScale, surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { withHeadMeasured, withScale } from '../../src/core/design/edits.ts'
import { proposeMarks } from '../../src/core/design/scale/marks.ts'
import { startReversal, withReversal } from '../../src/core/design/reversal.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import { defaultClinicProfile as clinic } from '../../src/core/plan/clinicProfile.ts'
import { localPrice } from '../../src/core/plan/currencies.ts'
import { emptyMask } from '../../src/core/pixels/tiledMask.ts'
import { planNeeds, shownPlan } from '../../src/store/plan/shownPlan.ts'
import { planGroups } from '../../src/ui/panels/export/planGroups.ts'
import type { Group } from '../../src/ui/panels/export/planRows.ts'
import { reversalGroups } from '../../src/ui/panels/export/reversalGroups.ts'
import { areaBandReasons } from '../../src/ui/panels/scale/headText.ts'
import { planReasons } from '../../src/ui/panels/plan/reasons.ts'
import { courseFigures, zoneArea, zoneNote } from '../../src/ui/panels/plan/reversalText.ts'
import { planOf } from '../../src/ui/panels/plan/reversalMeasures.ts'
import { exportStrings } from '../../src/ui/strings/exportStrings.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const design = sampleDesignOf('frontal')
const COUNTED_ALONE = 'Counted on the Frontal view alone: skin that it does not show is not in it.'
const USUAL_PRICE = 'Priced as is usual in India, until your clinic enters its own.'
const titles = (groups: readonly Group[]) => groups.map(({ title }) => title)
const rowOf = (groups: readonly Group[], title: string, name: RegExp) =>
  groups.find((group) => group.title === title)?.rows?.find((row) => name.test(row.name))

const assumed = (groups: readonly Group[]) =>
  groups.find(({ title }) => title === 'What this assumes')!.texts!.join('\n')
const agreedOn = <D extends Design>(from: D, mode: PriceMode, amount: number): D => ({
  ...from,
  plan: { ...from.plan, price: { mode, low: amount, high: amount, currency: 'INR' } },
})

describe('the plan of new work on paper', () => {
  const area = { id: '1', role: 'bald', areaCm2: exactly(250), dots: exactly(25_000) } as const
  const groups = planGroups(design, { areas: [area] }, clinic)
  /** The forehead of the sample. */
  const front = {
    width: 3024,
    height: 4032,
    coverageAt: (x: number, y: number) => (x % 9 || y % 9 || y > 1300 ? 0 : 255),
  }

  it('says how much of what is counted lies on the patient’s own hair', () => {
    const said = (share: number) => planGroups(design, { areas: [area] }, clinic, null, share)[0]!.texts!
    expect(said(0.26)).toContain('About 26% of the area looks like hair. Dots are counted on it too.')
    expect(said(0).join()).not.toContain('hair')
  })

  it('says beside the totals which skin is not in them, and what the same design covers where more of it is seen', () => {
    const said = (on: Design, more: Parameters<typeof planGroups>[3] = null) =>
      planGroups(on, { areas: [area] }, clinic, more)[0]!.texts!.filter((text) => text !== USUAL_PRICE)
    expect(said(design)).toEqual([COUNTED_ALONE])
    expect(said(sampleDesignOf('vertex'))).toEqual([])
    expect(said(design, { photoId: 'v', view: 'vertex', areaCm2: { value: 245, low: 210, high: 279 } })).toEqual([
      COUNTED_ALONE,
      'On Vertex the same design covers ≈ 245 cm² (210 to 279).',
    ])
    // What a flat photo does not show is reckoned in.
    expect(said(withHeadMeasured(design, false))).toEqual([])
  })

  it('has the line’s measures with their bands, and what touch-ups cost', () => {
    expect(rowOf(groups, 'Hairline, Mature', /^Height/)?.value).toMatch(/^\d+ ± \d+ mm$/)
    expect(rowOf(groups, 'Hairline, Mature', /^Width/)?.value).toMatch(/^\d+ ± \d+ mm$/)
    expect(rowOf(groups, 'Hairline, Mature', /recession$/)?.value).toMatch(/^\d+ ± \d+ mm$/)
    expect(rowOf(groups, 'Touch-ups', /^Their price$/)?.value).toMatch(/₹/)
  })

  it('says once that nobody has asked about the skin', () => {
    expect(assumed(groups).match(/The skin was not asked yet/g)).toHaveLength(1)
    const scar = planGroups(design, { areas: [{ ...area, role: 'scar' }] }, clinic)
    expect(assumed(scar).match(/The skin was not asked yet/g)).toHaveLength(1)
  })

  it('asks no price where the clinic has entered none: a usual one in rupees is none in pounds', () => {
    const inPounds = { ...clinic, price: localPrice(clinic, 'en-GB')! }
    const british = planGroups(design, { areas: [area] }, inPounds)
    expect(rowOf(british, 'In all', /^Price$/)?.value).toBe('not priced')
    expect(JSON.stringify(british)).not.toMatch(/[₹£]/)
    expect(assumed(british)).toContain('Your clinic has no price for a sitting yet.')
    const agreed = {
      ...design,
      plan: { ...design.plan, price: { mode: 'fixed', low: 900, high: 900, currency: 'GBP' } },
    }
    const settled = planGroups(agreed as Design, { areas: [area] }, inPounds)
    expect(rowOf(settled, 'In all', /^Price$/)?.value).toContain('£900')
  })

  it('has one recession for sides that mirror each other, as the Hairline step has, and two for others', () => {
    const names = (of: Design) =>
      planGroups(of, { areas: [area] }, clinic)
        .find(({ title }) => title === 'Hairline, Mature')!
        .rows!.map(({ name }) => name)
    expect(names(design)).toEqual(['Height from glabella', 'Width between apexes', 'Frontotemporal recession'])
    const { apex } = design.hairline.left
    const hairline = withHandleAt(design, 'left.apex', { x: apex.x, y: apex.y - 20 }, false)
    expect(names({ ...design, hairline })).toEqual([
      'Height from glabella',
      'Width between apexes',
      'Frontotemporal recession, right',
      'Frontotemporal recession, left',
    ])
  })

  it('says first of all where its scale is a guess, and that its marks are still as proposed', () => {
    const { total } = exportStrings.plan
    const saidOf = (on: Design) =>
      planGroups(on, { areas: [area] }, clinic)
        .find(({ title }) => title === total)!
        .texts!.join(' ')
    expect(saidOf(design)).toBe(`${COUNTED_ALONE} ${USUAL_PRICE}`)
    const guessed = withScale(design, { ...proposeScale(proposeMarks(3024, 4032)), status: 'used' })
    expect(saidOf(guessed)).toMatch(/The scale is a guess/)
    expect(areaBandReasons(guessed, surfaceOf(guessed).areaMm2Of(front)).join(' ')).toMatch(
      /Scale: ± 13%. Nothing was measured/,
    )
    const unseen = { ...design, marks: { ...design.marks, checked: false } }
    expect(saidOf(unseen)).toMatch(/marks, and they are still as proposed. Check the marks first/)
    const { radii: _radii, ...outline } = design.marks.outline
    const marks = { ...design.marks, outline, found: true, checked: false }
    expect(saidOf({ ...design, marks })).toMatch(/No edge of the head was found on this photo/)
  })

  it('calls the price agreed where one was agreed, and the clinic’s own where none was', () => {
    expect(assumed(groups)).toMatch(/The usual price in India per sitting, not the clinic’s: .*15,000.*30,000/)
    expect(assumed(groups)).not.toContain('Your price')
    expect(groups[0]!.texts!.join(' ')).toContain(USUAL_PRICE)
    const own = planGroups(design, { areas: [area] }, { ...clinic, price: { ...clinic.price, low: 16_000 } })
    expect(assumed(own)).toContain('Your price per sitting: ')
    expect(JSON.stringify(own)).not.toMatch(/usual in India|usual price in India/)
    const agreed = planGroups(agreedOn(design, 'fixed', 60_000), { areas: [area] }, clinic)
    expect(assumed(agreed)).toMatch(/Agreed in all: .*60,000/)
    expect(assumed(agreed)).not.toContain('Your price')
  })
})

describe('the plan that is exported', () => {
  const scaled = withReversal(startReversal(design), {})

  it('is the one on the Plan screen, elsewhere that of the reversal where there is one', () => {
    expect(shownPlan(scaled, 'newWork')).toBe('newWork')
    expect(shownPlan(scaled, 'reversal')).toBe('reversal')
    expect(shownPlan(scaled, null)).toBe('reversal')
    expect(shownPlan(design, null)).toBe('newWork')
  })

  it('is none while a reversal is yet to be begun, and never another one in its place', () => {
    expect(planNeeds(design, 'reversal')).toBe('reversal')
    expect(planNeeds(scaled, 'reversal')).toBeNull()
    expect(planNeeds(design, 'newWork')).toBeNull()
  })

  it('of new work says of a design with a reversal that ink is there already', () => {
    const area = { id: '1', role: 'bald', areaCm2: exactly(250), dots: exactly(25_000) } as const
    const total = (of: Design) => planGroups(of, { areas: [area] }, clinic)[0]!.texts ?? []
    expect(total(scaled).join()).toContain('Ink is there already')
    expect(total(design)).toEqual([COUNTED_ALONE, USUAL_PRICE])
  })
})

describe('a zone in words', () => {
  const { reversal } = startReversal(design)
  const zone = (cm2: number, dots: number) => ({
    areaCm2: { value: cm2, low: 0.8 * cm2, high: 1.2 * cm2 },
    dots: exactly(dots),
  })
  const zones = { remove: zone(19, 2100), lighten: zone(34, 300), keep: zone(128, 16_000), add: zone(5, 750) }

  it('has a session only where one is planned', () => {
    for (const [name, planned] of [
      ['remove', 'laser'],
      ['lighten', 'one session'],
    ] as const) {
      expect(zoneNote(name, zones, reversal)).toBe(planned)
      expect(zoneNote(name, zones, { ...reversal, sessions: 0 })).toBe('no session planned')
    }
  })

  it('stands on some skin where it has dots, and on none where it has none', () => {
    const under = { value: '< 1 cm²', about: false, band: null }
    expect(zoneArea(zone(0.001, 200))).toEqual(under)
    expect(zoneArea(zone(0, 200))).toEqual(under)
    expect(zoneArea(zone(0, 0))).toEqual({ ...under, value: '0 cm²' })
    const said = (cm2: number, dots: number) => {
      const { value, band } = zoneArea(zone(cm2, dots))
      return [value, band?.low, band?.high]
    }
    expect(said(0.6, 80)).toEqual(['0.6 cm²', 0.4, 0.8])
    expect(said(100, 80)).toEqual(['100 cm²', 80, 120])
  })

  it('has no area that its dots cannot stand on, and no band without a width', () => {
    // A raised line leaves a sliver of new skin, and dots along the edge that are not on it.
    expect(zoneArea(zone(0.1, 202))).toEqual({ value: '< 1 cm²', about: false, band: null })
    const narrow = { areaCm2: { value: 0.6, low: 0.59, high: 0.61 }, dots: exactly(80) }
    expect(zoneArea(narrow)).toMatchObject({ value: '0.6 cm²', band: { low: 0.5, high: 0.7 } })
  })

  it('of new dots says whether they are a touch-up', () => {
    const note = (cm2: number, dots: number) => zoneNote('add', { ...zones, add: zone(cm2, dots) }, reversal)
    expect(note(5, 750)).toBe('new')
    expect(note(2, 200)).toBe('new, as a touch-up')
    expect(note(0, 300)).toBe('along the edge, as a touch-up')
    expect(note(0.1, 202)).toBe('along the edge, at the next touch-up')
    expect(note(0, 500)).toBe('along the edge')
    expect(note(0, 900)).toBe('between those that stay')
  })
})

describe('a reversal on paper', () => {
  const zone = (cm2: number, dots: number) => ({ areaCm2: exactly(cm2), dots: exactly(dots) })
  const none = emptyMask(8, 8)
  const figures = {
    zones: { step: 1, existing: none, final: none, keep: none, remove: none, add: none, lighten: none },
    measures: { remove: zone(19, 2100), lighten: zone(2, 300), keep: zone(128, 16_000), add: zone(25, 3500) },
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
      'Keep',
      'Add',
      'Visits',
      'To beware of',
      'What this assumes',
    ])
    expect(rowOf(groups, 'Remove', /^Area$/)?.value).toBe('19 cm²')
    expect(rowOf(groups, 'Add', /dots/i)?.value).toBe('3,500')
    expect(rowOf(groups, 'Reversal', /^Laser, 3 sessions$/)?.value).toContain('24,000')
  })

  it('has what is lightened as the part of keep that it is, and the skin type that was set', () => {
    const keep = groups.find(({ title }) => title === 'Keep')!.rows!
    expect(keep.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Area: 128 cm²',
      'Dots: 16,000',
      'Of it lightened: 2.0 cm²',
      'Its dots: 300',
    ])
    expect(rowOf(groups, 'Reversal', /^Skin type$/)?.value).toBe('not asked yet')
    const asked = reversalGroups(withReversal(reversed, { skinType: 4 }), figures, priced)
    expect(rowOf(asked, 'Reversal', /^Skin type$/)?.value).toBe('Fitzpatrick IV')
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

  it('takes and leaves on paper what it does on the screen, to the same digits', () => {
    const wide = (value: number, low: number, high: number) => ({ areaCm2: { value, low, high }, dots: exactly(2100) })
    const measures = { ...figures.measures, remove: wide(17.31, 14.27, 20.64) }
    const { chosen, remove, soften } = planOf(reversed, { ...figures, measures }, priced)
    const shown = Object.values(courseFigures({ remove, soften }[chosen], reversed.reversal.method))
    const paper = reversalGroups(reversed, { ...figures, measures }, priced)
    const rows = paper.find(({ title }) => title === 'Reversal')!.rows!
    for (const { name, value, about, band } of shown)
      expect(rows).toContainEqual({ name, value: about ? `~ ${value}` : value, band })
    expect(shown.filter(({ band }) => band !== null)).toHaveLength(3)
  })

  it('says what a session is for where nothing is removed', () => {
    const measures = { ...figures.measures, remove: zone(0, 0) }
    const paper = reversalGroups(reversed, { ...figures, measures }, priced)
    expect(rowOf(paper, 'Reversal', /^Laser sessions$/)).toMatchObject({ value: '1', band: 'for the lightened band' })
    const none = reversalGroups(reversed, { ...figures, measures: { ...measures, lighten: zone(0, 0) } }, priced)
    expect(rowOf(none, 'Reversal', /^Laser sessions$/)).toMatchObject({ value: '0', band: null })
  })

  it('plans and prices no visit for a sliver of new dots, and says where they are set', () => {
    const sliver = { ...figures, measures: { ...figures.measures, add: zone(0.1, 202) } }
    const paper = reversalGroups(reversed, sliver, priced)
    expect(rowOf(paper, 'Reversal', /^SMP/)).toBeUndefined()
    expect(rowOf(paper, 'Reversal', /^In all$/)?.value ?? rowOf(paper, 'Reversal', /^Price$/)?.value).toContain(
      '24,000',
    )
    expect(paper.find(({ title }) => title === 'Add')!.texts).toEqual([
      'Too few for a visit of their own: they are set at the next touch-up.',
    ])
  })

  describe('that adds a few dots along the edge', () => {
    const few = { ...figures, measures: { ...figures.measures, add: zone(0.2, 326) } }
    const by = (mode: PriceMode, low: number, high: number) => ({
      ...priced,
      price: { ...clinic.price, mode, low, high },
    })
    const touchUpAt = { low: 4000, high: 6000 }

    it('says that they are one touch-up, at the clinic’s price for one and no other', () => {
      const paper = reversalGroups(reversed, few, { ...by('perCm2', 270, 360), touchUpPrice: touchUpAt })
      expect(rowOf(paper, 'Reversal', /^SMP, 1 touch-up$/)).toMatchObject({
        value: expect.stringContaining('5,000') as string,
      })
      expect(rowOf(paper, 'Reversal', /^SMP, \d+ sitting/)).toBeUndefined()
      expect(rowOf(paper, 'Reversal', /^In all$/)?.value).toContain('29,000')
      expect(assumed(paper)).toMatch(/Your price for a touch-up: .*4,000.*6,000/)
      expect(assumed(paper)).not.toMatch(/per sitting|per cm²|270/)
    })

    it('says of skin that is too little to measure that it is under 1 cm2, and of the visit that it is a touch-up', () => {
      const paper = reversalGroups(reversed, { ...few, measures: { ...few.measures, add: zone(0.01, 326) } }, priced)
      expect(rowOf(paper, 'Add', /^Area$/)).toMatchObject({ value: '< 1 cm²', band: null })
      expect(rowOf(paper, 'Add', /^Dots$/)?.value).toBe('326')
      const visits = paper.find(({ title }) => title === 'Visits')!.rows!.map(({ name }) => name)
      expect(visits.at(-1)).toBe('Touch-up')
      expect(visits.join()).not.toContain('sitting')
    })

    it('has one sitting, and its reason says no more than one', () => {
      const { redo } = planOf(reversed, few, priced)
      const { sittings } = planReasons(redo!, redo!.profile, reversed, 'reversal')
      expect(sittings.join(' ')).toMatch(/^1 sitting or more/)
    })

    it('costs a sitting where the clinic charges by the sitting and has no price for touch-ups', () => {
      const paper = reversalGroups(reversed, few, by('perSitting', 20_000, 20_000))
      expect(rowOf(paper, 'Reversal', /^SMP, 1 touch-up$/)?.value).toContain('20,000')
      expect(assumed(paper)).toMatch(/Your price per sitting: .*20,000/)
      expect(assumed(paper)).toContain('A touch-up costs as much as a sitting.')
    })

    it.each(['fixed', 'perCm2'] as const)('is not priced, with its reason, by a price %s alone', (mode) => {
      const paper = reversalGroups(reversed, few, by(mode, 70_000, 100_000))
      expect(rowOf(paper, 'Reversal', /^SMP, 1 touch-up$/)?.value).toBe('not priced')
      expect(rowOf(paper, 'Reversal', /^In all$/)?.value).toBe('not priced')
      expect(rowOf(paper, 'Reversal', /^Laser, 3 sessions$/)?.value).toContain('24,000')
      expect(assumed(paper)).toContain('Your clinic has no price for touch-ups yet.')
      expect(assumed(paper)).not.toMatch(/Your (fixed )?price/)
    })
  })

  it('asks for its new dots what was agreed by the sitting, and says so', () => {
    const paper = reversalGroups(agreedOn(reversed, 'perSitting', 11_000), figures, priced)
    expect(rowOf(paper, 'Reversal', /^SMP, 3 sittings$/)?.value).toContain('33,000')
    expect(assumed(paper)).toMatch(/Agreed per sitting: .*11,000/)
    expect(assumed(paper)).not.toMatch(/Your price per sitting|price in India/)
  })

  it('is not priced by what was agreed for all of the new work', () => {
    const paper = reversalGroups(agreedOn(reversed, 'fixed', 77_000), figures, priced)
    expect(rowOf(paper, 'Reversal', /^SMP, 3 sittings$/)).toEqual(rowOf(groups, 'Reversal', /^SMP, 3 sittings$/))
    expect(assumed(paper)).toContain('The usual price in India per sitting')
    expect(assumed(paper)).not.toContain('Agreed')
  })
})
