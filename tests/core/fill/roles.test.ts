import { describe, expect, it } from 'vitest'
import { hasArea } from '../../../src/core/design/areas/area.ts'
import { areasInOrder, asOneArea, eachArea, withAreaAt, withNewArea } from '../../../src/core/design/areas/areas.ts'
import { areaRoles, takesDots, type AreaRole, type Design } from '../../../src/core/design/design.ts'
import { densityFieldOf, expectedDots } from '../../../src/core/fill/densityField.ts'
import { edgeOf } from '../../../src/core/fill/fieldParts.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { cosine, sine } from '../../../src/core/fill/headAxis.ts'
import { regionFactor } from '../../../src/core/fill/regions.ts'
import { roles } from '../../../src/core/fill/roles.ts'
import { DENSITY_MAX_PER_CM2, densityAt } from '../../../src/core/sampling/densityField.ts'
import { densityVariation } from '../../../src/core/sampling/noise.ts'
import { byId, bytesOf } from '../sampling/fields.ts'
import { DISC_MM, head, middle, patch, place, px, stroke, surface, weigh, withArea, withFill } from './paintedHead.ts'

const count = (d: Design): number => expectedDots(densityFieldOf(d, surface), surface)
const ratio = (a: Design, b: Design): number => count(a) / count(b)
const discCm2 = (Math.PI * DISC_MM * DISC_MM) / 100

/** The density wanted at a place, nature's variation taken out again. */
function wanted(d: Design): (x: number, y: number) => number {
  const field = densityFieldOf(d, surface)
  return (x, y) => {
    const skin = surface.toSkin({ x, y })!
    return densityAt(field, x, y) / densityVariation(d.fill.seed, skin[0], skin[1])
  }
}

/** Mean density on a ring around the disc, `mm` outside its edge. */
function aroundDisc(d: Design): (mm: number) => number {
  const at = wanted(d)
  return (mm) => {
    let sum = 0
    for (let i = 0; i < 72; i++) {
      const angle = (i / 72) * 2 * Math.PI
      sum += at(middle.x + px(DISC_MM + mm) * Math.cos(angle), middle.y + px(DISC_MM + mm) * Math.sin(angle))
    }
    return sum / 72
  }
}

const dottedRoles = areaRoles.filter(takesDots)

