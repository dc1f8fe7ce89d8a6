import { button, expect, openSample, test } from './studio.ts'

test('shades are judged on mid-grey: Assess mode by key, other surrounds from the menu', async ({ page }) => {
  await openSample(page)
  const canvas = page.getByRole('application')
  await expect(canvas).toHaveCSS('background-color', 'rgb(23, 23, 23)')
  await page.keyboard.press('Control+b')
  await expect(canvas).toHaveCSS('background-color', 'rgb(119, 119, 119)')
  await button(page, 'Surround').click()
  await expect(page.getByRole('menuitemradio', { name: /^Mid-grey/ })).toBeChecked()
  await page.getByRole('menuitemradio', { name: 'White' }).click()
  await expect(canvas).toHaveCSS('background-color', 'rgb(242, 242, 242)')
  await canvas.focus()
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Control+b')
  await expect(canvas).toHaveCSS('background-color', 'rgb(23, 23, 23)')
})
