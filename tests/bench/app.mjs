// Figures of the built app, driven through a browser as a hand would.
import { gzipSync } from 'node:zlib'
import { benchHands, handFigures } from './hands.mjs'
import { benchLibrary } from './library.mjs'
import { benchMemory } from './memory.mjs'
import { benchSaving } from './saving.mjs'
import { benchTime, skipFirstSteps } from './time.mjs'

const quantile = (values, q) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
const round = (value, digits = 1) => Number(value.toFixed(digits))
const button = (page, name) => page.getByRole('button', { name, exact: true })

/** Milliseconds from navigation until the library can be used, cache empty, and what was loaded for it. */
async function coldStart(browser, address) {
  const times = []
  const loaded = new Map()
  for (let i = 0; i < 6; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await skipFirstSteps(context)
    const page = await context.newPage()
    if (i === 0) {
      page.on('response', (response) => {
        loaded.set(
          response.url(),
          response.body().catch(() => Buffer.alloc(0)),
        )
      })
    }
    await page.addInitScript(() => {
      const look = () => {
        const usable = [...document.querySelectorAll('button')].some((b) => b.textContent === 'Try the sample')
        if (usable) requestAnimationFrame(() => (window.usableAt = performance.now()))
        else requestAnimationFrame(look)
      }
      look()
    })
    await page.goto(address)
    await page.waitForFunction(() => window.usableAt !== undefined)
    if (i > 0) times.push(await page.evaluate(() => window.usableAt))
    else await page.waitForLoadState('networkidle')
    await context.close()
  }
  let all = 0
  let code = 0
  for (const [url, body] of loaded) {
    const bytes = gzipSync(await body, { level: 9 }).length
    all += bytes
    if (/\.(js|mjs|css|html)$|\/$/.test(new URL(url).pathname)) code += bytes
  }
  return {
    'start.coldMs': round(quantile(times, 0.5)),
    'bundle.firstLoadGzKB': round(all / 1000),
    'bundle.firstLoadCodeGzKB': round(code / 1000),
  }
}

/** Frame intervals and main-thread time while one wheel event arrives per frame. */
async function frames(page, wheel) {
  return page.evaluate(
    async ({ ctrlKey, deltaX, deltaY, count }) => {
      const canvas = document.querySelector('[role=application] canvas')
      const box = canvas.getBoundingClientRect()
      const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2.5 }
      const { port1, port2 } = new MessageChannel()
      const intervals = []
      const work = []
      let last = 0
      for (let i = 0; i < count; i++) {
        const turn = i < count / 2 ? 1 : -1
        await new Promise((settle) =>
          requestAnimationFrame((now) => {
            if (last > 0) intervals.push(now - last)
            last = now
            const start = performance.now()
            const init = { bubbles: true, cancelable: true, ctrlKey, deltaX: turn * deltaX, deltaY: turn * deltaY }
            canvas.dispatchEvent(new WheelEvent('wheel', { ...at, ...init }))
            // The message arrives after this frame's callbacks, style, layout and paint.
            requestAnimationFrame(() => {})
            port1.onmessage = () => {
              work.push(performance.now() - start)
              settle()
            }
            port2.postMessage(0)
          }),
        )
      }
      return { intervals, work }
    },
    { ctrlKey: false, deltaX: 0, deltaY: 0, count: 180, ...wheel },
  )
}

const wheels = { pan: { deltaX: 6, deltaY: 4 }, zoom: { ctrlKey: true, deltaY: -12 } }

/** A JPEG of 48 MP, the sample enlarged, dropped on the start screen of a new patient. */
async function drop48Mp(page) {
  await page.getByRole('banner').getByRole('button', { name: 'New patient' }).click()
  await page.getByRole('heading', { name: 'Add a frontal photo to start' }).waitFor()
  const megapixels = await page.evaluate(async () => {
    const bitmap = await createImageBitmap(await (await fetch('/sample/hairline.jpg')).blob())
    const canvas = new OffscreenCanvas(6000, 8000)
    canvas.getContext('2d').drawImage(bitmap, 0, 0, 6000, 8000)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([blob], 'scalp.jpg', { type: 'image/jpeg' }))
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    return (canvas.width * canvas.height) / 1e6
  })
  await button(page, 'Use this scale').waitFor({ timeout: 60_000 })
  await page.getByText('Eye corners, caliper').click()
  // On marks that are only guessed the line lies so high that next to nothing is filled.
  await button(page, 'Find the eyes').click()
  await page.getByText('Eyes found. Check the marks and the points.').waitFor({ timeout: 60_000 })
  // The scale is that of the typed length alone: what was measured without being asked for would hold it back.
  const others = page.locator('.known-kept')
  while ((await others.count()) > 0) await others.first().click()
  return megapixels
}