describe('what an area is treated as', () => {
  it('no dot is laid where ink stands already or nobody is to touch, whichever area lies higher, and all others stay', () => {
    const whole = byId(place(patch()))
    const at = { x: middle.x + px(DISC_MM), y: middle.y }
    for (const role of areaRoles.filter((each) => !takesDots(each))) {
      const added = withNewArea(patch(), role)!
      const above = { ...added, area: { ...added.area, add: stroke(added.area.add, at, at, 8) } }
      const below = withAreaAt(above, 2, 0)
      expect([areasInOrder(above), areasInOrder(below)]).toEqual([
        [1, 2],
        [2, 1],
      ])
      for (const d of [above, below]) {
        const dotsOf = new Map(eachArea(d).map(({ id, design }) => [id, place(design)]))
        expect(dotsOf.get(2)!.count).toBe(0)
        const left = dotsOf.get(1)!
        expect(left.count).toBeGreaterThan(100)
        for (let i = 0; i < left.count; i++)
          expect(Math.hypot(left.x[i]! - at.x, left.y[i]! - at.y)).toBeGreaterThan(px(7.5))
        for (const [id, dot] of byId(left)) expect(whole.get(id)).toBe(dot)
        expect(count(asOneArea(d)) / count(eachArea(d).find(({ id }) => id === 1)!.design)).toBeCloseTo(1, 6)
        expect(hasArea(d)).toBe(true)
      }
    }
  })

  it('an area that is covered by one that takes no dots is no place for any', () => {
    const added = withNewArea(patch(), 'untouched')!
    const over = { ...added, area: { ...added.area, add: stroke(added.area.add, middle, middle, DISC_MM + 5) } }
    expect(hasArea(over)).toBe(false)
  })

  it('what takes no dots is no place for any, alone as well', () => {
    for (const role of areaRoles.filter((each) => !takesDots(each))) {
      expect(hasArea(patch({ role }))).toBe(false)
      expect(count(asOneArea(patch({ role })))).toBe(0)
    }
  })

  it.each(dottedRoles.map((role) => [role]))('%s: gives the same dots at each asking', (role: AreaRole) => {
    const d = patch({ role, presentPerCm2: 40 })
    expect(bytesOf(weigh(d))).toBe(bytesOf(weigh(d)))
    expect(place(d).count).toBeGreaterThan(100)
  })

  it('thinning hair asks only for what is missing', () => {
    const full = patch({ role: 'thinning' })
    expect(count(full) / discCm2 / 150).toBeCloseTo(1, 1)
    expect(ratio(patch({ role: 'thinning', presentPerCm2: 60 }), full)).toBeCloseTo(90 / 150, 2)
    expect(count(patch({ role: 'thinning', presentPerCm2: 150 }))).toBe(0)
    expect(count(patch({ role: 'thinning', presentPerCm2: 200 }))).toBe(0)
  })

  it('more hair takes dots away and moves none', () => {
    const bare = byId(place(patch({ role: 'thinning' })))
    for (const [id, dot] of byId(place(patch({ role: 'thinning', presentPerCm2: 70 })))) expect(bare.get(id)).toBe(dot)
  })

  it('thinning hair has no sparse edge at the hairline where hair stands, and the whole edge where none does', () => {
    const atLine = (d: Design) => wanted(d)(head.hairline.midline.x, head.hairline.midline.y - px(9)) / 150
    const bald = atLine(head)
    expect(atLine(withArea({ role: 'thinning' }))).toBeCloseTo(bald, 5)
    const most = withArea({ role: 'thinning', presentPerCm2: 140 })
    // 10 of 150 are missing, and 140 / 150 of them at once.
    expect(atLine(most)).toBeCloseTo((10 / 150) * (140 / 150 + (10 / 150) * bald), 3)
  })

  it('existing hair says nothing where a scalp counts as bare', () => {
    for (const role of ['bald', 'stubble', 'scar', 'areata'] as const)
      expect(count(patch({ role, presentPerCm2: 120 }))).toBe(count(patch({ role })))
  })

  it('dots between hairs are smaller', () => {
    const mean = (d: Design) => {
      const { diameterMm } = weigh(d)
      return diameterMm.reduce((sum, v) => sum + v, 0) / diameterMm.length
    }
    const usual = mean(patch())
    for (const role of ['thinning', 'part'] as const) expect(mean(patch({ role })) / usual).toBeCloseTo(0.85, 2)
  })

  it('a part falls off from the midline: 1/e after 12 mm', () => {
    const at = wanted(patch({ role: 'part' }))
    const { x } = head.marks.glabella
    const on = at(x, middle.y)
    expect(on).toBeCloseTo(150, -1)
    expect(at(x + px(12), middle.y) / on).toBeCloseTo(Math.exp(-1), 1)
    expect(at(x - px(6), middle.y) / on).toBeCloseTo(Math.exp(-0.25), 1)
    const between = wanted(patch({ role: 'part', presentPerCm2: 100 }))
    expect(between(x + px(12), middle.y) / between(x, middle.y)).toBeCloseTo(Math.exp(-1), 1)
    expect(between(x, middle.y) / on).toBeCloseTo(1 / 3, 2)
  })

  it('a part follows the midline when the head is tilted', () => {
    const tilt = 0.3
    const d = patch({ role: 'part' })
    const at = wanted({ ...d, marks: { ...d.marks, midlineTilt: tilt } })
    const { glabella } = head.marks
    const up = (glabella.y - middle.y) / Math.cos(tilt)
    const on = { x: glabella.x + up * Math.sin(tilt), y: middle.y }
    const beside = { x: on.x - px(12) * Math.cos(tilt), y: on.y - px(12) * Math.sin(tilt) }
    // The disc ends before the tilted midline: its near edge is nearer to it than its centre.
    expect(at(middle.x, middle.y)).toBeLessThan(at(middle.x + px(15), middle.y))
    expect(at(beside.x, beside.y)).toBeLessThan(150 * Math.exp(-0.9))
  })

  it('a scar is denser by 15 %, and passes into the hair around it over 4 mm', () => {
    const at = aroundDisc(patch({ role: 'scar' }))
    for (const mm of [-10, -4, -2.5]) expect(at(mm) / 172.5).toBeCloseTo(1, 1)
    expect(at(0) / 172.5).toBeGreaterThan(0.35)
    expect(at(0) / 172.5).toBeLessThan(0.65)
    expect(at(2.6)).toBe(0)
    expect(aroundDisc(patch())(1)).toBe(0)
  })

  it('an areata patch passes into the hair around it over 5 mm', () => {
    const at = aroundDisc(patch({ role: 'areata' }))
    expect(at(-3) / 150).toBeCloseTo(1, 1)
    expect(at(0) / 150).toBeGreaterThan(0.35)
    expect(at(0) / 150).toBeLessThan(0.65)
    expect(at(1.5)).toBeGreaterThan(0)
    expect(at(3.1)).toBe(0)
  })

  it('an areata patch is as dense as the hair that was measured around it', () => {
    const match = {
      hair: middle,
      bare: middle,
      strength: 1,
      tint: [1, 1, 1] as const,
      densityPerCm2: 105,
      fromCm2: 2,
    }
    const d = patch({ role: 'areata' })
    expect(ratio(withFill({ match }, d), d)).toBeCloseTo(105 / 150, 3)
    expect(count(withFill({ match }, patch()))).toBe(count(patch()))
  })

  it('what was excluded stays free of a scar’s feather', () => {
    const at = { x: middle.x + px(DISC_MM), y: middle.y }
    const d = patch({ role: 'scar', exclude: stroke(head.area.exclude, at, at, 6) })
    const dots = place(d)
    expect(dots.count).toBeGreaterThan(500)
    for (let i = 0; i < dots.count; i++)
      expect(Math.hypot(dots.x[i]! - at.x, dots.y[i]! - at.y)).toBeGreaterThan(px(5.4))
  })

  it('a beard goes up to the painted edge, hairline or not', () => {
    const { midline } = head.hairline
    const add = stroke(head.area.add, midline, midline, 8)
    const at = wanted(withArea({ proposed: false, role: 'beard', add }))
    for (const mm of [-6, -2, 0, 2, 6]) expect(at(midline.x, midline.y + px(mm)) / 150).toBeCloseTo(1, 1)
  })

  it('each role has a factor and a size that make sense', () => {
    for (const role of dottedRoles) {
      expect(roles[role].dotSizeFactor).toBeGreaterThan(0.5)
      expect(roles[role].densityFactor).toBeGreaterThan(0.5)
    }
  })
})

