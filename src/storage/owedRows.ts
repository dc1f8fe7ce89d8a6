import * as v from 'valibot'
import { photoViews } from '../core/design/photoView.ts'
import { change } from './connection.ts'
import { markChanged } from './copyUnits.ts'
import type { Listed } from './historyPlan.ts'
import type { SnapshotStates } from './repository.ts'
import { readable } from './rows.ts'
import { OWED, owedBy, type Database, type StoreName, type Writing } from './schema.ts'
import { setSnapshots } from './snapshotRows.ts'

/**
 * What a save changes in rows that have to be read first. A page that is left gets no answer any more, so the save notes what
 * it owes beside the history, all without reading, and the rows follow at once; where the page went away in between, the next
 * start or whoever loads the history pays.
 */
export interface Owed {
  /** What the photo's row is to say of the design; absent where it says so. */
  readonly listed?: Required<Listed>
  readonly snapshots: SnapshotStates
}

const owedSchema = v.object({
  photoId: v.string(),
  listed: v.optional(v.object({ view: v.picklist(photoViews), reversal: v.boolean() })),
  snapshots: v.array(
    v.tuple([v.string(), v.object({ name: v.optional(v.string()), deleted: v.optional(v.boolean()) })]),
  ),
})

export const isOwed = ({ listed, snapshots }: Owed): boolean => listed !== undefined || snapshots.size > 0

/** The stores that paying takes. */
const owedStores = ['settings', 'photos', 'snapshots', 'deletedSnapshots', 'uncopied'] as const satisfies StoreName[]

/** A sequence has fewer digits. */
const DIGITS = 16

/** To be sent with the save of that sequence; rows of a photo lie in the order of its saves. */
export const owe = (tx: Writing, photoId: string, sequence: number, { listed, snapshots }: Owed): Promise<unknown> =>
  tx.objectStore('settings').put({
    id: `${OWED}${photoId} ${String(sequence).padStart(DIGITS, '0')}`,
    value: { photoId, ...(listed && { listed }), snapshots: [...snapshots] },
  })

/** Where all is written anew nothing older is owed. */
export const forgetOwed = (tx: Writing, photoId: string): Promise<void> =>
  tx.objectStore('settings').delete(owedBy(photoId))

/** Pays what saves of a photo, or of all, still owe, the oldest first. Says whether anything was. */
export async function payOwed(db: Database, photoId?: string): Promise<boolean> {
  const owes = (await db.count('settings', owedBy(photoId))) > 0
  if (owes) await payAtOnce(db, photoId)
  return owes
}

/** The same without asking first: right behind a save. */
export const payAtOnce = (db: Database, photoId?: string): Promise<void> =>
  change(db, owedStores, (tx) => pay(tx, photoId))

async function pay(tx: Writing, photoId?: string): Promise<void> {
  const settings = tx.objectStore('settings')
  for (const row of await settings.getAll(owedBy(photoId))) {
    const owed = readable(owedSchema, row.value)
    const writes: Promise<unknown>[] = [settings.delete(row.id)]
    if (owed) {
      const photo = owed.listed && (await tx.objectStore('photos').get(owed.photoId))
      if (photo) writes.push(tx.objectStore('photos').put({ ...photo, ...owed.listed }))
      writes.push(...setSnapshots(tx, new Map(owed.snapshots)), markChanged(tx, owed.photoId))
    }
    await Promise.all(writes)
  }
}
