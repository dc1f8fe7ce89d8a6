import { openDB } from 'idb'
import { StorageError } from './repository.ts'
import {
  DATABASE_VERSION,
  migrate,
  type Database,
  type StoreName,
  type TrichionSchema,
  type Writing,
} from './schema.ts'

/** How long another tab may take to let go of an older version before opening is given up. */
const BLOCKED_MS = 10_000

/** One database, opened when first asked and again where the browser or a newer build closed it. */
export class Connection {
  #opening: Promise<Database> | null = null

  constructor(private readonly name: string) {}

  /**
   * Runs work on the open database. It may run twice, so it has no effect outside of its own transaction before that is complete.
   * @throws StorageError naming what the browser said.
   */
  async run<T>(work: (db: Database) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const opening = (this.#opening ??= this.#open())
      try {
        return await work(await opening)
      } catch (error) {
        // The connection is gone, as after a long sleep on a tablet: nothing was written, so one more try is safe.
        const lost = error instanceof DOMException && error.name === 'InvalidStateError'
        if (attempt > 1 || !lost) throw named(error)
        this.#drop(opening)
      }
    }
  }

  /** Lets go of the database once its transactions are complete. */
  async close(): Promise<void> {
    const opening = this.#opening
    this.#opening = null
    if (opening) (await opening).close()
  }

  #open(): Promise<Database> {
    const opening = openDatabase(this.name, () => this.#drop(opening))
    opening.catch(() => this.#drop(opening))
    return opening
  }

  #drop(opening: Promise<Database>): void {
    if (this.#opening === opening) this.#opening = null
  }
}

function openDatabase(name: string, onClosed: () => void): Promise<Database> {
  return new Promise((resolve, reject) => {
    const fail = (reason: unknown) =>
      reject(new StorageError('unavailable', `The database could not be opened. ${String(reason)}`))
    let waiting: ReturnType<typeof setTimeout> | undefined
    let givenUp = false
    const start = async () => {
      const db = await openDB<TrichionSchema>(name, DATABASE_VERSION, {
        upgrade: (open, from, _to, tx) => migrate(open, from, tx),
        blocked() {
          waiting = setTimeout(() => {
            givenUp = true
            fail('Another tab holds an older version open.')
          }, BLOCKED_MS)
        },
        // A newer build waits in another tab: let it migrate. From here on this build finds the version too new.
        blocking(_from, _to, event) {
          if (event.target instanceof IDBDatabase) event.target.close()
          onClosed()
        },
        terminated: onClosed,
      })
      clearTimeout(waiting)
      if (givenUp) db.close()
      else resolve(db)
    }
    start().catch(fail)
  })
}

/** One transaction: all of the work is on disk when this resolves, none of it when it rejects. */
export async function change<T>(
  db: Database,
  stores: readonly StoreName[],
  work: (tx: Writing) => Promise<T>,
): Promise<T> {
  const tx = db.transaction([...stores], 'readwrite', { durability: 'strict' })
  try {
    const [result] = await Promise.all([work(tx), tx.done])
    return result
  } catch (error) {
    try {
      tx.abort()
    } catch {
      // It has aborted by itself, and says why: a full disk shows in a request only as AbortError.
    }
    await tx.done.catch(() => undefined)
    throw tx.error ?? error
  }
}

function named(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error
  if (error.name === 'QuotaExceededError') return new StorageError('full', 'Storage is full.')
  return new StorageError('broken', `The database failed. ${String(error)}`)
}
