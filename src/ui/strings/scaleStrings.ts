import type { ScaleSource } from '../../core/design/design.ts'

/** What is left to the hand where the eyes were not taken. */
const placeYourself = (points: string) => `Place the two ${points} yourself.`

export const scaleStrings = {
  title: 'Scale',
  known: 'Known distance',
  sources: {
    card: 'Card in photo',
    ruler: 'Ruler in photo',
    sticker: 'Sticker on the skin',
    hairline: 'Hairline, caliper',
    caliper: 'Eye corners, caliper',
    prescription: 'Pupils, prescription',
    pupils: 'Pupils, average',
    iris: 'Iris, average',
    head: 'Head, other view',
    breadth: 'Head breadth, average',
  } satisfies Record<ScaleSource, string>,
  chip: {
    card: 'card',
    ruler: 'ruler',
    sticker: 'sticker',
    hairline: 'caliper at the hairline',
    caliper: 'caliper',
    prescription: 'prescription',
    pupils: 'pupils, average',
    iris: 'iris, average',
    head: 'head, other view',
    breadth: 'head, average',
  } satisfies Record<ScaleSource, string>,
  together: (sources: readonly string[]) => sources.join(' + '),
  withBand: (source: string, band: string) => `${source} ± ${band}`,
  enter: (unit: string) => `enter ${unit}`,
  distanceField: (unit: string) => `Known distance in ${unit}`,
  counts: (source: string) => `Count ${source}`,
  another: 'Add another',
  more: 'More sources',
  anotherNote: 'Choose what else was measured. All that are ticked count together.',
  result: 'Result',
  error: 'Expected error',
  from: 'From',
  plusMinus: (percent: string) => `± ${percent}`,
  guessed: 'The points lie where most faces have their eyes: a guess. Drag each to its place.',
  guessedHead:
    'The points lie where most heads end: a guess. Drag each to its place, or snap the outline in step Photo.',
  guessedHalf: 'One of the two points still lies where it was proposed: a guess. Drag it to its place too.',
  guessedError: 'not known',
  disagree: (percent: string) =>
    `These measures differ by ${percent}, more than they should, so the expected error is wider. Check their points and figures.`,
  turnedView: 'Seen from the side the face is narrower. A card, ruler or sticker that faces the camera is right here.',
  /** Where the face is turned so far that its lengths tell nothing, by what the fitted head has its size from instead. */
  unused: {
    usual: (lengths: string) =>
      `${lengths}: not used in this view. Seen from the side it looks shorter than it is, so the head is as large as most are. A card, ruler or sticker that faces the camera counts here.`,
    known: (lengths: string) =>
      `${lengths}: not used in this view. Seen from the side it looks shorter than it is, so the head is as large as another view has it.`,
  },
  /** In place of `turnedView` where the head says how far it is turned. */
  turnedOnHead: 'Seen at an angle: the fitted head says how it lies.',
  notes: {
    card: 'The card must lie as far from the camera as the forehead.',
    ruler: 'The ruler must lie as far from the camera as the forehead.',
    sticker: 'Measure it across its widest: a round sticker is foreshortened one way only.',
    hairline: 'Measured on the patient, straight from point to point.',
    caliper: 'Measured on the patient. An average pupil distance would be ± 10%.',
    prescription: 'The patient’s own pupil distance, from an optician: ± 1 mm.',
    pupils: 'An average of adults. A caliper on the eye corners is closer.',
    iris: 'An average of adults. A caliper on the eye corners is closer.',
    head: 'The head’s breadth as another view has it.',
    breadth: 'An average of adults. A card or a ruler on the scalp is closer.',
  } satisfies Record<ScaleSource, string>,
  arrows: 'Arrows nudge 1 px.',
  /** While a length waits for its second end. */
  secondPoint: 'Click the second point. Esc cancels.',
  hints: {
    card: 'Drag each point onto a short edge of the card.',
    ruler: 'Drag each point onto a mark of the ruler.',
    sticker: 'Drag the points onto the edge of the sticker, at its widest.',
    hairline: 'Drag the points onto the two places that were measured.',
    caliper: 'Drag each point onto the outer eye corner.',
    prescription: 'Drag each point onto the middle of a pupil.',
    pupils: 'Drag each point onto the middle of a pupil.',
    iris: 'Drag the points onto the left and right edge of one iris.',
    head: 'The points lie on both edges of the head.',
    breadth: 'Drag the points onto both edges of the head, where it is broadest.',
  } satisfies Record<ScaleSource, string>,
  implausible: (tall: string) =>
    `That makes the face ${tall} tall. Check the known distance. If it is right, drag the lowest point of the outline onto the chin.`,
  implausibleHead: (broad: string) => `That makes the head ${broad} broad. Check the known distance.`,
  implausibleTurned: (tall: string) =>
    `That makes the face ${tall} tall: seen from the side the distance looks shorter than it is. Measure another one here.`,
  use: 'Use this scale',
  without: 'Continue without scale',
  none: 'No scale yet. Measures show as % of face height.',
  set: 'Set a scale',
  measureFirst: 'Enter the distance you measured.',
  placeFirst: 'Drag the points to their places first.',
  inUse: 'This scale is in use',
  measuredIn: (view: string) => `Measured in ${view}.`,
  /** Of a measure of an earlier visit. */
  atVisit: (view: string, date: string) => `${view}, ${date}`,
  /** Of the patient's own measures, where each was taken. */
  across: {
    sticker: 'across the sticker',
    hairline: 'at the hairline',
    caliper: 'between the eye corners',
    head: 'across the head',
    prescription: 'between the pupils',
  } satisfies Partial<Record<ScaleSource, string>>,
  useTold: (length: string, across: string, view: string) => `Use ${length} ${across}, measured in ${view}`,

  face: {
    find: 'Find the eyes',
    edit: 'Find the eyes',
    searching: 'Looking for the eyes',
    cancel: 'Cancel',
    found: 'Eyes found. Check the marks and the points.',
    turned: (degrees: string) => `Head is turned ${degrees}°. Measures across the face are approximate.`,
    tooTurned: (degrees: string, points: string) => `Head is turned ${degrees}°. ${placeYourself(points)}`,
    /** A photo that was taken for a frontal one: where it belongs. */
    looksLike: (view: string) => `This looks like a photo from ${view}.`,
    moveTo: (view: string) => `Move to ${view}`,
    /** It lies where it belongs. */
    keepIn: (view: string) => `Keep in ${view}`,
    otherView: 'Or say which view this is.',
    /** What is to be placed, by the source in hand. */
    points: {
      caliper: 'eye corners',
      pupils: 'pupils',
      prescription: 'pupils',
      iris: 'edges of the iris',
      card: 'points',
      ruler: 'points',
      sticker: 'points',
      hairline: 'apexes',
      head: 'points',
      breadth: 'points',
    } satisfies Record<ScaleSource, string>,
    problems: {
      none: 'No face found. Place the two eye corners yourself.',
      failed: 'The photo could not be searched. Nothing was changed. Try again.',
      late: 'The design changed meanwhile. Try again.',
    },
    unmeasured: {
      several: (points: string) => `More than one face found. ${placeYourself(points)}`,
      shut: (points: string) => `The eyes are shut or hardly seen. ${placeYourself(points)}`,
      irises: (points: string) => `The two irises differ too much to measure on. ${placeYourself(points)}`,
    },
  },
}
