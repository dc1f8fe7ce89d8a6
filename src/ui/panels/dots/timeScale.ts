import { DAYS_PER_YEAR, FRESH, HEALED, type Moment } from '../../../core/pigment/ageing.ts'

/** Moments that an artist speaks of, days: the time control steps from one to the next and snaps to them. */
export const timeStops: readonly Moment[] = [
  FRESH,
  3,
  7,
  28,
  HEALED,
  Math.round(DAYS_PER_YEAR / 2),
  ...Array.from({ length: 10 }, (_, year) => Math.round((year + 1) * DAYS_PER_YEAR)),
]

/** The last place of the scale; stops stand at whole places, so that days and years get equal room. */
export const LAST_PLACE = timeStops.length - 1
/** A hand this near a stop means it, places. */
const SNAP = 0.15

/** 0..LAST_PLACE; linear between two stops. */
export function placeOf(moment: Moment): number {
  const next = timeStops.findIndex((stop) => stop > moment)
  if (next === 0) return 0
  if (next === -1) return LAST_PLACE
  const from = timeStops[next - 1]!
  return next - 1 + (moment - from) / (timeStops[next]! - from)
}

/** The moment at a place, whole days; that of a stop where one is near. */
export function momentAt(place: number): Moment {
  const stop = Math.round(place)
  if (Math.abs(place - stop) <= SNAP) return timeStops[Math.min(LAST_PLACE, Math.max(0, stop))]!
  const from = Math.floor(place)
  return Math.round(timeStops[from]! + (place - from) * (timeStops[from + 1]! - timeStops[from]!))
}

/** The stop after or before a moment; itself where there is none. */
export function nextStop(moment: Moment, direction: 1 | -1): Moment {
  const stop = direction > 0 ? timeStops.find((at) => at > moment) : timeStops.findLast((at) => at < moment)
  return stop ?? moment
}
