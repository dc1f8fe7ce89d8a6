import { surfaceOf } from '../core/design/scale/calibration.ts'
import { existingDesign, type ReversedDesign } from '../core/design/reversal.ts'
import { measureExistingInkInSteps, type InkResult } from '../core/fill/existingInk.ts'
import { sampleArea } from '../core/fill/sampledArea.ts'
import type { Band, RectPx } from '../core/geometry/points.ts'
import { part, type Steps } from '../core/geometry/steps.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { densityLeft, onceHealed } from '../core/pigment/ageing.ts'
import { solvedStrength } from '../core/pigment/pigment.ts'
import type { SkinModel } from '../core/pixels/skin.ts'
import { scaled } from '../core/plan/bands.ts'
import { inFrontOf, isInFrontOf } from '../core/plan/inFront.ts'
import { isTreated, residualAt, residualMap, residualOfDots } from '../core/plan/residualMap.ts'
import { placedPerCm2, zoneCounts, zoneDotsInSteps, type ZoneDots } from '../core/plan/zoneDots.ts'
import { zoneAreasCm2, zoneAt, zoneNames, zonesOf, type ZoneName, type Zones } from '../core/plan/zones.ts'
import { prepareLighteningInSteps, type Lightening } from '../core/render/lightenInk.ts'
import { pickIds } from '../core/sampling/pickDots.ts'
import type { PointSet } from '../core/sampling/rankedSet.ts'
import type { Drawing, skinMeasurer } from './drawing.ts'
import type { ReversalFigures } from './engine.ts'
import type { GroundAt } from './grounds.ts'
import type { PhotoPixels } from './photoLevels.ts'
import { placingKey } from './placing.ts'
import { layerOf, stageDrawing, type Layer } from './stageDrawing.ts'
import { inSlices, nextMessageTask, turnEvery } from './turns.ts'

/** What a reversal's lines and zones give, whatever is treated and shown. */
interface Course {
  readonly key: string
  /** Another one for each course. */
  readonly id: number
  readonly zones: Zones
  readonly dots: ZoneDots
}

/** Ink in the photo, measured, and ready to be lightened. */
interface Traced {
  readonly key: string
  readonly ink: InkResult
  readonly lightening: Lightening | null
}

/** Between two looks at the messages while ink is measured. */
const SLICE_MS = 12
/** Share of the time that measuring takes of measuring and preparing. */
const MEASURING_SHARE = 0.95

/** Hears how much of a measurement is done, 0..1. */
type Report = (share: number) => void

/** A measurement that runs; whoever asks for the same ink waits for it. */
interface Tracing {
  readonly key: string
  readonly reports: Set<Report>
  /** Null once other ink is asked for, or another photo is open. */
  readonly done: Promise<Traced | null>
}

