import type { Locator } from '@playwright/test'
import { faceScaleOf } from '../../src/core/design/scale/faceScale.ts'
import { different as allDifferent, type Picture } from './pictures.ts'
import {
  button,
  drag,
  expect,
  figure,
  fill,
  filled,
  goTo,
  openSample,
  photoOnPage,
  radio,
  readFigure,
  sampleWidth,
  seen,
  settled,
  step,
  test,
  useScale,
  type Page,
  openedSample,
} from './studio.ts'

const { mmPerPx } = faceScaleOf(openedSample)
const laid = openedSample.hairline

const layers = (page: Page): Locator => page.getByRole('grid', { name: 'Layers, the topmost first' })
const row = (page: Page, name: string): Locator =>
  layers(page)
    .getByRole('row')
    .filter({ has: page.locator('.layer-text', { hasText: new RegExp(`^${name}$`) }) })
const rowNames = (page: Page): Promise<string[]> => layers(page).locator('.layer-text').allInnerTexts()
const openLayers = async (page: Page) => {
  await button(page, 'Layers').click()
  await expect(layers(page)).toBeVisible()
}
const choose = (page: Page, name: string) => row(page, name).locator('.layer-name').click()

/** How much of the canvas floating controls lie on, at its top and bottom, px. */
const CONTROLS_PX = 90

/** How many pixels of two pictures differ to the eye, controls aside. */
const different = (a: Picture, b: Picture): number => allDifferent(a, b, CONTROLS_PX)

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await useScale(page)
})

test('an eye hides an area with its dots, and brings the photo back; another hairline drives the dots once it is current', async ({
  page,
}) => {
  const bare = await seen(page, true)
  await fill(page)
  const first = await seen(page, true)
  expect(different(first, bare)).toBeGreaterThan(1000)

  await test.step('an eye hides an area with its dots at once, the panel gives way to the next step, and nothing is counted less', async () => {
    await button(page, 'Layers').click()
    await button(page, 'Show Dots').click()
    const dotless = await seen(page, true)
    await button(page, 'Show Dots').click()
    await button(page, 'Layers').click()
    const tiles = page.locator('.tiles')
    const counted = await tiles.innerText()
    await button(page, 'Layers').click()
    await button(page, 'Show Bare scalp').click()
    expect(allDifferent(await seen(page, true), dotless)).toBeLessThan(allDifferent(first, dotless) / 100)
    await goTo(page, 'Area')
    await expect(page.getByRole('grid', { name: 'Layers, the topmost first' })).toHaveCount(0)
    await expect(button(page, 'Fill with dots')).toBeVisible()
    await goTo(page, 'Dots')
    expect(await tiles.innerText()).toBe(counted)
    await expect(page.getByText('Hidden and counted all the same: Bare scalp.')).toBeVisible()
    await expect(button(page, 'Undo')).not.toHaveAttribute('aria-disabled', 'true')
    await button(page, 'Layers').click()
    await button(page, 'Show Bare scalp').click()
    expect(allDifferent(await seen(page, true), first)).toBeLessThan(5)
    await button(page, 'Layers').click()
  })

  await openLayers(page)
  await button(page, 'New hairline').click()
  expect(await rowNames(page)).toEqual(['Guides', 'Hairline 2', 'Hairline 1', 'Dots', 'Bare scalp', 'Photo'])
  expect(different(await seen(page, true), first)).toBe(0)
  await button(page, 'Make current').click()
  await filled(page)
  await expect(row(page, 'Hairline 2')).toContainText('Current')
  const second = await seen(page, true)
  expect(different(second, first)).toBeGreaterThan(200)

  await row(page, 'Dots').getByRole('button', { name: 'Show Dots' }).click()
  expect(different(await seen(page, true), bare)).toBe(0)
  await row(page, 'Dots').getByRole('button', { name: 'Show Dots' }).click()
  expect(different(await seen(page, true), second)).toBe(0)

  await choose(page, 'Hairline 1')
  await button(page, 'Make current').click()
  await filled(page)
  expect(different(await seen(page, true), first)).toBe(0)
})

