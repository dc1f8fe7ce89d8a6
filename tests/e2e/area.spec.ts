import { faceScaleOf } from '../../src/core/design/scale/faceScale.ts'
import type { PointPx } from '../../src/core/geometry/points.ts'
import { barriers } from './barriers.ts'
import { different } from './pictures.ts'
import {
  button,
  choose,
  drag,
  expect,
  fill,
  goTo,
  openSample,
  photoOnPage,
  radio,
  sampleWidth,
  seen,
  settled,
  test,
  typeFigure,
  useScale,
  type Page,
  openedSample,
} from './studio.ts'

const { mmPerPx } = faceScaleOf(openedSample)
const { midline } = openedSample.hairline
/** On the forehead, `downMm` under the line and `acrossMm` to the photo's right of the midline. */
const forehead = (acrossMm: number, downMm: number): PointPx => ({
  x: midline.x + acrossMm / mmPerPx,
  y: midline.y + downMm / mmPerPx,
})

/** The covered area in cm2, once it has followed the last stroke. */
async function covered(page: Page): Promise<number> {
  await page.mouse.move(700, 20)
  await page.waitForFunction(() => document.body.textContent?.includes('cm²'))
  await settled(page)
  const text = await page
    .locator('.fact-total')
    .getByText(/^[\d.]+ ± [\d.]+ cm²$/)
    .innerText()
  return Number(text.split(' ')[0])
}

/** Dots, or hairs, that are expected in the area. */
const dots = async (page: Page): Promise<number> =>
  Number((await page.getByText(/^[\d,]+ ± [\d,]+ (dots|hairs)/).innerText()).replace(/ ± .*|\D/g, ''))

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await goTo(page, 'Area')
})

/** Select moves a patch by hand and by keys, copies it with Alt, refuses the proposal, and Delete takes it away. */
async function movesPatch(page: Page, photo: { at(p: PointPx): PointPx }): Promise<void> {
  const list = page.getByRole('radiogroup', { name: 'Area in hand' })
  const objects = page.getByRole('list', { name: 'Objects' })
  const patch = photo.at(forehead(0, 40))
  const placeOf = async (name: string) =>
    Number(
      /(\d+) mm (?:below|above)/.exec(
        (await objects.getByRole('slider', { name, exact: true }).getAttribute('aria-valuetext')) ?? '',
      )?.[1],
    )

  await test.step('a patch is painted and taken', async () => {
    await button(page, 'New area').click()
    await drag(page, photo.at(forehead(-12, 40)), photo.at(forehead(12, 40)))
    await page.keyboard.press('v')
    await settled(page)
    const before = await seen(page)
    await page.mouse.click(patch.x, patch.y)
    await settled(page)
    expect(different(await seen(page), before)).toBeGreaterThan(100)
    await expect(objects.getByRole('slider', { name: 'Bare scalp' })).toHaveAttribute('aria-disabled', 'true')
    expect(await barriers(page)).toEqual([])
  })

  await test.step('it is dragged with a live outline, in one step', async () => {
    const at = await placeOf('Scar')
    await drag(page, patch, photo.at(forehead(0, 20)))
    await expect.poll(() => placeOf('Scar')).not.toBe(at)
    await expect(button(page, 'Undo')).toBeEnabled()
    await page.keyboard.press('Control+z')
    expect(await placeOf('Scar')).toBe(at)
  })

  await test.step('arrows move it, Shift by ten; a move that is broken off leaves none', async () => {
    const before = await seen(page)
    await page.mouse.move(patch.x, patch.y)
    await page.mouse.down()
    await page.mouse.move(patch.x + 60, patch.y + 20, { steps: 4 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.mouse.move(700, 20)
    await settled(page)
    expect(different(await seen(page), before)).toBe(0)
    const at = await placeOf('Scar')
    await objects.getByRole('slider', { name: 'Scar' }).focus()
    for (let i = 0; i < 9; i++) await page.keyboard.press('Shift+ArrowUp')
    await expect.poll(() => placeOf('Scar')).not.toBe(at)
    // A slow machine makes two bursts of them.
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+z')
        return placeOf('Scar')
      })
      .toBe(at)
  })

  await test.step('the proposal is not moved, and says why', async () => {
    const scalp = photo.at(forehead(15, -20))
    await drag(page, scalp, { x: scalp.x + 50, y: scalp.y })
    await expect(page.getByText('This area follows its hairline.').first()).toBeVisible()
  })

  await test.step('Alt moves a copy, and Delete takes it away again', async () => {
    await page.keyboard.down('Alt')
    await drag(page, patch, photo.at(forehead(0, 15)))
    await page.keyboard.up('Alt')
    await expect(list.getByRole('radio')).toHaveCount(3)
    await expect(list.getByRole('radio', { name: /^Scar 2/ })).toBeChecked()
    await page.keyboard.press('Delete')
    await expect(page.getByText('Scar 2 deleted.').first()).toBeVisible()
    await expect(list.getByRole('radio')).toHaveCount(2)
  })
  await page.mouse.click(patch.x, patch.y)
  await page.keyboard.press('Delete')
  await expect(page.getByText('Scar deleted.').first()).toBeVisible()
  await expect(list).toHaveCount(0)
}

