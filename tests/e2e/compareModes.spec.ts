import { cropOf, lookAt, saveSnapshot, shadeOf, toCompare, type Patch } from './pictures.ts'
import type { Picture } from '../fixtures/png.ts'
import {
  button,
  choose,
  expect,
  fill,
  goTo,
  openSample,
  settled,
  test,
  useScale,
  type Locator,
  type Page,
} from './studio.ts'

const comparison = (page: Page) => page.getByRole('group', { name: /^A, .*, and B, / })

/** The comparison once it stands still. */
const look = (page: Page): Promise<Picture> => lookAt(comparison(page))

/** Scalp in the upper middle, where no control floats. */
async function scalpOn(page: Page): Promise<Patch> {
  const box = (await comparison(page).boundingBox())!
  return { x: Math.round(box.width / 2) - 40, y: Math.round(box.height * 0.24), width: 80, height: 60 }
}

/** Px whose blue stands well above their red, as the accent's does. */
function accented({ rgba }: Pick<Picture, 'rgba'>): number {
  let count = 0
  for (let i = 0; i < rgba.length; i += 4) if (rgba[i + 2]! - rgba[i]! > 40) count++
  return count
}

const put = (page: Page, letter: 'A' | 'B', name: string): Promise<void> =>
  choose(page, page.getByRole('button', { name: new RegExp(`^Choose ${letter}`) }), name)

test('fade, flicker and difference show A, B, and what lies between; unlinked, one of them moves alone', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openSample(page)
  await useScale(page)
  await fill(page)
  await saveSnapshot(page)
  await toCompare(page)
  const scalp = await scalpOn(page)
  const line = page.getByRole('slider', { name: 'Line between A and B' })
  await line.focus()
  await page.keyboard.press('End')
  const onlyA = cropOf(await look(page), scalp)
  await page.keyboard.press('Home')
  const onlyB = cropOf(await look(page), scalp)

  await page.keyboard.press('3')
  const fade = page.getByRole('slider', { name: 'Fade from A to B' })
  await expect(fade).toHaveAttribute('aria-valuetext', '50% of B shown')
  await fade.focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('ArrowRight')
  await expect(fade).toHaveAttribute('aria-valuetext', '41% of B shown')
  await page.keyboard.press('Home')
  expect(cropOf(await look(page), scalp).equals(onlyA)).toBe(true)
  await page.keyboard.press('End')
  expect(cropOf(await look(page), scalp).equals(onlyB)).toBe(true)

  // Who asked for less motion starts it by hand.
  await page.keyboard.press('4')
  await expect(button(page, 'Start flicker')).toBeVisible()
  await button(page, 'B shown').click()
  expect(cropOf(await look(page), scalp).equals(onlyB)).toBe(true)
  await page.keyboard.press('ArrowLeft')
  expect(cropOf(await look(page), scalp).equals(onlyA)).toBe(true)

  await page.keyboard.press('5')
  const changed = await look(page)
  expect(accented({ rgba: cropOf(changed, scalp) })).toBeGreaterThan(1000)
  await put(page, 'A', 'Mature 75 mm Healed')
  await expect(page.getByText('Pick a second snapshot to compare.')).toBeVisible()
  const same = await look(page)
  const photo = { x: 380, y: 150, width: same.width - 760, height: Math.round(same.height * 0.6) }
  expect(accented({ rgba: cropOf(same, photo) })).toBe(0)

  await page.keyboard.press('1')
  await put(page, 'A', 'Before')
  const before = await look(page)
  await button(page, 'Unlink zoom and pan').click()
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown')
  const nudged = await look(page)
  const right = { x: Math.round(nudged.width * 0.56), y: 200, width: 60, height: 60 }
  const moved = { ...right, y: right.y + 30 }
  expect(Math.abs(shadeOf(nudged, moved) - shadeOf(before, right))).toBeLessThan(0.2)
  await button(page, 'Link zoom and pan').click()
  await expect(page.getByText(/^0\.0 mm right, \d\.\d mm down$/)).toBeVisible()
  await button(page, 'Align B again').click()
  await expect.poll(async () => Buffer.compare((await look(page)).rgba, before.rgba)).toBe(0)
})

