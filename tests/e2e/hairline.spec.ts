import { layHairline } from '../../src/core/design/hairline.ts'
import { readSampleMarks } from '../../src/core/design/sampleMarks.ts'
import {
  button,
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
} from './studio.ts'

const { marks, knownMm } = readSampleMarks(sampleRecord)
const mmPerPx = knownMm / Math.hypot(marks.eyeLeft.x - marks.eyeRight.x, marks.eyeLeft.y - marks.eyeRight.y)
const mature = layHairline('mature', marks, mmPerPx)

const spoken = (page: Page, handle: string) =>
  page.getByRole('slider', { name: handle, exact: true }).getAttribute('aria-valuetext')

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await button(page, 'Use this scale').click()
})

test('Mature is there already, and each style lays its own line', async ({ page }) => {
  await expect(radio(page, 'Style', 'Mature')).toBeChecked()
  const seen = new Set([await spoken(page, 'Frontotemporal apex, right')])
  for (const style of ['Rounded', 'Straight', "Widow's peak", 'Receded']) {
    await radio(page, 'Style', style).click()
    await expect(radio(page, 'Style', style)).toBeChecked()
    seen.add(`${await spoken(page, 'Frontotemporal apex, right')} ${await spoken(page, 'Mid-frontal point, right')}`)
  }
  expect(seen.size).toBe(5)
})

test('a figure that is typed moves the handles and reads back', async ({ page }) => {
  for (const [label, value] of [
    ['Height from glabella', 70],
    ['Frontotemporal recession', 22],
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

test('dragging a point changes the figures, on both sides while Mirror is on', async ({ page }) => {
  const photo = await photoOnPage(page, sampleWidth)
  const apex = mature.left.apex
  const upMm = 10
  await drag(page, photo.at(apex), photo.at({ x: apex.x, y: apex.y - upMm / mmPerPx }))
  await expect.poll(() => readFigure(page, 'Frontotemporal recession')).toBeGreaterThan(17 + upMm - 2)
  expect(await readFigure(page, 'Frontotemporal recession')).toBeLessThan(17 + upMm + 2)
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
})

test('marks can be dragged, and arrows move a point', async ({ page }) => {
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
  await expect.poll(() => readFigure(page, 'Height from glabella')).toBe(80)
  await page.keyboard.press('Control+z')
  await expect.poll(() => readFigure(page, 'Height from glabella')).toBe(75)
})
