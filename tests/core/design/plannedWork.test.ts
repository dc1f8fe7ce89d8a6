import { describe, expect, it } from 'vitest'
import { push, sameDesign, startHistory, undo, current } from '../../../src/core/design/history.ts'
import { nothingPlanned, withPlan } from '../../../src/core/design/plannedWork.ts'
import {
  designFromJson,
  DesignFormatError,
  designToJson,
  historyFromRecord,
  historyToRecord,
} from '../../../src/core/design/serialise.ts'
import { freshDesign } from '../tools/hand.ts'

const planned = withPlan(freshDesign(), {
  startDate: '2028-02-29',
  gapDays: { 'sitting-2': 21, healed: 50 },
  needle: 'threeRound',
  leastSittings: 2,
  price: { mode: 'perSitting', low: 300, high: 300, currency: 'EUR' },
})

describe('dates, needle, sittings and price of new work', () => {
  it('are stored with the design and its history, and undo takes them back', () => {
    expect(designFromJson(structuredClone(designToJson(planned))).plan).toEqual(planned.plan)
    const history = push(startHistory(freshDesign()), planned, 'Change first date')
    const back = historyFromRecord(structuredClone(historyToRecord(history)))
    expect(current(back).plan).toEqual(planned.plan)
    expect(current(undo(back)).plan).toEqual(nothingPlanned)
  })

  it('a date set twice is one change', () => {
    const history = push(startHistory(planned), withPlan(planned, { startDate: '2028-02-29' }), 'Change first date')
    expect(history.entries).toHaveLength(1)
  })

  it('designs from before them are read as ones where nothing is planned yet', () => {
    const { format, design } = designToJson(freshDesign())
    const { plan: _plan, ...before } = design
    expect(sameDesign(designFromJson({ format, design: before }), freshDesign())).toBe(true)
  })

  it('a plan from before numbers and prices of patients has none', () => {
    const { format, design } = designToJson(planned)
    const { price: _price, leastSittings: _least, ...plan } = planned.plan
    expect(designFromJson({ format, design: { ...design, plan } }).plan).toMatchObject({
      price: null,
      leastSittings: null,
    })
  })

  it.each([
    { startDate: '2027-02-29' },
    { startDate: '2027-04-31' },
    { startDate: '2100-02-29' },
    { startDate: 'soon' },
    { gapDays: { healed: -1 } },
    { gapDays: { healed: 1.5 } },
    { gapDays: { healed: 40_000 } },
    { needle: 'sevenRound' },
    { leastSittings: 0 },
    { leastSittings: 2.5 },
    { leastSittings: 13 },
    { price: { mode: 'perSitting', low: 300, high: 200, currency: 'EUR' } },
    { price: { mode: 'perSitting', low: 300, high: 300, currency: 'euro' } },
  ])('are refused where they make no sense: %j', (part) => {
    const { format, design } = designToJson(planned)
    expect(() => designFromJson({ format, design: { ...design, plan: { ...design.plan, ...part } } })).toThrow(
      DesignFormatError,
    )
  })

  it.each(['2027-01-31', '2027-07-31', '2027-08-31', '2027-09-30', '2027-12-31', '2000-02-29'])(
    '%s is a day',
    (day) => {
      const { format, design } = designToJson(withPlan(planned, { startDate: day }))
      expect(designFromJson({ format, design }).plan.startDate).toBe(day)
    },
  )
})