/** Draws the stages of reversals on one photo, and measures them. */
export function reverser(
  photo: PhotoPixels,
  skinOf: ReturnType<typeof skinMeasurer>,
  groundAt: GroundAt,
  isOpen: () => boolean,
) {
  let course: Course | null = null
  let courses = 0
  let coming: { readonly key: string; readonly done: Promise<Course | null> } | null = null
  let traced: Traced | null = null
  let tracing: Tracing | null = null
  let drawn: { readonly design: ReversedDesign; readonly drawing: Drawing } | null = null
  let added: { readonly key: string; readonly layer: Layer } | null = null

  /**
   * In slices, for both the figures and the picture that are asked for together, and one after the other: ink that is asked
   * for first is measured first. Null once another photo is open.
   */
  async function courseOf(design: ReversedDesign, pointSet: PointSet): Promise<Course | null> {
    const surface = surfaceOf(design)
    const key = courseKey(design, surface)
    if (coming?.key !== key) {
      if (course?.key === key && !coming) return course
      const before = coming?.done.catch(() => null) ?? Promise.resolve(null)
      coming = { key, done: before.then(() => newCourse(key, design, surface, pointSet)) }
    }
    return coming.done
  }

  async function newCourse(
    key: string,
    design: ReversedDesign,
    surface: Surface,
    pointSet: PointSet,
  ): Promise<Course | null> {
    try {
      if (course?.key === key) return course
      const zones = zonesOf(design, surface)
      const steps = zoneDotsInSteps(design, zones, surface, pointSet)
      const dots = await inSlices(steps, turnEvery(SLICE_MS, isOpen))
      return dots && (course = { key, id: ++courses, zones, dots })
    } finally {
      if (coming?.key === key) coming = null
    }
  }

  async function tracedInk(design: ReversedDesign, zones: Zones, report?: Report): Promise<Traced | null> {
    const surface = surfaceOf(design)
    const { skin, key: skinKey } = skinOf(design)
    const key = `${placingKey(existingDesign(design), surface)} ${skinKey}`
    if (traced?.key === key) return traced
    if (tracing?.key !== key) {
      const reports = new Set<Report>()
      tracing = { key, reports, done: trace(key, reports, inkSteps(design, zones, surface, skin)) }
    }
    if (report) tracing.reports.add(report)
    return tracing.done
  }

  /** Works in slices: meanwhile the photo is shown, and other questions are answered. */
  async function trace(
    key: string,
    reports: ReadonlySet<Report>,
    steps: Steps<Omit<Traced, 'key'>>,
  ): Promise<Traced | null> {
    // Whoever asks is to know of the measurement before it starts.
    await nextMessageTask()
    const turn = turnEvery(SLICE_MS, () => tracing?.reports === reports && isOpen())
    try {
      while (await turn()) {
        const step = steps.next()
        if (step.done) return (traced = { key, ...step.value })
        for (const report of reports) report(step.value)
      }
      return null
    } finally {
      if (tracing?.reports === reports) tracing = null
    }
  }

  /** The line's own area is measured; lightened is also what its rough edge has in front of it. */
  function* inkSteps(
    design: ReversedDesign,
    zones: Zones,
    surface: Surface,
    skin: SkinModel,
  ): Steps<Omit<Traced, 'key'>> {
    const { rgba, width, height } = photo.level(0)
    const whole = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
    const existing = { width, height, coverageAt: (x: number, y: number) => zoneAt(zones, 'existing', x, y) }
    const front = inFrontOf(design, zones, surface)
    const isInFront = (x: number, y: number) => front !== null && isInFrontOf(front, zones, x, y)
    const area = yield* part(sampleArea(existing, zones.step), 0, 0.03)
    const look = { surface, skin, isInFront }
    const ink = yield* part(measureExistingInkInSteps(whole, area, null, look), 0.03, MEASURING_SHARE)
    if (!ink.ok) return { ink, lightening: null }
    const treated = {
      ...existing,
      coverageAt: (x: number, y: number) => (isInFront(x, y) ? 255 : area.coverageAt(x, y)),
    }
    const steps = prepareLighteningInSteps(whole, treated, ink.ink.inSkin, look)
    return { ink, lightening: yield* part(steps, MEASURING_SHARE, 1) }
  }

  /** The new dots, the same whatever is treated. */
  function addedLayer(design: ReversedDesign, id: number, dots: ZoneDots, surface: Surface): Layer {
    const key = `${id} ${JSON.stringify(design.fill)}`
    if (added?.key === key) return added.layer
    const layer = layerOf(design, pickIds(dots.final, dots.ids.add), surface)
    added = { key, layer }
    return layer
  }

  async function newDrawing(design: ReversedDesign, pointSet: PointSet): Promise<Drawing | null> {
    const course = await courseOf(design, pointSet)
    if (!course) return null
    const { id, zones, dots } = course
    const { reversal } = design
    const surface = surfaceOf(design)
    const map = residualMap(design, zones, surface)
    const atEnd = reversal.shownAfter > reversal.sessions
    const added = atEnd && design.fill.filled ? addedLayer(design, id, dots, surface) : null
    if (reversal.existing.kind === 'simulated') {
      const left = residualOfDots(map, dots, zones)
      const strength = dots.existing.strength.map((s, i) => s * left[i]!)
      const old = layerOf(existingDesign(design), { ...dots.existing, strength }, surface)
      return stageDrawing(photo, design, skinOf(design), [old, added], null, groundAt)
    }
    // Today nothing is treated, and ink that is being traced need not be measured at every move of its line.
    const found = reversal.shownAfter > 0 ? await tracedInk(design, zones) : NOTHING_TRACED
    if (!found) return null
    const { lightening } = found
    const lighten = lightening && {
      touches: (rect: RectPx) => isTreated(map, rect),
      look: JSON.stringify([map.x0, map.y0, map.removed, map.lightened, id, reversal.featherMm]),
      tile: (tile: Parameters<Lightening['lighten']>[0], level: number) =>
        lightening.lighten(tile, (x, y) => residualAt(map, x, y), level),
    }
    return stageDrawing(photo, design, skinOf(design), [added], lighten, groundAt)
  }

  return {
    /** Ink that is measured is measured no further; whoever waits for it gets null. */
    cancel(): void {
      tracing = null
    },

    /** Null once other ink is to be measured instead, or another photo is open. */
    async figures(design: ReversedDesign, pointSet: PointSet, report?: Report): Promise<ReversalFigures | null> {
      const course = await courseOf(design, pointSet)
      if (!course) return null
      const { zones, dots } = course
      const areas = zoneAreasCm2(zones, design)
      const { existing } = design.reversal
      const measuresWith = (read: Band | null) => {
        const counts = zoneCounts(dots, zones, design, read)
        const of = (name: ZoneName) => ({ areaCm2: areas[name], dots: counts[name] })
        return Object.fromEntries(zoneNames.map((name) => [name, of(name)])) as ReversalFigures['measures']
      }
      if (existing.kind === 'simulated') {
        // A laser waits until the skin has healed, whatever moment somebody looked at.
        const { moment, ageing } = existing.fill
        const contrast = densityLeft(onceHealed(moment, ageing), ageing)
        return { zones, measures: measuresWith(null), contrast, ink: null, problem: null }
      }
      const found = await tracedInk(design, zones, report)
      if (!found) return null
      const { ink } = found
      if (!ink.ok)
        return { zones, measures: measuresWith(null), contrast: UNKNOWN_CONTRAST, ink: null, problem: ink.problem }
      const { dotsFound, densityPerCm2, match, strength } = ink.ink
      const contrast = scaled(strength, 1 / solvedStrength)
      const measures = measuresWith(densityPerCm2)
      return {
        zones,
        measures,
        contrast,
        ink: {
          dotsFound,
          densityPerCm2,
          placedPerCm2: placedPerCm2(dots, areas, surfaceOf(design)),
          match,
        },
        problem: null,
      }
    },

    /**
     * Null once other ink is to be measured instead.
     * @param design with the parts of the one before where they are unchanged (knownParts.ts)
     */
    async drawing(design: ReversedDesign, pointSet: PointSet): Promise<Drawing | null> {
      if (drawn && sameParts(drawn.design, design)) return drawn.drawing
      const drawing = await newDrawing(design, pointSet)
      if (drawing) drawn = { design, drawing }
      return drawing
    },
  }
}

const NOTHING_TRACED = { lightening: null } as const

/** Nothing is known of ink that could not be measured: as a fill that is newly healed, or half gone. */
const UNKNOWN_CONTRAST: Band = { value: 1, low: 0.5, high: 1.2 }

/** Parts of a design that decide how a stage of it looks. */
const looked = ['marks', 'scale', 'head', 'hairline', 'area', 'fill', 'reversal'] as const
const sameParts = (a: ReversedDesign, b: ReversedDesign): boolean => looked.every((part) => a[part] === b[part])

/** Everything that decides where zones and dots lie. */
function courseKey(design: ReversedDesign, surface: Surface): string {
  const { existing, zoneEdits, lightenBandMm } = design.reversal
  const edits = { ...design, area: { ...design.area, add: zoneEdits.remove, subtract: zoneEdits.keep } }
  return [
    placingKey(design, surface),
    placingKey(existingDesign(design), surface),
    placingKey(edits, surface),
    existing.kind,
    existing.fill.sitting,
    lightenBandMm,
  ].join(' | ')
}
