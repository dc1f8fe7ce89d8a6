import fc from 'fast-check'
import type { ReversedDesign } from '../../../src/core/design/reversal.ts'
import type { TiledMask } from '../../../src/core/pixels/tiledMask.ts'
import { paintedZones, withZoneInk, type PaintedZone } from '../../../src/core/tools/zoneInk.ts'
import { stroke } from './reversedHead.ts'

/** A stroke of one of the zone tools. */
export interface HandStroke {
  readonly zone: PaintedZone
  readonly takes: boolean
  readonly mask: TiledMask
}

const place = fc.record({ x: fc.integer({ min: -40, max: 1050 }), y: fc.integer({ min: -40, max: 1390 }) })
const mask = fc
  .record({
    a: place,
    b: place,
    radius: fc.double({ min: 1, max: 20, noNaN: true }),
    feather: fc.constantFrom(0, 0.5),
  })
  .map(({ a, b, radius, feather }) => stroke(a, b, radius, feather))

/** Some strokes with the zone tools, anywhere on the photo and beyond it. */
export const strokesOn = (...zones: readonly PaintedZone[]): fc.Arbitrary<HandStroke[]> =>
  fc.array(fc.record({ zone: fc.constantFrom(...zones), takes: fc.boolean(), mask }), { minLength: 1, maxLength: 4 })

export const strokes = strokesOn(...paintedZones)

export const drawn = (design: ReversedDesign, hand: readonly HandStroke[]): ReversedDesign =>
  hand.reduce((before, { zone, takes, mask: shape }) => withZoneInk(before, zone, takes, shape), design)
