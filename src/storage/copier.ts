import { change, Connection } from './connection.ts'
import { CopyFiles, GENERATIONS, generationName, type KeptOnce } from './copyFiles.ts'
import { bytesNamedIn, LIBRARY, readUnit, workOf, type UnitRows } from './copyUnits.ts'
import { packRows } from './rowFile.ts'
import { DATABASE_VERSION, type Database } from './schema.ts'

/** In every browser that has access handles, but not in TypeScript's library yet. */
interface Movable {
  move(name: string): Promise<void>
}

/** A unit's newest turn and the generation that it is in. */
interface Turn {
  readonly turn: number
  readonly generation: number
}

/**
 * Keeps the second copy up with the database: what `uncopied` names is copied, what is marked as gone is removed. Only in a
 * worker: files are written through access handles, the one way that every browser has, and away from the page.
 */
export class Copier {
  readonly #connection: Connection
  readonly #turns = new Map<string, Turn>()
  #files: CopyFiles | null = null
  #identity = ''

  constructor(private readonly database: string) {
    this.#connection = new Connection(database)
  }

  /** One tab copies at a time; another one has nothing to do then. Says whether anything was copied. */
  async run(): Promise<boolean> {
    return navigator.locks.request(`trichion second copy ${this.database}`, { ifAvailable: true }, async (lock) =>
      lock ? this.#connection.run((db) => this.#copy(db)) : false,
    )
  }

  async #copy(db: Database): Promise<boolean> {
    const marks = await db.getAll('uncopied')
    const identity = (await db.get('settings', 'identity'))?.value
    if (marks.length === 0 || typeof identity !== 'string') return false
    const files = await this.#filesOf(identity)
    const { units, gone } = await workOf(db, marks)
    for (const what of gone) await this.#remove(files, what)
    for (const unit of units) {
      const rows = await readUnit(db, unit)
      if (!rows) continue
      await this.#keepBytes(db, files, rows)
      // Whoever was deleted must not live on in an older generation.
      const times = unit === LIBRARY && gone.length > 0 ? GENERATIONS : 1
      for (let i = 0; i < times; i++) await this.#writeRows(files, unit, rows)
    }
    await change(db, ['uncopied'], async (tx) => {
      const uncopied = tx.objectStore('uncopied')
      await Promise.all(
        marks.map(async ({ unit, change: copied }) => {
          const mark = await uncopied.get(unit)
          // What has changed meanwhile is copied next time.
          if (mark?.change === copied) await uncopied.delete(unit)
        }),
      )
    })
    return true
  }

  /** Another database may have taken the place of the one that was open: it must not write over that one's copy. */
  async #filesOf(identity: string): Promise<CopyFiles> {
    if (this.#files && this.#identity === identity) return this.#files
    this.#turns.clear()
    this.#identity = identity
    return (this.#files = await CopyFiles.make(this.database, identity))
  }

  /** Before the rows: a copy never names a photo that it does not have. */
  async #keepBytes(db: Database, files: CopyFiles, rows: UnitRows): Promise<void> {
    for (const [kind, name] of bytesNamedIn(rows)) {
      if ((await files.size(kind, name)) > 0) continue
      const bytes = (await db.get(kind, name))?.bytes
      if (bytes instanceof ArrayBuffer) await this.#writeOnce(files, kind, name, new Uint8Array(bytes))
    }
  }

  /** Under another name until it is whole. */
  async #writeOnce(files: CopyFiles, kind: KeptOnce, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const handle = await files.file(kind, `${name}.coming`)
    await write(handle, bytes)
    await (handle as FileSystemFileHandle & Movable).move(name)
  }

  async #writeRows(files: CopyFiles, unit: string, rows: UnitRows): Promise<void> {
    const last = this.#turns.get(unit) ?? (await lastTurn(files, unit))
    const next = { turn: last.turn + 1, generation: (last.generation + 1) % GENERATIONS }
    const copiedAt = new Date().toISOString()
    const packed = await packRows({ turn: next.turn, copiedAt, databaseVersion: DATABASE_VERSION, rows })
    await write(await files.file('rows', generationName(unit, next.generation)), packed)
    this.#turns.set(unit, next)
  }

  async #remove(files: CopyFiles, what: string): Promise<void> {
    const [kind, name] = what.split(' ')
    if (name !== undefined && (kind === 'originals' || kind === 'pictures')) {
      await files.remove(kind, `${name}.coming`)
      return files.remove(kind, name)
    }
    this.#turns.delete(what)
    for (let i = 0; i < GENERATIONS; i++) await files.remove('rows', generationName(what, i))
  }
}

async function lastTurn(files: CopyFiles, unit: string): Promise<Turn> {
  const found = [...(await files.generations(unit))].map(([generation, { turn }]) => ({ turn, generation }))
  return found.toSorted((a, b) => b.turn - a.turn)[0] ?? { turn: 0, generation: GENERATIONS - 1 }
}

/** On disk when this resolves. */
async function write(file: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const handle = await file.createSyncAccessHandle()
  try {
    handle.truncate(0)
    handle.write(bytes, { at: 0 })
    handle.flush()
  } finally {
    handle.close()
  }
}
