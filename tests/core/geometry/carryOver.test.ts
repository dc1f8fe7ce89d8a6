import { describe, expect, it } from 'vitest'
import { carryOver } from '../../../src/core/geometry/carryOver.ts'
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
      if (!seen.seen) continue
      const again = back(seen.at)
      expect(Math.hypot(again.at.x - p.x, again.at.y - p.y)).toBeLessThan(0.01)
    }
  })

  it('is not seen where the other photo shows the far side, nor beside the head', () => {
    const carry = carryOver(frontal, right)
    const seen = frontLine.filter((place) => carry(trulySeen('frontal', place)).seen).length
    expect(seen).toBeGreaterThan(frontLine.length / 3)
    expect(seen).toBeLessThan(frontLine.length)
    expect(carry({ x: 2, y: 2 }).seen).toBe(false)
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
      if (!place.seen) continue
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
