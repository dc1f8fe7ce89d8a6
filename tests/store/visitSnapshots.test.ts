import { describe, expect, it, vi } from 'vitest'
import { flush } from '../../src/store/autosave.ts'
import { redo, undo } from '../../src/store/designActions.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { removeSnapshot, renameSnapshot } from '../../src/store/snapshotActions.ts'
import { nextRedo, nextUndo } from '../../src/store/visitSteps.ts'
import { density, edits, ids, isOpen, open, openedVisit, reload, state } from './visitOnDisk.ts'

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
