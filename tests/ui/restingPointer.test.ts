import { beforeEach, describe, expect, it } from 'vitest'
import { setTool, viewStore } from '../../src/store/viewStore.ts'
import { restingPointer } from '../../src/ui/canvas/hands/restingPointer.ts'
import { toolInput } from '../../src/ui/canvas/hands/toolInput.ts'
import type { CanvasContact } from '../../src/ui/canvas/hands/pointerInput.ts'
import { Hand } from '../core/tools/hand.ts'

const mouse: CanvasContact = {
  id: 1,
  pointer: 'mouse',
  x: 400,
  y: 300,
  time: 0,
  button: 0,
  width: 0,
  pressure: 0,
  shift: false,
  alt: false,
  ctrl: false,
  eraser: false,
  path: [],
}

describe('a pointer that rests with a brush', () => {
  let hand = new Hand('brush')
  let isFree = true
  let rest = restingPointer(
    () => isFree,
    () => {},
  )
  beforeEach(() => {
    setTool('brush')
    hand = new Hand('brush')
    isFree = true
    rest = restingPointer(
      () => isFree,
      (e) => {
        const { alt } = toolInput(e, 'move', 'brush', (at) => at)
        hand.holding({ alt }).move(e.x, e.y)
      },
    )
    rest.moved(mouse)
    hand.move(mouse.x, mouse.y)
  })
  const isDashed = () => hand.overlay.ring?.dashed

  it('shows at once that Alt turns it to erasing, and back', () => {
    expect(isDashed()).toBe(false)
    rest.alt(true)
    expect(isDashed()).toBe(true)
    expect(hand.overlay.ring?.at).toEqual({ x: 400, y: 300 })
    rest.alt(false)
    expect(isDashed()).toBe(false)
  })

  it('shows nothing where it is not, by a finger, or while a stroke is under way', () => {
    isFree = false
    rest.alt(true)
    expect(isDashed()).toBe(false)
    isFree = true
    rest.alt(false)
    rest.left()
    rest.alt(true)
    rest.moved({ ...mouse, pointer: 'touch' })
    rest.alt(true)
    expect(isDashed()).toBe(false)
  })

  it('follows the view, but nothing else of it', () => {
    const now = viewStore.getState()
    rest.alt(true)
    hand.move(10, 10)
    rest.viewChanged({ ...now, mirror: !now.mirror }, now)
    expect(hand.overlay.ring?.at).toEqual({ x: 10, y: 10 })
    rest.viewChanged({ ...now, brushMm: now.brushMm + 1 }, now)
    expect(hand.overlay.ring?.at).toEqual({ x: 400, y: 300 })
  })
})
