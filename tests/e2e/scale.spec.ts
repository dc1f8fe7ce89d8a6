import {
  button,
  canvas,
  drag,
  expect,
  figure,
  filled,
  openSample,
  photoOnPage,
  radio,
  sampleRecord,
  sampleWidth,
  goTo,
  test,
  type Page,
} from './studio.ts'
import { readSampleMarks } from '../../src/core/design/sampleMarks.ts'

const { marks } = readSampleMarks(sampleRecord)

test('two points over a known length give the scale, its source and its error', async ({ page }) => {
  await openSample(page)
  await expect(page.getByText('0.068 mm/px', { exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Known distance in mm' }).fill('177.4')
  await page.getByRole('textbox', { name: 'Known distance in mm' }).press('Enter')
  await expect(page.getByText('0.137 mm/px', { exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveText(/^That makes the face \d+ cm tall\. Check the known distance\.$/)
  await button(page, 'Undo').click()
  await expect(page.getByText('0.068 mm/px', { exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await button(page, 'Use this scale').click()
  await expect(page.getByText('0.068 mm/px, caliper')).toBeVisible()
})

test('dragging a point changes the scale in one step, Escape puts it back', async ({ page }) => {
  await openSample(page)
  const photo = await photoOnPage(page, sampleWidth)
  const from = photo.at(marks.eyeLeft)
  await drag(page, from, photo.at({ x: marks.eyeLeft.x + 300, y: marks.eyeLeft.y }))
  // 88.7 mm over 1,299 px become 88.7 mm over about 1,599 px.
  await expect(page.getByText('0.055 mm/px', { exact: true })).toBeVisible()
  await button(page, 'Undo').click()
  await expect(page.getByText('0.068 mm/px', { exact: true })).toBeVisible()
  await expect(button(page, 'Undo')).toHaveAttribute('aria-disabled', 'true')

  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y, { steps: 5 })
  await expect(page.getByText('0.068 mm/px', { exact: true })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page.getByText('0.068 mm/px', { exact: true })).toBeVisible()
  await expect(button(page, 'Undo')).toHaveAttribute('aria-disabled', 'true')
})

test('the pupils give an average scale and say so', async ({ page }) => {
  await openSample(page)
  await page.getByText('Pupils, average').click()
  await expect(page.getByText('± 5%', { exact: true })).toBeVisible()
  await expect(radio(page, 'Known distance', 'Pupils, average')).toBeChecked()
})

/** All that can be read or heard on the page. */
const words = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .flatMap((e) => [
        ...[...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.textContent ?? ''),
        ...['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt'].map((name) => e.getAttribute(name) ?? ''),
        e instanceof HTMLInputElement ? e.value : '',
      ])
      .join('\n'),
  )

test('without a scale no millimetre, area or count is shown anywhere', async ({ page }) => {
  await openSample(page)
  await button(page, 'Continue without scale').click()
  const measures = /\bmm\b|cm²|mm²|\bcm\b|\d[\d,]* dots|per cm/
  await expect(figure(page, 'Height from glabella')).toBeVisible()
  for (const name of ['Photo', 'Scale', 'Hairline', 'Area'] as const) {
    await goTo(page, name)
    expect(await words(page), name).not.toMatch(measures)
  }
  await button(page, 'Fill with dots').click()
  await filled(page)
  expect(await words(page), 'Dots').not.toMatch(measures)
  await expect(page.getByText('Medium', { exact: true })).toBeVisible()
  await button(page, 'Save snapshot').click()
  await expect(page.getByRole('button', { name: 'Mature', exact: true })).toBeVisible()
  expect(await words(page), 'snapshot').not.toMatch(measures)
  await button(page, 'Compare').click()
  await expect(page.getByRole('slider', { name: 'Line between A and B' })).toBeVisible()
  expect(await words(page), 'Compare').not.toMatch(measures)
  await expect(canvas(page)).toHaveCount(0)
})
