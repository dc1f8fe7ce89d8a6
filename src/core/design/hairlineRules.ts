/** Whom a line is drawn for, as far as it is known. */
export interface Person {
  readonly ageYears: number | null
  readonly sex: 'female' | 'male' | null
}

/** In the order of weight: what a patient would regret most comes first. */
export const ruleIds = [
  'height',
  'roomForLoss',
  'angle',
  'recession',
  'asymmetry',
  'angleAsymmetry',
  'wall',
  'ruled',
  'apex',
  'thirds',
] as const
export type RuleId = (typeof ruleIds)[number]

/** Null: no limit on that side. */
export interface Limits {
  readonly low: number | null
  readonly high: number | null
}

export interface HairlineRule {
  readonly unit: 'mm' | 'deg' | 'share'
  /** Null where the rule does not speak of such a person. */
  readonly limits: (person: Person) => Limits | null
  /** Where the principle stands; null where the whole rule is assumed. */
  readonly source: string | null
  /** Whether the figures are this program's, be the principle published or not. */
  readonly assumed: boolean
}

const SHAPIRO = 'Shapiro & Shapiro 2013, Hairline design and frontal hairline restoration, Facial Plast Surg Clin'
const FARKAS = 'Farkas 1994, Anthropometry of the Head and Face'
const NORWOOD = 'Norwood 1975, Male pattern baldness: classification and incidence, South Med J'

/** Below this age most of a man's later loss is still to come; assumed. */
const YOUNG_YEARS = 30

/**
 * What hairline design goes by. Height is along the skin, everything else in the photo plane. An unknown sex gets the
 * limits that hold for both.
 */
export const hairlineRules: Readonly<Record<RuleId, HairlineRule>> = {
  height: {
    unit: 'mm',
    limits: ({ sex }) => ({ low: sex === 'male' ? 70 : 55, high: sex === 'female' ? 70 : 100 }),
    source: SHAPIRO,
    assumed: true,
  },
  roomForLoss: {
    unit: 'mm',
    limits: ({ ageYears, sex }) =>
      sex === 'male' && ageYears !== null && ageYears < YOUNG_YEARS ? { low: 75, high: null } : null,
    source: NORWOOD,
    assumed: true,
  },
  angle: {
    unit: 'deg',
    limits: ({ sex }) => (sex === 'male' ? { low: null, high: 130 } : null),
    source: SHAPIRO,
    assumed: true,
  },
  recession: {
    unit: 'mm',
    limits: ({ sex }) => (sex === 'male' ? { low: 5, high: null } : null),
    source: SHAPIRO,
    assumed: true,
  },
  asymmetry: { unit: 'mm', limits: () => ({ low: null, high: 3 }), source: null, assumed: true },
  angleAsymmetry: { unit: 'deg', limits: () => ({ low: null, high: 5 }), source: null, assumed: true },
  wall: { unit: 'mm', limits: () => ({ low: 5, high: null }), source: SHAPIRO, assumed: true },
  ruled: { unit: 'share', limits: () => ({ low: 0.1, high: null }), source: SHAPIRO, assumed: true },
  apex: { unit: 'mm', limits: () => ({ low: -10, high: 10 }), source: SHAPIRO, assumed: true },
  thirds: { unit: 'share', limits: () => ({ low: 0.67, high: 1.5 }), source: FARKAS, assumed: true },
}

/** Under this density even a narrow edge is no wall of dots, per cm2; assumed. */
export const WALL_FROM_PER_CM2 = 120
