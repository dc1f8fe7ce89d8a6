import { beforeEach, describe, expect, it, vi } from 'vitest'
import { areaInHand, areaSlots, withNewArea } from '../../src/core/design/areas/areas.ts'
import { carriedDesign } from '../../src/core/design/carry/carry.ts'
import { current, startHistory } from '../../src/core/design/history.ts'
import { handlePoints } from '../../src/core/design/lines/hairline.ts'
import { hairlinePath } from '../../src/core/design/lines/hairlineCurve.ts'
import { layersOf, lineLayer, type LayerId } from '../../src/core/design/layers.ts'
import { currentId, linesOf, lineOf } from '../../src/core/design/lines/lines.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { withMarks, withStyle } from '../../src/core/design/edits.ts'
import { moveMark } from '../../src/core/design/scale/marks.ts'
import type { Design } from '../../src/core/design/design.ts'
import type { ToolName } from '../../src/core/tools/tool.ts'
import { uniformAt } from '../../src/core/sampling/random.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'
import { Hand } from '../core/tools/hand.ts'
import { addArea, renameArea } from '../../src/store/edits/areaListActions.ts'
import { writeLocks } from '../../src/storage/locks.ts'
import { cancelLive, edit, show, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import {
  followLayers,
  freeLineInHand,
  isShown,
  layerStore,
  lineContext,
  refusalOf,
  toggleLocked,
  hiddenAreas,
  isSeen,
  toggleShown,
} from '../../src/store/layerStore.ts'
import {
  addInside,
  addInsideAsBeard,
  chooseRow,
  deleteLine,
  designHalf,
  makeCurrent,
  newFreeLine,
  newHairline,
  partSides,
  renameLine,
  shiftLayer,
  toggleLayers,
} from '../../src/store/edits/lineActions.ts'
import { deleteObject } from '../../src/store/edits/objectActions.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setStep, setTool, setView, viewStore } from '../../src/store/viewStore.ts'
import { storedText } from '../fixtures/stored.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const design = () => designStore.getState().design!
const steps = () =>
  designStore
    .getState()
    .history!.entries.slice(1)
    .map((entry) => entry.label)
const line = (id: number) => lineOf(design(), id)
const deleteArea = (id: number) =>
  deleteObject({ kind: 'area', id }, { label: 'Delete', said: 'Deleted.', undo: 'Undo' })

let stop = () => {}

/** A photo that was never opened before. */
let photos = 0
function open(start: Design): void {
  stop()
  const opened = { ...start, photo: { ...start.photo, id: `photo ${++photos}` } }
  designStore.setState({ ...closedStudio, history: startHistory(opened), design: opened })
  stop = followLayers()
}

beforeEach(() => {
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  setStep('hairline')
  setView({ guidesPinned: false, mirror: true })
  open(plain)
})

describe('the layers of a design', () => {
  it('are those that something is behind, the topmost first', () => {
    expect(layersOf(plain)).toEqual(['guides', 'line1', 'area1', 'photo'])
    newHairline()
    newFreeLine('moustache', 'Lay moustache')
    edit({ ...design(), fill: { ...design().fill, filled: true } }, 'Fill with dots')
    expect(layersOf(design())).toEqual(['guides', 'line2', 'line1', 'line3', 'dots', 'area1', 'photo'])
  })

  it('are shown where the step needs them, until an eye is pressed', () => {
    expect(isShown('area1')).toBe(false)
    toggleShown('area1')
    expect(isShown('area1')).toBe(true)
    setStep('area')
    toggleShown('area1')
    expect(isShown('area1')).toBe(false)
    open(plain)
    expect(isShown('area1')).toBe(true)
  })

  it('leave the plan as it is', () => {
    toggleShown('dots')
    expect(isShown('dots')).toBe(false)
    routeStore.setState({ screen: 'plan', patientId: 'p', visitId: 'v' }, true)
    expect(isShown('dots')).toBe(true)
    expect(lineContext(design())).toEqual({ hiddenLines: new Set(), lineInHand: null })
  })

  it('show no hairline from behind, on the hidden side of the head, unless an area begins at it', () => {
    const crown = sampleDesignOf('crown')
    const hidden = (of: Design) => [...lineContext(of).hiddenLines]
    expect(hidden(crown)).toEqual([])
    const carried = carriedDesign(sampleDesignOf('frontal'), crown)
    if ('problem' in carried) throw new Error(carried.problem)
    expect(hidden(carried)).toEqual([currentId(carried)])
  })

  it('give way to the next step, with its controls, and stay open for a line that is taken up in them', () => {
    setStep('area')
    toggleLayers()
    expect(layerStore.getState().panelOpen).toBe(true)
    setTool('lasso')
    expect(layerStore.getState().panelOpen).toBe(true)
    setStep('dots')
    expect(layerStore.getState().panelOpen).toBe(false)
    toggleLayers()
    newFreeLine('moustache', 'Lay moustache')
    expect(viewStore.getState().step).toBe('hairline')
    expect(layerStore.getState().panelOpen).toBe(true)
    setTool('brush')
    expect(layerStore.getState().panelOpen).toBe(false)
  })

  it('hide the dots of an area with it in every step, which changes no design, and show them as before', () => {
    edit({ ...design(), fill: { ...design().fill, filled: true } }, 'Fill with dots')
    const before = design()
    setStep('dots')
    // The dots are there, the outline is not.
    expect([isSeen('area1'), isShown('area1')]).toEqual([true, false])
    toggleShown('area1')
    expect([isSeen('area1'), hiddenAreas(design())]).toEqual([false, [1]])
    setStep('hairline')
    expect(hiddenAreas(design())).toEqual([1])
    setStep('dots')
    toggleShown('area1')
    expect([isSeen('area1'), isShown('area1'), hiddenAreas(design())]).toEqual([true, false, []])
    expect(design()).toBe(before)
    expect(steps()).toEqual(['Fill with dots'])
  })

  it('hide no dots on the plan, which counts them all', () => {
    edit({ ...design(), fill: { ...design().fill, filled: true } }, 'Fill with dots')
    toggleShown('area1')
    routeStore.setState({ screen: 'plan', patientId: 'p', visitId: 'v' }, true)
    expect(hiddenAreas(design())).toEqual([])
  })

  it('show the guides again to whoever pins them', () => {
    toggleShown('guides')
    expect(isShown('guides')).toBe(false)
    setView({ guidesPinned: true })
    expect(isShown('guides')).toBe(true)
  })
})

describe('a locked layer', () => {
  const locked = (layer: LayerId) => {
    if (!layerStore.getState().locked.has(layer)) toggleLocked(layer)
  }

  it('takes no edit, and says so', () => {
    locked('line1')
    edit(withStyle(design(), 'receded'), 'Receded')
    expect(steps()).toEqual([])
    expect(layerStore.getState().refused).toMatchObject({ layer: 'line1', why: 'locked' })
    locked('area1')
    edit({ ...design(), area: { ...design().area, proposed: false } }, 'Remove')
    expect(steps()).toEqual([])
  })

  it('is known again as it was locked when all areas were one layer', () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
    })
    writeLocks(`photo ${photos + 1}`, ['area', 'line1'])
    open(withNewArea(plain, 'scar')!)
    expect([...layerStore.getState().locked]).toEqual(['area1', 'area2', 'line1'])
    vi.unstubAllGlobals()
  })

  it('lets the rest of an edit through: marks move, the line stays', () => {
    locked('line1')
    const { marks, hairline } = design()
    edit(withMarks(design(), moveMark(marks, 'glabella', { x: 590, y: 700 })), 'Move glabella')
    expect(steps()).toEqual(['Move glabella'])
    expect(design().hairline).toBe(hairline)
    expect(design().marks.glabella).toEqual({ x: 590, y: 700 })
  })

  it('can be made current and named, and is not deleted', () => {
    newHairline()
    locked('line2')
    const shape = line(2)
    makeCurrent(2)
    expect(currentId(design())).toBe(2)
    if (shape?.kind !== 'hairline') throw new Error('Expected a hairline.')
    expect(design().hairline).toBe(shape.hairline)
    renameLine(2, 'Agreed')
    expect(line(2)?.name).toBe('Agreed')
    const before = storedText(design())
    deleteLine(2)
    expect(storedText(design())).toBe(before)
    expect(layerStore.getState().refused).toMatchObject({ layer: 'line2', why: 'locked' })
  })

  it('keeps its dots but not the time at which they are looked at', () => {
    edit({ ...design(), fill: { ...design().fill, filled: true } }, 'Fill with dots')
    locked('dots')
    edit({ ...design(), fill: { ...design().fill, moment: 365 } }, 'Time')
    expect(design().fill.moment).toBe(365)
    edit({ ...design(), fill: { ...design().fill, densityPerCm2: 90 } }, 'Density')
    expect(design().fill.densityPerCm2).toBe(150)
  })

  it('does not stand in the way of undo', () => {
    edit(withStyle(design(), 'receded'), 'Receded')
    locked('line1')
    undo()
    expect(design().hairline.style).toBe('mature')
  })

  it('never changes under random gestures of any tool', () => {
    newHairline()
    newFreeLine('beardCheek', 'Lay')
    newFreeLine('moustache', 'Lay')
    let asked = 0
    const random = () => uniformAt(7, asked++)
    for (const layer of ['line1', 'line2', 'line3', 'line4', 'area1', 'exclusions'] as const) locked(layer)
    const pulled = new Set<string>()
    const shapes = () =>
      JSON.stringify([design().hairline, design().lines]) + storedText(design()).match(/"area":.*"fill"/)?.[0]
    const before = shapes()
    const tools: readonly ToolName[] = ['select', 'hairline', 'brush', 'eraser', 'lasso']
    for (let i = 0; i < 60; i++) {
      const tool = tools[i % tools.length]!
      chooseRow(lineLayer(1 + (i % 4)))
      // The exclusions are empty, and so free; nothing is painted on them here.
      const hand = new Hand(tool, design(), lineContext(design()))
      const points = [...handlePoints(design().hairline).map((p) => p.at), ...hairlinePath(design().hairline)]
      const from = points[Math.floor(random() * points.length)]!
      const [dx, dy] = [random() * 300 - 150, random() * 300 - 150]
      hand.down(from.x, from.y)
      for (const share of [0.3, 0.7, 1]) {
        hand.move(from.x + dx * share, from.y + dy * share)
        if (hand.design !== design()) pulled.add(tool)
        show(hand.design)
        expect(shapes()).toBe(before)
      }
      hand.up()
      if (hand.steps.length > 0) edit(hand.design, hand.steps.at(-1)!)
      else cancelLive()
      expect(shapes()).toBe(before)
    }
    // Each hand did try.
    expect([...pulled].toSorted()).toEqual(['brush', 'eraser', 'hairline', 'select'])
  })
})

