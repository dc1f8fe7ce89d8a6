import { describe, expect, it, vi } from 'vitest'
import { withNewArea } from '../../src/core/design/areas/areas.ts'
import { undo as undoIn } from '../../src/core/design/history.ts'
import { cancelLive, edit, redo, show, undo } from '../../src/store/edits/designActions.ts'
import { takeArea } from '../../src/store/edits/areaListActions.ts'
import { flush } from '../../src/store/saving/autosave.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { pausedStore } from '../../src/store/saving/pausedStore.ts'
import { navigate } from '../../src/store/routeStore.ts'
import { nextUndo } from '../../src/store/edits/visitSteps.ts'
import { queueStore } from '../../src/store/edits/queuedSteps.ts'
import { removeSnapshot } from '../../src/store/snapshots/snapshotDeletion.ts'
import { run } from '../../src/ui/shell/commands/commands.ts'
import { density, edits, ids, isOpen, open, openedVisit, slowly, state, Tabs, unreadable } from './visitOnDisk.ts'

const visit = openedVisit()

describe('a view that undo or redo opens', () => {
  it('takes nothing of a view that turns out to be edited in another tab', async () => {
    const tabs = new Tabs()
    vi.stubGlobal('navigator', { locks: tabs })
    edits(101)
    await open('right45')
    tabs.others.add('trichion design frontal')
    undo()
    await isOpen('frontal')
    await new Promise((r) => setTimeout(r, 20))
    expect(density()).toBe(101)
    expect(pausedStore.getState().elsewhere).toBe(true)
  })

  it('leads once to a view that cannot be opened, and then takes back the work before it', async () => {
    edits(101)
    await open('right45')
    edits(102)
    await open('frontal')
    unreadable.add('hash of right45')
    undo()
    await vi.waitFor(() => expect(jobsStore.getState().problem).not.toBeNull())
    await open('frontal')
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
    unreadable.clear()
    await open('right45')
    expect(nextUndo()).toMatchObject({ photoId: 'right45', label: 'Density 102' })
  })

  /** As the key does it: a command that is off takes nothing. */
  const press = (id: 'undo' | 'redo', times = 1) => {
    for (let i = 0; i < times; i++) run(id)
  }
  const rested = () => vi.waitFor(() => expect(queueStore.getState().underWay).toBe(false))

  describe('and keys that are pressed meanwhile', () => {
    /** 101 and 103 on the frontal view, 102 and 104 on the other, by turns; the frontal one is open. */
    async function byTurns(): Promise<void> {
      for (const [i, photoId] of ['frontal', 'right45', 'frontal', 'right45'].entries()) {
        await open(photoId)
        edits(101 + i)
      }
      await open('frontal')
    }
    const applied = () => nextUndo()?.label ?? null

    it('are three steps where there were three, over however many views', async () => {
      await byTurns()
      press('undo', 3)
      await rested()
      expect(applied()).toBe('Density 101')
      press('redo', 3)
      await rested()
      expect(applied()).toBe('Density 104')
      expect(state().photo?.id).toBe('right45')
    })

    it('are taken in the order in which they were pressed', async () => {
      await byTurns()
      press('undo', 2)
      press('redo')
      press('undo', 2)
      await rested()
      expect(applied()).toBe('Density 101')
    })

    it('end at the first step, and each of them is one, however many', async () => {
      await byTurns()
      press('undo', 9)
      await rested()
      expect(applied()).toBeNull()
      press('redo', 4)
      await rested()
      for (let density = 200; density < 240; density++) edits(density)
      await open('frontal')
      press('undo', 25)
      await rested()
      expect(applied()).toBe('Density 214')
    })

    it('are no longer meant once somebody edits that view, but what is pressed after that is', async () => {
      await byTurns()
      let come = () => {}
      slowly.tiles = new Promise((r) => (come = r))
      press('undo', 3)
      await vi.waitFor(() => expect(state().photo?.id).toBe('right45'))
      edits(155)
      edits(156)
      press('undo')
      slowly.tiles = Promise.resolve()
      come()
      await rested()
      expect(density()).toBe(155)
      expect(applied()).toBe('Density 155')
    })

    it('are still meant where another area comes in hand there, which is no edit', async () => {
      await open('right45')
      edit(withNewArea(state().design!, 'scar')!, 'New area')
      await byTurns()
      let come = () => {}
      slowly.tiles = new Promise((r) => (come = r))
      press('undo', 3)
      await vi.waitFor(() => expect(state().photo?.id).toBe('right45'))
      takeArea(1)
      slowly.tiles = Promise.resolve()
      come()
      await rested()
      expect(applied()).toBe('Density 101')
    })

    it('are no longer meant where somebody opens another view meanwhile', async () => {
      await byTurns()
      press('undo', 3)
      navigate({ screen: 'studio', patientId: 'p', visitId: 'v', photoId: 'frontal' })
      await rested()
      await isOpen('frontal')
      expect(applied()).toBe('Density 104')
    })

    it.each(['compare', 'library'] as const)('stop where somebody goes to %s meanwhile', async (screen) => {
      await byTurns()
      const elsewhere = { patientId: 'p', visitId: 'v', photoId: 'right45' }
      let come = () => {}
      slowly.tiles = new Promise((r) => (come = r))
      press('undo', 3)
      await vi.waitFor(() => expect(state().photo?.id).toBe('right45'))
      navigate(screen === 'library' ? { screen } : { screen, ...elsewhere })
      slowly.tiles = Promise.resolve()
      come()
      await rested()
      navigate({ screen: 'studio', ...elsewhere })
      await isOpen('right45')
      expect(applied()).toBe('Density 104')
      press('undo')
      await rested()
      expect(applied()).toBe('Density 103')
    })

    it('wait for a snapshot that comes back too', async () => {
      edits(101)
      await removeSnapshot('Mature')
      press('undo', 2)
      await rested()
      expect(ids()).toContain('Mature')
      expect(applied()).toBeNull()
    })
  })

  describe('while its tiles come', () => {
    async function opening(way: () => void, photoId: string): Promise<() => void> {
      let come = () => {}
      slowly.tiles = new Promise((r) => (come = r))
      way()
      await vi.waitFor(() => expect(state().photo?.id).toBe(photoId))
      slowly.tiles = Promise.resolve()
      return come
    }
    const came = async (photoId: string) => {
      await isOpen(photoId)
      await new Promise((r) => setTimeout(r, 10))
    }

    it('takes no edit that is made there meanwhile', async () => {
      edits(101)
      await open('right45')
      const come = await opening(undo, 'frontal')
      edits(155)
      come()
      await came('frontal')
      expect(density()).toBe(155)
      expect(nextUndo()?.label).toBe('Density 155')
    })

    it('takes no drag that goes on there with the slider of the very step, finished or not', async () => {
      edits(101, 'density')
      await open('right45')
      let come = await opening(undo, 'frontal')
      edits(155, 'density')
      come()
      await came('frontal')
      expect(density()).toBe(155)
      await open('right45')
      come = await opening(undo, 'frontal')
      const { design } = state()
      show({ ...design!, fill: { ...design!.fill, densityPerCm2: 160 } })
      come()
      await came('frontal')
      expect(density()).toBe(160)
      expect(state().live).toBe(true)
      cancelLive()
    })

    it('takes what was asked for where the view is only looked at', async () => {
      edits(101)
      await open('right45')
      const come = await opening(undo, 'frontal')
      navigate({ screen: 'plan', patientId: 'p', visitId: 'v', photoId: 'frontal' })
      come()
      await came('frontal')
      expect(nextUndo()).toBeNull()
      await open('right45')
      const go = await opening(redo, 'frontal')
      go()
      await came('frontal')
      expect(density()).toBe(101)
    })

    it('takes no earlier step where another tab has gone on with that view', async () => {
      edits(101)
      await flush()
      edits(102)
      await open('right45')
      await flush()
      visit.disk.histories.set('frontal', undoIn(visit.disk.histories.get('frontal')!, 9))
      undo()
      await came('frontal')
      expect(density()).toBe(101)
      expect(nextUndo()?.label).toBe('Density 101')
    })
  })
})
