import { unpackRows, type RowFile } from './rowFile.ts'

/** How many copies of a unit's rows there are: the newest two stay whole while the oldest is written over. */
export const GENERATIONS = 3

/** Kinds of files that are written once: photos by hash, the pictures of snapshots by id. */
export type KeptOnce = 'originals' | 'pictures'

/**
 * The second copy's files in the origin private file system: `rows/UNIT.GENERATION`, `originals/HASH`, `pictures/ID`, in a
 * folder by the identity of the database that they are a copy of. A database that took the place of a lost one writes
 * beside, never over, what is left of that.
 */
export class CopyFiles {
  private constructor(readonly folder: FileSystemDirectoryHandle) {}

  /** Makes the folder where there is none. */
  static async make(database: string, identity: string): Promise<CopyFiles> {
    const root = await (await copies()).getDirectoryHandle(database, { create: true })
    return new CopyFiles(await root.getDirectoryHandle(identity, { create: true }))
  }

  /** All copies of databases of a name, by identity. */
  static async all(database: string): Promise<ReadonlyMap<string, CopyFiles>> {
    const found = new Map<string, CopyFiles>()
    const root = await existing(() => copies().then((all) => all.getDirectoryHandle(database)))
    if (!root) return found
    for await (const handle of root.values())
      if (handle.kind === 'directory') found.set(handle.name, new CopyFiles(handle as FileSystemDirectoryHandle))
    return found
  }

  /** Makes the file where there is none. */
  async file(kind: KeptOnce | 'rows', name: string): Promise<FileSystemFileHandle> {
    return (await this.folder.getDirectoryHandle(kind, { create: true })).getFileHandle(name, { create: true })
  }

  /** Null where there is no such file. */
  async read(kind: KeptOnce | 'rows', name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const handle = await this.#find(kind, name)
    return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer())
  }

  /** Bytes; -1 where there is no such file. */
  async size(kind: KeptOnce, name: string): Promise<number> {
    const handle = await this.#find(kind, name)
    return handle ? (await handle.getFile()).size : -1
  }

  /** The generations of a unit that can be read, by their number. */
  async generations(unit: string): Promise<ReadonlyMap<number, RowFile>> {
    const found = new Map<number, RowFile>()
    for (let generation = 0; generation < GENERATIONS; generation++) {
      const bytes = await this.read('rows', generationName(unit, generation))
      const file = bytes && (await unpackRows(bytes))
      if (file) found.set(generation, file)
    }
    return found
  }

  async newest(unit: string): Promise<RowFile | null> {
    return [...(await this.generations(unit)).values()].toSorted((a, b) => b.turn - a.turn)[0] ?? null
  }

  /** The units that there are rows of. */
  async units(): Promise<readonly string[]> {
    const rows = await existing(() => this.folder.getDirectoryHandle('rows'))
    const units = new Set<string>()
    if (rows) for await (const name of rows.keys()) units.add(name.slice(0, name.lastIndexOf('.')))
    return [...units]
  }

  async remove(kind: KeptOnce | 'rows', name: string): Promise<void> {
    const folder = await existing(() => this.folder.getDirectoryHandle(kind))
    if (folder) await existing(() => folder.removeEntry(name))
  }

  async #find(kind: KeptOnce | 'rows', name: string): Promise<FileSystemFileHandle | null> {
    const folder = await existing(() => this.folder.getDirectoryHandle(kind))
    return folder && existing(() => folder.getFileHandle(name))
  }
}

export const generationName = (unit: string, generation: number): string => `${unit}.${generation}`

const copies = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('second-copy', { create: true })

/** Null where it does not exist. */
async function existing<T>(find: () => Promise<T>): Promise<T | null> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null
    throw error
  }
}
