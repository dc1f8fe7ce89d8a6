import { readPng, type Picture } from '../fixtures/png.ts'
import { barriers } from './barriers.ts'
import { saveSnapshot, shadeOf, type Patch } from './pictures.ts'
import { button, choose, expect, fill, openSample, radio, settled, test, useScale, type Page } from './studio.ts'

const stage = (page: Page) => page.getByRole('dialog', { name: 'Present' })

async function seen(page: Page): Promise<Picture> {
  let last = await page.screenshot()
  await expect
    .poll(
      async () => {
        const before = last
        last = await page.screenshot()
        return last.equals(before)
      },
      { intervals: [150] },
    )
    .toBe(true)
  return readPng(last)
}

/** The controls go when nobody moves; a hand that moves brings them back. */
async function wake(page: Page): Promise<void> {
  await page.mouse.move(300, 300)
  await page.mouse.move(320, 300)
  await expect(page.locator('.present-asleep')).toHaveCount(0)
}

/** Filled scalp left of the middle. */
const scalp: Patch = { x: 600, y: 200, width: 60, height: 50 }

/** How far a patch's light is from even, bytes. */
function grainOf({ width, rgba }: Picture, { x, y, width: w, height: h }: Patch): number {
  let sum = 0
  for (let j = y; j < y + h; j++)
    for (let i = x; i < x + w - 1; i++) sum += Math.abs(rgba[4 * (j * width + i) + 1]! - rgba[4 * (j * width + i) + 5]!)
  return sum / (w * h)
}

test('what is starred is presented alone: before by key or drag, others by arrows, no name, and Esc leaves', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await fill(page)
  await saveSnapshot(page)
  await radio(page, 'Sitting', 'Sitting 1').click()
  await settled(page)
  await saveSnapshot(page)
  const shots = page.getByRole('button', { name: /^Options for/ })
  await choose(page, shots.nth(0), 'Rename')
  await page.getByLabel('Snapshot name').fill('Private words')
  await page.keyboard.press('Enter')
  for (const i of [0, 1]) await choose(page, shots.nth(i), 'Star, to present')
  await page.getByRole('application').focus()
  await page.keyboard.press('p')
  await expect(stage(page)).toBeFocused()
  await expect(page.getByText('Mature hairline')).toBeVisible()
  await expect(page.getByText('Simulation. Real results vary.')).toBeVisible()
  await expect(page.getByText('1 of 2')).toBeVisible()
  for (const secret of ['Sample patient', 'Private words']) expect(await page.content()).not.toContain(secret)
  expect(await barriers(page)).toEqual([])

  const inked = await seen(page)
  await wake(page)
  await button(page, 'Show before').click()
  const bare = await seen(page)
  expect(shadeOf(bare, scalp)).toBeGreaterThan(shadeOf(inked, scalp) + 2)
  await page.keyboard.press('Space')
  await page.mouse.move(400, 500)
  await page.mouse.down()
  await expect
    .poll(async () => {
      await page.mouse.move(760, 500)
      return page.locator('.present-line').isVisible()
    })
    .toBe(true)
  const half = await seen(page)
  expect(Math.abs(shadeOf(half, scalp) - shadeOf(bare, scalp))).toBeLessThan(0.2)
  const right = { ...scalp, x: 800 }
  expect(Math.abs(shadeOf(half, right) - shadeOf(inked, right))).toBeLessThan(0.2)
  await page.mouse.up()
  await expect(page.locator('.present-line')).toBeHidden()

  await wake(page)
  await radio(page, 'Seen from', '3 m').click()
  const far = await seen(page)
  expect(grainOf(far, scalp)).toBeLessThan(grainOf(inked, scalp) * 0.6)
  // The light stays: only what the eye tells apart is less.
  expect(Math.abs(shadeOf(far, scalp) - shadeOf(inked, scalp))).toBeLessThan(0.6)

  // Arrows on the distances choose a distance.
  await stage(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('2 of 2')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByText('1 of 2')).toBeVisible()

  // A patient who likes one no more takes its star; the screen stays as it is.
  await wake(page)
  await button(page, 'Favourite').click()
  await expect(button(page, 'Favourite')).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByText('1 of 2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Present')).toBeFocused()
  await expect(button(page, 'Sample patient')).toBeVisible()
  await page.reload()
  await expect(button(page, 'Private words')).toBeVisible()
  await expect(page.locator('.shot-marks')).toHaveCount(1)
})

test('what is starred in every view of a visit is presented in order, and each says its view and shows its own photo before', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await fill(page)
  const views = page.getByRole('region', { name: /^Views/ })
  const starIt = async (name: string) => {
    await saveSnapshot(page)
    const shots = page.getByRole('button', { name: /^Options for/ })
    await choose(page, shots.first(), 'Rename')
    await page.getByLabel('Snapshot name').fill(name)
    await page.keyboard.press('Enter')
    await choose(page, shots.first(), 'Star, to present')
  }
  await starIt('Somebody')
  await views.getByRole('button', { name: 'Vertex', exact: true }).click()
  await useScale(page)
  await settled(page)
  await starIt('Somebody else')
  // Begun at the last of them: the order is that of the views.
  await button(page, 'Present').click()
  await expect(page.getByText('1 of 2')).toBeVisible()
  await expect(page.locator('.present-caption').getByText('Frontal · Healed')).toBeVisible()
  await expect(page.getByText('Simulation. Real results vary.')).toBeVisible()
  await expect(page.locator('.present-state')).toHaveCount(0)
  const frontal = await seen(page)
  await page.keyboard.press('Space')
  // The bare skin of a photo that is not open.
  await expect.poll(async () => shadeOf(await seen(page), scalp) - shadeOf(frontal, scalp)).toBeGreaterThan(2)
  const bare = await seen(page)
  const cheek: Patch = { x: 600, y: 700, width: 60, height: 50 }
  expect(Math.abs(shadeOf(bare, cheek) - shadeOf(frontal, cheek))).toBeLessThan(0.5)
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.present-caption').getByText('Vertex')).toBeVisible()
  for (const secret of ['Sample patient', 'Somebody']) expect(await page.content()).not.toContain(secret)
  await wake(page)
  await button(page, 'Favourite').click()
  await expect(button(page, 'Favourite')).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('ArrowLeft')
  await button(page, 'Favourite').click()
  await expect(button(page, 'Favourite')).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Escape')
  await expect(page.locator('.shot-marks')).toHaveCount(0)
})
