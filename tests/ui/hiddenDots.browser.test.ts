import { afterEach, expect, it } from 'vitest'
import { withNewArea } from '../../src/core/design/areas/areas.ts'
import type { Design } from '../../src/core/design/design.ts'
import { planeOf } from '../../src/core/design/scale/faceScale.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { PointPx } from '../../src/core/geometry/points.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setLayers } from '../../src/store/layerStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { hiddenDotsPainter } from '../../src/ui/canvas/overlays/hiddenDots.ts'

const box = { width: 600, height: 800 }
const photo = { id: 'photo', hash: 'h', width: 1200, height: 1600 }
const camera = { zoom: 0.5, x: 600, y: 800, fitted: true }
const RADIUS = 60
const plain = newDesign(photo)
const mm = 1 / planeOf(plain).mmPerPxAt(plain.marks.glabella)

/** A spot that is painted round a place, px. */
const spot = (design: Design, at: PointPx): Design => ({
  ...design,
  area: { ...design.area, proposed: false, add: paintCapsule(design.area.add, at, at, RADIUS, 0, 'max') },
})

/** Two spots with a gap between their rims, filled; the second one's eye is shut. */
function open(left: PointPx, gapMm: number, id = 'photo') {
  const right = { x: left.x + 2 * RADIUS + gapMm * mm, y: left.y }
  const both = spot(withNewArea(spot(plain, left), 'scar')!, right)
  const design = { ...both, photo: { ...photo, id }, fill: { ...both.fill, filled: true } }
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  designStore.setState({ ...closedStudio, history: startHistory(design), design })
  setLayers({ shown: { area1: true, area2: false } })
  return right
}

/** Whether the photo is laid over a place. */
function covers() {
  const context = Object.assign(document.createElement('canvas'), box).getContext('2d')!
  const cover = hiddenDotsPainter((over) => {
    over.resetTransform()
    over.fillRect(0, 0, box.width, box.height)
  })
  cover(context, camera, box, photo, 1)
  return ({ x, y }: PointPx) => context.getImageData(Math.round(x / 2), Math.round(y / 2), 1, 1).data[3]! > 127
}

afterEach(() => setLayers({ shown: {} }))

it('an area whose eye is shut hides its dots, and those that lie a little beyond its outline', () => {
  const right = open({ x: 400, y: 800 }, 40)
  const isCovered = covers()
  expect(isCovered(right)).toBe(true)
  expect(isCovered({ x: right.x + RADIUS + 4 * mm, y: right.y })).toBe(true)
  expect(isCovered({ x: right.x + RADIUS + 9 * mm, y: right.y })).toBe(false)
})

it('the area beside it keeps all of its dots, those beyond its own outline too', () => {
  const left = { x: 400, y: 800 }
  const right = open(left, 5)
  const isCovered = covers()
  expect(isCovered(left)).toBe(false)
  expect(isCovered({ x: left.x + RADIUS - mm, y: left.y })).toBe(false)
  // Nearer to the hidden area than its dots may lie.
  for (const beyond of [1, 2.5, 4]) expect(isCovered({ x: left.x + RADIUS + beyond * mm, y: left.y })).toBe(false)
  expect(isCovered(right)).toBe(true)
  expect(isCovered({ x: right.x - RADIUS + 1.5 * mm, y: right.y })).toBe(true)
  expect(isCovered({ x: right.x + RADIUS + 4 * mm, y: right.y })).toBe(true)
})

it('another photo has its own places', () => {
  const first = open({ x: 400, y: 800 }, 40)
  expect(covers()(first)).toBe(true)
  const second = open({ x: 400, y: 400 }, 40, 'other')
  const isCovered = covers()
  expect(isCovered(second)).toBe(true)
  expect(isCovered(first)).toBe(false)
})
