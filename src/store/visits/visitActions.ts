import { current } from '../../core/design/history.ts'
import type { PatientTraits, PhotoRow } from '../../storage/repository.ts'
import { heldLevel, type OpenedPhoto, type PhotoProblem } from '../../worker/engine.ts'
import { PartMissing } from '../../worker/loadedPart.ts'
import { forgetLocks } from '../../storage/locks.ts'
import { NEW_NAME } from './blankPatient.ts'
import { forgetUnsaved, newestHistory, openedFromDisk, saveState } from '../saving/autosave.ts'
import { recallComparison, startComparedAddress } from '../compare/comparedAddress.ts'
import { forgetCompared } from '../compare/comparedMemory.ts'
import { closedStudio, designStore, type StudioState } from '../designStore.ts'
import { forgetPictures, readyForDesign, settle } from '../dots/filling.ts'
import type { FinerSource } from '../dots/finerTiles.ts'
import { jobsStore, onceAtATime, toast, type ImportNotice } from '../jobsStore.ts'
import { libraryStore, loadLibrary } from './libraryStore.ts'
import { addPhotoTile, startPhoto } from '../dots/pictures.ts'
import { claimDesign, letGoOfDesign } from '../saving/oneWriter.ts'
import { keepReached, recallReached } from '../edits/reachedSteps.ts'
import { navigate, pathOf, routeStore } from '../routeStore.ts'
import { engine, repository } from '../services.ts'
import { fitView } from '../viewStore.ts'
import { MOST_NAME_LETTERS, shortened } from '../shortText.ts'
import { startSlidesElsewhere } from '../snapshots/slidesElsewhere.ts'
import { newestSnapshots } from '../snapshots/snapshotSteps.ts'
import { readHeads } from './visitHeads.ts'

export const SAMPLE_NAME = 'Sample patient'

/** A patient with a first visit; opens the Studio's start screen. */
export const newPatient = onceAtATime(async (name: string = NEW_NAME): Promise<void> => {
  const { patient, visit } = await repository().addPatient(shortened(name, MOST_NAME_LETTERS))
  navigate({ screen: 'studio', patientId: patient.id, visitId: visit.id })
})

export async function renamePatient(id: string, name: string): Promise<void> {
  const trimmed = shortened(name, MOST_NAME_LETTERS)
  if (!trimmed) return
  await repository().renamePatient(id, trimmed)
  const { patient } = designStore.getState()
  if (patient?.id === id) designStore.setState({ patient: { ...patient, name: trimmed } })
  await loadLibrary()
}

/** What the advice on a line goes by; undefined takes it back. */
export async function describePatient(id: string, traits: PatientTraits): Promise<void> {
  await repository().describePatient(id, traits)
  const { patient } = designStore.getState()
  if (patient?.id === id) designStore.setState({ patient: { ...patient, ...traits } })
}

export async function removePatient(id: string): Promise<void> {
  const photoIds = await repository().removePatient(id)
  forgetUnsaved(id)
  closeVisitOf(id)
  forgetLocks(photoIds)
  forgetCompared(photoIds)
  await loadLibrary()
}

/** Openings so far: whoever comes back late from disk or worker gives way to the newest. */
let openings = 0

/** Begins one; what comes back says whether it still is the newest. */
export function newOpening(): () => boolean {
  const mine = ++openings
  return () => mine === openings
}

/** What is open of a patient is read again when somebody comes back to it. */
export function closeVisitOf(patientId: string): void {
  if (designStore.getState().patient?.id === patientId) closeVisit()
}

export function closeVisit(): void {
  newOpening()
  keepReached()
  letGoOfDesign()
  forgetPictures()
  jobsStore.setState({ opening: null })
  designStore.setState({ ...closedStudio, save: saveState() })
}

/** The visit that was asked for last. */
let asked: string | null = null

/** Opens what an address names. Of what is no longer there it says so, and leads to what is. */
export async function openVisit(visitId: string, photoId?: string): Promise<void> {
  asked = visitId
  const open = designStore.getState()
  if (open.visit?.id === visitId && (!photoId || open.photo?.id === photoId)) return
  closeVisit()
  const found = await repository()
    .visit(visitId)
    .catch(() => null)
  if (asked !== visitId) return
  if (!found) {
    await leaveMissingVisit()
    return
  }
  showVisit(found)
  const { photos } = found
  const photo = photos.find((p) => p.id === photoId) ?? photos.at(-1)
  if (photoId !== undefined && photo?.id !== photoId) {
    toast(
      photo
        ? 'This photo is not here any more. Another view of the visit is open.'
        : 'This photo is not here any more.',
    )
    const route = routeStore.getState()
    if (route.screen !== 'library') navigate({ ...route, photoId: photo?.id, compared: undefined }, { replace: true })
    return
  }
  if (photo)
    await openStored(
      photo,
      photos.map(({ id }) => id),
    )
}

