import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Band } from '../../../src/core/geometry/points.ts'
import {
  BODY_TATTOO_RESIDUAL,
  CLEARED_CONTRAST,
  contrastAfter,
  contrastCourse,
  extraSessions,
  isDarkSkin,
  kirbyDesai,
  laserMethods,
  residualPerSession,
  shiftedResidual,
  sessionsTo,
  skinCorrected,
  type LaserMethod,
} from '../../../src/core/pigment/laser.ts'

const known = (value: number): Band => ({ value, low: value, high: value })
const shares = fc
  .tuple(
    ...([0, 1, 2].map(() => fc.double({ min: 0.05, max: 0.95, noNaN: true })) as [
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
    ]),
  )
  .map((all): Band => {
    const [low, value, high] = all.sort((a, b) => a - b) as [number, number, number]
    return { value, low, high }
  })

describe('laser lightening', () => {
  it.each([
    ['pico', 1, 3],
    ['qSwitched', 1, 4],
    ['pico', 0.4, 2],
    ['qSwitched', 0.4, 2],
    ['pico', 0.1, 0],
    ['saline', 0.05, 0],
  ] as [LaserMethod, number, number][])('%s from a contrast of %d: %d sessions to a tenth', (method, c0, sessions) => {
    expect(sessionsTo(CLEARED_CONTRAST, known(c0), residualPerSession(method)).value).toBe(sessions)
  })

  it('after the sessions needed a tenth or less is left, and after one fewer more', () => {
    fc.assert(
      fc.property(shares, shares, (q, c0) => {
        const { value, low, high } = sessionsTo(CLEARED_CONTRAST, c0, q)
        expect(contrastAfter(c0, q, value).value).toBeLessThanOrEqual(CLEARED_CONTRAST * (1 + 1e-9))
        if (value > 0) expect(contrastAfter(c0, q, value - 1).value).toBeGreaterThan(CLEARED_CONTRAST)
        expect(low).toBeLessThanOrEqual(value)
        expect(high).toBeGreaterThanOrEqual(value)
      }),
    )
  })

  it('contrast falls with every session, band and all, and every band holds its value', () => {
    fc.assert(
      fc.property(shares, shares, (q, c0) => {
        const course = contrastCourse(c0, q, 8)
        expect(course).toHaveLength(9)
        for (const [n, { value, low, high }] of course.entries()) {
          expect(low).toBeLessThanOrEqual(value)
          expect(high).toBeGreaterThanOrEqual(value)
          const before = course[n - 1]
          if (before) for (const end of ['value', 'low'] as const) expect(course[n]![end]).toBeLessThan(before[end])
        }
      }),
    )
    for (const method of laserMethods) {
      const highs = contrastCourse(known(1), residualPerSession(method), 8).map((c) => c.high)
      expect(highs).toEqual([...highs].sort((a, b) => b - a))
    }
  })

  it('a worse known residual widens what is left', () => {
    const pico = residualPerSession('pico')
    const wide = { ...pico, low: 0.1, high: 0.7 }
    expect(contrastAfter(known(1), wide, 2).high).toBeGreaterThan(contrastAfter(known(1), pico, 2).high)
    expect(contrastAfter(known(1), wide, 2).low).toBeLessThan(contrastAfter(known(1), pico, 2).low)
    expect(sessionsTo(0.1, known(1), wide).high).toBeGreaterThan(sessionsTo(0.1, known(1), pico).high)
  })

  it('each session takes less in dark skin, and as much as anywhere in types I to IV', () => {
    const pico = residualPerSession('pico')
    for (const type of [1, 2, 3, 4] as const) expect(skinCorrected(pico, type)).toEqual(pico)
    for (const type of [5, 6] as const) expect(skinCorrected(pico, type).value).toBeCloseTo(0.35 ** 0.8, 12)
  })

  it('where the skin type was not asked, the band holds every type and the value that of I to IV', () => {
    const pico = residualPerSession('pico')
    const unasked = skinCorrected(pico, null)
    expect(unasked.value).toBe(pico.value)
    for (const type of [1, 2, 3, 4, 5, 6] as const) {
      const { low, high } = skinCorrected(pico, type)
      expect(unasked.low).toBeLessThanOrEqual(low)
      expect(unasked.high).toBeGreaterThanOrEqual(high)
      const score = kirbyDesai({ skinType: type, ink: 2, scar: 0, layered: false })
      const any = kirbyDesai({ skinType: null, ink: 2, scar: 0, layered: false })
      expect(any.low).toBeLessThanOrEqual(score.low)
      expect(any.high).toBeGreaterThanOrEqual(score.high)
    }
    expect(isDarkSkin(null)).toBe(false)
  })

  it('residuals are the shares left that are published or assumed, with their ranges', () => {
    expect(residualPerSession('pico')).toEqual({ value: 0.35, low: 0.2, high: 0.46 })
    expect(residualPerSession('qSwitched')).toEqual({ value: 0.5, low: 0.4, high: 0.65 })
    expect(residualPerSession('saline')).toEqual({ value: 0.75, low: 0.65, high: 0.85 })
    // 79 % cleared after 6.5 sessions.
    expect(BODY_TATTOO_RESIDUAL ** 6.5).toBeCloseTo(1 - 0.79, 1)
  })

  it('a residual that is set higher or lower keeps its doubt, and has the old one when it is set back', () => {
    const pico = residualPerSession('pico')
    for (const value of [0.05, 0.2, 0.6, 0.95]) {
      const there = shiftedResidual(pico, value)
      expect(there.low).toBeGreaterThan(0)
      expect(there.low).toBeLessThan(value)
      expect(there.high).toBeGreaterThan(value)
      expect(there.high).toBeLessThan(1)
      const back = shiftedResidual(there, pico.value)
      for (const end of ['value', 'low', 'high'] as const) expect(back[end]).toBeCloseTo(pico[end], 9)
    }
  })

  it('deep or often worked ink asks for one session more', () => {
    expect(extraSessions({ deep: false, passes: 4 })).toBe(0)
    expect(extraSessions({ deep: true, passes: 1 })).toBe(1)
    expect(extraSessions({ deep: false, passes: 5 })).toBe(1)
    expect(extraSessions({ deep: true, passes: 5 })).toBe(1)
  })

  it('the Kirby-Desai score adds up its signs, 2.5 either way', () => {
    expect(kirbyDesai({ skinType: 1, ink: 1, scar: 0, layered: false })).toEqual({ value: 4, low: 1.5, high: 6.5 })
    expect(kirbyDesai({ skinType: 6, ink: 4, scar: 5, layered: true })).toEqual({ value: 19, low: 16.5, high: 21.5 })
  })

  it('refuses residuals, contrasts and sessions that are none', () => {
    const pico = residualPerSession('pico')
    expect(() => contrastAfter(known(1), known(1), 1)).toThrow(/share of pigment left/)
    expect(() => contrastAfter(known(1), known(0), 1)).toThrow(RangeError)
    expect(() => contrastAfter(known(-1), pico, 1)).toThrow(/contrast/)
    expect(() => contrastAfter(known(1), pico, 1.5)).toThrow(/1.5/)
    expect(() => sessionsTo(0, known(1), pico)).toThrow(/above 0/)
    expect(contrastAfter(known(0), pico, 3)).toEqual(known(0))
  })
})