test('a moustache is shaped by keys and by the hand, both sides alike, and what it encloses is added to the area in one step; then one half alone is designed, and lines are named, copied, put in order, chosen and deleted', async ({
  page,
}) => {
  const covered = async () => {
    await goTo(page, 'Area')
    await settled(page)
    return Number(
      (
        await page
          .locator('.fact-total')
          .getByText(/^[\d.]+ ± [\d.]+ cm²$/)
          .innerText()
      ).split(' ')[0],
    )
  }
  const before = await covered()
  await test.step('its points are moved', async () => {
    await openLayers(page)
    await button(page, 'Moustache').click()
    const points = page.getByRole('slider', { name: /^Moustache, point/ })
    await expect(points).toHaveCount(12)
    await expect(page.getByRole('slider', { name: 'Midline point' })).toHaveCount(0)
    const corner = page.getByRole('slider', { name: 'Moustache, point 4 of 7', exact: true })
    const other = page.getByRole('slider', { name: 'Moustache, point 4 of 7, other side', exact: true })
    const place = async (of: Locator) =>
      Number(/(\d+) mm below/.exec((await of.getAttribute('aria-valuetext')) ?? '')?.[1])
    const low = await place(corner)
    await corner.focus()
    for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowDown')
    expect(await place(corner)).toBeGreaterThan(low + 3)
    expect(await place(other)).toBe(await place(corner))
    await expect(page.getByRole('switch', { name: 'Corner' })).toBeChecked()
    await button(page, 'Add point after').click()
    await expect(page.getByRole('slider', { name: /^Moustache, point/ })).toHaveCount(14)
    await page.keyboard.press('Control+z')
    await expect(points).toHaveCount(12)
    // One step, unless a slow machine has left more than the pause of a burst between two of the presses.
    for (let i = 0; i < 8 && (await place(corner)) !== low; i++) await page.keyboard.press('Control+z')
    expect(await place(corner)).toBe(low)
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('slider', { name: /^Moustache, point/ })).toHaveCount(0)
    await button(page, 'Layers').click()
  })

  await test.step('its inside is added to the area', async () => {
    await openLayers(page)
    await button(page, 'Moustache').click()
    await expect(step(page, 'Hairline')).toHaveAttribute('aria-current', 'step')
    await button(page, 'Add its inside to the area').click()
    await expect(button(page, 'Treat area as beard')).toBeVisible()
    await button(page, 'Layers').click()
    const after = await covered()
    expect(after - before).toBeGreaterThan(4)
    expect(after - before).toBeLessThan(16)
    await page.keyboard.press('Control+z')
    expect(await covered()).toBe(before)
  })

  // Nothing is left of it.
  await page.keyboard.press('Control+z')
  await goTo(page, 'Hairline')
  await test.step('one half alone is designed, as on a profile', async () => {
    await radio(page, 'Halves to design', 'Left').click()
    await expect(page.getByRole('slider', { name: 'Frontotemporal apex, left' })).toBeAttached()
    await expect(page.getByRole('slider', { name: 'Frontotemporal apex, right' })).toHaveCount(0)
    await expect(page.getByRole('switch', { name: 'Mirror' })).toHaveCount(0)
    await radio(page, 'Halves to design', 'Both sides').click()
    await expect(page.getByRole('slider', { name: 'Frontotemporal apex, right' })).toBeAttached()
    await expect(page.getByRole('switch', { name: 'Mirror' })).toBeChecked()
  })

  await test.step('without a pointer', async () => {
    await page.getByRole('application').focus()
    await page.keyboard.press('Shift+L')
    await expect(layers(page)).toBeVisible()
    await button(page, 'New hairline').focus()
    await page.keyboard.press('Enter')
    await row(page, 'Hairline 2').locator('.layer-name').focus()
    await page.keyboard.press('F2')
    await page.keyboard.type('Later')
    await page.keyboard.press('Enter')
    await expect(row(page, 'Later').locator('.layer-name')).toBeFocused()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => rowNames(page)).toEqual(['Guides', 'Hairline 1', 'Later', 'Bare scalp', 'Photo'])
    await page.keyboard.press('ArrowUp')
    await expect(row(page, 'Hairline 1').locator('.layer-name')).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(button(page, 'Show Hairline 1')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(button(page, 'Show Hairline 1')).toHaveAttribute('aria-pressed', 'false')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Delete')
    await expect.poll(() => rowNames(page)).toEqual(['Guides', 'Hairline', 'Bare scalp', 'Photo'])
    await expect(row(page, 'Bare scalp').locator('.layer-name')).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect.poll(() => rowNames(page)).toEqual(['Guides', 'Hairline 1', 'Later', 'Bare scalp', 'Photo'])
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
    await expect.poll(() => rowNames(page)).toEqual(['Guides', 'Hairline', 'Bare scalp', 'Photo'])
  })

  await test.step('a line is dragged to another place by its grip, and chosen by a click on the photo', async () => {
    const photo = await photoOnPage(page, sampleWidth)
    await button(page, 'New hairline').click()
    const grip = row(page, 'Hairline 2').locator('.layer-grip')
    const [from, to] = [await grip.boundingBox(), await row(page, 'Hairline 1').boundingBox()]
    if (!from || !to) throw new Error('There is no grip.')
    await drag(
      page,
      { x: from.x + from.width / 2, y: from.y + from.height / 2 },
      { x: from.x + 6, y: to.y + to.height - 4 },
    )
    await expect.poll(() => rowNames(page)).toEqual(['Guides', 'Hairline 1', 'Hairline 2', 'Bare scalp', 'Photo'])
    await page.keyboard.press('v')
    // The copy lies 5 mm farther back; beside the midline no handle is near.
    const beside = photo.at({ x: laid.midline.x + 130, y: laid.midline.y - 5 / mmPerPx - 12 })
    await page.mouse.click(beside.x, beside.y)
    await expect(row(page, 'Hairline 2')).toContainText('Current')
  })
})

