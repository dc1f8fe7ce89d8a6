import type { History, HistoryEntry } from '../core/design/history.ts'
import { DESIGN_FORMAT, designToJson, historyFromRecord, type HistoryRecord } from '../core/design/serialise.ts'
import type { Database, EntryRow, HistoryRow } from './schema.ts'

/** What is on disk of one photo's history, as this connection knows it. */
interface Written {
  readonly numbers: Map<HistoryEntry, number>
  next: number
}

/** Keeps histories as one row an entry: a save writes the new entries, drops the gone ones, and notes where we are. */
export class HistoryRows {
  readonly #written = new Map<string, Written>()

  /** Resolves when the transaction is complete on disk. Nothing is taken for written before that. */
  async save(db: Database, photoId: string, history: History): Promise<void> {
    const known = this.#written.get(photoId)
    const plan = planOf(photoId, history, known)
    const tx = db.transaction(['histories', 'entries'], 'readwrite', { durability: 'strict' })
    const entries = tx.objectStore('entries')
    const writes: Promise<unknown>[] = plan.rows.map((row) => entries.put(row))
    if (known) for (const number of plan.gone) writes.push(entries.delete([photoId, number]))
    else writes.push(dropOthers(tx.objectStore('entries').index('photo'), photoId, new Set(plan.row.numbers)))
    writes.push(tx.objectStore('histories').put(plan.row), tx.done)
    await Promise.all(writes)
    this.#written.set(photoId, plan.written)
  }

  async load(db: Database, photoId: string): Promise<History | null> {
    const tx = db.transaction(['histories', 'entries'])
    const [head, rows] = await Promise.all([
      tx.objectStore('histories').get(photoId),
      tx.objectStore('entries').index('photo').getAll(photoId),
    ])
    await tx.done
    if (!head) return null
    const byNumber = new Map(rows.map((row) => [row.number, row]))
    const found = head.numbers.flatMap((n) => byNumber.get(n) ?? [])
    // A hole in the list would put undo out of step: what stands on the screen is kept, the steps are not.
    const at = byNumber.get(head.numbers[head.at] ?? -1) ?? found.at(-1)
    if (!at) return null
    const whole = found.length === head.numbers.length
    const kept = whole ? found : [at]
    const history = historyFromRecord(recordOf(kept, whole ? head.at : 0))
    const numbers = new Map(history.entries.map((entry, i) => [entry, kept[i]?.number ?? 0]))
    this.#written.set(photoId, { numbers, next: Math.max(...rows.map((r) => r.number)) + 1 })
    return history
  }

  forget(photoId: string): void {
    this.#written.delete(photoId)
  }
}

function planOf(photoId: string, history: History, known: Written | undefined) {
  const numbers = new Map<HistoryEntry, number>()
  const rows: EntryRow[] = []
  let next = known?.next ?? 0
  for (const entry of history.entries) {
    const old = known?.numbers.get(entry)
    const number = old ?? next++
    numbers.set(entry, number)
    if (old !== undefined) continue
    const { label, mergeKey, design } = entry
    rows.push({ photoId, number, label, ...(mergeKey === undefined ? {} : { mergeKey }), design: designToJson(design) })
  }
  const gone = [...(known?.numbers.values() ?? [])].filter((n) => !new Set(numbers.values()).has(n))
  const row: HistoryRow = { photoId, numbers: [...numbers.values()], at: history.at }
  return { rows, gone, row, written: { numbers, next } }
}

interface PhotoIndex {
  getAllKeys(photoId: string): Promise<[string, number][]>
  readonly objectStore: { delete?(key: [string, number]): Promise<void> }
}

/** Rows of an earlier connection that this history does not hold. */
async function dropOthers(index: PhotoIndex, photoId: string, keep: ReadonlySet<number>): Promise<void> {
  const keys = await index.getAllKeys(photoId)
  await Promise.all(keys.filter(([, n]) => !keep.has(n)).map((key) => index.objectStore.delete?.(key)))
}

/** Coded tiles that are equal become one, so that memory holds each picture of a mask once. */
function recordOf(rows: readonly EntryRow[], at: number): HistoryRecord {
  const tiles = new Interned<Uint8Array>()
  const masks = new Interned<HistoryRecord['masks'][number]>()
  const mask = (m: EntryRow['design']['design']['area']['add']): number => {
    const places = m.tiles.map(([, bytes]) => tiles.indexOf(bytes, textOf(bytes)))
    const keys = m.tiles.map(([key]) => key)
    const pooled = { width: m.width, height: m.height, keys, tiles: places }
    return masks.indexOf(pooled, JSON.stringify(pooled))
  }
  const entries = rows.map(({ label, mergeKey, design: { design } }) => ({
    label,
    ...(mergeKey === undefined ? {} : { mergeKey }),
    design: {
      ...design,
      area: {
        proposed: design.area.proposed,
        add: mask(design.area.add),
        subtract: mask(design.area.subtract),
        exclude: mask(design.area.exclude),
      },
    },
  }))
  return { format: DESIGN_FORMAT, tiles: tiles.values, masks: masks.values, entries, at }
}

function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return text
}

class Interned<T> {
  readonly values: T[] = []
  readonly #places = new Map<string, number>()

  indexOf(value: T, text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    const at = this.values.push(value) - 1
    this.#places.set(text, at)
    return at
  }
}