describe('areas', () => {
  it('are each a layer of their own, and the row that is chosen is in hand', () => {
    addArea('New area')
    expect(layersOf(design())).toEqual(['guides', 'line1', 'area2', 'area1', 'photo'])
    expect(areaInHand(design())).toBe(2)
    chooseRow('area1')
    expect(areaInHand(design())).toBe(1)
    expect(steps()).toEqual(['New area'])
    renameArea(2, 'Left temple')
    shiftLayer('area2', 1)
    expect(steps()).toEqual(['New area', 'Rename area'])
  })

  it('are not painted on while they are hidden or locked; others are', () => {
    addArea('New area')
    setStep('area')
    toggleShown('area2')
    expect(refusalOf(design(), 'area2')).toBe('hidden')
    expect(refusalOf(design(), 'area1')).toBeNull()
    toggleLocked('area1')
    expect(refusalOf(design(), 'area1')).toBe('locked')
    deleteArea(1)
    expect(steps()).toEqual(['New area'])
    expect(layerStore.getState().refused).toMatchObject({ layer: 'area1', why: 'locked' })
    deleteArea(2)
    // Another one in the same place is seen.
    addArea('New area')
    expect(isShown('area2')).toBe(true)
  })
})

describe('a hidden line', () => {
  it('is not hit: neither its points, nor its path, nor as a line to choose', () => {
    newHairline()
    const path = hairlinePath(
      line(2)?.kind === 'hairline' ? (line(2) as { hairline: typeof plain.hairline }).hairline : plain.hairline,
    )
    const at = path[Math.floor(path.length * 0.46)]!
    setTool('select')
    expect(new Hand('select', design(), lineContext(design())).click(at.x, at.y).steps).toEqual([
      'Make hairline current',
    ])
    toggleShown('line2')
    expect(new Hand('select', design(), lineContext(design())).click(at.x, at.y).steps).toEqual([])
    toggleShown('line1')
    const before = storedText(design())
    for (const { at: p } of handlePoints(design().hairline))
      for (const tool of ['select', 'hairline'] as const) {
        const hand = new Hand(tool, design(), lineContext(design())).drag(p, 40, 30)
        expect(hand.design.hairline).toBe(design().hairline)
      }
    expect(storedText(design())).toBe(before)
  })
})

