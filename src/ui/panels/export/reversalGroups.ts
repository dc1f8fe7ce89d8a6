import type { ReversedDesign } from '../../../core/design/reversal.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { isSliver } from '../../../core/plan/reversalPlan.ts'
import { number } from '../../shell/figures/format.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { planStrings } from '../../strings/planStrings.ts'
import { removalWords, reversalStrings as t } from '../../strings/reversalStrings.ts'
import { doubtsOf } from '../scale/headText.ts'
import { planReasons, usualPriceSaid } from '../plan/reasons.ts'
import { planOf, zonesOnHead } from '../plan/reversalMeasures.ts'
import { courseFigures, visitName, zoneArea, type CourseFigure } from '../plan/reversalText.ts'
import { fullDate } from '../plan/visitDates.ts'
import type { ReversalFigures } from '../shownTypes.ts'
import { hairlineGroups } from './hairlineGroups.ts'
import { areaRow, counted, moneyRow, type Group, type Row } from './planRows.ts'

/** A reversal as the Plan screen says it, for paper: zones, what the course takes, its visits, and what to beware of. */
export function reversalGroups(
  design: ReversedDesign,
  figures: ReversalFigures,
  clinic: ClinicProfile,
): readonly Group[] {
  const { reversal } = design
  const { skinType } = reversal
  const plan = planOf(design, figures, clinic)
  const course = plan[plan.chosen]
  const { redo } = plan
  const takes = courseFigures(course, reversal.method)
  const words = removalWords(reversal.method)
  const zones = zonesOnHead(figures.measures, reversal.existing.kind, design)
  const money = (name: string, price: typeof course.price): Row =>
    price ? moneyRow(name, price, price.currency) : { name, value: t.notPriced, band: null }
  const redoReasons = redo ? planReasons(redo, redo.profile, design, 'reversal') : null
  return [
    {
      title: exportStrings.plan.reversal,
      rows: [
        money(t.price, course.price),
        { name: t.method, value: t.methods[reversal.method], band: null },
        {
          name: t.skin,
          value: skinType === null ? t.skinOnPaper.notAsked : t.skinOnPaper.type(t.skinTypes[skinType - 1]!),
          band: null,
        },
        courseRow(takes.sessions),
        courseRow(takes.time),
        money(words.price(number(course.lasers)), course.laserPrice),
        ...(redo ? [money(t.redo(number(redo.sittings.length), redo.touchUp), redo.price)] : []),
        courseRow(takes.weeks),
        courseRow(takes.left),
      ],
      texts: [
        ...doubtsOf(design),
        reversal.soften ? t.softenNote : t.needed(needed(plan.needed)),
        ...[redo?.price ? usualPriceSaid(redo.profile, design, 'reversal') : null].filter((text) => text !== null),
      ],
    },
    ...hairlineGroups(design),
    ...(['remove', 'keep', 'add'] as const).map((name) => ({
      title: t.zoneNames[name],
      rows: [
        ...zoneRows(zones[name], planStrings.area, exportStrings.plan.dots),
        ...(name === 'keep' ? zoneRows(zones.lighten, t.lightened, exportStrings.plan.dotsOfIt) : []),
      ],
      ...(name === 'add' && isSliver(zones.add) ? { texts: [t.sliver] } : {}),
    })),
    {
      title: exportStrings.plan.visits,
      rows: course.timeline.map((node) => ({
        name: visitName(node, reversal.method, redo),
        value: node.date ? fullDate(node.date) : '',
        band: null,
      })),
    },
    {
      title: exportStrings.plan.beware,
      texts: [...course.warnings.map((warning) => t.warnings[warning]), t.estimate],
    },
    {
      title: exportStrings.plan.assumptions,
      texts: [
        ...new Set([
          ...course.assumptions.map((name) => t.assumptions[name]),
          t.priceNote,
          ...(redoReasons ? [...redoReasons.price, ...redoReasons.minutes] : []),
          planStrings.honest,
          exportStrings.plan.simulation,
        ]),
      ],
    },
  ]
}

function zoneRows(zone: ReversalFigures['measures']['keep'], area: string, dots: string): readonly Row[] {
  const { value, band } = zoneArea(zone)
  return [band ? areaRow(area, zone.areaCm2) : { name: area, value, band: null }, counted(dots, zone.dots)]
}

const courseRow = ({ name, value, about, band }: CourseFigure): Row => ({
  name,
  value: about ? exportStrings.plan.about(value) : value,
  band,
})

const needed = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  low === high ? number(value) : `${number(low)}–${number(high)}`
