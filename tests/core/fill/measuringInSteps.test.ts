import { describe, expect, it } from 'vitest'
import { measureExistingInk, measureExistingInkInSteps } from '../../../src/core/fill/existingInk.ts'
import { sampleArea } from '../../../src/core/fill/sampledArea.ts'
import { part, whole, type Steps } from '../../../src/core/geometry/steps.ts'
import { prepareLighteningInSteps } from '../../../src/core/render/lightenInk.ts'
import { midSkin } from '../render/paintedSkin.ts'
import { inkedSkin } from './inkedSkin.ts'

const seed = Number(process.env.SEED ?? 1)

/** The result, and the shares that were told on the way. */
function watched<T>(steps: Steps<T>): { result: T; shares: number[] } {
  const shares: number[] = []
  for (;;) {
    const step = steps.next()
    if (step.done) return { result: step.value, shares }
    shares.push(step.value)
  }
}

function expectProgress(shares: readonly number[]): void {
  expect(shares[0]).toBeGreaterThanOrEqual(0)
  expect(shares.at(-1)).toBeLessThanOrEqual(1)
  for (const [i, share] of shares.entries()) if (i > 0) expect(share).toBeGreaterThanOrEqual(shares[i - 1]! - 1e-9)
}

describe(`measuring ink, seed ${seed}`, { timeout: 30_000 }, () => {
  const skin = inkedSkin({ colour: midSkin, seed })
  const measuring = () => measureExistingInkInSteps(skin.inked, skin.area, null, skin)

  it('gives others many turns, says how much is done, and never less than before', () => {
    const { result, shares } = watched(measuring())
    expect(result.ok).toBe(true)
    // A photo of .27 MP: at 12 MP there are some thousands.
    expect(shares.length).toBeGreaterThan(200)
    expectProgress(shares)
    // No part is passed over in one go.
    const jumps = shares.map((share, i) => share - (i > 0 ? shares[i - 1]! : 0))
    expect(Math.max(...jumps)).toBeLessThan(0.15)
    if (!result.ok) return
    const preparing = watched(prepareLighteningInSteps(skin.inked, skin.area, result.ink.inSkin, skin))
    expect(preparing.shares.length).toBeGreaterThan(10)
    expectProgress(preparing.shares)
  })

  it('ends the same when another measurement has its turns in between', () => {
    const alone = measureExistingInk(skin.inked, skin.area, null, skin)
    const other = inkedSkin({ colour: midSkin, seed: seed + 1, perCm2: 90 })
    const beside = measureExistingInkInSteps(other.inked, other.area, null, other)
    const steps = measuring()
    for (;;) {
      beside.next()
      const step = steps.next()
      if (!step.done) continue
      expect(step.value).toEqual(alone)
      break
    }
  })

  it('asks what an area covers once for each px', () => {
    let asked = 0
    const counted = {
      ...skin.area,
      coverageAt(x: number, y: number) {
        // Where bare skin is looked for beyond the photo, it is asked as it is.
        if (x >= 0 && y >= 0 && x < skin.area.width && y < skin.area.height) asked++
        return skin.area.coverageAt(x, y)
      },
    }
    const sampled = whole(sampleArea(counted))
    const px = skin.area.width * skin.area.height
    expect(asked).toBe(px)
    measureExistingInk(skin.inked, sampled, null, skin)
    expect(asked).toBe(px)
  })
})

describe('work in steps', () => {
  it('counts as the part of a larger one that it is', () => {
    function* halves(): Steps<string> {
      yield 0
      yield 0.5
      return 'done'
    }
    expect(watched(part(halves(), 0.4, 0.8))).toEqual({ result: 'done', shares: [0.4, 0.6000000000000001] })
  })
})
