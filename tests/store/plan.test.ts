import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import type { Design } from '../../src/core/design/design.ts'
import { edit } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { followDesign, measureAgain, measuresFor, planStore } from '../../src/store/plan/planStore.ts'
import { forgetPictures, settle } from '../../src/store/dots/fillActions.ts'
import { startPhoto } from '../../src/store/dots/pictures.ts'
import { setServices } from '../../src/store/services.ts'
import type { Repository } from '../../src/storage/repository.ts'
import type { Engine, FillResult } from '../../src/worker/engine.ts'

interface Asked {
  readonly design: Design
  give(areaCm2: number): Promise<void>
  fail(): Promise<void>
}
let asked: Asked[] = []
/** What the next picture shows. */
let drawn: FillResult | null = null
let stop = () => {}

function photo(id: string): Design {
  const design = newDesign({ id, hash: id, width: 300, height: 400 })
  return { ...design, scale: { ...design.scale, status: 'used' } }
}
const open = (design: Design) => designStore.setState({ ...closedStudio, history: startHistory(design), design })
function measured(cm2: number): Awaited<ReturnType<Engine['measure']>> {
  const of = { areaCm2: exactly(cm2), dots: exactly(100 * cm2) }
  const none = exactly(0)
  const parts = { proposed: of.areaCm2, added: none, erased: none, excluded: none }
  return { ...of, areas: [{ ...of, id: 1, role: 'bald' }], besideHead: 0, parts }
}

const shown = () => measuresFor(planStore.getState(), designStore.getState().design!)?.areas[0]?.areaCm2.value ?? null

vi.stubGlobal('devicePixelRatio', 1)

beforeEach(() => {
  startPhoto(300, 400)
  asked = []
  drawn = null
  const engine: Partial<Engine> = {
    fill: () =>
      Promise.resolve(drawn && { picture: 'p', kept: [], hairLoss: null, ...drawn }) as ReturnType<Engine['fill']>,
    helmet: () => Promise.resolve(null),
    cancelFill: () => {},
    measure: (design) =>
      new Promise((give, fail) => {
        const settled = () => new Promise<void>((done) => setTimeout(done))
        asked.push({
          design,
          give: (areaCm2) => (give(measured(areaCm2)), settled()),
          fail: () => (fail(new Error('The worker is gone.')), settled()),
        })
      }),
  }
  setServices({ engine: engine as Engine, repository: {} as Repository })
})
afterEach(() => {
  stop()
  open(photo('nobody'))
  followDesign()()
})

describe('the measures of the plan', () => {
  it('shows no figure of another patient, from the first moment on', async () => {
    open(photo('a'))
    stop = followDesign()
    await asked[0]!.give(10)
    expect(shown()).toBeCloseTo(17.9, 9)
    stop()
    // The plan is left for the library, and opened on another photo.
    open(photo('b'))
    expect(shown()).toBeNull()
    stop = followDesign()
    expect(shown()).toBeNull()
    expect(planStore.getState().measures).toBeNull()
    await asked[1]!.give(20)
    expect(shown()).toBeCloseTo(35.8, 9)
  })

  it('a photo that was left before it was measured leaves nothing behind', async () => {
    open(photo('a'))
    stop = followDesign()
    open(photo('b'))
    await asked[1]!.give(20)
    await asked[0]!.give(10)
    expect(shown()).toBeCloseTo(35.8, 9)
  })

  it('are not asked for again when the same photo is looked at again', async () => {
    open(photo('a'))
    stop = followDesign()
    await asked[0]!.give(10)
    stop()
    stop = followDesign()
    expect(shown()).toBeCloseTo(17.9, 9)
    expect(asked).toHaveLength(1)
  })

  it('that failed are asked for again: by hand, with the next change, and when the plan is opened again', async () => {
    open(photo('a'))
    stop = followDesign()
    await asked[0]!.fail()
    expect(planStore.getState().failed).toBe(true)
    measureAgain()
    await asked[1]!.fail()
    const { design } = designStore.getState()
    edit({ ...design!, plan: { ...design!.plan, startDate: '2027-03-01' } }, 'Change first date')
    expect(asked).toHaveLength(3)
    await asked[2]!.fail()
    stop()
    stop = followDesign()
    await asked[3]!.give(10)
    expect(planStore.getState().failed).toBe(false)
    expect(shown()).toBeCloseTo(17.9, 9)
  })

  it('are the dots of the picture once it is finished, as the studio says them, whatever look of it is shown', async () => {
    const plain = photo('a')
    const filled: Design = { ...plain, fill: { ...plain.fill, filled: true } }
    const dots = () => planStore.getState().measures?.areas[0]?.dots.value ?? null
    open(filled)
    stop = followDesign()
    await asked[0]!.give(10)
    expect(dots()).toBeCloseTo(1.79 * 1000, 9)
    drawn = { dots: { value: 980, low: 900, high: 1060 }, areaCm2: exactly(10) }
    settle(filled)
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    await asked[1]!.give(10)
    expect(dots()).toBeCloseTo(1.79 * 980, 9)
    // A darker shade is another picture of the same dots.
    edit({ ...filled, fill: { ...filled.fill, shade: 0 } }, 'Change shade')
    await asked[2]!.give(10)
    expect(dots()).toBeCloseTo(1.79 * 980, 9)
    edit({ ...filled, fill: { ...filled.fill, densityPerCm2: 90 } }, 'Change density')
    await asked[3]!.give(10)
    expect(dots()).toBeCloseTo(1.79 * 1000, 9)
    forgetPictures()
  })

  it('say whether the skin was asked about', async () => {
    open(photo('a'))
    stop = followDesign()
    await asked[0]!.give(10)
    expect(planStore.getState().measures!.skin).toBeNull()
  })
})
