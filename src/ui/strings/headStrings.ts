import type { NoHead } from '../../core/design/head/head.ts'
import type { EdgeHair } from '../../core/geometry/headPriors.ts'
import type { LaidAs } from '../../core/design/lines/shownLine.ts'
import type { Unseen } from '../../core/design/head/unseenHalf.ts'
import type { PhotoView } from '../../core/design/photoView.ts'

/** `The right apex and the left apex`. */
const listed = (points: readonly string[]): string => {
  const text = points.map((point) => `the ${point}`)
  return `T${`${text.slice(0, -1).join(', ')} and ${text.at(-1)}`.slice(1)}`
}

/** Texts about the head that figures stand on. Numbers arrive formatted. */
export const headStrings = {
  title: 'Head',
  measure: 'Measure on the head',
  on: 'Areas, dots and heights follow the skin of this head.',
  off: 'Switched off: areas and dots are counted in the plane of the photo, which is the least they can be.',
  /** Designs from before heads were fitted. */
  before: 'This design was measured flat. Switch it on to measure on the head: heights, areas and dots will change.',
  rim: 'Outline off this form',
  rimOf: (length: string, percent: string) => `${length}, ${percent}`,
  size: 'Head',
  pose: 'Turned, bowed',
  poseOf: (turned: string, bowed: string) => `${turned}°, ${bowed}°`,
  areaBand: 'Areas that face the camera',
  lengthBand: 'Lengths seen squarely',
  plusMinus: (percent: string) => `± ${percent}`,
  /** What stands on the head where its outline was laid. */
  hair: {
    label: 'Hair at the outline',
    names: (short: string, most: string) =>
      ({
        unsaid: 'Not said',
        shaved: 'Shaved',
        short: `About ${short}`,
        longer: `Longer, to ${most}`,
      }) satisfies Record<EdgeHair | 'unsaid', string>,
    unsaid: (most: string) =>
      `Hair makes an outline wider than the skull. Until you say how much, bands hold with up to about ${most} of it.`,
    /** Where the choice is shown. */
    above: 'Where the head’s edge is hair, say so above.',
    edit: 'Hair at the outline',
  },
  points:
    'Drag the small points onto the head’s edge: not onto ears, brows or neck. Only the eye tells whether they lie on it.',
  problems: {
    noOutline: 'Measured flat: too little of the head’s edge is marked. Drag the outline onto it.',
    cropped: 'Measured flat: less than 40% of the head’s edge is in the photo.',
    otherForm:
      'Measured flat: the outline has not the form of a head. Lay it on the head’s edge, without ears and neck.',
    otherSize:
      'Measured flat: the scale makes this head larger or smaller than heads are. Check the scale, the outline, and what is said of its hair.',
    scaleOffHead: 'Measured flat: the scale was taken too far off the scalp.',
    part: 'Measured flat: this view shows no whole head.',
    unchecked: 'Measured flat: the outline has not been checked. Snap it to the head, or say that the marks are right.',
  } satisfies Record<NoHead, string>,
  /** Part of the painted area has no skin to stand on. */
  beside: (share: string) =>
    `About ${share} of the painted area lies beside the fitted head, as neck, ears and the end of a chin do: no dots stand there, and it is not counted.`,
  besideFlat: 'Measure this photo flat instead',
  /** Why a figure is the least that it can be. */
  flat: {
    noOutline: 'too little of the head’s edge is marked',
    cropped: 'too little of the head is in the photo',
    otherForm: 'the outline is not that of a head',
    otherSize: 'no head is of this size, check the eyes in Photo and the scale in Scale',
    scaleOffHead: 'the scale was taken off the scalp',
    part: 'no whole head in the photo',
    unchecked: 'the outline is not checked',
  } satisfies Record<NoHead, string>,
  switchedOff: 'switched off',
  onHead: 'Measured on the head.',
  better: 'A vertex or 45° photo shows more of the scalp: counts from it are better.',
  wellSeen: ['right45', 'left45', 'vertex', 'crown'] as readonly PhotoView[],
  source: (area: string) => `Measured on the head fitted to outline and scale: area ± ${area}.`,
  /** Where nobody has looked at what figures stand on, in the words of Later hair loss. */
  doubts: {
    scale: 'The scale is a guess: nobody has laid its points on anything. Area, dots, hours and price are as rough.',
    marks: 'Area and dots depend on the marks, and they are still as proposed. Check the marks first.',
    outline:
      'No edge of the head was found on this photo: its outline is a guess from the face, and area and dots depend on it. Check the marks first.',
  },
  checkMarks: 'Check the marks',
  outlineGuessed:
    'No edge of the head was found on this photo: the outline has the proportions of a face. Lay it on the head, or say that the marks are right.',
  /** What a band is made of. */
  why: {
    area: (half: string) => `Why ± ${half} cm²?`,
    lengths: (half: string) => `Why ± ${half}?`,
    whole: (share: string) => `± ${share} in all: nine of ten measurements lie within.`,
    wholeLength: (share: string) => `± ${share} of the length: nine of ten measurements lie within.`,
    scale: (share: string) => `Scale: ± ${share}.`,
    scaleTwice: (share: string) => `Scale: ± ${share}. It counts twice, in height and in breadth.`,
    sizeGuessed: (share: string) => `Scale: ± ${share}. Nothing was measured: the head is as large as most are.`,
    sizeGuessedTwice: (share: string) =>
      `Scale: ± ${share}. Nothing was measured: the head is as large as most are. It counts twice, in height and in breadth.`,
    /** Of a view that shows what was measured at too steep an angle. */
    sizeUnused: (share: string) =>
      `Scale: ± ${share}. What was measured is not used in this view: the head is as large as most are.`,
    sizeUnusedTwice: (share: string) =>
      `Scale: ± ${share}. What was measured is not used in this view: the head is as large as most are. It counts twice, in height and in breadth.`,
    form: (share: string) => `Form: ± ${share}. No head is quite the form that is fitted.`,
    outline: (share: string) =>
      `Outline: ± ${share}. The head’s edge as marked, how the head is turned, how far the camera was.`,
    hair: (share: string, said: string) =>
      `Hair: ± ${share}. How far it stands off the skull at the outline, by what was said of it: ${said}.`,
    hairUnsaid: (share: string) =>
      `Hair: ± ${share}. Nobody has said how far it stands off the skull at the outline: see Head in the step Photo.`,
    outlineGuessed: (share: string) =>
      `Outline: ± ${share}. It was not found on the photo: how the head is bowed is a guess from the face.`,
    turning: (share: string) => `Turning away: ± ${share}. Near its edge the photo shows little of the skin.`,
    ends: (length: string) => `Ends: ± ${length} more, however short: no finer is a place on skin marked here.`,
    squares: 'Each errs on its own, so together they are less than their sum.',
  },
  edits: { on: 'Measure on the head', off: 'Measure flat', rim: 'Move head edge' },
  carry: {
    title: 'Carry design to another view',
    button: 'Carry design to …',
    words: 'copy project',
    label: 'Carry design to',
    noView: 'Open or add another view of this visit first.',
    done: (from: string) => `Design carried from ${from}. It can be edited here on its own.`,
    proposed: (from: string) => `Design carried from ${from} onto a proposed outline. Check it in the step Photo.`,
    /** Of the part of a line that the view it comes from does not show. */
    unseen: {
      kept: (from: string) => `What ${from} does not show of the line stays as it was here.`,
      mirrored: (from: string) => `What ${from} does not show of the line is the mirror image of the other side.`,
      laid: (from: string) => `What ${from} does not show of the line is as its style has it.`,
    } satisfies Record<Unseen, (from: string) => string>,
    cutShort: (from: string) => `Only what ${from} shows of the area was carried: paint on from there.`,
    linesLeft: (count: number, from: string) =>
      count === 1
        ? `One other line of ${from} did not come along: this view does not show all of it, or has lines of its own.`
        : `${count} other lines of ${from} did not come along: this view does not show all of them, or has lines of its own.`,
    /** Points of the line that lie past what the view it comes from shows. */
    beyond: {
      mirrored: (points: readonly string[], from: string) =>
        points.length === 1
          ? `The ${points[0]} lies beyond what ${from} shows; it was laid as the mirror image of the other side’s.`
          : `${listed(points)} lie beyond what ${from} shows; they were laid as the mirror images of the other side’s.`,
      edge: (points: readonly string[], from: string) =>
        points.length === 1
          ? `The ${points[0]} lies beyond what ${from} shows; it was laid at the edge of that.`
          : `${listed(points)} lie beyond what ${from} shows; they were laid at the edge of that.`,
    } satisfies Record<LaidAs, (points: readonly string[], from: string) => string>,
    flat: (view: string, because: string) =>
      `Not carried yet: ${view} is measured flat (${because}). Mend that in its step Photo, then carry again.`,
    switchedOff: (view: string) =>
      `Not carried yet: ${view} is measured flat. Switch on Measure on the head in its step Photo, then carry again.`,
    failed: 'The design could not be carried. Nothing was changed.',
    edit: (from: string) => `Carry design from ${from}`,
    /** From an earlier visit of the patient, by its date; a snapshot by its name too. */
    bring: (date: string) => `Bring the design of ${date}`,
    bringSnapshot: (name: string, date: string) => `Bring ${name} of ${date}`,
  },
  inPhoto: (length: string) => `${length} on the photo`,
  skinLength: (length: string, unit: string, straight: string | null) =>
    `${length} ${unit} along the skin${straight === null ? '' : `, ${straight} straight`}`,
} as const
