import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustmentsOf, asTaken, frameOf, wholeFrame, withAdjustments } from '../../../src/core/design/adjustments.ts'
import {
  cropEdges,
  cropHandles,
  cropRect,
  cutOff,
  draggedCrop,
  handlePlace,
  LEAST_SHARE,
  shapedCrop,
  wholeCrop,
  withEdge,
  type Crop,
} from '../../../src/core/design/crop.ts'
import { sameDesign } from '../../../src/core/design/history.ts'
import { designFromJson, DesignFormatError, designToJson } from '../../../src/core/design/serialise.ts'
import { freshDesign } from '../tools/hand.ts'

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const edits = fc.array(
  fc.record({
    handle: fc.constantFrom(...cropHandles, { x: 0, y: 0 } as const),
    dx: share(-2, 2),
    dy: share(-2, 2),
    ratio: fc.option(share(0.4, 2.5)),
    edge: fc.constantFrom(...cropEdges),
    cut: share(-1, 2),
  }),
  { maxLength: 12 },
)

function walked(steps: typeof edits extends fc.Arbitrary<infer T> ? T : never, look?: (c: Crop) => void): Crop {
  let crop = wholeCrop
  for (const { handle, dx, dy, ratio, edge, cut } of steps) {
    crop = draggedCrop(crop, handle, dx, dy, ratio)
    look?.(crop)
    crop = withEdge(crop, edge, cut)
    look?.(crop)
  }
  return crop
}

describe('a crop', () => {
  it('never reaches out of the picture and never gets smaller than a fifth of a side, whatever a hand does', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        walked(steps, ({ x, y, width, height }) => {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
          expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9)
          expect(Math.min(width, height)).toBeGreaterThanOrEqual(LEAST_SHARE)
        })
      }),
    )
  })

  it('is moved as it is', () => {
    fc.assert(
      fc.property(edits, share(-2, 2), share(-2, 2), (steps, dx, dy) => {
        const from = walked(steps)
        const moved = draggedCrop(from, { x: 0, y: 0 }, dx, dy, null)
        expect(moved.width).toBeCloseTo(from.width, 5)
        expect(moved.height).toBeCloseTo(from.height, 5)
      }),
    )
  })

  it('keeps the side or corner opposite of the hand where it was', () => {
    fc.assert(
      fc.property(
        edits,
        fc.constantFrom(...cropHandles),
        share(-1, 1),
        share(-1, 1),
        fc.option(share(0.5, 2)),
        (steps, handle, dx, dy, ratio) => {
          const from = walked(steps)
          const to = draggedCrop(from, handle, dx, dy, ratio)
          const opposite = { x: -handle.x as -1 | 0 | 1, y: -handle.y as -1 | 0 | 1 }
          const [a, b] = [handlePlace(from, opposite), handlePlace(to, opposite)]
          // A crop too narrow for the shape has to give way.
          const fits = ratio === null || Math.min(to.width, to.height) > LEAST_SHARE + 1e-5
          if (fits && handle.x !== 0) expect(b.x).toBeCloseTo(a.x, 5)
          if (fits && handle.y !== 0) expect(b.y).toBeCloseTo(a.y, 5)
        },
      ),
    )
  })

  it('has the shape that was asked for, wherever it lies', () => {
    fc.assert(
      fc.property(edits, share(0.5, 2), (steps, ratio) => {
        const from = walked(steps)
        const shaped = shapedCrop(from, ratio)
        const { x, y, width, height } = shaped
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9)
        expect(width / height).toBeCloseTo(ratio, 3)
        // Trying one shape after the other lets in no more of the picture; a side is kept in millionths.
        const { width: w, height: h } = shapedCrop(shapedCrop(shaped, 1 / ratio), ratio)
        expect(w * h).toBeLessThanOrEqual(
          Math.max(width * height, LEAST_SHARE ** 2 * Math.max(ratio, 1 / ratio) * 1.01) + 4e-6,
        )
      }),
    )
  })

  it('cuts off what its figures say', () => {
    const crop = withEdge(withEdge(wholeCrop, 'left', 0.25), 'bottom', 0.1)
    expect(cutOff(crop)).toEqual({ left: 0.25, right: 0, top: 0, bottom: expect.closeTo(0.1, 9) })
    expect(withEdge(crop, 'right', 5)).toMatchObject({ x: 0.25, width: LEAST_SHARE })
    expect(cropRect(crop, { x: 10, y: 20, width: 400, height: 300 })).toEqual({
      x: 110,
      y: 20,
      width: 300,
      height: 270,
    })
  })
})

describe('the crop of a design', () => {
  const crop = { x: 0.1, y: 0.2, width: 0.5, height: 0.6 }

  it('is what is shown of the straightened picture', () => {
    const design = withAdjustments(freshDesign(), { crop, straightenDeg: 6 })
    const [whole, frame] = [wholeFrame(design.photo, 6), frameOf(design.photo, adjustmentsOf(design))]
    expect(frame.width / whole.width).toBeCloseTo(0.5, 2)
    expect(frame.height / whole.height).toBeCloseTo(0.6, 2)
    expect(frame.x).toBeGreaterThan(whole.x)
    expect(frameOf(design.photo, asTaken)).toEqual({ x: 0, y: 0, ...size(design.photo) })
  })

  it('moves nothing, and taken back leaves the design as it was', () => {
    const fresh = freshDesign()
    const cropped = withAdjustments(fresh, { crop })
    for (const part of ['marks', 'scale', 'hairline', 'area', 'fill'] as const) expect(cropped[part]).toBe(fresh[part])
    expect(sameDesign(withAdjustments(cropped, { crop: null }), fresh)).toBe(true)
    expect(sameDesign(withAdjustments(cropped, { crop: wholeCrop }), fresh)).toBe(true)
  })

  it('is stored as it is; one beside the picture is refused', () => {
    const design = withAdjustments(freshDesign(), { crop })
    const json = designToJson(design)
    expect(sameDesign(designFromJson(structuredClone(json)), design)).toBe(true)
    for (const bad of [
      { ...crop, width: 0.95 },
      { ...crop, height: 0.1 },
      { ...crop, x: -0.1 },
      { ...crop, y: Number.NaN },
    ])
      expect(() => designFromJson(withCrop(json, bad))).toThrow(DesignFormatError)
  })

  it('is none in designs from before crops', () => {
    const design = withAdjustments(freshDesign(), { exposureEv: 1 })
    expect(adjustmentsOf(designFromJson(withCrop(designToJson(design), undefined))).crop).toBeNull()
  })
})

const size = ({ width, height }: { width: number; height: number }) => ({ width, height })

function withCrop(json: unknown, crop: unknown): unknown {
  const copy = structuredClone(json) as { design: { adjustments: Record<string, unknown> } }
  if (crop === undefined) delete copy.design.adjustments.crop
  else copy.design.adjustments.crop = crop
  return copy
}
