import { describe, expect, it } from 'vitest'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { pointSet } from '../sampling/shippedSet.ts'
import { head, surface } from './paintedHead.ts'

const mmPerPx = surface.mmPerPxAt({ x: 0, y: 0 })
const place = (only?: 'right' | 'left') => {
  const design = { ...head, hairline: { ...head.hairline, ...(only && { only }) } }
  return placeDots(densityFieldOf(design, surface), { seed: head.fill.seed, surface, pointSet })
}

describe('a line of which one half alone is designed', () => {
  it('has dots on that half alone, and there the very same ones', () => {
    const { toFace } = faceFrame(head.marks)
    const across = (dots: ReturnType<typeof place>, i: number) => toFace({ x: dots.x[i]!, y: dots.y[i]! }).x * mmPerPx
    const whole = place()
    for (const [only, sign] of [
      ['right', -1],
      ['left', 1],
    ] as const) {
      const half = place(only)
      expect(half.count).toBeGreaterThan(whole.count * 0.4)
      let beyond = 0
      for (let i = 0; i < half.count; i++) if (sign * across(half, i) < -2) beyond++
      expect(beyond).toBe(0)
      // Away from the midline, where the whole line says the same.
      const far = (dots: typeof half) => {
        const ids: number[] = []
        for (let i = 0; i < dots.count; i++) if (sign * across(dots, i) > 12) ids.push(dots.id[i]!)
        return ids
      }
      const [mine, all] = [far(half), new Set(far(whole))]
      expect(mine.filter((id) => !all.has(id)).length).toBeLessThan(mine.length * 0.01)
      expect(mine.length).toBeGreaterThan(all.size * 0.99)
    }
  })
})
