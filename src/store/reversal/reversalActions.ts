import { createStore } from 'zustand/vanilla'
import type { Design } from '../../core/design/design.ts'
import { current, sameDesign, type History } from '../../core/design/history.ts'
import {
  endReversal,
  hasReversal,
  inkOf,
  isTraced,
  lineInHand,
  startReversal,
  withMethod,
  withReversal,
  type ReversalMethod,
  type ReversedDesign,
} from '../../core/design/reversal.ts'
import type { ZoneName } from '../../core/plan/zones.ts'
import { withoutZoneInk, type PaintedZone } from '../../core/tools/zoneInk.ts'
import type { ReversalFigures } from '../../worker/engine.ts'
import { clinicStore } from '../plan/clinicStore.ts'
import { edit } from '../edits/designActions.ts'
import { committedDesign, designStore, type StudioState } from '../designStore.ts'
import { isPaused } from '../saving/pausedStore.ts'
import { engine } from '../services.ts'
import { setTool, setView, viewStore } from '../viewStore.ts'

export interface ReversalState {
  /** Of the committed design; null until it is measured. */
  readonly figures: ReversalFigures | null
  /** The design that they are of: the committed one, or the one before while that is measured. */
  readonly measured: ReversedDesign | null
  readonly failed: boolean
  /** 0..1 while ink on the photo is measured for some time; null else. */
  readonly measuring: number | null
  /** The hand gave measuring up: it is asked for anew, by the hand or by a stage that needs it. */
  readonly givenUp: boolean
  /** Zones that are drawn over the photo of today, and over any while one of them is in the hand. */
  readonly zonesShown: Readonly<Record<ZoneName, boolean>>
  /** Zones that are drawn over the stages after today: there the picture is what is looked at. */
  readonly zonesShownLater: Readonly<Record<ZoneName, boolean>>
}

export type ZonesShown = 'zonesShown' | 'zonesShownLater'

export const reversalStore = createStore<ReversalState>(() => ({
  figures: null,
  measured: null,
  failed: false,
  measuring: null,
  givenUp: false,
  zonesShown: { remove: true, lighten: true, keep: false, add: true },
  zonesShownLater: { remove: false, lighten: false, keep: false, add: false },
}))

export function toggleZone(name: ZoneName, over: ZonesShown = 'zonesShown'): void {
  reversalStore.setState(({ [over]: shown }) => ({ [over]: { ...shown, [name]: !shown[name] } }))
}

/** Existing ink is traced on the photo, or is that of an earlier design of it. */
export function beginReversal(label: string, earlier: Design | null): void {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const started = earlier ? startReversal(design, inkOf(earlier, design)) : lineInHand(startReversal(design), true)
  // In the hand first: a line that nobody has laid on the ink yet is not measured.
  if (!earlier) traceExisting()
  edit(withClinicResidual(started, 'pico'), label)
}

/** How the photo's design was before its existing line was taken in hand. */
let beforeTracing: Beginning | null = null
type Beginning = Pick<StudioState, 'photo' | 'history'>

/** The line of the existing ink in the hand. */
export function traceExisting(): void {
  const { photo, history } = designStore.getState()
  beforeTracing = { photo, history }
  setTool('hairline')
  setView({ reversal: 'tracing', zone: null })
}

/** The line lies on the ink: only the hand says so. */
export function endTracing(label: string): void {
  if (isPaused()) return
  const design = committedDesign(designStore.getState())
  leaveTracing()
  if (design) edit(lineInHand(design, false), label)
}

function leaveTracing(): void {
  beforeTracing = null
  setView({ reversal: 'stages', zone: null })
  setTool('hand')
}

/**
 * As if the line had never been taken in hand: a gesture that is given up leaves no step to undo, and what could be done again
 * before can be done again.
 * @param label of the step where something else was done meanwhile, which stays
 */
export function cancelTracing(label: string): void {
  const { photo, history } = designStore.getState()
  const known = beforeTracing?.photo?.id === photo?.id ? beforeTracing?.history : null
  if (isPaused()) return
  leaveTracing()
  if (!history) return
  const before = known && cameFrom(history, known) ? known : beforeInHand(history)
  const now = current(history)
  if (before && (before === known || sameDesign(endReversal(now), endReversal(current(before)))))
    designStore.setState({ history: before, design: current(before), live: false })
  else if (isTraced(now)) {
    const laid = before && current(before).reversal?.existing
    edit(laid ? withReversal(now, { existing: laid }) : endReversal(now), label)
  }
}

