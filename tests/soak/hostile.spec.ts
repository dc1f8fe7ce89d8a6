import { expect, test, type Page } from '@playwright/test'
import { hasShared, listShared, readShared } from '../worker/sharedFiles.ts'
import { libraryOf } from './fullDisk.ts'
import { coach, dropOrPaste } from './patient.ts'

/** Everything that may be said of a file that does not open as a photo (ux 16). */
const photoRefused =
  /(HEIC photo can't be opened\.|can't be opened as a photo\.|^Too large to open: |^Too small to design on: |is empty and can't be opened\.|not a photo and can't be opened\.|can't be opened here\.)/
/** A page that stands still for longer hangs, ms. */
const HANG_MS = 5000

const files = [...listShared('hostile/images'), ...listShared('hostile/fetched'), ...listShared('hostile/files')]
const expected = new Map<string, string>(
  hasShared
    ? (
        JSON.parse(new TextDecoder().decode(readShared('hostile/manifest.json'))) as {
          files: { file: string; expected: string }[]
        }
      ).files.map(({ file, expected: what }) => [`hostile/${file}`, what])
    : [],
)

/** Hears what no file may bring about: a script that runs, a request, a page that stands still. */
async function listen(page: Page): Promise<() => Promise<void>> {
  const heard: string[] = []
  page.on('dialog', (dialog) => {
    heard.push(`a script ran: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => heard.push(String(error)))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') heard.push(`asked for ${request.url()}`)
  })
  await page.addInitScript(() => {
    let last = performance.now()
    Object.assign(window, { longestStillMs: 0 })
    setInterval(() => {
      const now = performance.now()
      Object.assign(window, { longestStillMs: Math.max(Reflect.get(window, 'longestStillMs') as number, now - last) })
      last = now
    }, 100)
  })
  return async () => {
    expect(heard).toEqual([])
    expect(await page.evaluate(() => Reflect.get(window, 'longestStillMs') as number)).toBeLessThan(HANG_MS)
  }
}

async function handIn(page: Page, way: 'choose' | 'drop' | 'paste', name: string, bytes: Uint8Array): Promise<void> {
  if (way === 'choose') {
    const input = page.locator('input[type=file]').first()
    await input.setInputFiles({ name, mimeType: '', buffer: Buffer.from(bytes) })
    return
  }
  await dropOrPaste(page, way, { name, bytes })
}

for (const way of ['choose', 'drop', 'paste'] as const) {
  test(`hostile files as photos, by ${way}: opened or refused with a reason, and the page goes on`, async ({
    page,
  }) => {
    test.skip(!hasShared, 'There are no hostile files here.')
    await coach(page.context())
    const check = await listen(page)
    const wrong: string[] = []
    let opened = 0
    for (const file of files) {
      await page.goto('/')
      await page.getByRole('banner').getByRole('button', { name: 'New patient' }).click()
      await expect(page.getByRole('heading', { name: 'Add a frontal photo to start' })).toBeVisible()
      const before = await libraryOf(page)
      const name = file.split('/').at(-1)!
      await handIn(page, way, name, readShared(file))
      const refusal = page.getByText(photoRefused).first()
      const canvas = page.getByRole('application')
      const asked = page.getByRole('dialog')
      const end = await expect(refusal.or(canvas).or(asked).first())
        .toBeVisible({ timeout: 30_000 })
        .then(() => 'said' as const)
        .catch(() => 'silent' as const)
      const isOpen = await canvas.isVisible()
      if (end === 'silent') wrong.push(`${file}: nothing was said`)
      if (isOpen) opened++
      else if (await refusal.isVisible()) expect(await libraryOf(page), file).toBe(before)
      if (isOpen && expected.get(file)?.startsWith('refused with')) wrong.push(`${file}: opened`)
      if (isOpen && file.startsWith('hostile/files/')) wrong.push(`${file}: opened as a photo`)
      await check()
    }
    console.log(`${files.length} files by ${way}, ${opened} opened`)
    expect(wrong).toEqual([])
  })
}

test('hostile files as case files: each refused with a reason, and the library is as it was', async ({ page }) => {
  test.skip(!hasShared, 'There are no hostile files here.')
  await coach(page.context())
  const check = await listen(page)
  await page.goto('/')
  await page.getByRole('button', { name: 'Try the sample' }).first().click()
  await expect(page.getByRole('application')).toBeVisible()
  await page.getByRole('link', { name: 'Library' }).click()
  const before = await libraryOf(page)
  for (const file of files) {
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import case file' }).click()
    const chooser = await choosing
    await chooser.setFiles({ name: 'a.trichion', mimeType: '', buffer: Buffer.from(readShared(file)) })
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('alert'), file).toBeVisible({ timeout: 30_000 })
    expect(await dialog.getByRole('alert').innerText(), file).toMatch(/^[A-Z].+ .+\.$/s)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    expect(await libraryOf(page), file).toBe(before)
    await check()
  }
  console.log(`${files.length} files as case files, all refused`)
})
