import { readFileSync } from 'node:fs'
import { test as base, expect, type Page } from '@playwright/test'

export { expect }

/** A page that must stay quiet: no error, no breach of the policy, nothing asked of another origin. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page, baseURL }, use) => {
      const heard: string[] = []
      page.on('pageerror', (error) => heard.push(`error: ${error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error') heard.push(`console: ${message.text()}`)
      })
      page.on('request', (request) => {
        const url = request.url()
        if (/^https?:/.test(url) && !url.startsWith(baseURL ?? '')) heard.push(`request: ${url}`)
      })
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (e) =>
          console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`),
        )
      })
      await use()
      expect(heard).toEqual([])
    },
    { auto: true },
  ],
})

export const truth = JSON.parse(readFileSync(new URL('../../public/sample/marks.json', import.meta.url), 'utf8')) as {
  knownMm: number
}

/** From an empty database to the sample in the Scale step. */
export async function openSample(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: 'Try the sample' }).first().click()
  await expect(page.getByRole('button', { name: 'Use this scale' })).toBeVisible()
}

export async function useScale(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use this scale' }).click()
  await expect(step(page, 'Hairline')).toHaveAttribute('aria-current', 'step')
}

export const step = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true })

export async function goTo(page: Page, name: 'Photo' | 'Scale' | 'Hairline' | 'Area' | 'Dots'): Promise<void> {
  await step(page, name).click()
  await expect(step(page, name)).toHaveAttribute('aria-current', 'step')
}

/** Fills from the Area step and waits for the finished picture. */
export async function fill(page: Page): Promise<void> {
  await goTo(page, 'Area')
  await page.getByRole('button', { name: 'Fill with dots' }).click()
  await filled(page)
}

export async function filled(page: Page): Promise<void> {
  await expect(page.getByText('Dots placed')).toBeVisible({ timeout: 20_000 })
}

export const canvas = (page: Page) => page.getByRole('application')

/** A pixel of the canvas as it is on the screen, CSS px from the canvas's corner. */
export async function screenPixels(
  page: Page,
): Promise<{ width: number; height: number; at(x: number, y: number): [number, number, number] }> {
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('The canvas is not on the screen.')
  const png = await page.screenshot({ clip: box })
  return readPng(page, png)
}

/** Decodes a PNG or JPEG in the page, where there is a decoder. */
export async function readPng(
  page: Page,
  bytes: Buffer,
): Promise<{ width: number; height: number; at(x: number, y: number): [number, number, number] }> {
  const { width, height, data } = await page.evaluate(async (base64) => {
    const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([raw]))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('No canvas.')
    context.drawImage(bitmap, 0, 0)
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data
    let text = ''
    for (let i = 0; i < pixels.length; i += 32_768) text += String.fromCharCode(...pixels.subarray(i, i + 32_768))
    return { width: bitmap.width, height: bitmap.height, data: btoa(text) }
  }, bytes.toString('base64'))
  const pixels = Buffer.from(data, 'base64')
  return {
    width,
    height,
    at(x, y) {
      const i = (Math.round(y) * width + Math.round(x)) * 4
      return [pixels[i] ?? 0, pixels[i + 1] ?? 0, pixels[i + 2] ?? 0]
    },
  }
}
