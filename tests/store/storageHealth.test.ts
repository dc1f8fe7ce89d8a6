import { describe, expect, it, vi } from 'vitest'
import type { Keeping, Repository } from '../../src/storage/repository.ts'
import { setServices } from '../../src/store/services.ts'
import { askToPersist, backupDone, daysWithoutBackup, storageStore } from '../../src/store/saving/storageHealth.ts'
import type { Engine } from '../../src/worker/engine.ts'

const now = Date.parse('2026-03-20T12:00:00.000Z')
const kept = (part: Partial<Keeping>): Keeping => ({ lastBackup: null, since: null, quarantined: 0, ...part })

describe('the reminder of a backup', () => {
  it.each([
    ['says nothing without patients', kept({ lastBackup: '2025-01-01T00:00:00.000Z' }), null],
    ['says nothing in the first two weeks', kept({ since: '2026-03-06T12:00:00.000Z' }), null],
    ['counts from the first patient where there was never a backup', kept({ since: '2026-03-05T12:00:00.000Z' }), 15],
    [
      'counts from the last backup',
      kept({ since: '2025-01-01T00:00:00.000Z', lastBackup: '2026-02-18T12:00:00.000Z' }),
      30,
    ],
    [
      'is gone after a backup',
      kept({ since: '2025-01-01T00:00:00.000Z', lastBackup: '2026-03-19T12:00:00.000Z' }),
      null,
    ],
  ])('%s', (_, keeping, days) => {
    expect(daysWithoutBackup(keeping, now)).toBe(days)
  })

  it('hears of a backup, and keeps when it was', async () => {
    let lastBackup: string | null = null
    const own: Partial<Repository> = {
      noteBackup: async (at) => void (lastBackup = at),
      keeping: async () => kept({ since: '2025-01-01T00:00:00.000Z', lastBackup }),
    }
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 3e6, quota: 10e6 }) } })
    setServices({ engine: {} as Engine, repository: own as Repository })
    await backupDone('2026-03-19T12:00:00.000Z')
    expect(storageStore.getState().health).toMatchObject({
      lastBackup: '2026-03-19T12:00:00.000Z',
      used: 3e6,
      free: 7e6,
      persisted: null,
    })
  })
})

describe('asking the browser to keep everything', () => {
  const patient = { id: 'p', name: 'A. B.', createdAt: '2026-01-02T03:04:05.000Z', sample: false }

  it('comes with the first photo of somebody real, and not again once it has agreed', async () => {
    let persisted = false
    const persist = vi.fn(async () => (persisted = true))
    vi.stubGlobal('navigator', { storage: { persist, persisted: async () => persisted } })
    await askToPersist({ ...patient, sample: true })
    expect(persist).not.toHaveBeenCalled()
    await askToPersist(patient)
    await askToPersist(patient)
    expect(persist).toHaveBeenCalledOnce()
  })
})
