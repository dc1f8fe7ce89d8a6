import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import * as list from '../../../src/core/design/history.ts'
import type { History } from '../../../src/core/design/history.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { historyFromRecord, historyToRecord } from '../../../src/core/design/serialise.ts'
import {
  headFrom,
  headOf,
  nextOrder,
  nextPlace,
  placeOfUnasked,
  redoStep,
  undoStep,
  type PhotoSteps,
} from '../../../src/core/design/visitHistory.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
const dense = (densityPerCm2: number): Design => ({ ...first, fill: { ...first.fill, densityPerCm2 } })
const densityOf = (history: History) => list.current(history).fill.densityPerCm2

/** A visit of photos, each with an undo list of its own. */
class Visit {
  readonly histories: Map<string, History>
  readonly elsewhere = new Set<string>()
  constructor(ids: readonly string[]) {
    this.histories = new Map(ids.map((id) => [id, list.startHistory(first)]))
  }
  get steps(): readonly PhotoSteps[] {
    return [...this.histories].map(([photoId, history]) => ({
      photoId,
      head: headOf(history),
      elsewhere: this.elsewhere.has(photoId),
    }))
  }
  private place(id: string) {
    return nextPlace(this.steps, id)
  }
  edit(id: string, density: number, label = `${density}`, mergeKey?: string): void {
    this.histories.set(id, list.push(this.histories.get(id)!, dense(density), label, mergeKey, this.place(id)))
  }
  /** The program's own doing, on a photo that nobody has touched. */
  find(id: string, density: number): void {
    const place = placeOfUnasked(this.steps, id)
    this.histories.set(id, list.push(this.histories.get(id)!, dense(density), 'Find face', undefined, place))
  }
  rename(id: string, label: string): void {
    const change = { kind: 'rename', id: 's', from: 'A', to: label } as const
    this.histories.set(id, list.pushSnapshot(this.histories.get(id)!, change, label, this.place(id)))
  }
  undo(): string | null {
    const step = undoStep(this.steps)
    if (!step) return null
    this.histories.set(step.photoId, list.undo(this.histories.get(step.photoId)!, nextOrder(this.steps)))
    return `${step.photoId} ${step.label}`
  }
  redo(): string | null {
    const step = redoStep(this.steps)
    if (!step) return null
    this.histories.set(step.photoId, list.redo(this.histories.get(step.photoId)!))
    return `${step.photoId} ${step.label}`
  }
  reload(): void {
    for (const [id, history] of this.histories)
      this.histories.set(id, historyFromRecord(structuredClone(historyToRecord(history))))
  }
  densities(): Record<string, number> {
    return Object.fromEntries([...this.histories].map(([id, history]) => [id, densityOf(history)]))
  }
}

interface Steps {
  readonly steps: readonly { readonly id: string; readonly label: string; readonly density: number | null }[]
  readonly at: number
  /** Those before it have fallen off: they stay done. */
  readonly from: number
}

/** The same as one list, of as many steps as are kept. */
class Line {
  now: Steps = { steps: [], at: 0, from: 0 }
  /** Of each photo, the burst that goes on as long as its step is the newest: that step, and what was before. */
  private readonly bursts = new Map<string, { readonly step: Steps['steps'][number]; readonly before: Steps }>()
  edit(id: string, density: number | null, label: string, key?: string): void {
    if (density !== null && density === this.densities([id])[id]) return
    const burst = this.bursts.get(id)
    const before = key !== undefined && burst && burst.step === this.now.steps.at(-1) ? burst.before : this.now
    this.now = before
    this.bursts.delete(id)
    // A burst that comes back leaves all as it was before.
    if (density !== null && density === this.densities([id])[id]) return
    const step = { id, label, density }
    const steps = [...before.steps.slice(0, before.at), step]
    this.now = { steps, at: steps.length, from: Math.max(before.from, steps.length - list.HISTORY_STEPS) }
    if (key !== undefined) this.bursts.set(id, { step, before })
  }
  endBurst(): void {
    this.bursts.clear()
  }
  undo(): string | null {
    const { steps, at, from } = this.now
    return at > from ? this.step(at - 1, steps[at - 1]!) : null
  }
  redo(): string | null {
    const { steps, at } = this.now
    return steps[at] ? this.step(at + 1, steps[at]) : null
  }
  private step(at: number, { id, label }: Steps['steps'][number]): string {
    this.bursts.clear()
    this.now = { ...this.now, at }
    return `${id} ${label}`
  }
  densities(ids: readonly string[]): Record<string, number> {
    const applied = this.now.steps.slice(0, this.now.at)
    return Object.fromEntries(
      ids.map((id) => [
        id,
        applied.findLast((step) => step.id === id && step.density !== null)?.density ?? first.fill.densityPerCm2,
      ]),
    )
  }
}

