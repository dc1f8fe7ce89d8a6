import { begin, change, type Connection } from './connection.ts'

/**
 * Tells a crash from a page that was left. A tab holds a lock as long as it lives, and its first save leaves a row under
 * the same name, which it takes away when it is hidden or left. A row without its lock was left behind by a crash.
 */
export class Sessions {
  readonly id = crypto.randomUUID()
  #release: () => void = () => {}

  constructor(private readonly connection: Connection) {
    const ended = new Promise<void>((resolve) => (this.#release = resolve))
    navigator.locks?.request(lockOf(this.id), () => ended).catch(() => undefined)
  }

  end(): void {
    this.#release()
  }

  /** ISO time of the last save of a tab that crashed, null where none did; what is found is taken away. */
  async takeCrash(): Promise<string | null> {
    if (!navigator.locks) return null
    return this.connection.run(async (db) => {
      const rows = await db.getAll('sessions')
      if (rows.length === 0) return null
      const { held = [] } = await navigator.locks.query()
      const alive = new Set(held.map((lock) => lock.name))
      const crashed = rows.filter((row) => !alive.has(lockOf(row.id)))
      if (crashed.length === 0) return null
      await change(db, ['sessions'], (tx) =>
        Promise.all(crashed.map((row) => tx.objectStore('sessions').delete(row.id))),
      )
      return (
        crashed
          .map((row) => row.savedAt)
          .toSorted()
          .at(-1) ?? null
      )
    })
  }

  /** In one go: a page that is left gets no second turn. */
  leave(): void {
    void this.connection
      .run(async (db) => {
        const tx = begin(db, ['sessions'])
        const gone = tx.objectStore('sessions').delete(this.id)
        tx.commit()
        await Promise.all([gone, tx.done])
      })
      .catch(() => undefined)
  }
}

const lockOf = (id: string): string => `trichion tab ${id}`
