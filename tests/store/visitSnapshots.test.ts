import { describe, expect, it, vi } from 'vitest'
import { flush } from '../../src/store/saving/autosave.ts'
import { redo, undo } from '../../src/store/edits/designActions.ts'
import { dismissToast, jobsStore } from '../../src/store/jobsStore.ts'
import { navigate, routeStore } from '../../src/store/routeStore.ts'
import { renameSnapshot } from '../../src/store/snapshots/snapshotActions.ts'
import { removeSnapshot } from '../../src/store/snapshots/snapshotDeletion.ts'
import { closeVisit } from '../../src/store/visits/visitActions.ts'
import { nextRedo, nextUndo } from '../../src/store/edits/visitSteps.ts'
import { density, edits, ids, isOpen, open, openedVisit, reload, state, Tabs, unreadable } from './visitOnDisk.ts'

const visit = openedVisit()

describe('a snapshot that is deleted or renamed', () => {
  it('comes back with undo, goes with redo, also after a reload', async () => {
    edits(101)
    await removeSnapshot('Mature')
    expect(ids()).toEqual(['Rounded'])
    expect(nextUndo()?.label).toBe('Delete snapshot')
    await reload('frontal')
    expect(ids()).toEqual(['Rounded'])
    undo()
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
    expect(density()).toBe(101)
    expect(nextUndo()?.label).toBe('Density 101')
    await reload('frontal')
    expect(ids()).toEqual(['Mature', 'Rounded'])
    redo()
    expect(ids()).toEqual(['Rounded'])
    await flush()
    expect(visit.disk.deleted.map(({ id }) => id)).toEqual(['Mature'])
  })

  it('has its former name again', async () => {
    await renameSnapshot('Mature', 'Agreed')
    await renameSnapshot('Mature', 'Agreed')
    expect(nextUndo()?.label).toBe('Rename snapshot')
    await reload('frontal')
    expect(state().snapshots[0]?.name).toBe('Agreed')
    undo()
    await flush()
    expect(state().snapshots[0]?.name).toBe('Mature')
    expect(visit.disk.shown.find(({ id }) => id === 'Mature')?.name).toBe('Mature')
    expect(nextUndo()).toBeNull()
  })

  it('has its newest name where it comes back, also while that is not on disk', async () => {
    visit.disk.broken = true
    await renameSnapshot('Mature', 'Agreed')
    await removeSnapshot('Mature')
    undo()
    await vi.waitFor(() => expect(state().snapshots).toHaveLength(2))
    expect(state().snapshots[0]?.name).toBe('Agreed')
    visit.disk.broken = false
    await flush()
    expect(visit.disk.shown.map(({ name }) => name).toSorted()).toEqual(['Agreed', 'Rounded'])
  })

  it('is taken back on its own view', async () => {
    await removeSnapshot('Mature')
    await open('right45')
    edits(102)
    undo()
    undo()
    await isOpen('frontal')
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
  })

  it('comes back by the notice as by undo, or as if it had never been deleted where more was done since', async () => {
    await removeSnapshot('Mature')
    jobsStore.getState().toast?.action?.run()
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
    expect(nextRedo()?.label).toBe('Delete snapshot')

    await removeSnapshot('Rounded')
    edits(103)
    jobsStore.getState().toast?.action?.run()
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
    expect(density()).toBe(103)
    undo()
    expect(nextUndo()).toBeNull()
    await flush()
    expect(visit.disk.deleted).toEqual([])
  })

  /** As the notice does it: it goes as it is pressed. */
  function pressUndoOfNotice(): void {
    jobsStore.getState().toast?.action?.run()
    dismissToast()
  }

  it('stays back where the notice brought it back from another view, on a disk that was full meanwhile too', async () => {
    visit.disk.broken = true
    await removeSnapshot('Mature')
    await open('right45')
    edits(102)
    await vi.waitFor(() => expect(state().save).toBe('failed'))
    pressUndoOfNotice()
    await isOpen('frontal')
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
    visit.disk.broken = false
    await flush()
    expect(visit.disk.deleted).toEqual([])
    await reload('frontal')
    expect(ids()).toEqual(['Mature', 'Rounded'])
  })

  it('that the notice brought back from another view is no step: neither undo nor redo deletes it again', async () => {
    edits(101)
    await removeSnapshot('Mature')
    await open('right45')
    edits(102)
    pressUndoOfNotice()
    await isOpen('frontal')
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
    expect(nextUndo()).toMatchObject({ photoId: 'right45', label: 'Density 102' })
    undo()
    await isOpen('right45')
    await vi.waitFor(() => expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' }))
    redo()
    await vi.waitFor(() => expect(density()).toBe(102))
    expect(nextRedo()).toBeNull()
    await flush()
    expect(visit.disk.deleted).toEqual([])
  })

  it('comes back by the notice from the library, in the studio', async () => {
    await removeSnapshot('Mature')
    await flush()
    closeVisit()
    navigate({ screen: 'library' })
    pressUndoOfNotice()
    await isOpen('frontal')
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
    expect(routeStore.getState().screen).toBe('studio')
  })

  it('is left to the tab that edits its view by now, and that is said', async () => {
    const tabs = new Tabs()
    vi.stubGlobal('navigator', { locks: tabs })
    await removeSnapshot('Mature')
    await open('right45')
    edits(102)
    tabs.others.add('trichion design frontal')
    pressUndoOfNotice()
    await vi.waitFor(() => expect(jobsStore.getState().toast?.text).toContain('edited in another tab'))
    await flush()
    expect(visit.disk.deleted.map(({ id }) => id)).toEqual(['Mature'])
    expect(state().history?.entries.at(-1)?.label).toBe('Delete snapshot')
  })

  it('that cannot be brought back is gone for good only where it is', async () => {
    await removeSnapshot('Mature')
    await open('right45')
    unreadable.add('hash of frontal')
    pressUndoOfNotice()
    await vi.waitFor(() => expect(jobsStore.getState().toast?.text).toContain('could not be brought back'))
    unreadable.clear()

    await open('right45')
    await open('frontal')
    await removeSnapshot('Rounded')
    edits(103)
    await flush()
    visit.disk.deleted = []
    pressUndoOfNotice()
    await vi.waitFor(() => expect(jobsStore.getState().toast?.text).toContain('gone for good'))
    expect(state().history?.entries.map(({ label }) => label)).toEqual(['Start', 'Delete snapshot', 'Density 103'])
  })

  it('that was deleted while another tab edited its view comes back by the notice, or the notice says why not', async () => {
    const tabs = new Tabs()
    vi.stubGlobal('navigator', { locks: tabs })
    tabs.others.add('trichion design frontal')
    await reload('frontal')
    await removeSnapshot('Mature')
    expect(ids()).toEqual(['Rounded'])
    visit.disk.broken = true
    const { action } = jobsStore.getState().toast!
    pressUndoOfNotice()
    await vi.waitFor(() => expect(jobsStore.getState().toast?.text).toContain('could not be brought back'))
    expect(ids()).toEqual(['Rounded'])
    visit.disk.broken = false
    action?.run()
    await vi.waitFor(() => expect(ids()).toEqual(['Mature', 'Rounded']))
    expect(visit.disk.deleted).toEqual([])
  })

  it('is not lost where the disk was full meanwhile, and is no longer there once it is not', async () => {
    visit.disk.broken = true
    await removeSnapshot('Mature')
    await renameSnapshot('Rounded', 'Agreed')
    await vi.waitFor(() => expect(state().save).toBe('failed'))
    await open('right45')
    await open('frontal')
    expect(state().snapshots.map(({ name }) => name)).toEqual(['Agreed'])
    expect(visit.disk.shown).toHaveLength(2)
    visit.disk.broken = false
    await flush()
    expect(visit.disk.shown.map(({ name }) => name)).toEqual(['Agreed'])
    expect(visit.disk.deleted.map(({ name }) => name)).toEqual(['Mature'])
  })

  it('that is gone for good is said so, and undo goes on', async () => {
    edits(101)
    await removeSnapshot('Mature')
    await flush()
    visit.disk.deleted = []
    undo()
    await vi.waitFor(() => expect(jobsStore.getState().toast?.text).toContain('gone for good'))
    expect(nextUndo()?.label).toBe('Density 101')
    expect(ids()).toEqual(['Rounded'])
  })
})
