type Way = 'below' | 'above'
type Side = 'right' | 'left' | null

const where = (side: Side) => (side ? `, ${side}` : '')

/** `by` comes with its unit. */
export const adviceStrings = {
  label: 'Advice on the line',
  why: 'Why?',
  usual: 'Within the usual range.',
  lines: {
    height: (way: Way, by: string) => `${way === 'below' ? 'Low' : 'High'}. ${by} ${way} the usual range.`,
    roomForLoss: (_: Way, by: string) => `Low for this age. ${by} below the usual.`,
    angle: (_: Way, by: string, side: Side) => `Open angle${where(side)}. ${by} above the usual.`,
    recession: (_: Way, by: string, side: Side) => `Shallow${where(side)}. ${by} below the usual.`,
    asymmetry: (_: Way, by: string) => `Sides differ. ${by} more than is usual.`,
    angleAsymmetry: (_: Way, by: string) => `Angles differ. ${by} more than is usual.`,
    wall: (_: Way, by: string) => `Narrow edge. ${by} below the usual.`,
    ruled: () => 'Very even edge for a natural line.',
    apex: (way: Way, by: string, side: Side) =>
      `Apex far ${way === 'below' ? 'in' : 'out'}${where(side)}. ${by} past the usual.`,
    thirds: (way: Way) => `Upper third ${way === 'below' ? 'short' : 'tall'} for this face.`,
  },
  reasons: {
    height: 'A line that is too low looks unnatural later, and is hard to take back.',
    roomForLoss: 'Native hair behind a low line may go later and leave the line alone.',
    angle: 'An angle that is filled in reads as drawn: temples stay open with age.',
    recession: 'Adult men keep some recession at the temples.',
    asymmetry: 'A small difference is natural. A larger one draws the eye.',
    angleAsymmetry: 'A small difference is natural. A larger one draws the eye.',
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
