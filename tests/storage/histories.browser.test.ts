import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, redo, sameDesign, startHistory, undo, type History } from '../../src/core/design/history.ts'
import { fillPolygon } from '../../src/core/pixels/maskFill.ts'
import { Hand } from '../core/tools/hand.ts'
import { Clinic, designOf, failWrites, painted, worked } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await clinic.end()
})

function expectSame(after: History | null, before: History): void {
  expect(after?.at).toBe(before.at)
  expect(after?.entries.map((e) => [e.label, e.mergeKey])).toEqual(before.entries.map((e) => [e.label, e.mergeKey]))
  before.entries.forEach((e, i) => expect(sameDesign(after!.entries[i]!.design, e.design)).toBe(true))
}

/** The rows that are written from now on, by store. */
function watchWrites(): { readonly puts: Record<string, number>; readonly deletes: Record<string, number> } {
  const puts: Record<string, number> = {}
  const deletes: Record<string, number> = {}
  const { put, add, delete: remove } = IDBObjectStore.prototype
  const writes = { put, add }
  for (const method of ['put', 'add'] as const)
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, value: unknown, key) {
      puts[this.name] = (puts[this.name] ?? 0) + 1
      return writes[method].call(this, value, key)
    })
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    deletes[this.name] = (deletes[this.name] ?? 0) + 1
    return remove.call(this, key)
  })
  return { puts, deletes }
}

async function workedOn(steps: number) {
  const added = await clinic.addPatientWithPhoto('Ann')
  const history = worked(designOf(added.row), steps)
  await clinic.repository.saveHistory(added.row.id, history)
  return { ...added, id: added.row.id, history }
}