/** The sample as another day's camera would take it: smaller, nearer the edge, and a little turned. */
async function anotherDay(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const photo = await createImageBitmap(await (await fetch('/sample/hairline.jpg')).blob())
    const canvas = new OffscreenCanvas(900, 1200)
    const context = canvas.getContext('2d')!
    context.fillStyle = '#808080'
    context.fillRect(0, 0, 900, 1200)
    context.translate(450, 600)
    context.rotate(0.04)
    context.scale((0.94 * 900) / photo.width, (0.94 * 900) / photo.width)
    context.drawImage(photo, 60 - photo.width / 2, -90 - photo.height / 2)
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
    let text = ''
    for (const byte of new Uint8Array(await jpeg.arrayBuffer())) text += String.fromCharCode(byte)
    return btoa(text)
  })
  return Buffer.from(base64, 'base64')
}

test('a photo of another view is refused, one of the same view lies on this one by the face, and a reload keeps it', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  const buffer = await anotherDay(page)
  const asked = page.waitForEvent('filechooser')
  await choose(page, button(page, 'Add view'), 'Right 45°')
  await (await asked).setFiles({ name: 'other.jpg', mimeType: 'image/jpeg', buffer })
  const views = page.getByRole('region', { name: /^Views/ }).locator('.shot-open')
  await expect(views.nth(1)).toHaveAttribute('aria-current', 'true')
  const compareFrom = async (photo: Locator, named: RegExp) => {
    await photo.click()
    await expect(photo).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('y')
    await page.getByRole('button', { name: /^Choose B/ }).click()
    await page.getByRole('menuitemradio', { name: named }).click()
  }
  await settled(page)
  await compareFrom(views.first(), /^Right 45° another view$/)
  await expect(page.getByText('These are different views. Choose the same view of another visit.')).toBeVisible()
  await page.keyboard.press('Shift+y')
  await views.nth(1).click()
  await goTo(page, 'Photo')
  await choose(page, button(page, 'View, Right 45°'), 'Frontal')
  // Of one view the newest stands first.
  await compareFrom(views.nth(1), /^Photo of/)
  await expect(page.getByText('aligned on the face')).toBeVisible()
  await page.keyboard.press('5')
  const said = page.getByRole('status').filter({ hasText: 'show, too.' })
  await expect(said).toHaveText('Light not matched. Pose, light and surroundings show, too.')
  await page.keyboard.press('Shift+y')
  await views.first().click()
  await goTo(page, 'Photo')
  await button(page, 'The marks are right').click()
  await compareFrom(views.nth(1), /^Photo of/)
  await expect(said).toHaveText('On the head alone, light matched on the face. Pose and shadows show, too.')
  const difference = await look(page)
  // Forehead, brows and eyes.
  const face = { x: Math.round(difference.width / 2) - 200, y: 330, width: 400, height: 300 }
  expect(accented({ rgba: cropOf(difference, face) })).toBeLessThan(0.06 * face.width * face.height)
  await page.reload()
  await expect(page.getByText('aligned on the face')).toBeVisible()
  await expect(comparison(page)).toHaveAttribute('aria-label', /^A, Before, and B, Photo of/)

  await test.step('a side that does not reach as far as the other one ends there: nothing of the other shows in it', async () => {
    await page.keyboard.press('1')
    for (let i = 0; i < 6; i++) await page.keyboard.press('-')
    const line = page.getByRole('slider', { name: 'Line between A and B' })
    await page.keyboard.press('a')
    await expect(comparison(page)).toHaveAttribute('aria-label', /^A, Photo of .*, and B, Before/)
    // A band across the pictures at the brows' height: how much of it is picture, and not surround.
    const across = async () => {
      const { width, height, rgba } = await look(page)
      let count = 0
      for (let x = 0; x < width; x++) if (rgba[4 * (Math.round(height * 0.42) * width + x)]! > 0x20) count++
      return count
    }
    await line.focus()
    await page.keyboard.press('End')
    const ofA = await across()
    await page.keyboard.press('Home')
    const ofB = await across()
    expect(ofA - ofB).toBeGreaterThan(8)
    await page.keyboard.press('3')
    const fade = page.getByRole('slider', { name: 'Fade from A to B' })
    await fade.focus()
    await page.keyboard.press('End')
    expect(Math.abs((await across()) - ofB)).toBeLessThan(3)
    await page.keyboard.press('Home')
    expect(Math.abs((await across()) - ofA)).toBeLessThan(3)
  })
})
