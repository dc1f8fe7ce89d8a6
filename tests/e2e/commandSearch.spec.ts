import type { Page } from '@playwright/test'
import { barriers } from './barriers.ts'
import { expect, openSample, test } from './studio.ts'

const search = (page: Page) => page.getByRole('dialog', { name: 'Search commands' })
const listed = (page: Page) => search(page).getByRole('menuitem')

test.describe('while the server does not answer', () => {
  test.use({ unserved: true })

  test('a window that does not come is said and leaves the page as it is; it opens once it is served again, and what was typed meanwhile is in it', async ({
    page,
  }) => {
    await page.goto('/')
    const library = page.getByRole('heading', { name: 'No patients yet' })
    await expect(library).toBeVisible()
    const code = /\/assets\/Shortcuts-/
    await page.route(code, (route) => route.abort())
    await page.keyboard.press('Shift+?')
    await expect(page.locator('.toast')).toContainText('A part of Trichion could not be loaded. Reload the page.')
    await expect(library).toBeVisible()
    await page.unroute(code)
    await page.keyboard.press('Shift+?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')

    // Letters that come before the search does are meant for it.
    let serve = () => {}
    const asked = new Promise<void>((come) => {
      void page.route(/\/assets\/CommandSearch-/, async (route) => {
        come()
        await new Promise<void>((go) => (serve = go))
        await route.continue()
      })
    })
    await page.keyboard.press('Control+k')
    await asked
    await page.keyboard.type('stt')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('ore')
    serve()
    await expect(search(page).getByRole('searchbox')).toHaveValue('store')
  })
})

test('a command is found by the beginnings of its words and run by Enter; the search says what it did not find and why a command cannot run, and closes with one Esc', async ({
  page,
}) => {
  await openSample(page)
  await page.keyboard.press('Control+k')
  const undo = listed(page).filter({ hasText: /^Undo/ })
  await expect(undo).toHaveAttribute('aria-disabled', 'true')
  await expect(undo).toContainText('Nothing to undo')
  expect(await barriers(page, { within: ['.command-search'] })).toEqual([])
  await page.keyboard.type('xyz')
  await expect(search(page).getByText('No command is called “xyz”.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(search(page)).toBeHidden()

  await page.keyboard.press('Control+k')
  await expect(search(page).getByRole('searchbox')).toBeFocused()
  const all = await listed(page).count()
  expect(all).toBeGreaterThan(25)
  await page.keyboard.type('100')
  await expect(listed(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(search(page)).toBeHidden()
  await expect(page.getByText('100%', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('eras')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radiogroup', { name: 'Tools' }).getByRole('radio', { name: 'Eraser' })).toBeChecked()

  // What has no key is found as well, by the name on its button.
  await page.keyboard.press('Control+k')
  for (const name of [
    'New dot positions',
    'Match native hair',
    'Snap outline to the head',
    'Library',
    'Hide line and area',
    'Native trace',
  ])
    await expect(listed(page).filter({ hasText: name })).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.type("widow's")
  await expect(listed(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: "Widow's peak" })).toBeChecked()
})