describe('a history', () => {
  it('of 30 steps comes back as it was, at the same step', async () => {
    const { id, history } = await workedOn(30)
    expect(history.entries.length).toBe(31)
    expectSame(await (await clinic.restart()).history(id), history)
  })

  it('shares in memory what did not change, also after a restart', async () => {
    const { id, history } = await workedOn(9)
    const after = await (await clinic.restart()).history(id)
    const masks = after!.entries.map((e) => e.design.area.add)
    // Steps 1, 4 and 7 are strokes: four masks with the empty one.
    expect(new Set(masks).size).toBe(4)
    const tilesOf = (h: History) => new Set(h.entries.flatMap((e) => [...e.design.area.add.tiles.values()]))
    expect(tilesOf(after!).size).toBe(tilesOf(history).size)
    expect(new Set(after!.entries.map((e) => e.design.area.exclude)).size).toBe(1)
  })

  it('writes only the new step, and of a stroke only the tiles it touched', async () => {
    const { id, history } = await workedOn(30)
    const repository = await clinic.restart()
    const loaded = await repository.history(id)
    const hand = new Hand('brush', current(loaded!))
    hand.down(100, 100).move(120, 110).up()
    const { puts, deletes } = watchWrites()
    const next = push(loaded!, hand.design, 'Paint area')
    await repository.saveHistory(id, next)
    expect(puts['entries']).toBe(1)
    // Mirror paints the other side as well.
    expect(puts['tiles']).toBeLessThanOrEqual(4)
    expect(puts['histories']).toBe(1)
    // The two steps that were undone are gone.
    expect(deletes['entries']).toBe(2)
    expectSame(await (await clinic.restart()).history(id), next)
    expect((await clinic.count())['entries']).toBe(history.entries.length - 1)
  })

  it('writes no full tile anew where those of another photo were read after it', async () => {
    const ids: string[] = []
    for (let k = 0; k < 2; k++) {
      const { id, history } = await workedOn(1)
      const design = current(history)
      const { width, height } = design.photo
      const all = [
        { x: 0, y: 0 },
        { x: width, y: 0 },
        { x: width, y: height },
        { x: 0, y: height },
      ]
      const exclude = fillPolygon(design.area.exclude, all, 'add')
      const next = push(history, { ...design, area: { ...design.area, exclude } }, 'Exclude')
      await clinic.repository.saveHistory(id, next)
      ids.push(id)
    }
    const repository = await clinic.restart()
    const loaded = await Promise.all(ids.map((id) => repository.history(id)))
    const { puts } = watchWrites()
    for (const [k, id] of ids.entries()) {
      const design = current(loaded[k]!)
      const fill = { ...design.fill, densityPerCm2: design.fill.densityPerCm2 + 1 }
      await repository.saveHistory(id, push(loaded[k]!, { ...design, fill }, 'Density'))
    }
    expect(puts['entries']).toBe(2)
    expect(puts['tiles']).toBeUndefined()
  })

  it('writes no step for undo and redo', async () => {
    const { id, history } = await workedOn(6)
    const { puts, deletes } = watchWrites()
    await clinic.repository.saveHistory(id, undo(history))
    await clinic.repository.saveHistory(id, redo(history))
    expect(puts).toEqual({ histories: 2, journal: 2, sessions: 2, uncopied: 2 })
    expect(deletes).toEqual({})
    expectSame(await (await clinic.restart()).history(id), redo(history))
  })

  it('keeps no tile that no step uses', async () => {
    const { id, row } = await workedOn(12)
    await clinic.repository.saveHistory(id, startHistory(designOf(row)))
    expect(await clinic.count()).toMatchObject({ entries: 1, tiles: 0, histories: 1 })
  })

  it('brings back painted work that was undone, dropped and taken from a snapshot again', async () => {
    const { id, row } = await clinic.addPatientWithPhoto('Ann').then((a) => ({ ...a, id: a.row.id }))
    const start = startHistory(designOf(row))
    const stroke = new Hand('brush', current(start)).down(300, 300).move(500, 400).up().design
    await clinic.repository.saveHistory(id, push(start, stroke, 'Paint area'))
    const other = { ...current(start), fill: { ...current(start).fill, densityPerCm2: 90 } }
    const dropped = push(start, other, 'Change density')
    await clinic.repository.saveHistory(id, dropped)
    const restored = push(dropped, stroke, 'Restore Mature 75 mm')
    await clinic.repository.saveHistory(id, restored)
    expectSame(await (await clinic.restart()).history(id), restored)
  })

  it('saved many times without waiting ends as the newest', async () => {
    const { id, history } = await workedOn(3)
    const hand = new Hand('brush', current(history))
    let newest = history
    const saves: Promise<void>[] = []
    for (let i = 0; i < 12; i++) {
      newest = painted(newest, hand, i)
      saves.push(clinic.repository.saveHistory(id, newest))
    }
    await Promise.all(saves)
    expectSame(await (await clinic.restart()).history(id), newest)
    expect((await clinic.count())['entries']).toBe(newest.entries.length)
  })

  it('of a tab that was overtaken by another one is refused: nothing that was saved is lost or mixed', async () => {
    const { id } = await workedOn(6)
    const other = await clinic.secondTab()
    const [here, there] = [await clinic.repository.history(id), await other.history(id)]
    const edit = (h: History, densityPerCm2: number) =>
      push(h, { ...current(h), fill: { ...current(h).fill, densityPerCm2 } }, `Density ${densityPerCm2}`)
    const theirs = edit(edit(there!, 101), 102)
    await other.saveHistory(id, theirs)
    const rows = await clinic.count()
    await expect(clinic.repository.saveHistory(id, edit(here!, 201))).rejects.toMatchObject({ code: 'overtaken' })
    await expect(clinic.repository.saveHistory(id, edit(here!, 202))).rejects.toMatchObject({ code: 'overtaken' })
    expect(await clinic.count()).toEqual(rows)
    const taken = await clinic.repository.history(id)
    expectSame(taken, theirs)
    await clinic.repository.saveHistory(id, edit(taken!, 203))
    expectSame(await other.history(id), edit(theirs, 203))
  })

  it('is with the browser before the task of a gesture ends', async () => {
    const { id, history } = await workedOn(6)
    const { puts } = watchWrites()
    const committed = vi.spyOn(IDBTransaction.prototype, 'commit')
    const saved = clinic.repository.saveHistory(id, undo(history))
    const inTheSameTask = await new Promise((resolve) => queueMicrotask(() => setTimeout(() => resolve({ ...puts }))))
    expect(inTheSameTask).toMatchObject({ histories: 1, journal: 1 })
    expect(committed).toHaveBeenCalledOnce()
    await saved
  })

  it('has a row in the journal for every gesture, and not without end', async () => {
    const { id, history } = await workedOn(3)
    const hand = new Hand('brush', current(history))
    let newest = history
    for (let i = 0; i < 330; i++) {
      newest = painted(newest, hand, 1 + 3 * i)
      await clinic.repository.saveHistory(id, newest)
      if (i === 4) expect((await clinic.count())['journal']).toBe(2 + 5)
    }
    expect((await clinic.count())['journal']).toBeLessThan(256 + 64)
    expectSame(await (await clinic.restart()).history(id), newest)
  })
})

