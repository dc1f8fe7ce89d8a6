import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  current,
  push,
  pushSnapshot,
  startHistory,
  undo as undoIn,
  type History,
} from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { headOf } from '../../src/core/design/visitHistory.ts'
import {
  StorageError,
  type PhotoRow,
  type Repository,
  type Snapshot,
  type SnapshotStates,
} from '../../src/storage/repository.ts'
import { flush, forgetUnsaved, startAutosave } from '../../src/store/autosave.ts'
import { edit, editUnasked, redo, undo } from '../../src/store/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { pausedStore } from '../../src/store/pausedStore.ts'
import { navigate, routeStore } from '../../src/store/routeStore.ts'
import { setServices } from '../../src/store/services.ts'
import { removeSnapshot, renameSnapshot } from '../../src/store/snapshotActions.ts'
import { startReadingHeads } from '../../src/store/visitHeads.ts'
import { viewStore } from '../../src/store/viewStore.ts'
import { closeVisit, importFile, startOpening } from '../../src/store/visitActions.ts'
import { isHere, nextRedo, nextUndo } from '../../src/store/visitSteps.ts'
import type { Engine } from '../../src/worker/engine.ts'

const at = '2026-01-02T03:04:05.000Z'
const patient = { id: 'p', name: 'A. B.', createdAt: at, sample: false }
const visit = { id: 'v', patientId: 'p', date: at, kind: 'consultation' as const }
const size = { width: 300, height: 400 }

const photoRow = (id: string): PhotoRow => {
  const source = { sourceWidth: 300, sourceHeight: 400, addedAt: at }
  return { id, visitId: 'v', patientId: 'p', view: 'frontal', hash: `hash of ${id}`, ...size, ...source }
}

const first = ({ id, hash }: PhotoRow): History => startHistory(newDesign({ id, hash, ...size }, { seed: 7 }))

/** What lies on a disk, each save whole or not at all. */
class Disk {
  broken = false
  photos = [photoRow('frontal'), photoRow('right45')]
  histories = new Map(this.photos.map((photo) => [photo.id, first(photo)]))
  shown: Snapshot[] = ['Mature', 'Rounded'].map((name, i) => ({
    id: name,
    photoId: 'frontal',
    visitId: 'v',
    name,
    createdAt: new Date(Date.parse(at) + i).toISOString(),
    design: { ...current(first(photoRow('frontal'))) },
    engineVersion: '1',
    figures: null,
  }))
  deleted: Snapshot[] = []

  repository(): Repository {
    const own: Partial<Repository> = {
      visit: async () => ({ patient, visit, visits: [visit], photos: this.photos }),
      history: async (id) => this.histories.get(id) ?? null,
      historyHeads: async (ids) => new Map(ids.map((id) => [id, headOf(this.histories.get(id)!)])),
      saveHistory: async (id, history, states: SnapshotStates = new Map()) => {
        await Promise.resolve()
        if (this.broken) throw new StorageError('full', 'The disk is full.')
        this.histories.set(id, history)
        for (const [snapshotId, { name, deleted }] of states) {
          const [known] = [...this.shown, ...this.deleted].filter((x) => x.id === snapshotId)
          if (!known) continue
          const goes = deleted ?? this.deleted.includes(known)
          const row = { ...known, name: name ?? known.name }
          const others = (list: Snapshot[]) => list.filter((x) => x !== known)
          this.shown = [...others(this.shown), ...(goes ? [] : [row])]
          this.deleted = [...others(this.deleted), ...(goes ? [row] : [])]
        }
      },
      snapshots: async (id) => this.shown.filter((x) => x.photoId === id).toSorted((a, b) => a.id.localeCompare(b.id)),
      snapshot: async (id) => [...this.shown, ...this.deleted].find((x) => x.id === id) ?? null,
      photoBytes: async (hash) => new TextEncoder().encode(hash).buffer,
      addPhoto: async ({ row, history }) => {
        this.photos = [...this.photos, row]
        this.histories.set(row.id, history)
      },
      setCover: async () => {},
    }
    return own as Repository
  }
}

