import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startHistory, type History } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { defaultClinicProfile } from '../../src/core/plan/clinicProfile.ts'
import type { CaseFile } from '../../src/storage/caseFileReader.ts'
import type { PatientSummary, Repository } from '../../src/storage/repository.ts'
import { backUpLibrary, importOpened } from '../../src/store/saving/backupActions.ts'
import { setTransfer, transferStore } from '../../src/store/saving/transferStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

vi.mock('../../src/store/saving/download.ts', () => ({ download: () => {}, localTime: () => 'now' }))

const at = '2026-01-02T03:04:05.000Z'
const size = { width: 300, height: 400, sourceWidth: 300, sourceHeight: 400 }
const photo = { id: 'a', visitId: 'v', patientId: 'p', view: 'frontal' as const, hash: 'h', ...size, addedAt: at }
const patient = { id: 'p', name: 'A. B.', createdAt: at, sample: false }
const visits = [{ id: 'v', patientId: 'p', date: at, kind: 'consultation' as const }]
const ann: PatientSummary = { patient, visits, photos: [photo] }

let noted: string[]
let history: History | null
let persist: ReturnType<typeof vi.fn>

beforeEach(() => {
  noted = []
  history = startHistory(newDesign({ id: 'a', hash: 'h', width: 300, height: 400 }))
  persist = vi.fn(async () => true)
  vi.stubGlobal('location', { pathname: '/', hash: '' })
  vi.stubGlobal('history', { pushState: () => {}, replaceState: () => {} })
  vi.stubGlobal('navigator', { storage: { persist, persisted: async () => false } })
  const repository: Partial<Repository> = {
    everyPatient: async () => [ann],
    patients: async () => [ann],
    clinicProfile: async () => defaultClinicProfile,
    photoBytes: async () => new ArrayBuffer(8),
    photoThumbnail: async () => null,
    cover: async () => null,
    history: async () => history,
    snapshots: async () => [],
    keeping: async () => ({ lastBackup: noted.at(-1) ?? null, since: at, quarantined: 0 }),
    noteBackup: async (when) => void noted.push(when),
    standing: async () => ({
      patient: null,
      visits: [],
      photos: [],
      snapshots: [],
      deletedSnapshots: [],
      designs: [],
      taken: false,
    }),
    takeIn: async <T>() => undefined as T,
  }
  setServices({ engine: {} as Engine, repository: repository as Repository })
  setTransfer({ state: 'none' })
})
afterEach(() => vi.unstubAllGlobals())

describe('a backup', () => {
  it('quiets the reminder', async () => {
    await backUpLibrary()
    expect(transferStore.getState()).toMatchObject({ state: 'written', unreadable: 0, tooLarge: 0 })
    expect(noted).toHaveLength(1)
  })

  it('that lacks a photo is written and says so, and the reminder goes on', async () => {
    history = null
    await backUpLibrary()
    expect(transferStore.getState()).toMatchObject({ state: 'written', unreadable: 1 })
    expect(noted).toEqual([])
  })
})

describe('a file that is taken in', () => {
  const take = async (sample: boolean) => {
    const file: Partial<CaseFile> = {
      contents: 'library',
      patients: [{ ...ann, photos: [], patient: { ...patient, sample } }],
    }
    setTransfer({ state: 'asking', file: file as CaseFile, knowsAny: false })
    await importOpened('merged')
    expect(transferStore.getState().state).toBe('imported')
  }

  it('has the browser asked to keep it, as a first photo has', async () => {
    await take(false)
    await expect.poll(() => persist.mock.calls.length).toBe(1)
  })

  it('has it asked for nothing where only examples came', async () => {
    await take(true)
    expect(persist).not.toHaveBeenCalled()
  })
})
