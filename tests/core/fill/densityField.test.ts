import { describe, expect, it } from 'vitest'
import type { Design, Hairline } from '../../../src/core/design/design.ts'
import { hairlinePath } from '../../../src/core/design/lines/hairline.ts'
import { moveHandle } from '../../../src/core/design/lines/movedHandle.ts'
import { densityFieldOf, expectedDots, expectedMarks } from '../../../src/core/fill/densityField.ts'
import { edgeOf, fieldParts } from '../../../src/core/fill/fieldParts.ts'
import { dotWeights } from '../../../src/core/fill/dotWeights.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { densityAt, type DensityField } from '../../../src/core/sampling/densityField.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { byId, bytesOf } from '../sampling/fields.ts'
import { head as design, surface } from './paintedHead.ts'
import { pointSet } from '../sampling/shippedSet.ts'

const mmPerPx = surface.mmPerPxAt({ x: 0, y: 0 })
const px = (mm: number): number => mm / mmPerPx
const place = (d: Design): Dots => placeDots(densityFieldOf(d, surface), { seed: d.fill.seed, surface, pointSet })
const withLine = (change: Partial<Hairline>): Design => ({ ...design, hairline: { ...design.hairline, ...change } })
const withFill = (change: Partial<Design['fill']>): Design => ({ ...design, fill: { ...design.fill, ...change } })
const whole = place(design)
const edge = edgeOf(design, surface)!

/** Dots per cm2 by depth behind the rough line, in bands of 2 mm, in front of the temples. */
function densityByDepth(dots: Dots, d: Design): (depthMm: number) => number {
  const line = edgeOf(d, surface)!
  const point = edgePoint()
  const left = design.hairline.right.midFrontal.x
  const right = design.hairline.left.midFrontal.x
  const bandOf = (x: number, y: number) => Math.floor(line.at(x, y, point).depthMm / 2) + 5
  const found = new Float64Array(40)
  const areaCm2 = new Float64Array(40)
  for (let i = 0; i < dots.count; i++)
    if (dots.x[i]! > left && dots.x[i]! < right) {
      const band = bandOf(dots.x[i]!, dots.y[i]!)
      if (band >= 0 && band < 40) found[band]!++
    }
  const probe = px(0.3)
  for (let y = design.hairline.midline.y - px(45); y < design.hairline.midline.y + px(15); y += probe)
    for (let x = left; x < right; x += probe) {
      const band = bandOf(x, y)
      if (band >= 0 && band < 40) areaCm2[band]! += 0.0009
    }
  return (depthMm) => found[Math.floor(depthMm / 2) + 5]! / areaCm2[Math.floor(depthMm / 2) + 5]!
}

/** Mean density of a field over 30 x 30 mm well behind the line. */
function deepDensity(field: DensityField): number {
  const { x, y } = design.hairline.midline
  let sum = 0
  let n = 0
  for (let dy = px(32); dy < px(62); dy += px(0.7))
    for (let dx = -px(15); dx < px(15); dx += px(0.7), n++) sum += densityAt(field, x + dx, y - dy)
  return sum / n
}

