import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, pushSnapshot, redo, undo, type History } from '../../src/core/design/history.ts'
import { headOf } from '../../src/core/design/visitHistory.ts'
import { bytesOf, Clinic, designOf, failWrites, snapshotOf, textOf, worked } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await clinic.end()
})

const dense = (history: History, densityPerCm2: number, order: number) => {
  const design = { ...current(history), fill: { ...current(history).fill, densityPerCm2 } }
  return push(history, design, `Density ${densityPerCm2}`, undefined, { order, others: -1 })
}

async function photoOf(name = 'Ann') {
  const { row, patient, history: start } = await clinic.addPatientWithPhoto(name)
  const [kept, gone] = [snapshotOf(row, 'Kept'), snapshotOf(row, 'Gone')]
  for (const snapshot of [kept, gone])
    await clinic.repository.addSnapshot(snapshot, bytesOf(snapshot.name), bytesOf('small'))
  const deleted = (history: History, order = 1) =>
    pushSnapshot(history, { kind: 'delete', id: gone.id }, 'Delete snapshot', { order, others: -1 })
  const names = async () => (await clinic.repository.snapshots(row.id)).map((s) => s.name).toSorted()
  return { id: row.id, row, patient, start, kept, gone, deleted, names }
}

const goes = (id: string) => new Map([[id, { deleted: true }]])
const comesBack = (id: string) => new Map([[id, { deleted: false }]])

describe('the steps of a visit on disk', () => {
  it('keep their place in the visit, and when they were undone, over a restart', async () => {
    const { id, start } = await photoOf()
    const history = undo(undo(dense(dense(dense(start, 101, 4), 102, 9), 103, 10), 11), 12)
    await clinic.repository.saveHistory(id, history)
    const repository = await clinic.restart()
    const loaded = (await repository.history(id))!
    expect(loaded.entries.map(({ order }) => order)).toEqual([undefined, 4, 9, 10])
    expect(loaded).toMatchObject({ at: 1, undone: [12, 11] })
    await repository.saveHistory(id, redo(loaded))
    const again = await (await clinic.restart()).history(id)
    expect(again).toMatchObject({ at: 2, undone: [11] })
    expect(again!.entries.map(({ order }) => order)).toEqual([undefined, 4, 9, 10])
  })

  it('say how many of them can be taken back, over a restart', async () => {
    const { id, start } = await photoOf()
    const place = { order: 4, reach: 6, others: -1 }
    const design = { ...current(start), fill: { ...current(start).fill, densityPerCm2: 101 } }
    await clinic.repository.saveHistory(id, dense(push(start, design, 'Density', undefined, place), 102, 9))
    const repository = await clinic.restart()
    expect((await repository.history(id))!.entries.map(({ reach }) => reach)).toEqual([undefined, 6, undefined])
    expect((await repository.historyHeads([id])).get(id)?.reach).toBe(200)
    await repository.saveHistory(id, push(start, design, 'Density', undefined, place))
    expect((await (await clinic.restart()).historyHeads([id])).get(id)?.reach).toBe(6)
  })

  it('are told of photos that are not open, without a tile of their masks', async () => {
    const [ann, bob, old] = [await photoOf('Ann'), await photoOf('Bob'), await photoOf('Cid')]
    const histories = [
      [ann.id, undo(dense(dense(ann.start, 101, 1), 102, 3), 4)],
      [bob.id, bob.start],
      // As a former build has left it: no step has a place in its visit.
      [old.id, worked(designOf(old.row), 6)],
    ] as const
    for (const [id, history] of histories) await clinic.repository.saveHistory(id, history)
    const repository = await clinic.restart()
    const read: string[] = []
    for (const method of ['get', 'getAll'] as const) {
      const reading = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...args: unknown[]
      ) {
        read.push(this.name)
        return reading.apply(this, args)
      })
    }
    const heads = await repository.historyHeads([...histories.map(([id]) => id), 'unknown'])
    expect(heads).toEqual(new Map(histories.map(([id, history]) => [id, headOf(history)])))
    expect(new Set(read)).toEqual(new Set(['histories', 'entries']))
    expect(read.length).toBeLessThan(4 + 3 * 3)
  })

  it('are left out of a photo whose rows are damaged, until it is opened', async () => {
    const { id, start } = await photoOf()
    await clinic.repository.saveHistory(id, dense(dense(start, 101, 1), 102, 2))
    const db = await clinic.rows()
    const last = (await db.getAllKeys('entries')).at(-1)!
    await db.put('entries', { ...((await db.get('entries', last)) as object), label: 7 })
    expect((await clinic.repository.historyHeads([id])).size).toBe(0)
    const mended = await (await clinic.restart()).history(id)
    expect(mended?.entries.map(({ label }) => label)).toEqual(['Start', 'Density 101'])
  })

  it('lose with a damaged step no other one’s place among those that were undone', async () => {
    const { id, start } = await photoOf()
    const all = dense(dense(dense(start, 101, 1), 102, 2), 103, 3)
    await clinic.repository.saveHistory(id, undo(undo(undo(all, 4), 5), 6))
    const db = await clinic.rows()
    const keys = await db.getAllKeys('entries')
    await db.put('entries', { ...((await db.get('entries', keys.at(-2)!)) as object), design: 'lost' })
    expect(await (await clinic.restart()).history(id)).toMatchObject({ at: 0, undone: [6, 4] })
  })
})

