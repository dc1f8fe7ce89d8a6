import { describe, expect, it } from 'vitest'
import type { AreaRole } from '../../../src/core/design/design.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { PATCH_RADIUS_MM } from '../../../src/core/fill/comparePatches.ts'
import { roles } from '../../../src/core/fill/roles.ts'
import { matchPatches } from '../../../src/core/render/matchPatches.ts'
import { shavedHead } from '../fill/shavedHead.ts'
import { pointSet } from '../sampling/shippedSet.ts'

const seed = Number(process.env.SEED ?? 1)
const stubble = { perCm2: 128, strength: 2.2, tint: [0.92, 1, 1.1] as const }

/** What a match finds for an area of a role, over what a head's hair was drawn with by the rules of that or another role. */
function found(role: AreaRole, drawn: AreaRole) {
  const head = shavedHead({ stubble, seed, role: drawn, fall: 0 })
  const fresh = newDesign({ id: 'p', hash: 'h', ...head.photo })
  const design = { ...fresh, area: { ...fresh.area, role } }
  const at = (xMm: number) => ({ x: xMm / head.mmPerPx, y: 11 / head.mmPerPx })
  const patches = { hair: at(11), bare: at(33), radiusMm: PATCH_RADIUS_MM }
  const result = matchPatches(head.photo, patches, { ...head, pointSet, design })
  if (!result.ok) throw new Error(`Expected a match, got ${JSON.stringify(result.problem)}.`)
  const { densityPerCm2, strength } = result.solved.match
  return {
    density: densityPerCm2 / stubble.perCm2,
    ink: (densityPerCm2 * strength) / (stubble.perCm2 * stubble.strength),
  }
}

describe(`ink on trial, seed ${seed}`, { timeout: 30_000 }, () => {
  it('is drawn as hairs where the area copies stubble: their density and ink are found again', () => {
    const { density, ink } = found('stubble', 'stubble')
    expect(Math.abs(density - 1)).toBeLessThan(0.15)
    expect(Math.abs(ink - 1)).toBeLessThan(0.2)
    // Round dots in their stead would be counted as units.
    expect(found('bald', 'stubble').density).toBeLessThan(0.7)
  })

  it('is drawn in the smaller dots that go between hairs: each takes more ink for the same tone', () => {
    const { density, ink } = found('thinning', 'thinning')
    expect(Math.abs(density - 1)).toBeLessThan(0.15)
    expect(Math.abs(ink - 1)).toBeLessThan(0.2)
    // A dot's ink grows as its diameter to the power of 1.27, green (simulation-model 4).
    const usual = found('bald', 'thinning').ink
    expect(Math.abs((ink / usual) * roles.thinning.dotSizeFactor ** 1.27 - 1)).toBeLessThan(0.06)
  })
})
