import { createStore } from 'zustand/vanilla'
import { isGuessedScale, showsNoEyes } from '../../core/design/scale/calibration.ts'
import type { Design, Scale, ScaleSource } from '../../core/design/design.ts'
import { withScale } from '../../core/design/edits.ts'
import { current } from '../../core/design/history.ts'
import { fitOf } from '../../core/design/head/head.ts'
import { viewOf, type PhotoView } from '../../core/design/photoView.ts'
import { isMeasured, scaleEvidence } from '../../core/design/scale/scaleEvidence.ts'
import { ofPatient, withSource } from '../../core/design/scale/scaleSources.ts'
import { newestHistory } from '../saving/autosave.ts'
import { editUnasked } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { earlierVisits } from '../visits/earlierDesigns.ts'
import { isJumping } from '../visits/openedPhoto.ts'
import { repository } from '../services.ts'

/** What was measured on the patient, and in which view it was said. */
export interface KnownMeasure {
  readonly mm: number
  readonly view: PhotoView
  /** Date of the visit, where that was an earlier one. */
  readonly date?: string
  /** 90 % half width, relative, where the source has none of its own. */
  readonly error?: number
}

interface KnownMeasures {
  /** The photo that is open. */
  readonly photoId: string | null
  readonly measures: ReadonlyMap<ScaleSource, KnownMeasure>
}

export const knownMeasures = createStore<KnownMeasures>(() => ({ photoId: null, measures: new Map() }))

/** What of a patient is as long at the next visit: a sticker and a hairline are another day's. */
const lasting: readonly ScaleSource[] = ['caliper', 'prescription', 'head']

/**
 * Learns the patient's own measures from the scales in use of the visit's other photos, and what these do not know of bones
 * and eyes from the latest earlier visit that does.
 */
export async function recallMeasures(): Promise<void> {
  const { photo, photos } = designStore.getState()
  if (!photo) return
  const isOpen = () => designStore.getState().photo?.id === photo.id
  knownMeasures.setState({ photoId: photo.id, measures: new Map() })
  const others = photos.filter(({ id }) => id !== photo.id)
  const measures = await measuredOn(others.map(({ id }) => id))
  const visits = earlierVisits()
  const summary = visits.length > 0 ? await repository().patient(photo.patientId) : null
  for (const { id: visitId, date } of visits) {
    if (!isOpen()) return
    const ofVisit = summary?.photos.filter((one) => one.visitId === visitId) ?? []
    const earlier = [...(await measuredOn(ofVisit.map(({ id }) => id)))].filter(([source]) => lasting.includes(source))
    for (const [source, measure] of earlier) if (!measures.has(source)) measures.set(source, { ...measure, date })
    if (earlier.length > 0) break
  }
  if (isOpen()) knownMeasures.setState({ photoId: photo.id, measures })
}

async function measuredOn(photoIds: readonly string[]): Promise<Map<ScaleSource, KnownMeasure>> {
  const measures = new Map<ScaleSource, KnownMeasure>()
  for (const id of photoIds) {
    // A view that cannot be read says nothing; opening it says why.
    const history = await newestHistory(id).catch(() => null)
    if (!history) continue
    const design = current(history)
    if (design.scale.status !== 'used') continue
    for (const length of scaleEvidence(design.scale).counted)
      if (ofPatient.includes(length.source) && isMeasured(length))
        measures.set(length.source, { mm: length.knownMm, view: viewOf(design) })
    // How broad the head is that a view has measured: what a view without eyes can be measured by.
    const fit = fitOf(design)
    if (fit && !isGuessedScale(design))
      measures.set('head', { mm: 2 * fit.axes.a, view: viewOf(design), error: fit.lengthError })
  }
  return measures
}

/** How a photo is measured by what another view knows of the patient. */
export function withToldSource(design: Design, source: ScaleSource, { mm, error }: KnownMeasure): Scale {
  const scale = withSource(design, source, undefined, mm)
  return error === undefined ? scale : { ...scale, foundError: error }
}

/**
 * A view without eyes that nobody has touched starts with the head as another view has it, where one has: in one undo step.
 * One that is opened for a design that is carried there gets its scale with that.
 */
export function startWithKnownHead(label: (from: PhotoView) => string): void {
  const { history } = designStore.getState()
  const design = committedDesign(designStore.getState())
  const head = knownMeasures.getState().measures.get('head')
  if (!design || !head || isJumping()) return
  if (!history || history.entries.length > 1 || !showsNoEyes(design.photo)) return
  if (design.scale.source === 'breadth' && design.scale.status === 'proposed')
    editUnasked(withScale(design, withToldSource(design, 'head', head)), label(head.view))
}
