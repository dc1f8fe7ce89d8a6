import { beforeEach, describe, expect, it } from 'vitest'
import { compareStore, setCompare } from '../../src/store/compare/compareStore.ts'
import { aloneOf, shareOf } from '../../src/ui/canvas/compare/comparedShare.ts'
import { compareByKey } from '../../src/ui/canvas/compare/compareHand.ts'

const state = () => compareStore.getState()
beforeEach(() => compareStore.setState(compareStore.getInitialState(), true))

describe('an arrow key over a comparison', () => {
  const press = (key: string, shiftKey = false) =>
    compareByKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false } as KeyboardEvent, {
      loose: 'b',
      onLine: false,
    })

  it('raises fade and threshold with up and right, as their sliders in the bar do, and lowers them with down and left', () => {
    setCompare({ mode: 'fade', fade: 0.5 })
    const { threshold } = state()
    for (const [key, by] of [
      ['ArrowUp', 1],
      ['ArrowRight', 1],
      ['ArrowDown', -1],
      ['ArrowLeft', -1],
    ] as const) {
      setCompare({ mode: 'fade', fade: 0.5 })
      press(key)
      expect(state().fade, key).toBeCloseTo(0.5 + by * 0.01)
      press(key, true)
      expect(state().fade, key).toBeCloseTo(0.5 + by * 0.11)
      setCompare({ mode: 'difference', threshold: threshold + 5 })
      press(key)
      expect(state().threshold, key).toBe(threshold + 5 + by)
    }
  })

  it('moves the line to where it points', () => {
    setCompare({ vertical: false })
    press('ArrowDown')
    expect(state().split).toBeCloseTo(0.51)
    press('ArrowUp', true)
    expect(state().split).toBeCloseTo(0.41)
    setCompare({ vertical: true })
    press('ArrowRight')
    expect(state().split).toBeCloseTo(0.42)
  })
})

describe('while the first picture of one side comes', () => {
  const ready = { picture: 'photo', state: 'ready' } as const
  const coming = { picture: null, state: 'loading' } as const
  const failed = { picture: null, state: 'failed' } as const

  it('the other one is seen whole, whichever it is, and both at their shares once both are there', () => {
    expect(aloneOf({ a: ready, b: coming })).toBe('a')
    expect(aloneOf({ a: coming, b: ready })).toBe('b')
    for (const both of [
      { a: ready, b: ready },
      { a: coming, b: coming },
      // What will not come leaves its half to what is said of it.
      { a: failed, b: ready },
    ])
      expect(aloneOf(both)).toBeNull()

    for (const mode of ['slider', 'fade', 'flicker'] as const) {
      setCompare({ mode, fade: 0.3, split: 0.3 })
      for (const side of ['a', 'b'] as const) {
        const standing = side === 'a' ? 'b' : 'a'
        expect(shareOf(side, state(), { alone: side, standing }), mode).toEqual({ clip: '', opacity: 1 })
        expect(shareOf(side, state(), { alone: null, standing }), mode).not.toEqual({ clip: '', opacity: 1 })
      }
    }
  })
})
