import { describe, expect, it } from 'vitest'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { edgeOf } from '../../../src/core/fill/fieldParts.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { clusteringAt, roughnessAt, roughnessReachMm } from '../../../src/core/fill/roughness.ts'
import { densityAt } from '../../../src/core/sampling/densityField.ts'
import { head, px, surface, withFill } from './paintedHead.ts'

describe('the roughness of the line', () => {
  it('strays by about 2 mm, and never beyond its reach', () => {
    const at = Array.from({ length: 4000 }, (_, s) => roughnessAt(5, s, 1))
    expect(Math.sqrt(at.reduce((sum, mm) => sum + mm * mm, 0) / at.length)).toBeCloseTo(2, 0)
    expect(Math.max(...at.map(Math.abs))).toBeLessThanOrEqual(roughnessReachMm(1))
  })

  it('gathers hairs on its crests and thins them in its troughs, as deep behind the rough line', () => {
    const { right, left, midline } = head.hairline
    const point = edgePoint()
    const crest: number[] = []
    const trough: number[] = []
    for (let seed = 1; seed <= 6; seed++) {
      const design = withFill({ seed })
      const edge = edgeOf(design, surface)!
      const field = densityFieldOf(design, surface)
      for (let x = right.midFrontal.x; x < left.midFrontal.x; x += px(0.5))
        for (let y = midline.y - px(25); y < midline.y + px(15); y += px(0.5)) {
          const { depthMm, drawnMm } = edge.at(x, y, point)
          if (depthMm < 1.5 || depthMm > 2.5) continue
          const forwards = depthMm - drawnMm
          if (forwards > 1.2) crest.push(densityAt(field, x, y))
          if (forwards < -1.2) trough.push(densityAt(field, x, y))
        }
    }
    const mean = (v: readonly number[]) => v.reduce((sum, d) => sum + d, 0) / v.length
    expect(mean(crest) / mean(trough)).toBeGreaterThan(1.25)
  })

  it('favours no place: over the seeds it strays as far at each mm away from the midline', () => {
    for (const s of [-44, -35, -27, -20, 20, 24, 33, 41]) {
      const at = Array.from({ length: 3000 }, (_, seed) => roughnessAt(seed, s, 1))
      expect(Math.abs(at.reduce((sum, mm) => sum + mm, 0) / at.length)).toBeLessThan(0.15)
      expect(Math.sqrt(at.reduce((sum, mm) => sum + mm * mm, 0) / at.length)).toBeCloseTo(2.09, 0)
    }
  })

  it('leaves no bay at the midline, where everybody looks, and bulges there as elsewhere', () => {
    let foremost = 0
    for (let seed = 0; seed < 1500; seed++)
      for (let s = -4; s <= 4; s += 2) {
        expect(roughnessAt(seed, s, 1)).toBeGreaterThan(-2)
        expect(clusteringAt(seed, s)).toBeGreaterThan(-0.4)
        foremost = Math.max(foremost, roughnessAt(seed, s, 1))
      }
    expect(foremost).toBeGreaterThan(4.5)
  })

  it('stands no thinner behind the drawn line at the midline than beside it, nor is a seed empty there', () => {
    const { midline } = head.hairline
    const point = edgePoint()
    let [middle, beside, emptiest, emptiestBeside] = [0, 0, Infinity, Infinity]
    const seeds = 60
    for (let seed = 1; seed <= seeds; seed++) {
      const design = withFill({ seed })
      const edge = edgeOf(design, surface)!
      const field = densityFieldOf(design, surface)
      /** Dots per cm2 in the first 6 mm behind the drawn line. */
      const behind = (fromMm: number, toMm: number) => {
        let [sum, n] = [0, 0]
        for (let x = midline.x + px(fromMm); x <= midline.x + px(toMm); x += px(1))
          for (let y = midline.y - px(16); y < midline.y + px(3); y += px(1)) {
            const { drawnMm } = edge.at(x, y, point)
            if (drawnMm < 0 || drawnMm > 6) continue
            sum += densityAt(field, x, y)
            n++
          }
        return sum / n
      }
      const here = behind(-4, 4)
      const [right, left] = [behind(-24, -16), behind(16, 24)]
      middle += here / seeds
      beside += (right + left) / 2 / seeds
      emptiest = Math.min(emptiest, here)
      emptiestBeside = Math.min(emptiestBeside, right, left)
    }
    expect(middle).toBeGreaterThanOrEqual(beside)
    expect(emptiest).toBeGreaterThan(emptiestBeside)
    expect(emptiest).toBeGreaterThan(0.4 * middle)
  })
})