/** The history as it was before its line was taken in hand, read off the history alone; null where that is not told. */
function beforeInHand({ entries, at }: History): History | null {
  if (!isTraced(entries[at]!.design)) return null
  const last = entries.slice(0, at).findLastIndex(({ design }) => !isTraced(design))
  return last < 0 || changesSnapshots({ entries, at }, last) ? null : { entries: entries.slice(0, last + 1), at: last }
}

/** Whether a history goes on from another one: what was read anew meanwhile, after another tab's work, does not. */
function cameFrom(history: History, before: History): boolean {
  const { at, entries } = before
  const [then, now] = [entries[at]?.design, history.entries[at]?.design]
  const isAfter = entries.slice(0, at).every((entry, i) => history.entries[i] === entry)
  return history !== before && isAfter && then?.photo === now?.photo && !changesSnapshots(history, at)
}

/** Whether anything behind an entry is on disk beside the design, and must not be forgotten with it. */
const changesSnapshots = ({ entries }: History, at: number): boolean =>
  entries.slice(at + 1).some(({ snapshot }) => snapshot)

/** A zone to draw on, with the lasso in the hand unless something is there that draws already. */
export function chooseZone(zone: PaintedZone): void {
  const { tool } = viewStore.getState()
  const draws = tool === 'lasso' || tool === 'brush' || tool === 'eraser'
  // What is drawn on must be seen.
  reversalStore.setState(({ zonesShown }) => ({ zonesShown: { ...zonesShown, [zone]: true } }))
  // The step that the studio stands on stays.
  setView({ zone, tool: draws ? tool : 'lasso' })
}

/** Back to looking at the stages; no zone is drawn on. */
export function leaveZones(): void {
  setView({ zone: null, tool: 'hand' })
}

/** Whether a zone is drawn on, or about to be chosen. */
export const isOnZones = (): boolean => viewStore.getState().zone !== null || viewStore.getState().tool === 'zones'

/** Takes the hand's work off a zone: the lines decide again. */
export function giveZoneBack(zone: PaintedZone, label: string): void {
  const design = committedDesign(designStore.getState())
  if (design) edit(withoutZoneInk(design, zone), label)
}

/** A method leaves what the clinic has seen it leave; `follow` sets what follows from that. */
export function chooseMethod(method: ReversalMethod, label: string, follow: (design: Design) => Design): void {
  const design = committedDesign(designStore.getState())
  if (design) edit(follow(withClinicResidual(withMethod(design, method), method)), label)
}

function withClinicResidual<D extends Design>(design: D, method: ReversalMethod): D {
  if (method === 'own' || !hasReversal(design)) return design
  const residual = clinicStore.getState().profile.residual[method]
  return { ...withReversal(design, { residual }), reversal: { ...design.reversal, method, residual } }
}

/** What is done sooner needs no progress bar, ms. */
const SOON_MS = 150
/** Until ink is asked for again whose measurement gave way to another, ms. */
const AGAIN_MS = 200

/** Whether two designs have the same zones, and as much in them: what is shown and planned of them changes nothing. */
function sameZones(a: Design, b: Design): boolean {
  const parts = ['photo', 'marks', 'scale', 'hairline', 'area', 'fill'] as const
  const inputs = ['existing', 'lightenBandMm', 'zoneEdits'] as const
  return (
    hasReversal(a) &&
    hasReversal(b) &&
    parts.every((part) => a[part] === b[part]) &&
    inputs.every((input) => a.reversal[input] === b.reversal[input])
  )
}

/** Measures for whoever follows the reversal. */
let measureNow: (() => void) | null = null

/**
 * Gives up measuring the ink, and looks at today: a later stage could not be drawn without it.
 * @param label of the look, which makes no step
 */
export function cancelMeasuring(label: string): void {
  reversalStore.setState({ givenUp: true, measuring: null })
  const design = committedDesign(designStore.getState())
  if (design && hasReversal(design)) edit(withReversal(design, { shownAfter: 0 }), label)
  engine().cancelReversal()
}

