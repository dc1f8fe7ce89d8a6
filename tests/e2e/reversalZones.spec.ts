import type { PointPx } from '../../src/core/geometry/points.ts'
import { barriers } from './barriers.ts'
import { saveSnapshot } from './pictures.ts'
import {
  button,
  canvas,
  drag,
  expect,
  fill,
  goTo,
  openSample,
  radio,
  screenPixels,
  settled,
  test,
  useScale,
  type Page,
} from './studio.ts'

const screen = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name })
const zones = (page: Page) => page.getByRole('region', { name: 'Zones' })
const row = (page: Page, name: string) => zones(page).getByRole('listitem').filter({ hasText: name })
const pick = (page: Page, name: string) => row(page, name).getByRole('button', { name: new RegExp(`^${name}`) })

/** Area and dots of a zone as they are read. */
async function held(page: Page, name: string): Promise<{ cm2: number; dots: number }> {
  const text = (await row(page, name).innerText()).replaceAll(',', '')
  return { cm2: Number(/≈ ([\d.]+)\s*cm²/.exec(text)?.[1]), dots: Number(/≈ (\d+) dots/.exec(text)?.[1]) }
}

/** A reversal of the sample's own fill, the new line 95 mm high, at 100 % around its midline point. */
async function openZones(page: Page): Promise<PointPx> {
  await openSample(page)
  await useScale(page)
  await fill(page)
  await saveSnapshot(page)
  await goTo(page, 'Hairline')
  const height = page.getByRole('textbox', { name: /^Height/ }).first()
  await height.fill('95')
  await height.press('Enter')
  await screen(page, 'Plan').click()
  await radio(page, 'Kind of plan', 'Reversal').click()
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /Mature/ })
    .click()
  await expect(row(page, 'Remove').getByText(/[1-9][\d,]* dots/)).toBeVisible()
  await canvas(page).focus()
  await page.keyboard.press('Shift+Digit0')
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('There is no canvas.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** What the next undo takes back. */
async function expectUndo(page: Page, label: string): Promise<void> {
  // After keys a tooltip opens once the pointer has moved.
  await canvas(page).hover()
  await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).hover()
  await expect(page.getByRole('tooltip')).toContainText(label)
}

/** How much redder than green the ink behind the new line is, some px beside the midline. */
async function pinkness(page: Page, aside: number): Promise<number> {
  const pixels = await screenPixels(page)
  const x0 = Math.round(pixels.width / 2) + aside
  const y0 = Math.round(pixels.height / 2) - 100
  let sum = 0
  for (let y = y0 - 20; y < y0 + 20; y++)
    for (let x = x0; x < x0 + 40; x++) {
      const [red, green] = pixels.at(x, y)
      sum += red - green
    }
  return sum / 1600
}

/** Spread of lightness behind the new line, where nothing lies over the picture: dots make it rough. */
async function rough(page: Page): Promise<number> {
  const pixels = await screenPixels(page)
  const [x0, y0] = [Math.round(pixels.width / 2) - 100, Math.round(pixels.height / 2) - 190]
  const greens: number[] = []
  for (let y = y0; y < y0 + 90; y++) for (let x = x0; x < x0 + 120; x++) greens.push(pixels.at(x, y)[1])
  const mean = greens.reduce((sum, g) => sum + g, 0) / greens.length
  return Math.sqrt(greens.reduce((sum, g) => sum + (g - mean) ** 2, 0) / greens.length)
}

/** A part of the ink behind the new line, at 100 %. */
function loop({ x, y }: PointPx): readonly PointPx[] {
  const [left, right, top, bottom] = [x - 300, x + 300, y - 250, y - 50]
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
    { x: left, y: top + 4 },
  ]
}

