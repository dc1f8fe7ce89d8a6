/**
 * Days of the calendar as YYYY-MM-DD, without clock or time zone. A date is counted in days from 0000-03-01: a year that
 * begins in March has its leap day at the end, so that months need no table.
 */

const DAYS_OF_400_YEARS = 146_097
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days from 0000-03-01 to a date. */
export function dayNumberOf(date: string): number {
  const [, year, month, day] = pattern.exec(date)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12)
    throw new RangeError(`Expected a date as YYYY-MM-DD, got ${date}.`)
  const number = fromMarch(month > 2 ? year : year - 1, (month + 9) % 12) + day - 1
  if (dateOfDayNumber(number) !== date) throw new RangeError(`Expected a day of the calendar, got ${date}.`)
  return number
}

/** The date so many days after another, before it where negative. */
export function dateAfter(date: string, days: number): string {
  if (!Number.isInteger(days)) throw new RangeError(`Expected whole days, got ${days}.`)
  return dateOfDayNumber(dayNumberOf(date) + days)
}

/** Days from one date to another. */
export const daysBetween = (from: string, to: string): number => dayNumberOf(to) - dayNumberOf(from)

/** First day of a month, 0 = March, of a year that begins in March. */
const fromMarch = (year: number, month: number): number =>
  365 * year +
  Math.floor(year / 4) -
  Math.floor(year / 100) +
  Math.floor(year / 400) +
  Math.floor((153 * month + 2) / 5)

function dateOfDayNumber(number: number): string {
  let year = Math.floor((number * 400) / DAYS_OF_400_YEARS)
  // The estimate is a day off at most, at the turn of a year.
  if (fromMarch(year + 1, 0) <= number) year++
  else if (fromMarch(year, 0) > number) year--
  const ofYear = number - fromMarch(year, 0)
  const month = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1
  const calendarYear = month < 10 ? year : year + 1
  return `${pad(calendarYear, 4)}-${pad(((month + 2) % 12) + 1, 2)}-${pad(day, 2)}`
}

const pad = (n: number, length: number): string => String(n).padStart(length, '0')
