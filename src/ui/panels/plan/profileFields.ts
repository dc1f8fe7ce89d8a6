import type { Band } from '../../../core/geometry/points.ts'
import { clinicFigures, type ClinicFigure, type ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { number } from '../../shell/figures/format.ts'
import { planStrings } from '../../strings/planStrings.ts'

const p = planStrings.profile
type Texts = typeof planStrings

/** One number of the profile, and how it is typed. */
export interface ProfileField {
  readonly name: keyof Texts['figures']
  readonly unit: keyof Texts['units']
  readonly digits: number
  readonly percent?: boolean
  get(profile: ClinicProfile): number | Band
  with(profile: ClinicProfile, value: number | Band): Partial<ClinicProfile>
}

type Plain = keyof ClinicProfile & ProfileField['name']
type How = Pick<ProfileField, 'unit' | 'digits' | 'percent'>

const plain = (name: Plain, how: How): ProfileField => ({
  name,
  ...how,
  get: (profile) => profile[name],
  with: (_, value) => ({ [name]: value }),
})

function grouped<G extends 'retention' | 'halfLifeYears' | 'residual' | 'sunFactor' | 'skinFactor'>(
  group: G,
  key: keyof ClinicProfile[G],
  name: ProfileField['name'],
  how: How,
): ProfileField {
  return {
    name,
    ...how,
    get: (profile) => profile[group][key] as number | Band,
    with: (profile, value) => ({ [group]: { ...profile[group], [key]: value } }),
  }
}

const share: How = { unit: 'percent', digits: 0, percent: true }
const years: How = { unit: 'years', digits: 1 }
const times: How = { unit: 'times', digits: 2 }

export interface ProfileGroup {
  readonly name: Exclude<keyof Texts['profile']['groups'], 'price'>
  readonly fields: readonly ProfileField[]
}

/** A patient may have another number than the clinic. */
export const leastSittings = plain('leastSittings', { unit: 'none', digits: 0 })

/** What a clinic knows from its own days. */
export const profileGroups: readonly ProfileGroup[] = [
  {
    name: 'work',
    fields: [
      plain('pacePerMinute', { unit: 'perMinute', digits: 0 }),
      plain('utilisation', share),
      plain('setUpMinutes', { unit: 'minutes', digits: 0 }),
    ],
  },
  {
    name: 'limits',
    fields: [
      leastSittings,
      plain('mostMinutes', { unit: 'minutes', digits: 0 }),
      plain('mostImpressions', { unit: 'none', digits: 0 }),
    ],
  },
  {
    name: 'healing',
    fields: [
      grouped('retention', 'normal', 'retentionNormal', share),
      grouped('retention', 'oily', 'retentionOily', share),
      grouped('retention', 'scar', 'retentionScar', share),
    ],
  },
  {
    name: 'fading',
    fields: [
      grouped('halfLifeYears', 'carbon', 'halfLifeCarbon', years),
      grouped('halfLifeYears', 'organic', 'halfLifeOrganic', years),
      grouped('halfLifeYears', 'oxide', 'halfLifeOxide', years),
    ],
  },
  {
    name: 'laser',
    fields: [
      grouped('residual', 'pico', 'residualPico', share),
      grouped('residual', 'qSwitched', 'residualQSwitched', share),
      grouped('residual', 'saline', 'residualSaline', share),
      plain('restWeeks', { unit: 'weeks', digits: 0 }),
      plain('patchTestDays', { unit: 'days', digits: 0 }),
    ],
  },
]

/** What takes longer to find out: rarely changed, and still the clinic's own. */
export const advancedGroups: readonly ProfileGroup[] = [
  { name: 'limits', fields: [plain('sittingIntervalDays', { unit: 'days', digits: 0 })] },
  {
    name: 'fading',
    fields: [
      plain('touchUpBelow', share),
      plain('halfLifeFactor', times),
      grouped('sunFactor', 'covered', 'sunCovered', times),
      grouped('sunFactor', 'outdoor', 'sunOutdoor', times),
      grouped('skinFactor', 'oily', 'skinOily', times),
      grouped('skinFactor', 'scar', 'skinScar', times),
    ],
  },
  {
    name: 'laser',
    fields: [
      plain('laserIntervalWeeks', { unit: 'weeks', digits: 0 }),
      plain('laserMinutesPerCm2', { unit: 'minutes', digits: 2 }),
      plain('laserMinutesFixed', { unit: 'minutes', digits: 0 }),
    ],
  },
]

/** Why figures can not be taken into a profile, or null: what is taken here is stored. */
export function problemOf(field: ProfileField, { value, low, high }: Band, profile: ClinicProfile): string | null {
  const { least, most, whole = false }: ClinicFigure = clinicFigures[field.name]
  const scale = field.percent ? 100 : 1
  const text = (figure: number) => number(figure * scale, field.digits)
  const figures = [value, low, high]
  if (figures.some((figure) => !(figure >= least && figure <= most))) return p.refused(text(least), text(most))
  if (whole && !figures.every(Number.isInteger)) return p.whole
  if (low > value || value > high) return p.bandOrder(text(value), text(low), text(high))
  const { setUpMinutes, mostMinutes } = { ...profile, ...field.with(profile, value) }
  return setUpMinutes < mostMinutes ? null : p.setUpTooLong(number(setUpMinutes), number(mostMinutes))
}
