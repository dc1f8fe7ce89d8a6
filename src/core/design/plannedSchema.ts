import * as v from 'valibot'
import { leastSittingsRange, MOST_GAP_DAYS, MOST_PRICE, needleNames, priceModes } from './plannedWork.ts'
import { reversalMethods, reversalRange } from './reversal.ts'
import { natural, positive, within } from './schemaNumbers.ts'

/** What the stored plan of new work and the settings of a reversal must look like. */

const { lightenBandMm, sessions, intervalWeeks, featherMm, passes } = reversalRange

/** Share of pigment left: some of it, and not all. */
const residual = v.pipe(
  v.object({ value: positive, low: positive, high: v.pipe(positive, v.ltValue(1)) }),
  v.check(({ value, low, high }) => low <= value && value <= high, 'Expected low <= value <= high'),
)

/** A day that the calendar has: 2026-02-31 looks like one. */
const calendarDay = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((day) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    return date <= (month === 2 ? (leap ? 29 : 28) : 30 + ((month + (month > 7 ? 1 : 0)) % 2))
  }, 'Expected a day of the calendar'),
)

/** When the first visit is, and how many days the others are behind the one before: a century at the most. */
const visits = {
  startDate: v.nullable(calendarDay),
  gapDays: v.record(v.string(), v.pipe(natural, v.maxValue(MOST_GAP_DAYS))),
}

const amount = within([0, MOST_PRICE])
const rising = <T extends { low: number; high: number }>() =>
  v.check<T, string>(({ low, high }) => low <= high, 'Expected a price from low to high')
export const priceRangeSchema = v.pipe(v.object({ low: amount, high: amount }), rising())
/** Three capital letters, as ISO 4217 has them. Which of them a browser can write is its own business. */
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Expected an ISO currency, such as INR'))
export const askedPriceSchema = v.pipe(
  v.object({ mode: v.picklist(priceModes), low: amount, high: amount, currency }),
  rising(),
)

export const planSchema = v.object({
  ...visits,
  needle: v.nullable(v.picklist(needleNames)),
  // Absent in designs from before a patient could have a number and a price of their own.
  leastSittings: v.optional(v.nullable(v.pipe(within(leastSittingsRange), v.integer())), null),
  price: v.optional(v.nullable(askedPriceSchema), null),
})

/** A reversal but for the ink that is there and the hand work on its zones. */
export const reversalSettings = {
  lightenBandMm: within(lightenBandMm),
  method: v.picklist(reversalMethods),
  residual,
  sessions: v.pipe(within(sessions), v.integer()),
  sessionsByHand: v.optional(v.boolean()),
  intervalWeeks: within(intervalWeeks),
  featherMm: within(featherMm),
  soften: v.boolean(),
  ink: v.object({
    oxide: v.boolean(),
    deep: v.boolean(),
    passes: v.pipe(within(passes), v.integer()),
    colourShifted: v.boolean(),
  }),
  skinType: v.nullable(v.picklist([1, 2, 3, 4, 5, 6])),
  ...visits,
  shownAfter: v.pipe(natural, v.maxValue(sessions[1] + 1)),
}
