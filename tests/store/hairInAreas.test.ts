import { beforeEach, describe, expect, it, vi } from 'vitest'
import { current, startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { designFromJson, designToJson } from '../../src/core/design/serialise.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import type { Repository } from '../../src/storage/repository.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import {
  followHair,
  hairInHand,
  hairShare,
  hairStore,
  meanHair,
  seenHairShare,
} from '../../src/store/edits/hairStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine, HairSeen } from '../../src/worker/engine.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
const design = () => current(designStore.getState().history!)
const looked = vi.fn<Engine['hairInAreas']>()
const said = () => hairInHand(hairStore.getState(), design())

const open = (hairCm2: number) => {
  looked.mockReset().mockResolvedValue([{ id: 1, areaCm2: exactly(388), hairCm2: exactly(hairCm2), deepCm2: hairCm2 }])
  designStore.setState({ ...closedStudio, history: startHistory(first), design: first })
}

beforeEach(() => {
  vi.useFakeTimers()
  hairStore.setState({ hair: null })
  setServices({ engine: { hairInAreas: looked } as Partial<Engine> as Engine, repository: {} as Repository })
})

describe('hair in the area', () => {
  it('is looked for once the hand rests, and said until somebody has answered', async () => {
    open(100)
    const stop = followHair()
    expect(said()).toBeNull()
    await vi.advanceTimersByTimeAsync(1000)
    expect(said()?.hairCm2.value).toBe(100)
    expect(hairShare(hairStore.getState(), design())).toBeCloseTo(0.26, 2)

    meanHair('Leave hair in area')
    await vi.advanceTimersByTimeAsync(1000)
    expect(said()).toBeNull()
    expect(hairShare(hairStore.getState(), design())).toBe(0)
    expect(await seenHairShare(design())).toBe(0)
    // It is remembered with the design, and can be taken back.
    expect(designFromJson(designToJson(design())).area.onHair).toBe(true)
    undo()
    await vi.advanceTimersByTimeAsync(1000)
    expect(said()).not.toBeNull()
    stop()
  })

  it('is looked for anew where the area changes, and not where only its dots do', async () => {
    open(100)
    const stop = followHair()
    await vi.advanceTimersByTimeAsync(1000)
    edit({ ...first, fill: { ...first.fill, densityPerCm2: 100 } }, 'Density')
    await vi.advanceTimersByTimeAsync(1000)
    expect(looked).toHaveBeenCalledOnce()
    expect(said()).not.toBeNull()
    edit({ ...design(), area: { ...first.area, proposed: false } }, 'Clear')
    expect(said()).toBeNull()
    await vi.advanceTimersByTimeAsync(1000)
    expect(looked).toHaveBeenCalledTimes(2)
    stop()
  })

  it('is not said where it is a blend into the fringe, and nothing is said where it can not be told', async () => {
    open(40)
    expect(await seenHairShare(design())).toBe(0)
    hairStore.setState({ hair: null })
    looked.mockResolvedValue('untold')
    expect(await seenHairShare(design())).toBe(0)
  })

  it('is told to the plan once more after a look that failed or was given up: that says nothing of the design', async () => {
    open(60)
    looked.mockResolvedValueOnce(null).mockRejectedValueOnce(new Error('Another photo is open.'))
    const stop = followHair()
    await vi.advanceTimersByTimeAsync(1000)
    expect(looked).toHaveBeenCalledOnce()
    expect(said()).toBeNull()
    expect(await seenHairShare(design())).toBe(0)
    expect(await seenHairShare(design())).toBeGreaterThan(0.15)
    expect(said()).not.toBeNull()
    stop()
  })

  it('is looked for again by itself after a failure, and no more once nobody follows', async () => {
    open(100)
    looked.mockRejectedValueOnce(new Error('Another photo is open.'))
    const stop = followHair()
    await vi.advanceTimersByTimeAsync(1000)
    expect(said()).toBeNull()
    await vi.advanceTimersByTimeAsync(5000)
    expect(said()).not.toBeNull()
    hairStore.setState({ hair: null })
    looked.mockClear().mockRejectedValue(new Error('Another photo is open.'))
    edit({ ...first, area: { ...first.area, proposed: false } }, 'Clear')
    await vi.advanceTimersByTimeAsync(1000)
    stop()
    await vi.advanceTimersByTimeAsync(100_000)
    expect(looked).toHaveBeenCalledOnce()
  })

  it('is that of the design that is open, however late the answer for an older one comes', async () => {
    open(100)
    const answers: ((found: HairSeen) => void)[] = []
    looked.mockImplementation(() => new Promise((answer) => answers.push(answer)))
    const found = (hairCm2: number): HairSeen => [
      { id: 1, areaCm2: exactly(388), hairCm2: exactly(hairCm2), deepCm2: hairCm2 },
    ]
    const stop = followHair()
    await vi.advanceTimersByTimeAsync(1000)
    const older = design()
    edit({ ...older, area: { ...older.area, onHair: undefined } }, 'Shape')
    const plan = seenHairShare(older)
    await vi.advanceTimersByTimeAsync(5000)
    // One look at a time: nothing piles up behind a hand that draws on.
    expect(looked).toHaveBeenCalledOnce()
    answers[0]!(found(300))
    await vi.advanceTimersByTimeAsync(0)
    expect(said()).toBeNull()
    answers[1]!(found(300))
    expect(await plan).toBeCloseTo(300 / 388, 2)
    await vi.advanceTimersByTimeAsync(0)
    answers[2]!(found(120))
    await vi.advanceTimersByTimeAsync(0)
    expect(looked.mock.calls.map(([of]) => of === older)).toEqual([true, true, false])
    expect(said()?.hairCm2.value).toBe(120)
    expect(answers).toHaveLength(3)
    stop()
  })
})
