import { writePng } from '../fixtures/png.ts'
import { standInCamera } from './handsOn.ts'
import { button, canvas, chooseFile, expect, newPatient, test, type Page } from './studio.ts'

const skin = (red: number) => writePng(300, 400, (x, y) => [red - (y >> 4), 150, 120 + (x >> 4)])
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer })
const strip = (page: Page) => page.getByRole('region', { name: /^Views/ })
const card = (page: Page) => page.getByRole('list', { name: 'Patients' }).getByRole('button')

async function drop(page: Page, selector: string, files: readonly { name: string; buffer: Buffer }[]): Promise<void> {
  await page.evaluate(
    ({ place, dropped }) => {
      const dataTransfer = new DataTransfer()
      for (const { name, bytes } of dropped) dataTransfer.items.add(new File([Uint8Array.from(bytes)], name))
      const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer })
      document.querySelector(place)?.dispatchEvent(event)
    },
    { place: selector, dropped: files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })) },
  )
}

test('a second visit gets many photos at once, sorted into views; it is found, switched to, deleted and brought back', async ({
  page,
}) => {
  await newPatient(page)
  await chooseFile(page, file('first.png', skin(190)))
  await expect(canvas(page)).toBeVisible()
  const first = page.url().split('#')[0]
  await page.getByRole('link', { name: 'Library' }).click()
  await card(page).click()
  await button(page, 'New visit').click()
  const form = page.getByRole('dialog', { name: 'New visit' })
  await form
    .getByRole('radio', { name: 'Sitting' })
    .or(form.getByRole('button', { name: 'Sitting' }))
    .first()
    .click()
  await form.getByLabel('Notes').fill('Softer temples')
  await form.getByLabel('Tags, separated by commas').fill('keloid, referred')
  await form.getByRole('button', { name: 'Start visit' }).click()
  await expect(page.getByRole('heading', { name: 'Add a frontal photo to start' })).toBeVisible()

  await drop(page, 'body', [file('a.png', skin(180)), file('b.txt', Buffer.from('no photo')), file('c.png', skin(200))])
  const sheet = page.getByRole('dialog', { name: 'Sort photos into views' })
  await expect(sheet.getByText("This is not a photo and can't be opened.")).toBeVisible()
  await expect(sheet.getByRole('button', { name: 'Add 2 photos' })).toBeEnabled()
  await expect(sheet.getByLabel('View of c.png')).toHaveValue('right45')
  await sheet.getByLabel('View of c.png').selectOption('Crown')
  await sheet.getByRole('button', { name: 'Add 2 photos' }).click()
  await expect(strip(page).getByRole('button', { name: 'Frontal', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  )
  await expect(strip(page).getByRole('button', { name: 'Crown', exact: true })).toBeVisible()
  await expect(canvas(page)).toBeVisible()
  // A single one is asked for its view as well: there is a frontal photo.
  await drop(page, 'body', [file('d.png', skin(190))])
  await expect(sheet.getByLabel('View of d.png')).toHaveValue('right45')
  await expect(sheet.getByRole('button', { name: 'Add 1 photo' })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  const second = page.url().split('#')[0]

  await page.getByRole('button', { name: /^Visit, Sitting today/ }).click()
  await page.getByRole('menuitemradio', { name: /^Consultation/ }).click()
  await expect(page).toHaveURL(new RegExp(`^${first}`))
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`^${second}`))
  await expect(strip(page).getByRole('button', { name: 'Crown', exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Library' }).click()
  const search = page.getByRole('searchbox')
  await search.fill('kéloid sitting')
  await expect(card(page)).toHaveCount(1)
  await search.fill('rao')
  await expect(page.getByText('No patient matches "rao".')).toBeVisible()
  await expect(button(page, 'New patient "rao"')).toBeVisible()
  await search.press('Escape')
  await card(page).press('Enter')
  const panel = page.getByRole('complementary', { name: 'Patient' })
  await expect(panel.getByText('2 of 7 views')).toBeVisible()
  await panel.getByRole('button', { name: /^Edit Sitting/ }).click()
  await button(page, 'Delete visit').click()
  await expect(panel.getByText('Softer temples')).toHaveCount(0)
  await button(page, 'Undo').click()
  await expect(panel.getByText('Softer temples')).toBeVisible()
  await panel.getByRole('button', { name: 'Open Studio' }).click()
  await expect(page).toHaveURL(new RegExp(`^${second}`))
})

test('the camera says why it sees nothing, and takes a photo of the chosen view', async ({ page }) => {
  await page.addInitScript(standInCamera, { refusals: 1 })
  await newPatient(page)
  await button(page, 'Take photo').click()
  const camera = page.getByRole('dialog', { name: 'Take photo' })
  await expect(camera.getByRole('alert')).toContainText('Camera is blocked for this site.')
  await expect(camera.getByLabel('Choose file')).toBeAttached()
  await camera.getByRole('button', { name: 'Try again' }).click()
  await camera.getByLabel('View', { exact: true }).selectOption('Vertex')
  await camera.getByRole('button', { name: 'Take photo now' }).click()
  await camera.getByRole('button', { name: 'Use photo' }).click()
  await expect(strip(page).getByRole('button', { name: 'Vertex', exact: true })).toHaveAttribute('aria-current', 'true')

  await test.step('next time the head that was taken is the size to fill, with its picture behind or without', async () => {
    await page.getByRole('link', { name: 'Library' }).click()
    await card(page).click()
    await button(page, 'New visit').click()
    await button(page, 'Start visit').click()
    await button(page, 'Take photo').click()
    // No frontal photo was taken then.
    const usual = camera.getByRole('img', { name: 'Outline of a head', exact: true })
    await expect(usual).toBeVisible()
    await expect(camera.getByText('Fill the outline with the head.')).toBeVisible()
    await camera.getByLabel('View', { exact: true }).selectOption('Vertex')
    const then = camera.getByRole('img', { name: 'Outline of the head as it was' })
    await expect(then).toHaveAttribute('viewBox', '0 0 640 480')
    await expect(camera.getByText(/^Fill the outline: the head as near as on \d/)).toBeVisible()
    const outline = await then.locator('polygon').first().getAttribute('points')
    await camera.getByRole('switch', { name: /at 35%$/ }).press('Space')
    expect(await then.locator('polygon').first().getAttribute('points')).toBe(outline)
  })
})
