import { readFileSync } from 'node:fs'
import { barriers } from './barriers.ts'
import { saveSnapshot, toCompare } from './pictures.ts'
import { button, expect, filled, goTo, newPatient, openSample, test, useScale } from './studio.ts'

test('nothing keeps anyone out of the library, the start screen, and what opens over them', async ({ page }) => {
  await page.goto('/')
  await expect(button(page, 'Try the sample')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  for (const [keys, name] of [
    ['?', 'Shortcuts'],
    ['Control+,', 'Settings'],
    ['Control+k', 'Search commands'],
  ] as const) {
    await page.keyboard.press(keys)
    const dialog = page.getByRole('dialog', { name })
    await expect(dialog).toBeVisible()
    if (name === 'Shortcuts') await expect(dialog.getByText('Save snapshot')).toBeVisible()
    expect(await barriers(page), name).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await newPatient(page)
  expect(await barriers(page)).toEqual([])
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('no photo') })
  await expect(page.getByRole('alert')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Patient name' }).fill('Sample patient')
  await page.getByRole('link', { name: 'Library' }).click()
  await expect(button(page, 'Sample patient')).toBeVisible()
  expect(await barriers(page)).toEqual([])
})

test('nothing keeps anyone out of any step, filled or matched, on wide and narrow screens, of Compare and its export, or of either plan', async ({
  page,
}) => {
  await openSample(page)
  for (const name of ['Photo', 'Scale', 'Hairline', 'Area', 'Dots'] as const) {
    await goTo(page, name)
    expect(await barriers(page), name).toEqual([])
  }
  await goTo(page, 'Scale')
  await useScale(page)
  await button(page, 'Layers').click()
  await button(page, 'New hairline').click()
  await button(page, 'Moustache').click()
  // Tooltips lie outside all landmarks, as menus do.
  await page.mouse.move(600, 500)
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  expect(await barriers(page), 'Layers').toEqual([])
  await page.getByRole('slider', { name: 'Moustache, point 4 of 7', exact: true }).focus()
  expect(await barriers(page), 'Layers, with a point in hand').toEqual([])
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z')
  await button(page, 'Layers').click()
  await goTo(page, 'Dots')
  await button(page, 'Fill with dots').click()
  await filled(page)
  expect(await barriers(page), 'Dots, filled').toEqual([])
  await button(page, 'Match native hair').click()
  await expect(page.getByRole('slider', { name: 'Shaved hair' })).toBeAttached()
  expect(await barriers(page), 'Matching').toEqual([])
  await page.getByRole('application').focus()
  await page.keyboard.press('Escape')
  // A tablet on its side holds what a screen holds.
  for (const [width, height] of [
    [834, 1194],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await barriers(page), `${width} px`).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  await saveSnapshot(page)
  await page.getByRole('button', { name: /^Options for/ }).click()
  expect(await barriers(page, { popup: true }), 'Snapshot menu').toEqual([])
  await page.keyboard.press('Escape')
  await toCompare(page)
  expect(await barriers(page), 'Compare').toEqual([])
  await page.keyboard.press('2')
  await button(page, 'Add a picture').click()
  expect(await barriers(page), 'Side by side').toEqual([])
  for (const [key, name] of [
    ['3', 'Fade'],
    ['4', 'Flicker'],
    ['5', 'Difference'],
  ] as const) {
    await page.keyboard.press(key)
    expect(await barriers(page), name).toEqual([])
  }
  await button(page, 'Unlink zoom and pan').click()
  await button(page, 'Nudge B left').click()
  expect(await barriers(page), 'Unlinked').toEqual([])
  await button(page, 'Export').click()
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible()
  expect(await barriers(page), 'Export').toEqual([])
  await page.keyboard.press('Escape')

  const screens = page.getByRole('navigation', { name: 'Screens' })
  await screens.getByRole('button', { name: 'Plan' }).click()
  await expect(page.getByText('Price', { exact: true }).first()).toBeVisible()
  await button(page, 'In the chair').first().click()
  expect(await barriers(page), 'New work').toEqual([])
  await button(page, 'Clinic numbers').click()
  expect(await barriers(page), 'Clinic numbers').toEqual([])
  await button(page, 'Back to the plan').click()
  await page.getByRole('radiogroup', { name: 'Kind of plan' }).getByRole('radio', { name: 'Reversal' }).click()
  expect(await barriers(page), 'Reversal, to begin').toEqual([])
  await page.locator('.earlier-button').first().click()
  await expect(page.getByRole('region', { name: 'Zones' }).getByText(/dots/).first()).toBeVisible({ timeout: 20_000 })
  // The new line is still the old one: nothing goes, and no sessions are spoken of for it.
  await expect(page.getByText('There is nothing to remove')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Sessions, value' })).toHaveValue('0')
  expect(await barriers(page), 'Reversal').toEqual([])
  await page.getByRole('application').focus()
  await page.keyboard.press('r')
  expect(await barriers(page), 'Zones').toEqual([])
})

test('the page may load its own files and nothing else', async ({ page }) => {
  await page.goto('/')
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  const config = readFileSync(new URL('../../vite.config.ts', import.meta.url), 'utf8')
  const list = /const contentSecurityPolicy = \[([^\]]*)\]/.exec(config)?.[1] ?? ''
  expect(policy).toBe([...list.matchAll(/"([^"]+)"/g)].map((m) => m[1]).join('; '))
  expect(policy).toContain("default-src 'none'")
  for (const loose of ['unsafe-inline', "'unsafe-eval'", 'http:', 'https:', '*']) expect(policy).not.toContain(loose)
})
