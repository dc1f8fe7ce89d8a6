import { faceScaleOf } from '../../src/core/design/scale/faceScale.ts'
import type { PointPx } from '../../src/core/geometry/points.ts'
import { Fingers, Pencil } from './handsOn.ts'
import { screen } from './planPage.ts'
import {
  button,
  expect,
  goTo,
  openSample,
  photoOnPage,
  radio,
  sampleWidth,
  settled,
  test,
  typeFigure,
  useScale,
  type Page,
  openedSample,
} from './studio.ts'

test.use({ hasTouch: true, viewport: { width: 1180, height: 820 } })

const { mmPerPx } = faceScaleOf(openedSample)
const { midline } = openedSample.hairline
/** On the forehead, below the line, where nothing is proposed. */
const forehead = (acrossMm: number): PointPx => ({ x: midline.x + acrossMm / mmPerPx, y: midline.y + 25 / mmPerPx })

async function covered(page: Page): Promise<number> {
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

const byHand = (page: Page) => page.getByText('Added by hand')
const pencilChip = (page: Page) => page.getByRole('button', { name: /^Pencil (draws|and finger)/ })

/** Chooses who draws from the chip's menu. */
async function whoDraws(page: Page, choice: string): Promise<void> {
  await pencilChip(page).tap()
  await page.getByRole('menu', { name: 'Who draws' }).getByRole('menuitemradio', { name: choice }).tap()
  await expect(page.getByRole('menu')).toHaveCount(0)
}

const OFF = 'Turn off until the pencil draws again'

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await goTo(page, 'Area')
  await typeFigure(page, 'Brush size', 16)
  await page.getByRole('application').focus()
})

test('fingers paint, zoom and undo, and choose a skin type', async ({ page }) => {
  const photo = await photoOnPage(page, sampleWidth)
  const fingers = await Fingers.on(page)
  await test.step('a pinch zooms about the fingers', async () => {
    const zoom = async () =>
      Number((await page.getByRole('group', { name: 'Zoom' }).getByText('%').innerText()).replace('%', ''))
    const before = await zoom()
    const { x, y } = photo.at(forehead(0))
    const apart = (by: number): [PointPx, PointPx] => [
      { x: x - by, y },
      { x: x + by, y },
    ]
    await fingers.both(apart(50), apart(100))
    await settled(page)
    expect((await zoom()) / before).toBeGreaterThan(1.8)
    expect((await zoom()) / before).toBeLessThan(2.2)
    await page.keyboard.press('Shift+Digit1')
  })

  await test.step('one finger paints, two move and zoom the picture and paint nothing', async () => {
    const start = await covered(page)
    await fingers.drag(photo.at(forehead(-30)), photo.at(forehead(30)))
    const painted = await covered(page)
    // 60 mm of a 16 mm brush.
    expect(painted - start).toBeGreaterThan(6)
    expect(painted - start).toBeLessThan(14)

    const { x, y } = photo.at(forehead(0))
    await fingers.both(
      [
        { x: x - 60, y },
        { x: x + 60, y },
      ],
      [
        { x: x - 120, y: y + 40 },
        { x: x + 120, y: y + 40 },
      ],
    )
    expect(await covered(page)).toBe(painted)
    await page.keyboard.press('Shift+Digit1')
    const again = await photoOnPage(page, sampleWidth)
    expect(again.zoom).toBeCloseTo(photo.zoom, 2)
  })

  await test.step('a turned view is painted on where it lies, and two fingers turn it once Rotate view is on', async () => {
    const painted = await covered(page)
    const turned = page.getByRole('button', { name: /^Turned by/ })
    await page.getByRole('application').focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('9')
    await expect(turned).toHaveAccessibleName('Turned by 90°. Turn view upright')
    const box = (await page.getByRole('application').boundingBox())!
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const lies = ({ x, y }: PointPx): PointPx => ({ x: middle.x - (y - middle.y), y: middle.y + (x - middle.x) })
    // Over the stroke that is there: nothing is added.
    await fingers.drag(lies(photo.at(forehead(-25))), lies(photo.at(forehead(25))))
    expect(Math.abs((await covered(page)) - painted)).toBeLessThan(0.4)
    await page.keyboard.press('Control+z')
    expect(await covered(page)).toBe(painted)
    await turned.tap()
    await expect(turned).toHaveCount(0)

    const about = (deg: number): [PointPx, PointPx] => {
      const [dx, dy] = [120 * Math.cos((deg * Math.PI) / 180), 120 * Math.sin((deg * Math.PI) / 180)]
      return [
        { x: middle.x - dx, y: middle.y - dy },
        { x: middle.x + dx, y: middle.y + dy },
      ]
    }
    await fingers.both(about(0), about(40))
    await settled(page)
    await expect(turned).toHaveCount(0)
    await page.keyboard.press('Control+,')
    await page.getByRole('switch', { name: 'Rotate view' }).press('Space')
    await page.keyboard.press('Escape')
    await fingers.both(about(0), about(40))
    await expect(turned).toHaveAccessibleName(/^Turned by [34]\d°/)
    await page.getByRole('application').focus()
    await page.keyboard.press('Shift+Digit1')
    await expect(turned).toHaveCount(0)
    expect((await photoOnPage(page, sampleWidth)).zoom).toBeCloseTo(photo.zoom, 2)
  })

  await test.step('a tap of two fingers undoes a stroke, one of three brings it back', async () => {
    await expect(byHand(page)).toBeVisible()
    const painted = await covered(page)
    await fingers.tap(2, photo.at(forehead(-20)))
    await expect(byHand(page)).toBeHidden()
    // On a busy machine a tap may last too long to be one; a second redo finds nothing to bring back.
    await expect(async () => {
      await fingers.tap(3, photo.at(forehead(-20)))
      await expect(byHand(page)).toBeVisible({ timeout: 3000 })
    }).toPass()
    expect(await covered(page)).toBe(painted)
  })

  await test.step('skin types are large enough for a finger', async () => {
    await screen(page, 'Plan').tap()
    await radio(page, 'Kind of plan', 'Reversal').tap()
    await button(page, 'Trace existing hairline').tap()
    await button(page, 'Line is right').tap()
    for (const type of ['I', 'VI']) {
      const { width, height } = (await radio(page, 'Skin type', type).boundingBox())!
      expect(width).toBeGreaterThanOrEqual(24)
      expect(height).toBeGreaterThanOrEqual(44)
    }
  })
})