test('the area follows the hairline and outline, with what was painted by hand, and is put together from a menu; Select moves a patch of it', async ({
  page,
}) => {
  const photo = await photoOnPage(page, sampleWidth)
  await test.step('Select moves a patch by hand and by keys, copies it with Alt, refuses the proposal, and Delete takes it away', () =>
    movesPatch(page, photo))
  await page.keyboard.press('b')
  await test.step('what is painted is put together with the proposal', async () => {
    const start = await covered(page)
    // Said to ears too, and not as the least that a flat photo shows: the head is measured.
    await expect(page.getByText(/^Area ([\d.]+ ± [\d.]+) cm²$/)).toBeAttached()
    await drag(page, photo.at(forehead(-30, 30)), photo.at(forehead(30, 30)))
    expect(await covered(page)).toBeGreaterThan(start + 4)
    await choose(page, button(page, 'Combine with'), 'Keep only inside the proposal', 'Enter')
    await expect.poll(() => covered(page)).toBe(start)
    await page.keyboard.press('Control+z')
    await expect.poll(() => covered(page)).toBeGreaterThan(start + 4)
  })

  await test.step('with Keep inside hairline the brush adds nothing on the forehead, also after a reload', async () => {
    await page.keyboard.press('Control+z')
    const start = await covered(page)
    const keeps = page.getByRole('switch', { name: 'Keep inside hairline' })
    await keeps.press('Space')
    await expect(keeps).toBeChecked()
    await drag(page, photo.at(forehead(-30, 30)), photo.at(forehead(30, 30)))
    expect(await covered(page)).toBe(start)
    await expect(page.getByText('Added by hand')).toHaveCount(0)
    await page.reload()
    await settled(page)
    await expect(keeps).toBeChecked()
    await keeps.press('Space')
    await drag(page, photo.at(forehead(-30, 30)), photo.at(forehead(30, 30)))
    expect(await covered(page)).toBeGreaterThan(start + 4)
  })

  await test.step('hand work stays when the proposal goes and is proposed again', async () => {
    const painted = await covered(page)
    await button(page, 'Clear proposed from hairline').click()
    await expect.poll(() => covered(page)).toBeLessThan(painted - 50)
    await button(page, 'Re-propose').click()
    await expect.poll(() => covered(page)).toBe(painted)
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
    await expect(page.getByText('Added by hand')).toHaveCount(0)
  })

  await test.step('the proposal follows the hairline, and can be cleared and proposed again', async () => {
    const proposed = await covered(page)
    expect(proposed).toBeGreaterThan(50)
    await button(page, 'Clear proposed from hairline').click()
    await expect(page.getByText('Paint where dots should go, or use Propose from hairline.')).toBeVisible()
    await expect(button(page, 'Fill with dots')).toBeDisabled()
    await button(page, 'Propose from hairline').click()
    expect(await covered(page)).toBe(proposed)
    await goTo(page, 'Hairline')
    await typeFigure(page, 'Height from glabella', 65)
    await goTo(page, 'Area')
    expect(await covered(page)).toBeGreaterThan(proposed + 5)
  })
})

