import type { ReversalMethod } from '../../core/design/reversal.ts'
import type { ZoneName } from '../../core/plan/zones.ts'
import type { ReversalAssumption, ReversalWarning } from '../../core/plan/reversalCourse.ts'
import type { InkProblem } from '../../core/fill/bareSkin.ts'
import type { PaintedZone } from '../../core/tools/zoneInk.ts'
import { NOT_PRICED, TOUCH_UP_NOT_PRICED } from './planStrings.ts'

/** How many of something, one or more: `1 session`, `2–4 sessions`, `≈ 1 dot`. */
const counted = (n: string, one: string): string => `${n} ${/^(≈ )?1$/.test(n) ? one : `${one}s`}`

const forLightened = 'for the lightened band'

/** Texts of the reversal in the plan. Numbers arrive formatted. */
export const reversalStrings = {
  title: 'Reversal',
  which: 'Kind of plan',
  begin: 'A hairline that is there already becomes the one that you designed. Say where the old one is.',
  trace: 'Trace existing hairline',
  traceNote: 'On this photo: drag the line onto the edge of the old dots.',
  earlier: 'Or one of your designs',
  earlierNote: 'Its dots are taken as if they were in the skin.',
  noEarlier: 'Snapshots of this photo appear here.',
  end: 'End reversal',
  tracing: 'Drag the line’s points onto the edge of the existing dots. Arrow keys move the chosen point.',
  traced: 'Line is right',
  cancelTracing: 'Cancel',
  traceAgain: 'Trace again',
  existingLine: 'Existing',
  lines: {
    existing: (height: string) => `Existing, ${height}`,
    wanted: (height: string) => `New, ${height}`,
    raised: (length: string) => `${length} raised`,
    lowered: (length: string) => `${length} lowered`,
  },
  measuring: 'Measuring the zones',
  drawing: 'Drawing the stage',
  measuringInk: 'Measuring the ink',
  cancelMeasuring: 'Cancel measuring',
  givenUp: 'The ink is not measured yet.',
  measureInk: 'Measure the ink',
  failed: 'The zones could not be measured.',

  zones: 'Zones',
  zoneNames: { remove: 'Remove', lighten: 'Lighten', keep: 'Keep', add: 'Add' } satisfies Record<ZoneName, string>,
  zoneNotes: {
    lighten: 'one session',
    keep: 'stays',
    add: 'new',
  } satisfies Record<Exclude<ZoneName, 'remove'>, string>,
  /** New dots without new skin. */
  alongEdge: 'along the edge',
  atNextTouchUp: (note: string) => `${note}, at the next touch-up`,
  sliver: 'Too few for a visit of their own: they are set at the next touch-up.',
  asTouchUp: (note: string) => `${note}, as a touch-up`,
  between: 'between those that stay',
  noSession: 'no session planned',
  /** Skin with dots on it that is too little to measure. */
  underOneCm2: '< 1 cm²',
  about: (figure: string) => `≈ ${figure}`,
  zoneDots: (dots: string, note: string) => `${counted(dots, 'dot')}, ${note}`,
  /** The part of keep. */
  lightened: 'Of it lightened',
  partDots: (dots: string, note: string) => `${dots}, ${note}`,
  zoneShown: (name: string) => `Show ${name.toLowerCase()}`,
  band: 'Lighten behind the new line',
  zoneTool: 'Zone tool',
  zoneFirst: 'Choose a zone first.',
  zoneEdited: 'by hand',
  zoneHints: {
    remove: 'Draw over ink that shall go. No dots come back there.',
    keep: 'Draw over ink that shall stay.',
    add: 'Draw where there shall be dots. Ink that lies there stays.',
  } satisfies Record<PaintedZone, string>,
  zoneTakes: {
    remove: 'Alt clears what you drew.',
    keep: 'Alt clears what you drew.',
    add: 'Alt takes them off.',
  } satisfies Record<PaintedZone, string>,
  zonePick: 'Tap a zone to draw on it.',
  giveBack: 'Clear drawing',
  zoneDone: 'Done',

  found: 'Existing ink',
  densityInPhoto: 'Density in the photo',
  densityOnHead: 'On the head',
  densityWhy: 'Skin that turns away from the camera shows its dots closer together than they are.',
  perCm2: (value: string) => `${value}/cm²`,
  contrast: 'Contrast today',
  contrastOf: 'of a newly healed fill',
  contrastWhy: 'Against a usual dot that has just healed, 100%. More of it is darker ink, or larger dots.',
  useDensity: 'Count with this density',
  problems: {
    noInk: 'No dots are plainly seen inside the line, so nothing on the photo is lightened.',
    coarse: 'The photo is too coarse to tell single dots apart: nothing on it is lightened.',
  } as Partial<Record<InkProblem['code'], string>>,
  problem: 'The ink could not be measured against bare skin here: nothing on the photo is lightened.',

  notRead: (low: string, high: string) =>
    `Zones and plan still count, with what is published: ${low} to ${high} dots per cm², fewer along the edge.`,

  planned: (n: string) => `${n} planned`,
  plannedForLightened: (n: string) => `${n}, ${forLightened}`,
  forLightened,
  needed: (text: string) => `To a tenth of the contrast: ${counted(text, 'session')}`,
  method: 'Method',
  methods: {
    pico: 'Picosecond',
    qSwitched: 'Q-switched',
    saline: 'Saline',
    own: 'Custom',
  } satisfies Record<ReversalMethod, string>,
  left: 'Pigment left per session',
  sessions: 'Sessions',
  nothingToRemove: 'There is nothing to remove: sessions are those of the zone that goes.',
  interval: 'Weeks between',
  feather: 'Edge feather',
  skin: 'Skin type',
  skinOnPaper: { type: (type: string) => `Fitzpatrick ${type}`, notAsked: 'not asked yet' },
  skinNotAsked: 'Not asked yet: counted as I to IV, with a band that reaches to V and VI.',
  skinTypes: ['I', 'II', 'III', 'IV', 'V', 'VI'],
  passes: 'Earlier sittings',
  oneMore: 'one session more',
  ink: { oxide: 'Metal-oxide pigment', deep: 'Lies too deep', colourShifted: 'Colour has shifted' },
  inkNotes: {
    oxide:
      'How often and how much is not known. The estimate stays as it is, its worst case becomes that of a body tattoo; darkening itself is not counted.',
    deep: 'One session more is counted until a tenth of the contrast is left.',
    colourShifted: 'How many is not known. The estimate stays as it is, its worst case becomes that of a body tattoo.',
  } satisfies Record<'oxide' | 'deep' | 'colourShifted', string>,
  soften: 'Soften instead of remove',
  softenNote: 'Fewer sessions, counted for you: the old edge pales and stays.',
  remaining: 'Remaining pigment',

  shown: 'Shown',
  today: 'Today',
  final: 'Final',
  shownAfter: 'Shown after session',
  earlierStage: 'Stage before',
  laterStage: 'Stage after',
  noStages: 'A reversal has stages.',

  summary: 'Summary',
  both: { remove: 'Remove', soften: 'Soften' },
  sideBySide: 'Remove and Soften side by side',
  weeks: 'Weeks in all',
  rest: 'Rest before new SMP',
  inWeeks: (weeks: string) => counted(weeks, 'week'),
  redo: (n: string, touchUp: boolean) => `SMP, ${counted(n, touchUp ? 'touch-up' : 'sitting')}`,
  laserEach: (range: string) => `Your price per laser session: ${range}.`,
  price: 'In all',
  priceNote: 'Laser sessions and new dots together, without later touch-ups.',
  notPriced: 'not priced',
  leftOver: 'Contrast left',
  kirby: 'Kirby-Desai score',
  kirbyAside: 'overstates scalp dots',
  kirbyNote: 'A score for tattoos in general; it overstates scalp dots.',
  warnings: {
    patchTestFirst: 'A patch test comes first. Its result decides.',
    metalOxide: 'Metal-oxide pigment can darken under a laser. The clinician decides.',
    colourShifted: 'Ink that has changed its colour answers other light: more sessions are likely.',
    darkSkin: 'Skin of types V and VI loses its own colour more easily. The clinician decides.',
    stillVisible: 'With these sessions more than a tenth of the contrast stays.',
  } satisfies Record<ReversalWarning, string>,
  assumptions: {
    residual: 'Each session leaves the share that you set; nobody can promise it.',
    skinNotAsked: 'The skin type was not asked yet: the worst case is that of types V and VI.',
    residualWidened:
      'For this ink the worst case is that of a body tattoo; no figure for it is known. Darkening is not counted.',
    laserMinutes: 'Laser time by the treated skin, with the minutes of your clinic around it.',
    lightenOnce: 'The band behind the new line gets one session.',
    hardInkExtraSession: 'One session more for ink that is deep or was worked over often.',
    restBeforeSittings: 'New dots only after the rest of your clinic.',
    laserNotPriced: 'Your clinic has no price for laser sessions yet.',
    touchUpNotPriced: TOUCH_UP_NOT_PRICED,
    notPriced: NOT_PRICED,
  } satisfies Record<ReversalAssumption, string>,
  estimate: 'Lightening is an estimate set by you. It varies with pigment, depth and skin.',

  noVisits: 'The visits appear here once it is known where the old dots are.',
  start: 'Starts on',
  nodes: {
    patchTest: () => 'Patch test',
    laser: (n: string) => `Laser ${n}`,
    rest: () => 'Rest is over',
    sitting: (n: string) => `SMP sitting ${n}`,
    healed: () => 'Healed',
    touchUp: (n: string) => `Touch-up ${n}`,
  },
  /** A visit for new dots so few that they need no sitting. */
  addedAsTouchUp: 'Touch-up',
  weeksFrom: (weeks: string, isTest: boolean) =>
    `${counted(weeks, 'week')} from the ${isTest ? 'patch test' : 'first visit'}`,

  edits: {
    begin: 'Start reversal',
    traced: 'Lay existing line',
    cancelTracing: 'Cancel tracing',
    end: 'End reversal',
    method: 'Change removal method',
    setting: (name: string) => `Change ${name.toLowerCase()}`,
    density: 'Take measured density',
    giveBack: (zone: PaintedZone) => `Clear drawing on ${zone} zone`,
  },
} as const

/** Words of one way to take ink out: saline is no laser. */
const wordsOf = (name: 'Laser' | 'Saline') => ({
  /** Of the zone that goes. */
  note: name.toLowerCase(),
  sessions: `${name} sessions`,
  visit: (n: string) => `${name} ${n}`,
  after: (n: string) => `After ${name.toLowerCase()} ${n}`,
  afterAny: `After ${name.toLowerCase()}`,
  time: `${name} time`,
  price: (n: string) => `${name}, ${counted(n, 'session')}`,
})
const laserWords = wordsOf('Laser')
const salineWords = wordsOf('Saline')

export const removalWords = (method: ReversalMethod) => (method === 'saline' ? salineWords : laserWords)
