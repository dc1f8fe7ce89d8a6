import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rasterArea } from '../../../src/core/design/areas/area.ts'
import { asOneArea, withNewArea } from '../../../src/core/design/areas/areas.ts'
import { startReversal, withReversal, withZoneStroke, type ReversedDesign } from '../../../src/core/design/reversal.ts'
import { edgeOf } from '../../../src/core/fill/fieldParts.ts'
import { edgePoint } from '../../../src/core/fill/hairlineEdge.ts'
import { isEmpty, maskEquals } from '../../../src/core/pixels/maskCompare.ts'
import { MASK_TILE } from '../../../src/core/pixels/tiledMask.ts'
import { withZoneInk } from '../../../src/core/tools/zoneInk.ts'
import { zoneAreasCm2, zoneAt, zonesOf, type Zones } from '../../../src/core/plan/zones.ts'
import { drawn, strokes, strokesOn } from './handStrokes.ts'
import { head, onMidline, px, raisedBy, reversals, stroke, surface } from './reversedHead.ts'

const seed = Number(process.env.SEED ?? 1)
const names = ['existing', 'final', 'remove', 'keep', 'add', 'lighten'] as const
type Bytes = Record<(typeof names)[number], number>

/** Looks at every byte of all zones at once. */
function everywhere(zones: Zones, holds: (bytes: Readonly<Bytes>) => boolean): void {
  const none = new Uint8Array(MASK_TILE * MASK_TILE)
  const bytes: Bytes = { existing: 0, final: 0, remove: 0, keep: 0, add: 0, lighten: 0 }
  for (const key of new Set(names.flatMap((name) => [...zones[name].tiles.keys()]))) {
    const tiles = names.map((name) => [name, zones[name].tiles.get(key) ?? none] as const)
    for (let i = 0; i < none.length; i++) {
      for (const [name, tile] of tiles) bytes[name] = tile[i]!
      if (!holds(bytes)) expect.fail(`tile ${key}, byte ${i}: ${JSON.stringify(bytes)}`)
    }
  }
}

