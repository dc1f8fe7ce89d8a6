import { afterEach, describe, expect, it } from 'vitest'
import { facialThirds } from '../../src/core/design/lines/facialThirds.ts'
import { withFigureOf } from '../../src/core/design/lines/measuredLine.ts'
import { setView } from '../../src/store/viewStore.ts'
import { thirdInUnit, thirdsCompared, thirdsUnit } from '../../src/ui/shell/figures/thirdsSaid.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const sample = sampleDesignOf('frontal')
const thirds = facialThirds(sample)!
const atHeight = (mm: number) =>
  facialThirds({ ...sample, hairline: withFigureOf(sample, 'height', mm, 'both', false) })!

describe('the facial thirds', () => {
  afterEach(() => setView({ lengths: 'mm' }))

  it('say each figure with its band, and about so much where the nose’s base or the chin is estimated', () => {
    expect(thirdInUnit(sample, thirds, 'upper')).toMatch(/^75 ± \d+ mm$/)
    for (const third of ['middle', 'lower'] as const)
      expect(thirdInUnit(sample, thirds, third)).toMatch(/^≈ \d+ ± \d+ mm$/)
  })

  it('say in one neutral sentence which is taller, and of a difference within its band that there is none to tell', () => {
    const middle = Math.round(thirds.middle.value)
    expect(thirdsCompared(atHeight(middle + 30))).toMatch(/^Upper third ≈ 30 ± \d+ mm taller than the middle third;/)
    expect(thirdsCompared(atHeight(middle))).toMatch(/^Upper and middle third are as tall/)
    expect(thirdsCompared(atHeight(middle - 20))).toMatch(/^Upper third ≈ 20 ± \d+ mm shorter/)
    expect(thirdsCompared(thirds)).not.toMatch(/!|\bproblem\b/)
  })

  it('are in inches where Settings say so, and shares of the face without a scale', () => {
    setView({ lengths: 'in' })
    expect(thirdsUnit(thirds)).toBe('in')
    expect(thirdInUnit(sample, thirds, 'middle')).toMatch(/^≈ 2\.\d\d ± 0\.\d\d in$/)
    setView({ lengths: 'mm' })
    const bare = { ...sample, scale: { ...sample.scale, status: 'skipped' as const } }
    const shares = facialThirds(bare)!
    for (const third of ['upper', 'middle', 'lower'] as const)
      expect(thirdInUnit(bare, shares, third)).toMatch(/^(≈ )?\d+ ± \d+%$/)
  })
})
