import type { Locator } from '@playwright/test'
import { button, expect, figure, fill, goTo, openSample, test, useScale, type Page } from './studio.ts'

test.use({ firstVisit: true })

const card = (page: Page) => page.getByRole('region', { name: 'First steps' })
const hint = (page: Page, text: string) => expect(card(page).getByRole('heading', { name: text })).toBeVisible()

/** The hint stands beside what it speaks of, not over it. */
async function expectBeside(page: Page, thing: Locator): Promise<void> {
  const [target, over] = await Promise.all([thing.boundingBox(), card(page).boundingBox()])
  if (!target || !over) throw new Error('Nothing to compare.')
  const apart =
    over.x >= target.x + target.width ||
    target.x >= over.x + over.width ||
    over.y >= target.y + target.height ||
    target.y >= over.y + over.height
  expect(apart).toBe(true)
}

/** At each size the hint covers no control: neither the one it speaks of nor any other that is in sight. */
async function expectCoversNothing(page: Page): Promise<void> {
  for (const [width, height] of [
    [834, 1194],
    [1180, 820],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    // The card follows its control, some times a second.
    await expect(async () => {
      await expect(card(page)).toBeInViewport({ ratio: 1, timeout: 1000 })
      expect(await card(page).evaluate(coveredBy), `${width} wide`).toEqual([])
    }).toPass()
  }
}

function coveredBy(hintCard: Element): string[] {
  const box = hintCard.getBoundingClientRect()
  const under = [...document.querySelectorAll('button, a[href], input, select, [role="slider"]')].filter((control) => {
    const { x, y, width, height, right, bottom } = control.getBoundingClientRect()
    const apart = x >= box.right || right <= box.x || y >= box.bottom || bottom <= box.y
    if (apart || width * height === 0 || hintCard.contains(control) || control.closest('.unseen')) return false
    const seen = document.elementsFromPoint(x + width / 2, y + height / 2).find((one) => !hintCard.contains(one))
    return seen !== undefined && (control.contains(seen) || seen.contains(control))
  })
  return under.map((control) => control.getAttribute('aria-label') ?? control.textContent)
}

test('four hints lead through a first design: each goes once the thing is done, and none comes again', async ({
  page,
}) => {
  await openSample(page)
  await hint(page, 'Check the scale')
  await expectBeside(page, button(page, 'Use this scale'))
  await expectCoversNothing(page)
  await useScale(page)
  await hint(page, 'Drag a point to shape the hairline')
  await expectCoversNothing(page)
  await page.getByRole('slider', { name: /apex, left/ }).press('ArrowUp')
  await hint(page, 'Fill with dots')
  await goTo(page, 'Area')
  for (const size of [
    { width: 744, height: 1133 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size)
    await expect(async () => {
      await expect(card(page)).toBeInViewport({ ratio: 1, timeout: 1000 })
      await expect(button(page, 'Fill with dots')).toBeInViewport({ ratio: 1, timeout: 1000 })
      await expectBeside(page, button(page, 'Fill with dots'))
    }).toPass()
  }
  await expectCoversNothing(page)
  await fill(page)
  await hint(page, 'Save a snapshot')
  for (const size of [
    { width: 834, height: 1194 },
    { width: 1180, height: 820 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size)
    // The card follows its control, some times a second.
    await expect(async () => {
      await expectBeside(page, button(page, 'Save snapshot'))
      await expectBeside(page, page.getByRole('navigation', { name: 'Steps' }))
      await expectBeside(page, page.getByText('dots', { exact: true }).first())
    }).toPass()
  }
  await button(page, 'Save snapshot').click()
  await expect(card(page)).toBeHidden()
  await page.reload()
  await expect(button(page, 'Save snapshot')).toBeVisible()
  await expect(card(page)).toBeHidden()
})

test('the hints can be skipped, and shown again from Settings, whose switches and units are there after a reload', async ({
  page,
}) => {
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await test.step('skipped and shown again', async () => {
    await openSample(page)
    await card(page).getByRole('button', { name: 'Next' }).click()
    await hint(page, 'Drag a point to shape the hairline')
    await card(page).getByRole('button', { name: 'Skip' }).click()
    await expect(card(page)).toBeHidden()
    await page.keyboard.press('Control+,')
    await settings.getByRole('switch', { name: 'Show the first steps' }).press('Space')
    await page.keyboard.press('Escape')
    await hint(page, 'Check the scale')
  })

  await test.step('switches of the settings are there after a reload', async () => {
    await page.keyboard.press('Control+,')
    await settings.getByRole('switch', { name: 'Left-handed' }).press('Space')
    await settings.getByRole('switch', { name: 'Single-letter keys' }).press('Space')
    await page.reload()
    await expect(button(page, 'Use this scale')).toBeVisible()
    await page.keyboard.press('b')
    await expect(
      page.getByRole('radiogroup', { name: 'Tools' }).getByRole('radio', { name: 'Brush', exact: true }),
    ).not.toBeChecked()
    await page.keyboard.press('Control+,')
    await expect(settings.getByRole('switch', { name: 'Left-handed' })).toBeChecked()
  })

  await test.step('lengths are shown and typed in inches where Settings say so, and stay what they are', async () => {
    const units = settings.getByRole('radiogroup', { name: 'Lengths' })
    await units.getByRole('radio', { name: 'Inches' }).click()
    await expect(settings).toContainText('Areas stay in cm²')
    await page.keyboard.press('Escape')
    // 88.7 mm, as the caliper said.
    await expect(page.getByRole('textbox', { name: 'Known distance in inches' })).toHaveValue('3.492')
    await page.reload()
    await useScale(page)
    await expect(page.getByText('0.0027 in/px, caliper ± 1%')).toBeVisible()
    const height = figure(page, 'Height from glabella')
    await expect(height).toHaveAccessibleName('Height from glabella, value in inches')
    await expect(height).toHaveValue('2.95')
    await height.fill('80 mm')
    await height.press('Enter')
    await expect(height).toHaveValue('3.15')
    await height.fill('3')
    await height.press('Enter')
    await expect(height).toHaveValue('3.00')
    await expect(page.getByRole('slider', { name: 'Height from glabella' })).toHaveAttribute(
      'aria-valuetext',
      '3.00 in',
    )
    await expect(page.getByRole('slider', { name: /^Midline point/ })).toHaveAttribute(
      'aria-valuetext',
      /3\.00 ± 0\.\d\d in height/,
    )
    await height.blur()
    await page.keyboard.press('Control+,')
    await units.getByRole('radio', { name: 'Millimetres' }).click()
    await page.keyboard.press('Escape')
    await expect(figure(page, 'Height from glabella')).toHaveValue('76')
  })
})
