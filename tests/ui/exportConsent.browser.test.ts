import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import type { Consent } from '../../src/core/plan/consent.ts'
import type { Patient, PhotoRow, Repository, Visit } from '../../src/storage/repository.ts'
import { exportPlan } from '../../src/store/papers/documentActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { exportPicture } from '../../src/store/papers/exportActions.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { workingPaper } from '../../src/store/papers/paperDesign.ts'
import { setServices } from '../../src/store/services.ts'
import { setView } from '../../src/store/viewStore.ts'
import { exportPlanAsUsual } from '../../src/ui/panels/export/planExport.ts'
import { ExportPanel } from '../../src/ui/panels/export/ExportPanel.tsx'
import type { Engine, PictureOptions } from '../../src/worker/engine.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'
import { signed } from './signedConsent.ts'

const sample = sampleDesignOf('frontal')
const design = { ...sample, fill: { ...sample.fill, filled: true } }
const row = { id: 'frontal', visitId: 'visit', patientId: 'p', hash: 'frontal' } as PhotoRow
const none = { keep: false, simulation: false, show: false, publish: false }
const back: Consent = { ...signed, id: 'b', signature: null, permissions: none, supersedes: ['a'] }
const ann: Patient = { id: 'p', name: 'Ann Example', createdAt: signed.signedAt, sample: false, consents: [signed] }

let root: Root
/** As the disk has it, whatever this tab read before. */
let stored: Patient | null
let drawn: number
let options: PictureOptions[]
let saved: number

beforeEach(() => {
  stored = ann
  drawn = 0
  options = []
  saved = 0
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${++saved}`)
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  const engine: Partial<Engine> = {
    picture: (_, o) => {
      drawn++
      options.push(o)
      return Promise.resolve(new ArrayBuffer(8))
    },
  }
  const repository: Partial<Repository> = {
    patient: () => Promise.resolve(stored && { patient: stored, visits: [], photos: [] }),
  }
  setServices({ engine: engine as Engine, repository: repository as Repository })
  designStore.setState({
    ...closedStudio,
    patient: ann,
    visit: { id: 'visit' } as Visit,
    photo: row,
    history: startHistory(design),
    design,
  })
  setView({ exportOpen: true })
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  root.unmount()
  vi.restoreAllMocks()
  document.body.replaceChildren()
  designStore.setState(closedStudio)
  jobsStore.setState({ toast: null })
  setView({ exportOpen: false })
})

const run = () => [...document.querySelectorAll<HTMLButtonElement>('.export button.button-solid')].at(-1)!
const said = () => expect.poll(() => document.body.innerText)
async function showFace(): Promise<void> {
  const row = () => [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith('Hide face'))
  await expect.poll(row).toBeDefined()
  row()!.querySelector('input')!.click()
  await expect.poll(() => row()!.querySelector('input')!.checked).toBe(false)
}

const picture = {
  what: 'design',
  format: 'png',
  original: false,
  coverFace: false,
  scaleBar: false,
  patientName: false,
  labels: [],
} as const

describe('a face', () => {
  it('does not leave where another tab has taken the consent back since the photo was opened', async () => {
    stored = { ...ann, consents: [signed, back] }
    root.render(createElement(ExportPanel))
    await showFace()
    await said().toContain('This patient has not signed yet')
    expect(run().disabled).toBe(true)
  })

  it('does not leave where it is taken back while Export is open: it says why, and stays', async () => {
    root.render(createElement(ExportPanel))
    await showFace()
    await expect.poll(() => run().disabled).toBe(false)
    stored = { ...ann, consents: [signed, back] }
    run().click()
    await said().toContain('This patient has not signed yet')
    expect(run().disabled).toBe(true)
    expect([drawn, saved]).toEqual([0, 0])
  })

  it('leaves with the consent that is on the disk', async () => {
    root.render(createElement(ExportPanel))
    await showFace()
    run().click()
    await expect.poll(() => saved).toBe(1)
    expect(drawn).toBe(1)
  })

  it('that nobody can say where it begins is not taken for hidden: the marks are checked first, or the patient signs', async () => {
    const { found: _f, ...marks } = {
      ...design.marks,
      checked: false,
      outline: { ...design.marks.outline, radii: undefined },
    }
    const unchecked = { ...design, marks }
    designStore.setState({ patient: { ...ann, consents: [] }, history: startHistory(unchecked), design: unchecked })
    stored = { ...ann, consents: [] }
    root.render(createElement(ExportPanel))
    await said().toContain('Check the marks in step Photo, or have the consent signed.')
    expect(run().disabled).toBe(true)
    expect(await exportPicture({ ...picture, coverFace: true })).toBe(true)
    expect(await exportPlanAsUsual()).toBeUndefined()
    expect([drawn, saved]).toEqual([0, 0])

    designStore.setState({ history: startHistory(design), design })
    await expect.poll(() => run().disabled).toBe(false)
    run().click()
    await expect.poll(() => saved).toBe(1)

    designStore.setState({ patient: ann, history: startHistory(unchecked), design: unchecked })
    setView({ exportOpen: true })
    await said().toContain('so the face may be seen. Check the marks in step Photo.')
    expect(run().disabled).toBe(false)
  })

  it('is in no photo from above: there is nothing to hide and nothing to sign for', async () => {
    const above = sampleDesignOf('vertex')
    designStore.setState({ patient: { ...ann, consents: [] }, history: startHistory(above), design: above })
    stored = { ...ann, consents: [] }
    root.render(createElement(ExportPanel))
    await said().toContain('Patient name on picture')
    expect(document.body.innerText).not.toMatch(/Hide (face|eyes)|has not signed/)
    run().click()
    await expect.poll(() => saved).toBe(1)
    expect(options.at(-1)).not.toHaveProperty('coverBelow')
  })

  it('leaves in no picture and no plan, whoever asks for it, and where nobody can tell either', async () => {
    const paper = workingPaper(designStore.getState())!
    const plan = {
      paper: 'a4',
      coverFace: false,
      patientName: false,
      kind: 'newWork',
      title: '',
      date: '',
      of: '',
    } as const
    for (const now of [{ ...ann, consents: [signed, back] }, { ...ann, consents: [] }, null]) {
      stored = now
      expect(await exportPicture(picture)).toBe(now !== null)
      const groups = () => []
      expect(await exportPlan(paper, { ...plan, groups, reversalGroups: groups })).toBe(now !== null)
      if (!now) expect(jobsStore.getState().toast?.text).toContain('could not be made')
    }
    expect([drawn, saved]).toEqual([0, 0])
    // Hidden, it needs nobody's consent.
    expect(await exportPicture({ ...picture, coverFace: true })).toBe(false)
    expect(await exportPicture({ ...picture, format: 'layer' })).toBe(false)
    expect(saved).toBe(2)
  })
})
