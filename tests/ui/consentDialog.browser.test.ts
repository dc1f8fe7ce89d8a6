import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isRead, type Consent } from '../../src/core/plan/consent.ts'
import { readInk } from '../../src/core/plan/signatureInk.ts'
import { StorageError, type Patient, type Repository } from '../../src/storage/repository.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { libraryStore } from '../../src/store/visits/libraryStore.ts'
import { lockStore, noLock } from '../../src/store/lockStore.ts'
import { setServices } from '../../src/store/services.ts'
import { setView, viewStore } from '../../src/store/viewStore.ts'
import { ConsentDialog } from '../../src/ui/panels/consent/ConsentDialog.tsx'
import { CONSENT_VERSION, consentSentences } from '../../src/ui/strings/consentStrings.ts'

let stored: Patient
let fails: Error | null
/** Set while a disk takes its time. */
let waits: Promise<void> | null
let root: Root

const repository: Pick<Repository, 'patient' | 'patients' | 'addConsent'> = {
  patient: (id) => Promise.resolve(id === stored.id ? { patient: stored, visits: [], photos: [] } : null),
  patients: () => Promise.resolve([{ patient: stored, visits: [], photos: [] }]),
  async addConsent(consent) {
    await waits
    if (fails) throw fails
    stored = { ...stored, consents: [...(stored.consents ?? []), consent] }
  },
}

beforeEach(() => {
  stored = { id: 'p', name: 'Sample patient', createdAt: '2026-03-04T10:00:00.000Z', sample: false }
  fails = null
  waits = null
  setServices({ engine: {} as never, repository: repository as Repository })
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  setView({ consentOf: null })
  lockStore.setState(noLock)
  jobsStore.setState({ toast: null })
  libraryStore.setState(libraryStore.getInitialState(), true)
  vi.restoreAllMocks()
})

async function open(patientId = 'p'): Promise<void> {
  root.render(null)
  await expect.poll(() => document.querySelector('dialog')).toBeNull()
  setView({ consentOf: patientId })
  root.render(createElement(ConsentDialog, { key: crypto.randomUUID(), patientId }))
  await expect.poll(() => document.querySelector('.consent-actions')).not.toBeNull()
  // While it is being read there is only a way out.
  await expect.poll(() => document.querySelector('.consent-intro[role=status]')).toBeNull()
}

/** As the screen does: nothing of it stays on the page. */
async function lockAndOpen(): Promise<void> {
  lockStore.setState({ locked: true })
  root.render(null)
  await expect.poll(() => document.querySelector('dialog')).toBeNull()
  lockStore.setState({ locked: false })
  await open()
}

/** The records as they are stored. */
const records = (): Consent[] => (stored.consents ?? []).filter(isRead)
const said = () => document.querySelector<HTMLElement>('dialog')!.innerText
function press(key: string, o: KeyboardEventInit = {}): boolean {
  const target = document.querySelector('.consent-name') ?? document.querySelector('dialog')!
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...o }))
}

async function type(name: string): Promise<void> {
  button('Type name').click()
  await expect.poll(() => document.querySelector('.consent-name')).not.toBeNull()
  const field = document.querySelector<HTMLInputElement>('.consent-name')!
  expect(document.activeElement).toBe(field)
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, name)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const titles = () => [...document.querySelectorAll('.consent-record > details > summary')].map((one) => one.textContent)

/** Agrees to what is needed and to the rest that is named, and signs with the hand. */
async function sign(...rest: readonly number[]): Promise<void> {
  for (const one of [0, 1, ...rest]) tick(one)
  draw()
  await expect.poll(() => main().getAttribute('aria-disabled')).toBeNull()
  main().click()
}

const button = (name: string): HTMLButtonElement =>
  [...document.querySelectorAll('button')].find((one) => one.innerText === name)!
const tick = (i: number) => document.querySelectorAll<HTMLInputElement>('.consent-permission input')[i]!.click()
const main = () => document.querySelector<HTMLButtonElement>('.consent .button-solid')!
const reason = () => document.querySelector<HTMLElement>('.consent-reason')!.innerText
const paths = () => document.querySelectorAll('.consent-ink path').length
const isOpen = () => viewStore.getState().consentOf !== null

function pointer(type: string, x: number, y: number, o: PointerEventInit = {}): void {
  const pad = document.querySelector('.consent-ink')!
  const box = pad.getBoundingClientRect()
  pad.setPointerCapture = () => {}
  const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height }
  pad.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, pointerType: 'mouse', ...at, ...o }))
}

