import { describe, expect, it } from 'vitest'
import { measureSkin } from '../../src/core/pixels/skin.ts'
import { groundMemory } from '../../src/worker/grounds.ts'
import { packedLevels } from '../../src/worker/packedLevels.ts'

const SIDE = 256

function someGrounds() {
  const rgba = new Uint8ClampedArray(SIDE * SIDE * 4).map((_, i) => (i % 4 === 3 ? 255 : 120 + ((i * 7) % 60)))
  const skin = measureSkin(
    { x0: 0, y0: 0, width: SIDE, height: SIDE, rgba, apronPx: 0 },
    { width: SIDE, height: SIDE, coverageAt: () => 255 },
    0.1,
  )
  const groundAt = groundMemory({ ...packedLevels({ width: SIDE, height: SIDE, rgba }, () => true) })
  return (level: number, seed = 1) =>
    groundAt({ x: 0, y: 0, width: SIDE >> level, height: SIDE >> level }, level, { skin, key: 'skin', seed })
}

describe('the photo under ink', () => {
  it('is made ready once while a coarse picture follows the hand and a finer one comes when it rests', () => {
    const at = someGrounds()
    const [coarse, fine] = [at(3), at(2)]
    expect([at(3), at(2), at(3)]).toEqual([coarse, fine, coarse])
    expect(at(3)).toBe(coarse)
    expect(at(2)).toBe(fine)
  })

  it('keeps two coarse levels and none in full size', () => {
    const at = someGrounds()
    const first = at(3)
    at(2)
    at(1)
    expect(at(3)).not.toBe(first)
    expect(at(0)).not.toBe(at(0))
  })

  it('is made anew where its grain is another', () => {
    const at = someGrounds()
    const first = at(2)
    expect(at(2, 2)).not.toBe(first)
  })
})
