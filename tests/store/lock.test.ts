import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { IDLE_MS, LOCK_KEY } from '../../src/storage/lockRecord.ts'
import { hashPin } from '../../src/storage/pin.ts'
import { browserTabs } from './browserTabs.ts'

const PIN = '4815'
/** Few rounds, so that the tests take none of the time that a guess is meant to take. */
const hashed = await hashPin(PIN, 1000)
const slides = [
  {
    snapshotId: null,
    view: 'frontal' as const,
    design: newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 }),
  },
]

type Page = Awaited<ReturnType<ReturnType<typeof browserTabs>['open']>>
let browser = browserTabs()
let pages: Page[] = []

async function open(): Promise<Page> {
  const page = await browser.open()
  pages.push(page)
  return page
}

function end(page: Page): void {
  page.stop()
  page.tab.end()
}

const present = (page: Page) => page.do(({ presentStore }) => presentStore.setState({ slides }))

/** The page presents, and leaving it needs the PIN. */
function handOver(page: Page): void {
  present(page)
  page.do(({ setHandOver }) => setHandOver(true))
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  browser = browserTabs()
  pages = []
  browser.kept.set(LOCK_KEY, JSON.stringify({ pin: hashed, locked: false, handOver: false, handedOver: [] }))
  browser.kept.set('trichion.active', `${Date.now()}`)
})

afterEach(() => {
  for (const page of pages) end(page)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a page that is put away', () => {
  it('shows nothing until it is back, and then what it showed', async () => {
    const page = await open()
    page.tab.show(false)
    expect(page.seen()).toBe('nothing')
    page.tab.show(true)
    expect(page.seen()).toBe('all')
  })

  it('shows the lock when it comes back locked, so that it can be opened', async () => {
    const page = await open()
    page.do(({ lock }) => lock())
    page.drawn()
    expect(page.seen()).toBe('lock')
    page.tab.show(false)
    page.tab.show(true)
    expect(page.seen()).toBe('lock')
    page.tab.putAway()
    page.tab.comeBack()
    expect(page.seen()).toBe('lock')
    expect(await page.givePin(PIN)).toBe('right')
    expect(page.seen()).toBe('all')
  })

  it('shows nothing before the lock stands there, when it is found left alone', async () => {
    const page = await open()
    page.tab.show(false)
    vi.setSystemTime(Date.now() + IDLE_MS)
    page.tab.show(true)
    expect(page.state().locked).toBe(true)
    expect(page.seen()).toBe('nothing')
    page.drawn()
    expect(page.seen()).toBe('lock')
  })

  it('follows what other tabs did meanwhile: locked, opened, or without a PIN', async () => {
    const [page, other] = [await open(), await open()]
    page.tab.putAway()
    other.do(({ lock }) => lock())
    page.tab.comeBack()
    expect(page.seen()).toBe('nothing')
    page.drawn()
    page.tab.putAway()
    await other.givePin(PIN)
    page.tab.comeBack()
    expect(page.seen()).toBe('all')
    page.tab.show(false)
    browser.kept.delete(LOCK_KEY)
    page.tab.show(true)
    expect(page.seen()).toBe('all')
  })
})

describe('tabs of one browser', () => {
  it('are all locked by one and opened by one, and one that is loaded meanwhile is locked', async () => {
    const [one, two] = [await open(), await open()]
    one.do(({ lock }) => lock())
    expect(two.state().locked).toBe(true)
    const three = await open()
    expect(three.state().locked).toBe(true)
    expect(await two.givePin('1234')).toBe('wrong')
    expect([one, two, three].map((page) => page.state().locked)).toEqual([true, true, true])
    expect(await three.givePin(PIN)).toBe('right')
    expect([one, two, three].map((page) => page.state().locked)).toEqual([false, false, false])
  })
})

