import { beforeEach, describe, expect, it } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { touchUpDueYears } from '../../src/core/pigment/ageing.ts'
import { defaultClinicProfile, type ClinicProfile } from '../../src/core/plan/clinicProfile.ts'
import type { Repository } from '../../src/storage/repository.ts'
import { fadeWithClinic, takeClinicFading } from '../../src/store/plan/clinicFading.ts'
import { changeClinic, clinicStore, loadClinic } from '../../src/store/plan/clinicStore.ts'
import { undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

const disk = { profile: defaultClinicProfile, broken: false }
const setUp = () => clinicStore.getState().profile.setUpMinutes
const ageing = () => designStore.getState().design!.fill.ageing

beforeEach(async () => {
  Object.assign(disk, { profile: { ...defaultClinicProfile, setUpMinutes: 33 }, broken: false })
  const repository: Partial<Repository> = {
    clinicProfile: async () => disk.profile,
    saveClinicProfile: async (profile: ClinicProfile) => {
      await Promise.resolve()
      if (disk.broken) throw new Error('The disk is full.')
      disk.profile = profile
    },
  }
  setServices({ repository: repository as Repository, engine: {} as Engine })
  await loadClinic()
  const design = newDesign({ id: 'a', hash: 'a', width: 300, height: 400 })
  designStore.setState({ ...closedStudio, history: startHistory(design), design })
})

describe('the clinic’s numbers', () => {
  it('two quick changes that could not be stored leave what is on disk', async () => {
    disk.broken = true
    const both = [changeClinic({ setUpMinutes: 40 }), changeClinic({ setUpMinutes: 50 })]
    expect(setUp()).toBe(50)
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(setUp()).toBe(33)
    expect(clinicStore.getState().profile).toBe(disk.profile)
  })

  it('one that fails goes back to the last one that was stored', async () => {
    await changeClinic({ setUpMinutes: 40 })
    disk.broken = true
    await expect(changeClinic({ setUpMinutes: 50 })).rejects.toThrow('full')
    expect(setUp()).toBe(40)
  })

  it('one out of its range changes nothing', async () => {
    await expect(changeClinic({ setUpMinutes: -1 })).rejects.toThrow(/setUpMinutes/)
    expect(setUp()).toBe(33)
  })
})

describe('a new half-life', () => {
  const change = async (part: Partial<ClinicProfile>) => {
    const before = clinicStore.getState().profile
    await changeClinic(part)
    fadeWithClinic(before, 'Take fading')
  }
  const carbon = (years: number) => ({ halfLifeYears: { ...defaultClinicProfile.halfLifeYears, carbon: years } })

  it('is that of the open design at once, as one undo step', async () => {
    await change(carbon(8))
    expect(ageing().halfLifeYears).toBe(8)
    const due = touchUpDueYears(ageing()).value
    await change({ touchUpBelow: 0.5 })
    expect(touchUpDueYears(ageing()).value).toBeGreaterThan(due)
    undo()
    expect(touchUpDueYears(ageing()).value).toBe(due)
  })

  it('leaves a design alone that has numbers of its own, until it is told to take them', async () => {
    const { design } = designStore.getState()
    const own = { ...design!, fill: { ...design!.fill, ageing: { ...design!.fill.ageing, halfLifeYears: 5 } } }
    designStore.setState({ history: startHistory(own), design: own })
    await change(carbon(8))
    expect(ageing().halfLifeYears).toBe(5)
    takeClinicFading('Take fading')
    expect(ageing().halfLifeYears).toBe(8)
  })
})