const unreadable = new Set<string>()
const engine = {
  openPhoto: async (bytes: ArrayBuffer) => {
    if (unreadable.has(new TextDecoder().decode(bytes))) return { ok: false, problem: { code: 'broken' } }
    const photo = {
      hash: new TextDecoder().decode(bytes),
      format: 'jpeg',
      ...size,
      sourceWidth: 300,
      sourceHeight: 400,
    }
    return { ok: true, photo: { ...photo, focal35mm: null, stored: bytes } }
  },
  photoTiles: async () => {},
  fill: () => new Promise<null>(() => {}),
  cancelFill: () => {},
  helmet: async () => null,
  picture: async () => new ArrayBuffer(8),
} as unknown as Engine

const address = { pathname: '/', hash: '' }
const go = (_: unknown, __: string, path: string) =>
  void ([address.pathname = '/', address.hash = ''] = path.split('#'))
vi.stubGlobal('location', address)
vi.stubGlobal('history', { pushState: go, replaceState: go })
vi.stubGlobal('navigator', {})
vi.stubGlobal('devicePixelRatio', 1)
vi.stubGlobal('document', { hidden: false, addEventListener: () => {} })
const focused: (() => void)[] = []
vi.stubGlobal('addEventListener', (kind: string, listener: () => void) => kind === 'focus' && focused.push(listener))
startAutosave()
startReadingHeads()

const state = () => designStore.getState()
const density = () => state().design?.fill.densityPerCm2
const ids = () => state().snapshots.map(({ id }) => id)

function edits(densityPerCm2: number): void {
  const { design } = state()
  if (!design) throw new Error('No design is open.')
  edit({ ...design, fill: { ...design.fill, densityPerCm2 } }, `Density ${densityPerCm2}`)
}

async function open(photoId: string): Promise<void> {
  navigate({ screen: 'studio', patientId: 'p', visitId: 'v', photoId })
  await isOpen(photoId)
}

const isOpen = (photoId: string) =>
  vi.waitFor(() => {
    expect(state().photo?.id).toBe(photoId)
    expect(jobsStore.getState().opening).toBeNull()
  })

/** As a page that is loaded anew: nothing is known but what is on the disk. */
async function reload(photoId: string): Promise<void> {
  await flush()
  forgetUnsaved('p')
  closeVisit()
  navigate({ screen: 'library' })
  await open(photoId)
}

/** Web Locks, of which other tabs have some. */
class Tabs {
  readonly others = new Set<string>()
  readonly #mine = new Set<string>()
  async request(name: string, ...args: [LockOptions, (lock: unknown) => unknown] | [(lock: unknown) => unknown]) {
    const [o, granted] = args.length === 1 ? [{}, args[0]] : args
    if (o.ifAvailable && this.others.has(name)) return granted(null)
    if (this.others.has(name)) {
      return new Promise((_, refuse) => o.signal?.addEventListener('abort', () => refuse(new Error('Aborted.'))))
    }
    this.#mine.add(name)
    try {
      return await granted({ name })
    } finally {
      this.#mine.delete(name)
    }
  }
  async query() {
    const held = (names: Iterable<string>, clientId: string) => [...names].map((name) => ({ name, clientId }))
    return { held: [...held(this.#mine, 'this'), ...held(this.others, 'another')] }
  }
}

let disk: Disk
beforeEach(async () => {
  disk = new Disk()
  setServices({ engine, repository: { ...disk.repository(), patients: async () => [] } as Repository })
  routeStore.setState({ screen: 'library' }, true)
  startOnce()
  await open('frontal')
})

let started = false
function startOnce(): void {
  if (!started) startOpening()
  started = true
}

afterEach(() => {
  closeVisit()
  vi.stubGlobal('navigator', {})
  forgetUnsaved('p')
  pausedStore.setState({ elsewhere: false })
  designStore.setState(closedStudio)
  jobsStore.setState({ toast: null, problem: null })
})

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
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Density 103' })
    undo()
    expect(density()).toBe(101)
    expect(nextUndo()).toEqual({ photoId: 'right45', label: 'Density 102' })
    expect(isHere(nextUndo()!)).toBe(false)
    undo()
    // Nothing else is taken while a view opens.
    undo()
    await isOpen('right45')
    await vi.waitFor(() => expect(density()).toBe(current(first(photoRow('right45'))).fill.densityPerCm2))
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Density 101' })
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
    expect(nextRedo()).toEqual({ photoId: 'right45', label: 'Density 102' })
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
    expect(nextRedo()).toEqual({ photoId: 'frontal', label: 'Density 103' })
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
    expect(nextRedo()).toEqual({ photoId: 'right45', label: 'Density 102' })
    undo()
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Density 101' })
    expect(nextRedo()?.label).toBe('Find face')
    redo()
    // It is something new where somebody asks for it.
    edits(104)
    expect(nextRedo()).toBeNull()
  })

