import type { Locator } from '@playwright/test'
import { faceScaleOf } from '../../src/core/design/scale/faceScale.ts'
import { hairlineAt } from '../../src/core/design/lines/hairlineCurve.ts'
import { readSampleMarks } from '../../src/core/design/scale/sampleMarks.ts'
import {
  button,
  canvas,
  drag,
  expect,
  openSample,
  photoOnPage,
  radio,
  readFigure,
  sampleRecord,
  sampleWidth,
  settled,
  goTo,
  test,
  typeFigure,
  type Page,
  openedSample,
} from './studio.ts'

const { marks } = readSampleMarks(sampleRecord)
const { mmPerPx } = faceScaleOf(openedSample)
const mature = openedSample.hairline

const spoken = (page: Page, handle: string) =>
  page.getByRole('slider', { name: handle, exact: true }).getAttribute('aria-valuetext')

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await button(page, 'Use this scale').click()
})

/** Where the line runs between the temporal and the temple point on the patient's left, px of the photo. */
const atTemple = hairlineAt(mature, { side: 'left', span: 'temporalMid', place: 0.5 })
const added = (page: Page) => page.getByRole('slider', { name: /^Added point/ })
const undoSays = async (page: Page, text: string) => {
  await button(page, 'Undo').hover()
  await expect(page.getByRole('tooltip')).toContainText(text)
}

const nameOf = async (handle: Locator) => (await handle.getAttribute('aria-label')) ?? ''

test('the line follows its points: dragged, moved by arrows, bent, given corners and points of its own, each as one step', async ({
  page,
}) => {
  const photo = await photoOnPage(page, sampleWidth)
  await test.step('dragging a point changes the figures, on both sides while Mirror is on', async () => {
    const apex = mature.left.apex
    const upMm = 10
    const recession = await readFigure(page, 'Frontotemporal recession')
    await drag(page, photo.at(apex), photo.at({ x: apex.x, y: apex.y - upMm / mmPerPx }))
    // Along the skin, which turns away there: more than the photo shows, and less than twice that.
    await expect.poll(() => readFigure(page, 'Frontotemporal recession')).toBeGreaterThan(recession + upMm - 1)
    expect(await readFigure(page, 'Frontotemporal recession')).toBeLessThan(recession + 2 * upMm)
    const mirrored = (await spoken(page, 'Frontotemporal apex, left'))?.replace('left', 'right')
    expect(await spoken(page, 'Frontotemporal apex, right')).toBe(mirrored)
    await button(page, 'Undo').hover()
    await expect(page.getByRole('tooltip')).toContainText('Undo Move frontotemporal apex')

    await page.keyboard.press('s')
    const before = await spoken(page, 'Temple point, right')
    await drag(
      page,
      photo.at(mature.left.templePoint),
      photo.at({ ...mature.left.templePoint, y: mature.left.templePoint.y - 120 }),
    )
    expect(await spoken(page, 'Temple point, right')).toBe(before)
    await page.keyboard.press('s')
    for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z')
    await expect.poll(() => readFigure(page, 'Frontotemporal recession')).toBe(22)
  })

  await test.step('a click on the line adds a point on both sides, Delete takes it away', async () => {
    const at = photo.at(atTemple)
    await page.mouse.move(at.x, at.y)
    await expect(canvas(page)).toHaveAttribute('data-over', 'line')
    await page.mouse.down()
    await page.mouse.up()
    await expect(added(page)).toHaveCount(2)
    await expect(added(page).first()).toHaveAccessibleName(
      'Added point, right, between temporal point and temple point',
    )
    const figures = ['Height from glabella', 'Frontotemporal recession', 'Frontotemporal angle', 'Temple point']
    expect(await Promise.all(figures.map((label) => readFigure(page, label)))).toEqual([75, 22, 86, 23])
    await undoSays(page, 'Undo Add point')
    await page.mouse.move(at.x, at.y)
    await page.keyboard.press('Delete')
    await expect(added(page)).toHaveCount(0)
    await button(page, 'Undo').click()
    await expect(added(page)).toHaveCount(2)
    await button(page, 'Undo').click()
    await expect(added(page)).toHaveCount(0)
  })

  await test.step('dragging the line bends it, and Escape in the middle leaves it as it was', async () => {
    const at = photo.at(atTemple)
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    await page.mouse.move(at.x - 20, at.y, { steps: 5 })
    await expect(added(page)).toHaveCount(2)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect(added(page)).toHaveCount(0)
    await drag(page, at, { x: at.x - 20, y: at.y })
    await undoSays(page, 'Undo Bend hairline')
    const out = async () =>
      Number.parseInt((await spoken(page, await nameOf(added(page).nth(1))))?.match(/(\d+) ± \d+ mm/)?.[1] ?? '')
    const bent = await out()
    await added(page).nth(1).focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(out).toBeLessThan(bent - 2)
  })

  await test.step('a point becomes a corner by Alt, by T and by its switch; a named one can not be deleted', async () => {
    const apex = photo.at(mature.left.apex)
    const says = () => spoken(page, 'Frontotemporal apex, right')
    await page.keyboard.down('Alt')
    await page.mouse.click(apex.x, apex.y)
    await page.keyboard.up('Alt')
    await expect.poll(says).toContain('apex, right, corner,')
    await page.getByRole('slider', { name: 'Frontotemporal apex, right' }).focus()
    await page.keyboard.press('t')
    await expect.poll(says).not.toContain('corner')
    const corner = page
      .getByRole('group', { name: 'Frontotemporal apex, right' })
      .getByRole('switch', { name: 'Corner' })
    await corner.focus()
    await page.keyboard.press('Space')
    await expect.poll(says).toContain('corner')
    await page.getByRole('slider', { name: 'Frontotemporal apex, right' }).focus()
    await page.keyboard.press('Delete')
    await expect(page.getByText('Frontotemporal apex, right stays: the measures stand on it.').first()).toBeVisible()
    await expect(page.getByRole('slider', { name: 'Frontotemporal apex, right' })).toHaveCount(1)
  })
})

