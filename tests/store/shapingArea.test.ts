import { beforeEach, describe, expect, it } from 'vitest'
import { withChange } from '../../src/core/design/areas/areaChange.ts'
import { current, startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { shapedArea } from '../../src/core/design/areas/shapedArea.ts'
import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import type { Repository } from '../../src/storage/repository.ts'
import {
  cancelShaped,
  commitShaped,
  dropSuggestion,
  leaveOutStore,
  lookForLeaveOut,
  shapeArea,
  shapedMm,
  shapingStore,
  showShaped,
  takeSuggestion,
} from '../../src/store/edits/areaActions.ts'
import { edit, redo, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { maskEquals } from '../../src/core/pixels/maskCompare.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
const design = () => current(designStore.getState().history!)
const labels = () => designStore.getState().history!.entries.map(({ label }) => label)
const mmPerPx = surfaceOf(first).mmPerPxAt(first.marks.glabella)

const shape: Engine['shapeArea'] = (of, shaping) => Promise.resolve(shapedArea(of, shaping, mmPerPx))

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

function engineThat(o: Partial<Engine>): void {
  setServices({ engine: o as Engine, repository: {} as Repository })
}

beforeEach(() => {
  cancelShaped()
  dropSuggestion()
  designStore.setState({ ...closedStudio, history: startHistory(first), design: first })
  engineThat({ shapeArea: shape })
})

describe('the area on a slider', () => {
  const grownBy3 = () => withChange(first.area, shapedArea(first, { kind: 'move', mm: 3 }, mmPerPx)).add

  it('is shown while the hand moves and is one step when it lets go', async () => {
    showShaped('move', 2)
    showShaped('move', 5)
    expect(labels()).toHaveLength(1)
    expect(await commitShaped('move', 3, 'Grow area 3 mm')).toBe(true)
    expect(labels()).toEqual(['Start', 'Grow area 3 mm'])
    expect(designStore.getState().live).toBe(false)
    expect(maskEquals(design().area.add, grownBy3())).toBe(true)
    expect(shapingStore.getState().wish).toBeNull()
  })

  it('is set anew from what it was, so that nothing adds up', async () => {
    await commitShaped('move', 8, 'Grow area 8 mm')
    expect(shapedMm(design().area, 'move')).toBe(8)
    expect(shapedMm(design().area, 'fade')).toBe(0)
    await commitShaped('move', 3, 'Grow area 3 mm')
    expect(maskEquals(design().area.add, grownBy3())).toBe(true)
    await commitShaped('move', 0, 'Area as it was')
    expect(design().area).toBe(first.area)
  })

  it('stands where the area stands after undo and redo, and at nothing after other work', async () => {
    await commitShaped('move', 4, 'Grow area 4 mm')
    undo()
    expect(shapedMm(design().area, 'move')).toBe(0)
    redo()
    expect(shapedMm(design().area, 'move')).toBe(4)
    edit({ ...design(), area: { ...design().area, proposed: false } }, 'Remove proposed area')
    expect(shapedMm(design().area, 'move')).toBe(0)
  })

  it('counts every key press of a burst, in one step', async () => {
    const presses = [0.5, 1, 1.5].map((mm) => commitShaped('move', mm, `Grow area ${mm} mm`, 'burst'))
    await Promise.all(presses)
    expect(shapedMm(design().area, 'move')).toBe(1.5)
    expect(labels()).toEqual(['Start', 'Grow area 1.5 mm'])
  })

  it('goes back when the hand gives up, and when the worker fails', async () => {
    showShaped('move', 5)
    await new Promise((done) => setTimeout(done, 300))
    expect(designStore.getState().design).not.toBe(first)
    cancelShaped()
    expect(designStore.getState().design).toBe(first)
    engineThat({ shapeArea: () => Promise.reject(new Error('out of memory')) })
    expect(await commitShaped('fade', 2, 'Soften')).toBe(false)
    expect(designStore.getState().design).toBe(first)
    expect(labels()).toEqual(['Start'])
  })

  it('keeps what the hand has let go of, however slow the worker and however soon the next slider', async () => {
    engineThat({ shapeArea: async (of, shaping) => (await wait(20), shape(of, shaping)) })
    showShaped('move', 2)
    const grown = commitShaped('move', 3, 'Grow area 3 mm')
    showShaped('fade', 1)
    const faded = commitShaped('fade', 2, 'Soften edge')
    expect(await Promise.all([grown, faded])).toEqual([true, true])
    expect(labels()).toEqual(['Start', 'Grow area 3 mm', 'Soften edge'])
  })

  it('takes back what the hand gave up, whatever it wishes next', async () => {
    engineThat({ shapeArea: async (of, shaping) => (await wait(20), shape(of, shaping)) })
    const given = commitShaped('move', 3, 'Grow area 3 mm')
    cancelShaped()
    showShaped('fade', 1)
    await given
    await wait(120)
    expect(labels()).toEqual(['Start'])
    expect(await commitShaped('fade', 1, 'Soften edge')).toBe(true)
    expect(labels()).toEqual(['Start', 'Soften edge'])
  })

  it('gives way to what was changed meanwhile', async () => {
    engineThat({
      shapeArea: async (of, shaping) => {
        edit({ ...first, area: { ...first.area, role: 'scar' } }, 'Treat as scar')
        return shape(of, shaping)
      },
    })
    expect(await commitShaped('move', 5, 'Grow area')).toBe(false)
    expect(labels()).toEqual(['Start', 'Treat as scar'])
    expect(await shapeArea({ kind: 'invert' }, 'Invert area')).toBe('late')
  })

  it('is inverted in one step, and in none where nothing would change', async () => {
    expect(await shapeArea({ kind: 'invert' }, 'Invert area')).toBe('shaped')
    expect(labels()).toEqual(['Start', 'Invert area'])
    undo()
    expect(await shapeArea({ kind: 'join', join: 'unite', partner: 'proposal' }, 'Add')).toBe('same')
    expect(labels()).toHaveLength(2)
  })
})

describe('what may be left out of the area', () => {
  const tile = new Uint8Array(256 * 256).fill(255)
  const mask = { width: 600, height: 800, tiles: new Map([[0, tile]]) }
  const change = { add: new Map(), subtract: new Map([[0, tile]]) }
  const found: Engine['leaveOut'] = () => Promise.resolve({ mask, change, hairCm2: 3, outsideCm2: 1 })

  it('changes nothing before it is taken, and is one step then', async () => {
    engineThat({ leaveOut: found })
    await lookForLeaveOut()
    expect(leaveOutStore.getState().suggestion).toMatchObject({ hairCm2: 3, outsideCm2: 1 })
    expect(design()).toBe(first)
    expect(takeSuggestion('Leave out')).toBe('shaped')
    expect(design().area.subtract.tiles.get(0)).toBe(tile)
    expect(labels()).toEqual(['Start', 'Leave out'])
    expect(leaveOutStore.getState().suggestion).toBeNull()
    undo()
    expect(design().area).toBe(first.area)
  })

  it('goes when the area is worked on, and is kept out of nothing by Keep', async () => {
    engineThat({ leaveOut: found })
    await lookForLeaveOut()
    edit({ ...first, area: { ...first.area, role: 'scar' } }, 'Treat as scar')
    expect(leaveOutStore.getState().suggestion).toBeNull()
    await lookForLeaveOut()
    dropSuggestion()
    expect(takeSuggestion('Leave out')).toBe('late')
    expect(labels()).toEqual(['Start', 'Treat as scar'])
  })

  it('says why there is nothing to leave out', async () => {
    engineThat({ leaveOut: () => Promise.resolve({ problem: 'nothing' }) })
    await lookForLeaveOut()
    expect(leaveOutStore.getState()).toEqual({ looking: false, problem: 'nothing', suggestion: null })
    engineThat({ leaveOut: () => Promise.reject(new Error('no')) })
    await lookForLeaveOut()
    expect(leaveOutStore.getState().problem).toBe('failed')
  })
})
