import type { ReversalMethod } from '../../core/design/reversal.ts'
import type { ZoneName } from '../../core/plan/zones.ts'
import type { ReversalAssumption, ReversalWarning } from '../../core/plan/reversalCourse.ts'
import type { InkProblem } from '../../core/fill/bareSkin.ts'

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
  traceAgain: 'Trace again',
  lines: {
    existing: (height: string) => `Existing, ${height}`,
    wanted: (height: string) => `New, ${height}`,
    raised: (mm: string) => `${mm} raised`,
    lowered: (mm: string) => `${mm} lowered`,
  },
  measuring: 'Measuring the zones',
  failed: 'The zones could not be measured.',

  zones: 'Zones',
  zoneNames: { remove: 'Remove', lighten: 'Lighten', keep: 'Keep', add: 'Add' } satisfies Record<ZoneName, string>,
  zoneNotes: { remove: 'laser', lighten: 'one session', keep: 'stays', add: 'new' } satisfies Record<ZoneName, string>,
  zoneDots: (dots: string, note: string) => `${dots} dots, ${note}`,
  zoneShown: (name: string) => `Show ${name.toLowerCase()}`,
  band: 'Lighten behind the new line',

  found: 'Existing ink',
  density: 'Density',
  perCm2: (value: string) => `${value}/cm²`,
  contrast: 'Contrast today',
  useDensity: 'Count with this density',
  problems: {
    noInk:
      'No dots are plainly seen inside the line, so nothing on the photo is lightened. Zones and plan still count.',
    coarse:
      'The photo is too coarse to tell single dots apart: nothing on it is lightened. Zones and plan still count.',
  } as Partial<Record<InkProblem['code'], string>>,
  problem: 'The ink could not be measured against bare skin here: nothing on the photo is lightened.',

  laser: 'Laser sessions',
  planned: (n: string) => `${n} planned`,
  needed: (text: string) => `To a tenth of the contrast: ${text}`,
  method: 'Method',
  methods: {
    pico: 'Picosecond',
    qSwitched: 'Q-switched',
    saline: 'Saline',
    own: 'Own',
  } satisfies Record<ReversalMethod, string>,
  left: 'Pigment left per session',
  sessions: 'Sessions',
  interval: 'Weeks between',
  skin: 'Skin type',
  skinTypes: ['I', 'II', 'III', 'IV', 'V', 'VI'],
  ink: { oxide: 'Metal-oxide pigment', deep: 'Lies too deep', colourShifted: 'Colour has shifted' },
  soften: 'Soften instead of remove',
  softenNote: 'Fewer sessions: the old edge pales and stays.',
  remaining: 'Remaining pigment',

  shown: 'Shown',
  today: 'Today',
  after: (n: string) => `After laser ${n}`,
  final: 'Final',
  shownAfter: 'Shown after session',

  summary: 'Summary',
  both: { remove: 'Remove', soften: 'Soften' },
  visits: 'Laser sessions',
  time: 'Laser time',
  weeks: 'Weeks in all',
  redo: 'New sittings',
  laserPrice: 'Laser',
  price: 'In all',
  notPriced: 'not priced',
  leftOver: 'Contrast left',
  kirby: 'Kirby-Desai score',
  kirbyNote: 'for tattoos in general; overstates scalp dots',
  warnings: {
    patchTestFirst: 'A patch test comes first. Its result decides.',
    metalOxide: 'Metal-oxide pigment can darken under a laser, for good. The clinician decides.',
    colourShifted: 'Ink that has changed its colour answers other light: more sessions are likely.',
    darkSkin: 'Skin of types V and VI loses its own colour more easily. The clinician decides.',
    stillVisible: 'With these sessions more than a tenth of the contrast stays.',
  } satisfies Record<ReversalWarning, string>,
  assumptions: {
    residual: 'Each session leaves the share that you set; nobody can promise it.',
    residualWidened: 'For this ink the worst case is that of a body tattoo.',
    laserMinutes: 'Laser time by the treated skin, and ten minutes around it.',
    lightenOnce: 'The band behind the new line gets one session.',
    hardInkExtraSession: 'One session more for ink that is deep or was worked over often.',
    restBeforeSittings: 'New dots only after the rest of your clinic.',
    laserNotPriced: 'Your clinic has no price for laser sessions yet.',
  } satisfies Record<ReversalAssumption, string>,
  estimate: 'Lightening is an estimate set by you. It varies with pigment, depth and skin.',

  start: 'Starts on',
  nodes: {
    patchTest: () => 'Patch test',
    laser: (n: string) => `Laser ${n}`,
    rest: () => 'Rest is over',
    sitting: (n: string) => `SMP sitting ${n}`,
    touchUp: (n: string) => `Touch-up ${n}`,
  },
  node: (name: string, when: string) => `${name}, ${when}`,
  weeksFromFirst: (weeks: string) => `${weeks} weeks from the patch test`,

  edits: {
    begin: 'Start reversal',
    end: 'End reversal',
    method: 'Change laser method',
    setting: (name: string) => `Change ${name.toLowerCase()}`,
    move: (name: string) => `Move ${name}`,
    density: 'Take measured density',
  },
} as const