test('a pencil draws: fingers then pan until the chip says otherwise, a palm leaves nothing, nor does a stroke that is taken away, and pressing harder paints broader', async ({
  page,
}) => {
  const photo = await photoOnPage(page, sampleWidth)
  const [fingers, pencil] = [await Fingers.on(page), await Pencil.on(page)]
  await test.step('a stroke that is taken away by the system, the window or Esc leaves neither paint nor a step', async () => {
    const [from, to] = [photo.at(forehead(-30)), photo.at(forehead(30))]
    const start = await covered(page)
    const half = async () => {
      await fingers.press(0, from)
      await fingers.move({ 0: photo.at(forehead(0)) })
      await fingers.move({ 0: to })
    }
    await half()
    await fingers.lose()
    expect(await covered(page)).toBe(start)

    await half()
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await fingers.lift(0)
    expect(await covered(page)).toBe(start)

    await half()
    await page.keyboard.press('Escape')
    await fingers.lift(0)
    expect(await covered(page)).toBe(start)

    await pencil.press(from)
    await pencil.move(to)
    await page.keyboard.press('Escape')
    await pencil.lift()
    expect(await covered(page)).toBe(start)
    await expect(byHand(page)).toBeHidden()
    // The last step is the scale that was used before.
    await expect(page.getByText('0.068 mm/px, caliper')).toBeVisible()
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).tap()
    await expect(page.getByText('0.068 mm/px, caliper')).toBeHidden()

    // And nothing is stuck: the next stroke paints.
    await page.getByRole('banner').getByRole('button', { name: 'Redo' }).tap()
    await pencil.draw(from, to)
    await expect(byHand(page)).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(byHand(page)).toBeHidden()
    await whoDraws(page, OFF)
  })

  await test.step('a pencil that presses harder paints broader', async () => {
    const start = await covered(page)
    await pencil.draw(photo.at(forehead(-30)), photo.at(forehead(30)), 0.1)
    const light = (await covered(page)) - start
    await page.keyboard.press('Control+z')
    await expect(byHand(page)).toBeHidden()
    await pencil.draw(photo.at(forehead(-30)), photo.at(forehead(30)), 1)
    const hard = (await covered(page)) - start
    expect(hard).toBeGreaterThan(1.4 * light)
    await page.keyboard.press('Control+z')
    await expect(byHand(page)).toBeHidden()
    await whoDraws(page, OFF)
  })

  await test.step('a palm beside the pencil and just after it leaves nothing', async () => {
    await pencil.press(photo.at(forehead(-30)))
    await pencil.move(photo.at(forehead(0)))
    await fingers.press(5, { x: 600, y: 600 }, 30)
    await fingers.move({ 5: { x: 640, y: 640 } })
    await pencil.move(photo.at(forehead(30)))
    await pencil.lift()
    await fingers.lift(5)
    const painted = await covered(page)
    const camera = await photoOnPage(page, sampleWidth)
    expect(camera.at({ x: 0, y: 0 }).x).toBeCloseTo(photo.at({ x: 0, y: 0 }).x, 0)

    // A wide contact is a palm even in touch mode.
    await whoDraws(page, OFF)
    await fingers.press(6, photo.at(forehead(-30)), 30)
    await fingers.move({ 6: photo.at(forehead(30)) })
    await fingers.lift(6)
    expect(await covered(page)).toBe(painted)
    await page.keyboard.press('Control+z')
    await expect(byHand(page)).toBeHidden()
  })

  await test.step('the first touch of a pencil makes fingers pan, until the chip says otherwise', async () => {
    const start = await covered(page)
    await expect(pencilChip(page)).toBeHidden()
    await pencil.press(photo.at(forehead(-30)))
    await expect(pencilChip(page)).toBeVisible()
    await pencil.move(photo.at(forehead(0)))
    await pencil.move(photo.at(forehead(30)))
    await pencil.lift()
    const painted = await covered(page)
    expect(painted).toBeGreaterThan(start + 5)

    // A palm may rest for a moment after the pencil; a finger then moves the picture.
    await page.waitForTimeout(400)
    const before = await photoOnPage(page, sampleWidth)
    await fingers.drag({ x: 500, y: 500 }, { x: 540, y: 500 })
    expect(await covered(page)).toBe(painted)
    const moved = (await photoOnPage(page, sampleWidth)).at({ x: 0, y: 0 }).x - before.at({ x: 0, y: 0 }).x
    expect(moved).toBeGreaterThan(35)
    expect(moved).toBeLessThan(45)

    await whoDraws(page, 'Pencil and finger draw')
    const now = await photoOnPage(page, sampleWidth)
    const lower = (acrossMm: number) => now.at({ ...forehead(acrossMm), y: forehead(0).y + 250 })
    await fingers.drag(lower(-20), lower(20))
    const byFinger = await covered(page)
    expect(byFinger).toBeGreaterThan(painted + 3)

    // The pencil comes again, and the finger still draws.
    await pencil.draw(lower(-30), lower(-24), 1)
    await expect(pencilChip(page)).toHaveAccessibleName(/^Pencil and finger draw/)
    await page.waitForTimeout(400)
    await fingers.drag(lower(24), lower(40))
    expect(await covered(page)).toBeGreaterThan(byFinger + 1)
    await whoDraws(page, OFF)
    await expect(pencilChip(page)).toBeHidden()
  })

  await test.step('turned off it stays off while the pencil only hovers, until it draws', async () => {
    for (const acrossMm of [-20, 0, 20]) await pencil.hover(photo.at(forehead(acrossMm)))
    await settled(page)
    await expect(pencilChip(page)).toBeHidden()
    await pencil.draw(photo.at(forehead(-20)), photo.at(forehead(-10)))
    await expect(pencilChip(page)).toBeVisible()
  })
})
