import { describe, expect, it } from 'vitest'
import { headSurfaceOf, surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { carriedDesign } from '../../src/core/design/carry/carry.ts'
import { carrier } from '../../src/core/design/carry/carrier.ts'
import type { Design } from '../../src/core/design/design.ts'
import { withHeadMeasured, withScale } from '../../src/core/design/edits.ts'
import { fitOf } from '../../src/core/design/head/head.ts'
import { densityFieldOf } from '../../src/core/fill/densityField.ts'
import { flatSurface } from '../../src/core/geometry/surface.ts'
import type { SkinModel } from '../../src/core/pixels/skin.ts'
import { measuredCount } from '../../src/core/sampling/measuredDots.ts'
import { placeDots, type Dots } from '../../src/core/sampling/placeDots.ts'
import type { PointSet } from '../../src/core/sampling/rankedSet.ts'
import { drawer } from '../../src/worker/drawing.ts'
import { placer, placingKey } from '../../src/worker/placing.ts'
import { pointSets } from '../../src/worker/pointSets.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'
import { bytesOf } from '../core/sampling/fields.ts'
import { headPointSet, headSetBytes, pointSet, shippedBytes } from '../core/sampling/shippedSet.ts'

const frontal = sampleDesignOf('frontal')
const filled: Design = { ...frontal, fill: { ...frontal.fill, filled: true } }
/** Of the same patient, measured a little more exactly. */
const refined = withScale(filled, { ...filled.scale, knownMm: filled.scale.knownMm * 1.01 })

const placedOf = async (design: Design, set: PointSet = headPointSet) =>
  (await placer()(design, set, async () => true))!
const dotsOf = async (design: Design): Promise<Dots> => (await placedOf(design)).dots
const indexOf = (dots: Dots) => new Map(Array.from(dots.id, (id, i) => [id, i]))

describe('dots on the head of a photo', () => {
  it('are as many as are asked for on the skin that is measured; at the rim more carry the tone on, and are not counted', async () => {
    const { dots, asked, areaCm2 } = await placedOf(filled)
    const count = measuredCount(dots, surfaceOf(filled))
    expect(count / asked.value).toBeGreaterThan(0.98)
    expect(count / asked.value).toBeLessThan(1.02)
    expect(count / areaCm2.value).toBeGreaterThan(100)
    expect(dots.count).toBeGreaterThan(1.1 * count)
  })

  it.each(['right45', 'vertex'] as const)(
    'are the very same ones where the design is carried to %s, in the same places of the head',
    async (view) => {
      const there = carriedDesign(filled, sampleDesignOf(view))
      if ('problem' in there) throw new Error(there.problem)
      const [here, other] = [await dotsOf(filled), await dotsOf({ ...there, fill: filled.fill })]
      const carry = carrier(headSurfaceOf(filled)!, headSurfaceOf(there)!)
      const index = indexOf(other)
      const [from, surface] = [surfaceOf(filled), surfaceOf(there)]
      let [seen, same] = [0, 0]
      for (let i = 0; i < here.count; i++) {
        const at = { x: here.x[i]!, y: here.y[i]! }
        // Beyond 80 degrees dots are the tone of the photo's own edge of the head, and lie on no measured skin.
        if (!from.isMeasured(at)) continue
        const place = carry(at)
        if (!place.seen || surface.facingAt(place.at) < 0.3) continue
        seen++
        const j = index.get(here.id[i]!)
        if (j === undefined) continue
        same++
        expect(Math.hypot(other.x[j]! - place.at.x, other.y[j]! - place.at.y)).toBeLessThan(0.2)
      }
      expect(seen).toBeGreaterThan(3000)
      // At the ends of the area the other photo may show more or less of it.
      expect(same / seen).toBeGreaterThan(0.8)
    },
  )

  it('move a little when the head is known better, and are the same dots', async () => {
    expect(fitOf(refined)).not.toEqual(fitOf(filled))
    expect(placingKey(refined, surfaceOf(refined))).not.toBe(placingKey(filled, surfaceOf(filled)))
    const [before, after] = [await dotsOf(filled), await dotsOf(refined)]
    const index = indexOf(after)
    const kept = Array.from(before.id.keys()).filter((i) => index.has(before.id[i]!))
    expect(kept.length / before.count).toBeGreaterThan(0.95)
    const mmPerPx = surfaceOf(filled).leastMmPerPx
    const moved = kept.map((i) => {
      const j = index.get(before.id[i]!)!
      return Math.hypot(after.x[j]! - before.x[i]!, after.y[j]! - before.y[i]!) * mmPerPx
    })
    expect(moved.reduce((most, mm) => Math.max(most, mm), 0)).toBeLessThan(2)
  })

  it('are drawn anew when the head is known better, wherever they lie', async () => {
    const dots = await dotsOf(filled)
    const photo = { width: 3024, height: 4032, level: () => ({ width: 0, height: 0, rgba: new Uint8ClampedArray() }) }
    const skinOf = () => ({ skin: {} as SkinModel, key: '' })
    const never = () => {
      throw new Error('Nothing is drawn here.')
    }
    const [before, again, after] = [filled, { ...filled }, refined].map((design) => {
      const { tiles, look } = drawer(photo, skinOf, never)(design, dots)
      return tiles.map(look)
    })
    expect(before!.length).toBeGreaterThan(8)
    expect(again).toEqual(before)
    for (const [k, look] of after!.entries()) expect(look).not.toBe(before![k])
  })
})

describe('dots of a photo that is measured flat', () => {
  it('lie in its plane as they always did', async () => {
    const flat = withHeadMeasured(filled, false)
    const mmPerPx = surfaceOf(flat).mmPerPxAt(flat.marks.glabella)
    const plane = flatSurface({ mmPerPx })
    const expected = placeDots(densityFieldOf(flat, plane), { seed: flat.fill.seed, surface: plane, pointSet })
    expect(bytesOf((await placedOf(flat, pointSet)).dots)).toBe(bytesOf(expected))
  })
})

describe('the files of dots', () => {
  it('are fetched once they are wanted, once, and again after a failure', async () => {
    const asked: string[] = []
    let fails = true
    const points = pointSets(async (name) => {
      asked.push(name)
      if (name === 'ranked-set.bin') return shippedBytes()
      if (fails) throw new Error('No network.')
      return headSetBytes()
    })
    const flat = withHeadMeasured(filled, false)
    expect((await points(flat)).head).toBeUndefined()
    expect(asked).toEqual(['ranked-set.bin'])
    await expect(points(filled)).rejects.toThrow('No network.')
    fails = false
    expect((await points(filled)).head?.count).toBe(headPointSet.head.count)
    expect(await points(filled)).toBe(await points(refined))
    expect(asked).toEqual(['ranked-set.bin', 'head-set.bin', 'head-set.bin'])
  })
})
