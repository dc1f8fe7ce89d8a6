import { describe, expect, it } from 'vitest'
import { exactly } from '../../../src/core/plan/bands.ts'
import { headMeasures, onHead, type HeadView } from '../../../src/core/plan/headMeasures.ts'

const views: readonly HeadView[] = ['frontal', 'oblique', 'vertex']
const flat = { areaCm2: 100, dots: 15_000 }
const scale = { value: 0.2, low: 0.19, high: 0.21 }

describe('skin of a head, from what a flat photo shows of it', () => {
  it('from the front 44 % of it is missing, from above 29 %', () => {
    expect(onHead(exactly(56), 'frontal').value).toBeCloseTo(100, 0)
    expect(onHead(exactly(71), 'vertex').value).toBeCloseTo(100, 0)
  })

  it('less is missing the more the crown is turned to the camera', () => {
    const [frontal, oblique, vertex] = views.map((view) => onHead(exactly(1), view).value)
    expect(frontal).toBeGreaterThan(oblique!)
    expect(oblique).toBeGreaterThan(vertex!)
  })

  it.each(views)('%s: 1.3 to 2 times what is seen, as the studio says', (view) => {
    const { value, low, high } = onHead(exactly(100), view)
    expect(low).toBeCloseTo(130, 9)
    expect(high).toBeCloseTo(200, 9)
    expect(value).toBeGreaterThan(low)
    expect(value).toBeLessThan(high)
  })

  it('dots grow as the skin does: they stand as densely as they were designed', () => {
    const { areaCm2, dots } = headMeasures(flat, scale, 'frontal')
    expect(areaCm2.value).toBeCloseTo(179, 9)
    for (const end of ['value', 'low', 'high'] as const) expect(dots[end] / areaCm2[end]).toBeCloseTo(150, 9)
  })

  it('a scale that is known worse widens the band, an area twice as much, and moves no value', () => {
    const known = headMeasures(flat, exactly(0.2), 'frontal').areaCm2
    const guessed = headMeasures(flat, scale, 'frontal').areaCm2
    expect(guessed.value).toBe(known.value)
    expect(known.low).toBeCloseTo(130, 9)
    expect(guessed.low).toBeLessThan(known.low)
    expect(guessed.high).toBeGreaterThan(known.high)
    // The scale alone, without the head: squared.
    const head = Math.log(known.value / known.low)
    const both = Math.log(guessed.value / guessed.low)
    expect(Math.sqrt(both ** 2 - head ** 2)).toBeCloseTo(2 * Math.log(0.2 / 0.19), 9)
  })
})
