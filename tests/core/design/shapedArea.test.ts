import { describe, expect, it } from 'vitest'
import { areaIn, drawnIn, filledHead } from '../../../src/core/design/areas/area.ts'
import { withChange } from '../../../src/core/design/areas/areaChange.ts'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { areaEdge, partnersOf, shapedArea, type AreaShaping } from '../../../src/core/design/areas/shapedArea.ts'
import { withStage } from '../../../src/core/design/lines/recession.ts'
import { rasterPolygon } from '../../../src/core/geometry/polygon.ts'
import { edgeField, movedEdge } from '../../../src/core/pixels/maskMorph.ts'
import { freshDesign, Hand, photo } from '../tools/hand.ts'

const whole = { left: 0, top: 0, step: 1, width: photo.width, height: photo.height }
const mmPerPxOf = (design: Design) => surfaceOf(design).mmPerPxAt(design.marks.glabella)
const shaped = (design: Design, shaping: AreaShaping): Design => ({
  ...design,
  area: withChange(design.area, shapedArea(design, shaping, mmPerPxOf(design))),
})
const cm2 = (design: Design) =>
  (areaIn(design, whole).reduce((s, c) => s + c, 0) / 255) * (mmPerPxOf(design) ** 2 / 100)
const mostApart = (a: Uint8Array, b: Uint8Array) => a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!)), 0)

/** An area as an artist leaves it: soft strokes beside and across the proposal, something erased, something excluded. */
function worked(): Design {
  const { x, y } = freshDesign().hairline.midline
  const soft = { feather: 0.5, brushMm: 24 }
  const painted = new Hand('brush', freshDesign(), soft)
    .down(x - 120, y + 60)
    .move(x + 40, y + 90)
    .up().design
  const erased = new Hand('eraser', painted, soft)
    .down(x + 60, y - 60)
    .move(x + 90, y - 90)
    .up().design
  return new Hand('exclude', erased, { brushMm: 10 }).click(x, y - 40).design
}

