import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Band } from '../../../src/core/geometry/points.ts'
import { startReversal, inkOf, withZoneStroke, type ReversedDesign } from '../../../src/core/design/reversal.ts'
import { withStyle } from '../../../src/core/design/edits.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { coverageAt } from '../../../src/core/pixels/maskCompare.ts'
import { fillPolygon } from '../../../src/core/pixels/maskFill.ts'
import {
  placedPerCm2,
  zoneCounts,
  zoneDotsInSteps,
  zoneDotsOf,
  type ZoneDots,
} from '../../../src/core/plan/zoneDots.ts'
import { zoneAreasCm2, zoneAt, zonesOf } from '../../../src/core/plan/zones.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { withZoneInk } from '../../../src/core/tools/zoneInk.ts'
import { pointSet } from '../sampling/shippedSet.ts'
import { drawn, strokes } from './handStrokes.ts'
import { blank, head, onMidline, raisedBy, reversals, stroke, surface } from './reversedHead.ts'

const seed = Number(process.env.SEED ?? 1)
const dotsOf = (design: ReversedDesign): ZoneDots => zoneDotsOf(design, zonesOf(design, surface), surface, pointSet)
const sets = ({ existing, final, ids }: ZoneDots) => ({
  existing: new Set(existing.id),
  final: new Set(final.id),
  remove: new Set(ids.remove),
  keep: new Set(ids.keep),
  add: new Set(ids.add),
  lighten: new Set(ids.lighten),
})

