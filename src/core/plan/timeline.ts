import { MOST_GAP_DAYS } from '../design/plannedWork.ts'
import { HEALED } from '../pigment/ageing.ts'
import { dateAfter } from './calendar.ts'
import type { ClinicProfile } from './clinicProfile.ts'

export type TimelineKind = 'patchTest' | 'laser' | 'rest' | 'sitting' | 'healed' | 'touchUp'

/** A visit, or the end of a rest or of healing: the day on which the skin is looked at. */
export interface TimelineNode {
  /** patchTest, laser-1.., rest, sitting-1.., healed, touchUp-1..: the key of a hand-made gap. */
  readonly id: string
  readonly kind: TimelineKind
  /** From 1 within its kind. */
  readonly number: number
  /** Days after the first node. */
  readonly day: number
  /** YYYY-MM-DD; null without a start. */
  readonly date: string | null
  /** Days after the node before, and the fewest that are allowed. */
  readonly gapDays: number
  readonly leastGapDays: number
  /** Whether the hand set the gap. */
  readonly moved: boolean
  /** A touch-up that fading will ask for, about then; nobody has chosen its day. */
  readonly expected: boolean
}

export interface TimelineCourse {
  /** YYYY-MM-DD of the first node. */
  readonly startDate: string | null
  readonly patchTest: boolean
  readonly lasers: number
  /** Between laser sessions; the clinic's where absent. */
  readonly intervalWeeks?: number
  readonly sittings: number
  /** Whether the healed work is looked at after the last sitting. */
  readonly healed?: boolean
  /** Days after the last sitting, ascending. */
  readonly touchUpDays?: readonly number[]
  /** So many of them, the first ones, have a day that was chosen. */
  readonly touchUpsSet?: number
  /** Days after the node before, by node id, where the hand changed them. */
  readonly gapDays: Readonly<Record<string, number>>
}

interface Step {
  readonly kind: TimelineKind
  readonly number: number
  readonly usual: number
  readonly least: number
  readonly expected: boolean
}

/**
 * All visits of a course in order. Each hangs on the one before, so moving a node moves all later ones; none comes nearer
 * than its least gap. Only touch-ups count from the last sitting: they stay where they are when the healed work is looked at
 * later. Gaps of nodes that the course does not have are left alone.
 */
export function timelineOf(course: TimelineCourse, clinic: ClinicProfile): readonly TimelineNode[] {
  const nodes: TimelineNode[] = []
  let day = 0
  for (const [k, step] of stepsOf(course, clinic).entries()) {
    const id = idOf(step)
    const least = k === 0 ? 0 : Math.round(step.least)
    const own = k === 0 ? undefined : course.gapDays[id]
    const asked = k === 0 ? 0 : (own ?? step.usual)
    if (!Number.isFinite(asked)) throw new RangeError(`Expected days before ${id}, got ${asked}.`)
    const gapDays = Math.max(least, Math.round(asked))
    day += gapDays
    const date = course.startDate === null ? null : dateAfter(course.startDate, day)
    nodes.push({
      id,
      kind: step.kind,
      number: step.number,
      day,
      date,
      gapDays,
      leastGapDays: least,
      moved: own !== undefined,
      expected: step.expected,
    })
  }
  return nodes
}

/**
 * The hand-made gaps after a node was dragged to a day: its own gap changes, from the least to a century, and later nodes follow.
 * The first node is where the course begins; it is moved by the start date.
 */
export function withNodeAt(
  nodes: readonly TimelineNode[],
  gapDays: Readonly<Record<string, number>>,
  id: string,
  day: number,
): Readonly<Record<string, number>> {
  const at = nodes.findIndex((node) => node.id === id)
  const node = nodes[at]
  if (!node) throw new RangeError(`Expected a node of the timeline, got ${id}.`)
  if (!Number.isFinite(day)) throw new RangeError(`Expected a day for ${id}, got ${day}.`)
  const before = nodes[at - 1]
  if (!before) return gapDays
  const gap = Math.min(MOST_GAP_DAYS, Math.round(day) - before.day)
  return { ...gapDays, [id]: Math.max(node.leastGapDays, gap) }
}

/**
 * Weeks between laser sessions: those that were asked for, though none under the clinic's least. Slider, dates and weeks of a
 * course all go by it.
 */
export const laserWeeks = (asked: number, clinic: ClinicProfile): number => Math.max(asked, leastLaserWeeks(clinic))

/** The fewest whole weeks that the clinic leaves between two laser sessions. */
export const leastLaserWeeks = ({ laserIntervalWeeks }: ClinicProfile): number => Math.ceil(laserIntervalWeeks.low)

const only: ReadonlySet<TimelineKind> = new Set(['patchTest', 'rest', 'healed'])

/** There is one of some kinds; the others are numbered. */
const idOf = ({ kind, number }: Step): string => (only.has(kind) ? kind : `${kind}-${number}`)

function stepsOf(course: TimelineCourse, clinic: ClinicProfile): Step[] {
  const { lasers, sittings, patchTest, healed = false, touchUpDays = [], touchUpsSet = 0 } = course
  checkCount(lasers, 'laser sessions')
  checkCount(sittings, 'sittings')
  const { laserIntervalWeeks, sittingIntervalDays, patchTestDays } = clinic
  const afterTest = { usual: patchTestDays, least: patchTestDays }
  const steps: Step[] = []
  const add = (kind: TimelineKind, number: number, gap: { usual: number; least: number }, expected = false) =>
    steps.push({ kind, number, ...gap, expected })
  if (patchTest) add('patchTest', 1, { usual: 0, least: 0 })
  const betweenLasers = {
    usual: 7 * laserWeeks(course.intervalWeeks ?? laserIntervalWeeks.value, clinic),
    least: 7 * laserIntervalWeeks.low,
  }
  for (let n = 1; n <= lasers; n++) add('laser', n, n === 1 ? afterTest : betweenLasers)
  const restDays = 7 * clinic.restWeeks
  if (lasers > 0) add('rest', 1, { usual: restDays, least: restDays })
  const betweenSittings = { usual: sittingIntervalDays.value, least: sittingIntervalDays.low }
  // After a rest the first sitting may be the same day: the rest is over.
  const first = lasers > 0 ? { usual: 0, least: 0 } : afterTest
  for (let n = 1; n <= sittings; n++) add('sitting', n, n === 1 ? first : betweenSittings)
  if (healed) add('healed', 1, { usual: HEALED, least: HEALED })
  const rising = touchUpDays.every((day, k) => day >= (touchUpDays[k - 1] ?? (healed ? HEALED : 0)))
  if (!rising) throw new RangeError(`Expected touch-ups in rising order, got ${touchUpDays.join(', ')}.`)
  let before = healed ? Math.max(HEALED, Math.round(course.gapDays.healed ?? HEALED)) : 0
  for (const [k, day] of touchUpDays.entries()) {
    const gap = { usual: Math.max(0, day - before), least: healed && k === 0 ? 0 : HEALED }
    add('touchUp', k + 1, gap, k >= touchUpsSet)
    before = Math.max(before, day)
  }
  return steps
}

function checkCount(n: number, name: string): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`Expected a whole number of ${name}, got ${n}.`)
}