export function measureAgain(): void {
  reversalStore.setState({ givenUp: false })
  measureNow?.()
}

/** Keeps the zones and what they hold in step with the design. Returns the way to stop. */
export function followReversal(): () => void {
  let measured: Design | null = null
  let stopped = false
  const measure = async () => {
    if (stopped) return
    const design = committedDesign(designStore.getState())
    // A line on its way is measured where it comes to rest.
    if (design === measured || isTracing() || (design && isTraced(design))) return
    const { failed, givenUp } = reversalStore.getState()
    const isAsked = givenUp && (design?.reversal?.shownAfter ?? 0) > 0
    const isMeasured = design && measured && !failed && !isAsked && sameZones(design, measured)
    const isOther = design?.reversal?.existing !== measured?.reversal?.existing
    measured = design
    if (isMeasured) return
    // What was counted of another line is no result of this one: nothing is shown until this one is measured.
    if (isOther) reversalStore.setState({ figures: null, measured: null })
    if (!design || !hasReversal(design)) {
      // Undone with a zone in the hand.
      if (isOnZones()) leaveZones()
      reversalStore.setState({ figures: null, measured: null, failed: false, measuring: null })
      return
    }
    reversalStore.setState({ givenUp: false })
    const started = performance.now()
    // Left and entered again, somebody else follows: what comes late would stand over what is newer.
    const isWanted = () => !stopped && measured !== null && sameZones(measured, design)
    try {
      const figures = await engine().reversal(design, (share) => {
        const isGoing = isWanted() && !reversalStore.getState().givenUp
        if (isGoing && performance.now() - started > SOON_MS) reversalStore.setState({ measuring: share })
      })
      if (!isWanted()) return
      if (!figures) {
        if (reversalStore.getState().givenUp) return
        // Other ink was measured meanwhile.
        measured = null
        setTimeout(() => void measure(), AGAIN_MS)
      } else reversalStore.setState({ figures, measured: design, failed: false })
      reversalStore.setState({ measuring: null })
    } catch {
      if (isWanted()) reversalStore.setState({ figures: null, measured: null, failed: true, measuring: null })
    }
  }
  void measure()
  measureNow = () => {
    measured = null
    void measure()
  }
  const stops = [
    designStore.subscribe((state) => {
      // Undone, or read anew after another tab's work: nobody has said of this line that it is right.
      const design = committedDesign(state)
      if (design && isTraced(design) && viewStore.getState().reversal === 'stages') resumeTracing()
      void measure()
    }),
    viewStore.subscribe((now, before) => {
      if (now.reversal !== before.reversal) void measure()
    }),
  ]
  return () => {
    stopped = true
    measureNow = null
    for (const stop of stops) stop()
  }
}

/** The line is in the hand again, whose beginning only the history knows. */
function resumeTracing(): void {
  traceExisting()
  beforeTracing = null
}

/** A tracing that was left for another screen, and its photo's history then. */
let leftTracing: { readonly before: Beginning | null; readonly history: History | null } | null = null

/**
 * Enters and leaves the stages of a reversal; the studio shows the design alone. A line that was in the hand is so again,
 * also after the page was loaded anew.
 */
export function showStages(on: boolean): void {
  if (!on) {
    leftTracing = isTracing() ? { before: beforeTracing, history: designStore.getState().history } : leftTracing
    setView({ reversal: 'off', zone: null, tool: 'hand' })
    return
  }
  const left = leftTracing
  leftTracing = null
  const { photo, history } = designStore.getState()
  const before = left?.before?.history
  const isThere =
    left?.before?.photo?.id === photo?.id && before && history && (history === before || cameFrom(history, before))
  const goesOn = isThere && hasReversal(current(history))
  if (goesOn && history === left.history) {
    traceExisting()
    beforeTracing = left.before
  } else if (history && isTraced(current(history))) resumeTracing()
  // What was done elsewhere meanwhile is not given up with the line.
  else if (goesOn) traceExisting()
  else leaveTracing()
}

export const isTracing = (): boolean => viewStore.getState().reversal === 'tracing'
