import { afterEach, beforeEach, expect, vi } from 'vitest'
import { current, startHistory, type History } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { headOf } from '../../src/core/design/visitHistory.ts'
import {
  StorageError,
  type PhotoRow,
  type Repository,
  type Snapshot,
  type SnapshotStates,
} from '../../src/storage/repository.ts'
import { flush, forgetUnsaved, startAutosave } from '../../src/store/saving/autosave.ts'
import { edit } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { pausedStore } from '../../src/store/saving/pausedStore.ts'
import { navigate, routeStore } from '../../src/store/routeStore.ts'
import { setServices } from '../../src/store/services.ts'
import { startReadingHeads } from '../../src/store/visits/visitHeads.ts'
import { closeVisit, startOpening } from '../../src/store/visits/visitActions.ts'
import type { Engine } from '../../src/worker/engine.ts'

const at = '2026-01-02T03:04:05.000Z'
const patient = { id: 'p', name: 'A. B.', createdAt: at, sample: false }
const visit = { id: 'v', patientId: 'p', date: at, kind: 'consultation' as const }
const size = { width: 300, height: 400 }

export const photoRow = (id: string): PhotoRow => {
  const source = { sourceWidth: 300, sourceHeight: 400, addedAt: at }
  return { id, visitId: 'v', patientId: 'p', view: 'frontal', hash: `hash of ${id}`, ...size, ...source }
}

export const first = ({ id, hash }: PhotoRow): History => startHistory(newDesign({ id, hash, ...size }, { seed: 7 }))

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

  private setSnapshots(states: SnapshotStates): void {
    for (const [id, { name, deleted }] of states) {
      const [known] = [...this.shown, ...this.deleted].filter((x) => x.id === id)
      if (!known) continue
      const goes = deleted ?? this.deleted.includes(known)
      const row = { ...known, name: name ?? known.name }
      const others = (list: Snapshot[]) => list.filter((x) => x !== known)
      this.shown = [...others(this.shown), ...(goes ? [] : [row])]
      this.deleted = [...others(this.deleted), ...(goes ? [row] : [])]
    }
  }

  private async moveSnapshot(id: string, deleted: boolean): Promise<void> {
    await Promise.resolve()
    if (this.broken) throw new StorageError('full', 'The disk is full.')
    this.setSnapshots(new Map([[id, { deleted }]]))
  }

  repository(): Repository {
    const own: Partial<Repository> = {
      visit: async () => ({ patient, visit, visits: [visit], photos: this.photos }),
      history: async (id) => this.histories.get(id) ?? null,
      historyHeads: async (ids) =>
        new Map([...this.histories].flatMap(([id, history]) => (ids.includes(id) ? [[id, headOf(history)]] : []))),
      saveHistory: async (id, history, states: SnapshotStates = new Map()) => {
        await Promise.resolve()
        if (this.broken) throw new StorageError('full', 'The disk is full.')
        this.histories.set(id, history)
        this.setSnapshots(states)
      },
      removeSnapshot: (id) => this.moveSnapshot(id, true),
      restoreSnapshot: (id) => this.moveSnapshot(id, false),
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

export const unreadable = new Set<string>()
/** Tiles of photos come once this does. */
export const slowly: { tiles: Promise<void> } = { tiles: Promise.resolve() }
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
  photoTiles: () => slowly.tiles,
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
export const focused: (() => void)[] = []
vi.stubGlobal('addEventListener', (kind: string, listener: () => void) => kind === 'focus' && focused.push(listener))
startAutosave()
startReadingHeads()

export const state = () => designStore.getState()
export const density = () => state().design?.fill.densityPerCm2
export const ids = () => state().snapshots.map(({ id }) => id)

export function edits(densityPerCm2: number, mergeKey?: string): void {
  const { design } = state()
  if (!design) throw new Error('No design is open.')
  edit({ ...design, fill: { ...design.fill, densityPerCm2 } }, mergeKey ?? `Density ${densityPerCm2}`, mergeKey)
}

export async function open(photoId: string): Promise<void> {
  navigate({ screen: 'studio', patientId: 'p', visitId: 'v', photoId })
  await isOpen(photoId)
}

export const isOpen = (photoId: string) =>
  vi.waitFor(() => {
    expect(state().photo?.id).toBe(photoId)
    expect(jobsStore.getState().opening).toBeNull()
  })

/** As a page that is loaded anew: nothing is known but what is on the disk. */
export async function reload(photoId: string): Promise<void> {
  await flush()
  forgetUnsaved('p')
  closeVisit()
  navigate({ screen: 'library' })
  await open(photoId)
}

/** Web Locks, of which other tabs have some. */
export class Tabs {
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

let isOpening = false

/** A visit with two photos, one with two snapshots, opened anew for every test. */
export function openedVisit(): { disk: Disk } {
  const bench = { disk: new Disk() }
  beforeEach(async () => {
    bench.disk = new Disk()
    setServices({ engine, repository: { ...bench.disk.repository(), patients: async () => [] } as Repository })
    routeStore.setState({ screen: 'library' }, true)
    if (!isOpening) startOpening()
    isOpening = true
    await open('frontal')
  })
  afterEach(() => {
    closeVisit()
    vi.stubGlobal('navigator', {})
    slowly.tiles = Promise.resolve()
    forgetUnsaved('p')
    pausedStore.setState({ elsewhere: false })
    designStore.setState(closedStudio)
    jobsStore.setState({ toast: null, problem: null })
  })
  return bench
}
