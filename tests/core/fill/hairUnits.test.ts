import { describe, expect, it } from 'vitest'
import { hairDirection } from '../../../src/core/fill/hairDirection.ts'
import { hairId, HAIRS_PER_UNIT, UNIT_SIZES, unitSize, VISIBLE_MM } from '../../../src/core/fill/hairUnits.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { edgeOf } from '../../../src/core/fill/fieldParts.ts'
import { groupingOf, withGrouping } from '../../../src/core/fill/roles.ts'
import { NO_INK } from '../../../src/core/pigment/inkModel.ts'
import { pigmentOf } from '../../../src/core/pigment/pigment.ts'
import { inkDensity } from '../../../src/core/render/inkDensity.ts'
import { pickDots } from '../../../src/core/sampling/pickDots.ts'
import type { Dots } from '../../../src/core/sampling/placeDots.ts'
import { byId } from '../sampling/fields.ts'
import { DISC_MM, head, middle, patch, place, px, stroke, surface, weigh, withArea, withFill } from './paintedHead.ts'

const stubble = withFill({ densityPerCm2: 123 }, patch({ role: 'stubble' }))
const units = place(stubble)
const hairs = weigh(stubble)
const mmPerPx = surface.mmPerPxAt(middle)

/** Hairs by the place of their unit: the bits of an id below the number of the hair. */
function byUnit(dots: Dots): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (let i = 0; i < dots.count; i++) {
    const unit = dots.id[i]! & 0x0fff_ffff
    found.set(unit, [...(found.get(unit) ?? []), i])
  }
  return found
}
const quantile = (values: readonly number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * values.length)]!
const distanceMm = (a: number, b: number) => Math.hypot(hairs.x[a]! - hairs.x[b]!, hairs.y[a]! - hairs.y[b]!) * mmPerPx