describe('temple points and sideburns', () => {
  const { hairline } = head

  it('stay at .52 and .55 of the midscalp, the sparse edge included', () => {
    const factor = regionFactor(hairline, surface)
    const edge = edgeOf(head, surface)!
    for (const side of ['right', 'left'] as const) {
      const { templePoint, sideburn, apex } = hairline[side]
      const level = edge.at(templePoint.x, templePoint.y, edgePoint()).behindEdge
      expect(level).toBeCloseTo(0.6, 5)
      expect(level * factor(templePoint.x, templePoint.y, level)).toBeCloseTo(0.52, 5)
      expect(level * factor(sideburn.x, sideburn.y, level)).toBeCloseTo(0.55, 5)
      expect(factor(templePoint.x, templePoint.y, 1)).toBeCloseTo(0.52, 5)
      if (Math.hypot(apex.x - templePoint.x, apex.y - templePoint.y) > px(15))
        expect(factor(apex.x, apex.y, level)).toBe(1)
    }
  })

  it('pass into the next region over 15 mm, without a step', () => {
    const factor = regionFactor(hairline, surface)
    const { templePoint } = hairline.left
    let before = factor(templePoint.x, templePoint.y, 1)
    for (let mm = 0; mm <= 16; mm += 0.25) {
      const now = factor(templePoint.x - px(mm), templePoint.y - px(mm * 0.2), 1)
      expect(now - before).toBeGreaterThanOrEqual(-1e-9)
      expect(now - before).toBeLessThan(0.03)
      before = now
    }
    expect(before).toBe(1)
  })
})

