import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { toStudio } from './pictures.ts'
import { button, drag, expect, figure, filled, openPhoto, settled, step, test } from './studio.ts'

/** Every press, drag and typed value is one action. */
function hand(page: Page) {
  let actions = 0
  return {
    get actions() {
      return actions
    },
    async press(target: Locator) {
      actions++
      await target.click()
    },
    async dragHandle(from: { x: number; y: number }, to: { x: number; y: number }) {
      actions++
      await drag(page, from, to)
    },
    async key(key: string) {
      actions++
      await page.keyboard.press(key)
    },
  }
}

type Hand = ReturnType<typeof hand>

/** From the proposed scale to two pictures beside each other. Gives back the actions up to the saved snapshot. */
async function mockUp(page: Page, by: Hand): Promise<number> {
  await by.press(button(page, 'Use this scale'))
  await expect(step(page, 'Hairline')).toHaveAttribute('aria-current', 'step')
  await by.press(step(page, 'Area'))
  await by.press(button(page, 'Fill with dots'))
  await filled(page)
  const density = await figure(page, 'Density').inputValue()
  const thumb = await page
    .getByRole('slider', { name: 'Density' })
    .locator('xpath=ancestor::*[contains(@class, "scrub-thumb")]')
    .boundingBox()
  if (!thumb) throw new Error('There is no thumb.')
  const from = { x: thumb.x + thumb.width / 2, y: thumb.y + thumb.height / 2 }
  await by.dragHandle(from, { x: from.x + 20, y: from.y })
  expect(await figure(page, 'Density').inputValue()).not.toBe(density)
  await by.press(button(page, 'Save snapshot'))
  const strip = page.getByRole('region', { name: 'Snapshots' })
  await expect(strip.getByRole('button', { name: /^Mature \d+ mm$/ })).toBeVisible()
  await expect(button(page, 'Save snapshot')).toBeEnabled()
  const saved = by.actions
  await by.press(page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Compare' }))
  await expect(page.getByRole('slider', { name: 'Line between A and B' })).toBeVisible()
  return saved
}

test('the first mock-up on the sample takes ten actions at most, seven to the saved snapshot', async ({ page }) => {
  await page.goto('/')
  const by = hand(page)
  await by.press(button(page, 'Try the sample'))
  await expect(button(page, 'Use this scale')).toBeVisible()
  await settled(page)
  const saved = await mockUp(page, by)
  expect(saved).toBeLessThanOrEqual(7)
  await expect(page.getByRole('group', { name: 'A, Before, and B, Mature 75 mm' })).toBeVisible()
  await by.key('2')
  await expect(button(page, 'Side by side')).toHaveAttribute('aria-pressed', 'true')
  expect(by.actions).toBeLessThanOrEqual(10)
})

/** Photos of people are not part of the program: where they are at hand, they are read and nothing of them is kept. */
const heads = new URL('../../../shared/photos/heads/', import.meta.url)
for (const name of ['scan-front.jpg', 'head-03-frontal-hairline.jpg']) {
  const file = fileURLToPath(new URL(name, heads))
  if (!existsSync(file)) continue
  test(`a mock-up on a photo from elsewhere, ${name}`, async ({ page }) => {
    await openPhoto(page, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: readFileSync(file) })
    await mockUp(page, hand(page))
    await toStudio(page)
    await page.reload()
    await filled(page)
    await expect(
      page.getByRole('region', { name: 'Snapshots' }).getByRole('button', { name: /^Mature \d+ mm$/ }),
    ).toBeVisible()
  })
}