  it('knows the steps of a view that could not be saved', async () => {
    disk.broken = true
    edits(101)
    await open('right45')
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Density 101' })
    undo()
    await isOpen('frontal')
    await vi.waitFor(() => expect(nextUndo()).toBeNull())
    disk.broken = false
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
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Density 101' })
    undo()
    expect(nextUndo()).toBeNull()
    expect(nextRedo()).toEqual({ photoId: 'frontal', label: 'Density 101' })
    tabs.others.clear()
    await reload('frontal')
    expect(nextUndo()).toEqual({ photoId: 'right45', label: 'Density 102' })
  })

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
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Density 101' })
    unreadable.clear()
    await open('right45')
    expect(nextUndo()).toEqual({ photoId: 'right45', label: 'Density 102' })
  })

  it('follows what another tab does to the other views, and to the snapshots of this one', async () => {
    const tabs = new Tabs()
    vi.stubGlobal('navigator', { locks: tabs })
    tabs.others.add('trichion design frontal')
    await reload('frontal')
    const [right45, frontal] = [disk.histories.get('right45')!, disk.histories.get('frontal')!]
    const design = { ...current(right45), fill: { ...current(right45).fill, densityPerCm2: 120 } }
    disk.histories.set('right45', push(right45, design, 'Change density', undefined, { order: 5, others: -1 }))
    for (const focus of focused) focus()
    await vi.waitFor(() => expect(nextUndo()).toEqual({ photoId: 'right45', label: 'Change density' }))

    const change = { kind: 'delete', id: 'Mature' } as const
    disk.histories.set('frontal', pushSnapshot(frontal, change, 'Delete snapshot', { order: 6, others: 5 }))
    disk.shown = disk.shown.filter(({ id }) => id !== 'Mature')
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
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Density 101' })
  })

  it('begins with the open view in a visit from before the views had one list', async () => {
    for (const [i, photo] of disk.photos.entries()) {
      const start = first(photo)
      const { fill } = current(start)
      const design = { ...current(start), fill: { ...fill, densityPerCm2: 200 + i } }
      disk.histories.set(photo.id, push(start, design, `Old ${photo.id}`))
    }
    await reload('frontal')
    expect(nextUndo()).toEqual({ photoId: 'frontal', label: 'Old frontal' })
    edits(105)
    undo()
    undo()
    expect(nextUndo()).toEqual({ photoId: 'right45', label: 'Old right45' })
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
})

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
    expect(disk.deleted.map(({ id }) => id)).toEqual(['Mature'])
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
    expect(disk.shown.find(({ id }) => id === 'Mature')?.name).toBe('Mature')
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
    expect(disk.deleted).toEqual([])
  })

  it('is not lost where the disk was full meanwhile, and is no longer there once it is not', async () => {
    disk.broken = true
    await removeSnapshot('Mature')
    await renameSnapshot('Rounded', 'Agreed')
    await vi.waitFor(() => expect(state().save).toBe('failed'))
    await open('right45')
    await open('frontal')
    expect(state().snapshots.map(({ name }) => name)).toEqual(['Agreed'])
    expect(disk.shown).toHaveLength(2)
    disk.broken = false
    await flush()
    expect(disk.shown.map(({ name }) => name)).toEqual(['Agreed'])
    expect(disk.deleted.map(({ name }) => name)).toEqual(['Mature'])
  })

  it('that is gone for good is said so, and undo goes on', async () => {
    edits(101)
    await removeSnapshot('Mature')
    await flush()
    disk.deleted = []
    undo()
    await vi.waitFor(() => expect(jobsStore.getState().toast?.text).toContain('gone for good'))
    expect(nextUndo()?.label).toBe('Density 101')
    expect(ids()).toEqual(['Rounded'])
  })
})
