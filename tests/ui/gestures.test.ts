import { beforeEach, describe, expect, it } from 'vitest'
import { seePencil, setView, viewStore } from '../../src/store/viewStore.ts'
import { createGestures, type Contact } from '../../src/ui/canvas/hands/gestures.ts'

/** A hand over the canvas: notes what its gestures lead to. */
function hand(o: { hand?: boolean; penMode?: boolean } = {}) {
  const heard: string[] = []
  let turned = 0
  let lifted = 0
  const host = {
    hand: o.hand ?? false,
    penMode: o.penMode ?? false,
    toolDown: () => heard.push('down'),
    toolMove: () => heard.push('move'),
    toolUp: () => heard.push('up'),
    toolCancel: () => heard.push('cancel'),
    toolTakeBack: () => heard.push('back'),
    panBy: (dx: number, dy: number) => heard.push(`pan ${dx} ${dy}`),
    zoomAt: (_x: number, _y: number, factor: number) => heard.push(`zoom ${factor.toFixed(2)}`),
    turnAt: (_x: number, _y: number, rad: number) => (turned += rad),
    fingersUp: () => (lifted += 1),
    undo: () => heard.push('undo'),
    redo: () => heard.push('redo'),
    penSeen: (draws: boolean) => {
      seePencil(draws)
      host.penMode = viewStore.getState().penMode
    },
  }
  const gestures = createGestures<Contact>(host)
  const at = (pointer: Contact['pointer'], id: number, x: number, y: number, time: number, more = {}): Contact => ({
    id,
    pointer,
    x,
    y,
    time,
    button: 0,
    width: 10,
    ...more,
  })
  return {
    gestures,
    heard,
    at,
    host,
    get turned() {
      return turned
    },
    get lifted() {
      return lifted
    },
  }
}

let h = hand()
beforeEach(() => {
  setView({ penMode: false, fingersDraw: false, penTurnedOff: false })
  h = hand()
})

