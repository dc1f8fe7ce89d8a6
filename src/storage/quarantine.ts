import * as v from 'valibot'
import { change, type Connection } from './connection.ts'
import { LIBRARY, markChanged, unitOf } from './copyUnits.ts'
import { readable, rowSchemas, type CheckedStore } from './rows.ts'
import type { StoreName, Writing } from './schema.ts'

type Key = string | readonly [string, number]

/** Moves one row as it is. Both places are copied anew, lest the second copy has it in neither. */
export async function putAside(tx: Writing, store: CheckedStore | 'entries', key: Key, row: unknown): Promise<void> {
  const named = row && typeof row === 'object' && 'photoId' in row ? row.photoId : null
  const unit = typeof named === 'string' ? named : unitOf(store, { id: typeof key === 'string' ? key : key[0] })
  await Promise.all([
    tx.objectStore('quarantine').add({ store, row, movedAt: new Date().toISOString() }),
    tx.objectStore(store).delete(IDBKeyRange.only(key)),
    markChanged(tx, unit),
    markChanged(tx, LIBRARY),
  ])
}

/**
 * Where rows go that can not be read, as they are: whatever reads the store afterwards finds sound rows only, and nothing
 * is deleted. Rows come back by themselves once a later build can read them.
 */
export class Quarantine {
  #moving: Promise<void> = Promise.resolve()

  constructor(
    private readonly connection: Connection,
    /** Called when rows were moved. */
    private readonly onMoved: () => void,
  ) {}

  /** Moves rows aside, later and one after the other: whoever found them need not wait, and a failure costs nobody anything. */
  move(store: CheckedStore | 'entries', keys: readonly Key[]): void {
    if (keys.length === 0) return
    const work = () =>
      this.connection.run((db) =>
        change(db, [store, 'quarantine', 'uncopied'], async (tx) => {
          for (const key of keys) {
            const row: unknown = await tx.objectStore(store).get(IDBKeyRange.only(key))
            // Meanwhile another tab may have moved or mended it.
            if (row === undefined || (store !== 'entries' && readable(rowSchemas[store], row))) continue
            await putAside(tx, store, key, row)
          }
        }),
      )
    this.#moving = this.#moving.then(work).then(this.onMoved, () => undefined)
  }

  /** Reads rows, and moves those aside that can not be read. */
  sound<S extends CheckedStore>(store: S, rows: readonly unknown[]): v.InferOutput<(typeof rowSchemas)[S]>[] {
    const bad: string[] = []
    const good = rows.flatMap((row) => {
      const read = readable(rowSchemas[store], row)
      if (read) return [read]
      const id = row && typeof row === 'object' && 'id' in row ? row.id : null
      if (typeof id === 'string') bad.push(id)
      return []
    })
    this.move(store, bad)
    return good
  }

  /** All that is being moved lies there. */
  settled(): Promise<void> {
    return this.#moving
  }

  /** How many of the rows are missing: in the place of the others a sound one stands again. */
  missing(): Promise<number> {
    return this.connection.run(async (db) => {
      const aside = await db.getAll('quarantine')
      const isMissing = await Promise.all(
        aside.map(async ({ store, row }) => {
          const id = readable(v.object({ id: v.string() }), row)?.id
          return id === undefined || !(store in rowSchemas) || !(await db.getKey(store as CheckedStore, id))
        }),
      )
      return isMissing.filter(Boolean).length
    })
  }

  /** Brings back what this build can read, where its place is free. */
  async readmit(): Promise<void> {
    await this.connection.run(async (db) => {
      if ((await db.count('quarantine')) === 0) return
      const stores: StoreName[] = ['quarantine', 'uncopied', ...(Object.keys(rowSchemas) as CheckedStore[])]
      await change(db, stores, async (tx) => {
        let cursor = await tx.objectStore('quarantine').openCursor()
        while (cursor) {
          const { store, row } = cursor.value
          const read = store in rowSchemas ? readable(rowSchemas[store as CheckedStore], row) : null
          if (read && (await tx.objectStore(store as CheckedStore).getKey(read.id)) === undefined) {
            await tx.objectStore(store as CheckedStore).put(row as never)
            await Promise.all([markChanged(tx, unitOf(store as CheckedStore, read)), markChanged(tx, LIBRARY)])
            await cursor.delete()
          }
          cursor = await cursor.continue()
        }
      })
    })
  }
}