describe('native stubble', () => {
  it('has the hairs per cm2 that are set, in units of 1.87 hairs on average', () => {
    expect(HAIRS_PER_UNIT).toBeCloseTo(1.87, 5)
    const cm2 = (Math.PI * DISC_MM * DISC_MM) / 100
    expect(units.count / cm2).toBeGreaterThan(0.93 * 66)
    expect(units.count / cm2).toBeLessThan(1.07 * 66)
    expect(hairs.count / cm2).toBeGreaterThan(0.93 * 123)
    expect(hairs.count / cm2).toBeLessThan(1.07 * 123)
  })

  it('has units of 1, 2, 3, 4 and 5 hairs as often as real scalps have', () => {
    const counts = UNIT_SIZES.map(() => 0)
    const n = 100_000
    for (let id = 0; id < n; id++) counts[unitSize(7, id * 31) - 1]!++
    for (const [i, share] of UNIT_SIZES.entries()) expect(counts[i]! / n).toBeCloseTo(share, 2)
    const seen = [...byUnit(hairs).values()]
    expect(seen.length).toBe(units.count)
    expect(seen.filter((unit) => unit.length === 1).length / seen.length).toBeCloseTo(0.38, 1)
  })

  it('stands .08 to .29 mm apart within a unit, .16 mm in the middle, and around the unit’s own place', () => {
    const nearest: number[] = []
    const places = new Map(Array.from(units.id, (id, i) => [hairId(id, 0), i]))
    for (const [unit, members] of byUnit(hairs)) {
      const i = places.get(unit)!
      const mean = (v: Float32Array) => members.reduce((sum, m) => sum + v[m]!, 0) / members.length
      expect(mean(hairs.x)).toBeCloseTo(units.x[i]!, 2)
      expect(mean(hairs.y)).toBeCloseTo(units.y[i]!, 2)
      for (const a of members)
        if (members.length > 1) nearest.push(Math.min(...members.filter((b) => b !== a).map((b) => distanceMm(a, b))))
    }
    expect(Math.min(...nearest)).toBeGreaterThan(0.06)
    expect(Math.max(...nearest)).toBeLessThan(0.3)
    expect(quantile(nearest, 0.5)).toBeGreaterThan(0.13)
    expect(quantile(nearest, 0.5)).toBeLessThan(0.18)
    expect(quantile(nearest, 0.1)).toBeLessThan(0.1)
    expect(quantile(nearest, 0.9)).toBeGreaterThan(0.22)
  })

  it('names every hair once, in order, whatever its period', () => {
    for (let i = 1; i < hairs.count; i++) expect(hairs.id[i]!).toBeGreaterThan(hairs.id[i - 1]!)
    const id = (cx: number, cy: number, index: number) => ((cy + 128) * 256 + cx + 128) * 65536 + index
    const inOrder = [id(-32, -32, 5), id(-1, -1, 9), id(0, -1, 0), id(-1, 0, 65535), id(0, 0, 0), id(31, 31, 65535)]
    const names = [0, 1, 4].flatMap((hair) => inOrder.map((unit) => hairId(unit, hair)))
    expect(names).toEqual(names.toSorted((a, b) => a - b))
    expect(new Set(names).size).toBe(names.length)
  })

  it('keeps every hair where it was when the area grows, the density rises or a sitting is added', () => {
    const before = byId(hairs)
    const spot = { x: middle.x + px(50), y: middle.y }
    const grown = withArea({ add: stroke(stubble.area.add, spot, spot, 6) }, stubble)
    const denser = withFill({ densityPerCm2: 180 }, stubble)
    for (const d of [grown, denser]) {
      const after = byId(weigh(d))
      expect(after.size).toBeGreaterThan(before.size)
      for (const [id, hair] of before) expect(after.get(id)).toBe(hair)
    }
    for (const [id, hair] of byId(weigh(withFill({ sitting: 1 }, stubble)))) expect(before.get(id)).toBe(hair)
  })

  it('stands single at the hairline', () => {
    const point = edgePoint()
    const atLine: number[] = []
    const behind: number[] = []
    for (const seed of [7, 8, 9]) {
      const d = withFill({ seed }, withArea({ role: 'stubble' }))
      const edge = edgeOf(d, surface)!
      const dots = weigh(d)
      for (const members of byUnit(dots).values()) {
        const { depthMm } = edge.at(dots.x[members[0]!]!, dots.y[members[0]!]!, point)
        if (depthMm < 2) atLine.push(members.length)
        else if (depthMm > 20) behind.push(members.length)
      }
    }
    const mean = (v: readonly number[]) => v.reduce((sum, n) => sum + n, 0) / v.length
    expect(mean(atLine)).toBeLessThan(1.1)
    expect(mean(behind)).toBeGreaterThan(1.75)
  })

  it('lies forwards in the middle, down and outwards at the sides, and not all alike', () => {
    const at = hairDirection(head.marks)
    const lie = (x: number, y: number) => ({ ...at(x, y, { x: 0, y: 0 }) })
    const { centre, rx } = head.marks.outline
    expect(lie(centre.x, middle.y).y).toBeCloseTo(1, 6)
    const right = lie(centre.x - 0.9 * rx, middle.y)
    const left = lie(centre.x + 0.9 * rx, middle.y)
    expect(right.x).toBeCloseTo(-left.x, 6)
    expect(right.x).toBeLessThan(-0.2)
    expect(right.y).toBeGreaterThan(0.4)
    const lengths = Array.from(hairs.alongX!, (x, i) => Math.hypot(x, hairs.alongY![i]!) * mmPerPx)
    expect(quantile(lengths, 0.02)).toBeGreaterThan(0.2)
    expect(quantile(lengths, 0.98)).toBeLessThan(2 * VISIBLE_MM)
    expect(quantile(lengths, 0.5)).toBeCloseTo(VISIBLE_MM, 1)
    const angles = Array.from(hairs.alongX!, (x, i) => Math.atan2(x, hairs.alongY![i]!))
    expect(quantile(angles, 0.9) - quantile(angles, 0.1)).toBeGreaterThan(0.3)
    for (const angle of angles) expect(Math.abs(angle)).toBeLessThan(1)
  })

  it('lies as it is turned, and stands where it stood', () => {
    const turned = weigh({ ...stubble, fill: { ...stubble.fill, hairTurnDeg: 30 } })
    expect(turned.x).toEqual(hairs.x)
    expect(turned.y).toEqual(hairs.y)
    for (let i = 0; i < hairs.count; i += 7) {
      const [before, after] = [hairs, turned].map(({ alongX, alongY }) => Math.atan2(alongY![i]!, alongX![i]!))
      expect(after! - before!).toBeCloseTo(Math.PI / 6, 5)
    }
  })

  it('other roles carry no hairs, and a pick of hairs keeps how they lie', () => {
    expect(weigh(patch()).alongX).toBeUndefined()
    const some = pickDots(hairs, Uint32Array.of(3, 1))
    expect([...some.alongX!]).toEqual([hairs.alongX![3], hairs.alongX![1]])
    expect([...some.alongY!]).toEqual([hairs.alongY![3], hairs.alongY![1]])
    expect(pickDots(units, Uint32Array.of(0)).alongX).toBeUndefined()
  })
})

