import { plannedSessions, type Reversal, type ReversalMethod } from '../../../core/design/reversal.ts'
import { lightenSessions } from '../../../core/pigment/laser.ts'
import { rounded } from '../../../core/plan/bands.ts'
import { isTouchUpWork, type Redo } from '../../../core/plan/reversalPlan.ts'
import type { TimelineNode } from '../../../core/plan/timeline.ts'
import { number } from '../../shell/format.ts'
import { planStrings } from '../../strings/planStrings.ts'
import { removalWords, reversalStrings as t } from '../../strings/reversalStrings.ts'
import type { ReversalFigures } from '../shownTypes.ts'
import { bareCm2, cm2, count } from './figures.tsx'

type Zones = ReversalFigures['measures']
export type ZoneName = keyof Zones

/** New skin below this has none but the dots of an edge, cm2. */
const NO_CM2 = 0.05
/** More new dots than this share of those that stay do not stand along the edge alone. */
const EDGE_SHARE = 0.05

/** The skin of a zone in words, with its band where it has one. Dots stand on some skin, however little it is. */
export function zoneArea({ areaCm2, dots }: Zones[ZoneName]): { readonly value: string; readonly band: string | null } {
  const { value, low, high } = rounded(areaCm2)
  if (value < NO_CM2) return { value: dots.value > 0 || value > 0 ? t.underOneCm2 : cm2(0), band: null }
  if (low === high) return { value: cm2(value), band: null }
  return { value: t.about(cm2(value)), band: planStrings.span(bareCm2(low), cm2(high)) }
}

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
  const onSkin = rounded(add.areaCm2).value >= NO_CM2
  const dense = add.dots.value > EDGE_SHARE * keep.dots.value
  const note = onSkin || add.dots.value === 0 ? t.zoneNotes.add : dense ? t.between : t.alongEdge
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