describe('the density of a design', () => {
  it('is the same at each asking, and places the dots that it promises', () => {
    const field = densityFieldOf(design, surface)
    expect(field.dotsPerCm2).toEqual(densityFieldOf(design, surface).dotsPerCm2)
    expect(field.width * field.height).toBeLessThanOrEqual(800_000)
    expect(field.step * mmPerPx).toBeLessThanOrEqual(0.5)
    const wanted = expectedDots(field, surface)
    expect(wanted).toBeGreaterThan(5000)
    expect(Math.abs(whole.count - wanted)).toBeLessThanOrEqual(1.5 * Math.sqrt(wanted))
  })

  it('rises from a sparse edge to the whole density behind the hairline', () => {
    const at = densityByDepth(whole, design)
    expect(at(1)).toBeGreaterThan(5)
    expect(at(1)).toBeLessThan(50)
    expect(at(9) / 150).toBeGreaterThan(0.55)
    expect(at(9) / 150).toBeLessThan(0.9)
    expect(at(33) / 150).toBeGreaterThan(0.85)
    expect(at(33) / 150).toBeLessThan(1.15)
  })

  it('has as many hairs of stubble at each depth behind the line as it would have dots', () => {
    const stubble: Design = { ...design, area: { ...design.area, role: 'stubble' } }
    const seeds = [1, 2, 3, 4]
    const pooled = (d: Design) => {
      const found = seeds.map((seed) => {
        const seeded = { ...d, fill: { ...d.fill, seed } }
        return densityByDepth(dotWeights(place(seeded), seeded, surface), seeded)
      })
      return (depthMm: number) => found.reduce((sum, at) => sum + at(depthMm), 0)
    }
    const [hairs, dots] = [pooled(stubble), pooled(design)]
    for (let depthMm = 1; depthMm < 40; depthMm += 2)
      expect(Math.abs(hairs(depthMm) / dots(depthMm) - 1)).toBeLessThan(0.2)
  })

  it.each(['bald', 'stubble', 'scar', 'thinning'] as const)(
    'tells how many dots or hairs of %s will be drawn',
    (role) => {
      const { midline } = design.hairline
      const denser = { x: midline.x, y: midline.y - px(35) }
      const more = paintCapsule(design.area.more, denser, denser, px(15), 0, 'max')
      const drawn: Design = { ...design, area: { ...design.area, role, more } }
      for (const densityPerCm2 of [150, 240]) {
        const d = { ...drawn, fill: { ...drawn.fill, densityPerCm2 } }
        const marks = dotWeights(place(d), d, surface).count
        expect(Math.abs(expectedMarks(fieldParts(d, surface), d).value / marks - 1)).toBeLessThan(0.02)
      }
    },
  )

  it.each([150, 250, 300, 320])('comes to %i per cm2 where that is set, however the skin varies', (densityPerCm2) => {
    const field = densityFieldOf(withFill({ densityPerCm2 }), surface)
    // Deep in the area, over many waves of the variation.
    const deep = deepDensity(field)
    const usual = deepDensity(densityFieldOf(withFill({ densityPerCm2: 100 }), surface))
    expect(Math.abs(deep / densityPerCm2 / (usual / 100) - 1)).toBeLessThan(0.015)
    expect(Math.max(...field.dotsPerCm2)).toBeLessThanOrEqual(320)
  })

  it('is thinner at the temples than in front, and has its edge within the skin that there is', () => {
    const { midline, right, transitionMm } = design.hairline
    const front = { ...edge.at(midline.x, midline.y, edgePoint()) }
    const temple = { ...edge.at(right.templePoint.x, right.templePoint.y, edgePoint()) }
    expect(front.widthMm).toBeCloseTo(transitionMm, 5)
    // Where the head ends soon behind the line, the edge is narrow enough to be over before it.
    expect(temple.widthMm).toBeLessThan(0.5 * transitionMm)
    expect(temple.behindEdge).toBeLessThan(front.behindEdge)
  })

  it('sets single hairs in front of the line, and nothing farther out', () => {
    const point = edgePoint()
    const depths = Array.from(whole.x, (x, i) => edge.at(x, whole.y[i]!, point).depthMm)
    const single = depths.filter((d) => d < -0.8)
    const line = hairlinePath(design.hairline)
    const lengthMm = line.reduce((sum, p, i) => sum + distance(p, line[Math.max(0, i - 1)]!), 0) * mmPerPx
    expect(single.length).toBeGreaterThan(0.03 * lengthMm)
    expect(single.length).toBeLessThan(0.12 * lengthMm)
    expect(Math.min(...depths)).toBeGreaterThan(-4.5)
  })

  it('draws a line that strays by 1 to 2.5 mm, on both sides of the drawn one, and not alike left and right', () => {
    const point = edgePoint()
    const stray = hairlinePath(design.hairline).map((p) => edge.at(p.x, p.y, point).depthMm)
    const rms = Math.sqrt(stray.reduce((sum, d) => sum + d * d, 0) / stray.length)
    expect(rms).toBeGreaterThan(1)
    expect(rms).toBeLessThan(2.8)
    expect(Math.max(...stray)).toBeGreaterThan(1)
    expect(Math.min(...stray)).toBeLessThan(-1)
    const half = Math.floor(stray.length / 2)
    const differences = stray.slice(0, half).map((d, i) => d - stray[stray.length - 1 - i]!)
    expect(Math.max(...differences.map(Math.abs))).toBeGreaterThan(1)
    // Bulges are not cut off at the drawn line.
    let inFront = 0
    for (let i = 0; i < whole.count; i++) {
      edge.at(whole.x[i]!, whole.y[i]!, point)
      if (point.drawnMm < -0.7 && point.depthMm > 0) inFront++
    }
    expect(inFront).toBeGreaterThan(20)
  })

  it('follows the drawn line exactly where irregularity is 0', () => {
    const ruled = withLine({ irregularity: 0 })
    const point = edgePoint()
    const dots = place(ruled)
    const line = edgeOf(ruled, surface)!
    for (let i = 0; i < dots.count; i++) expect(line.at(dots.x[i]!, dots.y[i]!, point).drawnMm).toBeGreaterThan(-0.5)
  })

  it('only adds dots when the density rises, and keeps dots through every other setting', () => {
    const dense = byId(place(withFill({ densityPerCm2: 220 })))
    for (const [id, dot] of byId(whole)) expect(dense.get(id)).toBe(dot)
    const look = withFill({ dotSizeMm: 0.17, sizeVariation: 0.4, softness: 0.9, shade: 5, sitting: 1, moment: 1095 })
    expect(bytesOf(place(look))).toBe(bytesOf(whole))
  })

  it('leaves the dots elsewhere alone when the area is painted or excluded at one place', () => {
    const at = { x: design.hairline.midline.x + px(10), y: design.hairline.midline.y - px(35) }
    const exclude = paintCapsule(design.area.exclude, at, at, px(6), 0.3, 'max')
    const without = byId(place({ ...design, area: { ...design.area, exclude } }))
    let gone = 0
    for (let i = 0; i < whole.count; i++) {
      const far = Math.hypot(whole.x[i]! - at.x, whole.y[i]! - at.y) > px(7.5)
      if (far) expect(without.has(whole.id[i]!)).toBe(true)
      else if (!without.has(whole.id[i]!)) gone++
    }
    expect(without.size + gone).toBe(whole.count)
    expect(gone).toBeGreaterThan(80)
    // Hand work in front of the line enlarges the field's box: still the same dots behind.
    const chin = { x: at.x, y: design.marks.glabella.y + px(60) }
    const add = paintCapsule(design.area.add, chin, chin, px(8), 0.3, 'max')
    const more = byId(place({ ...design, area: { ...design.area, add } }))
    for (const [id, dot] of byId(whole)) expect(more.get(id)).toBe(dot)
    expect(more.size).toBeGreaterThan(whole.count + 100)
  })

  it('leaves the right side alone when a handle of the left side moves', () => {
    const { apex } = design.hairline.left
    const hairline = moveHandle(
      design.hairline,
      design.marks,
      'left.apex',
      { x: apex.x + px(3), y: apex.y - px(6) },
      false,
    )
    const moved = byId(place({ ...design, hairline }))
    const kept = byId(whole)
    let right = 0
    for (let i = 0; i < whole.count; i++)
      if (whole.x[i]! < design.hairline.midline.x - px(1)) {
        right++
        expect(moved.get(whole.id[i]!)).toBe(kept.get(whole.id[i]!))
      }
    expect(right).toBeGreaterThan(3000)
  })

  it('fills what is painted over the line as a whole, without a sparse stripe along it', () => {
    const { midline } = design.hairline
    const from = { x: midline.x, y: midline.y - px(20) }
    const to = { x: midline.x, y: midline.y + px(20) }
    const painted = {
      ...design,
      area: { ...design.area, add: paintCapsule(design.area.add, from, to, px(12), 0.1, 'max') },
    }
    const field = densityFieldOf(painted, surface)
    for (let mm = -14; mm <= 14; mm += 2)
      expect(densityAt(field, midline.x, midline.y + px(mm))).toBeGreaterThan(0.5 * 150)
    const before = densityFieldOf(design, surface)
    expect(densityAt(before, midline.x, midline.y + px(10))).toBe(0)
  })

  it('joins what is painted in front of the line to what lies behind it, without a bare band between', () => {
    const { midline } = design.hairline
    const from = { x: midline.x - px(10), y: midline.y + px(6) }
    const to = { x: midline.x + px(10), y: midline.y + px(6) }
    const add = paintCapsule(design.area.add, from, to, px(7), 0, 'max')
    const field = densityFieldOf({ ...design, area: { ...design.area, add } }, surface)
    for (let mm = -12; mm <= 11; mm += 1)
      expect(densityAt(field, midline.x, midline.y + px(mm))).toBeGreaterThan(0.3 * 150)
  })

  it('varies over the skin by about a tenth', () => {
    const field = densityFieldOf(withFill({ densityPerCm2: 100 }), surface)
    const { midline } = design.hairline
    const samples: number[] = []
    for (let x = -30; x <= 30; x += 1)
      for (let y = 42; y < 52; y += 1) samples.push(densityAt(field, midline.x + px(x), midline.y - px(y)))
    const mean = samples.reduce((sum, d) => sum + d, 0) / samples.length
    const sd = Math.sqrt(samples.reduce((sum, d) => sum + (d - mean) ** 2, 0) / samples.length)
    expect(mean).toBeGreaterThan(88)
    expect(mean).toBeLessThan(112)
    expect(sd).toBeGreaterThan(4)
    expect(sd).toBeLessThan(16)
  })

  it('is empty without an area', () => {
    const none = { ...design, area: { ...design.area, proposed: false } }
    expect(expectedDots(densityFieldOf(none, surface), surface)).toBe(0)
    expect(place(none).count).toBe(0)
  })
})
