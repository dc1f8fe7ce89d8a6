import { afterEach, describe, expect, it } from 'vitest'
import { withNewArea } from '../../src/core/design/areas/areas.ts'
import type { Design } from '../../src/core/design/design.ts'
import { current, startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { endReversal, startReversal } from '../../src/core/design/reversal.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { workingPaper } from '../../src/store/papers/paperDesign.ts'
import { takeArea } from '../../src/store/edits/areaListActions.ts'
import { setView } from '../../src/store/viewStore.ts'
import type { Snapshot } from '../../src/storage/repository.ts'
import { paperName } from '../../src/ui/panels/export/paperName.ts'

const fresh = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const filled: Design = { ...fresh, fill: { ...fresh.fill, filled: true } }
const snapshotOf = (design: Design): Snapshot =>
  ({ id: 's', name: 'Soft', createdAt: '2026-11-29T11:42:00', design }) as Snapshot

function open(design: Design, saved: Design): void {
  const history = startHistory(design)
  designStore.setState({ ...closedStudio, history, design: current(history), snapshots: [snapshotOf(saved)] })
}

describe('the paper of a design that is saved as a snapshot', () => {
  afterEach(() => setView({ reversal: 'off' }))

  it('says so after another photo was open: both are read from the disk anew', () => {
    open(filled, structuredClone(filled))
    expect(workingPaper(designStore.getState())?.saved?.name).toBe('Soft')
  })

  it('says so though another area was taken in hand since', () => {
    const two = withNewArea(filled, 'scar')!
    open(two, two)
    takeArea(1)
    expect(workingPaper(designStore.getState())?.saved?.name).toBe('Soft')
  })

  it('says that it is not saved once something is changed', () => {
    open({ ...filled, fill: { ...filled.fill, densityPerCm2: 55 } }, filled)
    expect(workingPaper(designStore.getState())?.saved).toBeNull()
  })

  it('is named by the new work where that is what it shows of a reversal', () => {
    const reversed = startReversal(filled)
    open(reversed, endReversal(reversed))
    const paper = workingPaper(designStore.getState())!
    expect(paperName(paper, false)).toMatch(/^Snapshot: Mature, Healed\. Saved /)
  })
})
