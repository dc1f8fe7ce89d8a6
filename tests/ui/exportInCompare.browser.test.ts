import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { stencilOf } from '../../src/core/design/scale/stencil.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import type { Patient, PhotoRow, Repository, Snapshot, Visit } from '../../src/storage/repository.ts'
import { comparedVisits, noOthers, photoItem, type OtherPhoto } from '../../src/store/compare/comparedVisits.ts'
import { compareStore, setCompare, setTime } from '../../src/store/compare/compareStore.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setServices } from '../../src/store/services.ts'
import { ExportPanel } from '../../src/ui/panels/export/ExportPanel.tsx'
import { command } from '../../src/ui/shell/commands/commands.ts'
import type { Engine, PictureOptions } from '../../src/worker/engine.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'
import { Hand } from '../core/tools/hand.ts'
import { lengthOf, linesOf, pagesOf, textsOf } from '../store/pdfContent.ts'

const sample = sampleDesignOf('frontal')
const filled = (style: Design['hairline']['style'], fill: Partial<Design['fill']> = {}): Design => ({
  ...sample,
  hairline: { ...sample.hairline, style },
  fill: { ...sample.fill, filled: true, ...fill },
})
const working = filled('mature')
/** Another line: nobody takes its stencil for that of the working design. */
const narrow = ((): Design => {
  const { hairline } = sample
  const to = (p: { x: number; y: number }) => ({ ...p, x: hairline.midline.x + 0.5 * (p.x - hairline.midline.x) })
  const side = (s: typeof hairline.right) => ({ ...s, apex: to(s.apex) })
  const own = filled('rounded', { moment: 42 })
  return { ...own, hairline: { ...own.hairline, right: side(hairline.right), left: side(hairline.left) } }
})()

const snapshot = (name: string, design: Design): Snapshot => ({
  id: name,
  photoId: 'frontal',
  visitId: 'visit',
  name,
  createdAt: '2026-01-31T09:00:00.000Z',
  design,
  engineVersion: '1',
  figures: null,
  note: 'Sleeps badly',
})
const row = { id: 'frontal', visitId: 'visit', patientId: 'patient', hash: 'frontal' } as PhotoRow
const other = {
  photo: { ...row, id: 'earlier' },
  visit: { id: 'before', date: '2025-01-31' },
  design: working,
  view: 'frontal',
  snapshots: [],
} as unknown as OtherPhoto

/** The smallest JPEG that there is. */
const jpeg = Uint8Array.from(
  atob(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  ),
  (c) => c.charCodeAt(0),
).buffer

let root: Root
let saved: Blob[]
let drawn: { designs: readonly (Design | null)[]; options: PictureOptions }[]

