import { createStore } from 'zustand/vanilla'
import type { ScaleSource } from '../core/design/design.ts'
import { current } from '../core/design/history.ts'
import { viewOf, type PhotoView } from '../core/design/photoView.ts'
import { isMeasured, scaleEvidence } from '../core/design/scaleEvidence.ts'
import { ofPatient } from '../core/design/scaleSources.ts'
import { newestHistory } from './autosave.ts'
import { designStore } from './designStore.ts'

/** What was measured on the patient, and in which view it was said. */
export interface KnownMeasure {
  readonly mm: number
  readonly view: PhotoView
}

interface KnownMeasures {
  /** The photo that is open. */
  readonly photoId: string | null
  readonly measures: ReadonlyMap<ScaleSource, KnownMeasure>
}

export const knownMeasures = createStore<KnownMeasures>(() => ({ photoId: null, measures: new Map() }))

/** Learns the patient's own measures from the scales in use of the visit's other photos. */
export async function recallMeasures(): Promise<void> {
  const { photo, photos } = designStore.getState()
  if (!photo) return
  knownMeasures.setState({ photoId: photo.id, measures: new Map() })
  const measures = new Map<ScaleSource, KnownMeasure>()
  for (const { id } of photos) {
    if (id === photo.id) continue
    // A view that cannot be read says nothing; opening it says why.
    const history = await newestHistory(id).catch(() => null)
    if (!history) continue
    const design = current(history)
    if (design.scale.status !== 'used') continue
    for (const length of scaleEvidence(design.scale).counted)
      if (ofPatient.includes(length.source) && isMeasured(length))
        measures.set(length.source, { mm: length.knownMm, view: viewOf(design) })
  }
  if (designStore.getState().photo?.id === photo.id) knownMeasures.setState({ photoId: photo.id, measures })
}
