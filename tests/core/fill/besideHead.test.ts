import { describe, expect, it } from 'vitest'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { withHeadMeasured } from '../../../src/core/design/edits.ts'
import { shareBesideHead } from '../../../src/core/fill/skinMeasures.ts'
import { sampleDesignOf } from '../design/sampleHeads.ts'

const onHead = sampleDesignOf('frontal')
const flat = withHeadMeasured(onHead, false)

/** A square of the photo that is wholly covered, px. */
function square(middle: { x: number; y: number }, side: number) {
  const step = side / 40
  const cells = { x0: middle.x - side / 2 + step / 2, y0: middle.y - side / 2 + step / 2, step, width: 40, height: 40 }
  return { ...cells, coverage: new Uint8Array(40 * 40).fill(255) }
}
const share = (design: Design, at: { x: number; y: number }) => shareBesideHead([square(at, 400)], design)

describe('what was painted beside the fitted head', () => {
  const { glabella, outline } = onHead.marks
  const forehead = { x: glabella.x, y: glabella.y - 500 }
  const neck = { x: glabella.x, y: outline.centre.y + outline.ry * 1.1 }

  it('is told by its share, where no dot can stand', () => {
    expect(share(onHead, forehead)).toBe(0)
    expect(share(onHead, neck)).toBe(1)
    expect(shareBesideHead([square(forehead, 400), square(neck, 400)], onHead)).toBeCloseTo(0.5, 9)
    const surface = surfaceOf(onHead)
    let lowest = neck.y
    while (surface.facingAt({ x: neck.x, y: lowest }) === 0) lowest -= 10
    expect(share(onHead, { x: neck.x, y: lowest })).toBeGreaterThan(0.4)
    expect(share(onHead, { x: neck.x, y: lowest })).toBeLessThan(0.8)
  })

  it('is nothing on a flat photo, and without an area', () => {
    expect(share(flat, neck)).toBe(0)
    expect(shareBesideHead([], onHead)).toBe(0)
  })
})
