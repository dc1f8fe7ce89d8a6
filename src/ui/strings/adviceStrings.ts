type Way = 'below' | 'above'
type Side = 'right' | 'left' | null

const where = (side: Side) => (side ? `, ${side}` : '')

/** `by` comes with its unit. */
export const adviceStrings = {
  label: 'Advice on the line',
  why: 'Why?',
  usual: 'Within the usual range.',
  lines: {
    height: (way: Way, by: string, _: Side, age: number | null) =>
      age === null
        ? `${way === 'below' ? 'Low' : 'High'}. ${by} ${way} the usual range.`
        : `${way === 'below' ? 'Low' : 'High'} for age ${age}. ${by} ${way === 'below' ? 'under' : 'over'} the usual mature range.`,
    roomForLoss: (_: Way, by: string, _side: Side, age: number | null) =>
      `Low for age ${age ?? ''}. ${by} under what leaves room for later loss.`,
    island: (_: Way, by: string) => `Little behind the line. Later loss would bare ${by} more than is usual.`,
    angle: (_: Way, by: string, side: Side) => `Open angle${where(side)}. ${by} above the usual.`,
    recession: (_: Way, by: string, side: Side) => `Shallow${where(side)}. ${by} below the usual.`,
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
  reasons: {
    height: 'A line that is too low looks unnatural later, and is hard to take back.',
    roomForLoss: 'Native hair behind a low line may go later and leave the line alone.',
    island:
      'Hair that stands behind the line today may go in the next stage of loss. Bare skin would then lie between the dots and the hair that is left.',
    angle: 'An angle that is filled in reads as drawn: temples stay open with age.',
    recession: 'Adult men keep some recession at the temples.',
    falling:
      'A man’s line runs along with the brows or rises to the sides, seen from the side too. Brows are not marked: the horizontal at the glabella stands for them.',
    bend: 'Near the pupil’s vertical a man’s line turns from bulging forwards to hollow. The pupil is taken to lie at 70% of the way to the eye corner.',
    asymmetry: 'A small difference is natural. A larger one draws the eye.',
    angleAsymmetry: 'A small difference is natural. A larger one draws the eye.',
    tilt: 'The line from apex to apex runs along with the line from eye corner to eye corner.',
    wall: 'A dense edge without a transition zone reads as a drawn border.',
    ruled: 'Natural lines vary at two scales.',
    apex: 'The apex usually lies near the vertical through the lateral eye corner.',
    thirds:
      'Hairline to glabella is compared with half of glabella to chin. The face below is estimated from the outline.',
  },
  measured: (value: string, limits: string) => `Measured ${value}; usual ${limits}.`,
  from: (low: string) => `from ${low}`,
  upTo: (high: string) => `up to ${high}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  source: (source: string) => `Principle: ${source}.`,
  assumed: 'The limits are assumed.',
  person: 'Without sex and age only what holds for every adult is said.',
  sex: 'Sex',
  sexes: { female: 'Female', male: 'Male', unsaid: 'Not said' },
  age: 'Age',
  unsaidAge: 'not said',
  noScale: 'Without a scale only proportions and regularity are looked at.',
  position: (n: number, of: number) => `${n} of ${of}`,
  next: 'Next finding',
}
