import type { Marks, Scale } from '../../core/design/design.ts'
import { current } from '../../core/design/history.ts'
import type { PhotoView } from '../../core/design/photoView.ts'
import type { EdgeHair } from '../../core/geometry/headPriors.ts'
import type { Patient, Visit } from '../../storage/repository.ts'
import type { OpenedPhoto } from '../../worker/engine.ts'
import { loaded } from '../../worker/loadedPart.ts'
import { openedFromDisk, saveState } from '../saving/autosave.ts'
import { recallCompared } from '../compare/comparedMemory.ts'
import { compareStore } from '../compare/compareStore.ts'
import { designStore } from '../designStore.ts'
import { forgetPictures, readyForDesign, settle } from '../dots/filling.ts'
import { jobsStore } from '../jobsStore.ts'
import { loadLibrary } from './libraryStore.ts'
import { claimDesign } from '../saving/oneWriter.ts'
import { MOST_MEGABYTES } from './photoSize.ts'
import { startPhoto } from '../dots/pictures.ts'
import { keepReached } from '../edits/reachedSteps.ts'
import { navigate, rememberStep, routeStore } from '../routeStore.ts'
import { engine, repository } from '../services.ts'
import { askToPersist } from '../saving/storageHealth.ts'
import { fitView, setStep, setView } from '../viewStore.ts'
import { newOpening, noticeOf, openingProblem, reading, showPhotoTiles } from './visitActions.ts'
import { headsWithOpen, readHeads } from './visitHeads.ts'

/** What is known of a photo before it is read. */
interface KnownOfPhoto {
  readonly view?: PhotoView
  readonly marks?: Marks
  readonly scale?: Scale
  readonly hair?: EdgeHair
}

/** Adds a photo to the open visit. A photo that cannot be opened leaves everything as it was, with the reason on show. */
export async function importFile(file: Blob, known: KnownOfPhoto = {}): Promise<boolean> {
  const { visit, patient } = designStore.getState()
  if (!visit || !patient || jobsStore.getState().opening) return false
  if (file.size > MOST_MEGABYTES * 1e6) {
    jobsStore.setState({ problem: { code: 'tooManyBytes', megabytes: file.size / 1e6 } })
    return false
  }
  const isWanted = newOpening()
  reading()
  try {
    const bytes = await file.arrayBuffer()
    const opened = isWanted() ? await engine().openPhoto(bytes) : null
    if (!opened || !isWanted()) return false
    if (!opened.ok) {
      jobsStore.setState({ problem: opened.problem })
      return false
    }
    return await addOpened(opened.photo, { patient, visit, isWanted }, known)
  } catch (error) {
    if (!isWanted()) return false
    jobsStore.setState({ problem: openingProblem(error) })
    await reopenShown().catch(() => {})
    return false
  } finally {
    if (isWanted()) jobsStore.setState({ opening: null })
  }
}

/** After a failed import the worker may hold another photo than the one on the screen: give it that one again. */
async function reopenShown(): Promise<void> {
  const { photo } = designStore.getState()
  const bytes = photo && (await repository().photoBytes(photo.hash))
  if (!bytes) return
  await engine().openPhoto(bytes)
  const { design, photo: open } = designStore.getState()
  if (design && open?.id === photo.id) settle(design)
}

/**
 * Says whether the photo was added. It is not when the user has opened something else meanwhile: decoding takes time, and
 * a photo belongs where it was dropped.
 */
async function addOpened(
  opened: OpenedPhoto,
  { patient, visit, isWanted }: { patient: Patient; visit: Visit; isWanted: () => boolean },
  known: KnownOfPhoto,
): Promise<boolean> {
  const { width, height } = opened
  const { view = 'frontal' } = known
  // The library opens photos without it: only a new one is measured and drawn small.
  const [{ incomingPhoto, readPhoto }] = await Promise.all([loaded(() => import('./photoIntake.ts')), readyForDesign()])
  const read = await readPhoto(engine(), opened, { view, marks: known.marks })
  const incoming = incomingPhoto(read, {
    patientId: patient.id,
    visitId: visit.id,
    view,
    scale: known.scale,
    hair: known.hair,
  })
  const { row, history } = incoming
  if (!isWanted()) return false
  const former = designStore.getState()
  // Where a photo could not be opened none are remembered; what is remembered does where they cannot be read.
  const heads = await readHeads([...former.photos.map(({ id }) => id), row.id]).catch(() => former.heads)
  if (!isWanted()) return false
  await repository().addPhoto(incoming)
  void askToPersist(patient)
  const { photos, visit: open } = designStore.getState()
  if (open?.id === visit.id) designStore.setState({ photos: [...photos, row] })
  // It is on disk in its own visit; the screen belongs to whatever is open now.
  if (!isWanted()) return false
  forgetPictures()
  await claimDesign(row.id)
  if (!isWanted()) return false
  keepReached()
  openedFromDisk(history)
  startPhoto(width, height)
  designStore.setState((s) => ({
    photo: row,
    history,
    heads: headsWithOpen(s, heads),
    design: current(history),
    live: false,
    snapshots: [],
    save: saveState(),
  }))
  compareStore.setState(recallCompared(row.id, []))
  jobsStore.setState({ notice: noticeOf(opened), noticeRead: false })
  fitView()
  setView({ furthest: 0 })
  setStep('scale')
  const route = routeStore.getState()
  if (route.screen === 'library') await loadLibrary()
  else {
    // Who adds a view while comparing goes on comparing. The start screen alone is nothing to come back to.
    const screen = route.screen === 'compare' ? 'compare' : 'studio'
    const at = { screen, patientId: patient.id, visitId: visit.id, photoId: row.id } as const
    navigate(at, { replace: route.photoId === undefined })
    rememberStep('scale')
  }
  await showPhotoTiles(row)
  return true
}
