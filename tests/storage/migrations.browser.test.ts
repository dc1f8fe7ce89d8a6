import { deleteDB } from 'idb'
import { afterEach, describe, expect, it } from 'vitest'
import { current, push } from '../../src/core/design/history.ts'
import { defaultClinicProfile } from '../../src/core/plan/clinicProfile.ts'
import { openRepository, type OpenRepository } from '../../src/storage/openRepository.ts'
import { DATABASE_VERSION } from '../../src/storage/schema.ts'
import { textOf } from './clinic.ts'

/** A database as a released build has left it; bytes stand as base64. */
interface Stored {
  readonly version: number
  readonly stores: Readonly<
    Record<
      string,
      {
        readonly keyPath: string | string[] | null
        readonly autoIncrement: boolean
        readonly indexes: Readonly<Record<string, string>>
        readonly rows: readonly unknown[]
      }
    >
  >
}

const released = Object.values(
  import.meta.glob<Stored>('../fixtures/databases/*.json', { eager: true, import: 'default' }),
).toSorted((a, b) => a.version - b.version)

const name = 'a database of old'
let repository: OpenRepository | null = null
afterEach(async () => {
  await repository?.close()
  await deleteDB(name)
})

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))

function withBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('array' in value && typeof value.array === 'string') return fromBase64(value.array)
  if ('buffer' in value && typeof value.buffer === 'string') return fromBase64(value.buffer).buffer
  if (Array.isArray(value)) return value.map(withBytes)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withBytes(inner)]))
}

function makeDatabase({ version, stores }: Stored): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.addEventListener('error', () => reject(new Error('The old database could not be made.')))
    request.addEventListener('upgradeneeded', () => {
      for (const [store, { keyPath, autoIncrement, indexes, rows }] of Object.entries(stores)) {
        const made = request.result.createObjectStore(store, { keyPath, autoIncrement })
        for (const [index, path] of Object.entries(indexes)) made.createIndex(index, path)
        for (const row of rows) made.add(withBytes(row))
      }
    })
    request.addEventListener('success', () => {
      request.result.close()
      resolve()
    })
  })
}

describe('a database of a released version', () => {
  it('is kept of every version up to this one', () => {
    expect(released.map(({ version }) => version)).toEqual(Array.from({ length: DATABASE_VERSION }, (_, i) => i + 1))
  })

  it.each(released)('$version opens with everything in it, and goes on from there', async (stored) => {
    await makeDatabase(stored)
    repository = await openRepository(name)
    const [summary] = await repository.patients()
    expect(summary).toMatchObject({ patient: { name: 'Sample patient' } })
    const [photo] = summary!.photos
    expect(textOf(await repository.cover(photo!.id))).toBe('cover')
    expect(textOf(await repository.photoBytes(photo!.hash))).toBe('original')
    const history = await repository.history(photo!.id)
    expect(history?.entries.map(({ label }) => label)).toEqual([
      'Start',
      'Paint area',
      'Change density',
      'Change density',
      'Paint area',
      'Change density',
    ])
    expect(history?.at).toBe(3)
    // Its steps are older than all that will have a place in their visit; what was undone can be done again, and as many can be taken back as are kept.
    expect((await repository.historyHeads([photo!.id])).get(photo!.id)).toEqual({
      undo: { label: 'Change density', order: -1 },
      redo: 'Paint area',
      newest: -1,
      reach: 200,
      undone: [0, 0],
    })
    expect(current(history!).area.add.tiles.size).toBeGreaterThan(0)
    const [snapshot] = await repository.snapshots(photo!.id)
    expect(snapshot).toMatchObject({ name: 'Mature 75 mm', figures: { dots: 18_000 } })
    expect(textOf(await repository.snapshotPicture(snapshot!.id))).toBe('picture')
    const minutes = stored.version > 1 ? 35 : defaultClinicProfile.setUpMinutes
    expect((await repository.clinicProfile()).setUpMinutes).toBe(minutes)
    expect((await repository.keeping()).quarantined).toBe(0)
    expect(repository.identity).not.toBe('')

    const next = push(history!, { ...current(history!), marks: { ...current(history!).marks, checked: true } }, 'Check')
    await repository.saveHistory(photo!.id, next)
    await repository.close()
    repository = await openRepository(name)
    expect((await repository.history(photo!.id))?.entries.at(-1)?.label).toBe('Check')
  })
})
