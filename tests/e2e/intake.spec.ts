import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pngHeaderOnly, writePng } from '../fixtures/png.ts'
import { exifSegment, orientationTag, tiff } from '../worker/photoBytes.ts'
import { button, chooseFile, expect, openPhoto, goTo, test, type Page, type PhotoFile } from './studio.ts'

const shared = resolve(import.meta.dirname, '../../../shared')
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
  const alert = page.getByRole('alert')
  await chooseFile(page, file)
  const outcome = await Promise.race([
    views(page)
      .nth(before)
      .waitFor({ timeout: 8000 })
      .then(() => null),
    alert
      .filter({ hasText: messages })
      .waitFor({ timeout: 8000 })
      .then(() => alert.innerText()),
  ])
  if (outcome !== null) expect(await views(page).count()).toBe(before)
  return outcome
}

test('a file that is no photo is refused with the reason, and changes nothing', async ({ page }, testInfo) => {
  await openPhoto(page, photo('scalp.png', skin))
  await button(page, 'Continue without scale').click()
  await goTo(page, 'Photo')
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
    await expect(views(page)).toHaveCount(1)
  }
  // From a file: as bytes it would go through the browser's wire.
  const heavy = testInfo.outputPath('heavy.jpg')
  writeFileSync(heavy, Buffer.alloc(41_000_000, 255))
  await page.getByLabel('Choose file').setInputFiles(heavy)
  await expect(page.getByRole('alert')).toContainText('Too large to open: 41 MB, limit 40 MB.')
  await expect(views(page)).toHaveCount(1)
  await button(page, 'Undo').hover()
  await expect(page.getByRole('tooltip')).toContainText('Undo Continue without scale')
})

test('PNG, JPEG, WebP, AVIF and HEIC open', async ({ page }) => {
  await openPhoto(page, photo('scalp.png', skin))
  await goTo(page, 'Photo')
  const inPage = (type: string) =>
    page.evaluate(async (mime) => {
      const picture = new OffscreenCanvas(300, 400)
      const context = picture.getContext('2d')
      if (context) context.fillStyle = '#c8966e'
      context?.fillRect(0, 0, 300, 400)
      return [...new Uint8Array(await (await picture.convertToBlob({ type: mime })).arrayBuffer())]
    }, type)
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
})

/** Mean colour of each quarter of the open photo's thumbnail, and its proportion. */
async function thumbnail(page: Page): Promise<{ width: number; height: number; grid: number[] }> {
  const picture = views(page).last().locator('img')
  await expect(picture).toBeVisible()
  return picture.evaluate(async (img: HTMLImageElement) => {
    await img.decode()
    const [width, height] = [img.naturalWidth, img.naturalHeight]
    const context = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('No canvas.')
    context.imageSmoothingQuality = 'high'
    context.drawImage(img, 0, 0, 16, 16)
    return { width, height, grid: [...context.getImageData(0, 0, 16, 16).data] }
  })
}

const difference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length

test('a photo stands upright whatever its orientation tag says', async ({ page }) => {
  await openPhoto(page, photo('scalp.png', skin))
  await goTo(page, 'Photo')
  // Four quarters; the raw picture is turned so that the tag puts red at the upper left, on a canvas of 400 x 300.
  const turned = (orientation: number) =>
    page.evaluate(async (value) => {
      const swaps = value > 4
      const [width, height] = swaps ? [300, 400] : [400, 300]
      const raw = new OffscreenCanvas(width, height)
      const context = raw.getContext('2d')
      if (!context) throw new Error('No canvas.')
      const upright = ([x, y]: readonly [number, number]) =>
        ({
          1: [x, y],
          2: [1 - x, y],
          3: [1 - x, 1 - y],
          4: [x, 1 - y],
          5: [y, x],
          6: [1 - y, x],
          7: [1 - y, 1 - x],
          8: [y, 1 - x],
        })[value] ?? [x, y]
      for (const x of [0, 1])
        for (const y of [0, 1]) {
          const [u, v] = upright([x, y])
          context.fillStyle = v === 0 ? (u === 0 ? '#e02020' : '#20c020') : u === 0 ? '#2020e0' : '#e0e0e0'
          context.fillRect((x * width) / 2, (y * height) / 2, width / 2, height / 2)
        }
      return [...new Uint8Array(await (await raw.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer())]
    }, orientation)
  let first: number[] | null = null
  for (let orientation = 1; orientation <= 8; orientation++) {
    const plain = Buffer.from(await turned(orientation))
    const tagged = Buffer.concat([
      plain.subarray(0, 2),
      Buffer.from(exifSegment(tiff([orientationTag(orientation)]))),
      plain.subarray(2),
    ])
    expect(await tryFile(page, photo(`tag-${orientation}.jpg`, tagged))).toBe(null)
    const shown = await thumbnail(page)
    expect([shown.width, shown.height], `orientation ${orientation}`).toEqual([320, 240])
    first ??= shown.grid
    expect(difference(shown.grid, first), `orientation ${orientation}`).toBeLessThan(4)
    expect(shown.grid.slice(0, 3).map((v) => v > 128)).toEqual([true, false, false])
    await goTo(page, 'Photo')
  }
})

const exif = join(shared, 'photos/exif')
test('phone photos of every orientation look the same', async ({ page }) => {
  test.skip(!existsSync(exif), 'needs the trial photos')
  test.setTimeout(120_000)
  await openPhoto(page, photo('scalp.png', skin))
  for (const kind of ['landscape', 'portrait']) {
    let first: Awaited<ReturnType<typeof thumbnail>> | null = null
    for (let n = 1; n <= 8; n++) {
      await goTo(page, 'Photo')
      const file = photo(`${kind}-${n}.jpg`, readFileSync(join(exif, `${kind}-${n}.jpg`)))
      expect(await tryFile(page, file), file.name).toBe(null)
      const shown = await thumbnail(page)
      first ??= shown
      expect([shown.width, shown.height], file.name).toEqual([first.width, first.height])
      expect(difference(shown.grid, first.grid), file.name).toBeLessThan(6)
    }
  }
})

const hostile = ['images', 'fetched'].map((folder) => join(shared, 'hostile', folder))
const hostileFiles = () => hostile.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))

test('hostile files open or say why not, each within 8 s', async ({ page }) => {
  test.skip(!hostile.every((folder) => existsSync(folder)), 'needs the hostile files')
  test.setTimeout(240_000)
  const expected = new Map<string, string>()
  const manifest = JSON.parse(readFileSync(join(shared, 'hostile/manifest.json'), 'utf8')) as {
    files: readonly { file: string; expected: string }[]
  }
  for (const row of manifest.files) expected.set(basename(row.file), row.expected)
  await openPhoto(page, photo('scalp.png', skin))
  const wrong: string[] = []
  for (const path of hostileFiles()) {
    await goTo(page, 'Photo')
    const name = basename(path)
    const refused = await tryFile(page, photo(name, readFileSync(path))).catch(() => 'no answer')
    const wanted = expected.get(name) ?? ''
    if (refused === 'no answer') wrong.push(`${name}: no answer in 8 s`)
    else if (refused === null && wanted.startsWith('refused with')) wrong.push(`${name}: opened, wanted: ${wanted}`)
    else if (refused !== null && wanted.startsWith('opens (') && !/, or is refused/.test(wanted))
      wrong.push(`${name}: ${refused}, wanted: ${wanted}`)
  }
  expect(wrong).toEqual([])
})
