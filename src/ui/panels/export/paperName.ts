import { snapshotName } from '../../../store/snapshots/snapshotNames.ts'
import type { PaperDesign } from '../../../store/papers/paperDesign.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { dateAndTime } from '../../shell/figures/format.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { whenShown } from '../compare/comparedItems.ts'

const t = exportStrings.paperIs

/**
 * Which design a paper is of: what it shows, and when it was saved. The name that an artist gave a snapshot may be a
 * patient's, so it stands only where the patient's name was asked for.
 */
export function paperName({ picture, saved }: PaperDesign, named: boolean): string {
  const content = snapshotName(picture, [], viewStore.getState().lengths)
  const what = named && saved ? saved.name : content
  const moment = whenShown(picture)
  const shown = moment === '' ? what : `${what}, ${moment}`
  return saved ? t.snapshot(shown, dateAndTime(saved.createdAt, 'long')) : t.working(shown)
}