test('nobody moves a locked line, also after a reload, or paints on an area that is hidden', async ({ page }) => {
  await test.step('a locked line stays where it is and says so', async () => {
    const photo = await photoOnPage(page, sampleWidth)
    const apex = photo.at(laid.left.apex)
    const height = await readFigure(page, 'Height from glabella')
    const recession = await readFigure(page, 'Frontotemporal recession')
    await openLayers(page)
    await button(page, 'Lock Hairline').click()
    await drag(page, apex, { x: apex.x, y: apex.y - 40 })
    await expect(page.getByText('Hairline is locked.').first()).toBeVisible()
    await page.reload()
    await expect(step(page, 'Hairline')).toBeVisible()
    await goTo(page, 'Hairline')
    await settled(page)
    await button(page, 'Layers').click()
    await expect(button(page, 'Lock Hairline')).toHaveAttribute('aria-pressed', 'true')
    await button(page, 'Layers').click()
    expect(await readFigure(page, 'Frontotemporal recession')).toBe(recession)
    await figure(page, 'Height from glabella').fill('60')
    await figure(page, 'Height from glabella').press('Enter')
    await expect(page.getByText('Hairline is locked.').first()).toBeVisible()
    expect(await readFigure(page, 'Height from glabella')).toBe(height)
    await button(page, 'Layers').click()
    await button(page, 'Lock Hairline').click()
    await button(page, 'Layers').click()
    const again = (await photoOnPage(page, sampleWidth)).at(laid.left.apex)
    await drag(page, again, { x: again.x, y: again.y - 40 })
    expect(await readFigure(page, 'Frontotemporal recession')).toBeGreaterThan(recession + 3)
  })

  await test.step('nobody paints on an area that is hidden', async () => {
    const photo = await photoOnPage(page, sampleWidth)
    await goTo(page, 'Area')
    await openLayers(page)
    await button(page, 'Show Bare scalp').click()
    const at = photo.at({ x: laid.midline.x, y: laid.midline.y + 400 })
    await drag(page, at, { x: at.x + 60, y: at.y })
    await expect(page.getByText('Bare scalp is hidden. Show it in Layers first.').first()).toBeVisible()
    await button(page, 'Layers').click()
    await expect(page.getByText('Added by hand')).toHaveCount(0)
  })
})

