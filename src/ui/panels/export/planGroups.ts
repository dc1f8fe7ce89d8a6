import type { Design } from '../../../core/design/design.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { rounded } from '../../../core/plan/bands.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import type { PlanMeasures } from '../../../core/plan/planTreatment.ts'
import { shadeAt } from '../../../core/pigment/shades.ts'
import { number, percent } from '../../shell/format.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { bareCm2, cm2, count, inMoney, moneyRange, timeText } from '../plan/figures.tsx'
import { newWorkOf } from '../plan/newWork.ts'
import { planReasons, touchUpReasons } from '../plan/reasons.ts'
import { fullDate } from '../plan/visitDates.ts'

interface Row {
  readonly name: string
  readonly value: string
  readonly band: string | null
}

interface Group {
  readonly title: string
  readonly rows?: readonly Row[]
  readonly texts?: readonly string[]
}

/** The plan as the Plan screen says it, for paper. */
export function planGroups(design: Design, measures: PlanMeasures, clinic: ClinicProfile): readonly Group[] {
  const work = newWorkOf(design, measures, clinic)
  const { plan, due, profile } = work
  const why = planReasons(plan, profile, design)
  const money = (name: string, band: Band) =>
    row(name, band, inMoney(plan.price.currency), moneyRange(plan.price.currency))
  const time = (name: string, band: Band) => {
    const { one, bare } = timeText(band)
    return row(name, band, one, (low, high) => t.range(bare(low), one(high)))
  }
  const area = (band: Band) => row(t.area, band, cm2, (low, high) => t.range(bareCm2(low), cm2(high)))
  const counted = (name: string, band: Band) => row(name, band, count)
  const shade = shadeAt(design.fill.shade).name
  return [
    {
      title: exportStrings.plan.total,
      rows: [money(t.price, plan.price), counted(t.count, plan.sittingCount), time(t.chair, plan.minutes)],
    },
    ...plan.areas.map(({ role, areaCm2, dots, impressions }) => ({
      title: strings.area.roles[role],
      rows: [area(areaCm2), counted(t.dots, dots), counted(t.impressions, impressions)],
    })),
    ...plan.sittings.map(({ number: n, share, concentration, dots, minutes, price }) => {
      const day = work.visits.find((node) => node.kind === 'sitting' && node.number === n)?.date
      return {
        title: exportStrings.plan.sitting(number(n), day ? fullDate(day) : null),
        rows: [counted(t.perSitting.dots(percent(share)), dots), time(t.chair, minutes), money(t.price, price)],
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
          ...touchUpReasons(due, design).due,
          t.honest,
          exportStrings.plan.simulation,
        ]),
      ],
    },
  ]
}

/** A figure in the middle of its band, as everywhere. */
function row(
  name: string,
  band: Band,
  text: (value: number) => string,
  range: (low: number, high: number) => string = (low, high) => t.range(text(low), text(high)),
): Row {
  const { value, low, high } = rounded(band)
  const exact = text(low) === text(high)
  return {
    name,
    value: low === high ? text(value) : exportStrings.plan.about(text(value)),
    band: exact ? null : range(low, high),
  }
}