const photos = ['frontal', 'right45', 'crown']
const photo = fc.constantFrom(...photos)
const work = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('edit' as const), photo }) },
  // Few values: a slider goes back to where it began now and then.
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('burst' as const),
      photo,
      densities: fc.array(fc.integer({ min: 150, max: 153 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('rename' as const), photo }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('undo' as const) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('reload' as const) }) },
)
/** So much that steps fall off. */
const longWork = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('edits' as const), times: fc.integer({ min: 1, max: 180 }) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('undos' as const), times: fc.integer({ min: 1, max: 260 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('redos' as const), times: fc.integer({ min: 1, max: 120 }) }) },
  { weight: 4, arbitrary: work },
)

/** Does the same to a visit and to one list, and compares them after every step. */
function bothDo(
  walk: readonly (typeof work extends fc.Arbitrary<infer W> ? W : never)[],
  visit: Visit,
  line: Line,
): void {
  for (const one of walk) {
    const density = 1000 + made++
    if (one.what === 'edit') {
      visit.edit(one.photo, density)
      line.edit(one.photo, density, `${density}`)
    } else if (one.what === 'burst') {
      for (const value of one.densities) {
        visit.edit(one.photo, value, 'Density', 'density')
        line.edit(one.photo, value, 'Density', 'density')
        expect(visit.densities()).toEqual(line.densities(photos))
      }
    } else if (one.what === 'rename') {
      visit.rename(one.photo, `name ${density}`)
      line.edit(one.photo, null, `name ${density}`)
    } else if (one.what === 'reload') {
      visit.reload()
      line.endBurst()
    } else expect(visit[one.what]()).toBe(line[one.what]())
    expect(visit.densities()).toEqual(line.densities(photos))
  }
}
let made = 0

/** All the way back and forth again. */
function allTheWay(visit: Visit, line: Line): void {
  for (const way of ['undo', 'redo'] as const) {
    let taken: string | null
    do {
      taken = visit[way]()
      expect(taken).toBe(line[way]())
    } while (taken !== null)
    expect(visit.densities()).toEqual(line.densities(photos))
  }
}

