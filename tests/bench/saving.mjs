// How long it takes from the end of a gesture until the program says that it is saved.
import { skipFirstSteps } from './time.mjs'

const STROKES = 60
/** The first ones warm up what they run through. */
const WARM_UP = 10
const button = (page, name) => page.getByRole('button', { name, exact: true })

/**
 * Notes for each gesture how many milliseconds later `saved` is said and nothing is being saved any more. A gesture ends
 * with its pointerup; its save begins within that event or soon after it.
 */
function watchSaves() {
  const bar = document.querySelector('.topbar')
  window.savedAfterMs = []
  let endedAt = null
  let began = false
  addEventListener('pointerup', () => {
    endedAt = performance.now()
    began = bar.getAttribute('data-save') === 'saving'
  })
  new MutationObserver(() => {
    if (endedAt === null) return
    if (bar.getAttribute('data-save') === 'saving') began = true
    else if (began) {
      window.savedAfterMs.push(performance.now() - endedAt)
      endedAt = null
    }
  }).observe(bar, { attributeFilter: ['data-save'] })
}

export async function benchSaving(browser, address, say) {
  say('Saving strokes of a brush on a photo of 12 MP')
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await skipFirstSteps(context)
  const page = await context.newPage()
  await page.goto(address)
  await button(page, 'Try the sample').click()
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Area', exact: true }).click()
  await page.keyboard.press('b')
  await page.evaluate(watchSaves)
  const box = await page.locator('[role=application] canvas').first().boundingBox()
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 3]
  for (let i = 0; i < WARM_UP + STROKES; i++) {
    await page.mouse.move(x - 80 + 2 * i, y + 3 * (i % 9))
    await page.mouse.down()
    await page.mouse.move(x - 40 + 2 * i, y + 20, { steps: 6 })
    await page.mouse.up()
    await page.waitForFunction((count) => window.savedAfterMs.length >= count, i + 1)
  }
  const times = (await page.evaluate(() => window.savedAfterMs)).slice(WARM_UP).toSorted((a, b) => a - b)
  await context.close()
  return { 'storage.editToSavedP95Ms': Number(times[Math.floor(0.95 * times.length)].toFixed(1)) }
}