describe('an area without painting', () => {
  it('grows and shrinks to what was shown, within one of 255, and is one edit of hand work', () => {
    const design = worked()
    const mmPerPx = mmPerPxOf(design)
    const field = areaEdge(design, mmPerPx)!
    for (const mm of [-2.5, 0.5, 10]) {
      const after = shaped(design, { kind: 'move', mm })
      expect(mostApart(drawnIn(after, whole), movedEdge(field, mm / mmPerPx, whole))).toBeLessThanOrEqual(1)
      expect(after.area.proposed).toBe(true)
      expect(after.area.exclude).toBe(design.area.exclude)
    }
  })

  it('grows on the head alone, once the marks are right', () => {
    const fresh = freshDesign()
    const marks = { ...fresh.marks, checked: true, outline: { ...fresh.marks.outline, radii: Array(72).fill(1) } }
    const design = { ...worked(), marks }
    const head = rasterPolygon(filledHead(marks), whole)
    const [before, after] = [drawnIn(design, whole), drawnIn(shaped(design, { kind: 'move', mm: 6 }), whole)]
    expect(after.every((c, i) => c <= Math.max(before[i]!, head[i]!) + 1)).toBe(true)
    expect(after.every((c, i) => c >= before[i]! - 1)).toBe(true)
    expect(cm2(shaped(design, { kind: 'move', mm: 6 }))).toBeGreaterThan(cm2(design) + 5)
  })

  it('grows by the length of its edge, and comes back when it shrinks again', () => {
    const design = freshDesign()
    const grown = shaped(design, { kind: 'move', mm: 4 })
    expect(cm2(grown)).toBeGreaterThan(cm2(design) + 10)
    const back = shaped(grown, { kind: 'move', mm: -4 })
    // Only hollow corners are rounded on the way.
    expect(Math.abs(cm2(back) - cm2(design))).toBeLessThan(0.6)
  })

  it('keeps its distance to what is excluded as it was', () => {
    const design = worked()
    const excluded = rasterPolygon([], whole)
    for (const [key, tile] of design.area.exclude.tiles)
      for (let i = 0; i < tile.length; i++) {
        const [x, y] = [(key % 5) * 256 + (i % 256), Math.floor(key / 5) * 256 + (i >> 8)]
        if (tile[i]! > 0 && x < photo.width && y < photo.height) excluded[y * photo.width + x] = tile[i]!
      }
    const after = areaIn(shaped(design, { kind: 'move', mm: 6 }), whole)
    expect(after.every((c, i) => excluded[i]! < 255 || c === 0)).toBe(true)
  })

  it('fades inwards and never covers more', () => {
    const design = worked()
    const before = areaIn(design, whole)
    const after = areaIn(shaped(design, { kind: 'fade', mm: 5 }), whole)
    expect(after.every((c, i) => c <= before[i]! + 1)).toBe(true)
    expect(after.some((c) => c === 255)).toBe(true)
    expect(after.reduce((s, c) => s + c, 0)).toBeLessThan(0.97 * before.reduce((s, c) => s + c, 0))
  })

  it('is turned inside out within the head, and back', () => {
    const design = worked()
    const head = rasterPolygon(filledHead(design.marks), whole)
    const before = drawnIn(design, whole)
    const inverted = shaped(design, { kind: 'invert' })
    const now = drawnIn(inverted, whole)
    const bare = head.map((h, i) => Math.round((h * (255 - before[i]!)) / 255))
    expect(mostApart(now, bare)).toBeLessThanOrEqual(1)
    const twice = drawnIn(shaped(inverted, { kind: 'invert' }), whole)
    const inHead = (coverage: Uint8Array) => coverage.filter((_, i) => head[i] === 255)
    expect(mostApart(inHead(twice), inHead(before))).toBeLessThan(3)
  })

  it('is joined with the proposal, and with the hair that a stage loses where one is chosen', () => {
    const design = worked()
    expect(partnersOf(design)).toEqual(['proposal'])
    expect(partnersOf(withStage(design, 5))).toEqual(['proposal', 'hairLoss'])
    const common = shaped(design, { kind: 'join', join: 'common', partner: 'proposal' })
    const united = shaped(design, { kind: 'join', join: 'unite', partner: 'proposal' })
    expect(cm2(common)).toBeLessThan(cm2(design))
    expect(cm2(united)).toBeGreaterThan(cm2(design))
    const proposal = drawnIn(freshDesign(), whole)
    const [a, b] = [drawnIn(common, whole), drawnIn(united, whole)]
    expect(a.every((c, i) => c <= proposal[i]! + 1)).toBe(true)
    expect(b.every((c, i) => c >= proposal[i]! - 1)).toBe(true)
    const less = shaped(design, { kind: 'join', join: 'less', partner: 'proposal' })
    expect(drawnIn(less, whole).every((c, i) => proposal[i]! < 255 || c <= 1)).toBe(true)
    const staged = shaped(withStage(design, 5), { kind: 'join', join: 'common', partner: 'hairLoss' })
    expect(cm2(staged)).toBeGreaterThan(0)
    expect(cm2(staged)).toBeLessThan(cm2(design))
  })

  it('is left as it is where it would stay the same, and where there is none', () => {
    const design = worked()
    expect(shaped(design, { kind: 'move', mm: 0 }).area).toBe(design.area)
    const bare = { ...freshDesign(), area: { ...freshDesign().area, proposed: false } }
    expect(shaped(bare, { kind: 'move', mm: 5 }).area).toBe(bare.area)
    const proposal = freshDesign()
    expect(shaped(proposal, { kind: 'join', join: 'unite', partner: 'proposal' }).area).toBe(proposal.area)
  })

  it('keeps hand work when the proposal goes and comes back', () => {
    const design = shaped(worked(), { kind: 'move', mm: 3 })
    const off = { ...design, area: { ...design.area, proposed: false } }
    const again = { ...off, area: { ...off.area, proposed: true } }
    expect(mostApart(areaIn(again, whole), areaIn(design, whole))).toBe(0)
    expect(off.area.add).toBe(design.area.add)
    expect(off.area.subtract).toBe(design.area.subtract)
    const { x, y } = design.hairline.midline
    // The stroke beside the line stands without the proposal too.
    expect(drawnIn(off, whole)[Math.round(y + 90) * photo.width + Math.round(x + 40)]).toBe(255)
  })
})

describe('the edge of an area', () => {
  it('is found on cells fine enough for a photo of 12 megapixels', () => {
    const grid = { left: 0, top: 0, step: 3, width: 40, height: 40 }
    const field = edgeField(new Uint8Array(1600).fill(255), grid)
    expect(movedEdge(field, -5, { left: 0, top: 0, step: 1, width: 120, height: 120 }).every((c) => c === 255)).toBe(
      true,
    )
  })
})
