import type { Design } from '../core/design/design.ts'
import { hasOldBands } from '../core/design/head.ts'
import type { History } from '../core/design/history.ts'
import type { Snapshot } from '../storage/repository.ts'
import { loaded } from '../worker/loadedPart.ts'
import { repository } from './services.ts'

/**
 * Designs as they are opened: the bands of their heads are those of today, whenever they were stored. That is no edit and
 * no step; on disk they change with the next one.
 */

/** @throws PartMissing where what works bands out does not come */
export async function storedHistory(photoId: string): Promise<History | null> {
  const history = await repository().history(photoId)
  if (!history) return null
  const entries = await withDesignsOfToday(history.entries)
  return entries === history.entries ? history : { ...history, entries }
}

/** @throws PartMissing where what works bands out does not come */
export const storedSnapshots = async (photoId: string): Promise<readonly Snapshot[]> =>
  withDesignsOfToday(await repository().snapshots(photoId))

/** The same list where all are of today: what is on disk already is known by identity. */
async function withDesignsOfToday<T extends { readonly design: Design }>(all: readonly T[]): Promise<readonly T[]> {
  if (!all.some(({ design }) => hasOldBands(design))) return all
  // The library opens designs of no photo: it does not wait for what measures them.
  const { withTodaysBands } = await loaded(() => import('../core/design/headBands.ts'))
  return all.map((one) => (hasOldBands(one.design) ? { ...one, design: withTodaysBands(one.design) } : one))
}
