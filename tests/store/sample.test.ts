import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { startHistory } from '../../src/core/design/history.ts'
import type { Patient, PhotoRow, Repository, Visit } from '../../src/storage/repository.ts'
import { carryToSample } from '../../src/store/visits/carryActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { openSampleView } from '../../src/store/visits/sampleActions.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

/** Photos that were read, for whichever visit. */
let read = 0
/** Lets the files of the sample come. */
let come = () => {}

beforeEach(() => {
  read = 0
  const here = new Promise<void>((resolve) => (come = resolve))
  vi.stubGlobal('location', { origin: 'http://here', pathname: '/', hash: '' })
  vi.stubGlobal('fetch', async (url: URL) => {
    await here
    return new Response(new Uint8Array(await readFile(`public${url.pathname}`)))
  })
  const engine: Partial<Engine> = {
    openPhoto: () => Promise.resolve({ ok: false, problem: { code: `broken` }, read: ++read } as never),
  }
  setServices({ engine: engine as Engine, repository: {} as Repository })
})
afterEach(() => vi.unstubAllGlobals())

function open(patientId: string, design: Design): void {
  const photo = { ...design.photo, patientId, visitId: `of ${patientId}`, view: design.photo.view ?? 'frontal' }
  designStore.setState({
    ...closedStudio,
    patient: { id: patientId } as Patient,
    visit: { id: photo.visitId } as Visit,
    photo: photo as unknown as PhotoRow,
    history: startHistory(design),
    design,
  })
}

it('a view of the sample that comes when another patient is open is not added to that one', async () => {
  open('sample', sampleDesignOf('frontal'))
  const asked = openSampleView('right45')
  open('other', sampleDesignOf('frontal'))
  come()
  await asked
  expect(read).toBe(0)
  // And where it was asked for it is read.
  await openSampleView('right45')
  expect(read).toBe(1)
})

it('a design that is carried to a view of the sample is not carried to the same view of another patient', async () => {
  open('sample', sampleDesignOf('frontal'))
  const carried = carryToSample('right45', 'Carry design')
  const theirs = sampleDesignOf('right45')
  open('other', theirs)
  come()
  expect(await carried).toBe('late')
  expect(designStore.getState().design).toBe(theirs)
})