describe(`the dots of the zones, seed ${seed}`, () => {
  const joined = <T>(a: Set<T>, b: Set<T>) => new Set([...a, ...b])
  const shared = <T>(a: Set<T>, b: Set<T>) => new Set([...a].filter((id) => b.has(id)))
  const without = <T>(a: Set<T>, b: Set<T>) => new Set([...a].filter((id) => !b.has(id)))

  it('are sets that add up: remove and keep are what is there, keep and add are the end', () => {
    fc.assert(
      fc.property(reversals, strokes, (start, hand) => {
        const dots = dotsOf(drawn(start, hand))
        const { existing, final, remove, keep, add, lighten } = sets(dots)
        expect(joined(remove, keep)).toEqual(existing)
        expect(joined(keep, add)).toEqual(final)
        expect(shared(remove, keep).size).toBe(0)
        expect(shared(keep, add).size).toBe(0)
        expect(shared(remove, add).size).toBe(0)
        expect(without(lighten, keep).size).toBe(0)
        for (const ids of Object.values(dots.ids)) expect(ids.every((id, i) => i === 0 || id > ids[i - 1]!)).toBe(true)
      }),
      { seed, numRuns: 6 },
    )
  }, 20_000)

  it('are worked out in pieces, so that others have their turn: no part is passed over in one go', () => {
    const [start] = fc.sample(reversals, { seed, numRuns: 1 })
    const steps = zoneDotsInSteps(start!, zonesOf(start!, surface), surface, pointSet)
    const shares: number[] = []
    for (let step = steps.next(); !step.done; step = steps.next()) shares.push(step.value)
    expect(shares.length).toBeGreaterThan(10)
    const jumps = shares.map((share, i) => share - (shares[i - 1] ?? 0))
    expect(Math.min(...jumps)).toBeGreaterThanOrEqual(-1e-9)
    // Dots are placed in one go, which takes a few milliseconds.
    expect(Math.max(...jumps)).toBeLessThan(0.25)
  })

  it('keep what both have, but for what the hand takes', () => {
    const design = raisedBy(15)
    const { existing, final, remove, keep, add } = sets(dotsOf(design))
    expect(keep).toEqual(shared(existing, final))
    const goes = stroke(onMidline(105), onMidline(105, 20), 5)
    const dots = dotsOf(withZoneStroke(design, 'remove', goes))
    const edited = sets(dots)
    expect(edited.add).toEqual(add)
    expect(edited.remove.size - remove.size).toBeGreaterThan(50)
    expect(edited.final.size).toBe(keep.size + add.size - (edited.remove.size - remove.size))
    expect(without(edited.keep, keep).size).toBe(0)
    for (let i = 0; i < dots.existing.count; i++) {
      const gone = keep.has(dots.existing.id[i]!) && !edited.keep.has(dots.existing.id[i]!)
      const painted = coverageAt(goes, Math.floor(dots.existing.x[i]!), Math.floor(dots.existing.y[i]!))
      if (gone) expect(painted).toBeGreaterThan(0)
      if (painted === 255) expect(edited.keep.has(dots.existing.id[i]!)).toBe(false)
    }
  })

  it('are none in the end where the hand sends ink away, not even those of a denser new design', () => {
    const start = raisedBy(15)
    const denser = { ...start, fill: { ...start.fill, densityPerCm2: 1.5 * start.fill.densityPerCm2 } }
    const goes = stroke(onMidline(105), onMidline(105, 20), 5)
    const inside = ({ final, ids }: ZoneDots) => {
      const added = new Set(ids.add)
      const found = { final: 0, add: 0 }
      for (let i = 0; i < final.count; i++) {
        if (coverageAt(goes, Math.floor(final.x[i]!), Math.floor(final.y[i]!)) < 255) continue
        found.final++
        if (added.has(final.id[i]!)) found.add++
      }
      return found
    }
    const before = inside(dotsOf(denser))
    expect(before.add).toBeGreaterThan(50)
    expect(before.final).toBeGreaterThan(2 * before.add)
    expect(inside(dotsOf(withZoneStroke(denser, 'remove', goes)))).toEqual({ final: 0, add: 0 })
    const back = withZoneInk(withZoneStroke(denser, 'remove', goes), 'add', false, goes)
    expect(inside(dotsOf(back))).toEqual(before)
  })

  it('stay the same however a stroke that sends ink away is split', () => {
    const start = raisedBy(15)
    const [a, b, c] = [onMidline(105, -20), onMidline(105), onMidline(105, 20)]
    const whole = withZoneInk(start, 'remove', false, stroke(a, c, 5))
    const parts = withZoneInk(withZoneInk(start, 'remove', false, stroke(a, b, 5)), 'remove', false, stroke(b, c, 5))
    expect(dotsOf(parts).ids).toEqual(dotsOf(whole).ids)
  })

  it('lose no dot of the ink that is kept to the sparse edge of the new line', () => {
    const design = raisedBy(15)
    const zones = zonesOf(design, surface)
    const { existing, ids } = dotsOf(design)
    const kept = new Set(ids.keep)
    let inside = 0
    for (let i = 0; i < existing.count; i++) {
      const [x, y] = [existing.x[i]!, existing.y[i]!]
      if (zoneAt(zones, 'keep', x, y) < 255) continue
      expect(kept.has(existing.id[i]!)).toBe(true)
      inside++
    }
    expect(inside).toBeGreaterThan(3000)
    expect(ids.lighten.length).toBeGreaterThan(100)
  })

  it('lie in their zones', () => {
    const design = raisedBy(15)
    const zones = zonesOf(design, surface)
    const dots = dotsOf(design)
    const { remove, lighten } = sets(dots)
    const { existing } = dots
    for (let i = 0; i < existing.count; i++) {
      const [x, y] = [existing.x[i]!, existing.y[i]!]
      if (lighten.has(existing.id[i]!)) expect(zoneAt(zones, 'lighten', x, y)).toBeGreaterThan(0)
      if (remove.has(existing.id[i]!)) expect(zoneAt(zones, 'keep', x, y)).toBeLessThan(255)
    }
  })

  it('are those of the new design wherever no ink was', () => {
    const design = startReversal(withStyle(head, 'straight'), inkOf(withStyle(head, 'receded'), head))
    const plain = placeDots(densityFieldOf(design, surface), { seed: design.fill.seed, surface, pointSet })
    const { final, ids } = dotsOf(design)
    const wanted = new Set(plain.id)
    const all = new Set(final.id)
    for (const id of wanted) expect(all.has(id)).toBe(true)
    for (const id of ids.add) expect(wanted.has(id)).toBe(true)
    expect(ids.add.length).toBeGreaterThan(300)
  })

  it('stay when an area is painted as two touching parts', () => {
    const box = (x0: number, x1: number) => [
      { x: x0, y: 300 },
      { x: x1, y: 300 },
      { x: x1, y: 520 },
      { x: x0, y: 520 },
    ]
    const whole = fillPolygon(blank, box(400, 640), 'add')
    const parts = fillPolygon(fillPolygon(blank, box(400, 507), 'add'), box(507, 640), 'add')
    const painted = (add: typeof blank) => {
      const design = raisedBy(15)
      const { existing } = design.reversal
      const old = { ...existing, area: { ...existing.area, proposed: false, add } }
      return dotsOf({ ...design, reversal: { ...design.reversal, existing: old } })
    }
    const [one, two] = [painted(whole), painted(parts)]
    expect(two.ids).toEqual(one.ids)
    expect(one.existing.count).toBeGreaterThan(500)
  })

  it('are fewer where the earlier work ended after one sitting', () => {
    const design = raisedBy(15)
    const early = { ...head, fill: { ...head.fill, sitting: 1 as const } }
    const first = sets(dotsOf({ ...design, reversal: { ...design.reversal, existing: inkOf(early, design) } }))
    const all = sets(dotsOf(design))
    expect(without(first.existing, all.existing).size).toBe(0)
    expect(first.existing.size / all.existing.size).toBeGreaterThan(0.25)
    expect(first.existing.size / all.existing.size).toBeLessThan(0.35)
  })

  it('are counted with a band, wider where the ink was read off a photo', () => {
    const design = raisedBy(15)
    const dots = dotsOf(design)
    const zones = zonesOf(design, surface)
    const counted = (read: Band | null) => zoneCounts(dots, zones, design, read)
    const placed = placedPerCm2(dots, zoneAreasCm2(zones, design), surface)
    // The edge and the temples are thinner than what is set.
    expect(placed).toBeLessThan(design.reversal.existing.fill.densityPerCm2)
    const seen = counted({ value: placed, low: 0.9 * placed, high: 1.2 * placed })
    const known = zoneCounts(
      dots,
      zones,
      { ...design, reversal: { ...design.reversal, existing: inkOf(head, design) } },
      null,
    )
    expect(seen.keep.value).toBe(dots.ids.keep.length)
    expect(seen.keep.low).toBeLessThan(known.keep.low)
    expect(seen.keep.high).toBeGreaterThan(known.keep.high)
    expect(seen.add).toEqual(known.add)
    expect(seen.add.low).toBeLessThan(seen.add.value)
    // As wide as the reading, and as wide as all that is published where nothing could be read.
    const up = ({ value, high }: Band) => Math.log(high / value)
    expect(up(counted({ value: placed, low: placed, high: 1.4 * placed }).keep)).toBeGreaterThan(up(seen.keep))
    expect(counted(null).keep.high / seen.keep.value).toBeGreaterThanOrEqual(310 / placed)
    expect(counted(null).keep.low / seen.keep.value).toBeLessThanOrEqual(100 / placed)
    expect(counted(null).add).toEqual(known.add)
    // What was read may be another density than the artist counts with: the band reaches to it.
    const denser = counted({ value: 2 * placed, low: 1.8 * placed, high: 2.2 * placed })
    expect(denser.keep.high / denser.keep.value).toBeGreaterThanOrEqual(2.2)
    expect(denser.keep.value).toBe(seen.keep.value)
  })
})
