import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { saveSnapshot, toCompare } from './pictures.ts'
import { button, expect, filled, goTo, newPatient, openSample, test } from './studio.ts'

/** What a checker finds wrong on the screen, the grave part of it. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
}

test('nothing on the library and the start screen keeps anyone out', async ({ page }) => {
  await page.goto('/')
  await expect(button(page, 'Try the sample')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await newPatient(page)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: 'Library' }).click()
  await expect(page.getByRole('button', { name: 'New patient' }).nth(1)).toBeVisible()
  expect(await barriers(page)).toEqual([])
})

test('nothing on any step or on Compare keeps anyone out', async ({ page }) => {
  await openSample(page)
  for (const name of ['Photo', 'Scale', 'Hairline', 'Area', 'Dots'] as const) {
    await goTo(page, name)
    expect(await barriers(page), name).toEqual([])
  }
  await button(page, 'Fill with dots').click()
  await filled(page)
  expect(await barriers(page), 'Dots, filled').toEqual([])
  await saveSnapshot(page)
  await toCompare(page)
  expect(await barriers(page), 'Compare').toEqual([])
  await page.keyboard.press('2')
  expect(await barriers(page), 'Side by side').toEqual([])
  await button(page, 'Export').click()
  expect(await barriers(page), 'Export').toEqual([])
})

test('the question mark opens the shortcuts, and Esc closes them', async ({ page }) => {
  await page.goto('/')
  await expect(button(page, 'Try the sample')).toBeVisible()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Shortcuts' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByText('Save snapshot')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
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
