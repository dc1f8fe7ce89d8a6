import { button, canvas, expect, fill, goTo, openSample, settled, step, test, useScale } from './studio.ts'
import { saveSnapshot } from './pictures.ts'

test('a portrait tablet has every step; a phone looks at designs and compares them, and changes nothing', async ({
  page,
}) => {
  await test.step('on a tablet the panel comes up from below and the photo keeps its half', async () => {
    await page.setViewportSize({ width: 834, height: 1194 })
    await openSample(page)
    await useScale(page)
    for (const name of ['Photo', 'Scale', 'Hairline', 'Area', 'Dots'] as const) {
      await goTo(page, name)
      const panel = await page.getByRole('complementary').boundingBox()
      const photo = await canvas(page).boundingBox()
      expect(photo!.height).toBeGreaterThan(0.38 * 1194)
      expect(panel!.y).toBeGreaterThanOrEqual(photo!.y + photo!.height)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(834)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('on a phone', async () => {
    await fill(page)
    await saveSnapshot(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(page.getByText('Open on a larger screen to design')).toBeVisible()
    for (const name of ['Undo', 'Save snapshot', 'Plan']) await expect(button(page, name)).toBeHidden()
    await expect(step(page, 'Dots')).toBeHidden()
    // A drag where a handle would be looks around.
    await settled(page)
    await page.keyboard.press('3')
    await page.keyboard.press('b')
    const box = (await canvas(page).boundingBox())!
    await page.mouse.move(box.x + 150, box.y + 260)
    await page.mouse.down()
    await page.mouse.move(box.x + 200, box.y + 300, { steps: 4 })
    await page.mouse.up()
    await page.keyboard.press('Control+z')
    await page.setViewportSize({ width: 1440, height: 900 })
    await button(page, 'Undo').hover()
    await expect(page.getByRole('tooltip')).toContainText('Undo Fill with dots')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Compare' }).click()
    await expect(page.getByRole('slider', { name: 'Line between A and B' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
