import type { Scale } from '../core/design/design.ts'
import { readSampleMarks, readSampleView, type SampleView } from '../core/design/sampleMarks.ts'
import { designStore } from './designStore.ts'
import { jobsStore, onceAtATime } from './jobsStore.ts'
import { navigate, pathOf } from './routeStore.ts'
import { repository } from './services.ts'
import { importFile, NEW_NAME, reading, removePatient, SAMPLE_NAME, showVisit } from './visitActions.ts'

/** A file of the app itself, wherever the page stands. */
async function shipped(path: string): Promise<Response> {
  const response = await fetch(new URL(import.meta.env.BASE_URL + path, location.origin))
  if (!response.ok) throw new Error(`${path} could not be loaded: ${response.status}.`)
  return response
}

/** Opens the bundled patient, made on first use. */
export const trySample = onceAtATime(async (): Promise<void> => {
  const { patient, photos } = designStore.getState()
  const empty = patient && !patient.sample && photos.length === 0 && patient.name === NEW_NAME ? patient.id : null
  const known = (await repository().patients()).find((p) => p.patient.sample)
  const visitId = known?.visits.at(-1)?.id
  const photoId = (known?.photos.find(({ view }) => view === 'frontal') ?? known?.photos.at(-1))?.id
  if (known && visitId && photoId) {
    navigate(pathOf({ screen: 'studio', patientId: known.patient.id, visitId, photoId }), { replace: empty !== null })
  } else {
    reading()
    let parts
    try {
      parts = await Promise.all([
        shipped('sample/hairline.jpg').then((r) => r.blob()),
        shipped('sample/marks.json').then((r) => r.json() as Promise<unknown>),
      ])
    } finally {
      jobsStore.setState({ opening: null })
    }
    const [photo, record] = parts
    const { marks, knownMm } = readSampleMarks(record)
    const made =
      visitId && known
        ? { patient: known.patient, visit: { id: visitId } }
        : await repository().addPatient(SAMPLE_NAME, { sample: true })
    const found = await repository().visit(made.visit.id)
    if (!found) return
    showVisit(found)
    navigate({ screen: 'studio', patientId: found.patient.id, visitId: found.visit.id }, { replace: empty !== null })
    const scale: Scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm, source: 'caliper', status: 'proposed' }
    await importFile(photo, { marks, scale })
  }
  if (empty) await removePatient(empty)
})

/** Adds another view of the sample patient to the open visit. */
export const openSampleView = onceAtATime(async (view: SampleView): Promise<void> => {
  const record: unknown = await shipped('sample/marks.json').then((r) => r.json())
  const { file, marks, scale } = readSampleView(record, view)
  const photo = await shipped(`sample/views/${file}`).then((r) => r.blob())
  await importFile(photo, { view, marks, scale })
})