const toStep = (page, name) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true }).click()

async function type(field, value) {
  await field.fill(String(value))
  await field.press('Enter')
}

/** Fewer would not show what a hand waits for. */
const LEAST_DOTS = 90_000

/** Dots of the finished fill. */
async function dotsOf(page) {
  await page.getByText('Dots placed', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page.waitForFunction(() => !document.querySelector('[role=progressbar]'), undefined, { timeout: 60_000 })
  return page.evaluate(() => Number(document.querySelector('.tile-value')?.textContent?.replace(/\D/g, '')))
}

/** Fills at the greatest density; a face measured as larger takes more dots, until there are about 100,000. */
async function fillWith100000(page) {
  const known = page.getByRole('textbox', { name: 'Known distance in mm' })
  let mm = 157
  await type(known, mm)
  await button(page, 'Use this scale').click()
  await toStep(page, 'Dots')
  await type(page.getByRole('textbox', { name: /^Density, value/ }), 320)
  await button(page, 'Fill with dots').click()
  let dots = await dotsOf(page)
  for (let round = 0; round < 3 && Math.abs(dots / 100_000 - 1) > 0.03; round++) {
    mm = Number((mm * Math.sqrt(100_000 / dots)).toFixed(1))
    await toStep(page, 'Scale')
    await type(known, mm)
    await toStep(page, 'Dots')
    // The figure of before stands until the new fill is done.
    await page.waitForTimeout(3000)
    dots = await dotsOf(page)
  }
  return dots
}

/** A page by itself is given its frames' times to 5 us instead of .1 ms, by which one frame of 16.67 ms may look like 16.8. */
const finelyTimed = (context) =>
  context.route('**/*', async (route) => {
    const response = await route.fetch()
    const alone = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
    await route.fulfill({ response, headers: { ...response.headers(), ...alone } })
  })

/** Frames while about 100,000 dots are panned and zoomed; one source is named by its megapixels. */
async function motion(browser, address, name, open) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await finelyTimed(context)
  await skipFirstSteps(context)
  const page = await context.newPage()
  await page.goto(address)
  await open(page)
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('The page is not timed finely.')
  const dots = await fillWith100000(page)
  if (dots < LEAST_DOTS) throw new Error(`Only ${dots} dots are shown at ${name}.`)
  const figures = { [`frame.dots.${name}`]: dots }
  for (const kind of ['pan', 'zoom']) {
    const rounds = []
    for (let i = 0; i < 4; i++) rounds.push(await frames(page, wheels[kind]))
    const intervals = rounds.slice(1).flatMap((r) => r.intervals)
    const work = rounds.slice(1).flatMap((r) => r.work)
    figures[`frame.${kind}P95Ms.${name}`] = round(quantile(intervals, 0.95))
    figures[`frame.${kind}MedianMs.${name}`] = round(quantile(intervals, 0.5))
    figures[`frame.${kind}MainThreadP95Ms.${name}`] = round(quantile(work, 0.95), 2)
    figures[`frame.${kind}MainThreadMedianMs.${name}`] = round(quantile(work, 0.5), 2)
  }
  Object.assign(figures, await benchHands(browser, page, name))
  await context.close()
  return figures
}

export async function benchApp(browser, address, say) {
  const figures = {
    ...(await coldStart(browser, address)),
    ...(await benchLibrary(browser, address, say)),
    ...(await benchSaving(browser, address, say)),
  }
  say('Panning and zooming a photo of 12 MP')
  Object.assign(figures, await motion(browser, address, '12mp', (page) => button(page, 'Try the sample').click()))
  say('Panning and zooming a photo of 48 MP')
  Object.assign(figures, await motion(browser, address, '48mp', drop48Mp))
  for (const key of handFigures) figures[key] = Math.max(figures[`${key}.12mp`], figures[`${key}.48mp`])
  return { ...figures, ...(await benchMemory(address, say)), ...(await benchTime(browser, address, say)) }
}