describe(`the zones of a reversal, seed ${seed}`, () => {
  it('add up byte by byte, whatever was drawn, painted and edited', () => {
    fc.assert(
      fc.property(reversals, strokes, (start, hand) => {
        const zones = zonesOf(drawn(start, hand), surface)
        everywhere(zones, (z) => z.remove + z.keep === z.existing && z.keep + z.add === z.final && z.lighten <= z.keep)
      }),
      { seed, numRuns: 12 },
    )
  }, 20_000)

  it('are existing and new area where no hand was at work: keep is the lesser of the two', () => {
    const design = raisedBy(15)
    const zones = zonesOf(design, surface)
    everywhere(zones, (z) => z.keep === Math.min(z.existing, z.final))
    const wanted = rasterArea(design, zones.step)
    let wrong = 0
    for (let j = 0; j < wanted.height; j += 2)
      for (let i = 0; i < wanted.width; i += 2) {
        const at = { x: wanted.x0 + i * zones.step, y: wanted.y0 + j * zones.step }
        if (zoneAt(zones, 'final', at.x, at.y) !== wanted.coverage[j * wanted.width + i]) wrong++
      }
    expect(wrong).toBe(0)
    expect(zoneAt(zones, 'remove', ...midline(72))).toBe(255)
    expect(zoneAt(zones, 'keep', ...midline(100))).toBe(255)
  })

  it('are keep alone where the new area is the old one', () => {
    const zones = zonesOf(startReversal(head), surface)
    expect(isEmpty(zones.remove)).toBe(true)
    expect(isEmpty(zones.add)).toBe(true)
    expect(maskEquals(zones.keep, zones.existing)).toBe(true)
  })

  it('lighten the band behind the new line, as wide as it is set, inside what is kept', () => {
    for (const bandMm of [0, 2, 4, 8]) {
      const design = withReversal(raisedBy(15), { lightenBandMm: bandMm })
      const zones = zonesOf(design, surface)
      const edge = edgeOf(design, surface)!
      const point = edgePoint()
      let [within, wrong] = [0, 0]
      for (let x = 300; x < 720; x += 3.7)
        for (let y = 250; y < 560; y += 3.1) {
          const depth = edge.at(x, y, point).drawnMm
          const lightened = zoneAt(zones, 'lighten', x, y)
          if ((depth < -0.8 || depth > bandMm + 0.8) && lightened !== 0) wrong++
          if (depth > 0.8 && depth < bandMm - 0.8 && zoneAt(zones, 'keep', x, y) === 255) {
            if (lightened !== 255) wrong++
            within++
          }
        }
      expect(wrong).toBe(0)
      if (bandMm > 2) expect(within).toBeGreaterThan(80)
      else if (bandMm === 0) expect(isEmpty(zones.lighten)).toBe(true)
    }
  })

  it('follow the hand: ink that shall go, and ink that shall stay in front of the new line', () => {
    const start = raisedBy(15)
    const goes = stroke(onMidline(105), onMidline(105, 20), 5)
    const stays = stroke(onMidline(72, -15), onMidline(72, -15), 4)
    const design = withZoneStroke(withZoneStroke(start, 'remove', goes), 'keep', stays)
    const zones = zonesOf(design, surface)
    expect(zoneAt(zones, 'remove', ...midline(105, 10))).toBe(255)
    // The new design has dots there, but who sends ink away does not want it tattooed again.
    expect(zoneAt(zones, 'add', ...midline(105, 10))).toBe(0)
    expect(zoneAt(zones, 'final', ...midline(105, 10))).toBe(0)
    expect(zoneAt(zones, 'keep', ...midline(72, -15))).toBe(255)
    expect(zoneAt(zones, 'final', ...midline(72, -15))).toBe(255)
    expect(zoneAt(zones, 'remove', ...midline(72, 15))).toBe(255)
    expect(maskEquals(zonesOf(withZoneStroke(design, null, goes), surface).add, zonesOf(start, surface).add)).toBe(true)
  })

  it('never ask for the needle where ink is sent away: strokes on remove and keep leave add as it is, byte by byte', () => {
    fc.assert(
      fc.property(reversals, strokesOn('remove', 'keep'), (start, hand) => {
        const before = zonesOf(start, surface)
        const after = zonesOf(drawn(start, hand), surface)
        expect(maskEquals(after.add, before.add)).toBe(true)
      }),
      { seed, numRuns: 10 },
    )
  }, 20_000)

  it('keep ink that was sent away once the Add tool goes over it, and add where there is none', () => {
    const start = raisedBy(15)
    const goes = stroke(onMidline(105), onMidline(105, 20), 5)
    const sentAway = withZoneStroke(start, 'remove', goes)
    const back = zonesOf(withZoneInk(sentAway, 'add', false, goes), surface)
    expect(maskEquals(back.keep, zonesOf(start, surface).keep)).toBe(true)
    expect(maskEquals(back.add, zonesOf(start, surface).add)).toBe(true)
    // Below the old line there is bare skin, above it the ink of the remove zone.
    const across = stroke(onMidline(50), onMidline(75), 4)
    const reached = zonesOf(withZoneInk(start, 'add', false, across), surface)
    expect(zoneAt(reached, 'add', ...midline(52))).toBe(255)
    expect(zoneAt(reached, 'keep', ...midline(74))).toBe(255)
    expect(zoneAt(reached, 'remove', ...midline(74))).toBe(0)
  })

  it('have the size of their skin, with the band of the scale', () => {
    const design = raisedBy(15)
    const zones = zonesOf(design, surface)
    const { remove, keep, lighten } = zoneAreasCm2(zones, design)
    let covered = 0
    everywhere(zones, (z) => (covered += z.remove) >= 0)
    const mm = zones.step * surface.mmPerPxAt({ x: 0, y: 0 })
    expect(remove.value).toBeCloseTo(((covered / 255) * mm * mm) / 100, 6)
    expect(remove.low / remove.value).toBeCloseTo(1 - (remove.high / remove.value - 1), 6)
    expect(remove.low).toBeLessThan(remove.value)
    expect(keep.value).toBeGreaterThan(lighten.value)
    expect(lighten.value).toBeGreaterThan(3)
  })

  it('change only where the hand was: an edit shifts no cell', () => {
    const design = raisedBy(15)
    const before = zonesOf(design, surface)
    const after = zonesOf(withZoneStroke(design, 'remove', stroke(onMidline(105), onMidline(105), 5)), surface)
    const centre = onMidline(105)
    for (let x = 200; x < 820; x += 5)
      for (let y = 130; y < 700; y += 5) {
        if (Math.hypot(x - centre.x, y - centre.y) < px(6)) continue
        const changed = names.filter((name) => zoneAt(after, name, x, y) !== zoneAt(before, name, x, y))
        if (changed.length > 0) expect.fail(`${changed.join()} at ${x}, ${y}`)
      }
  })
})

describe('ink that somebody marks in an area of its own', () => {
  /** In the midst of what is sent away, and of what is kept. */
  const places = [72, 100]
  const marked = (role: 'untouched' | 'existing' | 'scar', mm: number) => {
    const added = withNewArea(raisedBy(15), role) as ReversedDesign
    const at = onMidline(mm)
    return asOneArea({ ...added, area: { ...added.area, add: stroke(at, at, 4) } })
  }
  const all = ['remove', 'keep', 'add', 'lighten'] as const

  it('is no laser’s and no needle’s where nobody is to touch', () => {
    for (const mm of places) {
      const zones = zonesOf(marked('untouched', mm), surface)
      for (const name of all) expect(zoneAt(zones, name, ...midline(mm)), `${name} at ${mm} mm`).toBe(0)
    }
  })

  it('is kept where it is existing SMP, and an area of another kind sends none away', () => {
    for (const mm of places) {
      const zones = zonesOf(marked('existing', mm), surface)
      expect([zoneAt(zones, 'keep', ...midline(mm)), zoneAt(zones, 'remove', ...midline(mm))]).toEqual([255, 0])
    }
    expect(zoneAt(zonesOf(marked('scar', 100), surface), 'remove', ...midline(100))).toBe(0)
  })
})

const midline = (mm: number, asideMm = 0): [number, number] => {
  const { x, y } = onMidline(mm, asideMm)
  return [x, y]
}
