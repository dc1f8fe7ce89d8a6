import { describe, expect, it } from 'vitest'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { COVER, dotLies, SPREAD_XX, SPREAD_XY, SPREAD_YY } from '../../../src/core/render/dotLies.ts'
import { emptyDots } from '../../../src/core/sampling/emptyDots.ts'
import * as sampling from '../../../src/core/sampling/measuredDots.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { bowedHead } from '../../fixtures/bowedHead.ts'

type Asked = readonly [id: number, x: number, y: number]

/** What is remembered, after everything before it was asked for. */
function answers(asked: readonly Asked[]): number[][] {
  const surface = headSurface(bowedHead)
  return asked.map(([id, x, y]) => {
    const one = emptyDots(1)
    one.id[0] = id
    one.x[0] = x
    one.y[0] = y
    const { numbers, rows } = dotLies(one, surface)
    return [SPREAD_XX, SPREAD_XY, SPREAD_YY, COVER].map((number) => numbers[rows[0]! + number]!)
  })
}

describe('how a dot lies', () => {
  it('is the same whatever lay under its name before, and whatever else was asked for', () => {
    const ids = [0, 1, 16_384, 262_143, 262_144, 4_294_967_295, 0, 1]
    const asked = Array.from({ length: 64 }, (_, i): Asked => [
      ids[i % ids.length]!,
      Math.fround(20 + 140 * uniformAt(1, i)),
      Math.fround(20 + 160 * uniformAt(2, i)),
    ])
    const twice = [...asked, ...asked.toReversed()]
    const alone = twice.map((one) => answers([one])[0])
    expect(answers(twice)).toEqual(alone)
  })

  it('counts the dots that are measured as sampling does', () => {
    const dots = emptyDots(500)
    for (let i = 0; i < dots.count; i++) {
      dots.id[i] = i
      dots.x[i] = 200 * uniformAt(3, i)
      dots.y[i] = 250 * uniformAt(4, i)
    }
    const surface = headSurface(bowedHead)
    const count = dotLies(dots, surface).measured
    expect(count).toBe(sampling.measuredCount(dots, surface))
    expect(count).toBeGreaterThan(50)
    expect(count).toBeLessThan(450)
  })
})