describe('gestures on the canvas', () => {
  it('give a mouse drag to the tool, from press to release', () => {
    h.gestures.down(h.at('mouse', 1, 10, 10, 0))
    h.gestures.move(h.at('mouse', 1, 50, 10, 16))
    h.gestures.up(h.at('mouse', 1, 50, 10, 30))
    expect(h.heard).toEqual(['down', 'move', 'up'])
    expect(h.gestures.busy).toBe(false)
  })

  it('pan with the middle button, and with the hand', () => {
    h.gestures.down(h.at('mouse', 1, 10, 10, 0, { button: 1 }))
    h.gestures.move(h.at('mouse', 1, 30, 15, 16))
    expect(h.heard).toEqual(['pan 20 5'])
    const space = hand({ hand: true })
    space.gestures.down(space.at('mouse', 1, 0, 0, 0))
    space.gestures.move(space.at('mouse', 1, 5, 5, 16))
    space.gestures.up(space.at('mouse', 1, 5, 5, 20))
    expect(space.heard).toEqual(['pan 5 5'])
  })

  it('drop a finger stroke when a second finger comes at once, and pinch instead', () => {
    h.gestures.down(h.at('touch', 1, 100, 100, 0))
    h.gestures.down(h.at('touch', 2, 200, 100, 60))
    h.gestures.move(h.at('touch', 2, 300, 100, 80))
    expect(h.heard[0]).toBe('down')
    expect(h.heard[1]).toBe('back')
    expect(h.heard.some((what) => what === 'zoom 2.00')).toBe(true)
    h.gestures.up(h.at('touch', 1, 100, 100, 400))
    h.gestures.up(h.at('touch', 2, 300, 100, 410))
    expect(h.heard).not.toContain('up')
    expect(h.heard).not.toContain('undo')
    expect(h.gestures.busy).toBe(false)
  })

  it('turn with two fingers once they mean it: a pinch that is not quite straight does not turn', () => {
    const around = (deg: number, radius: number, time: number) => {
      const rad = (deg * Math.PI) / 180
      h.gestures.move(h.at('touch', 2, 100 + radius * Math.cos(rad), 100 + radius * Math.sin(rad), time))
    }
    h.gestures.down(h.at('touch', 1, 100, 100, 0))
    h.gestures.down(h.at('touch', 2, 200, 100, 60))
    for (let i = 1; i <= 5; i++) around(i, 100 + 20 * i, 80 + i)
    expect(h.turned).toBe(0)
    // Clockwise as seen, through where angles start again from below.
    for (let deg = 6; deg <= 200; deg += 2) around(deg, 200, 90 + deg)
    expect((h.turned * 180) / Math.PI).toBeGreaterThan(185)
    expect((h.turned * 180) / Math.PI).toBeLessThan(195)
    expect(h.lifted).toBe(0)
    h.gestures.up(h.at('touch', 1, 100, 100, 400))
    h.gestures.up(h.at('touch', 2, 300, 100, 410))
    expect(h.lifted).toBe(1)
    expect(h.heard).not.toContain('undo')
  })

  it('keep a stroke that is under way when a late second finger touches', () => {
    h.gestures.down(h.at('touch', 1, 100, 100, 0))
    h.gestures.move(h.at('touch', 1, 160, 100, 200))
    h.gestures.down(h.at('touch', 2, 300, 300, 240))
    h.gestures.up(h.at('touch', 1, 160, 100, 300))
    h.gestures.up(h.at('touch', 2, 300, 300, 320))
    expect(h.heard).toEqual(['down', 'move', 'up'])
    expect(h.gestures.busy).toBe(false)
  })

  it('undo by a tap of two fingers and redo by three', () => {
    for (const id of [1, 2]) h.gestures.down(h.at('touch', id, id * 50, 100, id * 20))
    for (const id of [1, 2]) h.gestures.up(h.at('touch', id, id * 50, 100, 100 + id))
    expect(h.heard).toEqual(['down', 'back', 'undo'])
    for (const id of [1, 2, 3]) h.gestures.down(h.at('touch', id, id * 50, 100, 1000 + id * 20))
    for (const id of [1, 2, 3]) h.gestures.up(h.at('touch', id, id * 50, 100, 1100 + id))
    expect(h.heard.at(-1)).toBe('redo')
  })

  it('undo nothing when the two fingers stay or travel', () => {
    for (const id of [1, 2]) h.gestures.down(h.at('touch', id, id * 50, 100, 0))
    for (const id of [1, 2]) h.gestures.up(h.at('touch', id, id * 50, 100, 400))
    expect(h.heard).not.toContain('undo')
  })

  it('let fingers pan once a pen has been seen, before its first stroke ends', () => {
    h.gestures.down(h.at('pen', 1, 10, 10, 0))
    expect(h.host.penMode).toBe(true)
    h.gestures.up(h.at('pen', 1, 20, 10, 50))
    h.gestures.down(h.at('touch', 2, 0, 0, 1000))
    h.gestures.move(h.at('touch', 2, 9, 0, 1016))
    expect(h.heard).toEqual(['down', 'up', 'pan 9 0'])
  })

  it('let fingers pan as soon as a pen hovers, but once that was turned off not before a pen draws again', () => {
    const hover = (time: number) => h.gestures.move(h.at('pen', 1, 30, 10, time))
    hover(0)
    expect(h.host.penMode).toBe(true)
    setView({ penMode: false, penTurnedOff: true })
    hover(1000)
    expect(viewStore.getState().penMode).toBe(false)
    h.gestures.down(h.at('pen', 1, 30, 10, 1100))
    expect(viewStore.getState().penMode).toBe(true)
    expect(viewStore.getState().penTurnedOff).toBe(false)
  })

  it('take no notice of a palm: beside the pen, just after it, or wide', () => {
    h.gestures.down(h.at('pen', 1, 10, 10, 0))
    h.gestures.down(h.at('touch', 2, 200, 200, 20))
    h.gestures.up(h.at('pen', 1, 30, 10, 100))
    h.gestures.down(h.at('touch', 3, 200, 200, 250))
    h.gestures.down(h.at('touch', 4, 200, 200, 2000, { width: 60 }))
    expect(h.heard).toEqual(['down', 'up'])
    expect(h.gestures.busy).toBe(false)
  })

  it('stop a palm that came down narrow as soon as it has grown, and go on with the next finger', () => {
    const touch = (id: number, x: number, time: number, width: number) => h.at('touch', id, x, 0, time, { width })
    h.host.penMode = true
    h.gestures.down(touch(1, 0, 1000, 12))
    h.gestures.move(touch(1, 5, 1016, 20))
    h.gestures.move(touch(1, 30, 1032, 55))
    h.gestures.move(touch(1, 60, 1048, 30))
    h.gestures.up(touch(1, 60, 1064, 30))
    expect(h.heard).toEqual(['pan 5 0'])
    expect(h.gestures.busy).toBe(false)
    h.gestures.down(touch(2, 0, 2000, 12))
    h.gestures.move(touch(2, 7, 2016, 12))
    expect(h.heard.at(-1)).toBe('pan 7 0')
    // Beside a finger it zooms nothing either, and no tap of two is made of them.
    h.gestures.down(touch(3, 90, 2032, 12))
    h.gestures.move(touch(3, 95, 2048, 60))
    const before = h.heard.length
    h.gestures.move(touch(2, 40, 2064, 12))
    h.gestures.up(touch(2, 40, 2080, 12))
    expect(h.heard).toHaveLength(before)
    expect(h.gestures.busy).toBe(false)
  })

  it('let a wide thumb pan where fingers are all there is', () => {
    const finger = hand({ hand: true })
    finger.gestures.down(finger.at('touch', 1, 0, 0, 0))
    finger.gestures.move(finger.at('touch', 1, 9, 0, 16, { width: 50 }))
    expect(finger.heard).toEqual(['pan 9 0'])
  })

  it('hover with a mouse or a pen, never with a palm', () => {
    h.gestures.down(h.at('touch', 4, 200, 200, 0, { width: 60 }))
    h.gestures.move(h.at('touch', 4, 210, 200, 16, { width: 60 }))
    expect(h.heard).toEqual([])
    h.gestures.move(h.at('mouse', 1, 10, 10, 32))
    expect(h.heard).toEqual(['move'])
  })

  it('drop what a palm had begun before the pen came', () => {
    h.gestures.down(h.at('touch', 1, 200, 200, 0))
    h.gestures.down(h.at('pen', 2, 10, 10, 40))
    h.gestures.up(h.at('pen', 2, 30, 10, 90))
    expect(h.heard).toEqual(['down', 'back', 'down', 'up'])
  })

  it('leave no entry and no stuck state when the pointer is lost, the window blurs or Escape is pressed', () => {
    h.gestures.down(h.at('mouse', 1, 10, 10, 0))
    h.gestures.cancel(1)
    h.gestures.down(h.at('mouse', 1, 10, 10, 100))
    h.gestures.blur()
    h.gestures.down(h.at('mouse', 1, 10, 10, 200))
    expect(h.gestures.escape()).toBe(true)
    h.gestures.move(h.at('mouse', 1, 90, 10, 216))
    h.gestures.up(h.at('mouse', 1, 90, 10, 220))
    expect(h.heard).toEqual(['down', 'back', 'down', 'back', 'down', 'cancel'])
    expect(h.gestures.busy).toBe(false)
    h.gestures.down(h.at('mouse', 1, 10, 10, 300))
    expect(h.heard.at(-1)).toBe('down')
  })

  it('do nothing with the right button', () => {
    h.gestures.down(h.at('mouse', 1, 10, 10, 0, { button: 2 }))
    expect(h.heard).toEqual([])
  })
})
