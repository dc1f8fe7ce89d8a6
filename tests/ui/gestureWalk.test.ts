import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hairlineAt } from '../../src/core/design/lines/hairlineCurve.ts'
import { freeLinePaths, withNewFreeLine } from '../../src/core/design/lines/freeLines.ts'
import { isFree, linesOf } from '../../src/core/design/lines/lines.ts'
import { measuresOf, withNewMeasure } from '../../src/core/design/scale/measures.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { uniformAt } from '../../src/core/sampling/random.ts'
import { between, type PointPx } from '../../src/core/geometry/points.ts'
import type { Pointer, ToolName } from '../../src/core/tools/tool.ts'
import { redo, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { takeObject } from '../../src/store/edits/objectActions.ts'
import { layerStore, nothingTaken, setLayers } from '../../src/store/layerStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setTool, setView, viewStore } from '../../src/store/viewStore.ts'
import { createGestures, type Contact } from '../../src/ui/canvas/hands/gestures.ts'
import { toolHand } from '../../src/ui/canvas/hands/toolHand.ts'
import { storedText } from '../fixtures/stored.ts'

vi.stubGlobal('devicePixelRatio', 1)

const seed = Number(process.env.SEED ?? 1)
const photo = { id: 'p', hash: 'h', width: 1200, height: 1600 }
const tools: readonly ToolName[] = [
  'brush',
  'eraser',
  'exclude',
  'density',
  'lasso',
  'hairline',
  'scale',
  'select',
  'measure',
]
/** What may be drawn click by click. */
const clicked: readonly ToolName[] = ['lasso', 'measure', 'scale']
const pointers: readonly Pointer[] = ['mouse', 'pen', 'touch']

/** A canvas at 100 % without a browser: contacts go through the gestures into the tool, and tools into the design. */
function canvas() {
  const hand = toolHand(() => {})
  const give = (e: Contact, type: 'down' | 'move' | 'up') =>
    hand.give({
      type,
      at: { x: e.x, y: e.y },
      path: [],
      pointer: e.pointer,
      pressure: 0.7,
      shift: false,
      alt: false,
      ctrl: false,
    })
  const gestures = createGestures<Contact>({
    toolDown: (e) => give(e, 'down'),
    toolMove: (e) => give(e, 'move'),
    toolUp: (e) => give(e, 'up'),
    toolCancel: () => hand.drop(),
    toolTakeBack: () => hand.takeBack(),
    panBy: () => {},
    turnAt: () => {},
    fingersUp: () => {},
    zoomAt: () => {},
    undo,
    redo,
    penSeen: () => {},
    hand: false,
    penMode: false,
  })
  return { gestures, hand }
}

/** Numbers in 0..1, the same in each run. */
function dice(stream: number) {
  let n = 0
  return () => uniformAt(seed * 1009 + stream, n++)
}

const pick = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)]!

/** The design on screen, as it is stored. */
const shown = (): string => storedText(designStore.getState().design!)

const steps = () => designStore.getState().history!.at

