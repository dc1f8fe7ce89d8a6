import { expect, it, vi } from 'vitest'
import type { Repository } from '../../src/storage/repository.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { removeVisit } from '../../src/store/visits/recordActions.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

const at = '2026-01-02T03:04:05.000Z'
const patient = { id: 'p', name: 'A. B.', createdAt: at, sample: false }
const visitOf = (id: string) => ({ id, patientId: 'p', date: at, kind: 'consultation' as const })
const texts = { removed: 'Visit deleted.', undo: 'Undo', gone: 'Gone.' }
vi.stubGlobal('location', { pathname: '/', hash: '' })
vi.stubGlobal('history', {})

it('another visit of the open patient that was deleted is listed again with Undo, without leaving the Studio', async () => {
  const visits = ['one', 'two', 'three'].map(visitOf)
  let gone: string | null = null
  const here = () => visits.filter(({ id }) => id !== gone)
  const repository: Partial<Repository> = {
    removeVisit: async (id) => void (gone = id),
    restoreVisit: async () => void (gone = null),
    patient: async () => ({ patient, visits: here(), photos: [] }),
    patients: async () => [{ patient, visits: here(), photos: [] }],
  }
  setServices({ engine: {} as Engine, repository: repository as Repository })
  designStore.setState({ ...closedStudio, patient, visit: visits[0]!, visits })
  const listed = () => designStore.getState().visits.map(({ id }) => id)
  await removeVisit(visits[1]!, texts)
  expect(listed()).toEqual(['one', 'three'])
  jobsStore.getState().toast?.action?.run()
  await vi.waitFor(() => expect(listed()).toEqual(['one', 'two', 'three']))
  expect(designStore.getState().visit?.id).toBe('one')
})