test('the area is painted: by brush, eraser, exclude and lasso, each stroke one step, and none that is broken off', async ({
  page,
}) => {
  const photo = await photoOnPage(page, sampleWidth)
  const start = await covered(page)
  await test.step('a lasso adds what it encloses', async () => {
    await radio(page, 'Area tool', 'Lasso').click()
    const corners = [forehead(-20, 20), forehead(20, 20), forehead(20, 45), forehead(-20, 45), forehead(-20, 20)]
    await drag(page, ...corners.map(photo.at))
    const grown = (await covered(page)) - start
    expect(grown).toBeGreaterThan(8.5)
    expect(grown).toBeLessThan(11.5)
    await page.keyboard.press('Control+z')
    await expect.poll(() => covered(page)).toBe(start)
  })

  await test.step('a lasso is drawn corner by corner, closed with Enter, and says what it adds', async () => {
    await page.keyboard.press('q')
    const corners = [forehead(-20, 20), forehead(20, 20), forehead(20, 45), forehead(-20, 45), forehead(-20, 60)]
    for (const { x, y } of corners.map(photo.at)) await page.mouse.click(x, y)
    await expect(page.getByText(/^\+(9|1[0-9])\.\d cm²$/)).toBeVisible()
    await expect(page.getByText(/^This stroke: \+(9|1[0-9])\.\d cm²$/)).toBeAttached()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    const grown = (await covered(page)) - start
    expect(grown).toBeGreaterThan(8.5)
    expect(grown).toBeLessThan(11.5)
    await expect(page.getByText(/^\+[\d.]+ cm²$/)).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect.poll(() => covered(page)).toBe(start)
  })

  await test.step('the brush paints, the eraser takes away, exclude keeps free', async () => {
    await page.keyboard.press('b')
    const across = [photo.at(forehead(-30, 30)), photo.at(forehead(30, 30))] as const
    await typeFigure(page, 'Brush size', 20)

    await drag(page, ...across)
    const painted = await covered(page)
    // 60 mm of a 20 mm brush with round ends, less at the feathered rim: 10 to 15.2 cm2.
    expect(painted - start).toBeGreaterThan(9)
    expect(painted - start).toBeLessThan(17)
    await expect(page.getByText('Added by hand')).toBeVisible()

    await page.keyboard.press('x')
    await drag(page, photo.at(forehead(0, 20)), photo.at(forehead(0, 40)))
    const kept = await covered(page)
    expect(kept).toBeLessThan(painted - 1)
    await expect(page.getByText('Excluded', { exact: true })).toBeVisible()

    await page.keyboard.press('e')
    await drag(page, ...across)
    expect(await covered(page)).toBeLessThan(start + 3)

    for (const after of [kept, painted, start]) {
      await page.keyboard.press('Control+z')
      await expect.poll(() => covered(page)).toBe(after)
    }
  })

  await test.step('Escape and a second finger leave neither paint nor a step', async () => {
    const [from, to] = [photo.at(forehead(-30, 30)), photo.at(forehead(30, 30))]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 8 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await covered(page)).toBe(start)
    await expect(page.getByText('Added by hand')).toHaveCount(0)

    const devtools = await page.context().newCDPSession(page)
    const touch = (type: string, ...points: PointPx[]) =>
      devtools.send('Input.dispatchTouchEvent', {
        type: type as 'touchStart',
        touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
      })
    const near = { x: from.x + 3, y: from.y }
    await touch('touchStart', from)
    await touch('touchStart', from, { x: from.x + 80, y: from.y })
    await touch('touchMove', near, { x: from.x + 90, y: from.y })
    await touch('touchEnd')
    await expect(page.getByText('Added by hand')).toHaveCount(0)
    expect(await covered(page)).toBe(start)
    // The last step is still the one before the gestures.
    await expect(page.getByText('0.068 mm/px, caliper')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('0.068 mm/px, caliper')).toHaveCount(0)
    await page.keyboard.press('Control+Shift+z')
    await expect(page.getByText('0.068 mm/px, caliper')).toBeVisible()
  })

  await test.step('holding Space pans, and Escape takes Select, straight after a tool was clicked in the rail', async () => {
    const from = photo.at(forehead(-30, 30))
    const before = await photoOnPage(page, sampleWidth)
    await radio(page, 'Tools', 'Eraser').click()
    await page.keyboard.down('Space')
    await drag(page, from, { x: from.x + 60, y: from.y })
    await page.keyboard.up('Space')
    const moved = (await photoOnPage(page, sampleWidth)).at({ x: 0, y: 0 }).x - before.at({ x: 0, y: 0 }).x
    expect(moved).toBeCloseTo(60, 0)
    expect(await covered(page)).toBe(start)
    await radio(page, 'Tools', 'Brush').click()
    await page.keyboard.press('Escape')
    await expect(radio(page, 'Tools', 'Select')).toBeChecked()
  })
})

