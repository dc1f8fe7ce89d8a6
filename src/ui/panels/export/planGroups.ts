import type { Design } from '../../../core/design/design.ts'
import { hasReversal } from '../../../core/design/reversal.ts'
import type { Band } from '../../../core/geometry/points.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { pricedOr } from '../../../core/plan/price.ts'
import type { PlanMeasures } from '../../../core/plan/planTreatment.ts'
import { shadeAt } from '../../../core/pigment/shades.ts'
import type { PlanElsewhere } from '../../../store/plan/planElsewhere.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { doubtsOf } from '../scale/headText.ts'
import { countedAlone, countedElsewhere } from '../plan/countedText.ts'
import { newWorkOf } from '../plan/newWork.ts'
import { planReasons, touchUpReasons, usualPriceSaid } from '../plan/reasons.ts'
import { fullDate } from '../plan/visitDates.ts'
import { hairlineGroups } from './hairlineGroups.ts'
import { areaRow, counted, moneyRow, timeRow, type Group, type Row } from './planRows.ts'

const SKIN_AGAIN = t.touchUpAssumptions.fadingSkinNotAsked()

/** New work as the Plan screen says it, for paper. */
export function planGroups(
  design: Design,
  measures: PlanMeasures,
  clinic: ClinicProfile,
  elsewhere: PlanElsewhere | null = null,
  hairShare = 0,
): readonly Group[] {
  const work = newWorkOf(design, measures, clinic)
  const { plan, due, profile } = work
  const why = planReasons(plan, profile, design)
  const priced = pricedOr(profile.price) !== null
  const money = (name: string, band: Band): Row =>
    priced ? moneyRow(name, band, plan.price.currency) : { name, value: t.notPriced, band: null }
  // That nobody has asked about the skin is said once.
  const saysSkin = plan.assumptions.includes('skinNormal')
  const shade = shadeAt(design.fill.shade).name
  return [
    {
      title: exportStrings.plan.total,
      rows: [money(t.price, plan.price), counted(t.count, plan.sittingCount), timeRow(t.chair, plan.minutes)],
      texts: [
        ...doubtsOf(design),
        ...(hasReversal(design) ? [t.reversalToo] : []),
        ...(hairShare > 0 ? [areaStrings.onHair.planned(percent(hairShare))] : []),
        ...[countedAlone(design), elsewhere && countedElsewhere(elsewhere), usualPriceSaid(profile, design)].filter(
          (text) => text !== null,
        ),
      ],
    },
    ...hairlineGroups(design),
    ...plan.areas.map(({ role, areaCm2, dots, impressions }) => ({
      title: strings.area.roles[role],
      rows: [areaRow(t.area, areaCm2), counted(t.dots, dots), counted(t.impressions, impressions)],
    })),
    ...plan.sittings.map(({ number: n, share, concentration, dots, minutes, price }) => {
      const day = work.visits.find((node) => node.kind === 'sitting' && node.number === n)?.date
      return {
        title: exportStrings.plan.sitting(number(n), day ? fullDate(day) : null),
        rows: [counted(t.perSitting.dots(percent(share)), dots), timeRow(t.chair, minutes), money(t.price, price)],
        texts: [t.ink(t.profile.needles[profile.needle], shade, percent(concentration))],
      }
    }),
    {
      title: t.touchUps,
      rows: [
        {
          name: due.set > 0 ? t.nextDue : t.due,
          value: (due.set > 0 ? t.nextDueYears : t.dueYears)(number(due.dueYears.low, 1), number(due.dueYears.high, 1)),
          band: null,
        },
        counted(t.inTenYears, due.count),
        due.priceOfTenYears
          ? moneyRow(t.touchUpCost, due.priceOfTenYears, due.priceOfTenYears.currency)
          : { name: t.touchUpCost, value: t.notPriced, band: null },
      ],
    },
    {
      title: t.expect,
      texts: [...t.expectRows.map(([when, what]) => exportStrings.plan.expectRow(when, what)), t.expectNote],
    },
    {
      title: exportStrings.plan.assumptions,
      texts: [
        ...new Set([
          ...why.price,
          ...why.sittings,
          ...why.minutes,
          ...why.impressions,
          ...why.area,
          ...touchUpReasons(due, design).due.filter((text) => !(saysSkin && text === SKIN_AGAIN)),
          t.honest,
          exportStrings.plan.simulation,
        ]),
      ],
    },
  ]
}
