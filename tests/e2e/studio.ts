import { readFileSync } from 'node:fs'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { withHeadMeasured } from '../../src/core/design/edits.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { readSampleMarks } from '../../src/core/design/scale/sampleMarks.ts'
import type { PointPx } from '../../src/core/geometry/points.ts'
import { readPng as decodePng, type Picture } from '../fixtures/png.ts'

export { expect, type Locator, type Page }

/** A page that must stay quiet: no error, no breach of the policy, nothing asked of another origin. */
export const test = base.extend<{ quiet: void; firstVisit: boolean; drawsExamples: boolean; unserved: boolean }>({
  /** Whether the first steps are shown; they would dim every picture. */
  firstVisit: [false, { option: true }],
  /** Whether the sample's snapshots draw themselves once nobody works: they would stand among those of a journey. */
  drawsExamples: [false, { option: true }],
  /** Whether files of the app are kept from the page: the browser speaks of it by itself. */
  unserved: [false, { option: true }],
  context: async ({ context, firstVisit, drawsExamples }, use) => {
    await context.addInitScript(keepKnown, { coached: !firstVisit, exampled: !drawsExamples })
    await use(context)
  },
  quiet: [
    async ({ page, baseURL, unserved }, use) => {
      const heard: string[] = []
      page.on('pageerror', (error) => heard.push(`error: ${error.message}`))
      page.on('console', (message) => {
        if (unserved && message.text() === 'Failed to load resource: net::ERR_FAILED') return
        if (message.type() === 'error') heard.push(`console: ${message.text()}`)
      })
      page.on('request', (request) => {
        const url = request.url()
        if (/^https?:/.test(url) && !url.startsWith(baseURL ?? '')) heard.push(`request: ${url}`)
      })
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (e) =>
          console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`),
        )
      })
      await use()
      expect(heard).toEqual([])
    },
    { auto: true },
  ],
})

/** Runs in the page: what is known there already stays so, whatever was kept before. */
function keepKnown(known: Readonly<Record<string, boolean>>): void {
  const key = 'trichion.preferences'
  const told = Object.fromEntries(Object.entries(known).filter(([, is]) => is))
  localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), ...told }))
}

export const sampleWidth = 3024
/** Marks and caliper distance as shipped, for `readSampleMarks`. */
export const sampleRecord: unknown = JSON.parse(
  readFileSync(new URL('../../public/sample/marks.json', import.meta.url), 'utf8'),
)

const { marks: sampleMarks, knownMm: sampleMm } = readSampleMarks(sampleRecord)
const { eyeRight, eyeLeft } = sampleMarks

/** The sample as it is opened: measured on its head, Mature laid. */
export const openedSample = withHeadMeasured(
  newDesign(
    { id: 'sample', hash: '', width: sampleWidth, height: 4032 },
    {
      marks: sampleMarks,
      scale: { a: eyeRight, b: eyeLeft, knownMm: sampleMm, source: 'caliper', status: 'proposed' },
    },
  ),
  true,
)

export const truth = JSON.parse(readFileSync(new URL('../../public/sample/marks.json', import.meta.url), 'utf8')) as {
  knownMm: number
}

/** From an empty database to the sample in the Scale step. */
export async function openSample(page: Page): Promise<void> {
  await page.goto('/')
  await page.locator('body').evaluate(isToBeRead, 'Try the sample')
  await trySample(page)
}

/** From an empty library to the sample in the Scale step. */
export async function trySample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample' }).first().click()
  await settledSaying(page, 'Use this scale')
  await expect(page.getByRole('button', { name: 'Use this scale' })).toBeVisible()
}

export async function useScale(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use this scale' }).click()
  await expect(step(page, 'Hairline')).toHaveAttribute('aria-current', 'step')
}

export const step = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true })

export async function goTo(page: Page, name: 'Photo' | 'Scale' | 'Hairline' | 'Area' | 'Dots'): Promise<void> {
  await step(page, name).click()
  await expect(step(page, name)).toHaveAttribute('aria-current', 'step')
}

/** Fills from the Area step and waits for the finished picture. */
export async function fill(page: Page): Promise<void> {
  await goTo(page, 'Area')
  await page.getByRole('button', { name: 'Fill with dots' }).click()
  await filled(page)
}

export async function filled(page: Page): Promise<void> {
  await settledSaying(page, 'Dots placed')
  await expect(page.getByText('Dots placed', { exact: true }).first()).toBeVisible()
}

/** The sample, to scale and filled. */
export async function openFilled(page: Page): Promise<void> {
  await openSample(page)
  await useScale(page)
  await fill(page)
}

/** Waits until two looks at the canvas, a little apart, see the same picture, no progress, and a worker at rest. */
export const settled = (page: Page): Promise<void> => rests(page.locator('body'), { within: '[role=application]' })

/** The same for any part of the page that holds canvases. */
export const atRest = (part: Locator): Promise<void> => rests(part, {})

/**
 * The same, and the page says the words: whoever waits for them with an expectation alone looks for them every half second.
 */
const settledSaying = (page: Page, words: string): Promise<void> =>
  rests(page.locator('body'), { within: '[role=application]', words })

/** Runs in the page until the words are to be read there: at most for a while, then whoever needs them speaks of it. */
async function isToBeRead(root: Element, words: string): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 20_000;) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let at = texts.nextNode(); at; at = texts.nextNode())
      if (at.nodeValue?.trim() === words && at.parentElement?.checkVisibility()) return
    await new Promise((later) => setTimeout(later, 20))
  }
}

interface Rest {
  /** What in it has to rest, by a selector: it may not be there yet. */
  readonly within?: string
  readonly words?: string
}

async function rests(part: Locator, rest: Rest): Promise<void> {
  await expect.poll(() => part.evaluate(comesToRest, rest), { timeout: 40_000, intervals: [100] }).toBe(true)
}

/**
 * Runs in the page, where a look costs nothing but itself: false where the part went away or never came to rest. A number
 * stands for what is on its canvases, and its words: a picture of the page would cost ten times as much.
 */
async function comesToRest(root: Element, { within, words }: Rest): Promise<boolean> {
  // Strips of it, in every tile: all of it would take longer than drawing did.
  const STRIP = 4
  const STRIDE = 24
  const BUSY_MS = 20
  const APART_MS = 120
  const MOST_MS = 40_000
  const isSaid = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let at = texts.nextNode(); at; at = texts.nextNode())
      if (at.nodeValue?.trim() === words && at.parentElement?.checkVisibility()) return true
    return false
  }
  const look = (): string | null => {
    const element = within ? root.querySelector(within) : root
    const bars = [...document.querySelectorAll('[role=progressbar]')]
    if (!element || element.hasAttribute('data-working') || bars.some((bar) => bar.checkVisibility())) return null
    if (words !== undefined && !isSaid()) return null
    let hash = 0
    for (const picture of element.querySelectorAll('canvas')) {
      if (picture.width === 0 || picture.height === 0) continue
      const context = picture.getContext('2d')
      for (let y = 0; context && y < picture.height; y += STRIDE) {
        const pixels = new Uint32Array(context.getImageData(0, y, picture.width, STRIP).data.buffer)
        for (let i = 0; i < pixels.length; i++) hash = (Math.imul(hash, 31) + pixels[i]!) | 0
      }
    }
    return `${hash} ${element.textContent}`
  }
  const start = performance.now()
  let before: string | null = null
  while (root.isConnected && performance.now() - start < MOST_MS) {
    const now = look()
    if (now !== null && now === before) return true
    before = now
    await new Promise((later) => setTimeout(later, now === null ? BUSY_MS : APART_MS))
  }
  return false
}

export const canvas = (page: Page) => page.getByRole('application')

/** A pixel of the canvas as it is on the screen, CSS px from the canvas's corner. */
export async function screenPixels(
  page: Page,
): Promise<{ width: number; height: number; at(x: number, y: number): [number, number, number] }> {
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('The canvas is not on the screen.')
  const png = await page.screenshot({ clip: box })
  return readPng(page, png)
}

/** Decodes a PNG or JPEG in the page, where there is a decoder. */
export async function readPng(
  page: Page,
  bytes: Buffer,
): Promise<{ width: number; height: number; at(x: number, y: number): [number, number, number] }> {
  const { width, height, data } = await page.evaluate(async (base64) => {
    const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([raw]))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('No canvas.')
    context.drawImage(bitmap, 0, 0)
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data
    let text = ''
    for (let i = 0; i < pixels.length; i += 32_768) text += String.fromCharCode(...pixels.subarray(i, i + 32_768))
    return { width: bitmap.width, height: bitmap.height, data: btoa(text) }
  }, bytes.toString('base64'))
  const pixels = Buffer.from(data, 'base64')
  return {
    width,
    height,
    at(x, y) {
      const i = (Math.round(y) * width + Math.round(x)) * 4
      return [pixels[i] ?? 0, pixels[i + 1] ?? 0, pixels[i + 2] ?? 0]
    },
  }
}

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })
export const radio = (page: Page, group: string, name: string): Locator =>
  page.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true })

/**
 * Opens a menu, chooses, and waits until it is gone, for no shortcut works beside it. It closes when what it hangs on is
 * scrolled, so the page comes to rest first.
 */
export async function choose(
  page: Page,
  opener: Locator,
  item: string,
  by: 'click' | 'Enter' = 'click',
): Promise<void> {
  const press = (what: Locator) => (by === 'click' ? what.click() : what.press(by))
  await opener.scrollIntoViewIfNeeded()
  // What is focused is scrolled to as well.
  if (by !== 'click') await opener.focus()
  await page.evaluate(() => new Promise((rested) => requestAnimationFrame(() => requestAnimationFrame(rested))))
  await press(opener)
  const menu = page.getByRole('menu')
  const named = { name: item, exact: true }
  await press(menu.getByRole('menuitem', named).or(menu.getByRole('menuitemradio', named)))
  await expect(menu).toHaveCount(0)
}

/** A new patient's start screen. */
export async function newPatient(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('banner').getByRole('button', { name: 'New patient' }).click()
  await expect(page.getByRole('heading', { name: 'Add a frontal photo to start' })).toBeVisible()
}

export interface PhotoFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Hands a photo to `Choose file`, wherever it stands. */
export async function chooseFile(page: Page, file: PhotoFile): Promise<void> {
  await page.getByLabel('Choose file').setInputFiles({ ...file })
}

/** A new patient with the given photo, on the Scale step. */
export async function openPhoto(page: Page, file: PhotoFile): Promise<void> {
  await newPatient(page)
  await chooseFile(page, file)
  await settledSaying(page, 'Use this scale')
  await expect(button(page, 'Use this scale')).toBeVisible()
}

/** The figure of a slider, as it is typed and read. */
export const figure = (page: Page, label: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${label}, value`) })

export async function readFigure(page: Page, label: string): Promise<number> {
  return Number((await figure(page, label).inputValue()).replace('≈', '').replace('−', '-'))
}

export async function typeFigure(page: Page, label: string, value: number): Promise<void> {
  await figure(page, label).fill(String(value))
  await figure(page, label).press('Enter')
}

/** What the canvas shows, without the line and the handles where `alone`. */
export async function seen(page: Page, alone = false): Promise<Picture> {
  if (alone) await page.keyboard.down('o')
  await settled(page)
  const shot = await canvas(page).screenshot()
  if (alone) await page.keyboard.up('o')
  return decodePng(shot)
}

/** A part of what the canvas shows, canvas px, once it rests. All of it would take ten times as long. */
export async function seenAt(
  page: Page,
  part: { x: number; y: number; width: number; height: number },
): Promise<Picture> {
  await settled(page)
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('The canvas is not on the screen.')
  return decodePng(await page.screenshot({ clip: { ...part, x: box.x + part.x, y: box.y + part.y } }))
}

const SURROUND = 0x17

/**
 * Where a point of the photo stands on the page, found from the photo's edges against the surround; the photo's whole
 * width and its top must be in view.
 */
export async function photoOnPage(page: Page, widthPx: number): Promise<{ at(p: PointPx): PointPx; zoom: number }> {
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('There is no canvas.')
  const picture = await seen(page, true)
  const isPhoto = (x: number, y: number) => {
    const i = (Math.round(y) * picture.width + Math.round(x)) * 4
    return [0, 1, 2].some((k) => Math.abs(picture.rgba[i + k]! - SURROUND) > 12)
  }
  // A fifth down, no control floats over the photo's sides.
  const row = picture.height * 0.2
  let left = Math.round(picture.width / 2)
  let right = left + 1
  // From the middle outwards: on a tablet the brush strip stands beside the photo.
  while (left > 0 && isPhoto(left - 1, row)) left--
  while (right < picture.width && isPhoto(right, row)) right++
  // Near the left edge, where the step bar does not reach.
  const column = left + (right - left) * 0.06
  let top = Math.round(row)
  while (top > 0 && isPhoto(column, top - 1)) top--
  const zoom = (right - left) / widthPx
  return { zoom, at: (p) => ({ x: box.x + left + p.x * zoom, y: box.y + top + p.y * zoom }) }
}

/** Presses, drags through the points and lets go. */
export async function drag(page: Page, ...points: readonly PointPx[]): Promise<void> {
  const [first, ...rest] = points
  if (!first) return
  await page.mouse.move(first.x, first.y)
  await page.mouse.down()
  for (const p of rest) await page.mouse.move(p.x, p.y, { steps: 8 })
  await page.mouse.up()
}

/** Picks a file where the library takes case files in. */
export async function chooseCaseFile(
  page: Page,
  opener: string,
  file: string | { name: string; buffer: Buffer },
): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await button(page, opener).click()
  const chooser = await choosing
  await chooser.setFiles(typeof file === 'string' ? file : { ...file, mimeType: 'application/octet-stream' })
}
