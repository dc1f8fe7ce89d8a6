import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, type Page } from '@playwright/test'
import type { ChromiumProfile } from './chromiumProfile.ts'
import { isShown, saveState } from './patient.ts'

/** Things that a page holds once what is free has been given back. */
export interface Held {
  readonly heapMB: number
  readonly listeners: number
  readonly canvases: number
  readonly addresses: number
}

/** Lets `held` count canvases and blob addresses; to be called before the page is opened. */
export async function countHeld(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const addresses = new Set<string>()
    const { createObjectURL, revokeObjectURL } = URL
    URL.createObjectURL = (of) => {
      const address = createObjectURL(of)
      addresses.add(address)
      return address
    }
    URL.revokeObjectURL = (address) => {
      addresses.delete(address)
      revokeObjectURL(address)
    }
    let canvases = 0
    const gone = new FinalizationRegistry(() => canvases--)
    const made = (canvas: object) => {
      canvases++
      gone.register(canvas, null)
    }
    const createElement = document.createElement.bind(document)
    document.createElement = ((name: string, o?: ElementCreationOptions) => {
      const element = createElement(name, o)
      if (element instanceof HTMLCanvasElement) made(element)
      return element
    }) as typeof document.createElement
    window.OffscreenCanvas = new Proxy(OffscreenCanvas, {
      construct(of, given: [number, number]) {
        const canvas = new of(...given)
        made(canvas)
        return canvas
      },
    })
    Object.assign(window, { held: () => ({ canvases, addresses: addresses.size }) })
  })
}

export async function held(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page)
  // Finalizers run in tasks of their own, and what they let go of goes with the next collection.
  for (let round = 0; round < 3; round++) {
    await session.send('HeapProfiler.collectGarbage')
    await page.evaluate(() => new Promise((settle) => setTimeout(settle, 50)))
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { jsEventListeners } = await session.send('Memory.getDOMCounters')
  await session.detach()
  const counted = await page.evaluate(() =>
    (window as unknown as { held: () => Pick<Held, 'canvases' | 'addresses'> }).held(),
  )
  return { heapMB: usedSize / 1e6, listeners: jsEventListeners, ...counted }
}

/** Nothing grows with the number of edits. */
export function expectNoGrowth(before: Held, after: Held): void {
  expect(after.heapMB).toBeLessThan(before.heapMB * 1.1)
  expect(after.canvases).toBeLessThanOrEqual(before.canvases + 2)
  expect(after.addresses).toBeLessThanOrEqual(before.addresses)
  expect(after.listeners).toBeLessThan(before.listeners * 1.1 + 20)
}

/** Strokes and their erasing in turn, as fast as the page takes them; waits until all are saved. */
export async function strokeOften(profile: ChromiumProfile, page: Page, count: number): Promise<void> {
  await promisify(execFile)(process.execPath, [
    '--experimental-websocket',
    strokes,
    String(profile.port),
    String(count),
  ])
  await expect.poll(() => saveState(page)).toBe('saved')
}

const strokes = fileURLToPath(new URL('strokes.mjs', import.meta.url))

/** Whether this system says what memory a process has. */
export const knowsMemory = existsSync('/proc/self/smaps_rollup')

/** Private memory of all processes of the page's browser once what is free has been given back, MB. */
async function browserMB(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.detach()
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser of its own.')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.reduce((sum, { id }) => sum + privateMB(id), 0)
}

/** The least of it over some seconds: what a photo takes at rest, its levels packed. */
export async function restingMB(page: Page): Promise<number> {
  let least = Infinity
  for (let look = 0; look < 10; look++) {
    await page.waitForTimeout(500)
    least = Math.min(least, await browserMB(page))
  }
  return least
}

function privateMB(pid: number): number {
  try {
    const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const kb = [...lines.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)]
    return kb.reduce((sum, [, each]) => sum + Number(each), 0) / 1024
  } catch {
    // It has ended meanwhile.
    return 0
  }
}

const sample = readFileSync(new URL('../../public/sample/hairline.jpg', import.meta.url))

/** The sample's photo of 12 MP with a remark in it, which makes it another file. */
function otherFile(remark: string): Buffer {
  const text = Buffer.from(remark)
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2])
  return Buffer.concat([sample.subarray(0, 2), head, text, sample.subarray(2)])
}

/** Three more photos of 12 MP beside the sample's frontal one. */
export async function addViews(page: Page): Promise<void> {
  for (const view of ['Right 45°', 'Left 45°', 'Vertex']) {
    const asked = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add view' }).click()
    await page.getByRole('menuitem', { name: view }).click()
    await (await asked).setFiles({ name: 'other.jpg', mimeType: 'image/jpeg', buffer: otherFile(view) })
    const current = page.getByRole('region', { name: /^Views/ }).locator('[aria-current="true"]')
    await expect(current).toHaveAccessibleName(view)
    await isShown(page)
  }
}

/** The photos of the open visit one after the other, `count` in all; tells each time that one is there. */
export async function openInTurn(page: Page, count: number, opened: (nth: number) => Promise<void>): Promise<void> {
  const views = page.getByRole('region', { name: /^Views/ }).locator('.shot-open')
  const many = await views.count()
  for (let nth = 1; nth <= count; nth++) {
    const view = views.nth(nth % many)
    await view.click()
    await expect(view).toHaveAttribute('aria-current', 'true')
    await isShown(page)
    await opened(nth)
  }
}