/** To the patient whose visit it was, where there still is one. */
async function leaveMissingVisit(): Promise<void> {
  const route = routeStore.getState()
  const known = route.patientId && (await patientIsThere(route.patientId))
  if (routeStore.getState() !== route) return
  toast(`This visit is not here any more. ${known ? 'Here is the patient.' : 'Here is the library.'}`)
  navigate(known ? { screen: 'library', patientId: route.patientId } : '/', { replace: true })
}

/** Also where the disk does not answer: then nobody is told that a patient is gone. */
async function patientIsThere(id: string): Promise<boolean> {
  if (libraryStore.getState().patients?.some(({ patient }) => patient.id === id)) return true
  return repository()
    .patient(id)
    .then(
      (found) => found !== null,
      () => true,
    )
}

async function leaveMissingPatient(id: string): Promise<void> {
  if (await patientIsThere(id)) return
  const route = routeStore.getState()
  if (route.screen !== 'library' || route.patientId !== id) return
  toast('This patient is not here any more. Here is the library.')
  navigate('/', { replace: true })
}

/** A visit without a photo yet. */
export function showVisit(found: Pick<StudioState, 'patient' | 'visit' | 'visits' | 'photos'>): void {
  closeVisit()
  designStore.setState(found)
}

/** @param photoIds of all photos of the visit */
async function openStored(photo: PhotoRow, photoIds: readonly string[]): Promise<void> {
  const isWanted = newOpening()
  reading()
  try {
    await claimDesign(photo.id)
    const [bytes] = await Promise.all([repository().photoBytes(photo.hash), readyForDesign()])
    const opened = bytes && isWanted() ? await engine().openPhoto(bytes) : null
    // Last of all: while a photo is decoded another tab may go on with its design, and hand it over.
    const history = isWanted() ? await newestHistory(photo.id) : null
    const [snapshots, heads] = isWanted() ? await Promise.all([newestSnapshots(photo.id), readHeads(photoIds)]) : []
    if (!isWanted()) return
    if (!opened?.ok || !history || !snapshots) {
      jobsStore.setState({ problem: opened?.ok === false ? opened.problem : { code: 'broken' } })
      return
    }
    openedFromDisk(history)
    startPhoto(photo.width, photo.height)
    const design = current(history)
    designStore.setState({ photo, history, heads, design, live: false, snapshots, save: saveState() })
    recallComparison(
      photo.id,
      snapshots.map(({ id }) => id),
    )
    jobsStore.setState({ notice: noticeOf(opened.photo), noticeRead: false })
    recallReached(photo.id)
    fitView()
    await showPhotoTiles(photo)
    const { design: shown } = designStore.getState()
    if (shown && isWanted()) settle(shown)
  } catch (error) {
    if (isWanted()) jobsStore.setState({ problem: openingProblem(error) })
  } finally {
    if (isWanted()) jobsStore.setState({ opening: null })
  }
}

/** What is said of a photo that did not open: a part of the app that is missing says nothing about the photo. */
export const openingProblem = (error: unknown): PhotoProblem => ({
  code: error instanceof PartMissing ? 'notLoaded' : 'broken',
})

export function reading(): void {
  jobsStore.setState({ opening: { phase: 'reading', startedAt: performance.now() }, problem: null, notice: null })
}

/** The open photo as far as the screen holds it; the rest comes where it is looked at. */
export function showPhotoTiles(photo: Pick<PhotoRow, 'hash' | 'width' | 'height'>): Promise<void> {
  const { hash } = photo
  const source: FinerSource = {
    fetch: (places, level, give) => engine().finerTiles(null, { photoHash: hash, level, places }, give),
  }
  return engine().photoTiles((tile) => addPhotoTile(tile, source), heldLevel(photo))
}

/** A reduced copy is said; the original is kept. */
export function noticeOf(photo: OpenedPhoto): ImportNotice | null {
  const megapixels = (photo.sourceWidth * photo.sourceHeight) / 1e6
  return photo.width * photo.height < photo.sourceWidth * photo.sourceHeight ? { kind: 'reduced', megapixels } : null
}

/** Opens what the address says, now and whenever it changes. */
export function startOpening(): void {
  const open = () => {
    const route = routeStore.getState()
    if (route.screen === 'library') void loadLibrary()
    else void openVisit(route.visitId, route.photoId)
  }
  open()
  const lookFor = () => {
    const route = routeStore.getState()
    if (route.screen === 'library' && route.patientId) void leaveMissingPatient(route.patientId)
  }
  lookFor()
  startComparedAddress()
  startSlidesElsewhere()
  routeStore.subscribe(lookFor)
  routeStore.subscribe((now, before) => {
    // Another patient of the same list asks for nothing new.
    const stays = now.screen === 'library' && before.screen === 'library'
    if (pathOf(now) !== pathOf(before) && !stays) open()
  })
  // Another tab may have worked on it meanwhile.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && routeStore.getState().screen === 'library') void loadLibrary()
  })
}
