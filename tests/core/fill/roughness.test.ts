import { describe, expect, it } from 'vitest'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { edgeOf } from '../../../src/core/fill/fieldParts.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { roughnessAt, roughnessReachMm } from '../../../src/core/fill/roughness.ts'
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
})
