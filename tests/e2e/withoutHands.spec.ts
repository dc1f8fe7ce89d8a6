import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { pressByKey, tabTo } from './byKeyboard.ts'
import { toCompare } from './pictures.ts'
import { button, canvas, expect, figure, filled, radio, settled, step, test } from './studio.ts'

const sample = fileURLToPath(new URL('../../public/sample/hairline.jpg', import.meta.url))
const handle = (page: Page, name: RegExp) => page.getByRole('slider', { name }).first()
const heightOf = async (page: Page) =>
  Number((await figure(page, 'Height from glabella').inputValue()).replace('≈', ''))

test('by keyboard alone, from a photo to a snapshot that is compared with before', async ({ page }) => {
  await page.goto('/')
  const newPatient = page.getByRole('button', { name: 'New patient' }).first()
  await expect(newPatient).toBeVisible()
  await pressByKey(page, newPatient)
  const choosing = page.waitForEvent('filechooser')
  await pressByKey(page, button(page, 'Choose file'))
  await (await choosing).setFiles({ name: 'head.jpg', mimeType: 'image/jpeg', buffer: readFileSync(sample) })
  await expect(button(page, 'Use this scale')).toBeVisible({ timeout: 20_000 })
  await settled(page)
  // The scale points are moved by arrows, and the known distance is typed.
  const before = await handle(page, /scale point/i).getAttribute('aria-valuetext')
  await tabTo(page, handle(page, /scale point/i))
  for (let k = 0; k < 3; k++) await page.keyboard.press('Shift+ArrowLeft')
  expect(await handle(page, /scale point/i).getAttribute('aria-valuetext')).not.toBe(before)
  await page.keyboard.press('Control+z')
  await pressByKey(page, button(page, 'Use this scale'))
  await expect(step(page, 'Hairline')).toHaveAttribute('aria-current', 'step')
  // A style by arrows, a point of the line by arrows, a figure by typing.
  await tabTo(page, radio(page, 'Style', 'Mature'))
  await page.keyboard.press('ArrowRight')
  await expect(radio(page, 'Style', 'Rounded')).toBeChecked()
  await page.keyboard.press('ArrowLeft')
  const low = await heightOf(page)
  await tabTo(page, handle(page, /midline point/i), { back: true })
  for (let k = 0; k < 2; k++) await page.keyboard.press('Shift+ArrowUp')
  expect(await heightOf(page)).toBeGreaterThan(low)
  // Enter on a handle leads to its figure.
  await page.keyboard.press('Enter')
  await expect(figure(page, 'Height from glabella')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('78')
  await page.keyboard.press('Enter')
  expect(await heightOf(page)).toBe(78)
  await canvas(page).focus()
  await page.keyboard.press('Control+Enter')
  await filled(page)
  await tabTo(page, figure(page, 'Density'))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('120')
  await page.keyboard.press('Enter')
  await filled(page)
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('button', { name: /^Options for/ })).toHaveCount(1)
  await canvas(page).focus()
  await page.keyboard.press('y')
  const line = page.getByRole('slider', { name: 'Line between A and B' })
  await tabTo(page, line)
  const middle = Number(await line.getAttribute('aria-valuenow'))
  await page.keyboard.press('Shift+ArrowRight')
  expect(Number(await line.getAttribute('aria-valuenow'))).toBe(middle + 10)
})

test('without any drag, from a photo to a snapshot that is compared with before: taps, fields and switches', async ({
  page,
}) => {
  let drags = 0
  await page.exposeFunction('dragged', () => drags++)
  await page.addInitScript(() => {
    addEventListener('pointermove', (e: Event) => {
      if ((e as PointerEvent).buttons !== 0) (window as unknown as { dragged(): void }).dragged()
    })
  })
  await page.goto('/')
  await button(page, 'Try the sample').first().click()
  await button(page, 'Use this scale').click()
  await radio(page, 'Style', 'Receded').click()
  await figure(page, 'Frontotemporal recession').fill('22')
  await figure(page, 'Frontotemporal recession').press('Enter')
  await step(page, 'Area').click()
  await button(page, 'Fill with dots').click()
  await filled(page)
  await figure(page, 'Density').fill('110')
  await figure(page, 'Density').press('Enter')
  await filled(page)
  await page.getByRole('button', { name: /^Advanced/ }).click()
  await radio(page, 'Undertone', 'Warm').click()
  await filled(page)
  await button(page, 'Save snapshot').click()
  await expect(page.getByRole('button', { name: /^Options for/ })).toHaveCount(1)
  await toCompare(page)
  await button(page, 'Side by side').click()
  await expect(button(page, 'Side by side')).toHaveAttribute('aria-pressed', 'true')
  expect(drags).toBe(0)
})
