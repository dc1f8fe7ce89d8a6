import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { libraryOf } from './fullDisk.ts'
import { rowsOf } from './patient.ts'

/** How many patients there are, and of how many of them every photo has its bytes and its designs. */
export interface Whole {
  readonly patients: number
  readonly whole: number
}

/** From the Library: the file of a backup. */
export async function backedUp(page: Page): Promise<Buffer> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Back up library' }).click()
  const file = readFileSync(await (await downloading).path())
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  return file
}

/** Chooses a file to take in as new, up to the moment in which it begins. */
export async function beginTakingIn(page: Page, file: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import case file' }).click()
  const chooser = await choosing
  await chooser.setFiles({ name: 'a.trichion', mimeType: 'application/octet-stream', buffer: file })
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^As (a new patient|new patients)$/ })
    .click()
}

/** The library as it is on disk; fails where anything of it hangs in the air. */
export async function wholeLibrary(page: Page): Promise<Whole & { readonly keys: string }> {
  const ids = async (store: string, of: 'id' | 'patientId' | 'photoId' | 'hash') =>
    (await rowsOf<Record<string, string>>(page, store)).map((row) => row[of]!)
  const patients = await ids('patients', 'id')
  const photos = await rowsOf<{ id: string; patientId: string; hash: string }>(page, 'photos')
  const [histories, originals] = [new Set(await ids('histories', 'photoId')), new Set(await ids('originals', 'id'))]
  const isWhole = (id: string): boolean => {
    const own = photos.filter(({ patientId }) => patientId === id)
    return own.length > 0 && own.every((photo) => histories.has(photo.id) && originals.has(photo.hash))
  }
  for (const { patientId } of photos) expect(patients).toContain(patientId)
  return { patients: patients.length, whole: patients.filter(isWhole).length, keys: await libraryOf(page) }
}