test('each style lays its own line, a figure that is typed moves the handles and reads back, and marks can be dragged', async ({
  page,
}) => {
  await test.step('marks can be dragged, and arrows move a point', async () => {
    await goTo(page, 'Photo')
    const photo = await photoOnPage(page, sampleWidth)
    const old = photo.at(marks.glabella)
    const around = async () => {
      await page.mouse.move(700, 20)
      await settled(page)
      return page.screenshot({ clip: { x: old.x - 30, y: old.y - 30, width: 60, height: 60 } })
    }
    const before = await around()
    await drag(page, photo.at(marks.glabella), photo.at({ x: marks.glabella.x, y: marks.glabella.y + 150 }))
    await button(page, 'Undo').hover()
    await expect(page.getByRole('tooltip')).toContainText('Undo Move glabella')
    expect((await around()).equals(before)).toBe(false)
    await button(page, 'Undo').click()
    expect((await around()).equals(before)).toBe(true)

    await goTo(page, 'Hairline')
    const midline = page.getByRole('slider', { name: 'Midline point' })
    await midline.focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowUp')
    await expect.poll(() => readFigure(page, 'Height from glabella')).toBe(79)
    await page.keyboard.press('Control+z')
    await expect.poll(() => readFigure(page, 'Height from glabella')).toBe(75)
  })

  await test.step('Mature is there already, and each style lays its own line', async () => {
    await expect(radio(page, 'Style', 'Mature')).toBeChecked()
    const seen = new Set([await spoken(page, 'Frontotemporal apex, right')])
    for (const style of ['Rounded', 'Straight', "Widow's peak", 'Receded', 'Female']) {
      await radio(page, 'Style', style).click()
      await expect(radio(page, 'Style', style)).toBeChecked()
      seen.add(`${await spoken(page, 'Frontotemporal apex, right')} ${await spoken(page, 'Mid-frontal point, right')}`)
    }
    expect(seen.size).toBe(6)
  })

  await test.step('a figure that is typed moves the handles and reads back', async () => {
    await radio(page, 'Style', 'Mature').click()
    for (const [label, value] of [
      ['Height from glabella', 70],
      ['Width between apexes', 60],
      ['Frontotemporal recession', 26],
      ['Frontotemporal angle', 100],
      ['Temple point', 20],
    ] as const) {
      const apex = await spoken(page, 'Frontotemporal apex, right')
      const temple = await spoken(page, 'Temple point, right')
      const midline = await spoken(page, 'Midline point')
      await typeFigure(page, label, value)
      await expect.poll(() => readFigure(page, label), { message: label }).toBe(value)
      const moved =
        apex !== (await spoken(page, 'Frontotemporal apex, right')) ||
        temple !== (await spoken(page, 'Temple point, right')) ||
        midline !== (await spoken(page, 'Midline point'))
      expect(moved, label).toBe(true)
    }
    await typeFigure(page, 'Transition zone', 6)
    await typeFigure(page, 'Irregularity', 80)
    expect(await readFigure(page, 'Transition zone')).toBe(6)
    expect(await readFigure(page, 'Irregularity')).toBe(80)
  })
})

test.describe('by finger', () => {
  test.use({ hasTouch: true })
  test('a rest on the line adds a point, which the panel deletes; a tap and a swipe do nothing', async ({ page }) => {
    const photo = await photoOnPage(page, sampleWidth)
    const { x, y } = photo.at(atTemple)
    const session = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at = { x, y }) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [at] })
    await touch('touchStart')
    await touch('touchEnd')
    await touch('touchStart')
    await touch('touchMove', { x: x - 40, y })
    await page.waitForTimeout(500)
    await touch('touchEnd')
    await expect(added(page)).toHaveCount(0)
    await touch('touchStart')
    await expect(added(page)).toHaveCount(2)
    await touch('touchMove', { x: x - 30, y })
    await touch('touchEnd')
    await button(page, 'Delete point').click()
    await expect(added(page)).toHaveCount(0)
  })
})
