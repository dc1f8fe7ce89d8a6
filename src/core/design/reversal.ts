import type { Band } from '../geometry/points.ts'
import {
  inkCorrected,
  residualPerSession,
  skinCorrected,
  softenedSessions,
  type LaserMethod,
  type SkinType,
} from '../pigment/laser.ts'
import { differenceMasks } from '../pixels/maskSets.ts'
import { unionMasks } from '../pixels/maskFill.ts'
import { emptyMask, type TiledMask } from '../pixels/tiledMask.ts'
import { asOneArea } from './areas/areas.ts'
import type { AreaDesign, Design, FillSettings, Hairline } from './design.ts'

/** Ink that is in the skin already. */
export interface ExistingInk {
  /** Seen on the photo, or taken from an earlier design: then it is drawn. */
  readonly kind: 'photo' | 'simulated'
  /** Its front edge. */
  readonly hairline: Hairline
  /** Where it lies: the proposal behind that hairline, plus and minus hand work. */
  readonly area: AreaDesign
  /** Density, size and strength: measured for `photo`, the design's own for `simulated`. Its seed is not asked. */
  readonly fill: FillSettings
  /** Its line is being traced: nobody has said yet that it is right. */
  readonly inHand?: true
}

/** `own`: the artist's own figure for what a session leaves. */
export type ReversalMethod = LaserMethod | 'own'
export const reversalMethods = ['pico', 'qSwitched', 'saline', 'own'] as const satisfies readonly ReversalMethod[]

/** Hand work over the zones that are computed: existing ink that shall go, and that shall stay. */
export const editedZones = ['remove', 'keep'] as const
export type EditedZone = (typeof editedZones)[number]

/** The way from the ink that is there to the design: an estimate set by the artist, in a design or absent. */
export interface Reversal {
  readonly existing: ExistingInk
  /** Band behind the new line, inside what is kept, that is lightened so that the old ink does not show there, mm. */
  readonly lightenBandMm: number
  readonly zoneEdits: Readonly<Record<EditedZone, TiledMask>>
  readonly method: ReversalMethod
  /** Share of pigment left by one session, before the skin is counted in; 90 %. */
  readonly residual: Band
  /** Laser sessions on the remove zone. */
  readonly sessions: number
  /** Whether the hand has set them; else they follow what is needed. Absent is no. */
  readonly sessionsByHand?: boolean
  readonly intervalWeeks: number
  /** Over which treated ink passes into ink that stays, mm. */
  readonly featherMm: number
  /** The other plan: the remove zone is lightened by fewer sessions, and stays. */
  readonly soften: boolean
  readonly ink: {
    readonly oxide: boolean
    /** Lies too deep. */
    readonly deep: boolean
    /** Earlier sittings and touch-ups. */
    readonly passes: number
    readonly colourShifted: boolean
  }
  readonly skinType: SkinType | null
  /** YYYY-MM-DD of the patch test. */
  readonly startDate: string | null
  /** Days after the node before, by node of the timeline, where the hand changed them. */
  readonly gapDays: Readonly<Record<string, number>>
  /**
   * What is on screen: 0 = today, n = after laser session n, sessions + 1 = the end. Looking is no edit: the history makes
   * no step of it.
   */
  readonly shownAfter: number
}

/** A design with ink to be changed. */
export type ReversedDesign = Design & { readonly reversal: Reversal }

