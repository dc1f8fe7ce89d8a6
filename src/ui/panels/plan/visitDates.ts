import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { date } from '../../shell/figures/format.ts'

/** Today by this device's calendar, YYYY-MM-DD. */
export function today(): string {
  const now = new Date()
  const pad = (n: number, length: number) => String(n).padStart(length, '0')
  return `${pad(now.getFullYear(), 4)}-${pad(now.getMonth() + 1, 2)}-${pad(now.getDate(), 2)}`
}

/** A year that is being typed goes through 0002 and 0020: first and last day that are taken as a beginning. */
export const FIRST_DAY = '2000-01-01'
export const LAST_DAY = '2199-12-31'

export const isTaken = (day: string): boolean => day.length === FIRST_DAY.length && day >= FIRST_DAY && day <= LAST_DAY

/** Noon is the same day in every time zone of the reader. */
const noon = (day: string): string => `${day}T12:00:00`

export const fullDate = (day: string): string => date(noon(day), 'long')

const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' })

/** A touch-up that nobody has set a day for is good to the month at best. */
const isRough = ({ expected, moved }: TimelineNode): boolean => expected && !moved

/** The date of a visit as it stands below its node: the year where it is new. */
export function visitDate(node: TimelineNode, before: TimelineNode | undefined): string {
  if (node.date === null) return ''
  if (isRough(node)) return `≈ ${monthFormat.format(new Date(noon(node.date)))}`
  const sameYear = before?.date?.slice(0, 4) === node.date.slice(0, 4)
  return date(noon(node.date), sameYear ? 'short' : 'long')
}

/** The same to be heard: whole. */
export const spokenDate = (node: TimelineNode): string =>
  node.date === null ? '' : isRough(node) ? visitDate(node, undefined) : fullDate(node.date)