describe('painted density', () => {
  const all = (mask: Design['area']['more']) => stroke(mask, middle, middle, 30)

  it('doubles the dots where more is painted, and halves them under half a stroke of less', () => {
    const sparse = (change: Parameters<typeof patch>[0]) => withFill({ densityPerCm2: 90 }, patch(change))
    expect(ratio(sparse({ more: all(head.area.more) }), sparse({}))).toBeCloseTo(2, 3)
    const half = {
      ...head.area.less,
      tiles: new Map([...all(head.area.less).tiles].map(([k, t]) => [k, t.map((v) => v >> 1)])),
    }
    expect(ratio(sparse({ less: half }), sparse({}))).toBeCloseTo(0.5, 2)
    expect(count(patch({ less: all(head.area.less) }))).toBe(0)
  })

  it('never asks for more than the densest fill', () => {
    const dense = densityFieldOf(withFill({ densityPerCm2: 300 }, patch({ more: all(head.area.more) })), surface)
    expect(dense.dotsPerCm2.reduce((most, v) => Math.max(most, v), 0)).toBe(DENSITY_MAX_PER_CM2)
  })

  it('adds dots between those that are there, and only where it was painted', () => {
    const before = byId(place(patch()))
    const spot = { x: middle.x + px(8), y: middle.y }
    const dots = place(patch({ more: stroke(head.area.more, spot, spot, 4) }))
    const after = byId(dots)
    for (const [id, dot] of before) expect(after.get(id)).toBe(dot)
    let added = 0
    for (let i = 0; i < dots.count; i++)
      if (!before.has(dots.id[i]!)) {
        added++
        expect(Math.hypot(dots.x[i]! - spot.x, dots.y[i]! - spot.y)).toBeLessThan(px(4.6))
      }
    expect(added).toBeGreaterThan(30)
  })
})

describe('areas and edits', () => {
  it('an area painted in two parts has the dots of one painted whole, byte for byte', () => {
    const left = { x: middle.x - px(25), y: middle.y }
    const right = { x: middle.x + px(25), y: middle.y }
    const once = stroke(head.area.add, left, right, 10)
    const twice = stroke(stroke(head.area.add, left, middle, 10), middle, right, 10)
    for (const role of dottedRoles)
      expect(bytesOf(weigh(withArea({ proposed: false, role, add: twice })))).toBe(
        bytesOf(weigh(withArea({ proposed: false, role, add: once }))),
      )
  })

  it.each(dottedRoles.map((role) => [role]))('%s: an edit far away leaves every dot where it was', (role: AreaRole) => {
    const far = { x: middle.x + px(55), y: middle.y }
    const before = byId(weigh(patch({ role })))
    const add = stroke(patch().area.add, far, far, 6)
    const after = byId(weigh(patch({ role, add })))
    for (const [id, dot] of before) expect(after.get(id)).toBe(dot)
    if (role !== 'part') expect(after.size).toBeGreaterThan(before.size)
  })

  it('paint behind the sparse edge changes nothing: an edit there reaches no farther than itself', () => {
    const at = { x: middle.x, y: middle.y }
    expect(bytesOf(weigh(withArea({ add: stroke(head.area.add, at, at, 10) })))).toBe(bytesOf(weigh(head)))
  })
})

it('the sine that lays a part is that of the mathematicians', () => {
  for (let x = -1.57; x <= 1.57; x += 0.01) {
    expect(sine(x)).toBeCloseTo(Math.sin(x), 8)
    expect(cosine(x)).toBeCloseTo(Math.cos(x), 4)
  }
})