describe('the undo list of a visit', () => {
  it('is one list over all photos, whatever is done, undone and done again where, also across reloads', () => {
    fc.assert(
      fc.property(fc.array(work, { maxLength: 60 }), (walk) => {
        const [visit, line] = [new Visit(photos), new Line()]
        bothDo(walk, visit, line)
        allTheWay(visit, line)
      }),
      { numRuns: 300 },
    )
  })

  it('reaches two hundred steps back and not one more, whatever was undone and done again before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 420 }), fc.array(longWork, { maxLength: 10 }), (times, walk) => {
        const [visit, line] = [new Visit(photos), new Line()]
        for (const one of [{ what: 'edits' as const, times }, ...walk]) {
          if (!('times' in one)) bothDo([one], visit, line)
          for (let i = 0; 'times' in one && i < one.times; i++) {
            if (one.what === 'edits') bothDo([{ what: 'edit', photo: photos[i % 3]! }], visit, line)
            else if (one.what === 'undos') expect(visit.undo()).toBe(line.undo())
            else expect(visit.redo()).toBe(line.redo())
          }
        }
        allTheWay(visit, line)
      }),
      { numRuns: 12 },
    )
  })

  it('takes back the edits of three views in the order in which they were made', () => {
    const visit = new Visit(photos)
    visit.edit('frontal', 1)
    visit.edit('right45', 2)
    visit.edit('frontal', 3)
    expect([visit.undo(), visit.undo(), visit.undo(), visit.undo()]).toEqual([
      'frontal 3',
      'right45 2',
      'frontal 1',
      null,
    ])
    expect([visit.redo(), visit.redo(), visit.redo(), visit.redo()]).toEqual([
      'frontal 1',
      'right45 2',
      'frontal 3',
      null,
    ])
  })

  it('drops what was undone on another view, also after the new edit is undone itself', () => {
    const visit = new Visit(photos)
    visit.edit('frontal', 1)
    visit.undo()
    visit.edit('right45', 2)
    expect(visit.redo()).toBeNull()
    expect(visit.undo()).toBe('right45 2')
    expect(visit.redo()).toBe('right45 2')
    expect(visit.redo()).toBeNull()
    expect(visit.densities()['frontal']).toBe(first.fill.densityPerCm2)
  })

  it('goes on with a burst after one on another view that came back to where it began', () => {
    const visit = new Visit(photos)
    visit.edit('right45', 1, 'Density', 'density')
    for (const density of [2, first.fill.densityPerCm2]) visit.edit('frontal', density, 'Density', 'density')
    visit.edit('right45', 3, 'Density', 'density')
    expect(visit.undo()).toBe('right45 Density')
    expect(visit.densities()['right45']).toBe(first.fill.densityPerCm2)
    expect(visit.undo()).toBeNull()
  })

  it('makes no burst of what was done on another view in between', () => {
    const visit = new Visit(photos)
    visit.edit('frontal', 1, 'Density', 'density')
    visit.edit('right45', 2)
    visit.edit('frontal', 3, 'Density', 'density')
    expect(visit.histories.get('frontal')!.entries).toHaveLength(3)
    expect(visit.undo()).toBe('frontal Density')
    expect(visit.densities()['frontal']).toBe(1)
    expect(visit.undo()).toBe('right45 2')
  })

  it('reaches two hundred steps back, over all views', () => {
    const visit = new Visit(photos)
    for (let i = 0; i < list.HISTORY_STEPS + 50; i++) visit.edit(photos[i % 3]!, 1000 + i)
    let taken = 0
    while (visit.undo() !== null) taken++
    expect(taken).toBe(list.HISTORY_STEPS)
    while (visit.redo() !== null) taken--
    expect(taken).toBe(0)
  })

  it('reaches no farther after two hundred were undone, something was done, and all was opened anew', () => {
    const visit = new Visit(photos)
    for (let i = 0; i < 2 * list.HISTORY_STEPS; i++) visit.edit(photos[i % 3]!, 1000 + i)
    for (let i = 0; i < list.HISTORY_STEPS - 5; i++) visit.undo()
    visit.edit('crown', 1)
    visit.reload()
    let taken = 0
    while (visit.undo() !== null) taken++
    expect(taken).toBe(6)
    visit.edit('crown', 2)
    visit.reload()
    expect([visit.undo(), visit.undo()]).toEqual(['crown 2', null])
  })

  it('counts what the program finds by itself among them, and drops nothing that was undone for it', () => {
    const visit = new Visit(photos)
    for (let i = 0; i < list.HISTORY_STEPS + 50; i++) visit.edit(photos[i % 2]!, 1000 + i)
    for (let i = 0; i < 10; i++) visit.undo()
    visit.find('crown', 5)
    let taken = 0
    while (visit.undo() !== null) taken++
    expect(taken).toBe(list.HISTORY_STEPS - 10)
    while (visit.redo() !== null) taken--
    expect(taken).toBe(-10)
  })

  it('stands as it was before a slider that was dragged back to where it began, redo on every view too', () => {
    const visit = new Visit(photos)
    for (let i = 0; i < list.HISTORY_STEPS + 3; i++) visit.edit(photos[i % 3]!, 1000 + i)
    visit.undo()
    visit.undo()
    visit.undo()
    const before = structuredClone([visit.densities(), visit.steps])
    visit.edit('frontal', 7, 'Density', 'density')
    expect(visit.redo()).toBeNull()
    visit.edit('frontal', 8, 'Density', 'density')
    visit.edit('frontal', (before[0] as Record<string, number>)['frontal']!, 'Density', 'density')
    expect([visit.densities(), visit.steps]).toEqual(before)
    expect([visit.redo(), visit.redo(), visit.redo(), visit.redo()]).toEqual([
      `${photos[200 % 3]} 1200`,
      `${photos[201 % 3]} 1201`,
      `${photos[202 % 3]} 1202`,
      null,
    ])
  })

  it('leaves a view alone that another tab edits, and still takes back and brings back its own', () => {
    const visit = new Visit(photos)
    visit.edit('frontal', 1)
    visit.edit('right45', 2)
    visit.elsewhere.add('right45')
    expect(visit.undo()).toBe('frontal 1')
    expect(visit.undo()).toBeNull()
    expect(visit.redo()).toBe('frontal 1')
    visit.edit('frontal', 3)
    visit.elsewhere.clear()
    expect([visit.undo(), visit.undo()]).toEqual(['frontal 3', 'right45 2'])
  })

  it('takes steps of before there was an order after all that have one, each view by itself', () => {
    const old = (...densities: number[]) =>
      densities.reduce((h, d) => list.push(h, dense(d), `${d}`), list.startHistory(first))
    const visit = new Visit(photos)
    visit.histories.set('frontal', list.undo(old(1, 2, 3)))
    visit.histories.set('right45', old(4))
    expect(visit.redo()).toBe('frontal 3')
    expect(visit.undo()).toBe('frontal 3')
    visit.edit('right45', 5)
    expect(visit.redo()).toBeNull()
    expect([visit.undo(), visit.undo(), visit.undo(), visit.undo(), visit.undo()]).toEqual([
      'right45 5',
      'frontal 2',
      'frontal 1',
      'right45 4',
      null,
    ])
    visit.reload()
    expect([visit.redo(), visit.redo(), visit.redo(), visit.redo(), visit.redo()]).toEqual([
      'right45 4',
      'frontal 1',
      'frontal 2',
      'right45 5',
      null,
    ])
  })

  it('is told by the three entries at the hand of each photo', () => {
    const visit = new Visit(photos)
    for (let i = 0; i < 5; i++) visit.edit('frontal', i)
    visit.undo()
    visit.undo()
    const history = visit.histories.get('frontal')!
    const asked = new Set<number>()
    const head = headFrom(history, (at) => {
      asked.add(at)
      return history.entries[at]
    })
    expect(head).toEqual(headOf(history))
    expect([...asked].toSorted((a, b) => a - b)).toEqual([3, 4, 5])
  })
})

