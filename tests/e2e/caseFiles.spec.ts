import { readFileSync } from 'node:fs'
import { pngChunks, readPng } from '../fixtures/png.ts'
import { cropOf, saveSnapshot, screenPatch } from './pictures.ts'
import { button, chooseCaseFile, expect, openFilled, seen, settled, test } from './studio.ts'

test('a picture, and the whole patient, leave as files; the patient comes back from hers after she was deleted', async ({
  page,
}) => {
  await openFilled(page)
  await saveSnapshot(page)
  const patch = await screenPatch(page, 120)
  const before = cropOf(await seen(page, true), patch)

  await button(page, 'Export').click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: /^Dots only/ }).click()
  const layering = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export picture' }).click()
  const layer = readFileSync(await (await layering).path())
  expect(pngChunks(layer).filter((type) => type !== 'sRGB')).toEqual(['IHDR', 'IDAT', 'IEND'])
  const { rgba } = readPng(layer)
  const alphas = rgba.filter((_, i) => i % 4 === 3)
  expect(Math.max(...alphas.subarray(0, 4000))).toBe(0)
  expect(alphas.filter((alpha) => alpha > 10).length).toBeGreaterThan(50_000)

  await button(page, 'Export').click()
  await dialog.getByRole('radio', { name: /^Case file/ }).check({ force: true })
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export case file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^trichion-case-\d{4}-\d\d-\d\d-\d{6}\.trichion$/)
  const file = await download.path()
  const bytes = readFileSync(file)
  const modal = page.getByRole('dialog')
  await expect(modal).toContainText('Case file saved')
  await modal.getByRole('button', { name: 'Close' }).last().click()

  await page.getByRole('link', { name: 'Library' }).click()
  const card = page.getByRole('button', { name: 'Sample patient', exact: true })
  await card.click()
  await button(page, 'Delete patient').click()
  await page.getByRole('textbox', { name: 'Type Sample patient to confirm' }).fill('Sample patient')
  await modal.getByRole('button', { name: 'Delete patient' }).click()
  await expect(card).toBeHidden()

  await chooseCaseFile(page, 'Import case file', { name: 'cut.trichion', buffer: bytes.subarray(0, 200_000) })
  await expect(modal).toContainText('This file is cut short.')
  await expect(modal).toContainText('Nothing in the library was changed.')
  await modal.getByRole('button', { name: 'Close' }).last().click()
  await expect(card).toBeHidden()

  await chooseCaseFile(page, 'Import case file', file)
  await expect(modal).toContainText('Nothing of it is in this library yet.')
  await modal.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(modal).toContainText('1 patient was added.')
  await modal.getByRole('button', { name: 'Close' }).last().click()
  await button(page, 'Open Studio').click()
  await settled(page)
  await expect(page.getByRole('region', { name: 'Snapshots' }).getByText('Mature 75 mm', { exact: true })).toBeVisible()
  await expect.poll(async () => cropOf(await seen(page, true), patch).equals(before)).toBe(true)
})
