import { expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { freeHandlePoints, withNewFreeLine } from '../../src/core/design/lines/freeLines.ts'
import { isFree } from '../../src/core/design/lines/lines.ts'
import { markHandles } from '../../src/core/design/scale/marks.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { rimHandles } from '../../src/core/design/head/skullRim.ts'
import { distance, type PointPx } from '../../src/core/geometry/points.ts'
import type { Pointer, ToolName } from '../../src/core/tools/tool.ts'
import { startPhoto } from '../../src/store/dots/pictures.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setLayers } from '../../src/store/layerStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setStep, setTool, viewStore, type StepName } from '../../src/store/viewStore.ts'
import { drawScene } from '../../src/ui/canvas/studioScene.ts'
import { toScreen } from '../../src/ui/canvas/viewport.ts'
import { Hand } from '../core/tools/hand.ts'

const photo = { id: 'photo', hash: 'hash', width: 1200, height: 1600 }
const design = newDesign(photo)
const box = { width: 600, height: 800 }
const camera = { zoom: 0.5, x: 600, y: 800, fitted: true }
const onScreen = (p: PointPx) => toScreen(camera, box, p)

/** What the studio draws over the photo for a hand: its circles, and where it paints. */
function drawn(step: StepName, tool: ToolName, hand = new Hand(tool, design), pointer: Pointer = 'mouse') {
  const texts: string[] = []
  startPhoto(photo.width, photo.height)
  setStep(step)
  setTool(tool)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, box)
  const context = canvas.getContext('2d')!
  const circles: (PointPx & { radius: number })[] = []
  const arc = context.arc.bind(context)
  context.arc = (x, y, radius, from, to) => {
    circles.push({ x, y, radius })
    arc(x, y, radius, from, to)
  }
  const fillText = context.fillText.bind(context)
  context.fillText = (text, x, y) => {
    texts.push(text)
    fillText(text, x, y)
  }
  const view = { ...viewStore.getState(), camera }
  const { overlay } = hand
  const scene = { design: hand.design, view, box, tool: overlay, busy: hand.tool.busy, pointer, focused: null }
  drawScene(context, { ...scene, density: 1, sizeShown: false })
  const isPainted = ({ x, y }: PointPx) => context.getImageData(Math.round(x), Math.round(y), 1, 1).data[3]! > 0
  /** How many px of a ring round a place are azure, as lines are. */
  const azureAround = (at: PointPx, radius: number) =>
    Array.from({ length: 720 }, (_, i) => (i * Math.PI) / 360).filter((angle) => {
      const [x, y] = [at.x + radius * Math.cos(angle), at.y + radius * Math.sin(angle)]
      const [r, g, b] = context.getImageData(Math.round(x), Math.round(y), 1, 1).data
      return r! < 90 && g! > 140 && b! > 220
    }).length
  return { circles, isPainted, texts, azureAround }
}

const outlinePoints = [
  ...markHandles(design.marks).filter(({ handle }) => handle.startsWith('outline')),
  ...rimHandles(design),
].map(({ at }) => onScreen(at))

/** How many points of the head's outline have a circle round them. */
const onOutline = ({ circles }: ReturnType<typeof drawn>) =>
  outlinePoints.filter((p) => circles.some((c) => distance(c, p) < 0.01)).length

it('draws the points of the head’s outline where they can be taken, which is step Photo', () => {
  expect(onOutline(drawn('photo', 'select', new Hand('marks', design)))).toBe(outlinePoints.length)
  for (const step of ['scale', 'hairline', 'area', 'dots'] as const) expect(onOutline(drawn(step, 'select'))).toBe(0)
  expect(onOutline(drawn('hairline', 'hairline'))).toBe(0)
})

it('draws no handle that a press does not take', () => {
  // A handle is azure with a casing of 5 to 8 px; smaller points only mark a place.
  for (const step of ['hairline', 'area', 'dots'] as const)
    for (const tool of ['select', 'hairline'] as const) {
      if (tool === 'hairline' && step !== 'hairline') continue
      const handles = drawn(step, tool).circles.filter(({ radius }) => radius > 4 && radius < 9)
      expect(handles.length).toBeGreaterThan(5)
      for (const { x, y } of handles) {
        const hand = new Hand(tool, design, { pxPerScreenPx: 1 / camera.zoom })
        const at = { x: camera.x + (x - box.width / 2) / camera.zoom, y: camera.y + (y - box.height / 2) / camera.zoom }
        expect(hand.down(at.x, at.y).overlay.active, `${step} ${tool} ${x},${y}`).toBeTruthy()
      }
    }
})

