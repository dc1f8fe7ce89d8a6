import { describe, expect, it, vi } from 'vitest'
import { current, push, pushSnapshot, undo as undoIn } from '../../src/core/design/history.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { designStore } from '../../src/store/designStore.ts'
import { edit, editUnasked, redo, undo } from '../../src/store/edits/designActions.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { pausedStore } from '../../src/store/saving/pausedStore.ts'
import { navigate, routeStore } from '../../src/store/routeStore.ts'
import { setStep, setTool, viewStore } from '../../src/store/viewStore.ts'
import { importFile } from '../../src/store/visits/importActions.ts'
import { isHere, nextRedo, nextUndo } from '../../src/store/edits/visitSteps.ts'
import {
  density,
  edits,
  first,
  focused,
  ids,
  isOpen,
  open,
  openedVisit,
  photoRow,
  reload,
  state,
  Tabs,
  unreadable,
} from './visitOnDisk.ts'

const visit = openedVisit()

describe('undo over the views of a visit', () => {
  async function workOnThree(): Promise<void> {
    edits(101)
    await open('right45')
    edits(102)
    await open('frontal')
    edits(103)
  }

  it('takes back the newest edit first, wherever it was made, opens its view, and flashes there', async () => {
    await workOnThree()
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 103' })
    undo()
    expect(density()).toBe(101)
    expect(nextUndo()).toMatchObject({ photoId: 'right45', label: 'Density 102' })
    expect(isHere(nextUndo()!)).toBe(false)
    undo()
    await isOpen('right45')
    await vi.waitFor(() => expect(density()).toBe(current(first(photoRow('right45'))).fill.densityPerCm2))
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
    undo()
    await isOpen('frontal')
    await vi.waitFor(() => expect(nextUndo()).toBeNull())
  })

  it('brings them back in the same order, also after a reload in between', async () => {
    await workOnThree()
    undo()
    undo()
    await isOpen('right45')
    await vi.waitFor(() => expect(nextRedo()?.label).toBe('Density 102'))
    await reload('frontal')
    expect(nextUndo()?.label).toBe('Density 101')
    expect(nextRedo()).toMatchObject({ photoId: 'right45', label: 'Density 102' })
    redo()
    await isOpen('right45')
    await vi.waitFor(() => expect(density()).toBe(102))
    redo()
    await isOpen('frontal')
    await vi.waitFor(() => expect(density()).toBe(103))
    expect(nextRedo()).toBeNull()
  })

  it('drops what was undone on another view once something new is done', async () => {
    await workOnThree()
    undo()
    await open('right45')
    expect(nextRedo()).toMatchObject({ photoId: 'frontal', label: 'Density 103' })
    edits(104)
    expect(nextRedo()).toBeNull()
    await reload('frontal')
    expect(nextRedo()).toBeNull()
    expect(density()).toBe(101)
  })

  it('keeps what was undone where another view is only looked at, whatever the program finds on it by itself', async () => {
    await workOnThree()
    undo()
    undo()
    await isOpen('right45')
    await vi.waitFor(() => expect(nextRedo()?.label).toBe('Density 102'))
    await importFile(new Blob(['hash of crown']))
    const { design } = state()
    editUnasked({ ...design!, marks: { ...design!.marks, checked: true } }, 'Find face')
    expect(nextUndo()?.label).toBe('Find face')
    expect(nextRedo()).toMatchObject({ photoId: 'right45', label: 'Density 102' })
    undo()
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
    expect(nextRedo()?.label).toBe('Find face')
    redo()
    // It is something new where somebody asks for it.
    edits(104)
    expect(nextRedo()).toBeNull()
  })

  it('knows the steps of a view that could not be saved', async () => {
    visit.disk.broken = true
    edits(101)
    await open('right45')
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
    undo()
    await isOpen('frontal')
    await vi.waitFor(() => expect(nextUndo()).toBeNull())
    visit.disk.broken = false
  })

  it('stays on the screen on which it is taken', async () => {
    edits(101)
    navigate({ screen: 'plan', patientId: 'p', visitId: 'v', photoId: 'right45' })
    await isOpen('right45')
    undo()
    await isOpen('frontal')
    expect(routeStore.getState().screen).toBe('plan')
  })

  it('leaves a view alone that another tab edits, and takes back the own work before it', async () => {
    const tabs = new Tabs()
    vi.stubGlobal('navigator', { locks: tabs })
    edits(101)
    await open('right45')
    edits(102)
    await open('frontal')
    tabs.others.add('trichion design right45')
    await reload('frontal')
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
    undo()
    expect(nextUndo()).toBeNull()
    expect(nextRedo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
    tabs.others.clear()
    await reload('frontal')
    expect(nextUndo()).toMatchObject({ photoId: 'right45', label: 'Density 102' })
  })

  it('follows what another tab does to the other views, and to the snapshots of this one', async () => {
    const tabs = new Tabs()
    vi.stubGlobal('navigator', { locks: tabs })
    tabs.others.add('trichion design frontal')
    await reload('frontal')
    const [right45, frontal] = [visit.disk.histories.get('right45')!, visit.disk.histories.get('frontal')!]
    const design = { ...current(right45), fill: { ...current(right45).fill, densityPerCm2: 120 } }
    visit.disk.histories.set('right45', push(right45, design, 'Change density', undefined, { order: 5, others: -1 }))
    for (const focus of focused) focus()
    await vi.waitFor(() => expect(nextUndo()).toMatchObject({ photoId: 'right45', label: 'Change density' }))

    const change = { kind: 'delete', id: 'Mature' } as const
    visit.disk.histories.set('frontal', pushSnapshot(frontal, change, 'Delete snapshot', { order: 6, others: 5 }))
    visit.disk.shown = visit.disk.shown.filter(({ id }) => id !== 'Mature')
    const other = new BroadcastChannel('trichion designs')
    other.postMessage({ kind: 'saved', photoId: 'frontal' })
    await vi.waitFor(() => expect(ids()).toEqual(['Rounded']))
    expect(nextUndo()?.label).toBe('Delete snapshot')
    other.close()
  })

  it('knows the steps that were made before a photo was added', async () => {
    edits(101)
    await importFile(new Blob(['hash of crown']))
    expect(state().photo?.hash).toBe('hash of crown')
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
  })

  it('takes what is done on a photo that is added where another could not be opened before all else', async () => {
    edits(101)
    edits(102)
    unreadable.add('hash of right45')
    navigate({ screen: 'studio', patientId: 'p', visitId: 'v', photoId: 'right45' })
    await vi.waitFor(() => expect(jobsStore.getState().problem).not.toBeNull())
    unreadable.clear()
    await importFile(new Blob(['hash of crown']))
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 102' })
    edits(103)
    expect(nextUndo()?.label).toBe('Density 103')
    await reload('frontal')
    expect(nextUndo()?.label).toBe('Density 103')
  })

  it('leads from a photo that is added to no view that another tab edits, although that one was open', async () => {
    const tabs = new Tabs()
    vi.stubGlobal('navigator', { locks: tabs })
    edits(101)
    await open('right45')
    edits(102)
    tabs.others.add('trichion design right45')
    await reload('right45')
    expect(pausedStore.getState().elsewhere).toBe(true)
    await importFile(new Blob(['hash of crown']))
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Density 101' })
  })

  it('begins with the open view in a visit from before the views had one list', async () => {
    for (const [i, photo] of visit.disk.photos.entries()) {
      const start = first(photo)
      const { fill } = current(start)
      const design = { ...current(start), fill: { ...fill, densityPerCm2: 200 + i } }
      visit.disk.histories.set(photo.id, push(start, design, `Old ${photo.id}`))
    }
    await reload('frontal')
    expect(nextUndo()).toMatchObject({ photoId: 'frontal', label: 'Old frontal' })
    edits(105)
    undo()
    undo()
    expect(nextUndo()).toMatchObject({ photoId: 'right45', label: 'Old right45' })
    expect(undoIn(state().history!)).toBe(state().history)
  })

  it('flashes what it has changed, on a view that it opens too', async () => {
    const { design } = state()
    const outline = design!.marks.glabella
    edit({ ...design!, marks: { ...design!.marks, glabella: { ...outline, x: outline.x + 9 } } }, 'Move glabella')
    await open('right45')
    undo()
    await vi.waitFor(() => expect(viewStore.getState().flash).not.toBeNull())
    expect(state().photo?.id).toBe('frontal')
  })

  describe('shows what it has changed on a view that it leads to', () => {
    const shown = () => viewStore.getState()
    const says = (text: string) => vi.waitFor(() => expect(jobsStore.getState().toast?.text).toBe(text))

    it('where it is done: an area in the Area step, though another step was worked on', async () => {
      const { design } = state()
      const { area } = design!
      const add = paintCapsule(area.add, { x: 100, y: 90 }, { x: 140, y: 95 }, 8, 0, 'max')
      edit({ ...design!, area: { ...area, add } }, 'Paint area')
      await open('right45')
      setStep('scale')
      undo()
      await says('Undone: Paint area')
      expect(shown().step).toBe('area')
      expect(shown().flash?.width).toBeLessThan(60)
      await open('right45')
      setStep('scale')
      redo()
      await says('Redone: Paint area')
      expect(shown().step).toBe('area')
    })

    it('and goes on to say what further steps there take back, as long as it stands', async () => {
      edits(101)
      edits(102)
      await open('right45')
      undo()
      await says('Undone: Density 102')
      undo()
      await says('Undone: Density 101')
      redo()
      await says('Redone: Density 101')
    })

    it('also where a figure alone has changed, and lies nowhere by itself', async () => {
      edits(101)
      await open('right45')
      setStep('hairline')
      undo()
      await says('Undone: Density 101')
      expect(shown().step).toBe('dots')
      expect(shown().flash).not.toBeNull()
    })

    it('until the picture is there, and then as long as ever', async () => {
      edits(102)
      await open('right45')
      const fill = { work: 'dots', done: 0, total: 0, share: 0, startedAt: 0 } as const
      // As filling does it for every new design.
      const stop = designStore.subscribe(() => density() !== 102 && isFrontal() && jobsStore.setState({ fill }))
      undo()
      await says('Undone: Density 102')
      await new Promise((r) => setTimeout(r, 600))
      expect(shown().flash).not.toBeNull()
      stop()
      jobsStore.setState({ fill: null })
      expect(shown().flash).not.toBeNull()
      await vi.waitFor(() => expect(shown().flash).toBeNull())
    })
    const isFrontal = () => state().photo?.id === 'frontal'

    it('and leaves the tool in the hand where the step is the right one already', async () => {
      edits(103)
      await open('right45')
      setStep('dots')
      setTool('hand')
      undo()
      await says('Undone: Density 103')
      expect(shown().tool).toBe('hand')
    })
  })
})
