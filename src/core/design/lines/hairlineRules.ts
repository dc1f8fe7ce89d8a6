/** Whom a line is drawn for, as far as it is known. */
export interface Person {
  readonly ageYears: number | null
  readonly sex: 'female' | 'male' | null
}

/** In the order of weight where two are as far out of their range: what a patient would regret most comes first. */
export const ruleIds = [
  'height',
  'roomForLoss',
  'island',
  'angle',
  'recession',
  'falling',
  'bend',
  'asymmetry',
  'angleAsymmetry',
  'tilt',
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
  readonly unit: 'mm' | 'cm2' | 'deg' | 'share'
  /** Null where the rule does not speak of such a person. */
  readonly limits: (person: Person) => Limits | null
  /** How far lines that nobody minds differ, in the unit: so far beyond a limit one rule weighs as much as another. Assumed. */
  readonly spread: number
  /** Where the principle stands; null where the whole rule is assumed. */
  readonly source: string | null
  /** Whether the figures are this program's, be the principle published or not. */
  readonly assumed: boolean
}

const SHAPIRO = 'Shapiro & Shapiro 2013, Hairline design and frontal hairline restoration, Facial Plast Surg Clin'
const LAM = 'Lam 2011, Hair Transplant 360'
/** The mid-frontal line is 62 mm long in women and 66.5 in men, means of 456 people. Women's limits lie around it, assumed. */
const KASHIYAMA = 'for women Kashiyama et al. 2021, Plast Reconstr Surg Glob Open'
/** Upper third 61 +- 3 mm in men and 55 +- 3 in women; below it, to the chin, 141 +- 7 and 135 +- 7. */
const THIRDS = 'doi 10.1186/s40902-019-0191-7, table 9, Maxillofac Plast Reconstr Surg 2019'
const NORWOOD = 'Norwood 1975, Male pattern baldness: classification and incidence, South Med J'

/** Below this age most of a man's later loss is still to come; assumed. */
const YOUNG_YEARS = 30
/** From this age on a man's mature line is expected farther back, by so much a year and no more than this; assumed. */
const MATURE_YEARS = 45
const BACK_MM_PER_YEAR = 0.2
const MOST_BACK_MM = 5
/** A man's line, along the skin: 70 to 100 mm, 80 as a rule. */
const LOWEST_MAN_MM = 70

const lowestMan = (ageYears: number | null): number =>
  LOWEST_MAN_MM + Math.min(MOST_BACK_MM, Math.max(0, (ageYears ?? 0) - MATURE_YEARS) * BACK_MM_PER_YEAR)

/**
 * What hairline design goes by. Height and recession are along the skin, everything else is in the photo plane. An unknown
 * sex gets the widest limits, those that hold for both.
 */
export const hairlineRules: Readonly<Record<RuleId, HairlineRule>> = {
  height: {
    unit: 'mm',
    limits: ({ ageYears, sex }) => ({
      low: sex === 'male' ? lowestMan(ageYears) : 55,
      high: sex === 'female' ? 70 : 100,
    }),
    spread: 8,
    source: `${SHAPIRO}; ${KASHIYAMA}`,
    assumed: true,
  },
  roomForLoss: {
    unit: 'mm',
    limits: ({ ageYears, sex }) =>
      sex === 'male' && ageYears !== null && ageYears < YOUNG_YEARS ? { low: 75, high: null } : null,
    spread: 10,
    source: NORWOOD,
    assumed: true,
  },
  // What the next stage of hair loss would bare behind the line, beyond the area, in the photo plane.
  island: { unit: 'cm2', limits: () => ({ low: null, high: 10 }), spread: 15, source: NORWOOD, assumed: true },
  // A woman's line may round its corner away; as a straight angle it is none on anybody, nor is a slit a temple.
  angle: {
    unit: 'deg',
    limits: ({ sex }) => ({ low: 55, high: sex === 'male' ? 130 : 170 }),
    spread: 20,
    source: SHAPIRO,
    assumed: true,
  },
  // A woman's line may fall to the temples a little. From about 45 mm on a line does not recede: it is one of Norwood's
  // later stages, drawn.
  recession: {
    unit: 'mm',
    limits: ({ sex }) => ({ low: sex === 'male' ? 5 : -12, high: 45 }),
    spread: 6,
    source: `${SHAPIRO}; ${NORWOOD}`,
    assumed: true,
  },
  // Against the brows, for which the horizontal through the glabella stands, square to the midline: a man's line runs along
  // with it or rises to the sides, and falls to neither.
  falling: {
    unit: 'deg',
    limits: ({ sex }) => (sex === 'male' ? { low: -4, high: null } : null),
    spread: 5,
    source: LAM,
    assumed: true,
  },
  // Of the way from the midline to the lateral eye corner; the pupil lies at .7, the adult mean. A peak turns sooner, in keeping.
  bend: {
    unit: 'share',
    limits: ({ sex }) => (sex === 'male' ? { low: 0.25, high: 0.95 } : null),
    spread: 0.2,
    source: LAM,
    assumed: true,
  },
  asymmetry: { unit: 'mm', limits: () => ({ low: null, high: 3 }), spread: 3, source: null, assumed: true },
  angleAsymmetry: { unit: 'deg', limits: () => ({ low: null, high: 5 }), spread: 6, source: null, assumed: true },
  // The way from apex to apex against that from eye corner to eye corner.
  tilt: { unit: 'deg', limits: () => ({ low: null, high: 3 }), spread: 2, source: null, assumed: true },
  wall: { unit: 'mm', limits: () => ({ low: 5, high: null }), spread: 3, source: SHAPIRO, assumed: true },
  ruled: { unit: 'share', limits: () => ({ low: 0.1, high: null }), spread: 0.1, source: SHAPIRO, assumed: true },
  apex: { unit: 'mm', limits: () => ({ low: -10, high: 10 }), spread: 8, source: SHAPIRO, assumed: true },
  // Two standard deviations below the mean of those measured, .87 in men and .82 in women, of .065 each. The
  // upper limits are wider: a man's line moves back, and a head bowed to the camera shows less of the face below. The chin is
  // estimated, hence the spread.
  thirds: {
    unit: 'share',
    limits: ({ sex }) => ({ low: sex === 'male' ? 0.74 : 0.69, high: sex === 'female' ? 1.3 : 1.5 }),
    spread: 0.13,
    source: THIRDS,
    assumed: true,
  },
}

/** Under this density even a narrow edge is no wall of dots, per cm2; assumed. */
export const WALL_FROM_PER_CM2 = 120