test('each area is a layer: named, hidden, locked, put in order and taken in hand by its row, and known again after a reload', async ({
  page,
}) => {
  const photo = await photoOnPage(page, sampleWidth)
  const over = (mm: number, up: number) =>
    photo.at({ x: laid.midline.x + mm / mmPerPx, y: laid.midline.y - up / mmPerPx })
  const areaRow = (name: string) => row(page, name)

  await test.step('two patches are painted beside the proposal, and a place that stays free', async () => {
    await goTo(page, 'Area')
    await button(page, 'New area').click()
    await drag(page, over(-12, -45), over(12, -45))
    await button(page, 'New area').click()
    await drag(page, over(-2, -45), over(22, -45))
    await page.keyboard.press('x')
    await drag(page, over(-10, 25), over(10, 25))
    await settled(page)
    await expect(page.locator('.area-row', { hasText: 'Excluded' })).toContainText(/[\d.]+ ± [\d.]+ cm²/)
    await expect(page.locator('.area-row', { hasText: 'Added by hand' })).toContainText(/[\d.]+ ± [\d.]+ cm²/)
    await openLayers(page)
    expect(await rowNames(page)).toEqual([
      'Guides',
      'Hairline',
      'Exclusions',
      'Thinning hair',
      'Scar',
      'Bare scalp',
      'Photo',
    ])
    await expect(areaRow('Scar')).toContainText(/[\d.]+ ± [\d.]+ cm²/)
    await expect(areaRow('Exclusions')).toContainText(/[\d.]+ ± [\d.]+ cm²/)
    await expect(areaRow('Thinning hair')).toContainText('In hand')
  })

  await test.step('an eye hides one of them alone, and opacity draws it fainter', async () => {
    const all = await seen(page)
    await button(page, 'Show Scar').click()
    const without = await seen(page)
    expect(different(without, all)).toBeGreaterThan(300)
    await button(page, 'Show Scar').click()
    expect(different(await seen(page), all)).toBe(0)
    await choose(page, 'Exclusions')
    await figure(page, 'Opacity').fill('20')
    await figure(page, 'Opacity').press('Enter')
    expect(different(await seen(page), all)).toBeGreaterThan(100)
  })

  await test.step('its row takes it in hand and gives it a name, and a locked one is not painted on', async () => {
    await choose(page, 'Scar')
    await expect(areaRow('Scar')).toContainText('In hand')
    await page.keyboard.press('F2')
    await page.keyboard.type('Left temple blend')
    await page.keyboard.press('Enter')
    await expect(areaRow('Left temple blend').locator('.layer-name')).toBeFocused()
    await button(page, 'Lock Left temple blend').click()
    await page.keyboard.press('b')
    await drag(page, over(-12, -60), over(12, -60))
    await expect(page.getByText('Left temple blend is locked.').first()).toBeVisible()
  })

  await test.step('it is put above the other, which is seen where both lie', async () => {
    await areaRow('Left temple blend').locator('.layer-name').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect
      .poll(() => rowNames(page))
      .toEqual(['Guides', 'Hairline', 'Exclusions', 'Left temple blend', 'Thinning hair', 'Bare scalp', 'Photo'])
    await page.reload()
    await expect(step(page, 'Area')).toBeVisible()
    await settled(page)
    await openLayers(page)
    expect(await rowNames(page)).toContain('Left temple blend')
    await expect(button(page, 'Lock Left temple blend')).toHaveAttribute('aria-pressed', 'true')
    await areaRow('Thinning hair').locator('.layer-name').focus()
    await page.keyboard.press('Delete')
    await expect.poll(() => rowNames(page)).not.toContain('Thinning hair')
  })
})
