import { plannedSessions, type Reversal, type ReversalMethod } from '../../../core/design/reversal.ts'
import { lightenSessions } from '../../../core/pigment/laser.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { exactly, rounded, sumTogether } from '../../../core/plan/bands.ts'
import type { ReversalCourse } from '../../../core/plan/reversalCourse.ts'
import { isSliver, isTouchUpWork, type Redo } from '../../../core/plan/reversalPlan.ts'
import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { DENSITY_MAX_PER_CM2 } from '../../../core/sampling/densityField.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { planStrings } from '../../strings/planStrings.ts'
import { removalWords, reversalStrings as t } from '../../strings/reversalStrings.ts'
import type { ReversalFigures } from '../shownTypes.ts'
import { cm2, count, roundedCm2, timeText } from './figures.tsx'

type Zones = ReversalFigures['measures']
export type ZoneName = keyof Zones

/** New skin below this has none but the dots of an edge, cm2. */
const NO_CM2 = 0.05
/** More new dots than this share of those that stay do not stand along the edge alone. */
const EDGE_SHARE = 0.05

/** The skin of a zone in words, with its band where it has one. Dots stand on some skin, however little it is. */
export function zoneArea(zone: Zones[ZoneName]): {
  readonly value: string
  readonly about: boolean
  readonly band: Band | null
} {
  const shown = roundedCm2(zone.areaCm2)
  const { value, low, high } = shown
  if (value < NO_CM2 || (value < 1 && !holdsItsDots(zone))) {
    const some = zone.dots.value > 0 || value > 0
    return { value: some ? t.underOneCm2 : cm2(0), about: false, band: null }
  }
  return { value: cm2(value), about: low < high, band: low < high ? shown : null }
}

/** Dots along an edge stand in front of it and between those that stay: its sliver of new skin is not theirs. */
const holdsItsDots = ({ areaCm2, dots }: Zones[ZoneName]): boolean => dots.value <= DENSITY_MAX_PER_CM2 * areaCm2.value

export const zoneDots = ({ dots }: Zones[ZoneName]): string =>
  dots.value === 0 ? count(0) : t.about(count(rounded(dots).value))

/** What is done in a zone. */
export function zoneNote(name: ZoneName, zones: Zones, reversal: Reversal): string {
  switch (name) {
    case 'remove':
      return plannedSessions(reversal) > 0 && zones.remove.areaCm2.value > 0
        ? removalWords(reversal.method).note
        : t.noSession
    case 'lighten':
      return lightenSessions(reversal.sessions) > 0 ? t.zoneNotes.lighten : t.noSession
    case 'keep':
      return t.zoneNotes.keep
    case 'add':
      return addNote(zones)
  }
}

function addNote({ add, keep }: Zones): string {
  const onSkin = rounded(add.areaCm2).value >= NO_CM2 && holdsItsDots(add)
  const dense = add.dots.value > EDGE_SHARE * keep.dots.value
  const note = onSkin || add.dots.value === 0 ? t.zoneNotes.add : dense ? t.between : t.alongEdge
  if (isSliver(add)) return t.atNextTouchUp(note)
  return isTouchUpWork(add) ? t.asTouchUp(note) : note
}

/** What a visit is called: new dots so few that one touch-up covers them have no sitting. */
export function visitName(
  { kind, number: n }: Pick<TimelineNode, 'kind' | 'number'>,
  method: ReversalMethod,
  redo: Pick<Redo, 'touchUp'> | null,
): string {
  if (kind === 'laser') return removalWords(method).visit(number(n))
  return kind === 'sitting' && redo?.touchUp ? t.addedAsTouchUp : t.nodes[kind](number(n))
}

/** A figure of a course in words. */
export interface CourseFigure {
  readonly name: string
  readonly value: string
  /** Whether the value is the middle of a band. */
  readonly about: boolean
  readonly band: string | null
}

/** What a course takes and leaves, the same on the screen and on paper. */
export function courseFigures(course: ReversalCourse, method: ReversalMethod) {
  const words = removalWords(method)
  const { lasers, minutes, weeks, contrasts } = course
  const time = sumTogether(minutes)
  const share = (part: number) => number(part * 100)
  return {
    sessions: { name: words.sessions, value: count(lasers), about: false, band: lightenedOnly(course) },
    time: courseFigure(words.time, time, timeText(time)),
    weeks: courseFigure(t.weeks, weeks, { one: count, bare: count }),
    left: courseFigure(t.leftOver, contrasts.at(-1) ?? exactly(1), { one: percent, bare: share }),
  } satisfies Record<string, CourseFigure>
}

/** Whom the visits are for where none is planned for the zone that goes. */
const lightenedOnly = ({ lasers, sessions }: Pick<ReversalCourse, 'lasers' | 'sessions'>): string | null =>
  lasers > 0 && sessions.value === 0 ? t.forLightened : null

/** To two digits, so that both courses find room beside each other; a third one is nothing that is known. */
function courseFigure(
  name: string,
  band: Band,
  { one, bare }: { one(value: number): string; bare(value: number): string },
): CourseFigure {
  const { value, low, high } = rounded(band, 2)
  const exact = one(low) === one(high)
  return { name, value: one(value), about: !exact, band: exact ? null : planStrings.range(bare(low), one(high)) }
}

/** How many visits to the laser are planned, and what for where that is not the zone that goes. */
export const plannedText = (visits: number, isForLightened: boolean): string =>
  isForLightened ? t.plannedForLightened(number(visits)) : t.planned(number(visits))
