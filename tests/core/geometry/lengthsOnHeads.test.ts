import { describe, expect, it } from 'vitest'
import { fitHead } from '../../../src/core/geometry/fitHead.ts'
import { lengthErrorAt } from '../../../src/core/geometry/headErrors.ts'
import type { Vector } from '../../../src/core/geometry/headFit.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { between, distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { lengthOnSkin, steepnessOf } from '../../../src/core/geometry/skinLength.ts'
import { flatSurface, SKIN_OVER_PLANE, SKIN_OVER_PLANE_ERROR } from '../../../src/core/geometry/surface.ts'
import { dice, syntheticHead, type SyntheticHead } from '../../fixtures/syntheticHeads.ts'

const PIECES = 48

/** mm of a head's true skin under a straight way of the photo; null where that leaves the head. */
function trueLength(head: SyntheticHead, a: PointPx, b: PointPx): number | null {
  const places = Array.from({ length: PIECES + 1 }, (_, i) => head.skinAt(between(a, b, i / PIECES)))
  if (places.some((place) => place === null)) return null
  return (places as Vector[]).reduce((sum, here, i, all) => {
    const before = all[i - 1]
    return before ? sum + Math.hypot(here[0] - before[0], here[1] - before[1], here[2] - before[2]) : sum
  }, 0)
}

/** From the glabella up the face, over the midline, and between any two places of the scalp. */
function waysOn(
  head: SyntheticHead,
  seed: number,
): Record<'height' | 'midline' | 'any', readonly [PointPx, PointPx][]> {
  const { outline, landmarks } = head.evidence
  const glabella = landmarks!.glabella!
  const top = Math.min(...outline.map(({ y }) => y))
  const up = (share: number): PointPx => ({ x: glabella.x, y: glabella.y + (top - glabella.y) * share })
  const { uniform } = dice(5000 + seed)
  const anywhere = (): PointPx =>
    between(up(0.3), outline[Math.floor(uniform() * outline.length)]!, 0.1 + 0.8 * uniform())
  return {
    height: [0.3, 0.6, 0.9].map((share) => [glabella, up(share)] as [PointPx, PointPx]),
    midline: [
      [up(0.3), up(0.6)],
      [up(0.6), up(0.95)],
    ],
    any: Array.from({ length: 4 }, () => [anywhere(), anywhere()] as [PointPx, PointPx]),
  }
}

/** Shorter ones err by their ends alone. */
const LEAST_MM = 15

describe('lengths on heads by chance lie in their bands, however steeply the photo shows their skin', () => {
  it.each([
    ['frontal', 0.88, 0.9],
    ['right45', 0.85, 0.9],
    // How a forehead is inclined that is seen from above, nothing on the photo says.
    ['vertex', 0.82, 0.9],
  ] as const)('seen %s', (view, fromGlabella, others) => {
    const inside = { height: [] as boolean[], midline: [] as boolean[], any: [] as boolean[] }
    const blind: boolean[] = []
    const flat: boolean[] = []
    for (let seed = 1; seed <= 100; seed++) {
      const head = syntheticHead(seed, view)
      const result = fitHead(head.evidence)
      if ('problem' in result) continue
      const surface = headSurface(result.fit)
      for (const [kind, ways] of Object.entries(waysOn(head, seed)) as [keyof typeof inside, [PointPx, PointPx][]][])
        for (const [a, b] of ways) {
          const truth = trueLength(head, a, b)
          if (truth === null || truth < LEAST_MM) continue
          if (kind === 'height' && truth > 45 && truth < 85) {
            const [right, left] = [-3, 3].map((dx) => head.skinAt({ x: a.x + dx, y: a.y })!)
            const mmPerPx = Math.hypot(...right!.map((v, k) => v - left![k]!)) / 6
            const mm = distance(a, b) * mmPerPx * SKIN_OVER_PLANE
            flat.push(Math.abs(truth / mm - 1) <= SKIN_OVER_PLANE_ERROR)
          }
          const error = Math.abs(lengthOnSkin(surface, a, b) / truth - 1)
          inside[kind].push(error <= lengthErrorAt(result.fit, steepnessOf(surface, a, b)))
          blind.push(error <= result.fit.lengthError)
        }
    }
    const share = (of: readonly boolean[]) => of.filter(Boolean).length / of.length
    expect(share(inside.height)).toBeGreaterThanOrEqual(fromGlabella)
    expect(share([...inside.midline, ...inside.any])).toBeGreaterThanOrEqual(others)
    // The same of a photo from the front that is measured flat, by the mean head's skin over its plane.
    if (view === 'frontal') {
      expect(share(flat)).toBeGreaterThanOrEqual(0.85)
      expect(share(flat)).toBeLessThanOrEqual(0.97)
    }
    expect(share(blind)).toBeLessThan(share(Object.values(inside).flat()))
  })
})

describe('how steeply a way is seen', () => {
  it('is not at all on a flat photo, and no error of a length there', () => {
    const flat = flatSurface({ mmPerPx: 0.2, relativeSd: 0.01 })
    expect(steepnessOf(flat, { x: 0, y: 0 }, { x: 100, y: 40 })).toBe(0)
    expect(steepnessOf(flat, { x: 5, y: 5 }, { x: 5, y: 5 })).toBe(0)
  })

  it('grows towards the head’s rim, along the way and not across it', () => {
    const { evidence } = syntheticHead(1, 'frontal')
    const result = fitHead(evidence)
    if (!('fit' in result)) throw new Error(result.problem)
    const surface = headSurface(result.fit)
    const glabella = evidence.landmarks!.glabella!
    const top = Math.min(...evidence.outline.map(({ y }) => y))
    const at = (share: number) => ({ x: glabella.x, y: glabella.y + (top - glabella.y) * share })
    const [low, high] = [steepnessOf(surface, at(0.1), at(0.4)), steepnessOf(surface, at(0.6), at(0.9))]
    expect(high).toBeGreaterThan(2 * low)
    const { x, y } = at(0.9)
    expect(steepnessOf(surface, { x: x - 8, y }, { x: x + 8, y })).toBeLessThan(high / 3)
  })
})