beforeEach(() => {
  saved = []
  drawn = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${saved.push(blob as Blob)}`)
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  const area = { areaCm2: exactly(100), dots: exactly(10_000) }
  const parts = { proposed: exactly(100), added: exactly(0), erased: exactly(0), excluded: exactly(0) }
  const engine: Partial<Engine> = {
    measure: () => Promise.resolve({ ...area, areas: [{ ...area, id: 1, role: 'bald' }], besideHead: 0, parts }),
    hairInAreas: () => Promise.resolve([{ id: 1, areaCm2: exactly(100), hairCm2: exactly(40), deepCm2: 40 }]),
    picture: (designs, options) => {
      drawn.push({ designs, options })
      return Promise.resolve(jpeg)
    },
  }
  setServices({ engine: engine as Engine, repository: {} as Repository })
  routeStore.setState({ screen: 'compare', patientId: 'patient', visitId: 'visit', photoId: 'frontal' }, true)
  comparedVisits.setState({ ...noOthers, others: [other] })
  designStore.setState({
    ...closedStudio,
    patient: { id: 'patient', name: 'Ann Example' } as Patient,
    visit: { id: 'visit' } as Visit,
    photo: row,
    history: startHistory(working),
    design: working,
    snapshots: [snapshot('Soft', filled('mature', { moment: 42 })), snapshot('Defined edge', narrow)],
  })
  setCompare({ mode: 'sideBySide', a: 'Soft', b: 'Defined edge', c: null, d: null })
  root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(createElement(ExportPanel))
})
afterEach(() => {
  root.unmount()
  vi.restoreAllMocks()
  document.body.replaceChildren()
  compareStore.setState(compareStore.getInitialState(), true)
  comparedVisits.setState(noOthers)
  designStore.setState(closedStudio)
  routeStore.setState(routeStore.getInitialState(), true)
})

async function choose(kind: string): Promise<void> {
  const radio = () =>
    [...document.querySelectorAll<HTMLElement>('label, [role=radio]')].find((one) => one.innerText.startsWith(kind))
  await expect.poll(radio).toBeDefined()
  radio()!.click()
}

const button = (): HTMLButtonElement => document.querySelector('.export button.button-wide')!
const said = () => expect.poll(() => document.body.innerText)

/** The text and the lines of the one PDF that was handed to the downloads. */
async function made(): Promise<{ text: string; widest: number }> {
  await expect.poll(() => button().disabled).toBe(false)
  button().click()
  await expect.poll(() => saved.length, { timeout: 20_000 }).toBe(1)
  const pages = pagesOf(new Uint8Array(await saved[0]!.arrayBuffer()))
  const lines = pages.flatMap(linesOf).filter((line) => line.length > 50)
  return { text: pages.map(textsOf).join('\n'), widest: Math.max(0, ...lines.map(lengthOf)) }
}

const lengthOfLine = (design: Design): number => lengthOf(stencilOf(design).pieces.flat())

describe('Export beside a comparison', () => {
  it('makes the stencil of what B shows, as it was frozen, and says so', async () => {
    await choose('Hairline stencil')
    await said().toContain('Of what B shows: Defined edge, Healed.')
    const { widest } = await made()
    expect(Math.abs(lengthOfLine(working) / lengthOfLine(narrow) - 1)).toBeGreaterThan(0.05)
    expect(Math.abs(widest / lengthOfLine(narrow) - 1)).toBeLessThan(0.01)
  })

  it('makes the plan of what B shows: its figures and its picture, at the moment it shows', async () => {
    setTime('b', 1826)
    await choose('Treatment plan')
    await said().toContain('Of what B shows: Defined edge, 5 years.')
    const { text } = await made()
    expect(text).toContain('Hairline, Rounded')
    expect(text).not.toContain('Hairline, Mature')
    expect(text.replaceAll('\n', ' ')).toMatch(/40 ?% of the area looks like hair/)
    expect(drawn.map(({ designs }) => designs)).toEqual([[{ ...narrow, fill: { ...narrow.fill, moment: 1826 } }]])
  })

  it('says that plan and stencil are of the working design where B is the photo alone', async () => {
    setCompare({ b: 'before' })
    await choose('Hairline stencil')
    await said().toContain('Of the working design: B shows the photo alone.')
    const { widest } = await made()
    expect(Math.abs(widest / lengthOfLine(working) - 1)).toBeLessThan(0.01)
  })

  it('names each picture by its letter, what it shows and its moment, and by nothing that somebody may have called after the patient', async () => {
    setTime('a', 1826)
    await expect.poll(() => button()).not.toBeNull()
    button().click()
    await expect.poll(() => drawn.length).toBe(1)
    const { options, designs } = drawn[0]!
    expect(options.labels).toEqual(['A  Mature 75 mm, 5 years', 'B  Rounded 75 mm, Healed'])
    expect(designs.map((design) => design?.hairline.style)).toEqual(['mature', 'rounded'])
    expect(JSON.stringify(options)).not.toMatch(/Ann|Sleeps|Soft|Defined/)
  })

  it('tells two pictures of the same content apart, and calls a snapshot beside its own later self the same', async () => {
    const denser = filled('mature', { moment: 42, densityPerCm2: 200 })
    designStore.setState((s) => ({ snapshots: [...s.snapshots, snapshot('For Ann', denser)] }))
    setCompare({ b: 'For Ann', c: 'Soft' })
    setTime('c', 1826)
    await expect.poll(() => button()).not.toBeNull()
    button().click()
    await expect.poll(() => drawn.length).toBe(1)
    expect(drawn[0]!.options.labels).toEqual([
      'A  Mature 75 mm, Healed',
      'B  Mature 200/cm², Healed',
      'C  Mature 75 mm, 5 years',
    ])
  })

  it('names each picture by its snapshot where the patient’s name is asked for, and of the sample patient', async () => {
    await expect.poll(() => button()).not.toBeNull()
    const row = [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith('Patient name'))!
    row.querySelector('input')!.click()
    await expect.poll(() => row.querySelector('input')!.checked).toBe(true)
    button().click()
    await expect.poll(() => drawn.length).toBe(1)
    expect(drawn[0]!.options.labels).toEqual(['A  Soft, Healed', 'B  Defined edge, Healed'])

    row.querySelector('input')!.click()
    await expect.poll(() => row.querySelector('input')!.checked).toBe(false)
    designStore.setState({ patient: { id: 'patient', name: 'Sample patient', sample: true } as Patient })
    await expect.poll(() => button().disabled).toBe(false)
    button().click()
    await expect.poll(() => drawn.length).toBe(2)
    expect(drawn[1]!.options.labels).toEqual(['A  Soft, Healed', 'B  Defined edge, Healed'])
  })

  it('hides the eyes where a beard is compared, and says so, though a hairline is worked on now', async () => {
    await said().toContain('Hide face below brows')
    const beard = new Hand('brush', { ...working, area: { ...working.area, role: 'beard' } })
    beard.down(1400, 2600).move(1600, 2700).up()
    designStore.setState((s) => ({ snapshots: [...s.snapshots, snapshot('Beard', beard.design)] }))
    setCompare({ b: 'Beard' })
    await said().toContain('Hide eyes')
    await expect.poll(() => button().disabled).toBe(false)
    button().click()
    await expect.poll(() => drawn.length).toBe(1)
    expect(drawn[0]!.options).toHaveProperty('coverBetween')
  })

  it('calls the photo alone Before', async () => {
    setCompare({ a: 'before' })
    await expect.poll(() => button()).not.toBeNull()
    button().click()
    await expect.poll(() => drawn.length).toBe(1)
    expect(drawn[0]!.options.labels).toEqual(['A  Before', 'B  Rounded 75 mm, Healed'])
  })

  it('of two visits makes all but the picture, and says why not that', async () => {
    setCompare({ b: photoItem('earlier') })
    expect(command('export').isEnabled()).toBe(true)
    await said().toContain('Pictures of two visits are not exported together.')
    expect(button().disabled).toBe(true)
    await choose('Case file')
    await expect.poll(() => button().disabled).toBe(false)
    await choose('Treatment plan')
    await said().toContain('Of the working design of the open visit: B is of another visit.')
    expect((await made()).text).toContain('Hairline, Mature')
  })

  it('never draws the photo of another visit as the open one, whichever side it stands on', async () => {
    setCompare({ c: photoItem('earlier') })
    await said().toContain('Pictures of two visits are not exported together.')
    expect(button().disabled).toBe(true)
    await choose('B alone')
    await expect.poll(() => button().disabled).toBe(false)
  })
})
