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

/** How long opening may take, also while another tab lets go of an older version. */
const OPENING_MS = 20_000
/** How long a transaction may take: the largest photo on a slow disk needs a few seconds. */
const WRITING_MS = 20_000

/** One database, opened when first asked and again where the browser or a newer build closed it. */
export class Connection {
  #opening: Promise<Database> | null = null

  constructor(
    private readonly name: string,
    /** Called when a newer build wants the database: what is written in this very moment still comes through. */
    private readonly onNewer: () => void = () => {},
  ) {}

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
        // A database that does not answer is opened anew next time.
        if (error instanceof StorageError && error.code === 'silent') await this.#abandon(opening)
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
    const opening = openDatabase(this.name, this.onNewer, () => this.#drop(opening))
    opening.catch(() => this.#drop(opening))
    return opening
  }

  #drop(opening: Promise<Database>): void {
    if (this.#opening === opening) this.#opening = null
  }

  async #abandon(opening: Promise<Database>): Promise<void> {
    this.#drop(opening)
    const db = await opening.catch(() => null)
    db?.close()
  }
}

function openDatabase(name: string, onNewer: () => void, onClosed: () => void): Promise<Database> {
  return new Promise((resolve, reject) => {
    let givenUp = false
    const fail = (code: 'unavailable' | 'damaged' | 'newer', reason: string) => {
      givenUp = true
      clearTimeout(waiting)
      reject(new StorageError(code, `The database could not be opened. ${reason}`))
    }
    const waiting = setTimeout(() => fail('unavailable', 'It does not answer.'), OPENING_MS)
    const start = async () => {
      const db = await openDB<TrichionSchema>(name, DATABASE_VERSION, {
        upgrade: (open, from, _to, tx) => migrate(open, from, tx),
        // A newer build waits in another tab: let it migrate, after what is just being written.
        blocking(_from, _to, event) {
          onNewer()
          setTimeout(() => {
            if (event.target instanceof IDBDatabase) event.target.close()
            onClosed()
          })
        },
        terminated: onClosed,
      })
      clearTimeout(waiting)
      if (givenUp) db.close()
      else resolve(db)
    }
    start().catch((error: unknown) => {
      const what = error instanceof DOMException ? error.name : ''
      const damaged = ['UnknownError', 'DataError', 'NotFoundError', 'AbortError'].includes(what)
      fail(what === 'VersionError' ? 'newer' : damaged ? 'damaged' : 'unavailable', String(error))
    })
  })
}

export const begin = (db: Database, stores: readonly StoreName[]): Writing =>
  db.transaction([...stores], 'readwrite', { durability: 'strict' })

/** One transaction: all of the work is on disk when this resolves, none of it when it rejects. */
export async function change<T>(
  db: Database,
  stores: readonly StoreName[],
  work: (tx: Writing) => Promise<T>,
): Promise<T> {
  const tx = begin(db, stores)
  return complete(tx, work(tx))
}

/**
 * Waits until a transaction with all of its work is on disk.
 * @throws StorageError 'silent' where the browser says neither yes nor no: whether it was written is not known then.
 */
export async function complete<T>(tx: Writing, work: Promise<T>): Promise<T> {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    waiting = setTimeout(() => reject(new StorageError('silent', 'The database does not answer.')), WRITING_MS)
  })
  const done = Promise.all([work, tx.done])
  try {
    const [result] = await Promise.race([done, silence])
    return result
  } catch (error) {
    try {
      tx.abort()
    } catch {
      // It has aborted by itself, and says why: a full disk shows in a request only as AbortError.
    }
    await Promise.race([tx.done, silence]).catch(() => undefined)
    throw tx.error ?? error
  } finally {
    clearTimeout(waiting)
    done.catch(() => undefined)
    silence.catch(() => undefined)
  }
}

function named(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error
  if (error.name === 'QuotaExceededError') return new StorageError('full', 'Storage is full.')
  return new StorageError('broken', `The database failed. ${String(error)}`)
}