describe(`a hand at the canvas, seed ${seed}`, () => {
  let now = canvas()
  let clock = 0
  beforeEach(() => {
    const line = withNewFreeLine(newDesign(photo, { seed: 7 }), 'free')!
    const design = withNewMeasure(line, [
      { x: 200, y: 1200 },
      { x: 320, y: 1240 },
    ])!.design
    designStore.setState({ ...closedStudio, history: startHistory(design), design })
    setView({
      step: 'hairline',
      reversal: 'off',
      zone: null,
      brushMm: 10,
      camera: { zoom: 1, x: 600, y: 800, fitted: false },
    })
    routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
    setLayers({ photoId: 'p', shown: { measures: true }, locked: new Set(), ...nothingTaken })
    now = canvas()
    clock = 0
  })

  const contact = (pointer: Pointer, id: number, x: number, y: number): Contact => ({
    id,
    pointer,
    x,
    y,
    // Far enough apart that no palm follows a pen.
    time: (clock += 400),
    button: 0,
    width: pointer === 'touch' ? 20 : 0,
  })

  /** Presses at a place and moves on from there; the hand is still down. */
  function begin(random: () => number, tool: ToolName, pointer: Pointer, moves = 6): Contact {
    setTool(tool)
    const design = designStore.getState().design!
    const { hairline, scale } = design
    // Where Select finds an object as a whole.
    const objects = [
      ...measuresOf(design).map(({ points }) => between(points[0]!, points[1]!)),
      ...linesOf(design)
        .filter(isFree)
        .map((line) => freeLinePaths(line, design.marks)[0]![9]!),
    ]
    // The point tools take what is near; the others draw anywhere on the head.
    const points = [
      hairline.midline,
      hairline.right.apex,
      hairline.left.templePoint,
      hairlineAt(hairline, { side: 'left', span: 'temporalMid', place: 0.4 }),
    ]
    const near = { hairline: points, select: random() < 0.5 ? points : objects, scale: [scale.a] }[tool as string]
    const from = near ? pick(random, near) : { x: 300 + 600 * random(), y: 200 + 700 * random() }
    let at = contact(pointer, 1, from.x, from.y)
    now.gestures.down(at)
    for (let k = 0; k < moves; k++) {
      at = contact(pointer, 1, at.x + 60 * (random() - 0.5), at.y + 60 * (random() - 0.5))
      now.gestures.move(at)
    }
    return at
  }
  /** Presses and lets go at once. */
  function click(pointer: Pointer, { x, y }: PointPx): void {
    now.gestures.down(contact(pointer, 1, x, y))
    now.gestures.up(contact(pointer, 1, x, y))
  }
  /** Clicks corners of what is drawn click by click, and leaves it open. */
  function open(random: () => number, tool: ToolName, pointer: Pointer): readonly PointPx[] {
    setTool(tool)
    const most = { lasso: 5, measure: 2 }[tool as string] ?? 1
    const corners = Array.from({ length: 1 + Math.floor(most * random()) }, (_, k) => ({
      x: 250 + 150 * k + 60 * random(),
      y: k % 2 ? 250 + 60 * random() : 500 + 60 * random(),
    }))
    for (const corner of corners) click(pointer, corner)
    return corners
  }
  function stroke(random: () => number): void {
    const pointer = pick(random, pointers)
    if (random() < 0.8) return now.gestures.up(begin(random, pick(random, tools), pointer))
    const tool = pick(random, clicked)
    const corners = open(random, tool, pointer)
    // The lasso is closed at its first corner, a measure at its last; a length ends anywhere.
    click(pointer, tool === 'lasso' ? corners[0]! : tool === 'measure' ? corners.at(-1)! : { x: 700, y: 900 })
    if (now.hand.busy) now.hand.drop()
  }

  it('draws 200 strokes with all tools and pointers; 200 undos give the first design back, byte for byte', () => {
    const random = dice(1)
    const start = shown()
    const after: string[] = []
    while (steps() < 200) {
      const before = steps()
      stroke(random)
      expect(steps() - before).toBeLessThanOrEqual(1)
      if (steps() > before) after.push(shown())
    }
    expect(new Set(after).size).toBeGreaterThan(190)
    const labels = designStore.getState().history!.entries.map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['Lasso area', 'Measure distance']))
    expect(labels.some((label) => label === 'Move measure' || label === 'Move line')).toBe(true)
    for (let k = 199; k >= 0; k--) {
      undo()
      expect(shown() === (k > 0 ? after[k - 1] : start)).toBe(true)
    }
    expect(steps()).toBe(0)
  }, 60_000)

  it('walks 1000 random undos and redos: each step always shows the same design', () => {
    const random = dice(2)
    while (steps() < 40) stroke(random)
    const known = new Map<number, { design: unknown; text: string }>()
    for (let k = 0; k < 1000; k++) {
      if (random() < 0.5) undo()
      else redo()
      const { design } = designStore.getState()
      const before = known.get(steps())
      if (before?.design !== design) {
        const text = shown()
        expect(before?.text ?? text).toBe(text)
        known.set(steps(), { design, text })
      }
    }
    // None was changed in place by those that came after it.
    while (steps() > 0) undo()
    for (;;) {
      const before = known.get(steps())
      if (before) expect(shown()).toBe(before.text)
      const at = steps()
      redo()
      if (steps() === at) break
    }
    expect(known.size).toBeGreaterThan(20)
  }, 60_000)

  it('leaves what is drawn click by click as it is while two fingers zoom, and Escape ends it', () => {
    const random = dice(4)
    for (let k = 0; k < 60; k++) {
      const tool = pick(random, clicked)
      const before = { design: shown(), steps: steps() }
      const corners = open(random, tool, 'touch')
      const { overlay } = now.hand
      // Anywhere, or where a press would close the line or take an end of the length.
      const { x, y } = pick(random, [...corners, designStore.getState().design!.scale.a, { x: 900, y: 900 }])
      now.gestures.down(contact('touch', 1, x, y))
      now.gestures.down(contact('touch', 2, x + 200, y))
      now.gestures.move(contact('touch', 2, x + 300, y + 40))
      for (const id of [1, 2]) now.gestures.up(contact('touch', id, x, y))
      expect(now.hand.overlay).toEqual(overlay)
      expect(now.hand.busy).toBe(true)
      now.gestures.escape()
      now.hand.drop()
      expect({ design: shown() === before.design, steps: steps() }).toEqual({ design: true, steps: before.steps })
      expect(now.hand.busy || viewStore.getState().measured || viewStore.getState().layingScale).toBeFalsy()
    }
  })

  it('keeps what is selected while two fingers zoom beside it; a tap there lets go of it', () => {
    setTool('select')
    const measure = { kind: 'measure', id: 1 } as const
    takeObject(measure)
    now.gestures.down(contact('touch', 1, 900, 1500))
    now.gestures.down(contact('touch', 2, 1000, 1500))
    for (const id of [1, 2]) now.gestures.up(contact('touch', id, 900, 1500))
    expect(layerStore.getState().object).toEqual(measure)
    click('touch', { x: 900, y: 1500 })
    expect(layerStore.getState().object).toBeNull()
  })

  it.each([
    ['a palm', (at: Contact) => now.gestures.down(contact('pen', 9, at.x + 5, at.y))],
    ['a lost capture', (at: Contact) => now.gestures.cancel(at.id)],
    ['a window that loses its focus', () => now.gestures.blur()],
    ['Escape', () => void now.gestures.escape()],
    ['a second finger', (at: Contact) => now.gestures.down({ ...contact('touch', 2, at.x + 90, at.y), time: at.time })],
  ] as const)('leaves nothing behind after %s in the middle of a gesture, with any tool', (what, interrupt) => {
    const random = dice(3)
    for (const tool of tools) {
      for (const pointer of pointers) {
        // A pen ends what a finger had begun, and so does a finger beside it; nothing else is a palm.
        const byFinger = what === 'a palm' || what === 'a second finger'
        if (byFinger && pointer !== 'touch') continue
        const before = { design: shown(), steps: steps() }
        const isOpened = clicked.includes(tool) && random() < 0.5
        if (isOpened) open(random, tool, pointer)
        const at = begin(random, tool, pointer, what === 'a second finger' ? 0 : 6)
        interrupt(at)
        now.gestures.up(at)
        for (const id of [2, 9]) now.gestures.cancel(id)
        if (byFinger) expect(now.hand.busy).toBe(isOpened)
        now.hand.drop()
        expect({ design: shown() === before.design, steps: steps() }).toEqual({ design: true, steps: before.steps })
        expect(now.gestures.busy || now.hand.busy || designStore.getState().live).toBe(false)
      }
    }
    // And the next gesture is one like any other.
    const next = steps()
    now.gestures.up(begin(random, 'brush', 'pen'))
    expect(steps()).toBe(next + 1)
  })
})