describe('a step that deletes or renames a snapshot', () => {
  it('is on disk with what it does', async () => {
    const { id, start, kept, gone, deleted, names } = await photoOf()
    await clinic.repository.saveHistory(id, deleted(start), goes(gone.id))
    expect(await names()).toEqual(['Kept'])
    const change = { kind: 'rename', id: kept.id, from: 'Kept', to: 'Agreed' } as const
    const both = pushSnapshot(deleted(start), change, 'Rename snapshot', { order: 2, others: -1 })
    await clinic.repository.saveHistory(id, both, new Map([[kept.id, { name: 'Agreed' }]]))
    expect(await names()).toEqual(['Agreed'])
    const loaded = await (await clinic.restart()).history(id)
    expect(loaded!.entries.map(({ snapshot }) => snapshot)).toEqual([
      undefined,
      { kind: 'delete', id: gone.id },
      change,
    ])
  })

  it('and its list are both as before where the disk is full, or another tab has gone on', async () => {
    const { id, start, gone, deleted, names } = await photoOf()
    failWrites('histories')
    await expect(clinic.repository.saveHistory(id, deleted(start), goes(gone.id))).rejects.toMatchObject({
      code: 'full',
    })
    vi.restoreAllMocks()
    expect(await names()).toEqual(['Gone', 'Kept'])
    const other = await clinic.secondTab()
    expect((await other.history(id))?.entries).toHaveLength(1)
    await clinic.repository.history(id)
    await other.saveHistory(id, dense(start, 101, 1))
    await expect(clinic.repository.saveHistory(id, deleted(start), goes(gone.id))).rejects.toMatchObject({
      code: 'overtaken',
    })
    expect(await names()).toEqual(['Gone', 'Kept'])
  })

  it.each(['the next start', 'another tab that goes on'])(
    'reaches the snapshot by %s where the page went away between the list and the snapshot',
    async (who) => {
      const { id, start, kept, gone, deleted, names } = await photoOf()
      const other = await clinic.secondTab()
      failWrites('snapshots')
      const renamed = pushSnapshot(
        deleted(start),
        { kind: 'rename', id: kept.id, from: 'Kept', to: 'New' },
        'Rename snapshot',
        { order: 2, others: -1 },
      )
      const states = new Map([
        [gone.id, { deleted: true }],
        [kept.id, { name: 'New' }],
      ] as const)
      await expect(clinic.repository.saveHistory(id, renamed, states)).rejects.toMatchObject({ code: 'full' })
      expect(await names()).toEqual(['Gone', 'Kept'])
      vi.restoreAllMocks()
      const open = who === 'the next start' ? await clinic.restart() : other
      expect((await open.history(id))?.entries).toHaveLength(3)
      expect((await open.snapshots(id)).map((s) => s.name)).toEqual(['New'])
      const { settings } = await clinic.count()
      await open.saveHistory(id, dense(renamed, 101, 3))
      expect((await clinic.count()).settings).toBe(settings)
      expect((await (await clinic.restart()).snapshots(id)).map((s) => s.name)).toEqual(['New'])
    },
  )

  it('that could not be written to the snapshot does not come back over what was done after it', async () => {
    const { id, start, gone, deleted, names } = await photoOf()
    failWrites('deletedSnapshots')
    await expect(clinic.repository.saveHistory(id, deleted(start), goes(gone.id))).rejects.toMatchObject({
      code: 'full',
    })
    vi.restoreAllMocks()
    failWrites('histories')
    const undone = undo(deleted(start), 2)
    await expect(clinic.repository.saveHistory(id, undone, comesBack(gone.id))).rejects.toMatchObject({ code: 'full' })
    vi.restoreAllMocks()
    await clinic.repository.saveHistory(id, undone, comesBack(gone.id))
    await clinic.repository.saveHistory(id, dense(start, 101, 3))
    await clinic.restart()
    expect(await names()).toEqual(['Gone', 'Kept'])
    expect(textOf(await clinic.repository.snapshotPicture(gone.id))).toBe('Gone')
  })

  it('that could not be written to the snapshot is tried again behind every save, and keeps nobody from the design', async () => {
    const { id, start, kept, names } = await photoOf()
    const change = { kind: 'rename', id: kept.id, from: 'Kept', to: 'New' } as const
    const renamed = pushSnapshot(start, change, 'Rename snapshot', { order: 2, others: -1 })
    failWrites('snapshots')
    const states = new Map([[kept.id, { name: 'New' }]])
    await expect(clinic.repository.saveHistory(id, renamed, states)).rejects.toMatchObject({ code: 'full' })
    const repository = await clinic.restart()
    expect((await repository.history(id))?.entries).toHaveLength(2)
    await expect(repository.saveHistory(id, dense(renamed, 101, 3))).rejects.toMatchObject({ code: 'full' })
    vi.restoreAllMocks()
    await repository.saveHistory(id, dense(renamed, 102, 4))
    expect(await names()).toEqual(['Gone', 'New'])
  })

  it('keeps what it deleted over restarts, picture and all, as long as it is on the list', async () => {
    const { id, start, gone, deleted, names } = await photoOf()
    await clinic.repository.saveHistory(id, deleted(start), goes(gone.id))
    await clinic.restart()
    let repository = await clinic.restart()
    expect(await repository.snapshot(gone.id)).toMatchObject({ name: 'Gone' })
    expect(textOf(await repository.snapshotPicture(gone.id))).toBe('Gone')
    const loaded = (await repository.history(id))!
    await repository.saveHistory(id, undo(loaded, 2), comesBack(gone.id))
    expect(await names()).toEqual(['Gone', 'Kept'])
    await repository.saveHistory(id, loaded, goes(gone.id))
    await repository.saveHistory(id, dense(start, 101, 3))
    repository = await clinic.restart()
    expect(await repository.snapshot(gone.id)).toBeNull()
    expect(await repository.snapshotPicture(gone.id)).toBeNull()
  })

  it('is saved although the snapshot is gone for good', async () => {
    const { id, start, gone, deleted } = await photoOf()
    await clinic.repository.saveHistory(id, deleted(start), goes(gone.id))
    const db = await clinic.rows()
    await db.delete('deletedSnapshots', gone.id)
    await clinic.repository.saveHistory(id, undo(deleted(start), 2), comesBack(gone.id))
    expect((await (await clinic.restart()).history(id))?.at).toBe(0)
  })

  it('leaves nothing of a patient who is removed', async () => {
    const { id, patient, start, gone, deleted } = await photoOf()
    await clinic.repository.saveHistory(id, deleted(start), goes(gone.id))
    await (await clinic.restart()).removePatient(patient.id)
    expect(await clinic.countOfPatients()).toBe(0)
  })
})