test('the area is grown, shrunk, softened and inverted, and freed of hair once that is confirmed, each as one step', async ({
  page,
}) => {
  const start = await covered(page)
  await test.step('grown, shrunk, softened and inverted without painting', async () => {
    const move = page.getByRole('slider', { name: 'Grow or shrink' })
    await move.focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight')
    await expect.poll(() => covered(page)).toBeGreaterThan(start + 3)
    const grown = await covered(page)
    await expect(move).toHaveValue('3')
    await expect(page.getByText('Edited', { exact: true })).toBeVisible()
    await typeFigure(page, 'Grow or shrink', -4)
    await expect.poll(() => covered(page)).toBeLessThan(start - 10)
    const shrunk = await covered(page)
    // Set anew, and not on top of what it was: the first growth is gone. A field that is typed in has an undo of its own.
    await move.focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => covered(page)).toBe(grown)
    await expect(move).toHaveValue('3')
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => covered(page)).toBe(shrunk)
    await typeFigure(page, 'Soft edge', 5)
    await expect.poll(() => covered(page)).toBeLessThan(shrunk - 5)
    const soft = await covered(page)
    await button(page, 'Invert').click()
    await expect.poll(() => covered(page)).not.toBe(soft)
    for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z')
    await expect.poll(() => covered(page)).toBe(start)
    await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
  })

  await test.step('hair in the area is shown first, and left out only when that is confirmed', async () => {
    await button(page, 'Keep hair and background out').click()
    // The sample has stubble at its temples.
    const found = page.getByText(/^In the area: hair on ≈ [3-6]\.\d cm²/)
    await expect(found).toBeVisible()
    // So little is a blend into the fringe, and nothing that is said unasked.
    await expect(page.getByText(/look like hair/)).toHaveCount(0)
    expect(await barriers(page)).toEqual([])
    // By keyboard: the focus stands on the answers, and comes back to the question.
    await expect(button(page, 'Leave out')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(found).toHaveCount(0)
    await expect(button(page, 'Keep hair and background out')).toBeFocused()
    expect(await covered(page)).toBe(start)
    await button(page, 'Keep hair and background out').click()
    await button(page, 'Leave out').click()
    await expect.poll(() => covered(page)).toBeLessThan(start - 2)
    await expect(page.getByText('Erased by hand')).toBeVisible()
    await button(page, 'Keep hair and background out').click()
    await expect(page.getByText('No dense hair and no background were found in the area.')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect.poll(() => covered(page)).toBe(start)
  })
})

test('an area is treated by what it is, its density is painted, and a scar is an area of its own', async ({ page }) => {
  const photo = await photoOnPage(page, sampleWidth)
  await covered(page)
  const bare = await dots(page)
  await test.step('hair that stands in an area is left out of the count', async () => {
    await choose(page, button(page, 'Treat area as, Bare scalp'), 'Thinning hair')
    await expect(button(page, 'Treat area as, Thinning hair')).toBeVisible()
    await typeFigure(page, 'Existing hair', 75)
    await expect(page.getByText(/: 75 per cm² behind the edge/)).toBeVisible()
    await expect.poll(() => dots(page)).toBeLessThan(0.65 * bare)
    await choose(page, button(page, 'Treat area as, Thinning hair'), 'Native stubble')
    await expect(page.getByText(/^[\d,]+ ± [\d,]+ hairs/)).toBeVisible()
    await expect(page.getByRole('slider', { name: 'Existing hair' })).toHaveCount(0)
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
    await expect(button(page, 'Treat area as, Bare scalp')).toBeVisible()
    await expect.poll(() => dots(page)).toBe(bare)
  })

  await test.step('density is painted: more, less, and cleared', async () => {
    const across = [photo.at(forehead(-25, -25)), photo.at(forehead(25, -25))] as const
    const area = await covered(page)
    await page.keyboard.press('n')
    await drag(page, ...across)
    await expect.poll(() => dots(page)).toBeGreaterThanOrEqual(bare + 200)
    await radio(page, 'Density to paint', 'Less').click()
    await drag(page, ...across)
    await expect.poll(() => dots(page)).toBeLessThan(bare)
    expect(await covered(page)).toBe(area)
    await button(page, 'Clear density painted').click()
    await expect.poll(() => dots(page)).toBe(bare)
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Density painted')).toBeVisible()
  })

  await test.step('a scar beside the scalp is chosen by a tap, planned by its own healing, deleted and undone', async () => {
    const list = page.getByRole('radiogroup', { name: 'Area in hand' })
    await button(page, 'New area').click()
    await expect(list.getByRole('radio', { name: /^Scar/ })).toBeChecked()
    const [from, to] = [forehead(-12, -60), forehead(12, -60)].map(photo.at)
    await drag(page, from!, to!)
    await expect(list).toHaveText(/Bare scalp\d+ ± \d+ cm².*Scar[\d.]+ ± [\d.]+ cm²/)
    await fill(page)
    const inside = photo.at(forehead(0, -30))
    await page.mouse.click(inside.x, inside.y)
    await goTo(page, 'Area')
    await expect(list.getByRole('radio', { name: /^Bare scalp/ })).toBeChecked()
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Plan' }).click()
    await expect(page.getByText('55% heal and stay')).toBeVisible()
    await expect(page.getByText('90% heal and stay')).toBeVisible()
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Studio' }).click()
    await button(page, 'Delete scar').click()
    await expect(list).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(list).toHaveText(/Scar[\d.]+ ±/)
  })
})
