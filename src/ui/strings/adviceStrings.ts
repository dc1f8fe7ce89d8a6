import type { Person } from '../../core/design/lines/hairlineRules.ts'

type Way = 'below' | 'above'
type Side = 'right' | 'left' | null

const where = (side: Side) => (side ? `, ${side}` : '')

/** Whom a line is judged for, in the middle of a sentence. */
function whom({ sex, ageYears }: Person): string {
  const age = ageYears === null ? '' : ` of ${ageYears}`
  if (sex === null) return `adults${age}`
  return ageYears === null
    ? { female: 'women', male: 'men' }[sex]
    : `${{ female: 'a woman', male: 'a man' }[sex]}${age}`
}

const missing = ({ sex, ageYears }: Person): string | null =>
  sex === null ? (ageYears === null ? 'Sex and age are' : 'Sex is') : ageYears === null ? 'Age is' : null

/** `by` comes with its unit. */
export const adviceStrings = {
  label: 'Advice on the line',
  why: 'Why?',
  usual: (person: Person, scaled: boolean) => {
    const range = person.sex === null ? 'widest usual range' : 'usual range'
    const not = missing(person)
    if (!scaled) return `Proportions within the ${range} for ${whom(person)}. No lengths without a scale.`
    return `Within the ${range} for ${whom(person)}.${not ? ` ${not} not given.` : ''}`
  },
  lines: {
    height: (way: Way, by: string, _: Side, age: number | null) =>
      age === null
        ? `${way === 'below' ? 'Low' : 'High'}. ${by} ${way} the usual range.`
        : `${way === 'below' ? 'Low' : 'High'} for age ${age}. ${by} ${way === 'below' ? 'under' : 'over'} the usual mature range.`,
    roomForLoss: (_: Way, by: string, _side: Side, age: number | null) =>
      `Low for age ${age ?? ''}. ${by} under what leaves room for later loss.`,
    island: (_: Way, by: string) => `Little behind the line. Later loss would bare ${by} more than is usual.`,
    angle: (way: Way, by: string, side: Side) =>
      `${way === 'below' ? 'Sharp' : 'Open'} angle${where(side)}. ${by} ${way} the usual.`,
    recession: (way: Way, by: string, side: Side) =>
      `${way === 'below' ? 'Shallow' : 'Deep'}${where(side)}. ${by} ${way} the usual.`,
    falling: (_: Way, by: string, side: Side) => `Falls to the side${where(side)}. ${by} past the usual.`,
    bend: (way: Way, _by: string, side: Side) =>
      `Turns into the recession ${way === 'below' ? 'inside' : 'outside'} the pupil${where(side)}, farther than is usual.`,
    asymmetry: (_: Way, by: string) => `Sides differ. ${by} more than is usual.`,
    angleAsymmetry: (_: Way, by: string) => `Angles differ. ${by} more than is usual.`,
    tilt: (_: Way, by: string) => `Tilted against the eyes. ${by} more than is usual.`,
    wall: (_: Way, by: string) => `Narrow edge. ${by} below the usual.`,
    ruled: () => 'Very even edge for a natural line.',
    apex: (way: Way, by: string, side: Side) =>
      `Apex far ${way === 'below' ? 'in' : 'out'}${where(side)}. ${by} past the usual.`,
    thirds: (way: Way) => `Upper third ${way === 'below' ? 'short' : 'tall'} for this face.`,
  },
  /** The rule, so that a patient who looks on can read it. */
  reasons: {
    height:
      'A hairline that starts low looks young today and out of place later, and it is hard to take back. One that starts high leaves a tall forehead.',
    roomForLoss: 'In a young man more hair may go later. A low line could then stand alone, with bare skin behind it.',
    island:
      'Hair behind the line may go in the next years. Then bare skin lies between the dots and the hair that is left.',
    angle: 'In adults the hairline has an open corner at each temple. Filled in, it looks drawn; too sharp, cut out.',
    recession:
      'Most men’s hairlines lie a little farther back at the temples than in the middle. Very far back it reads as hair loss.',
    falling:
      'A man’s hairline runs level with the brows, or rises to the sides. A level line between the brows stands for them here.',
    bend: 'A man’s hairline curves forward in the middle and turns back about above the pupils.',
    asymmetry: 'No face is the same on both sides. A difference that is seen at once draws the eye.',
    angleAsymmetry: 'No face is the same on both sides. A difference that is seen at once draws the eye.',
    tilt: 'A hairline that is level with the eyes looks straight.',
    wall: 'Natural hair begins thinly. A dense edge reads as a drawn border.',
    ruled: 'Natural hairlines are a little uneven. A ruled one looks drawn.',
    apex: 'The corner of a hairline usually lies about above the outer corner of the eye.',
    thirds: 'The forehead is about as tall as half of the face below it. The chin is estimated from the outline.',
  },
  /** What the figure beside the rule is of. */
  measures: {
    height: 'Height above the brows',
    roomForLoss: 'Height above the brows',
    island: 'Skin that later loss would bare',
    angle: 'Angle at the temple',
    recession: 'Temple behind the middle',
    falling: 'Fall to the side',
    bend: 'Turn, on the way from the middle to the eye corner',
    asymmetry: 'Difference of the sides',
    angleAsymmetry: 'Difference of the angles',
    tilt: 'Tilt',
    wall: 'Width of the soft edge',
    ruled: 'Unevenness of the edge',
    apex: 'Corner from the eye corner, outwards',
    thirds: 'Forehead, of half the face below it',
  },
  here: (measure: string, value: string, limits: string) => `${measure}: ${value} here, usually ${limits}.`,
  from: (low: string) => `${low} or more`,
  upTo: (high: string) => `up to ${high}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  judged: (person: Person) => {
    const not = missing(person)
    if (!not) return `Judged for ${whom(person)}.`
    return person.sex === null
      ? `${not} not given, so the widest range was taken: what is usual for women or for men.`
      : `Judged for ${whom(person)}. ${not} not given.`
  },
  /** Where nothing stands out. */
  looked: 'Compared with what is usual: height, corners, symmetry and edge of the line. Nothing stands out.',
  source: (sources: string, several: boolean) => `${several ? 'Sources' : 'Source'}: ${sources}.`,
  assumed: 'The exact limits are our estimate.',
  sex: 'Sex',
  sexes: { female: 'Female', male: 'Male', unsaid: 'Not said' },
  age: 'Age',
  unsaidAge: 'not said',
  noAge: (oldest: string) => `An age is a whole number of years, 0 to ${oldest}. Nothing was changed.`,
  noScale: 'Without a scale only proportions and regularity are looked at.',
  position: (n: number, of: number) => `${n} of ${of}`,
  next: 'Next finding',
}
