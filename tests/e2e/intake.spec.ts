import { readFileSync, writeFileSync } from 'node:fs'
import { pngHeaderOnly, writePng } from '../fixtures/png.ts'
import { exifSegment, orientationTag, tiff } from '../worker/photoBytes.ts'
import { button, chooseFile, expect, openPhoto, goTo, newPatient, test, type Page, type PhotoFile } from './studio.ts'

const photo = (name: string, buffer: Buffer): PhotoFile => ({ name, mimeType: 'image/*', buffer })
const skin = writePng(600, 800, (x, y) => [200 - (y >> 4), 150, 120 + (x >> 4)])
const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

/** Everything ux.md lets an import say. */
const messages =
  /^(This HEIC photo can't be opened\. On iPad choose "Most compatible" in Camera settings, or use a JPEG\.|This file can't be opened as a photo\. Try exporting it again as JPEG\.|Too large to open: .+, limit (120 MP|40 MB)\.|Too small to design on: .+ px\.|This file is empty and can't be opened\.|This is not a photo and can't be opened\. Choose JPEG, PNG, WebP, AVIF or HEIC\.|.+ can't be opened here\. Export it as JPEG\.)$/

const views = (page: Page) => page.getByRole('region', { name: /^Views/ }).locator('.shot-open')

/** Hands in a file on the Photo step: the message it was refused with, or null when it opened as another photo. */
async function tryFile(page: Page, file: PhotoFile): Promise<string | null> {
  const before = await views(page).count()
  await chooseFile(page, file)
  const sheet = page.getByRole('dialog', { name: 'Sort photos into views' })
  const add = sheet.getByRole('button', { name: 'Add 1 photo' })
  const refusal = sheet.getByText(messages)
  await expect(refusal.or(add.and(page.locator(':enabled')))).toBeVisible({ timeout: 8000 })
  if (await refusal.isVisible()) {
    const outcome = await refusal.innerText()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    expect(await views(page).count()).toBe(before)
    return outcome
  }
  await add.click()
  await views(page).nth(before).waitFor({ timeout: 8000 })
  return null
}

test('PNG, JPEG, WebP, AVIF and HEIC open, upright; a file that is no photo is refused with the reason, and changes nothing', async ({
  page,
}, testInfo) => {
  await test.step('what is refused', async () => {
    await newPatient(page)
    const address = page.url()
    const cases: readonly (readonly [string, Buffer, string])[] = [
      ['empty.jpg', Buffer.alloc(0), "This file is empty and can't be opened."],
      ['letter.jpg', Buffer.from('Dear patient, this is a letter.'), 'This is not a photo'],
      ['cut.png', skin.subarray(0, skin.length / 2), "This file can't be opened as a photo."],
      ['huge.png', pngHeaderOnly(20_000, 20_000), 'Too large to open: 20,000 × 20,000 px, limit 120 MP.'],
      ['dot.png', writePng(1, 1, () => [1, 2, 3]), 'Too small to design on: 1 × 1 px.'],
      [
        'scan.tif',
        Buffer.from('II*\0\x08\0\0\0'.padEnd(64, '\0'), 'latin1'),
        "TIFF can't be opened here. Export it as JPEG.",
      ],
    ]
    for (const [name, bytes, text] of cases) {
      await chooseFile(page, photo(name, bytes))
      await expect(page.getByRole('alert')).toContainText(text)
      expect(page.url()).toBe(address)
    }
    // From a file: as bytes it would go through the browser's wire.
    const heavy = testInfo.outputPath('heavy.jpg')
    writeFileSync(heavy, Buffer.alloc(41_000_000, 255))
    await page.getByLabel('Choose file').setInputFiles(heavy)
    await expect(page.getByRole('alert')).toContainText('Too large to open: 41 MB, limit 40 MB.')
    expect(page.url()).toBe(address)
  })

  await test.step('beside a photo that is open', async () => {
    await openPhoto(page, photo('scalp.png', skin))
    // What is to be said of a photo stands where one lands with it.
    await expect(
      page.getByText(/^Dots are finer than this photo can show: \d+ px across the head\. Use 2,000 or more\.$/),
    ).toBeInViewport()
    await button(page, 'Dismiss').click()
    await expect(page.getByText(/px across the head/)).toBeHidden()
    await button(page, 'Continue without scale').click()
    await goTo(page, 'Photo')
    const letter = photo('letter.jpg', Buffer.from('Dear patient, this is a letter.'))
    expect(await tryFile(page, letter)).toContain('This is not a photo')
    await page.mouse.move(600, 400)
    await button(page, 'Undo').hover()
    await expect(page.getByRole('tooltip')).toContainText('Undo Continue without scale')
  })

  await test.step('what opens', async () => {
    const inPage = (type: string, times = 1) =>
      page.evaluate(
        async ({ mime, by }) => {
          const picture = new OffscreenCanvas(300 * by, 400 * by)
          const context = picture.getContext('2d')!
          context.scale(by, by)
          context.fillStyle = '#2020e0'
          context.fillRect(0, 0, 300, 400)
          context.fillStyle = '#e02020'
          context.fillRect(0, 200, 150, 200)
          return [...new Uint8Array(await (await picture.convertToBlob({ type: mime })).arrayBuffer())]
        },
        { mime: type, by: times },
      )
    const files = [
      photo('scalp.jpg', Buffer.from(await inPage('image/jpeg'))),
      photo('scalp.webp', Buffer.from(await inPage('image/webp'))),
      photo('scalp.avif', fixture('sample.avif')),
      photo('scalp.heic', fixture('sample.heic')),
    ]
    for (const file of files) {
      expect(await tryFile(page, file), file.name).toBe(null)
      await goTo(page, 'Photo')
    }

    // A camera on its side stores the upper left of what it sees at the lower left.
    const plain = Buffer.from(await inPage('image/jpeg'))
    const tagged = [plain.subarray(0, 2), Buffer.from(exifSegment(tiff([orientationTag(6)]))), plain.subarray(2)]
    expect(await tryFile(page, photo('on-its-side.jpg', Buffer.concat(tagged)))).toBe(null)
    const shown = views(page).last().locator('img')
    await expect(shown).toBeVisible()
    const corners = await shown.evaluate(async (img: HTMLImageElement) => {
      await img.decode()
      const context = new OffscreenCanvas(4, 3).getContext('2d')!
      context.drawImage(img, 0, 0, 4, 3)
      const isRed = (x: number, y: number) => {
        const [red, , blue] = context.getImageData(x, y, 1, 1).data
        return red! > blue!
      }
      return { shape: img.naturalWidth / img.naturalHeight, red: [isRed(0, 0), isRed(3, 0), isRed(3, 2), isRed(0, 2)] }
    })
    expect(corners).toEqual({ shape: 4 / 3, red: [true, false, false, false] })

    await goTo(page, 'Photo')
    expect(await tryFile(page, photo('large.jpg', Buffer.from(await inPage('image/jpeg', 15))))).toBe(null)
    await expect(page.getByText('Large photo, 27 MP. Working copy reduced to 16.7 MP')).toBeInViewport()
  })
})

test('a HEIC photo whose decoder does not come is not called broken, and opens once the decoder is there', async ({
  page,
  context,
}) => {
  await newPatient(page)
  let asked = 0
  await context.route(/libheif/, (route) => {
    asked++
    return route.abort()
  })
  const file = photo('scalp.heic', fixture('sample.heic'))
  await chooseFile(page, file)
  await expect(
    page.getByText('A part of Trichion could not be loaded. The photo is safe. Reload the page.').first(),
  ).toBeVisible()
  expect(asked).toBeGreaterThan(0)
  await context.unroute(/libheif/)
  await chooseFile(page, file)
  await expect(button(page, 'Use this scale')).toBeVisible({ timeout: 30_000 })
})
