import {
  daysSinceWork,
  DAYS_PER_YEAR,
  densityLeft,
  FRESH,
  HEALED,
  touchUpDueYears,
  type Ageing,
  type Moment,
} from '../../../core/pigment/ageing.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.time
const DAYS_PER_MONTH = DAYS_PER_YEAR / 12

/** `Fresh`, `Day 3`, `Healed`, `9 months`, `4 years`: as exact as it is looked at, and by the names of ux 11 where it has one. */
export function momentName(moment: Moment): string {
  if (moment === FRESH) return t.fresh
  if (moment === HEALED) return t.healed
  if (moment < 60) return t.day(number(moment))
  if (moment < 0.98 * DAYS_PER_YEAR) {
    const months = moment / DAYS_PER_MONTH
    return t.months(number(months, Math.abs(months - Math.round(months)) < 0.1 ? 0 : 1))
  }
  const years = moment / DAYS_PER_YEAR
  const whole = Math.abs(years - Math.round(years)) < 0.05
  return whole && Math.round(years) === 1 ? t.oneYear : t.years(number(years, whole ? 0 : 1))
}

/** What is seen at a moment, after a touch-up counted from it. */
export function momentNote(moment: Moment, ageing: Ageing): string {
  const days = daysSinceWork(moment, ageing)
  const name = momentName(moment)
  const seen = days > HEALED ? faded(moment, ageing) : healingNote(days)
  const work = moment - days
  if (moment === HEALED) return t.note(name, t.seen.weekHealed(number(HEALED / 7)))
  if (days === moment) return t.note(name, seen)
  return t.note(name, days < 1 ? t.seen.touchedUp : t.afterTouchUp(momentName(work), seen))
}

function healingNote(days: number): string {
  if (days < 1) return t.seen.fresh
  if (days < 3) return t.seen.red
  if (days < 14) return t.seen.scabs
  if (days < 28) return t.seen.shed
  return days < HEALED ? t.seen.settling : t.seen.healed
}

function faded(moment: Moment, ageing: Ageing): string {
  const { value, low, high } = densityLeft(moment, ageing)
  const [least, most] = [percent(low), percent(high)]
  return least === most ? t.seen.left(percent(value)) : t.seen.leftBetween(percent(value), number(low * 100), most)
}

export function touchUpDue(ageing: Ageing): string {
  const { low, high } = touchUpDueYears(ageing)
  return ageing.touchUps.length > 0
    ? t.nextDue(number(low, 1), number(high, 1))
    : t.due(number(low, 1), number(high, 1))
}