describe('a device in the patient’s hands', () => {
  it('asks for the PIN to leave Present, locks every tab beside it, and opens them once it is left', async () => {
    const [shown, beside] = [await open(), await open()]
    handOver(shown)
    expect(shown.state()).toMatchObject({ handedOver: true, locked: false })
    expect(beside.state().locked).toBe(true)
    shown.do(({ leavePresent }) => leavePresent())
    expect(shown.state().leaving).toBe(true)
    await shown.givePin(PIN)
    expect(shown.state()).toMatchObject({ handedOver: false, leaving: false })
    expect(beside.state().locked).toBe(false)
    expect(browser.record()).toMatchObject({ handedOver: [], locked: false })
  })

  it('stays handed over when the PIN is given in another tab, which alone is opened by it', async () => {
    const [shown, beside, third] = [await open(), await open(), await open()]
    handOver(shown)
    await beside.givePin(PIN)
    expect(beside.state().locked).toBe(false)
    expect(third.state().locked).toBe(true)
    const fresh = await open()
    expect(fresh.state().locked).toBe(true)
    expect(shown.state()).toMatchObject({ handedOver: true, locked: false })
    shown.do(({ leavePresent }) => leavePresent())
    expect(shown.state().leaving).toBe(true)
    // The tab that was opened beside it is no way round either, once it was put away.
    beside.tab.show(false)
    beside.tab.show(true)
    expect(beside.state().locked).toBe(true)
  })

  it('stays so when another tab begins and ends presenting: each gives back its own', async () => {
    const [shown, other] = [await open(), await open()]
    handOver(shown)
    await other.givePin(PIN)
    present(other)
    other.do(({ leavePresent }) => leavePresent())
    await other.givePin(PIN)
    expect(other.state()).toMatchObject({ handedOver: false, leaving: false })
    const fresh = await open()
    expect(fresh.state().locked).toBe(true)
    expect(shown.state().handedOver).toBe(true)
  })

  it('goes on with the pictures when a tab is opened beside them', async () => {
    const shown = await open()
    handOver(shown)
    const fresh = await open()
    expect(fresh.state().locked).toBe(true)
    expect(shown.state().locked).toBe(false)
  })

  it('is locked after a reload, a crash or a closed tab until the PIN is given, and not for ever', async () => {
    const shown = await open()
    handOver(shown)
    end(shown)
    const fresh = await open()
    expect(fresh.state().locked).toBe(true)
    const another = await open()
    expect(another.state().locked).toBe(true)
    await fresh.givePin(PIN)
    expect(another.state().locked).toBe(false)
    expect((await open()).state().locked).toBe(false)
    expect(browser.record()).toMatchObject({ handedOver: [] })
  })

  it('says so again where what is kept has lost it', async () => {
    const [shown, other] = [await open(), await open()]
    handOver(shown)
    vi.stubGlobal('navigator', {})
    await other.givePin(PIN)
    expect((await open()).state().locked).toBe(true)
  })

  it('shows the lock, not an empty page, when it is locked while the PIN to leave is asked for', async () => {
    const shown = await open()
    handOver(shown)
    shown.do(({ leavePresent }) => leavePresent())
    shown.do(({ lock }) => lock())
    expect(shown.state()).toMatchObject({ locked: true, leaving: false })
    shown.drawn()
    shown.tab.show(false)
    shown.tab.show(true)
    expect(shown.seen()).toBe('lock')
    await shown.givePin(PIN)
    expect(shown.state()).toMatchObject({ locked: false, handedOver: true })
  })

  it('is known from what earlier versions kept', async () => {
    browser.kept.set(LOCK_KEY, JSON.stringify({ pin: hashed, locked: false, handOver: true, handedOver: true }))
    const page = await open()
    expect(page.state().locked).toBe(true)
    await page.givePin(PIN)
    expect((await open()).state().locked).toBe(false)
    browser.kept.set(LOCK_KEY, JSON.stringify({ pin: hashed, locked: false, handOver: true, handedOver: false }))
    expect((await open()).state().locked).toBe(false)
  })
})
