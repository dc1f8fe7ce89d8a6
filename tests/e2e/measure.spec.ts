import type { Page } from '@playwright/test'
import { canvas, drag, expect, openSample, test, useScale } from './studio.ts'

const said = (page: Page) => page.locator('[role=status][aria-live=polite]')

async function place(page: Page, x: number, y: number) {
  const box = (await canvas(page).boundingBox())!
  return { x: box.x + box.width * x, y: box.y + box.height * y }
}

test('a distance is dragged in millimetres, an angle is three clicks, and Escape takes both away', async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await page.keyboard.press('m')
  const [left, right] = [await place(page, 0.4, 0.3), await place(page, 0.6, 0.3)]
  await drag(page, left, right)
  await expect(said(page)).toHaveText(/^\d+ ± \d+ mm along the skin$/)
  // The scale bar says how many px its millimetres are.
  const bar = await page.locator('.scale-bar').first().boundingBox()
  const barMm = parseInt(await page.locator('.scale-bar + *').first().innerText(), 10)
  const expected = (right.x - left.x) * (barMm / bar!.width)
  // It is said once a second at the most: the length of the whole drag comes last.
  const measured = async () => parseInt(await said(page).innerText(), 10) / expected
  // Along the skin, which curves between the two: somewhat longer than the straight line that the bar measures.
  await expect.poll(measured).toBeGreaterThan(0.98)
  expect(await measured()).toBeLessThan(1.07)
  for (const [x, y] of [
    [0.5, 0.2],
    [0.5, 0.4],
    [0.6, 0.4],
  ] as const) {
    const at = await place(page, x, y)
    await page.mouse.click(at.x, at.y)
  }
  await expect(said(page)).toHaveText('90°')
  await page.keyboard.press('Escape')
  await expect(said(page)).not.toHaveText('90°')
})
