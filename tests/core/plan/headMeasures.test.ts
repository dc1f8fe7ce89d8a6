import { describe, expect, it } from 'vitest'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { rotationOf } from '../../../src/core/geometry/headModel.ts'
import { exactly } from '../../../src/core/plan/bands.ts'
import { headMeasures, onHead, type HeadView } from '../../../src/core/plan/headMeasures.ts'
import { freshDesign } from '../tools/hand.ts'

const views: readonly HeadView[] = ['frontal', 'oblique', 'vertex']
const design = freshDesign()
const flat = { areaCm2: { value: 100, low: 90, high: 110 }, dots: { value: 15_000, low: 13_500, high: 16_500 } }

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
    const { areaCm2, dots } = headMeasures(flat, design)
    expect(areaCm2.value).toBeCloseTo(179, 9)
    for (const end of ['value', 'low', 'high'] as const) expect(dots[end] / areaCm2[end]).toBeCloseTo(150, 9)
  })

  it('a scale that is known worse widens the band and moves no value', () => {
    const known = headMeasures({ ...flat, areaCm2: exactly(100) }, design).areaCm2
    const guessed = headMeasures(flat, design).areaCm2
    expect(guessed.value).toBe(known.value)
    expect(known.low).toBeCloseTo(130, 9)
    expect(guessed.low).toBeLessThan(known.low)
    expect(guessed.high).toBeGreaterThan(known.high)
  })

  it('nothing is added to what was measured on the head', () => {
    const fit = { ...sampleFit, areaError: 0.1 }
    const onIt = { ...design, head: { on: true, found: { fit, rmsShare: 0.01 } } }
    expect(headMeasures(flat, onIt)).toEqual(flat)
    expect(headMeasures(flat, { ...onIt, head: { ...onIt.head, on: false } }).areaCm2.value).toBeCloseTo(179, 9)
  })
})

const sampleFit: HeadFit = {
  axes: { a: 76, b: 97, c: 122, squareness: 0 },
  rotation: rotationOf(0, 0.1, 0),
  position: [0, 0, 900],
  focalPx: 3000,
  cx: 500,
  cy: 600,
  areaError: 0.1,
  lengthError: 0.04,
}
