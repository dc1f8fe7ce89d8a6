import { screen, figureOf, between, toPlan } from './planPage.ts'
import { button, expect, fill, openSample, radio, test, useScale } from './studio.ts'

test('the clinic’s own numbers change the plan at once, refuse nonsense, outlast a reload and can be reset; its half-life is that of the design', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await toPlan(page)
  await test.step('pace, way to charge and currency', async () => {
    const hours = await figureOf(page, 'Of it needling')
    await button(page, 'Clinic numbers').click()
    const pace = page.getByRole('textbox', { name: 'Impressions a minute', exact: true })
    await pace.fill('5000')
    await pace.press('Enter')
    await expect(page.getByRole('alert')).toContainText('Between 5 and 1,000. Not used yet')
    await pace.press('Escape')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(pace).toHaveValue('75')
    await pace.fill('1e9')
    await pace.press('Enter')
    await expect(page.getByRole('alert')).toContainText('That is no number. Not used yet')
    // Beyond its band it takes the band along.
    await pace.fill('150')
    await pace.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Impressions a minute, least' })).toHaveValue('116')
    await pace.fill('110')
    await pace.press('Enter')
    // Turned there and back it is what it was.
    await radio(page, 'How you charge', 'Per cm²').click()
    await expect(page.getByRole('textbox', { name: 'Price, from', exact: true })).toHaveValue('180')
    await radio(page, 'How you charge', 'Per sitting').click()
    await expect(page.getByRole('textbox', { name: 'Price, from', exact: true })).toHaveValue('15,000')
    await radio(page, 'How you charge', 'Fixed').click()
    await expect(page.getByText('Turned so that 250 cm² in 3 sittings cost as much as before.')).toBeVisible()
    await page.getByRole('combobox', { name: 'Currency' }).selectOption('EUR')
    await expect(page.getByText('The amounts were not converted: enter them in EUR.')).toBeVisible()
    await button(page, 'Back to the plan').click()
    expect(Math.abs((await figureOf(page, 'Of it needling')) - (hours * 75) / 110)).toBeLessThan(0.2)
    await expect(page.getByText(between('€45,000', '€90,000')).first()).toBeVisible()
    await page.reload()
    await expect(page.getByText(between('€45,000', '€90,000')).first()).toBeVisible()
    await button(page, 'Clinic numbers').click()
    await button(page, 'Back to the defaults').click()
    await button(page, 'Back to the plan').click()
    await expect(page.getByText(between('₹45,000', '₹120,000'))).toBeVisible()
  })

  await test.step('a price from and to is typed end by end; what does not fit is said, not used, and put back by Escape', async () => {
    await button(page, 'Clinic numbers').click()
    const [from, to] = ['Price, from', 'Price, to'].map((name) => page.getByRole('textbox', { name, exact: true }))
    // Higher than the old end: nothing is said while the hand is still on the pair.
    await from!.fill('40000')
    await from!.press('Tab')
    await expect(to!).toBeFocused()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await to!.fill('50000')
    await to!.press('Enter')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await button(page, 'Back to the plan').click()
    await expect(page.getByText(between('₹120,000', '₹200,000'))).toBeVisible()
    await button(page, 'Clinic numbers').click()
    await from!.fill('60000')
    await from!.press('Enter')
    await expect(page.getByRole('alert')).toHaveText(
      '“From” (60,000) is above “to” (50,000). Not used yet; Escape puts the old back.',
    )
    await expect(from!).toHaveValue('60000')
    await from!.press('Escape')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(from!).toHaveValue('40,000')
    // A touch-up without a price of its own costs as much as a sitting, here as in the plan.
    const touchUp = page.getByRole('textbox', { name: 'Touch-up, from', exact: true })
    await expect(touchUp).toHaveValue('')
    await expect(touchUp).toHaveAttribute('placeholder', '40,000')
    await touchUp.fill('9000')
    await touchUp.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Touch-up, to', exact: true })).toHaveValue('9,000')
    await button(page, 'Back to the plan').click()
    expect(await figureOf(page, 'Their price')).toBe(18_000)
  })

  await test.step('a patient may pay another price than the clinic asks, and it can be undone', async () => {
    const agreed = page.getByRole('textbox', { name: 'Agreed price, from' })
    await expect(agreed).toHaveAttribute('placeholder', '40,000')
    await agreed.fill('35.000,00')
    await agreed.press('Enter')
    await expect(page.getByText(between('₹105,000', '₹140,000'))).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByText(between('₹120,000', '₹200,000'))).toBeVisible()
  })

  await test.step('prices of many digits stand within the panel, on a tablet too', async () => {
    await page.setViewportSize({ width: 1180, height: 820 })
    for (const currency of ['IDR', 'JPY', 'INR'] as const) {
      await button(page, 'Clinic numbers').click()
      await page.getByRole('combobox', { name: 'Currency' }).selectOption(currency)
      await page.getByRole('textbox', { name: 'Price, to' }).fill('95000000')
      await page.getByRole('textbox', { name: 'Price, to' }).press('Enter')
      await page.getByRole('textbox', { name: 'Price, from' }).fill('75000000')
      await page.getByRole('textbox', { name: 'Price, from' }).press('Enter')
      await button(page, 'Back to the plan').click()
      await expect(page.getByText(/225,000,000/).first()).toBeVisible()
      const pressed = await page.getByRole('complementary').evaluate((panel) =>
        [...panel.querySelectorAll('.plan-figure')].flatMap((row) => {
          const name = row.querySelector('.plan-figure-name')!.getBoundingClientRect()
          const overlaps = [...row.querySelectorAll('.plan-figure-value span')].filter((part) => {
            const box = part.getBoundingClientRect()
            return box.left < name.right && box.top < name.bottom && box.bottom > name.top
          })
          return overlaps.map((part) => part.textContent)
        }),
      )
      expect(pressed).toEqual([])
      const beyond = await page.getByRole('complementary').evaluate((panel) => {
        const { right } = panel.getBoundingClientRect()
        return [...panel.querySelectorAll('.plan-figure *')]
          .filter((e) => e.getBoundingClientRect().right > right - 12)
          .map((e) => e.textContent)
      })
      expect(beyond).toEqual([])
    }
  })

  await test.step('a half-life of the clinic is that of the design: plan, ruler and picture fade alike', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await screen(page, 'Studio').click()
    await fill(page)
    await radio(page, 'Skin', 'Normal').click()
    await toPlan(page)
    await button(page, 'Clinic numbers').click()
    const carbon = page.getByRole('textbox', { name: 'Half-life, carbon', exact: true })
    await carbon.fill('3')
    await carbon.press('Enter')
    await page.getByText('Advanced', { exact: true }).click()
    const below = page.getByRole('textbox', { name: 'Touch-up due below', exact: true })
    await below.fill('50')
    await below.press('Enter')
    await button(page, 'Touch-up due below').click()
    await expect(page.getByText('Default: 60 %; assumed.')).toBeVisible()
    await button(page, 'Back to the plan').click()
    await expect(page.getByText('in 1.9-4.8 years')).toBeVisible()
    await button(page, 'First one due').click()
    await expect(page.getByText('less than 50% of the healed ink is left')).toBeVisible()
    await screen(page, 'Studio').click()
    await expect(page.getByText('Touch-up due in 1.9-4.8 years')).toBeVisible()
    // A pigment brings the clinic's number along, and so does the one before when it is chosen again.
    await radio(page, 'Pigment', 'Organic').click()
    await expect(page.getByText('Touch-up due in 2.5-6.4 years')).toBeVisible()
    await radio(page, 'Pigment', 'Carbon').click()
    await expect(page.getByText('Touch-up due in 1.9-4.8 years')).toBeVisible()
  })
})
