import { createStore } from 'zustand/vanilla'
import { hasArea } from '../../core/design/areas/area.ts'
import { isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head/head.ts'
import { current } from '../../core/design/history.ts'
import { viewOf, type PhotoView } from '../../core/design/photoView.ts'
import type { Band } from '../../core/geometry/points.ts'
import { sumTogether } from '../../core/plan/bands.ts'
import type { PlanMeasures } from '../../core/plan/planTreatment.ts'
import { newestHistory } from '../saving/autosave.ts'
import { designStore } from '../designStore.ts'
import { measuresOf, planStore } from './planStore.ts'
import { navigate } from '../routeStore.ts'

/** Another photo of the visit that shows more of the same design. */
export interface PlanElsewhere {
  readonly photoId: string
  readonly view: PhotoView
  /** Of the whole design there, on the head. */
  readonly areaCm2: Band
}

interface ElsewhereState {
  /** The design that was compared with the other photos; null until one was. */
  readonly of: Design | null
  readonly found: PlanElsewhere | null
}

export const elsewhereStore = createStore<ElsewhereState>(() => ({ of: null, found: null }))

const areaOf = ({ areas }: PlanMeasures): Band => sumTogether(areas.map(({ areaCm2 }) => areaCm2))

/**
 * The photo of the open visit on which the same design covers most skin, where that is more than the band of this one reaches
 * to: a carried design keeps the seed of its dots. Only what is measured on the head says so; a flat photo's figure is a guess
 * at what it does not show.
 */
export async function planElsewhere(design: Design, measures: PlanMeasures): Promise<PlanElsewhere | null> {
  const here = areaOf(measures)
  let found: PlanElsewhere | null = null
  for (const { id } of designStore.getState().photos) {
    if (id === design.photo.id) continue
    // A view that cannot be read or measured says nothing; opening it says why.
    const history = await newestHistory(id).catch(() => null)
    const other = history && current(history)
    if (!other || !isSameFill(other, design) || !isScaled(other) || !hasArea(other) || !fitOf(other)) continue
    const known = await measuresOf(other).catch(() => null)
    const areaCm2 = known && areaOf(known)
    if (areaCm2 && areaCm2.value > Math.max(here.high, found?.areaCm2.value ?? 0))
      found = { photoId: id, view: viewOf(other), areaCm2 }
  }
  return found
}

const isSameFill = (other: Design, design: Design): boolean => other.fill.filled && other.fill.seed === design.fill.seed

/** Looks at the visit's other photos whenever the plan is measured anew. Returns the way to stop. */
export function followElsewhere(): () => void {
  let asked: Design | null = null
  const look = async () => {
    const { measured, measures } = planStore.getState()
    if (measured === asked) return
    asked = measured
    if (!measured || !measures) return elsewhereStore.setState({ of: null, found: null })
    const found = await planElsewhere(measured, measures)
    if (asked === measured) elsewhereStore.setState({ of: measured, found })
  }
  void look()
  const stop = planStore.subscribe(() => void look())
  return () => {
    stop()
    asked = null
  }
}

/** What was found for the photo of a design; null for another photo's. */
export const elsewhereFor = ({ of, found }: ElsewhereState, { photo }: Design): PlanElsewhere | null =>
  of?.photo.id === photo.id ? found : null

/** Opens the plan of another photo of the visit. */
export function planOnPhoto(photoId: string): void {
  const photo = designStore.getState().photos.find(({ id }) => id === photoId)
  if (photo) navigate({ screen: 'plan', patientId: photo.patientId, visitId: photo.visitId, photoId })
}
