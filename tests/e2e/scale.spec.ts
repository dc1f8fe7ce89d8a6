import {
  button,
  canvas,
  drag,
  expect,
  figure,
  filled,
  openPhoto,
  openSample,
  photoOnPage,
  radio,
  sampleRecord,
  sampleWidth,
  settled,
  step,
  goTo,
  test,
  type Page,
} from './studio.ts'
import { readFileSync } from 'node:fs'
import { proposeScale } from '../../src/core/design/scale/calibration.ts'
import { proposeMarks } from '../../src/core/design/scale/marks.ts'
import { readSampleMarks } from '../../src/core/design/scale/sampleMarks.ts'

const { marks } = readSampleMarks(sampleRecord)

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

test('the view stays still while a mark of a new photo is dragged, and the mark lands under the hand', async ({
  page,
}) => {
  await openPhoto(page, {
    name: 'face.jpg',
    mimeType: 'image/jpeg',
    buffer: readFileSync(new URL('../../public/sample/hairline.jpg', import.meta.url)),
  })
  // The head is bowed, not turned: its eyes are found. Taken back, the marks lie where most faces have them.
  await expect(page.getByText('Eyes found. Check the marks and the points.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/Head is turned/)).toHaveCount(0)
  await button(page, 'Undo').click()
  await goTo(page, 'Photo')
  const { at, zoom } = await photoOnPage(page, sampleWidth)
  const { glabella } = proposeMarks(3024, 4032)
  const from = at(glabella)
  await drag(page, from, { x: from.x + 6, y: from.y + 40 }, { x: from.x, y: from.y + 60 })
  expect((await photoOnPage(page, sampleWidth)).zoom).toBeCloseTo(zoom, 3)
  // Only a mark that lies there can be taken from there.
  await drag(page, { x: from.x, y: from.y + 60 }, { x: from.x + 20, y: from.y + 20 })
  await button(page, 'Undo').click()
  await button(page, 'Undo').click()
  await expect(button(page, 'Undo')).toHaveAttribute('aria-disabled', 'true')
})

test('a photo from the side that came in as Frontal is told, and moved to its view in one step', async ({ page }) => {
  await openPhoto(page, {
    name: 'face.jpg',
    mimeType: 'image/jpeg',
    buffer: readFileSync(new URL('../../public/sample/views/left-45.jpg', import.meta.url)),
  })
  await expect(page.getByText('This looks like a photo from Left 45°.')).toBeVisible({ timeout: 60_000 })
  // Only what is said is read out by itself, and not what can be pressed.
  await expect(page.locator('[role=status] button')).toHaveCount(0)
  await button(page, 'Move to Left 45°').click()
  // The button is gone with what it did: the keyboard goes on where the length is chosen.
  await expect(page.locator('.known input:checked')).toBeFocused()
  const views = page.getByRole('region', { name: /^Views/ })
  await expect(views.getByRole('button', { name: 'Left 45°', exact: true })).toBeVisible()
  await expect(page.getByText(/^This looks like|Head is turned/)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(views.getByRole('button', { name: 'Frontal', exact: true })).toBeVisible()

  await test.step('it is told in every step until it is answered, and once in each', async () => {
    const told = page.getByText('This looks like a photo from Left 45°.')
    for (const name of ['Photo', 'Scale', 'Hairline', 'Area', 'Dots'] as const) {
      await goTo(page, name)
      await expect(told, name).toBeVisible()
      await expect(told, name).toHaveCount(1)
      await expect(page.locator('.hint'), name).toHaveCount(1)
    }
    await button(page, 'Move to Left 45°').click()
    await expect(told).toHaveCount(0)
    await expect(page.locator('.studio-canvas')).toBeFocused()
    await expect(views.getByRole('button', { name: 'Left 45°', exact: true })).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(told).toBeVisible()
    await button(page, 'Keep in Frontal').click()
    for (const name of ['Photo', 'Scale', 'Hairline', 'Area', 'Dots'] as const) {
      await goTo(page, name)
      await expect(told, name).toHaveCount(0)
    }
    await expect(views.getByRole('button', { name: 'Frontal', exact: true })).toBeVisible()
  })
})

const known = (page: Page) => page.getByRole('textbox', { name: 'Known distance in mm' })

test('the eyes of a frontal photo are found unasked, which can be undone, and stay a proposal until the scale is used', async ({
  page,
}) => {
  await openPhoto(page, {
    name: 'face.jpg',
    mimeType: 'image/jpeg',
    buffer: readFileSync(new URL('../../public/sample/frontal.jpg', import.meta.url)),
  })
  const found = page.getByText('Eyes found. Check the marks and the points.')
  await expect(found).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Control+z')
  await expect(page.getByText('not known', { exact: true })).toBeVisible()
  await button(page, 'Find the eyes').click()
  await expect(page.getByText('Looking for the eyes')).toBeHidden({ timeout: 30_000 })
  await expect(found).toBeVisible()
  await expect(page.getByText('pupils, average + iris, average', { exact: true })).toBeVisible()
  await expect(page.getByText(/mm\/px, pupils/)).toHaveCount(0)
  await button(page, 'Use this scale').click()
  await expect(page.getByText(/mm\/px, pupils, average \+ iris, average ± \d+%/)).toBeVisible()
  await expect(page.getByText(/^Check the marks/)).toBeVisible()
  await goTo(page, 'Area')
  const unchecked = page.getByText('Area and dots depend on the marks, and they are still as proposed.')
  await expect(unchecked).toBeVisible()
  await button(page, 'Check the marks').click()
  await button(page, 'The marks are right').click()
  await goTo(page, 'Area')
  await expect(page.getByText(/Why ± \d+ cm²/)).toBeVisible()
  await expect(unchecked).toBeHidden()
})

test('a scale is measured: by two points over a known length, by the pupils, by a caliper and a prescription together; without one nothing is said in millimetres', async ({
  page,
}) => {
  await openSample(page)
  await test.step('a click beside its ends asks for a second one, dragging a point changes the scale in one step, and Escape takes back either', async () => {
    const photo = await photoOnPage(page, sampleWidth)
    const free = photo.at({ x: marks.eyeLeft.x, y: marks.eyeLeft.y - 600 })
    await page.mouse.click(free.x, free.y)
    await expect(page.getByText('Click the second point. Esc cancels.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('Click the second point. Esc cancels.')).toHaveCount(0)
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

  await test.step('the pupils give an average scale and say so; looking at another source keeps the points that were placed', async () => {
    await page.getByText('Pupils, average').click()
    await expect(page.getByText('± 10%', { exact: true })).toBeVisible()
    await expect(radio(page, 'Known distance', 'Pupils, average')).toBeChecked()
    await settled(page)
    const { at } = await photoOnPage(page, sampleWidth)
    const scale = proposeScale(readSampleMarks(sampleRecord).marks)
    const a = at(scale.a)
    await drag(page, a, { x: a.x - 30, y: a.y + 5 })
    const placed = await page
      .getByText(/mm\/px/)
      .first()
      .textContent()
    await page.getByText('Eye corners', { exact: false }).first().click()
    await expect(page.getByText(placed ?? '')).toBeHidden()
    await page.getByText('Pupils, average').click()
    await expect(page.getByText(placed ?? '').first()).toBeVisible()
    await page.getByText('Eye corners', { exact: false }).first().click()
  })

  await test.step('two points over a known length give the scale, its source and its error', async () => {
    await expect(page.getByText('0.068 mm/px', { exact: true })).toBeVisible()
    await page.getByRole('textbox', { name: 'Known distance in mm' }).fill('177.4')
    await page.getByRole('textbox', { name: 'Known distance in mm' }).press('Enter')
    await expect(page.getByText('0.137 mm/px', { exact: true })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveText(
      /^That makes the face \d+ cm tall\. Check the known distance\. If it is right, drag/,
    )
    await button(page, 'Undo').click()
    await expect(page.getByText('0.068 mm/px', { exact: true })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await button(page, 'Use this scale').click()
    await expect(page.getByText('0.068 mm/px, caliper')).toBeVisible()
    await button(page, 'Undo').click()
    await goTo(page, 'Scale')
  })

  await test.step('a caliper and a prescription count together, and say so where they disagree', async () => {
    await button(page, 'Add another').click()
    await page.getByText('Pupils, prescription').click()
    await expect(page.getByText('Enter the distance you measured.')).toBeVisible()
    await expect(page.getByText('0.068 mm/px', { exact: true })).toBeVisible()
    await known(page).fill('80')
    await known(page).press('Enter')
    await expect(page.getByRole('alert')).toHaveText(/^These measures differ by \d+%, more than they should/)
    await known(page).fill('62')
    await known(page).press('Enter')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(page.getByText('prescription + caliper', { exact: true })).toBeVisible()
    await expect(page.getByText('± 0.9%', { exact: true })).toBeVisible()
    await button(page, 'Use this scale').click()
    await expect(page.getByText('0.068 mm/px, prescription + caliper ± 1%')).toBeVisible()
    await button(page, 'Undo').click()
    await button(page, 'Undo').click()
    await goTo(page, 'Scale')
    await button(page, 'Count Eye corners, caliper').click()
    await expect(page.getByText('prescription + caliper', { exact: true })).toHaveCount(0)
  })

  await test.step('without a scale no millimetre, area or count is shown anywhere, and the plan shows the way to one', async () => {
    // Nothing stays in the page of what was said while there was one.
    await page.reload()
    await expect(button(page, 'Continue without scale')).toBeVisible()
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
    // The density is a word: nothing to type, so by keys, to twice the usual.
    await page.getByRole('slider', { name: 'Density' }).focus()
    await page.keyboard.press('End')
    await settled(page)
    await expect(page.getByText('Reads as a helmet')).toHaveText(
      'Reads as a helmet: dots cover too much of the skin. Lower the density or the dot size.',
    )
    await button(page, 'Save snapshot').click()
    await expect(page.getByRole('button', { name: 'Mature', exact: true })).toBeVisible()
    expect(await words(page), 'snapshot').not.toMatch(measures)
    await button(page, 'Compare').click()
    await expect(page.getByRole('slider', { name: 'Line between A and B' })).toBeVisible()
    expect(await words(page), 'Compare').not.toMatch(measures)
    await expect(canvas(page)).toHaveCount(0)
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Plan' }).click()
    await expect(page.getByText('A plan counts in millimetres. Set the scale of the photo first.')).toBeVisible()
    await expect(page.getByRole('complementary').getByText(/cm²|₹/)).toHaveCount(0)
    await button(page, 'Set the scale').click()
    await expect(step(page, 'Scale')).toHaveAttribute('aria-current', 'step')
  })
})
