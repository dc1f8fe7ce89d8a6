import { describe, expect, it } from 'vitest'
import type { MatchPatches, PatchName } from '../../../src/core/fill/comparePatches.ts'
import { idleMatchHand, matchTool } from '../../../src/core/tools/matchTool.ts'
import type { Input } from '../../../src/core/tools/tool.ts'

const view = { radiusPx: 40, pxPerScreenPx: 2, width: 1000, height: 800 }
const laid: MatchPatches = { hair: { x: 200, y: 300 }, bare: { x: 400, y: 300 }, radiusMm: 6.2 }

/** Plays a pointer over the circles. */
function hand(patches = laid, chosen: PatchName = 'hair') {
  let now = { state: idleMatchHand, patches, chosen }
  let alt = false
  const give = (type: Input['type'], x: number, y: number) => {
    const input: Input = { type, at: { x, y }, pointer: 'mouse', pressure: 1, shift: false, alt, ctrl: false }
    now = matchTool(now.state, input, now, view)
  }
  const played = {
    holdingAlt: () => ((alt = true), played),
    down: (x: number, y: number) => (give('down', x, y), played),
    move: (x: number, y: number) => (give('move', x, y), played),
    up: (x: number, y: number) => (give('up', x, y), played),
    cancel: () => (give('cancel', 0, 0), played),
    get now() {
      return now
    },
  }
  return played
}

describe('the circles of a match', () => {
  it('are dragged by where they were taken, without a jump', () => {
    const { patches } = hand().down(230, 310).move(330, 360).up(330, 360).now
    expect(patches.hair).toEqual({ x: 300, y: 350 })
    expect(patches.bare).toEqual(laid.bare)
  })

  it('come to two taps one after the other', () => {
    const { patches } = hand().down(700, 600).up(700, 600).down(800, 200).up(800, 200).now
    expect(patches).toMatchObject({ hair: { x: 700, y: 600 }, bare: { x: 800, y: 200 } })
  })

  it('with Alt the one of the hair comes, whichever is next and whatever lies there', () => {
    for (const at of [{ x: 700, y: 600 }, laid.bare]) {
      const { patches, chosen } = hand(laid, 'bare').holdingAlt().down(at.x, at.y).up(at.x, at.y).now
      expect(patches).toMatchObject({ hair: at, bare: laid.bare })
      expect(chosen).toBe('hair')
    }
  })

  it('are chosen by touching them', () => {
    expect(hand().down(405, 300).up(405, 300).now.chosen).toBe('bare')
  })

  it('go back where they were when the gesture is cancelled', () => {
    expect(hand().down(200, 300).move(600, 600).cancel().now.patches).toEqual(laid)
  })

  it('never leave the photo', () => {
    expect(hand().down(200, 300).move(-500, 5000).up(-500, 5000).now.patches.hair).toEqual({ x: 0, y: 800 })
  })
})
