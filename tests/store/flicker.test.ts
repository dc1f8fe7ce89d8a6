import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { heldRate, untilFlicker } from '../../src/store/compare/flicker.ts'

describe('flicker', () => {
  it('shows each of the two for half a second at 1 Hz', () => {
    expect(untilFlicker(1000, 1000, 1)).toBe(500)
    expect(untilFlicker(1000, 1400, 1)).toBe(100)
  })

  it('never flashes three times a second, however its rate is moved', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -5, max: 99, noNaN: true }), fc.nat(200)), { maxLength: 60 }),
        (moves) => {
          let [now, last] = [0, -Infinity]
          const changes: number[] = []
          for (const [rate, pause] of moves) {
            now += pause
            // It changes at once where it should have already.
            if (untilFlicker(last, now, rate) > 0) continue
            last = now
            changes.push(now)
          }
          changes.forEach((at, i) => expect(at - (changes[i - 1] ?? -Infinity)).toBeGreaterThanOrEqual(250))
        },
      ),
      { numRuns: 50 },
    )
    expect([heldRate(0), heldRate(1.2), heldRate(60)]).toEqual([0.5, 1.2, 2])
  })
})