function draw(o: PointerEventInit = {}): void {
  pointer('pointerdown', 0.2, 0.5, o)
  for (let i = 1; i <= 20; i++) pointer('pointermove', 0.2 + i / 40, 0.5 + Math.sin(i / 3) / 5, o)
  pointer('pointerup', 0.7, 0.5, o)
}

describe('the consent of a patient', () => {
  it('says why it can not be signed yet, and is stored with the words that were shown once it can', async () => {
    await open()
    expect(document.querySelector('h2')!.innerText).toBe('Consent, Sample patient')
    expect(main().getAttribute('aria-disabled')).toBe('true')
    expect(reason()).toContain('The first two sentences are needed')
    tick(0)
    tick(1)
    tick(3)
    await expect.poll(reason).toContain('Sign on the white field')
    main().click()
    expect(stored.consents).toBeUndefined()
    draw()
    await expect.poll(() => main().getAttribute('aria-disabled')).toBeNull()
    main().click()
    await expect.poll(isOpen).toBe(false)
    const [consent] = records()
    expect(consent).toMatchObject({
      patientId: 'p',
      textVersion: CONSENT_VERSION,
      sentences: consentSentences,
      permissions: { keep: true, simulation: true, show: false, publish: true },
      supersedes: [],
    })
    const { signature } = consent!
    expect(signature?.kind === 'drawn' && readInk(signature.ink)!.length).toBe(1)
    expect(jobsStore.getState().toast?.text).toBe('Consent signed and saved.')
    expect(libraryStore.getState().patients![0]!.patient.consents).toEqual([consent])
  })

  it('is not said to be saved before it is, is stored once, and stays on the pad where the disk is full', async () => {
    await open()
    tick(0)
    tick(1)
    draw()
    let done = () => {}
    waits = new Promise((resolve) => (done = resolve))
    fails = new StorageError('full', 'No room.')
    await expect.poll(() => main().getAttribute('aria-disabled')).toBeNull()
    main().click()
    await expect.poll(() => main().innerText).toBe('Saving')
    main().click()
    expect(jobsStore.getState().toast).toBeNull()
    done()
    await expect.poll(reason).toContain('Not saved. Storage is full.')
    expect(document.querySelector('.consent-reason')!.getAttribute('role')).toBe('alert')
    expect(paths()).toBe(1)
    expect(isOpen()).toBe(true)
    fails = null
    main().click()
    await expect.poll(isOpen).toBe(false)
    expect(stored.consents!.length).toBe(1)
  })

  it('is signed with a typed name as well, and kept beside what was signed before', async () => {
    await open()
    tick(0)
    tick(1)
    await type('  A. Sample ')
    await expect.poll(() => main().getAttribute('aria-disabled')).toBeNull()
    main().click()
    await expect.poll(isOpen).toBe(false)
    expect(records()[0]!.signature).toEqual({ kind: 'typed', name: 'A. Sample' })

    const before = stored.consents
    await open()
    tick(1)
    await expect.poll(() => main().innerText).toBe('Record withdrawal')
    expect(reason()).toContain('Consent is missing then.')
    main().click()
    await expect.poll(isOpen).toBe(false)
    expect(stored.consents!.slice(0, 1)).toEqual(before)
    expect(stored.consents![1]).toMatchObject({ signature: null, supersedes: [before![0]!.id] })
    await open()
    expect(document.querySelector('.consent-intro')!.textContent).toMatch(/^Taken back/)
    expect(titles().length).toBe(2)
    expect(titles()[0]).toMatch(/^Taken back .*counts now$/)
    expect(titles()[1]).toMatch(/^Signed /)
  })

  it('heeds no second finger, takes a cancelled stroke back, and Clear leaves a white field', async () => {
    await open()
    pointer('pointerdown', 0.2, 0.5, { pointerType: 'touch' })
    pointer('pointermove', 0.4, 0.5, { pointerType: 'touch' })
    pointer('pointerdown', 0.8, 0.5, { pointerType: 'touch', pointerId: 2 })
    pointer('pointermove', 0.9, 0.1, { pointerType: 'touch', pointerId: 2 })
    await expect.poll(paths).toBe(1)
    pointer('pointercancel', 0.4, 0.5, { pointerType: 'touch' })
    await expect.poll(paths).toBe(0)
    draw()
    draw({ pointerId: 5 })
    await expect.poll(paths).toBe(2)
    button('Clear').click()
    await expect.poll(paths).toBe(0)
  })

  it('closes on Esc, but within a stroke Esc takes the stroke back alone, and a finished signature stays', async () => {
    const below = vi.fn()
    addEventListener('keydown', below)
    await open()
    pointer('pointerdown', 0.2, 0.5)
    pointer('pointermove', 0.4, 0.5)
    await expect.poll(paths).toBe(1)
    expect(press('Escape')).toBe(false)
    await expect.poll(paths).toBe(0)
    expect(isOpen()).toBe(true)
    draw()
    await expect.poll(paths).toBe(1)
    for (const _ of [1, 2]) press('Escape')
    document.querySelector('dialog')!.dispatchEvent(new Event('cancel', { cancelable: true }))
    // As a browser does that is asked again and again.
    document.querySelector('dialog')!.close()
    await expect.poll(reason).toBe('The signature is still here. Press Not now to leave without it.')
    await expect.poll(() => document.querySelector('dialog')!.open).toBe(true)
    expect(isOpen()).toBe(true)
    expect(paths()).toBe(1)
    button('Clear').click()
    await expect.poll(paths).toBe(0)
    expect(reason()).not.toContain('still here')
    press('Escape')
    expect(isOpen()).toBe(false)
    // What lies under it is not left by the same key.
    expect(below).not.toHaveBeenCalled()
    removeEventListener('keydown', below)
  })

  it('can not be left while it is being saved', async () => {
    await open()
    let done = () => {}
    waits = new Promise((resolve) => (done = resolve))
    fails = new StorageError('broken', 'The disk failed.')
    await sign()
    await expect.poll(() => main().innerText).toBe('Saving')
    press('Escape')
    button('Not now').click()
    button('Clear').click()
    expect(isOpen()).toBe(true)
    done()
    await expect.poll(reason).toContain('Not saved. Storage failed.')
    expect(paths()).toBe(1)
    press('Escape')
    await expect.poll(reason).toContain('still here')
  })

  it('says that it was not saved where its window is gone by then, and never closes that of somebody else', async () => {
    for (const failing of [true, false]) {
      await open()
      let done = () => {}
      waits = new Promise((resolve) => (done = resolve))
      fails = failing ? new StorageError('broken', 'The disk failed.') : null
      await sign()
      await expect.poll(() => main().innerText).toBe('Saving')
      setView({ consentOf: 'q' })
      root.render(null)
      await expect.poll(() => document.querySelector('dialog')).toBeNull()
      done()
      const text = failing ? 'Not saved: Consent, Sample patient. Open it and sign again.' : 'Consent signed and saved.'
      await expect.poll(() => jobsStore.getState().toast?.text).toBe(text)
      expect(viewStore.getState().consentOf).toBe('q')
    }
  })

  it('that was changed in another window says so, shows what counts now, and keeps the signature', async () => {
    await open()
    await sign(3)
    await expect.poll(isOpen).toBe(false)
    await open()
    const [first] = records()
    const none = { keep: false, simulation: false, show: false, publish: false }
    const back = { ...first!, id: 'back', signature: null, permissions: none, supersedes: [first!.id] }
    stored = { ...stored, consents: [first!, back] }
    fails = new StorageError('overtaken', 'Changed.')
    tick(3)
    await expect.poll(() => main().innerText).toBe('Record withdrawal')
    draw()
    main().click()
    await expect.poll(reason).toContain('The consent was changed in another window.')
    expect(document.querySelectorAll('.consent-permission :checked').length).toBe(0)
    expect(said()).toContain('Taken back')
    expect(main().innerText).toBe('Sign consent')
    expect(paths()).toBe(1)
    expect(records().length).toBe(2)
    expect(libraryStore.getState().patients![0]!.patient.consents).toEqual(stored.consents)
    fails = null
    tick(0)
    tick(1)
    await expect.poll(() => main().getAttribute('aria-disabled')).toBeNull()
    main().click()
    await expect.poll(isOpen).toBe(false)
    expect(records()[2]).toMatchObject({ supersedes: ['back'], name: 'Sample patient' })
  })

  it('of which a part was taken back is called changed, for it counts', async () => {
    await open()
    await sign(2, 3)
    await expect.poll(isOpen).toBe(false)
    await open()
    tick(3)
    await expect.poll(() => main().innerText).toBe('Record withdrawal')
    main().click()
    await expect.poll(isOpen).toBe(false)
    await open()
    expect(titles()[0]).toMatch(/^Changed .*: publishing taken back.*counts now$/)
    expect(said()).toContain('Change a tick and sign again')
  })

  it('with a record that cannot be read permits nothing, and says so', async () => {
    await open()
    await sign()
    await expect.poll(isOpen).toBe(false)
    stored = { ...stored, consents: [...stored.consents!, { id: 'x', supersedes: [records()[0]!.id], unread: '{}' }] }
    await open()
    expect(said()).toContain('A record of this patient could not be read')
    expect(document.querySelectorAll('.consent-permission :checked').length).toBe(0)
    await sign()
    await expect.poll(isOpen).toBe(false)
    expect(records()[1]!.supersedes).toEqual(['x'])
  })

  it('is not signed by the Enter that ends a composition', async () => {
    await open()
    tick(0)
    tick(1)
    await type('Sample')
    await expect.poll(() => main().getAttribute('aria-disabled')).toBeNull()
    press('Enter', { isComposing: true })
    expect(main().innerText).toBe('Sign consent')
    expect(records()).toEqual([])
    press('Enter')
    await expect.poll(isOpen).toBe(false)
    expect(records().length).toBe(1)
  })

  it('lies as it was after the lock, with the stroke that was in the hand, and is gone once somebody says not now', async () => {
    await open()
    tick(0)
    tick(1)
    draw()
    await expect.poll(paths).toBe(1)
    pointer('pointerdown', 0.2, 0.7)
    for (let i = 1; i <= 20; i++) pointer('pointermove', 0.2 + i / 40, 0.7)
    await lockAndOpen()
    await expect.poll(paths).toBe(2)
    expect(main().getAttribute('aria-disabled')).toBeNull()
    await type('Sample P')
    await lockAndOpen()
    expect(document.querySelector<HTMLInputElement>('.consent-name')!.value).toBe('Sample P')
    main().click()
    await expect.poll(isOpen).toBe(false)
    expect(records()[0]).toMatchObject({ signature: { kind: 'typed', name: 'Sample P' } })
    await open()
    expect(paths()).toBe(0)
    await expect.poll(() => button('Close')).toBeDefined()
    draw()
    await expect.poll(paths).toBe(1)
    button('Close').click()
    await open()
    expect(paths()).toBe(0)
  })

  it('drops what lay there where other records stand by then: no signature comes to lie under other sentences', async () => {
    await open()
    tick(0)
    tick(1)
    tick(2)
    draw()
    await expect.poll(paths).toBe(1)
    lockStore.setState({ locked: true })
    root.render(null)
    await expect.poll(() => document.querySelector('dialog')).toBeNull()
    const none = { keep: false, simulation: false, show: false, publish: false }
    const elsewhere: Consent = {
      id: 'elsewhere',
      patientId: 'p',
      textVersion: CONSENT_VERSION,
      sentences: consentSentences,
      permissions: { ...none, keep: true, simulation: true },
      signature: { kind: 'typed', name: 'Sample P' },
      signedAt: '2026-03-05T10:00:00.000Z',
      supersedes: [],
    }
    stored = { ...stored, consents: [elsewhere] }
    lockStore.setState({ locked: false })
    await open()
    expect(paths()).toBe(0)
    expect(document.querySelectorAll('.consent-permission :checked').length).toBe(2)
  })

  it('is gone too where the window is closed before what lay there is shown again', async () => {
    await open()
    tick(0)
    draw()
    await expect.poll(paths).toBe(1)
    lockStore.setState({ locked: true })
    root.render(null)
    await expect.poll(() => document.querySelector('dialog')).toBeNull()
    lockStore.setState({ locked: false })
    vi.spyOn(repository, 'patient').mockReturnValueOnce(new Promise(() => {}))
    root.render(createElement(ConsentDialog, { patientId: 'p' }))
    await expect.poll(() => button('Close')).toBeDefined()
    button('Close').click()
    await open()
    expect(paths()).toBe(0)
    expect(document.querySelectorAll('.consent-permission :checked').length).toBe(0)
  })

  it('calls a patient whom nobody has named by no name, and says where one is no longer stored', async () => {
    stored = { ...stored, name: 'New patient' }
    await open()
    expect(document.querySelector('h2')!.innerText).toBe('Consent, patient without a name')
    await open('nobody')
    await expect.poll(() => document.body.innerText).toContain('could not be read')
  })
})
