import { dropOrPaste } from '../soak/patient.ts'
import { toCompare } from './pictures.ts'
import { writePng } from '../fixtures/png.ts'
import { button, canvas, choose, chooseFile, expect, newPatient, openSample, test } from './studio.ts'

const photo = writePng(600, 800, (x, y) => [200 - (y >> 4), 150, 120 + (x >> 4)])
const file = { name: 'scalp.png', mimeType: 'image/png', buffer: photo }

test('the sample opens once, has three snapshots for the asking, and is no patient of the clinic', async ({ page }) => {
  await openSample(page)
  const studio = page.url()
  await test.step('three designs, drawn by the product on its photo, stand in the strip and can be compared', async () => {
    const strip = page.getByRole('region', { name: 'Snapshots' })
    await strip.getByRole('button', { name: 'Show three examples' }).click()
    await expect(strip.getByRole('button', { name: /^Options for/ })).toHaveCount(3)
    await expect(strip.getByText(/^Drawing example/)).toHaveCount(0)
    await expect(strip).toContainText(/Soft example.*Mature example.*Defined edge example/)
    await expect(strip.getByRole('button', { name: 'Show three examples' })).toHaveCount(0)
    // The design in hand is as it was: a scale to be checked, nothing filled.
    await expect(button(page, 'Use this scale')).toBeVisible()
    await expect(button(page, 'Undo')).toBeDisabled()
    await page.reload()
    await expect(strip.getByRole('button', { name: /^Options for/ })).toHaveCount(3)
    await toCompare(page)
    await expect(page.getByRole('group', { name: 'A, Before, and B, Defined edge' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'B against A' })).toContainText(/\+[\d,]+ ± [\d,]+dots/)
    await page.goto(studio)
  })

  await page.getByRole('link', { name: 'Library' }).click()
  await expect(page.getByRole('heading', { name: 'All patients' })).toHaveText('All patients')
  await expect(button(page, 'Try the sample')).toHaveCount(0)
  await button(page, 'Sample patient').click()
  // The studio's strip has the five views that there are of it.
  await expect(page.getByText('1 of 5 views')).toBeVisible()
  await button(page, 'Open Studio').click()
  await expect(page).toHaveURL(new RegExp(new URL(studio).pathname))
})

test('an empty app offers a new patient and the sample; the start screen takes a photo that is chosen, dropped or pasted, and says what dropping does', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'No patients yet' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'New patient' })).toBeVisible()
  await expect(button(page, 'Try the sample')).toBeVisible()
  await newPatient(page)
  const over = (type: string) =>
    page.evaluate((name) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['a'], 'a.png', { type: 'image/png' }))
      document.body.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }))
    }, type)
  await over('dragenter')
  await expect(page.getByRole('heading', { name: 'Drop to add as Frontal' })).toBeVisible()
  await over('dragleave')
  await expect(page.getByRole('heading', { name: 'Add a frontal photo to start' })).toBeVisible()
  await expect(page.getByText('Drop it here. It stays on this device.')).toBeVisible()
  await expect(button(page, 'Take photo')).toBeVisible()
  await chooseFile(page, file)
  await expect(canvas(page)).toBeVisible()

  for (const way of ['drop', 'paste'] as const) {
    await newPatient(page)
    await dropOrPaste(page, way, { name: 'scalp.png', bytes: photo })
    await expect(canvas(page)).toBeVisible()
  }
})

test('a new patient is named beside the first photo, or not at all: nothing waits for it, one left at once is no card, and a search counts what it finds', async ({
  page,
}) => {
  await newPatient(page)
  await page.getByRole('link', { name: 'Library' }).click()
  await expect(page.getByRole('heading', { name: 'No patients yet' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Add a frontal photo to start' })).toBeVisible()
  const name = page.getByRole('textbox', { name: 'Patient name' })
  await expect(name).toHaveValue('')
  await expect(name).toHaveAttribute('placeholder', 'Optional, can follow')
  await name.fill('Somebody')
  // The photo comes while the field is still written in.
  await chooseFile(page, file)
  await expect(canvas(page)).toBeVisible()
  await expect(button(page, 'Somebody')).toBeVisible()
  await newPatient(page)
  await chooseFile(page, file)
  await expect(canvas(page)).toBeVisible()
  await expect(page.getByRole('banner').getByRole('button', { name: 'New patient' })).toBeVisible()
  await page.getByRole('link', { name: 'Library' }).click()
  const heading = page.locator('.cards-title')
  await expect(heading).toHaveText(/^All patients.*2$/)
  const search = page.getByRole('searchbox', { name: 'Search patients, visits, notes' })
  await search.fill('somebody')
  await expect(heading).toHaveText(/^All patients.*1$/)
  await search.fill('rao')
  await expect(page.getByText('No patient matches "rao".')).toBeVisible()
  await expect(heading).not.toHaveText(/\d$/)
  await button(page, 'New patient "rao"').click()
  await expect(name).toHaveValue('rao')
})

test.describe('the first time', () => {
  test.use({ drawsExamples: true })

  test('the sample has its three snapshots without being asked, once nobody works; those that are deleted stay away', async ({
    page,
  }) => {
    await openSample(page)
    const shots = page.getByRole('region', { name: 'Snapshots' }).getByRole('button', { name: /^Options for/ })
    await expect(page.getByText(/^Drawing example \d of 3$/)).toBeVisible()
    await expect(shots).toHaveCount(3, { timeout: 60_000 })
    await expect(page.getByText(/^Drawing example/)).toHaveCount(0)
    await expect(button(page, 'Save snapshot')).toBeEnabled()
    for (const name of ['Soft example', 'Mature example', 'Defined edge example']) {
      await choose(page, button(page, `Options for ${name}`), 'Delete')
      await expect(button(page, `Options for ${name}`)).toHaveCount(0)
    }
    await page.reload()
    await expect(button(page, 'Show three examples')).toBeVisible()
  })
})
