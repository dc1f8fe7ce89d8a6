import { expect, it, vi } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { CaseFile } from '../../src/storage/caseFileReader.ts'
import { StorageError, type Repository } from '../../src/storage/repository.ts'
import { startAutosave } from '../../src/store/saving/autosave.ts'
import { importOpened } from '../../src/store/saving/backupActions.ts'
import { designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import { setTransfer, transferStore } from '../../src/store/saving/transferStore.ts'
import type { Engine } from '../../src/worker/engine.ts'

vi.stubGlobal('location', { pathname: '/', hash: '' })

it('an import does not touch a design whose last change could not be saved, and says so', async () => {
  const at = '2026-01-02T03:04:05.000Z'
  const size = { width: 300, height: 400, sourceWidth: 300, sourceHeight: 400 }
  const photo = { id: 'a', visitId: 'v', patientId: 'p', view: 'frontal' as const, hash: 'h', ...size, addedAt: at }
  let taken = 0
  const repository: Partial<Repository> = {
    saveHistory: () => Promise.reject(new StorageError('full', 'The disk is full.')),
    takeIn: () => Promise.reject(new Error(`${++taken}`)),
  }
  setServices({ engine: {} as Engine, repository: repository as Repository })
  startAutosave()
  designStore.setState({ photo, history: startHistory(newDesign({ id: 'a', hash: 'h', width: 300, height: 400 })) })
  const patient = { id: 'p', name: 'A. B.', createdAt: at, sample: false }
  const file: Partial<CaseFile> = { contents: 'patient', patients: [{ patient, visits: [], photos: [photo] }] }
  setTransfer({ state: 'asking', file: file as CaseFile, knowsAny: true })
  await importOpened('merged')
  expect(transferStore.getState()).toEqual({ state: 'refused', problem: { code: 'unsaved' } })
  expect(taken).toBe(0)
})
