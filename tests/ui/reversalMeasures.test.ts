import { describe, expect, it } from 'vitest'
import { exactly } from '../../src/core/plan/bands.ts'
import { zonesOnHead } from '../../src/ui/panels/plan/reversalMeasures.ts'

const zone = (cm2: number, dots: number) => ({ areaCm2: exactly(cm2), dots: exactly(dots) })
const flat = { remove: zone(10, 1500), lighten: zone(2, 300), keep: zone(40, 6000), add: zone(5, 750) }
const existing = ['remove', 'lighten', 'keep'] as const

describe('the zones of a reversal on the head', () => {
  it('ink that was read off the photo is as many dots as were seen, on more skin', () => {
    const head = zonesOnHead(flat, 'photo')
    for (const name of existing) {
      expect(head[name].dots).toEqual(flat[name].dots)
      expect(head[name].areaCm2.value).toBeCloseTo(1.79 * flat[name].areaCm2.value, 9)
    }
  })

  it('new dots, and the ink of an earlier design, are as many more as there is more skin', () => {
    const head = zonesOnHead(flat, 'simulated')
    for (const name of existing)
      expect(head[name].dots.value / head[name].areaCm2.value).toBeCloseTo(
        flat[name].dots.value / flat[name].areaCm2.value,
        9,
      )
    for (const kind of ['photo', 'simulated'] as const) {
      expect(zonesOnHead(flat, kind).add.dots.value).toBeCloseTo(1.79 * 750, 9)
      expect(zonesOnHead(flat, kind).add.areaCm2.low).toBeCloseTo(1.3 * 5, 9)
    }
  })
})