it('shows the loupe while a finger drags an end of a measure, and not between two taps, nor under a mouse', () => {
  const loupes = (hand: Hand, pointer: Pointer) =>
    drawn('hairline', 'measure', hand, pointer).circles.filter(({ radius }) => radius === 80).length
  const hand = (pointer: Pointer) => new Hand('measure', design).holding({ pointer }).down(500, 900).move(700, 900)
  expect(loupes(hand('touch'), 'touch')).toBeGreaterThan(0)
  expect(loupes(hand('touch').up(), 'touch')).toBe(0)
  expect(loupes(new Hand('measure', design).holding({ pointer: 'touch' }).click(500, 900), 'touch')).toBe(0)
  expect(loupes(hand('mouse'), 'mouse')).toBe(0)
})

it('shows in the loupe the line whose point a finger drags, and none where it drags a mark', () => {
  const inGlass = (tool: ToolName, from: PointPx, of = design, lineInHand: number | null = null) => {
    if (lineInHand !== null) setLayers({ lineInHand })
    const hand = new Hand(tool, of, { lineInHand, pxPerScreenPx: 2 }).holding({ pointer: 'touch' })
    const { circles, azureAround } = drawn(
      'hairline',
      tool,
      hand.down(from.x, from.y).move(from.x, from.y + 30),
      'touch',
    )
    const glass = circles.find(({ radius }) => radius === 80)!
    return azureAround(glass, 40)
  }
  expect(inGlass('hairline', design.hairline.left.apex)).toBeGreaterThan(0)
  expect(inGlass('select', design.marks.glabella)).toBe(0)
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  const bearded = withNewFreeLine(design, 'beardCheek')!
  designStore.setState({ ...closedStudio, history: startHistory(bearded), design: bearded })
  const { at } = freeHandlePoints(bearded.lines!.filter(isFree)[0]!, design.marks)[4]!
  expect(inGlass('hairline', at, bearded, 2)).toBeGreaterThan(0)
  setLayers({ lineInHand: null })
  designStore.setState(closedStudio)
  routeStore.setState({ screen: 'library' }, true)
})

it('hatches the ring of Exclude, and no other', () => {
  const at = { x: 600, y: 1450 }
  const inRing = (tool: ToolName, alt = false) => {
    const hand = new Hand(tool, design, { brushMm: 30 }).holding({ alt }).move(at.x, at.y)
    const ring = hand.overlay.ring!
    const { isPainted } = drawn('area', tool, hand)
    const place = onScreen(at)
    const radius = ring.radiusPx * camera.zoom
    // Along a circle between the cross in its middle and the ring itself.
    const points = Array.from({ length: 60 }, (_, i) => {
      const angle = (i * Math.PI) / 30
      return { x: place.x + 0.5 * radius * Math.cos(angle), y: place.y + 0.5 * radius * Math.sin(angle) }
    })
    expect(radius).toBeGreaterThan(20)
    return points.filter(isPainted).length / points.length
  }
  for (const tool of ['brush', 'eraser', 'density'] as const) expect(inRing(tool)).toBe(0)
  for (const alt of [false, true]) {
    expect(inRing('exclude', alt)).toBeGreaterThan(0.2)
    expect(inRing('exclude', alt)).toBeLessThan(0.7)
  }
})

it('says no mm beside the scale points while the scale is left out, and while nobody has told their length', () => {
  const said = (scale: Partial<Design['scale']>, laid: boolean) => {
    const hand = new Hand('scale', { ...design, scale: { ...design.scale, ...scale } })
    const { a } = hand.design.scale
    const from = laid ? { x: a.x + 60, y: a.y + 300 } : a
    return drawn('scale', 'scale', hand.down(from.x, from.y).move(from.x + 90, from.y + 20)).texts.join(' ')
  }
  for (const laid of [true, false]) {
    expect(said({ status: 'proposed' }, laid)).toMatch(/mm/)
    expect(said({ status: 'skipped' }, laid)).toMatch(/\d %|\d%/)
    expect(said({ status: 'skipped' }, laid)).not.toMatch(/mm|cm/)
    expect(said({ status: 'proposed', untold: true }, laid)).not.toMatch(/mm|cm/)
  }
})
