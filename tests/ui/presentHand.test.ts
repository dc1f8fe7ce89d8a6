import { describe, expect, it } from 'vitest'
import {
  DRAG_AFTER_MS,
  LEAVE_AFTER_MS,
  presentHand,
  restingHand,
  type HandInput,
  type HandSays,
} from '../../src/ui/present/presentHand.ts'

/** A hand on the presented picture, with a clock of its own. */
class Hand {
  readonly said: HandSays[] = []
  private state = restingHand
  private at = 0

  private play(input: HandInput): this {
    const { state, says } = presentHand(this.state, input)
    this.state = state
    if (says) this.said.push(says)
    return this
  }
  down = (x: number, y = 400, id = 1) => this.play({ type: 'down', id, x, y, at: this.at })
  move = (x: number, y = 400, id = 1) => this.play({ type: 'move', id, x, y, at: this.at })
  up = (x: number, y = 400, id = 1) => this.play({ type: 'up', id, x, y, at: this.at })
  cancel = (x: number, y = 400, id = 1) => this.play({ type: 'cancel', id, x, y, at: this.at })
  wait(ms: number): this {
    this.at += ms
    return this.play({ type: 'time', at: this.at })
  }
}

const hand = () => new Hand()
const reveals = (hand: Hand) => hand.said.flatMap((says) => (says.type === 'reveal' ? [says.x] : []))

describe('a hand on a presented picture', () => {
  it('moves on with a quick swipe to the left, and back with one to the right', () => {
    expect(hand().down(600).wait(40).move(520).wait(40).up(440).said).toEqual([{ type: 'swipe', by: 1 }])
    expect(hand().down(440).wait(40).move(520).wait(40).up(600).said).toEqual([{ type: 'swipe', by: -1 }])
    // Up and down is no swipe.
    expect(hand().down(600, 300).wait(60).up(590, 500).said).toEqual([])
  })

  it('moves on with a slower swipe too, though the before side has begun to show', () => {
    const slow = hand().down(600).wait(DRAG_AFTER_MS).move(540).wait(100).move(440).wait(10).up(420)
    expect(slow.said.at(-1)).toEqual({ type: 'swipe', by: 1 })
    // Whoever looks at what a drag uncovers rests there, or takes longer.
    expect(hand().down(600).wait(250).move(500).wait(50).up(500).said.at(-1)).toEqual({ type: 'reveal', x: null })
    expect(hand().down(600).wait(250).move(300).wait(200).move(200).up(200).said.at(-1)).toEqual({
      type: 'reveal',
      x: null,
    })
  })

  it('shows the before side up to where it drags, and no more when it lets go', () => {
    const drag = hand().down(300).wait(DRAG_AFTER_MS).move(340).wait(50).move(500).wait(50).up(500)
    expect(reveals(drag)).toEqual([340, 500, null])
    expect(drag.said).toHaveLength(3)
    // A drag that began at once is one too, as soon as it has lasted.
    const early = hand()
      .down(300)
      .wait(60)
      .move(360)
      .wait(DRAG_AFTER_MS - 60)
    expect(reveals(early)).toEqual([360])
  })

  it('shows nothing while it only rests', () => {
    expect(hand().down(300).wait(2000).move(304).wait(500).up(304).said).toEqual([])
  })

  it('changes between before and after with two taps in one place, not with two in different places or slow ones', () => {
    const tapped = (x: number, gap: number) => hand().down(300).wait(60).up(300).wait(gap).down(x).wait(60).up(x).said
    expect(tapped(305, 120)).toEqual([{ type: 'wake' }, { type: 'toggle' }])
    expect(tapped(420, 120)).toEqual([{ type: 'wake' }, { type: 'wake' }])
    expect(tapped(305, 700)).toEqual([{ type: 'wake' }, { type: 'wake' }])
    // A third tap begins anew.
    expect(hand().down(1).up(1).down(1).up(1).down(1).up(1).said.at(-1)).toEqual({ type: 'wake' })
  })

  it('leaves when two fingers rest on it, and not when they move', () => {
    const two = () => hand().down(300, 400, 1).wait(30).down(500, 400, 2)
    expect(two().wait(LEAVE_AFTER_MS).said).toEqual([{ type: 'leave' }])
    expect(two().wait(LEAVE_AFTER_MS).up(300, 400, 1).up(500, 400, 2).said).toEqual([{ type: 'leave' }])
    expect(two().wait(100).move(450, 400, 1).wait(LEAVE_AFTER_MS).said).toEqual([])
    expect(two().down(600, 400, 3).wait(LEAVE_AFTER_MS).said).toEqual([])
  })

  it('is forgotten where the system takes it away, and where a second finger comes while it drags', () => {
    expect(hand().down(600).wait(40).cancel(400).said).toEqual([])
    const taken = hand().down(300).wait(DRAG_AFTER_MS).move(400).cancel(400)
    expect(reveals(taken)).toEqual([400, null])
    const second = hand().down(300).wait(DRAG_AFTER_MS).move(400).down(600, 400, 2).wait(LEAVE_AFTER_MS)
    expect(second.said.at(-1)).toEqual({ type: 'reveal', x: null })
    expect(second.up(400).up(600, 400, 2).down(10).wait(60).up(10).said.at(-1)).toEqual({ type: 'wake' })
  })
})