describe('lines', () => {
  it('are each one undo step, with its name', () => {
    newHairline()
    makeCurrent(2)
    newFreeLine('moustache', 'Lay moustache')
    addInside(3)
    renameLine(3, 'Lip')
    deleteLine(3)
    designHalf('right', 'Design right half')
    expect(steps()).toEqual([
      'New hairline',
      'Make hairline current',
      'Lay moustache',
      'Add inside of line to area',
      'Rename line',
      'Delete line',
      'Design right half',
    ])
    for (let i = 0; i < 7; i++) undo()
    expect(storedText(current(designStore.getState().history!))).toBe(storedText({ ...plain, photo: design().photo }))
  })

  it('make a beard area of their own of what they enclose, and leave the scalp alone', () => {
    newFreeLine('moustache', 'Lay moustache')
    const { area } = design()
    addInsideAsBeard(2)
    expect(steps()).toEqual(['Lay moustache', 'Make beard area of line'])
    expect(design().area.role).toBe('beard')
    expect(design().area.add.tiles.size).toBeGreaterThan(0)
    expect(areaSlots(design())[0]!.area).toMatchObject({ ...area })
  })

  it('that no dots end at are not drawn over the finished picture, unless their eye is opened', () => {
    newHairline()
    setStep('dots')
    expect([isShown('line1'), isShown('line2')]).toEqual([true, false])
    toggleShown('line2')
    expect(isShown('line2')).toBe(true)
    setStep('hairline')
    expect([isShown('line1'), isShown('line2')]).toEqual([true, true])
  })

  it('of the lower face are in hand while their row is spoken of, and let go with the panel', () => {
    toggleLayers()
    newFreeLine('beardCheek', 'Lay')
    expect(freeLineInHand(design())?.kind).toBe('beardCheek')
    expect(viewStore.getState().tool).toBe('hairline')
    chooseRow('line1')
    expect(freeLineInHand(design())).toBeNull()
    chooseRow('line2')
    toggleLayers()
    expect(freeLineInHand(design())).toBeNull()
    chooseRow('line2')
    undo()
    expect(freeLineInHand(design())).toBeNull()
    expect(linesOf(design())).toHaveLength(1)
  })

  it('mirror nothing while one half is designed alone', () => {
    designHalf('left', 'Design left half')
    const { apex } = design().hairline.left
    const right = design().hairline.right
    const hand = new Hand('hairline', design(), lineContext(design())).drag(apex, 20, -15)
    expect(hand.steps).toEqual(['Move frontotemporal apex'])
    expect(hand.design.hairline.left.apex).not.toEqual(apex)
    expect(hand.design.hairline.right).toEqual(right)
    const hidden = right.apex
    expect(new Hand('hairline', design(), lineContext(design())).drag(hidden, 20, -15).steps).toEqual([])
  })
})

