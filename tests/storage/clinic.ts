import { vi } from 'vitest'
import { deleteDB, openDB, type IDBPDatabase } from 'idb'
import { withAreaName } from '../../src/core/design/areas/areas.ts'
import type { Design } from '../../src/core/design/design.ts'
import { withNewMeasure } from '../../src/core/design/scale/measures.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { push, startHistory, undo, type History } from '../../src/core/design/history.ts'
import { openRepository } from '../../src/storage/openRepository.ts'
import type { PhotoRow, Snapshot } from '../../src/storage/repository.ts'
import { Hand } from '../core/tools/hand.ts'

type Repository = Awaited<ReturnType<typeof openRepository>>

/** A database of its own, with a patient whose photo has been worked on. */
export class Clinic {
  readonly #open: Repository[] = []
  readonly #raw: IDBPDatabase[] = []

  private constructor(
    readonly name: string,
    public repository: Repository,
  ) {
    this.#open.push(repository)
  }

  static async start(): Promise<Clinic> {
    const name = `clinic ${crypto.randomUUID()}`
    return new Clinic(name, await openRepository(name))
  }

  /** Closes the program and starts it again. */
  async restart(): Promise<Repository> {
    await this.repository.close()
    this.repository = await this.secondTab()
    return this.repository
  }

  async secondTab(): Promise<Repository> {
    const repository = await openRepository(this.name)
    this.#open.push(repository)
    return repository
  }

  /** The rows themselves, to damage or count them. */
  async rows(): Promise<IDBPDatabase> {
    const db = await openDB(this.name)
    this.#raw.push(db)
    return db
  }

  async count(): Promise<Record<string, number>> {
    const db = await this.rows()
    const counts: Record<string, number> = {}
    for (const store of db.objectStoreNames) counts[store] = await db.count(store)
    return counts
  }

  /** Rows of patients; the rest is how the storage keeps its books. */
  async countOfPatients(): Promise<number> {
    const { settings: _s, uncopied: _u, sessions: _e, ...stores } = await this.count()
    return Object.values(stores).reduce((sum, count) => sum + count, 0)
  }

  async end(): Promise<void> {
    for (const repository of this.#open) await repository.close()
    for (const db of this.#raw) db.close()
    await deleteDB(this.name)
  }

  async addPatientWithPhoto(name: string, o: { hash?: string; history?: History } = {}) {
    const { patient, visit } = await this.repository.addPatient(name)
    const row = photoRow(patient.id, visit.id, o.hash)
    const history = o.history ?? startHistory(designOf(row))
    const files = { bytes: bytesOf('original'), cover: bytesOf('cover'), thumbnail: bytesOf('thumbnail') }
    await this.repository.addPhoto({ row, history, ...files })
    return { patient, visit, row, history }
  }
}

export function photoRow(patientId: string, visitId: string, hash: string = crypto.randomUUID()): PhotoRow {
  const size = { width: 1200, height: 1600, sourceWidth: 2400, sourceHeight: 3200 }
  const addedAt = new Date().toISOString()
  return { id: crypto.randomUUID(), visitId, patientId, view: 'frontal', hash, addedAt, ...size }
}

export const designOf = ({ id, hash, width, height }: PhotoRow): Design => newDesign({ id, hash, width, height })

export function snapshotOf(row: PhotoRow, name: string, design = designOf(row)): Snapshot {
  const figures = { heightMm: 75, areaCm2: 120, dots: 18_000 }
  const createdAt = new Date().toISOString()
  return {
    id: crypto.randomUUID(),
    photoId: row.id,
    visitId: row.visitId,
    name,
    createdAt,
    design,
    engineVersion: '1',
    figures,
  }
}

/** A start with a named area and a measure, and `steps` gestures, every third of them a stroke; the last two undone. */
export function worked(start: Design, steps: number): History {
  const ends = [
    { x: 20, y: 30 },
    { x: 220, y: 130 },
  ]
  const begun = withNewMeasure(withAreaName(start, 1, 'Crown blend'), ends)!.design
  const hand = new Hand('brush', begun, { feather: 0.4 })
  let history = startHistory(begun)
  for (let i = 0; i < steps; i++) history = painted(history, hand, i)
  return undo(undo(history))
}

export function painted(history: History, hand: Hand, i: number): History {
  if (i % 3 === 0) {
    hand
      .down(200 + 25 * i, 300)
      .move(260 + 25 * i, 420)
      .up()
    return push(history, hand.design, 'Paint area')
  }
  hand.design = { ...hand.design, fill: { ...hand.design.fill, densityPerCm2: 60 + i } }
  return push(history, hand.design, 'Change density', `density ${i}`)
}

export const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer

export const textOf = (bytes: ArrayBuffer | null): string | null => bytes && new TextDecoder().decode(bytes)

/**
 * Fills the disk for one store until `vi.restoreAllMocks`. As in Chromium the requests themselves succeed, then the
 * transaction aborts, and only its own error says why.
 */
export function failWrites(store: string): void {
  for (const method of ['put', 'add'] as const) {
    const write = IDBObjectStore.prototype[method]
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, value: unknown, key) {
      const request = write.call(this, value, key)
      const { transaction } = this
      const fill = () => {
        const full = new DOMException('No room.', 'QuotaExceededError')
        Object.defineProperty(transaction, 'error', { value: full, configurable: true })
        transaction.abort()
      }
      if (this.name === store) {
        transaction.commit = () => {}
        request.addEventListener('success', fill, { once: true })
      }
      return request
    })
  }
}
