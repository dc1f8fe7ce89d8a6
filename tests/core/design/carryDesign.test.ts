import { describe, expect, it } from 'vitest'
import { carryDesign } from '../../../src/core/design/carryDesign.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { masksOf } from '../../../src/core/design/designMasks.ts'
import { fittedPair } from '../../fixtures/carryErrors.ts'
import { SAMPLE_HEIGHT, SAMPLE_WIDTH } from '../../fixtures/sampleHeads.ts'

const photo = (id: string) => ({ id, hash: id, width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT })
const [frontal, side] = fittedPair('frontal', 'right-45')
const plain = newDesign(photo('frontal'), { seed: 7 })
const stroke = paintCapsule(plain.area.add, { x: 230, y: 150 }, { x: 260, y: 140 }, 9, 0, 'max')
const from = {
  ...plain,
  area: { ...plain.area, add: stroke },
  fill: { ...plain.fill, densityPerCm2: 110, filled: true },
}
const to = newDesign(photo('right-45'), { seed: 99 })

describe('a design carried to another photo of the head', () => {
  const carried = carryDesign({ design: from, surface: frontal }, { design: to, surface: side })!

  it('keeps its look and its dots: density, seed, style; and the other photo keeps its own marks and scale', () => {
    expect(carried.fill.seed).toBe(from.fill.seed)
    expect(carried.fill.densityPerCm2).toBe(110)
    expect(carried.hairline.style).toBe(from.hairline.style)
    expect(carried.photo).toBe(to.photo)
    expect(carried.marks).toBe(to.marks)
    expect(carried.scale).toBe(to.scale)
    expect(carried.recession).toBe(to.recession)
  })

  it('has its hairline and its strokes where the other photo shows that skin', () => {
    const back = carryDesign({ design: carried, surface: side }, { design: plain, surface: frontal })!
    for (const name of ['midFrontal', 'apex'] as const) {
      const { x, y } = from.hairline.right[name]
      expect(Math.hypot(back.hairline.right[name].x - x, back.hairline.right[name].y - y)).toBeLessThan(0.1)
    }
    expect(carried.hairline.midline.x).toBeGreaterThan(from.hairline.midline.x + 20)
    expect(masksOf(carried).some((mask) => mask.tiles.size > 0)).toBe(true)
    expect(carried.area.add.width).toBe(SAMPLE_WIDTH)
  })

  it('is not carried where nothing of the line is on the head', () => {
    const off = { ...from, hairline: { ...from.hairline, midline: { x: 1, y: 1 } } }
    expect(carryDesign({ design: off, surface: frontal }, { design: to, surface: side })).toBeNull()
  })
})