describe('dots and hairs that are grouped by hand', () => {
  const cm2 = (Math.PI * DISC_MM * DISC_MM) / 100
  const grouped = (grouping: number, role: 'bald' | 'stubble' = 'bald') =>
    weigh(withFill({ densityPerCm2: 123, grouping }, patch({ role })))
  /** How many dots have another one within the distance of hairs of one unit. */
  const close = (dots: Dots) => {
    const far = px(0.3)
    let count = 0
    for (let i = 0; i < dots.count; i++)
      for (let k = 0; k < dots.count; k++)
        if (i !== k && Math.hypot(dots.x[i]! - dots.x[k]!, dots.y[i]! - dots.y[k]!) < far) {
          count++
          break
        }
    return count / dots.count
  }

  it('stand in units the more they are grouped, round and as many as before', () => {
    const [single, half, whole] = [0, 0.5, 1].map((grouping) => grouped(grouping))
    for (const dots of [single!, half!, whole!]) {
      expect(dots.count / cm2).toBeGreaterThan(0.93 * 123)
      expect(dots.count / cm2).toBeLessThan(1.07 * 123)
      expect(dots.alongX).toBeUndefined()
    }
    expect(close(single!)).toBeLessThan(0.05)
    expect(close(half!)).toBeGreaterThan(0.25)
    expect(close(whole!)).toBeGreaterThan(close(half!) + 0.2)
  })

  it('without a figure of their own stand as the role of their area has them, also once that is another one', () => {
    const bald = withGrouping(withGrouping(patch(), 0.4), 0)
    expect(bald.fill).toEqual(patch().fill)
    expect(groupingOf(bald)).toBe(0)
    expect(groupingOf({ ...bald, area: { ...bald.area, role: 'stubble' } })).toBe(1)
    const alone = grouped(0, 'stubble')
    expect(alone.count / cm2).toBeGreaterThan(0.93 * 123)
    expect(alone.count / cm2).toBeLessThan(1.07 * 123)
    expect(close(alone)).toBeLessThan(0.05)
    expect(Math.max(...alone.alongY!)).toBeGreaterThan(px(0.3))
  })
})

describe('the ink of stubble', () => {
  const pigment = pigmentOf(stubble.fill)
  const side = Math.round(px(16))
  const region = { x0: Math.round(middle.x) - side, y0: Math.round(middle.y) - side, width: 2 * side, height: 2 * side }
  const inkOf = (dots: Dots, level = 0) => {
    const k = 2 ** -level
    const scaled = {
      x0: Math.round(region.x0 * k),
      y0: Math.round(region.y0 * k),
      width: Math.round(region.width * k),
      height: Math.round(region.height * k),
    }
    return inkDensity(dots, scaled, { pigment, surface, blurPx: 0.6, level, redness: NO_INK })
  }
  const round = (dots: Dots): Dots => ({ ...dots, alongX: undefined, alongY: undefined })
  /** Mean transmittance, green, over the middle of the region. */
  function tone(dots: Dots, level = 0): number {
    const { core, halo } = inkOf(dots, level)
    let sum = 0
    let n = 0
    for (let y = 0; y < core.height; y++)
      for (let x = 0; x < core.width; x++) {
        const hx = Math.min(halo.width - 1, Math.round((core.x0 + x + 0.5) / halo.step - halo.x0 - 0.5))
        const hy = Math.min(halo.height - 1, Math.round((core.y0 + y + 0.5) / halo.step - halo.y0 - 0.5))
        sum += Math.exp(-core.g[y * core.width + x]! - halo.g[hy * halo.width + hx]!)
        n++
      }
    return sum / n
  }

  it('takes the light of a dot, whichever way the hair lies', () => {
    const one = round(pickDots(hairs, Uint32Array.of(0)))
    const at = { ...one, x: Float32Array.of(middle.x), y: Float32Array.of(middle.y) }
    const taken = (dots: Dots) => 1 - tone(dots)
    for (const [x, y] of [
      [0, 6],
      [6, 0],
      [4.2, 4.2],
      [-3, 5],
    ] as const) {
      const hair = { ...at, alongX: Float32Array.of(x), alongY: Float32Array.of(y) }
      expect(Math.abs(taken(hair) / taken(at) - 1)).toBeLessThan(0.045)
    }
  })

  it('is longer than wide along the hair', () => {
    const one = pickDots(hairs, Uint32Array.of(0))
    const hair = {
      ...one,
      x: Float32Array.of(middle.x),
      y: Float32Array.of(middle.y),
      alongX: Float32Array.of(0),
      alongY: Float32Array.of(px(0.4)),
    }
    const { core } = inkOf(hair)
    let xx = 0
    let yy = 0
    for (let y = 0; y < core.height; y++)
      for (let x = 0; x < core.width; x++) {
        const g = core.g[y * core.width + x]!
        xx += g * (core.x0 + x + 0.5 - middle.x) ** 2
        yy += g * (core.y0 + y + 0.5 - middle.y) ** 2
      }
    expect(Math.sqrt(yy / xx)).toBeGreaterThan(1.4)
  })

  it('makes the tone that as many dots make, at any zoom', () => {
    const dots = tone(round(hairs))
    expect(Math.abs(tone(hairs) / dots - 1)).toBeLessThan(0.015)
    for (const level of [1, 2, 3]) expect(Math.abs(tone(hairs, level) / tone(hairs) - 1)).toBeLessThan(0.016)
    expect(dots).toBeGreaterThan(0.8)
    expect(dots).toBeLessThan(0.9)
  })
})
