import { createStore } from 'zustand/vanilla'
import type { Design } from '../../core/design/design.ts'
import { current } from '../../core/design/history.ts'
import type { Visit } from '../../storage/repository.ts'
import { newestHistory } from '../saving/autosave.ts'
import { designStore } from '../designStore.ts'
import { repository } from '../services.ts'
import { newestSnapshots } from '../snapshots/snapshotSteps.ts'

/** What was designed on the same view at an earlier visit. */
export interface EarlierDesign {
  /** The photo's for its working design, else the snapshot's. */
  readonly id: string
  /** Of the snapshot; null for the working design. */
  readonly name: string | null
  readonly design: Design
}

export interface EarlierDesigns {
  /** The open photo that these can be brought to. */
  readonly photoId: string | null
  /** The latest earlier visit at which the view was designed; null where there is none. */
  readonly visit: Visit | null
  /** Its working design first, then its snapshots as the strip has them. */
  readonly designs: readonly EarlierDesign[]
}

const none: EarlierDesigns = { photoId: null, visit: null, designs: [] }
export const earlierDesigns = createStore<EarlierDesigns>(() => none)

/** Visits of the patient before the open one, the latest first. */
export function earlierVisits(): readonly Visit[] {
  const { visit, visits } = designStore.getState()
  const at = visits.findIndex(({ id }) => id === visit?.id)
  return visits.slice(0, Math.max(0, at)).toReversed()
}

/**
 * Looks up what was designed on the open photo's view at the latest earlier visit that has something of it: on a photo that
 * nobody has done anything to, there is nothing to bring.
 */
export async function recallEarlierDesigns(): Promise<void> {
  const { photo } = designStore.getState()
  if (!photo) return
  const isOpen = () => designStore.getState().photo?.id === photo.id
  if (earlierDesigns.getState().photoId !== photo.id) earlierDesigns.setState({ ...none, photoId: photo.id })
  const visits = earlierVisits()
  const summary = visits.length > 0 ? await repository().patient(photo.patientId) : null
  for (const visit of visits) {
    const ofView = summary?.photos.filter(({ visitId, view }) => visitId === visit.id && view === photo.view) ?? []
    // What cannot be read offers nothing; opening it says why.
    const found = await Promise.all(ofView.map(({ id }) => designsOf(id).catch(() => [])))
    if (!isOpen()) return
    const designs = found.flat()
    if (designs.length > 0) return earlierDesigns.setState({ photoId: photo.id, visit, designs })
  }
  if (isOpen()) earlierDesigns.setState({ ...none, photoId: photo.id })
}

async function designsOf(photoId: string): Promise<readonly EarlierDesign[]> {
  const [history, snapshots] = await Promise.all([newestHistory(photoId), newestSnapshots(photoId)])
  const kept = snapshots.map(({ id, name, design }) => ({ id, name, design }))
  const isTouched = history !== null && (history.entries.length > 1 || kept.length > 0)
  return isTouched ? [{ id: photoId, name: null, design: current(history) }, ...kept] : []
}
