import { sampleLines } from '../core/design/sampleLines.ts'
import { committedDesign, designStore } from './designStore.ts'
import { onceAtATime } from './jobsStore.ts'
import { saveDesigns } from './snapshotActions.ts'

/** Three designs of the sample patient as snapshots: drawn when they are first asked for, as the design in hand would be. */
export const openSampleSnapshots = onceAtATime(async (): Promise<void> => {
  const design = committedDesign(designStore.getState())
  if (design) await saveDesigns(sampleLines(design))
})
