import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageAt } from '../../../src/core/pixels/maskCompare.ts'
import { MASK_TILE } from '../../../src/core/pixels/tiledMask.ts'
import { zonesAfter, differByHandWork } from '../../../src/core/plan/zonesAfter.ts'
import { zonesOf, type Zones } from '../../../src/core/plan/zones.ts'
import { withoutZoneInk, withZoneInk } from '../../../src/core/tools/zoneInk.ts'
import { strokes } from './handStrokes.ts'
import { raisedBy, reversals, stroke, surface } from './reversedHead.ts'

const seed = Number(process.env.SEED ?? 1)
const names = ['existing', 'final', 'remove', 'keep', 'add', 'lighten'] as const

/** The greatest difference of two sets of zones in any byte. */
function apart(a: Zones, b: Zones): number {
  let most = 0
  const none = new Uint8Array(MASK_TILE * MASK_TILE)
  for (const name of names)
    for (const key of new Set([...a[name].tiles.keys(), ...b[name].tiles.keys()])) {
      const one = a[name].tiles.get(key) ?? none
      const other = b[name].tiles.get(key) ?? none
      for (let i = 0; i < one.length; i++) most = Math.max(most, Math.abs(one[i]! - other[i]!))
    }
  return most
}

describe(`zones that follow the hand, seed ${seed}`, () => {
  it('are those that are worked out anew once the hand lets go, also undone and given back to the lines', () => {
    fc.assert(
      fc.property(reversals, strokes, (start, hand) => {
        const fresh = zonesOf(start, surface)
        let design = start
        let zones = fresh
        const follow = (next: typeof start) => {
          expect(differByHandWork(design, next)).toBe(true)
          zones = zonesAfter(zones, design, next)
          design = next
        }
        for (const { zone, takes, mask } of hand) follow(withZoneInk(design, zone, takes, mask))
        expect(apart(zones, zonesOf(design, surface))).toBeLessThanOrEqual(1)
        follow(withoutZoneInk(design, 'remove'))
        expect(apart(zones, zonesOf(design, surface))).toBeLessThanOrEqual(1)
        follow(start)
        expect(apart(zones, fresh)).toBeLessThanOrEqual(1)
      }),
      { seed, numRuns: 5 },
    )
  }, 20_000)

  it('share what lies beside a stroke, and stay the same where it changes nothing', () => {
    const start = raisedBy(15)
    const zones = zonesOf(start, surface)
    const at = { x: 520, y: 300 }
    const goes = withZoneInk(start, 'remove', false, stroke(at, at, 5))
    const after = zonesAfter(zones, start, goes)
    expect(coverageAt(after.remove, Math.floor(at.x / zones.step), Math.floor(at.y / zones.step))).toBe(255)
    const moved = [...after.keep.tiles].filter(([key, tile]) => zones.keep.tiles.get(key) !== tile)
    expect(moved.length).toBeGreaterThan(0)
    expect(moved.length).toBeLessThan(after.keep.tiles.size)
    expect(zonesAfter(zones, start, { ...start })).toBe(zones)
  })

  it('are not to be had from a design with another line', () => {
    expect(differByHandWork(raisedBy(15), raisedBy(10))).toBe(false)
  })
})
