import { readFileSync } from 'node:fs'
import { button, chooseFile, expect, fill, goTo, openPhoto, radio, settled, test, type Page } from './studio.ts'

const photo = {
  name: 'face.jpg',
  mimeType: 'image/jpeg',
  buffer: readFileSync(new URL('../../public/sample/frontal.jpg', import.meta.url)),
}
const eyesFound = (page: Page) =>
  expect(page.getByText('Eyes found. Check the marks and the points.')).toBeVisible({ timeout: 30_000 })

test('at the next visit what was measured is offered with its date, and the design of the last one comes along in one step', async ({
  page,
}) => {
  await test.step('the first visit: measured, designed and filled', async () => {
    await openPhoto(page, photo)
    await eyesFound(page)
    await page.getByText('Eye corners, caliper').click()
    await page.getByRole('textbox', { name: 'Known distance in mm' }).fill('88.7')
    await page.keyboard.press('Enter')
    await button(page, 'Use this scale').click()
    await radio(page, 'Style', 'Rounded').click()
    await fill(page)
  })

  await test.step('the next one', async () => {
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('list', { name: 'Patients' }).getByRole('button').click()
    await button(page, 'New visit').click()
    await button(page, 'Start visit').click()
    await expect(page.getByRole('heading', { name: 'Add a frontal photo to start' })).toBeVisible()
    await chooseFile(page, photo)
    await eyesFound(page)
  })

  await test.step('knows the measure', async () => {
    await page.getByRole('button', { name: /^Use 88\.7 mm .*, measured in Frontal, \d+ \w+$/ }).click()
    await button(page, 'Use this scale').click()
    await expect(page.getByText(/mm\/px, .*caliper/)).toBeVisible()
  })

  await test.step('and the design', async () => {
    await button(page, 'Carry design to …').click()
    await expect(page.getByRole('menuitem', { name: /^Bring the design of \d+ \w+$/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await goTo(page, 'Hairline')
    await page.getByRole('button', { name: /^Bring the design of \d+ \w+$/ }).click()
    await expect(radio(page, 'Style', 'Rounded')).toBeChecked()
    await settled(page)
    await expect(page.getByText(/^Design carried from \d+ \w+\./).first()).toBeVisible()
    await button(page, 'Undo').click()
    await expect(radio(page, 'Style', 'Mature')).toBeChecked()
    await expect(page.getByRole('button', { name: /^Bring the design of/ })).toBeVisible()
  })
})
