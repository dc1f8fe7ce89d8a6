import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isConsentMissing, isRead, type Permitted } from '../../src/core/plan/consent.ts'
import type { Patient } from '../../src/storage/repository.ts'
import { readConsenting, recordConsent, type Agreed } from '../../src/store/papers/consentActions.ts'
import { isIn } from '../../src/store/visits/libraryFilters.ts'
import { libraryStore } from '../../src/store/visits/libraryStore.ts'
import { setServices } from '../../src/store/services.ts'
import { Clinic } from '../storage/clinic.ts'

type Tab = Clinic['repository']

let clinic: Clinic
let [here, there]: Tab[] = []
let id: string

beforeEach(async () => {
  clinic = await Clinic.start()
  here = clinic.repository
  there = await clinic.secondTab()
  id = (await here.addPatient('Ann Example')).patient.id
})
afterEach(async () => {
  libraryStore.setState(libraryStore.getInitialState(), true)
  await clinic.end()
})

/** What happens in one of two tabs of the program. */
function inTab<T>(tab: Tab | undefined, work: () => Promise<T>): Promise<T> {
  setServices({ engine: {} as never, repository: tab! })
  return work()
}
const open = (tab: Tab | undefined) => inTab(tab, async () => (await readConsenting(id))!)
const record = (tab: Tab | undefined, patient: Patient, agreed: Agreed) =>
  inTab(tab, () => recordConsent(patient, agreed))

const agreed = (permissions: Partial<Permitted>, isSigned: boolean): Agreed => ({
  name: 'Ann Example',
  textVersion: 1,
  sentences: { keep: 'Kept.', simulation: 'Simulated.', show: 'Shown.', publish: 'Published.' },
  permissions: { keep: false, simulation: false, show: false, publish: false, ...permissions },
  signature: isSigned ? { kind: 'typed', name: 'Ann' } : null,
})
const needed = { keep: true, simulation: true }

/** As the card and the filter of the Library go by it. */
function markedMissing(): boolean {
  const [one] = libraryStore.getState().patients!
  const missing = isConsentMissing(one!.patient)
  expect(isIn('consentMissing', one!, { now: new Date(), touchUpDays: 365 })).toBe(missing)
  return missing
}

describe('consent in two tabs', () => {
  it('is not given again, without a signature, by a tab that has not seen that all was taken back', async () => {
    expect(typeof (await record(here, await open(here), agreed({ ...needed, publish: true }, true)))).toBe('object')
    expect(markedMissing()).toBe(false)
    const stale = await open(here)
    expect(typeof (await record(there, await open(there), agreed({}, false)))).toBe('object')
    expect(await record(here, stale, agreed(needed, false))).toBe('changed')
    expect(markedMissing()).toBe(true)
    // Read again, it is no taking back any more: only a signature gives it.
    expect(await record(here, await open(here), agreed(needed, false))).toBe('changed')
    expect(isConsentMissing(await open(here))).toBe(true)
    expect(typeof (await record(here, await open(here), agreed(needed, true)))).toBe('object')
    expect(markedMissing()).toBe(false)
  })

  it('is stored once where both sign at once, and the other one is told', async () => {
    const [a, b] = [await open(here), await open(there)]
    const both = await Promise.all([record(here, a, agreed(needed, true)), record(there, b, agreed(needed, true))])
    expect(both.filter((one) => one === 'changed').length).toBe(1)
    expect((await open(here)).consents!.length).toBe(1)
  })

  it('keeps the name that was signed under, whatever the patient is called later', async () => {
    await record(here, await open(here), agreed(needed, true))
    await there!.renamePatient(id, 'Ann Other')
    const { name, consents } = await open(here)
    expect(name).toBe('Ann Other')
    expect(consents!.filter(isRead).map((one) => one.name)).toEqual(['Ann Example'])
  })
})
