import type { PhotoRow, Visit, VisitRecord } from '../../storage/repository.ts'
import { designStore } from '../designStore.ts'
import { toast } from '../jobsStore.ts'
import { loadLibrary } from './libraryStore.ts'
import { navigate, pathOf, routeStore, type Route } from '../routeStore.ts'
import { repository } from '../services.ts'
import { closeVisit, openVisit } from './visitActions.ts'

interface RemovalTexts {
  readonly removed: string
  readonly undo: string
  readonly gone: string
}

/** A further visit of a patient; opens its start screen. */
export async function newVisit(patientId: string, record: VisitRecord): Promise<void> {
  const visit = await repository().addVisit(patientId, record)
  navigate({ screen: 'studio', patientId, visitId: visit.id })
}

/** Another visit of the open patient, at the photo of the same view where it has one. */
export async function openSibling({ id, patientId }: Visit): Promise<void> {
  const view = designStore.getState().photo?.view
  const photos = (await repository().visit(id))?.photos ?? []
  const photo = photos.find((p) => p.view === view) ?? photos.at(-1)
  const { screen } = routeStore.getState()
  const to = photo && screen !== 'library' ? screen : 'studio'
  navigate({ screen: to, patientId, visitId: id, ...(photo && { photoId: photo.id }) })
}

export async function changeVisit(visit: Visit, record: VisitRecord): Promise<void> {
  await repository().changeVisit(visit.id, record)
  const { visit: open } = designStore.getState()
  if (open?.patientId === visit.patientId) {
    designStore.setState((s) => ({
      visit: open.id === visit.id ? { ...open, ...record } : open,
      visits: s.visits
        .map((other) => (other.id === visit.id ? { ...other, ...record } : other))
        .toSorted((a, b) => a.date.localeCompare(b.date)),
    }))
  }
  await loadLibrary()
}

/** Takes a visit with its photos away; for 8 s it can be brought back. */
export async function removeVisit(visit: Visit, texts: RemovalTexts): Promise<void> {
  await repository().removeVisit(visit.id)
  const { visit: open } = designStore.getState()
  if (open?.id === visit.id) closeVisit()
  else if (open?.patientId === visit.patientId) {
    designStore.setState((s) => ({ visits: s.visits.filter(({ id }) => id !== visit.id) }))
  }
  const route = routeStore.getState()
  if (route.screen !== 'library' && route.visitId === visit.id) {
    navigate({ screen: 'library', patientId: visit.patientId }, { replace: true })
  } else await loadLibrary()
  toast(texts.removed, {
    label: texts.undo,
    run() {
      void repository()
        .restoreVisit(visit.id)
        .then(() => Promise.all([listVisits(visit.patientId), loadLibrary()]))
        .catch(() => toast(texts.gone))
    },
  })
}

/** The visits of the open patient, as they are now. */
async function listVisits(patientId: string): Promise<void> {
  if (designStore.getState().patient?.id !== patientId) return
  const found = await repository().patient(patientId)
  if (found && designStore.getState().patient?.id === patientId) designStore.setState({ visits: found.visits })
}

/** Takes a photo with its design and snapshots away; for 8 s it can be brought back. */
export async function removePhoto(photo: PhotoRow, texts: RemovalTexts): Promise<void> {
  await repository().removePhoto(photo.id)
  const others = designStore.getState().photos.filter(({ id }) => id !== photo.id)
  show(photo, others.at(-1))
  toast(texts.removed, {
    label: texts.undo,
    run() {
      void repository()
        .restorePhoto(photo.id)
        .then(() => show(photo, photo))
        .catch(() => toast(texts.gone))
    },
  })
}

/** The visit of a photo is read anew with one of its photos, where that visit is on the screen. */
function show({ visitId, patientId }: PhotoRow, next: PhotoRow | undefined): void {
  const route = routeStore.getState()
  if (route.screen === 'library') void loadLibrary()
  if (route.screen === 'library' || route.visitId !== visitId) return
  closeVisit()
  const to: Route = { screen: 'studio', patientId, visitId, ...(next && { photoId: next.id }) }
  if (pathOf(to) === pathOf(route)) void openVisit(visitId, next?.id)
  else navigate(to, { replace: true })
}
