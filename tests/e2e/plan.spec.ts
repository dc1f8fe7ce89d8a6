import type { Page } from '@playwright/test'
import { button, canvas, expect, fill, openSample, radio, step, test, useScale } from './studio.ts'

const screen = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name })

/** The middle of a figure of the plan, as it is read. */
async function figureOf(page: Page, name: string): Promise<number> {
  const row = page.getByRole('complementary').locator('.plan-figure', { hasText: name }).first()
  const text = await row.getByRole('definition').innerText()
  return Number(text.split('\n')[0]?.replace(/[^\d.]/g, ''))
}

async function toPlan(page: Page): Promise<void> {
  await screen(page, 'Plan').click()
  await expect(page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Total' })).toBeVisible()
}

test('from photo to plan: dots, hours, sittings and price follow the design, each within its band', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await fill(page)
  const placed = Number((await page.locator('.tile-value').first().innerText()).replace(/\D/g, ''))
  await toPlan(page)
  const dots = await figureOf(page, 'Dots, healed')
  const impressions = await figureOf(page, 'Impressions')
  // A head has more skin than its picture; nine of ten impressions stay.
  expect(dots).toBeGreaterThan(1.3 * placed * 0.98)
  expect(dots).toBeLessThan(2 * placed)
  expect(Math.abs(impressions * 0.9 - dots) / dots).toBeLessThan(0.02)
  await expect(page.getByRole('heading', { name: /^Sitting \d$/ })).toHaveCount(3)
  expect(await figureOf(page, 'Price')).toBe(67_500)
  await expect(page.getByText('₹45,000 to ₹90,000')).toBeVisible()
  await expect(page.getByText('in 2.8-7.1 years')).toBeVisible()
  await page.getByText('What this assumes').first().click()
  await expect(page.getByText('The pace of your clinic, impressions a minute.')).toBeVisible()
  const stops = page.getByRole('contentinfo', { name: 'Timeline' }).getByRole('listitem')
  await expect(stops).toHaveText([/SMP sitting 1/, /SMP sitting 2.*14 days/, /sitting 3/, /Healed/, /Touch-up due/])
})

test('the clinic’s own numbers change the plan at once, refuse nonsense, outlast a reload and can be reset', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await toPlan(page)
  const hours = await figureOf(page, 'Needle at work')
  await button(page, 'Clinic numbers').click()
  const pace = page.getByRole('textbox', { name: 'Impressions a minute', exact: true })
  await pace.fill('5000')
  await pace.press('Enter')
  await expect(page.getByRole('alert')).toContainText('Between 5 and 1,000. Nothing was changed.')
  await expect(pace).toHaveValue('75')
  await pace.fill('110')
  await pace.press('Enter')
  await radio(page, 'How you charge', 'Fixed').click()
  await page.getByRole('combobox', { name: 'Currency' }).selectOption('EUR')
  await button(page, 'Back to the plan').click()
  expect(Math.abs((await figureOf(page, 'Needle at work')) - (hours * 75) / 110)).toBeLessThan(0.2)
  await expect(page.getByText('€15,000 to €30,000').first()).toBeVisible()
  await page.reload()
  await expect(page.getByText('€15,000 to €30,000').first()).toBeVisible()
  await button(page, 'Clinic numbers').click()
  await button(page, 'Back to the defaults').click()
  await button(page, 'Back to the plan').click()
  await expect(page.getByText('₹45,000 to ₹90,000')).toBeVisible()
})

test('without a scale there is no figure, only the way to one', async ({ page }) => {
  await openSample(page)
  await button(page, 'Continue without scale').click()
  await screen(page, 'Plan').click()
  await expect(page.getByText('A plan counts in millimetres. Set the scale of the photo first.')).toBeVisible()
  await expect(page.getByRole('complementary').getByText(/cm²|₹/)).toHaveCount(0)
  await button(page, 'Set the scale').click()
  await expect(canvas(page)).toBeVisible()
  await expect(step(page, 'Scale')).toHaveAttribute('aria-current', 'step')
})

test('by keyboard alone: P opens the plan, Tab reaches the clinic’s numbers, Shift Y goes back', async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible()
  const reach = async (target: ReturnType<typeof button>) => {
    for (let k = 0; k < 40; k++) {
      if (await target.evaluate((e) => e === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error('Tab does not come there.')
  }
  await reach(button(page, 'Clinic numbers'))
  await page.keyboard.press('Enter')
  await reach(page.getByRole('textbox', { name: 'Set-up per sitting', exact: true }))
  await page.keyboard.type('45')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Set-up per sitting', exact: true })).toHaveValue('45')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await page.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Shift+Y')
  await expect(button(page, 'Save snapshot')).toBeVisible()
})
