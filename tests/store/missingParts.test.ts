import { expect, it, vi } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { Patient, PhotoRow, Repository, Visit } from '../../src/storage/repository.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { setServices } from '../../src/store/services.ts'
import { addFilesTo, endSorting, sortingStore } from '../../src/store/visits/sortingStore.ts'
import { importFile } from '../../src/store/visits/importActions.ts'
import { openVisit } from '../../src/store/visits/visitActions.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { problemText } from '../../src/ui/panels/problemText.ts'

/** As where the server was stopped, or holds another build by now. */
const notServed = vi.hoisted(() => () => {
  throw new TypeError('Failed to fetch dynamically imported module.')
})
vi.mock('../../src/store/visits/photoIntake.ts', notServed)
vi.mock('../../src/store/dots/fillActions.ts', notServed)
vi.stubGlobal('location', { pathname: '/', hash: '' })
vi.stubGlobal('navigator', {})

const size = { width: 3000, height: 4000 }
const patient = { id: 'p', name: 'A. B.' } as Patient
const visit = { id: 'v', patientId: 'p', date: '2026-01-02T03:04:05.000Z' } as Visit
const photo = { id: 'a', hash: 'h', patientId: 'p', visitId: 'v', view: 'frontal', ...size } as PhotoRow
const engine: Partial<Engine> = {
  openPhoto: () => Promise.resolve({ ok: true, photo: { ...size, hash: 'h' } as never }),
  end: () => {},
}
const repository: Partial<Repository> = {
  visit: () => Promise.resolve({ patient, visit, visits: [visit], photos: [photo] }),
  history: () => Promise.resolve(startHistory(newDesign(photo))),
  photoBytes: () => Promise.resolve(new ArrayBuffer(4)),
  snapshots: () => Promise.resolve([]),
}
setServices({ engine: engine as Engine, repository: repository as Repository, newEngine: () => engine as Engine })
const file = new File(['a photo'], 'a.jpg')
const text = 'A part of Trichion could not be loaded. The photo is safe. Reload the page.'

it('a photo is not called broken because a part of the app is missing, whichever way it comes', async () => {
  await openVisit('v')
  const opened = jobsStore.getState().problem
  expect(opened && problemText(opened)).toBe(text)

  designStore.setState({ ...closedStudio, patient, visit })
  jobsStore.setState({ problem: null })
  expect(await importFile(file)).toBe(false)
  const imported = jobsStore.getState().problem
  expect(imported && problemText(imported)).toBe(text)

  await addFilesTo({ patient, visits: [visit], photos: [] } as never, [file, file])
  const sorted = sortingStore.getState().sorting?.items.map(({ problem }) => problem?.code)
  expect(sorted).toEqual(['notLoaded', 'notLoaded'])
  endSorting()
})
