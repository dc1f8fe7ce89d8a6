import { beforeEach, describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { withHeadMeasured } from '../../src/core/design/edits.ts'
import { startHistory } from '../../src/core/design/history.ts'
import type { Band } from '../../src/core/geometry/points.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import type { PhotoRow, Repository } from '../../src/storage/repository.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import {
  elsewhereFor,
  elsewhereStore,
  followElsewhere,
  planElsewhere,
  planOnPhoto,
} from '../../src/store/plan/planElsewhere.ts'
import { planStore } from '../../src/store/plan/planStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const filled = (design: Design, seed = 7): Design => ({ ...design, fill: { ...design.fill, filled: true, seed } })
const frontal = filled(sampleDesignOf('frontal'))
const vertex = filled(sampleDesignOf('vertex'))
const right45 = filled(sampleDesignOf('right45'))

const measured = (areaCm2: Band) => ({
  areas: [{ id: '1', role: 'bald' as const, areaCm2, dots: exactly(100 * areaCm2.value) }],
})
const here = measured({ value: 167, low: 132, high: 201 })
const whole: Band = { value: 245, low: 210, high: 279 }

/** A visit of these photos, with the skin that each one has. */
function visitOf(areas: readonly (readonly [Design, Band])[]): void {
  const designs = new Map(areas.map(([design]) => [design.photo.id, design]))
  setServices({
    engine: {
      measure: (design: Design) => {
        const [, areaCm2] = areas.find(([{ photo }]) => photo.id === design.photo.id)!
        const of = { areaCm2, dots: exactly(100) }
        return Promise.resolve({ ...of, areas: [{ ...of, id: 1, role: 'bald' }] })
      },
    } as unknown as Engine,
    repository: {
      history: (id: string) =>
        designs.has(id) ? Promise.resolve(startHistory(designs.get(id)!)) : Promise.reject(new Error('Unreadable.')),
    } as unknown as Repository,
  })
  const photos = ['frontal', 'torn', ...designs.keys()].map((id) => ({ id, patientId: 'p', visitId: 'v' }))
  designStore.setState({ ...closedStudio, photos: photos as unknown as readonly PhotoRow[] })
}

describe('a plan that is counted on a photo which does not show the whole scalp', () => {
  it('knows the photo of the visit on which the same design covers most skin, with the band of it', async () => {
    visitOf([
      [right45, { value: 215, low: 190, high: 240 }],
      [vertex, whole],
    ])
    expect(await planElsewhere(frontal, here)).toEqual({ photoId: 'vertex', view: 'vertex', areaCm2: whole })
  })

  it('names no photo whose figure lies within its own band', async () => {
    visitOf([[vertex, { value: 200, low: 170, high: 230 }]])
    expect(await planElsewhere(frontal, here)).toBeNull()
  })

  it('names none with another fill, without one, or that is measured flat', async () => {
    for (const other of [
      filled(vertex, 8),
      { ...vertex, fill: { ...vertex.fill, filled: false } },
      withHeadMeasured(vertex, false),
    ]) {
      visitOf([[other, whole]])
      expect(await planElsewhere(frontal, here)).toBeNull()
    }
  })
})

describe('the plan on the screen', () => {
  const settled = () => new Promise<void>((done) => setTimeout(done))
  beforeEach(() => planStore.setState({ measures: null, measured: null, failed: false }))

  it('finds that photo once it is measured, and says it of no other photo', async () => {
    visitOf([[vertex, whole]])
    const stop = followElsewhere()
    planStore.setState({ measures: here, measured: frontal })
    await settled()
    await settled()
    const state = elsewhereStore.getState()
    expect(elsewhereFor(state, frontal)?.photoId).toBe('vertex')
    expect(elsewhereFor(state, right45)).toBeNull()
    planStore.setState({ measures: measured(whole), measured: vertex })
    await settled()
    await settled()
    expect(elsewhereFor(elsewhereStore.getState(), vertex)).toBeNull()
    stop()
  })

  it('opens nothing that is not in the visit', () => {
    visitOf([])
    expect(() => planOnPhoto('gone')).not.toThrow()
  })
})
