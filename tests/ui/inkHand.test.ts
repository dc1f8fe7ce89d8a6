import { describe, expect, it } from 'vitest'
import { InkHand, type PadPointer } from '../../src/ui/panels/consent/inkHand.ts'

const pointer = (pointerType: string, pointerId: number, o: Partial<PadPointer> = {}): PadPointer => ({
  pointerId,
  pointerType,
  button: 0,
  width: 1,
  height: 1,
  ...o,
})
const at = (x: number) => ({ x, y: 5 })

describe('the hand that signs', () => {
  it('draws one stroke at a time, with every sample once', () => {
    const hand = new InkHand()
    const mouse = pointer('mouse', 1)
    expect(hand.down(mouse, at(0))).toBe(true)
    expect(hand.move(mouse, [at(0), at(1), at(1), at(2)])).toBe(true)
    expect(hand.stroke).toEqual([at(0), at(1), at(2)])
    expect(hand.up(1)).toEqual([at(0), at(1), at(2)])
    expect(hand.stroke).toBeNull()
    expect(hand.move(mouse, [at(3)])).toBe(false)
    expect(hand.up(1)).toBeNull()
  })

  it('draws with the main button alone', () => {
    expect(new InkHand().down(pointer('mouse', 1, { button: 2 }), at(0))).toBe(false)
    expect(new InkHand().down(pointer('pen', 1, { button: 5 }), at(0))).toBe(false)
  })

  it('heeds no second finger', () => {
    const hand = new InkHand()
    hand.down(pointer('touch', 1), at(0))
    expect(hand.down(pointer('touch', 2), at(50))).toBe(false)
    expect(hand.move(pointer('touch', 2), [at(60)])).toBe(false)
    hand.move(pointer('touch', 1), [at(1)])
    expect(hand.up(2)).toBeNull()
    expect(hand.up(1)).toEqual([at(0), at(1)])
  })

  it('takes no palm for a finger, neither when it comes down nor when it widens', () => {
    const hand = new InkHand()
    expect(hand.down(pointer('touch', 1, { width: 60 }), at(0))).toBe(false)
    expect(hand.down(pointer('touch', 2), at(0))).toBe(true)
    hand.move(pointer('touch', 2, { height: 70 }), [at(1)])
    expect(hand.stroke).toBeNull()
    expect(hand.up(2)).toBeNull()
  })

  it('lets the pencil take over from the palm that came down first, and heeds no finger after it', () => {
    const hand = new InkHand()
    hand.down(pointer('touch', 1), at(0))
    expect(hand.down(pointer('pen', 2), at(100))).toBe(true)
    expect(hand.up(1)).toBeNull()
    expect(hand.up(2)).toEqual([at(100)])
    expect(hand.down(pointer('touch', 3), at(0))).toBe(false)
    expect(hand.down(pointer('pen', 4), at(0))).toBe(true)
  })

  it('takes an unfinished stroke back', () => {
    const hand = new InkHand()
    hand.down(pointer('mouse', 1), at(0))
    hand.cancel()
    expect(hand.stroke).toBeNull()
    expect(hand.up(1)).toBeNull()
  })
})