describe('when saving or reading a history fails', () => {
  it('a failed save leaves the former state, and the next one stores everything', async () => {
    const { id, history } = await workedOn(6)
    const hand = new Hand('brush', current(history))
    const next = painted(painted(history, hand, 0), hand, 3)
    // Steps and tiles are in the transaction by then.
    failWrites('histories')
    await expect(clinic.repository.saveHistory(id, next)).rejects.toMatchObject({ code: 'full' })
    vi.restoreAllMocks()
    expectSame(await (await clinic.secondTab()).history(id), history)
    await clinic.repository.saveHistory(id, next)
    expectSame(await (await clinic.restart()).history(id), next)
  })

  it('a damaged step is left out and lies aside, the others stay', async () => {
    const { id, history } = await workedOn(9)
    const db = await clinic.rows()
    const keys = await db.getAllKeys('entries')
    const damaged = (await db.get('entries', keys[2]!)) as object
    await db.put('entries', { ...damaged, design: 'lost' })
    const repository = await clinic.restart()
    const left = { at: history.at - 1, entries: history.entries.filter((_, i) => i !== 2) }
    const loaded = await repository.history(id)
    expectSame(loaded, left)
    await repository.saveHistory(id, undo(loaded!))
    expect((await repository.keeping()).quarantined).toBe(1)
    expect(await db.count('entries')).toBe(history.entries.length - 1)
    expectSame(await (await clinic.restart()).history(id), undo(left))
  })

  it('a damaged tile takes only the steps that need it', async () => {
    const { id, history } = await workedOn(9)
    const db = await clinic.rows()
    const tiles = (await db.getAllKeys('tiles')) as [string, number][]
    const last = tiles.at(-1)!
    await db.put('tiles', { photoId: last[0], number: last[1], bytes: new Uint8Array([9, 9, 9]) })
    const loaded = await (await clinic.restart()).history(id)
    expect(loaded!.entries.length).toBeGreaterThan(3)
    expect(loaded!.entries.length).toBeLessThan(history.entries.length)
    loaded!.entries.forEach((e, i) => expect(sameDesign(e.design, history.entries[i]!.design)).toBe(true))
    expect(loaded!.at).toBe(loaded!.entries.length - 1)
  })

  it('a lost head costs nothing but the place in the list', async () => {
    const { id, history } = await workedOn(6)
    await (await clinic.rows()).delete('histories', id)
    const repository = await clinic.restart()
    const loaded = await repository.history(id)
    expectSame(loaded, { ...history, at: history.entries.length - 1 })
    await repository.saveHistory(id, undo(loaded!))
    expectSame(await (await clinic.restart()).history(id), undo(loaded!))
  })
})
