import { snapshotName } from '../../../store/snapshotNames.ts'
import type { PaperDesign } from '../../../store/paperDesign.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { dateAndTime } from '../../shell/format.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { whenShown } from '../comparedItems.ts'

const t = exportStrings.paperIs

/**
 * Which design a paper is of: what it shows, and when it was saved. The name that an artist gave a snapshot may be a
 * patient's, so it stands only where the patient's name was asked for.
 */
export function paperName({ design, saved }: PaperDesign, named: boolean): string {
  const content = snapshotName(design, [], viewStore.getState().lengths)
  const what = named && saved ? saved.name : content
  const moment = whenShown(design)
  const shown = moment === '' ? what : `${what}, ${moment}`
  return saved ? t.snapshot(shown, dateAndTime(saved.createdAt, 'long')) : t.working(shown)
}
