// Figures of the built app, driven through a browser as a hand would.
import { gzipSync } from 'node:zlib'

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
    'coldStart.firstUsableFrameMs': round(quantile(times, 0.5)),
    'firstLoad.gzKb': round(all / 1000),
    'firstLoad.codeGzKb': round(code / 1000),
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

async function motion(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address)
  await button(page, 'Try the sample').click()
  // A face measured as larger takes more dots: about 100,000 at the greatest density.
  await page.getByRole('textbox', { name: 'Known distance in mm' }).fill('157')
  await page.getByRole('textbox', { name: 'Known distance in mm' }).press('Enter')
  await button(page, 'Use this scale').click()
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Dots' }).click()
  await page.getByRole('textbox', { name: /^Density, value/ }).fill('320')
  await page.getByRole('textbox', { name: /^Density, value/ }).press('Enter')
  await button(page, 'Fill with dots').click()
  await page.getByText(/^Area at least/).waitFor({ timeout: 60_000 })
  const dots = await page.evaluate(() => Number(document.querySelector('.tile-value')?.textContent?.replace(/\D/g, '')))
  const figures = { 'motion.dots': dots }
  for (const name of ['pan', 'zoom']) {
    const rounds = []
    for (let i = 0; i < 4; i++) rounds.push(await frames(page, wheels[name]))
    const intervals = rounds.slice(1).flatMap((r) => r.intervals)
    const work = rounds.slice(1).flatMap((r) => r.work)
    figures[`${name}.frameMs.median`] = round(quantile(intervals, 0.5))
    figures[`${name}.frameMs.p95`] = round(quantile(intervals, 0.95))
    figures[`${name}.mainThreadMs.median`] = round(quantile(work, 0.5), 2)
    figures[`${name}.mainThreadMs.p95`] = round(quantile(work, 0.95), 2)
  }
  await page.close()
  return figures
}

export async function benchApp(browser, address) {
  return { ...(await coldStart(browser, address)), ...(await motion(browser, address)) }
}
