import { describe, expect, it } from 'vitest'
import { withAreaInHand, withNewArea } from '../../src/core/design/areas/areas.ts'
import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import type { AreaRole, Design } from '../../src/core/design/design.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { dotWeights } from '../../src/core/fill/dotWeights.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import type { Dots } from '../../src/core/sampling/placeDots.ts'
import { placer } from '../../src/worker/placing.ts'
import { pointSet } from '../core/sampling/shippedSet.ts'

const from = { x: 480, y: 500 }
const to = { x: 720, y: 500 }
const RADIUS = 50

const start = newDesign({ id: 'p', hash: 'h', width: 1200, height: 1600 }, { seed: 11 })
const none = start.area.add
const cheek = {
  ...start,
  area: { ...start.area, proposed: false, role: 'beard' as const, add: paintCapsule(none, from, to, 220, 0, 'max') },
  fill: { ...start.fill, filled: true },
}

/** A painted cheek with a patch of another role on it, which is in hand. */
function withPatch(role: AreaRole): Design {
  const added = withNewArea(cheek, role)!
  return { ...added, area: { ...added.area, add: paintCapsule(added.area.add, from, to, RADIUS, 0, 'max') } }
}

const place = placer()
const dotsOf = async (design: Design): Promise<Dots> => {
  const placed = await place(design, pointSet, async () => true)
  return placed!.dots
}
const drawn = async (design: Design): Promise<Dots> => dotWeights(await dotsOf(design), design, surfaceOf(design))

/** How far a dot lies outside the patch, px. */
function beside(dots: Dots, i: number): number {
  const x = Math.max(from.x, Math.min(to.x, dots.x[i]!))
  return Math.hypot(dots.x[i]! - x, dots.y[i]! - from.y) - RADIUS
}
const where = (dots: Dots, keep: (px: number) => boolean) =>
  Array.from(dots.id.keys())
    .filter((i) => keep(beside(dots, i)))
    .map((i) => `${dots.id[i]} ${dots.x[i]} ${dots.y[i]}`)

describe('dots of several areas', () => {
  const mm = surfaceOf(cheek).mmPerPxAt(from)

  it('are those of the one alone beside a scar, and denser in it', async () => {
    const [alone, both] = [await dotsOf(cheek), await dotsOf(withPatch('scar'))]
    // A scar fades over 2 mm to either side.
    const far = (px: number) => px > 3 / mm
    expect(where(both, far)).toEqual(where(alone, far))
    const within = (px: number) => px < -3 / mm
    const ratio = where(both, within).length / where(alone, within).length
    expect(ratio).toBeGreaterThan(1.05)
    expect(ratio).toBeLessThan(1.3)
  })

  it('are each there once, in order of their ids', async () => {
    const { id, x, y } = await drawn(withPatch('scar'))
    expect([...id]).toEqual([...id].toSorted((a, b) => a - b))
    expect(new Set(Array.from(id, (n, i) => `${n} ${x[i]} ${y[i]}`)).size).toBe(id.length)
  })

  it('are the same whichever area is in hand', async () => {
    const design = withPatch('scar')
    const [here, there] = [await drawn(design), await drawn(withAreaInHand(design, 1))]
    expect(there.count).toBe(here.count)
    expect(Buffer.compare(Buffer.from(there.id.buffer), Buffer.from(here.id.buffer))).toBe(0)
    expect(Buffer.compare(Buffer.from(there.diameterMm.buffer), Buffer.from(here.diameterMm.buffer))).toBe(0)
  })

  it('are hairs where stubble is copied, and round dots beside it', async () => {
    const dots = await drawn(withPatch('stubble'))
    const isHair = (i: number) => dots.alongX![i] !== 0 || dots.alongY![i] !== 0
    const all = Array.from(dots.id.keys())
    expect(all.filter((i) => beside(dots, i) > 3 / mm).some(isHair)).toBe(false)
    expect(all.filter((i) => beside(dots, i) < -3 / mm).every(isHair)).toBe(true)
  })

  it('take their size from their own area: those between hairs are smaller', async () => {
    const design = withPatch('thinning')
    const dots = await drawn(design)
    const mean = (keep: (px: number) => boolean) => {
      const sizes = Array.from(dots.id.keys())
        .filter((i) => keep(beside(dots, i)))
        .map((i) => dots.diameterMm[i]!)
      return sizes.reduce((sum, d) => sum + d, 0) / sizes.length
    }
    expect(mean((px) => px < 0) / mean((px) => px > 0)).toBeCloseTo(0.85, 1)
  })
})