/** What the controls accept. */
export const reversalRange = {
  /** The controls offer 2 to 8; 0 is no band. */
  lightenBandMm: [0, 8],
  /** Salt takes a dozen sessions to a tenth of full contrast at its usual strength (simulation-model 9). */
  sessions: [0, 12],
  /** Simulation-model 9 has 6 to 8; fewer than 4 weeks leave no time to heal (assumed), more than a year is no course. */
  intervalWeeks: [4, 52],
  featherMm: [0, 10],
  passes: [0, 20],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

/** Towards ink that stays (simulation-model 9). */
export const USUAL_FEATHER_MM = 3
/** Three sittings and no touch-up. */
export const USUAL_PASSES = 3
/** Sessions to a tenth of the contrast, picosecond laser, from healed ink (simulation-model 9). */
const USUAL_SESSIONS = 3

/** Ink as it starts: traced from the photo, behind a line of its own and without hand work. */
export function tracedInk(design: Design): ExistingInk {
  const { hairline, fill, photo } = design
  const { name: _name, ...area } = design.area
  const empty = emptyMask(photo.width, photo.height)
  const plain = { add: empty, subtract: empty, exclude: empty, more: empty, less: empty }
  // All sittings are in the skin, and a match with hair says nothing about ink.
  return {
    kind: 'photo',
    hairline,
    area: { ...area, ...plain, proposed: true, role: 'bald', presentPerCm2: 0 },
    fill: { ...fill, filled: true, match: null, sitting: 3 },
  }
}

/**
 * The ink of an earlier design of the same photo.
 * @throws RangeError where the photos differ in size
 */
export function inkOf(earlier: Design, design: Design): ExistingInk {
  const { width, height } = earlier.photo
  if (width !== design.photo.width || height !== design.photo.height)
    throw new RangeError(
      `Expected a design of ${design.photo.width} x ${design.photo.height} px, got ${width} x ${height}.`,
    )
  const { area } = asOneArea(earlier)
  return { kind: 'simulated', hairline: earlier.hairline, area, fill: { ...earlier.fill, filled: true } }
}

/** Starts a reversal: the design becomes the new one, all figures stand at their defaults (simulation-model 9). */
export function startReversal(design: Design, existing: ExistingInk = tracedInk(design)): ReversedDesign {
  const empty = emptyMask(design.photo.width, design.photo.height)
  const reversal: Reversal = {
    existing,
    lightenBandMm: 4,
    zoneEdits: { remove: empty, keep: empty },
    method: 'pico',
    residual: residualPerSession('pico'),
    sessions: USUAL_SESSIONS,
    intervalWeeks: 7,
    featherMm: USUAL_FEATHER_MM,
    soften: false,
    ink: { oxide: false, deep: false, passes: USUAL_PASSES, colourShifted: false },
    skinType: null,
    startDate: null,
    gapDays: {},
    shownAfter: 0,
  }
  return { ...design, reversal }
}

/** Whether the line of the existing ink is still being traced: it says nothing of the ink yet. */
export const isTraced = ({ reversal }: Design): boolean => reversal?.existing.inHand === true

/** The existing ink with its line in the hand, or laid where it is. */
export function lineInHand<D extends Design>(design: D, inHand: boolean): D {
  const { reversal } = design
  if (!reversal || isTraced(design) === inHand) return design
  const { inHand: _was, ...existing } = reversal.existing
  return { ...design, reversal: { ...reversal, existing: inHand ? { ...existing, inHand: true } : existing } }
}

export const hasReversal = (design: Design): design is ReversedDesign => design.reversal !== null

/** Whether a stage before the end is on show, without the new dots. */
export const isOnTheWay = ({ reversal }: Design): boolean =>
  reversal !== null && reversal.shownAfter <= reversal.sessions

/** The design without its reversal; the new hairline and area stay. */
export const endReversal = (design: Design): Design => ({ ...design, reversal: null })

/**
 * The design with the same stage of its reversal on show as in another one: looking is no edit. Whoever looks at the end
 * keeps looking at it, however many sessions lead there.
 */
export function shownLike<D extends Design>(design: D, other: Design): D {
  const { reversal } = design
  if (!reversal || !other.reversal) return design
  const { shownAfter, sessions } = other.reversal
  const shown = shownAfter > sessions ? reversal.sessions + 1 : Math.min(shownAfter, reversal.sessions)
  return shown === reversal.shownAfter ? design : { ...design, reversal: { ...reversal, shownAfter: shown } }
}

/** What the hand may set as it is; zones, method and gaps have edits of their own. */
export type ReversalSettings = Partial<Omit<Reversal, 'zoneEdits' | 'method' | 'gapDays'>>

/**
 * Sets figures, brought into `reversalRange`. A residual makes the method the artist's own; whoever looks at the end keeps
 * looking at it when the number of sessions changes.
 */
export function withReversal<D extends Design>(design: D, settings: ReversalSettings): D {
  const before = design.reversal
  if (!before) return design
  const next = { ...before, ...settings }
  const sessions = within('sessions', Math.round(next.sessions))
  const atEnd = settings.shownAfter === undefined && before.shownAfter > before.sessions
  const reversal: Reversal = {
    ...next,
    method: settings.residual ? 'own' : before.method,
    sessions,
    lightenBandMm: within('lightenBandMm', next.lightenBandMm),
    intervalWeeks: within('intervalWeeks', next.intervalWeeks),
    featherMm: within('featherMm', next.featherMm),
    // Unchanged it stays one and the same: so a stage that was drawn is known again.
    ink: next.ink === before.ink ? before.ink : { ...next.ink, passes: within('passes', Math.round(next.ink.passes)) },
    shownAfter: atEnd ? sessions + 1 : Math.max(0, Math.min(sessions + 1, Math.round(next.shownAfter))),
  }
  return { ...design, reversal }
}

function within(name: keyof typeof reversalRange, value: number): number {
  const [least, most] = reversalRange[name]
  return Math.max(least, Math.min(most, value))
}

/** Another method, with what a session of it leaves; `own` keeps the figure that stands there. */
export function withMethod<D extends Design>(design: D, method: ReversalMethod): D {
  const { reversal } = design
  if (!reversal) return design
  const residual = method === 'own' ? reversal.residual : residualPerSession(method)
  return { ...design, reversal: { ...reversal, method, residual } }
}

/** Another first day, or other gaps than the clinic's. */
export function withVisits<D extends Design>(design: D, visits: Partial<Pick<Reversal, 'startDate' | 'gapDays'>>): D {
  const { reversal } = design
  return reversal ? { ...design, reversal: { ...reversal, ...visits } } : design
}

/** A stroke that says of existing ink that it shall go or stay, or leaves it to the lines again. The last one counts. */
export function withZoneStroke<D extends Design>(design: D, zone: EditedZone | null, stroke: TiledMask): D {
  const { reversal } = design
  if (!reversal) return design
  const edited = (name: EditedZone): TiledMask => {
    const before = reversal.zoneEdits[name]
    return name === zone ? unionMasks(before, stroke) : differenceMasks(before, stroke)
  }
  return { ...design, reversal: { ...reversal, zoneEdits: { remove: edited('remove'), keep: edited('keep') } } }
}

/** The existing ink as a design of its own. One seed for both: a dot that stays is one and the same dot. */
export function existingDesign(design: ReversedDesign): Design {
  const { areas: _new, ...rest } = design
  const { hairline, area, fill } = design.reversal.existing
  return { ...rest, hairline, area, fill: { ...fill, seed: design.fill.seed }, reversal: null }
}

/** Sessions on the remove zone by the plan that is chosen; softened it gets fewer than are set. */
export const plannedSessions = (reversal: Planned): number =>
  reversal.soften ? softenedSessions(sessionResidual(reversal), reversal.sessions) : reversal.sessions

/** Share of pigment that a session leaves of this ink in this skin. */
export const sessionResidual = ({ residual, skinType, ink }: Pick<Reversal, 'residual' | 'skinType' | 'ink'>): Band =>
  inkCorrected(skinCorrected(residual, skinType), ink)

type Planned = Pick<Reversal, 'soften' | 'sessions' | 'residual' | 'skinType' | 'ink'>
