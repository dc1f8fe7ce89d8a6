import { describe, expect, it } from 'vitest'
import { carryCurve, carryOver } from '../../../src/core/geometry/carryOver.ts'
import type { HeadSurface } from '../../../src/core/geometry/headSurface.ts'
import { carryMask } from '../../../src/core/pixels/carryMask.ts'
import { emptyMask } from '../../../src/core/pixels/tiledMask.ts'
import { fillPolygon } from '../../../src/core/pixels/maskFill.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { buildHeadSet, type HeadSet } from '../../../src/core/sampling/headSet.ts'
import { carryErrorsMm, fittedPair } from '../../fixtures/carryErrors.ts'
import { frontLine, SAMPLE_HEIGHT, SAMPLE_WIDTH, trulySeen } from '../../fixtures/sampleHeads.ts'
import { fieldOf } from '../sampling/fields.ts'
import { pointSet } from '../sampling/shippedSet.ts'

const [frontal, right] = fittedPair('frontal', 'right-45')
const [aside, above] = fittedPair('right-45', 'vertex')

describe('a design carried from one photo of the sample to another', () => {
  it('lies where the hairline truly is, within a few millimetres', () => {
    for (const [from, to, most] of [
      ['frontal', 'right-45', 4],
      ['hairline', 'right-45', 3],
      ['hairline', 'vertex', 3],
    ] as const) {
      const errors = carryErrorsMm(from, to)
      expect(errors.length).toBeGreaterThan(8)
      expect(errors.reduce((sum, e) => sum + e, 0) / errors.length).toBeLessThan(most)
    }
  })

  it('comes back to where it was', () => {
    const there = carryOver(frontal, right)
    const back = carryOver(right, frontal)
    for (const place of frontLine.filter(([x]) => x < 0)) {
      const p = trulySeen('frontal', place)
      const seen = there(p)
      if (!seen?.seen) continue
      const again = back(seen.at)!
      expect(Math.hypot(again.at.x - p.x, again.at.y - p.y)).toBeLessThan(0.01)
    }
  })

  it('ends where the other photo shows no more of it', () => {
    const curve = frontLine.map((place) => trulySeen('frontal', place))
    const stretches = carryCurve(carryOver(frontal, right), curve)
    const carried = stretches.flat().length
    expect(carried).toBeGreaterThan(curve.length / 3)
    expect(carried).toBeLessThan(curve.length)
    expect(carryOver(frontal, right)({ x: 2, y: 2 })).toBeNull()
  })

  it('covers the same skin', () => {
    const size = { width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT }
    const onForehead = [
      [215, 150],
      [250, 140],
      [250, 220],
      [215, 220],
    ].map(([x, y]) => ({ x: x!, y: y! }))
    const mask = fillPolygon(emptyMask(size.width, size.height), onForehead, 'add')
    const back = carryOver(right, frontal)
    const carried = carryMask(mask, size, (p) => {
      const place = back(p)
      return place?.seen ? place.at : null
    })
    const areaOf = (surface: HeadSurface, m: typeof mask) =>
      surface.areaMm2Of({
        ...size,
        coverageAt: (x, y) => m.tiles.get((y >> 8) * 2 + (x >> 8))?.[(y & 255) * 256 + (x & 255)] ?? 0,
      }).value
    expect(areaOf(right, carried) / areaOf(frontal, mask)).toBeGreaterThan(0.93)
    expect(areaOf(right, carried) / areaOf(frontal, mask)).toBeLessThan(1.07)
    expect(carryMask(emptyMask(size.width, size.height), size, () => null).tiles.size).toBe(0)
  })

  it('has the same dots on both, where both show them', () => {
    const steps = buildHeadSet(2, 20_000)
    let step = steps.next()
    while (!step.done) step = steps.next()
    const head: HeadSet = step.value
    const field = fieldOf(SAMPLE_WIDTH, SAMPLE_HEIGHT, 4, () => 20)
    const [onSide, onAbove] = [aside, above].map((surface) =>
      placeDots(field, { seed: 9, surface, pointSet: { ...pointSet, head } }),
    )
    const carry = carryOver(aside, above)
    const indexOf = new Map(Array.from(onAbove!.id, (id, i) => [id, i]))
    let shown = 0
    let same = 0
    let farthest = 0
    for (let i = 0; i < onSide!.count; i++) {
      const place = carry({ x: onSide!.x[i]!, y: onSide!.y[i]! })
      if (!place?.seen) continue
      shown++
      const j = indexOf.get(onSide!.id[i]!)
      if (j === undefined) continue
      same++
      farthest = Math.max(farthest, Math.hypot(onAbove!.x[j]! - place.at.x, onAbove!.y[j]! - place.at.y))
    }
    expect(shown).toBeGreaterThan(1000)
    expect(same / shown).toBeGreaterThan(0.9)
    // Dots and design are carried alike.
    expect(farthest).toBeLessThan(0.1)
  })
})