describe('a step that changes a snapshot', () => {
  const change = { kind: 'delete', id: 's' } as const
  const place = { order: 7, others: -1 }

  it('leaves the design as it was, and can be withdrawn although others came after', () => {
    const before = list.push(list.startHistory(first), dense(1), '1')
    const deleted = list.pushSnapshot(before, change, 'Delete snapshot', place)
    expect(list.current(deleted)).toBe(list.current(before))
    const after = list.undo(list.push(deleted, dense(2), '2'), 9)
    const step = deleted.entries[2]!
    const without = list.withoutStep(after, step)
    expect(without.entries.map(({ label }) => label)).toEqual(['Start', '1', '2'])
    expect(without).toMatchObject({ at: 1, undone: [9] })
    // What is undone is no longer there to be withdrawn, and no other step can be.
    const undone = list.undo(deleted)
    expect(list.withoutStep(undone, step)).toBe(undone)
    expect(list.withoutStep(after, after.entries[1]!)).toBe(after)
  })

  it('stays behind where the snapshots do', () => {
    let h = list.pushSnapshot(list.startHistory(first), change, 'Delete snapshot', place)
    h = list.push(h, dense(1), '1')
    h = list.pushSnapshot(h, { kind: 'rename', id: 't', from: 'A', to: 'B' }, 'Rename snapshot', place)
    h = list.undo(list.undo(list.push(h, dense(2), '2'), 11), 12)
    const plain = list.withoutSnapshots(h)
    expect(plain.entries.map(({ label }) => label)).toEqual(['Start', '1', '2'])
    expect(plain.entries.some(({ snapshot }) => snapshot)).toBe(false)
    expect(plain).toMatchObject({ at: 1, undone: [11] })
    expect(list.current(plain)).toBe(list.current(h))
  })
})
