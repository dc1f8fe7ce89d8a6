import type { Design } from '../../src/core/design/design.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { barriers } from './barriers.ts'
import { writePng } from '../fixtures/png.ts'
import { paintedPhoto } from '../worker/paintedHair.ts'
import {
  button,
  expect,
  goTo,
  openPhoto,
  openSample,
  radio,
  readFigure,
  settled,
  test,
  useScale,
  type PhotoFile,
} from './studio.ts'

/** Hair from 44 mm of the photo plane above the glabella on, and less far forward at the sides. */
const UP_MM = 44
function shortHair(): PhotoFile {
  const on: Design = newDesign({ id: '', hash: '', width: 1000, height: 1340 })
  const edge = (x: number) =>
    UP_MM + 12 * Math.exp(-((Math.abs(x) - 42) ** 2) / 120) - 2 * Math.max(0, Math.abs(x) - 50)
  const { rgba, width, height } = paintedPhoto({ hairy: (x, y) => y > Math.max(6, edge(x)) }, on).level(0)
  const buffer = writePng(width, height, (x, y) => {
    const i = (y * width + x) * 4
    return [rgba[i]!, rgba[i + 1]!, rgba[i + 2]!]
  })
  return { name: 'short-hair.png', mimeType: 'image/png', buffer }
}

test('a line is laid along the native hair, in one undo step, and asks for the marks first', async ({ page }) => {
  await openPhoto(page, shortHair())
  await useScale(page)
  await radio(page, 'Style', 'Native trace').click()
  await expect(page.getByText('Check the marks on the face first')).toBeVisible()
  await expect(radio(page, 'Style', 'Mature')).toBeChecked()

  await goTo(page, 'Photo')
  await button(page, 'The marks are right').click()
  await goTo(page, 'Hairline')
  await radio(page, 'Style', 'Native trace').click()
  await expect(radio(page, 'Style', 'Native trace')).toBeChecked({ timeout: 20_000 })
  // Along the skin of the fitted head, which is bowed: little more than in the photo.
  await expect.poll(() => readFigure(page, 'Height from glabella')).toBeGreaterThan(UP_MM - 3)
  expect(await readFigure(page, 'Height from glabella')).toBeLessThan(UP_MM * 1.13 + 3)
  expect(await readFigure(page, 'Frontotemporal recession')).toBeGreaterThan(6)
  await expect(button(page, 'Trace again')).toBeVisible()
  expect(await barriers(page, { within: ['.styles', '.native-trace'] })).toEqual([])

  await settled(page)
  await page.keyboard.press('Control+z')
  await expect(radio(page, 'Style', 'Mature')).toBeChecked()
})

test('a bald head has no line to trace; figures are typed for each side and each point', async ({ page }) => {
  await test.step('the reason is said and the line stays', async () => {
    await openSample(page)
    await useScale(page)
    const height = await readFigure(page, 'Height from glabella')
    await radio(page, 'Style', 'Native trace').click()
    await expect(page.getByText('No front edge of hair is seen on this photo.')).toBeVisible({ timeout: 20_000 })
    await expect(radio(page, 'Style', 'Mature')).toBeChecked()
    expect(await readFigure(page, 'Height from glabella')).toBe(height)
  })

  await test.step('the place of a point is typed, and a double click on its name brings it back', async () => {
    await page.getByRole('slider', { name: 'Frontotemporal apex, right', exact: true }).focus()
    await page.keyboard.press('ArrowUp')
    const point = page.getByRole('group', { name: 'Frontotemporal apex, right' })
    const behind = point.getByRole('textbox', { name: /^Behind the midline point, value/ })
    await behind.fill('25')
    await behind.press('Enter')
    await expect(behind).toHaveValue('25')
    // Of points the photo's length is typed; along the skin, which turns away there, it is more.
    await expect.poll(() => readFigure(page, 'Frontotemporal recession')).toBeGreaterThan(25)
    const outside = point.getByRole('textbox', { name: /^Outside the eye corner, value/ })
    await outside.fill('-6')
    await outside.press('Enter')
    await expect(outside).toHaveValue('−6')
    await expect(behind).toHaveValue('25')
    await point.getByText('Behind the midline point').dblclick()
    await expect(behind).toHaveValue('17')
    const width = await readFigure(page, 'Width between apexes')
    await page.getByText('Width between apexes', { exact: true }).dblclick()
    await expect.poll(() => readFigure(page, 'Width between apexes')).not.toBe(width)
  })

  await test.step('figures are of one side while Mirror is off', async () => {
    await page.getByRole('switch', { name: 'Mirror' }).focus()
    await page.keyboard.press('Space')
    const sides = page.getByRole('radiogroup', { name: 'Side of the figures' })
    await sides.getByRole('radio', { name: 'Left' }).click()
    const left = page.getByRole('textbox', { name: /^Apex from the midline, value/ })
    await left.fill('52')
    await left.press('Enter')
    await expect(left).toHaveValue('52')
    await sides.getByRole('radio', { name: 'Right' }).click()
    await expect(left).not.toHaveValue('52')
  })
})
