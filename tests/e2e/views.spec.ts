import { writePng } from '../fixtures/png.ts'
import { button, choose, expect, fill, goTo, openSample, test, useScale, type Page } from './studio.ts'

const strip = (page: Page) => page.getByRole('region', { name: /^Views/ })
const skin = writePng(600, 800, (x, y) => [200 - (y >> 4), 150, 120 + (x >> 4)])

test('a photo of another view is added in its place, stays so after a reload, and can be given another view', async ({
  page,
}) => {
  await openSample(page)
  const asked = page.waitForEvent('filechooser')
  await choose(page, button(page, 'Add view'), 'Right 45°')
  await (await asked).setFiles({ name: 'right.png', mimeType: 'image/png', buffer: skin })
  const right = strip(page).getByRole('button', { name: 'Right 45°', exact: true })
  await expect(right).toHaveAttribute('aria-current', 'true')
  await expect(button(page, 'Use this scale')).toBeVisible()
  await page.reload()
  await expect(right).toHaveAttribute('aria-current', 'true')
  await goTo(page, 'Photo')
  await choose(page, button(page, 'View, Right 45°'), 'Crown')
  await expect(strip(page).getByRole('button', { name: 'Crown', exact: true })).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Control+z')
  await expect(right).toHaveAttribute('aria-current', 'true')
  const front = strip(page).getByRole('button', { name: 'Frontal', exact: true })
  await front.click()
  await expect(front).toHaveAttribute('aria-current', 'true')
})

test('from above less skin turns away than from the front: the plan counts by the view', async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await fill(page)
  const screen = (name: string) =>
    page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name }).click()
  const area = async () => {
    const row = page.getByRole('complementary').locator('.plan-figure', { hasText: 'Bare scalp' })
    const text = await row.locator('.plan-figure-middle').innerText()
    return Number(text.replace(/[^\d.]/g, ''))
  }
  await screen('Plan')
  const front = await area()
  await screen('Studio')
  await goTo(page, 'Photo')
  await choose(page, button(page, 'View, Frontal'), 'Vertex')
  await screen('Plan')
  await expect.poll(async () => (await area()) / front).toBeCloseTo(1.41 / 1.79, 1)
})
