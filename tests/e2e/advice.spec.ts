import { barriers } from './barriers.ts'
import { button, expect, openSample, test, typeFigure } from './studio.ts'

test('a line that is laid low is spoken of, with its source, by keyboard too; age and sex sharpen the advice and are there after a reload', async ({
  page,
}) => {
  await openSample(page)
  await button(page, 'Use this scale').click()
  const advice = page.getByRole('group', { name: 'Advice on the line' })
  await expect(advice).toContainText('Within the widest usual range for adults. Sex and age are not given.')
  // The edge is set without scrolling; what else there is to say of the figures is one tap away.
  await expect(page.getByText('Transition zone', { exact: true })).toBeInViewport()
  await page.getByText('Along the skin and in the photo').click()
  await expect(page.getByText(/^Along the skin: height 75 ± \d+, /)).toBeVisible()
  await typeFigure(page, 'Height from glabella', 45)
  await expect(advice.locator('.advice-line').first()).toContainText('Low. 10 mm below the usual range.')
  const thirds = page.getByRole('region', { name: 'Facial thirds' })
  await expect(thirds.getByRole('img')).toHaveAccessibleName(
    /^Upper third 45 ± \d+ mm, middle third ≈ \d+ ± \d+ mm, lower third ≈ \d+ ± \d+ mm$/,
  )
  await expect(thirds).toContainText(/Upper third ≈ \d+ ± \d+ mm shorter than the middle third/)
  // Line and guides can be put out of sight without a key, as in the panel of the dots.
  const eye = button(page, 'Hide line and area')
  for (const hidden of ['true', 'false']) {
    await eye.click()
    await expect(eye).toHaveAttribute('aria-pressed', hidden)
  }
  const why = advice.getByRole('button', { name: 'Why?' })
  await why.focus()
  await page.keyboard.press('Enter')
  await expect(why).toHaveAttribute('aria-expanded', 'true')
  await expect(advice).toContainText('Shapiro & Shapiro 2013')
  await expect(advice.locator('[aria-live]')).toContainText('Low.')
  expect(await barriers(page, { within: ['.advice', '.thirds'] })).toEqual([])

  await typeFigure(page, 'Height from glabella', 64)
  await expect(advice).toContainText('Within the widest usual range')
  await advice.getByRole('radio', { name: 'Male', exact: true }).click()
  await expect(advice.locator('.advice-line').first()).toContainText('Low. 6 mm below the usual range.')
  await advice.getByLabel('Age').fill('240')
  await advice.getByLabel('Age').press('Enter')
  await expect(advice).toContainText('An age is a whole number of years, 0 to 120. Nothing was changed.')
  await advice.getByLabel('Age').fill('42')
  await advice.getByLabel('Age').press('Enter')
  await expect(advice).toContainText('Judged for a man of 42.')
  const forAge = 'Low for age 42. 6 mm under the usual mature range.'
  await expect(advice.locator('.advice-line').first()).toContainText(forAge)
  await page.reload()
  await expect(advice.locator('.advice-line').first()).toContainText(forAge)
  await advice.getByRole('button', { name: 'Why?' }).click()
  await expect(advice.getByLabel('Age')).toHaveValue('42')
  await expect(advice.getByRole('radio', { name: 'Male', exact: true })).toBeChecked()
})
