import type { EdgeHair } from '../../core/geometry/headPriors.ts'
import type { Scale } from '../../core/design/design.ts'
import { readSampleMarks, readSampleView, type SampleView } from '../../core/design/scale/sampleMarks.ts'
import { isBlank } from './blankPatient.ts'
import { designStore } from '../designStore.ts'
import { jobsStore, onceAtATime } from '../jobsStore.ts'
import { navigate, pathOf } from '../routeStore.ts'
import { repository } from '../services.ts'
import { importFile } from './importActions.ts'
import { reading, SAMPLE_NAME, showVisit } from './visitActions.ts'

/** The sample patient's head is shaved. */
const SAMPLE_HAIR = 'shaved' satisfies EdgeHair

/** A file of the app itself, wherever the page stands. */
async function shipped(path: string): Promise<Response> {
  const response = await fetch(new URL(import.meta.env.BASE_URL + path, location.origin))
  if (!response.ok) throw new Error(`${path} could not be loaded: ${response.status}.`)
  return response
}

/** Tells whether the visit that is open now is still the one that was open when this was called. */
function whereItWasAsked(): () => boolean {
  const visitId = designStore.getState().visit?.id
  return () => designStore.getState().visit?.id === visitId
}

/** Opens the bundled patient, made on first use. */
export const trySample = onceAtATime(async (): Promise<void> => {
  const isHere = whereItWasAsked()
  const known = (await repository().patients()).find((p) => p.patient.sample)
  const visitId = known?.visits.at(-1)?.id
  const photoId = (known?.photos.find(({ view }) => view === 'frontal') ?? known?.photos.at(-1))?.id
  if (!isHere()) return
  if (known && visitId && photoId) {
    navigate(pathOf({ screen: 'studio', patientId: known.patient.id, visitId, photoId }), { replace: isBlankOpen() })
  } else {
    reading()
    let parts
    try {
      parts = await Promise.all([
        shipped('sample/hairline.jpg').then((r) => r.blob()),
        shipped('sample/marks.json').then((r) => r.json() as Promise<unknown>),
      ])
    } finally {
      if (isHere()) jobsStore.setState({ opening: null })
    }
    if (!isHere()) return
    const [photo, record] = parts
    const { marks, knownMm } = readSampleMarks(record)
    const made =
      visitId && known
        ? { patient: known.patient, visit: { id: visitId } }
        : await repository().addPatient(SAMPLE_NAME, { sample: true })
    const found = await repository().visit(made.visit.id)
    if (!found || !isHere()) return
    const replace = isBlankOpen()
    showVisit(found)
    navigate({ screen: 'studio', patientId: found.patient.id, visitId: found.visit.id }, { replace })
    const scale: Scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm, source: 'caliper', status: 'proposed' }
    await importFile(photo, { marks, scale, hair: SAMPLE_HAIR })
  }
})

/** Whether nothing was entered of the open patient: the sample takes its place in the browser's history. */
function isBlankOpen(): boolean {
  const { patient, visits, photos } = designStore.getState()
  return patient !== null && isBlank({ patient, visits, photos })
}

/** Adds another view of the sample patient to the open visit, unless another one is open once its files have come. */
export const openSampleView = onceAtATime(async (view: SampleView): Promise<void> => {
  const isHere = whereItWasAsked()
  const record: unknown = await shipped('sample/marks.json').then((r) => r.json())
  const { file, marks, scale } = readSampleView(record, view)
  const photo = await shipped(`sample/views/${file}`).then((r) => r.blob())
  if (isHere()) await importFile(photo, { view, marks, scale, hair: SAMPLE_HAIR })
})