describe('a line that is new', () => {
  beforeEach(() => open(plain))

  it('is neither locked nor hidden because one that is gone had its place', () => {
    newHairline()
    const layer = layersOf(design()).find((id) => id === lineLayer(2))!
    toggleLocked(layer)
    toggleShown(layer)
    undo()
    newHairline()
    expect(line(2)).not.toBeNull()
    expect(layerStore.getState().locked.has(layer)).toBe(false)
    expect(layerStore.getState().shown[layer]).toBeUndefined()
  })

  it('does not come of the sides of a locked one', () => {
    newFreeLine('beardCheek', 'Add beard cheek line')
    const id = linesOf(design()).at(-1)!.id
    toggleLocked(lineLayer(id))
    const before = design()
    expect(partSides(id)).toBe(true)
    expect(design()).toBe(before)
    expect(layerStore.getState().refused).toMatchObject({ layer: lineLayer(id), why: 'locked' })
  })

  it('stays with the marks while nobody has shaped it, current or not', () => {
    newHairline()
    const [first] = [design().hairline]
    makeCurrent(2)
    const { marks } = design()
    edit(
      withMarks(design(), moveMark(marks, 'glabella', { x: marks.glabella.x + 5, y: marks.glabella.y + 60 })),
      'Move',
    )
    makeCurrent(1)
    expect(design().hairline.midline.y).toBeGreaterThan(first.midline.y + 20)
  })
})
