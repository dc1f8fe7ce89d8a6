import { describe, expect, it } from 'vitest'
import { blurredAround, gaussianBlur, wideBlur } from '../../../src/core/pixels/gaussian.ts'

const side = 81
const middle = (side >> 1) * side + (side >> 1)

function point(): Float32Array {
  const plane = new Float32Array(side * side)
  plane[middle] = 1
  return plane
}

/** Sum, and variance along both axes in px2. */
function shapeOf(plane: Float32Array) {
  let [sum, xx, yy] = [0, 0, 0]
  for (let i = 0; i < plane.length; i++) {
    const [x, y] = [(i % side) - (side >> 1), Math.floor(i / side) - (side >> 1)]
    sum += plane[i]!
    xx += plane[i]! * x * x
    yy += plane[i]! * y * y
  }
  return { sum, xx, yy }
}

describe('blur', () => {
  it.each([0.9, 1.9])('of sigma %f px at single places is that of the whole plane, bit by bit', (sigma) => {
    const plane = Float32Array.from({ length: side * side }, (_, i) => Math.sin(i * i))
    const whole = gaussianBlur(plane, side, side, sigma)
    const around = blurredAround(plane, side, sigma)
    const square = new Float32Array(9)
    for (const at of [middle, middle + 7, middle - 5 * side]) {
      around(at, square)
      const steps = [-side, -1, 0, 1, side]
      expect([1, 3, 4, 5, 7].map((i) => square[i])).toEqual(steps.map((step) => whole[at + step]))
    }
  })

  it.each([0.7, 1.5, 5.2])('of sigma %f px keeps the light and is as wide as it says', (sigma) => {
    const { sum, xx, yy } = shapeOf(gaussianBlur(point(), side, side, sigma))
    expect(sum).toBeCloseTo(1, 4)
    expect(xx / sigma ** 2).toBeCloseTo(1, 1)
    expect(yy / sigma ** 2).toBeCloseTo(1, 1)
  })

  it.each([2.1, 5.2, 8.5])('at half the size is the same blur, sigma %f px', (sigma) => {
    const grid = Float32Array.from(
      { length: side * side },
      (_, i) => Math.sin((i % side) / sigma) * Math.cos(i / side / 9),
    )
    const [exact, quick] = [gaussianBlur(grid, side, side, sigma), wideBlur(grid, side, side, sigma)]
    let worst = 0
    for (let y = 20; y < side - 20; y++)
      for (let x = 20; x < side - 20; x++)
        worst = Math.max(worst, Math.abs(exact[y * side + x]! - quick[y * side + x]!))
    expect(worst).toBeLessThan(0.02)
  })

  it('leaves an even plane even, to the rim', () => {
    const even = new Float32Array(side * side).fill(0.3)
    for (const out of [gaussianBlur(even, side, side, 3), wideBlur(even, side, side, 3)])
      for (const v of out) expect(v).toBeCloseTo(0.3, 5)
  })
})
