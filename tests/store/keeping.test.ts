import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startHistory, type History } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import { StorageError, type PhotoRow, type Repository, type Snapshot } from '../../src/storage/repository.ts'
import {
  flush,
  forgetUnsaved,
  hasUnsaved,
  isLosing,
  saveAgain,
  startAutosave,
} from '../../src/store/saving/autosave.ts'
import { edit, show, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { startFilling } from '../../src/store/dots/fillActions.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { forgetOpenedStep } from '../../src/store/edits/reachedSteps.ts'
import { setServices } from '../../src/store/services.ts'
import {
  branchFromSnapshot,
  noteSnapshot,
  placeSnapshot,
  restoreSnapshot,
  saveSnapshot,
  shiftSnapshot,
  starSnapshot,
} from '../../src/store/snapshots/snapshotActions.ts'
import { removeSnapshot } from '../../src/store/snapshots/snapshotDeletion.ts'
import { setStep, stepNames, viewStore } from '../../src/store/viewStore.ts'
import { importFile } from '../../src/store/visits/importActions.ts'
import { openVisit } from '../../src/store/visits/visitActions.ts'
import type { Engine, OpenResult } from '../../src/worker/engine.ts'

const at = '2026-01-02T03:04:05.000Z'
const patient = { id: 'p', name: 'A. B.', createdAt: at, sample: false }
const visitOf = (id: string) => ({ id, patientId: 'p', date: at, kind: 'consultation' as const })

function photoRow(id: string, visitId: string): PhotoRow {
  const size = { width: 300, height: 400, sourceWidth: 300, sourceHeight: 400 }
  return { id, visitId, patientId: 'p', view: 'frontal', hash: `hash of ${id}`, ...size, addedAt: at }
}

/** A disk that fails when told to, and says what lies on it. */
class Disk {
  broken = false
  /** Answers only once this does. */
  held: Promise<void> | null = null
  /** Histories it was asked to save. */
  asked = 0
  photos: PhotoRow[] = [photoRow('a', 'visit A'), photoRow('b', 'visit B')]
  histories = new Map<string, History>(this.photos.map((p) => [p.id, firstHistory(p)]))
  snapshots: Snapshot[] = []

  private check() {
    if (this.broken) throw new StorageError('full', 'The disk is full.')
  }
  repository(): Repository {
    const own: Partial<Repository> = {
      visit: async (id) => {
        const photos = this.photos.filter((p) => p.visitId === id)
        return { patient, visit: visitOf(id), visits: [visitOf(id)], photos }
      },
      history: async (id) => this.histories.get(id) ?? null,
      saveHistory: async (id, history) => {
        this.asked++
        await (this.held ?? moment())
        this.check()
        this.histories.set(id, history)
      },
      snapshots: async () => [],
      photoBytes: async (hash) => new TextEncoder().encode(hash).buffer,
      addPhoto: async ({ row, history }) => {
        this.check()
        this.photos.push(row)
        this.histories.set(row.id, history)
      },
      addSnapshot: async (snapshot) => {
        this.check()
        this.snapshots.push(snapshot)
      },
      remarkSnapshot: async () => {
        await moment()
        this.check()
      },
      placeSnapshots: async (places) => {
        await moment()
        this.check()
        this.snapshots = this.snapshots.map((x) => ({ ...x, place: places.get(x.id) ?? x.place }))
      },
      snapshot: async (id) => this.snapshots.find((x) => x.id === id) ?? null,
      restoreSnapshot: () => moment() as Promise<void>,
      setCover: async () => {
        throw new StorageError('full', 'The disk is full.')
      },
    }
    return own as Repository
  }
}

const firstHistory = ({ id, hash, width, height }: PhotoRow): History =>
  startHistory(newDesign({ id, hash, width, height }, { seed: 7 }))

/** A worker that opens anything: its bytes say which hash it has. */
class AnyPhoto {
  openings: (() => void)[] = []
  held = false
  opened: string[] = []
  measured = { dots: exactly(4321), areaCm2: exactly(98) }

  async openPhoto(bytes: ArrayBuffer): Promise<OpenResult> {
    if (this.held) await new Promise<void>((r) => this.openings.push(r))
    const size = { width: 300, height: 400, sourceWidth: 300, sourceHeight: 400 }
    const hash = new TextDecoder().decode(bytes)
    this.opened.push(hash)
    return { ok: true, photo: { hash, format: 'jpeg', ...size, focal35mm: null, stored: bytes } }
  }
  photoTiles = async () => {}
  fill = () => new Promise<null>(() => {})
  cancelFill = () => {}
  helmet = async () => null
  measure = async () => this.measured
  picture = async () => new ArrayBuffer(8)
}

const moment = () => new Promise((r) => setTimeout(r))
const state = () => designStore.getState()

function editDensity(densityPerCm2: number) {
  const { design } = state()
  if (!design) throw new Error('No design is open.')
  edit({ ...design, fill: { ...design.fill, densityPerCm2 } }, 'Density')
}

const densityOf = (history: History | undefined) => history?.entries.at(-1)?.design.fill.densityPerCm2

const address = { pathname: '/', hash: '' }
const go = (_: unknown, __: string, path: string) =>
  void ([address.pathname = '/', address.hash = ''] = path.split('#'))
vi.stubGlobal('location', address)
vi.stubGlobal('history', { pushState: go, replaceState: go })
vi.stubGlobal('navigator', {})
vi.stubGlobal('devicePixelRatio', 1)
startAutosave()
startFilling()

describe('what was done is kept', () => {
  let disk: Disk
  let worker: AnyPhoto

  beforeEach(async () => {
    disk = new Disk()
    worker = new AnyPhoto()
    setServices({ engine: worker as unknown as Engine, repository: disk.repository() })
    await openVisit('visit A')
  })

  afterEach(() => {
    vi.useRealTimers()
    forgetUnsaved('p')
    designStore.setState(closedStudio)
    jobsStore.setState({ toast: null, problem: null })
  })

  it('says Saved only once it is', async () => {
    editDensity(140)
    expect(state().save).toBe('saving')
    await vi.waitFor(() => expect(state().save).toBe('saved'))
    expect(densityOf(disk.histories.get('a'))).toBe(140)
  })

  it('says Not saved after 4 s without an answer, and Saved once there is one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let answer = () => {}
    disk.held = new Promise((resolve) => (answer = resolve))
    editDensity(145)
    await vi.advanceTimersByTimeAsync(3900)
    expect(state().save).toBe('saving')
    expect(isLosing()).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    expect(state().save).toBe('failed')
    expect(isLosing()).toBe(true)
    answer()
    vi.useRealTimers()
    await vi.waitFor(() => expect(state().save).toBe('saved'))
    expect(isLosing()).toBe(false)
  })

  it('tries again by itself what could not be saved', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    disk.broken = true
    editDensity(152)
    await vi.advanceTimersByTimeAsync(10)
    expect(state().save).toBe('failed')
    disk.broken = false
    await vi.advanceTimersByTimeAsync(10_100)
    expect(state().save).toBe('saved')
    expect(densityOf(disk.histories.get('a'))).toBe(152)
  })

  it('sends every edit at once when the page is left, also while one is being written', async () => {
    let answer = () => {}
    disk.held = new Promise((resolve) => (answer = resolve))
    editDensity(141)
    await moment()
    expect(disk.asked).toBe(1)
    editDensity(142)
    const flushed = flush()
    expect(disk.asked).toBe(2)
    answer()
    await flushed
    expect(state().save).toBe('saved')
    expect(densityOf(disk.histories.get('a'))).toBe(142)
  })

  it('encodes nothing in the moment in which a hand lets go, and is asked once when the page is left in that moment', async () => {
    editDensity(141)
    expect(disk.asked).toBe(0)
    expect(state().save).toBe('saving')
    const flushed = flush()
    expect(disk.asked).toBe(1)
    await flushed
    await moment()
    expect(disk.asked).toBe(1)
    expect(state().save).toBe('saved')
    expect(densityOf(disk.histories.get('a'))).toBe(141)
  })

  it('goes on from a snapshot along another way, and keeps the design that was worked on', async () => {
    await saveSnapshot()
    const first = state().snapshots[0]!
    editDensity(140)
    await branchFromSnapshot(first.id)
    expect(state().design).toBe(first.design)
    const [, kept] = state().snapshots
    expect(kept?.design.fill.densityPerCm2).toBe(140)
    expect(jobsStore.getState().toast?.text).toContain(`kept as ${kept?.name}`)
    // Undo leads back; what is a snapshot already is not kept again.
    undo()
    expect(state().design?.fill.densityPerCm2).toBe(140)
    await branchFromSnapshot(first.id)
    expect(state().snapshots).toHaveLength(2)
  })

  it('changes nothing where the design that was worked on can not be kept', async () => {
    await saveSnapshot()
    editDensity(140)
    disk.broken = true
    await branchFromSnapshot(state().snapshots[0]!.id)
    expect(state().design?.fill.densityPerCm2).toBe(140)
    expect(state().snapshots).toHaveLength(1)
  })

  it('shows a star and a note once they are on disk, and touches nothing that is frozen', async () => {
    await saveSnapshot()
    const { id, design } = state().snapshots[0]!
    await starSnapshot(id, true)
    await noteSnapshot(id, '  Likes this one.  ')
    disk.broken = true
    await expect(starSnapshot(id, false)).rejects.toThrow('full')
    expect(state().snapshots[0]).toMatchObject({ starred: true, note: 'Likes this one.' })
    expect(state().snapshots[0]?.design).toBe(design)
  })

  it('puts a snapshot where it is dragged to, among those that come later too, and back where its delete is undone', async () => {
    for (let i = 0; i < 4; i++) {
      editDensity(140 + i)
      await saveSnapshot()
    }
    // As two that were saved in the same moment: there is no room between them.
    disk.snapshots = disk.snapshots.map((x) => ({ ...x, createdAt: at }))
    designStore.setState({ snapshots: disk.snapshots })
    const ids = () => state().snapshots.map((s) => s.id)
    const [a, b, c, d] = ids() as [string, string, string, string]
    await placeSnapshot(d, 0)
    expect(ids()).toEqual([d, a, b, c])
    await placeSnapshot(a, 2)
    expect(ids()).toEqual([d, b, a, c])
    await placeSnapshot(c, 3)
    expect(ids()).toEqual([d, b, a, c])
    await removeSnapshot(b)
    jobsStore.getState().toast?.action?.run()
    await vi.waitFor(() => expect(ids()).toEqual([d, b, a, c]))
    await placeSnapshot(c, 0)
    await placeSnapshot(d, 3)
    expect(ids()).toEqual([c, b, a, d])
    // A hand that presses twice before the first move is on disk moves it twice.
    await Promise.all([shiftSnapshot(c, 1), shiftSnapshot(c, 1)])
    expect(ids()).toEqual([b, a, c, d])
    await shiftSnapshot(d, 1)
    expect(ids()).toEqual([b, a, c, d])
    disk.broken = true
    await expect(placeSnapshot(b, 3)).rejects.toThrow('full')
    await expect(shiftSnapshot(b, 1)).rejects.toThrow('full')
    expect(ids()).toEqual([b, a, c, d])
  })

  it('keeps no second snapshot of a design that nobody has changed: it points at the one that is there', async () => {
    const first = await saveSnapshot()
    expect(await saveSnapshot()).toBe(first)
    expect(disk.snapshots).toHaveLength(1)
    expect(jobsStore.getState().toast?.text).toBe(`Already saved as ${first!.name}.`)
    expect(viewStore.getState().pointedAt).toBe(first!.id)
    editDensity(180)
    await saveSnapshot()
    undo()
    expect((await saveSnapshot())?.id).toBe(first!.id)
    expect(disk.snapshots).toHaveLength(2)
    // By an earlier engine its dots would be others: that one is no copy.
    designStore.setState((s) => ({
      snapshots: s.snapshots.map((x) => ({
        ...x,
        engineVersion: '1',
        design: { ...x.design, fill: { ...x.design.fill, filled: true } },
      })),
    }))
    restoreSnapshot(first!.id)
    expect(jobsStore.getState().toast?.text).toBe('Saved with an earlier engine: dots are drawn anew.')
    await saveSnapshot()
    expect(disk.snapshots).toHaveLength(3)
  })

  it('names snapshots apart by what differs, in a few letters', async () => {
    const { design } = state()
    if (!design) throw new Error('No design is open.')
    edit({ ...design, scale: { ...design.scale, status: 'used' } }, 'Use scale')
    const names: string[] = []
    const save = async (fill: Partial<typeof design.fill>) => {
      const now = state().design!
      edit({ ...now, fill: { ...now.fill, ...fill } }, 'Change')
      names.push((await saveSnapshot())!.name)
    }
    await save({ filled: true })
    await save({ densityPerCm2: 180 })
    await save({ sitting: 1 })
    await save({ sitting: 3, moment: 1826 })
    await save({ shade: 4 })
    await save({ softness: 0.9 })
    await save({ softness: 0.8 })
    expect(names[0]).toMatch(/^Mature \d+ mm$/)
    expect(names.slice(1)).toEqual([
      'Mature 180/cm²',
      'Sitting 1',
      'Sitting 3',
      'Mature shade 5',
      `${names[0]} (2)`,
      `${names[0]} (3)`,
    ])
  })

  it('keeps an edit that could not be saved while another visit is open, and saves it when tried again', async () => {
    disk.broken = true
    editDensity(155)
    await openVisit('visit B')
    await vi.waitFor(() => expect(state().save).toBe('failed'))
    expect(hasUnsaved()).toBe(true)
    await openVisit('visit A')
    expect(state().design?.fill.densityPerCm2).toBe(155)
    disk.broken = false
    saveAgain()
    await vi.waitFor(() => expect(state().save).toBe('saved'))
    expect(densityOf(disk.histories.get('a'))).toBe(155)
    expect(hasUnsaved()).toBe(false)
  })

  it('shows the last edit when a visit is left and entered while it is being written', async () => {
    editDensity(160)
    await openVisit('visit B')
    await openVisit('visit A')
    expect(state().design?.fill.densityPerCm2).toBe(160)
  })

  it('ticks with one photo no steps that were gone through with another, and knows them again', async () => {
    setStep('dots')
    setStep('photo')
    await openVisit('visit B')
    const hairline = stepNames.indexOf('hairline')
    expect(viewStore.getState().furthest).toBeLessThan(hairline)
    await openVisit('visit A')
    expect(viewStore.getState().furthest).toBe(stepNames.indexOf('dots'))
    // Opened to carry a design to it, in vain: the step that was open here is none that was gone through there.
    setStep('dots')
    await openVisit('visit B')
    forgetOpenedStep('b')
    expect(viewStore.getState().furthest).toBeLessThan(hairline)
    setStep('photo')
    await openVisit('visit A')
  })

  it('never puts a photo into a visit that was opened while it was read', async () => {
    worker.held = true
    const dropped = importFile(new Blob(['new photo']))
    await vi.waitFor(() => expect(worker.openings).toHaveLength(1))
    worker.held = false
    await openVisit('visit B')
    worker.openings[0]?.()
    expect(await dropped).toBe(false)
    expect(state().photos.map((p) => p.id)).toEqual(['b'])
    expect(disk.photos.filter((p) => p.visitId === 'visit B').map((p) => p.id)).toEqual(['b'])
    expect(state().photo?.id).toBe('b')
  })

  it('freezes the figures of the design that is saved, not of the one that was drawn before', async () => {
    const { design } = state()
    if (!design) throw new Error('No design is open.')
    const { eyeLeft: a, eyeRight: b } = design.marks
    const scale = { a, b, knownMm: 110, source: 'caliper', status: 'used' } as const
    edit({ ...design, scale, fill: { ...design.fill, filled: true } }, 'Fill with dots')
    jobsStore.setState({ fillResult: { dots: exactly(1), areaCm2: exactly(1) } })
    show({ ...design, fill: { ...design.fill, densityPerCm2: 999 } })
    await saveSnapshot()
    expect(disk.snapshots[0]?.figures).toMatchObject({
      dots: worker.measured.dots.value,
      areaCm2: worker.measured.areaCm2.value,
      bands: {
        areaCm2: { low: worker.measured.areaCm2.low, high: worker.measured.areaCm2.high },
        dots: { low: Math.floor(worker.measured.dots.low), high: Math.ceil(worker.measured.dots.high) },
      },
    })
    expect(disk.snapshots[0]?.design.fill.densityPerCm2).toBe(design.fill.densityPerCm2)
  })

  it('counts the dots of the sittings that are shown, drawn already or not', async () => {
    const { design } = state()
    if (!design) throw new Error('No design is open.')
    const scale = { ...design.scale, status: 'used' } as const
    edit({ ...design, scale, fill: { ...design.fill, filled: true, sitting: 1 } }, 'Fill with dots')
    await saveSnapshot()
    expect(disk.snapshots[0]?.figures?.dots).toBe(Math.round(0.3 * worker.measured.dots.value))
  })

  it('never lets a photo that is read slowly take the place of one that was opened since', async () => {
    let read: (bytes: ArrayBuffer) => void = () => {}
    const slow = { size: 9, arrayBuffer: () => new Promise<ArrayBuffer>((r) => (read = r)) } as unknown as Blob
    const dropped = importFile(slow)
    await openVisit('visit B')
    read(new TextEncoder().encode('new photo').buffer)
    expect(await dropped).toBe(false)
    expect(worker.opened).toEqual(['hash of a', 'hash of b'])
  })

  it('keeps a snapshot although the card in the library could not be renewed', async () => {
    await saveSnapshot()
    expect(state().snapshots).toEqual(disk.snapshots)
    expect(disk.snapshots).toHaveLength(1)
    expect(jobsStore.getState().toast).toBeNull()
  })

  it('takes a snapshot that could not be stored out of the strip, and says so', async () => {
    disk.broken = true
    await saveSnapshot()
    expect(state().snapshots).toEqual([])
    expect(jobsStore.getState().toast?.text).toContain('could not be saved')
    expect(jobsStore.getState().savingSnapshot).toBe(false)
  })

  it('loses no snapshot that is saved while another is deleted, and none when the deletion is undone', async () => {
    await saveSnapshot()
    const [first] = state().snapshots
    const deleted = removeSnapshot(first!.id)
    await saveSnapshot()
    await deleted
    const [second, ...more] = state().snapshots
    expect(more).toEqual([])
    expect(second!.id).not.toBe(first!.id)
    editDensity(140)
    await saveSnapshot()
    jobsStore.getState().toast?.action?.run()
    await moment()
    await moment()
    expect(new Set(state().snapshots.map(({ id }) => id))).toEqual(
      new Set([first!.id, ...disk.snapshots.map(({ id }) => id)]),
    )
    expect(state().snapshots).toHaveLength(3)
  })

  it('puts no snapshot of a deleted one’s photo beside those of another visit', async () => {
    await saveSnapshot()
    const deleted = removeSnapshot(state().snapshots[0]!.id)
    await openVisit('visit B')
    await deleted
    expect(state().snapshots).toEqual([])
    jobsStore.getState().toast?.action?.run()
    await moment()
    expect(state().snapshots).toEqual([])
  })
})
