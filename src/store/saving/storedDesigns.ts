import type { Design } from '../../core/design/design.ts'
import { hasOldBands } from '../../core/design/head/head.ts'
import type { History } from '../../core/design/history.ts'
import type { Snapshot } from '../../storage/repository.ts'
import { loaded } from '../../worker/loadedPart.ts'
import { repository } from '../services.ts'

/**
 * Designs as they are opened: the bands of their heads are those of today, whenever they were stored. That is no edit and
 * no step; on disk they change with the next one.
 */

/** @throws PartMissing where what works bands out does not come */
export async function storedHistory(photoId: string): Promise<History | null> {
  const history = await repository().history(photoId)
  if (!history || !history.entries.some(isOld)) return history
  const { withTodaysBands } = await bandsOfToday()
  return {
    ...history,
    entries: history.entries.map((one) => (isOld(one) ? { ...one, design: withTodaysBands(one.design) } : one)),
  }
}

/**
 * With what was counted of them.
 * @throws PartMissing where what works bands out does not come
 */
export async function storedSnapshots(photoId: string): Promise<readonly Snapshot[]> {
  const snapshots = await repository().snapshots(photoId)
  if (!snapshots.some(isOld)) return snapshots
  const { frozenWithTodaysBands } = await bandsOfToday()
  return snapshots.map((one) => (isOld(one) ? frozenWithTodaysBands(one) : one))
}

/** @throws PartMissing where what works bands out does not come */
export async function storedSnapshot(id: string): Promise<Snapshot | null> {
  const snapshot = await repository().snapshot(id)
  return snapshot && isOld(snapshot) ? (await bandsOfToday()).frozenWithTodaysBands(snapshot) : snapshot
}

/** What has the bands of today stays the same in memory: what is on disk already is known by identity. */
const isOld = ({ design }: { readonly design: Design }): boolean => hasOldBands(design)

/** The library opens designs of no photo: it does not wait for what measures them. */
const bandsOfToday = () => loaded(() => import('../../core/design/head/headBands.ts'))