test('zones are drawn by lasso and by keys, come back by undo, and what was drawn is cleared; the end shows the picture alone', async ({
  page,
}) => {
  const midline = await openZones(page)
  await test.step('by keys: R and a tap choose a zone, Escape drops a stroke and then leaves, and what was drawn is cleared as a whole', async () => {
    const before = await held(page, 'Remove')

    await page.keyboard.press('b')
    await expect(page.getByText('Draw over ink that shall go.')).toBeHidden()
    await page.keyboard.press('r')
    await expect(page.getByText('Tap a zone to draw on it.')).toBeVisible()
    // In front of the new line.
    await page.mouse.click(midline.x, midline.y + 120)
    await expect(pick(page, 'Remove')).toHaveAttribute('aria-pressed', 'true')
    await expect(radio(page, 'Zone tool', 'Lasso')).toBeChecked()

    await page.keyboard.press('b')
    await page.mouse.move(midline.x - 200, midline.y - 100)
    await page.mouse.down()
    const bare = await pinkness(page, -40)
    await page.mouse.move(midline.x + 100, midline.y - 100, { steps: 5 })
    await expect.poll(() => pinkness(page, -40)).toBeGreaterThan(bare + 4)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect.poll(() => pinkness(page, -40)).toBeLessThan(bare + 1)
    await expect(button(page, 'Clear drawing')).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(pick(page, 'Remove')).toHaveAttribute('aria-pressed', 'false')
    await settled(page)
    const still = await canvas(page).screenshot()
    await drag(page, midline, { x: midline.x + 80, y: midline.y + 60 })
    await drag(page, { x: midline.x + 80, y: midline.y + 60 }, midline)
    await settled(page)
    expect((await canvas(page).screenshot()).equals(still)).toBe(true)
    await expectUndo(page, 'Start reversal')

    await pick(page, 'Remove').focus()
    await page.keyboard.press('Enter')
    await drag(page, ...loop(midline))
    await expect(row(page, 'Remove').getByText('by hand')).toBeVisible()
    await expect.poll(() => held(page, 'Remove'), { timeout: 20_000 }).not.toEqual(before)
    expect(await barriers(page)).toEqual([])
    await button(page, 'Clear drawing').press('Enter')
    await expect(row(page, 'Remove').getByText('by hand')).toBeHidden()
    await expect.poll(() => held(page, 'Remove'), { timeout: 20_000 }).toEqual(before)
    await expectUndo(page, 'Clear drawing on remove zone')
    await button(page, 'Done').press('Enter')
    await expect(pick(page, 'Remove')).toBeFocused()
    await expect(pick(page, 'Remove')).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('what is lightened stands below Keep, as the part of it that it is', async () => {
    const part = row(page, 'Keep').first().getByRole('listitem')
    await expect(part).toHaveCount(1)
    await expect(part).toContainText('Of it lightened')
    const text = (await part.innerText()).replaceAll(',', '')
    const cm2 = Number(/≈ ([\d.]+)\s*cm²/.exec(text)?.[1])
    expect(cm2).toBeGreaterThan(1)
    expect(cm2).toBeLessThan((await held(page, 'Keep')).cm2)
  })

  await test.step('ink that would stay is sent away by the lasso, comes back by undo, and is cleared with Alt', async () => {
    const before = { remove: await held(page, 'Remove'), keep: await held(page, 'Keep'), add: await held(page, 'Add') }

    await pick(page, 'Remove').click()
    await expect(pick(page, 'Remove')).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByText('Draw over ink that shall go.')).toBeVisible()
    await expect(button(page, 'Clear drawing')).toBeDisabled()
    await drag(page, ...loop(midline))
    await expect.poll(async () => (await held(page, 'Remove')).cm2, { timeout: 20_000 }).not.toBe(before.remove.cm2)
    const after = { remove: await held(page, 'Remove'), keep: await held(page, 'Keep') }
    expect(after.remove.cm2).toBeGreaterThan(before.remove.cm2 + 2)
    const gained = after.remove.cm2 - before.remove.cm2
    expect(Math.abs(gained - (before.keep.cm2 - after.keep.cm2))).toBeLessThanOrEqual(2)
    expect(after.remove.dots).toBeGreaterThan(before.remove.dots)
    // Who sends ink away does not want it tattooed again.
    expect(await held(page, 'Add')).toEqual(before.add)

    await expectUndo(page, 'Lasso remove zone')
    await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click()
    await expect.poll(() => held(page, 'Remove'), { timeout: 20_000 }).toEqual(before.remove)
    await expect.poll(() => held(page, 'Keep')).toEqual(before.keep)

    await page.getByRole('banner').getByRole('button', { name: /^Redo/ }).click()
    await expect.poll(() => held(page, 'Remove'), { timeout: 20_000 }).toEqual(after.remove)
    await page.keyboard.down('Alt')
    await drag(page, ...loop(midline))
    await page.keyboard.up('Alt')
    await expect.poll(() => held(page, 'Remove'), { timeout: 20_000 }).toEqual(before.remove)
    await expect(button(page, 'Clear drawing')).toBeDisabled()
    await button(page, 'Done').click()
  })

  await test.step('over the end lies the picture alone, until a zone is asked for or drawn on; what was sent away is bare in it', async () => {
    const stage = (name: string) =>
      page.getByRole('group', { name: 'Shown' }).getByRole('button', { name, exact: true })
    const eye = (name: string) => zones(page).getByRole('button', { name: `Show ${name}`, exact: true })
    await expect(eye('remove')).toHaveAttribute('aria-pressed', 'true')
    await stage('Final').click()
    await expect(eye('remove')).toHaveAttribute('aria-pressed', 'false')
    await settled(page)
    const alone = await canvas(page).screenshot()
    await canvas(page).focus()
    await page.keyboard.down('o')
    await settled(page)
    const hidden = await canvas(page).screenshot()
    await page.keyboard.up('o')
    expect(hidden.equals(alone)).toBe(true)

    await eye('remove').click()
    await expect.poll(async () => (await canvas(page).screenshot()).equals(alone), { timeout: 20_000 }).toBe(false)
    await eye('remove').click()
    await settled(page)
    expect((await canvas(page).screenshot()).equals(alone)).toBe(true)

    const inked = await rough(page)
    await pick(page, 'Remove').click()
    await expect(eye('remove')).toHaveAttribute('aria-pressed', 'true')
    await drag(page, ...loop(midline))
    await expect(row(page, 'Remove').getByText('by hand')).toBeVisible()
    await button(page, 'Done').click()
    await settled(page)
    await expect.poll(() => rough(page), { timeout: 20_000 }).toBeLessThan(0.6 * inked)

    // Whoever adds there after all keeps the ink.
    await pick(page, 'Add').click()
    await expect(page.getByText('Ink that lies there stays.')).toBeVisible()
    await drag(page, ...loop(midline))
    await expect(row(page, 'Remove').getByText('by hand')).toBeHidden()
    await button(page, 'Done').click()
    await expect.poll(() => rough(page), { timeout: 20_000 }).toBeGreaterThan(0.9 * inked)
  })
})
