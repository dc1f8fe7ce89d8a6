import { readFileSync } from 'node:fs'
import { expect, type CDPSession, type Page } from '@playwright/test'
import type { ChromiumProfile } from './chromiumProfile.ts'
import { canPaint, rowsOf, saveState, stroke } from './patient.ts'

/** A browser whose disk is full for this origin: the browser itself refuses what is written from now on. */
export interface FullDisk {
  readonly page: Page
  free(): Promise<void>
}

/**
 * Begins with a fresh browser: it believes a figure of free room that it has read for half a minute, and so is told before
 * it reads the first.
 */
export async function openOnFullDisk(profile: ChromiumProfile, address: string): Promise<FullDisk> {
  await profile.quit()
  const page = await profile.launch()
  const session: CDPSession = await page.context().newCDPSession(page)
  const { origin } = new URL(address)
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await page.goto(address)
  await canPaint(page)
  return {
    page,
    free: async () => void (await session.send('Storage.overrideQuotaForOrigin', { origin })),
  }
}

/** An edit that does not fit: `Not saved` within 5 s and not `Saved` before; saved at once when there is room again. */
export async function editOnFullDisk({ page, free }: FullDisk, i: number, meanwhile = async () => {}): Promise<void> {
  const before = await stepsOnDisk(page)
  await expect.poll(() => saveState(page)).toBe('saved')
  await page.evaluate(() => {
    const bar = document.querySelector('.topbar')!
    const seen: string[] = []
    const look = () => void seen.push(bar.getAttribute('data-save') ?? '')
    new MutationObserver(look).observe(bar, { attributeFilter: ['data-save'] })
    Object.assign(window, { seenSaves: seen })
  })
  await stroke(page, i)
  await expect.poll(() => saveState(page), { timeout: 5000 }).toBe('failed')
  const seen = await page.evaluate(() => Reflect.get(window, 'seenSaves') as string[])
  expect(seen).not.toContain('saved')
  await meanwhile()
  expect(await stepsOnDisk(page)).toBe(before)
  await free()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => saveState(page)).toBe('saved')
  expect(await stepsOnDisk(page)).toBe(before + 1)
}

/** Of the undo list, whatever its rows are numbered: after a failure they are written anew. */
async function stepsOnDisk(page: Page): Promise<number> {
  const [head] = await rowsOf<{ at: number }>(page, 'histories')
  return head?.at ?? -1
}

const stores = [
  'patients',
  'visits',
  'photos',
  'originals',
  'thumbnails',
  'pictures',
  'snapshots',
  'histories',
] as const

/** The keys of all that is the clinic's. */
export async function libraryOf(page: Page): Promise<string> {
  const rows = await Promise.all(stores.map((store) => rowsOf<{ id?: string; photoId?: string }>(page, store)))
  return JSON.stringify(
    rows.map((found) => found.map(({ id, photoId }) => `${id ?? photoId}`).toSorted((a, b) => a.localeCompare(b))),
  )
}

/** The whole patient as a file, from the Export screen of the Studio. */
export async function exportCase(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: /^Case file/ }).check({ force: true })
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export case file' }).click()
  const file = readFileSync(await (await downloading).path())
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  return file
}
