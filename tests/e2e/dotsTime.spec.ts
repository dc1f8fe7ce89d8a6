import { readPng as decodePng } from '../fixtures/png.ts'
import { screenPatch, shadeOf, shadeSeen } from './pictures.ts'
import { button, canvas, expect, filled, goTo, radio, test, openFilled } from './studio.ts'

test('time goes from stop to stop by keys and by hand, fades the picture and no swatch, and a touch-up brings the tone back', async ({
  page,
}) => {
  await openFilled(page)
  await goTo(page, 'Dots')
  await test.step('by arrow keys, as one undo step; it says what is seen', async () => {
    const time = page.getByRole('slider', { name: 'Time shown' })
    const says = (name: string) => expect(time).toHaveAttribute('aria-valuetext', name)
    await says('Healed')
    await expect(page.getByText('Healed: week 6, scabs and redness are gone.')).toBeVisible()
    // Nobody has asked about the skin yet: it may be oily.
    await expect(page.getByText('Touch-up due in 2.2-7.1 years')).toBeVisible()
    await radio(page, 'Skin', 'Normal').click()
    await expect(page.getByText('Touch-up due in 2.8-7.1 years')).toBeVisible()
    for (const name of ['Day 28', 'Day 7', 'Day 3', 'Fresh']) {
      await time.press('ArrowLeft')
      await says(name)
    }
    await expect(page.getByText('Fresh: the day itself.')).toBeVisible()
    await test.step('any step says that another moment than healed is shown, and leads back to its slider', async () => {
      await goTo(page, 'Hairline')
      await button(page, 'Time shown: Fresh. Change it').click()
      await expect(time).toBeFocused()
    })
    await time.press('End')
    await says('10 years')
    // Presses within half a second are one step; on a slow machine they may be two.
    await expect(async () => {
      await page.keyboard.press('Control+z')
      await expect(time).toHaveAttribute('aria-valuetext', 'Healed', { timeout: 200 })
    }).toPass()
    await expect(button(page, 'Add touch-up here')).toBeVisible()
    await filled(page)
  })

  await test.step('the picture follows a hand, and one drag is one undo step', async () => {
    const patch = await screenPatch(page)
    const healed = await shadeSeen(page, patch)
    const knob = page.getByRole('slider', { name: 'Time shown' })
    await knob.scrollIntoViewIfNeeded()
    const rail = await page.locator('.time-track').boundingBox()
    if (!rail) throw new Error('There is no time slider.')
    const at = (place: number) => ({ x: rail.x + (rail.width * place) / 15, y: rail.y + rail.height / 2 })
    await page.mouse.move(at(4).x, at(4).y)
    await page.mouse.down()
    await page.mouse.move(at(12).x, at(12).y, { steps: 6 })
    await expect(knob).toHaveAttribute('aria-valuetext', '7 years')
    // Before the hand lets go.
    await expect
      .poll(async () => shadeOf(decodePng(await canvas(page).screenshot()), patch))
      .toBeGreaterThan(healed + 0.8)
    await page.mouse.up()
    await page.keyboard.press('Control+z')
    await expect(knob).toHaveAttribute('aria-valuetext', 'Healed')
  })

  await test.step('a touch-up brings the tone back, is listed, and can be taken away again', async () => {
    const shade = async () => shadeSeen(page, await screenPatch(page))
    const healed = await shade()
    const add = button(page, 'Add touch-up here')
    await expect(add).toHaveAttribute('aria-disabled', 'true')
    const why = page.getByText('A touch-up follows healed dots. Move the time more than six weeks from other work.')
    await expect(why).toBeVisible()
    await button(page, 'Show 5 years').click()
    const faded = await shade()
    expect(faded).toBeGreaterThan(healed + 0.5)
    await expect(why).toBeHidden()
    await add.click()
    await expect(page.getByText('Touch-up at 5 years')).toBeVisible()
    const touched = await shade()
    expect(touched).toBeLessThan(healed)
    await button(page, 'Show 6 years').click()
    const year = await shade()
    expect(year).toBeGreaterThan(touched)
    expect(year).toBeLessThan(faded)
    await button(page, 'Remove touch-up at 5 years').click()
    expect(await shade()).toBeGreaterThan(faded)
    await button(page, 'Show Healed').click()
    await filled(page)
  })

  await test.step('the years change no shade’s swatch, and no dot is said to be placed for them', async () => {
    const swatches = () =>
      page
        .getByRole('radiogroup', { name: 'Shade' })
        .locator('canvas')
        .evaluateAll((all) => all.map((swatch) => (swatch as HTMLCanvasElement).toDataURL()))
    await expect.poll(async () => new Set(await swatches()).size).toBe(8)
    const healed = await swatches()
    await page.getByRole('complementary').evaluate((panel) => {
      const said = new Set<string>()
      Object.assign(window, { said })
      const listen = () => said.add(panel.querySelector('.progress-name')?.textContent ?? '')
      new MutationObserver(listen).observe(panel, { subtree: true, childList: true, characterData: true })
    })
    const said = () => page.evaluate(() => [...(window as unknown as { said: Set<string> }).said])
    await button(page, 'Show 10 years').click()
    await filled(page)
    expect(await swatches()).toEqual(healed)
    await radio(page, 'Pigment', 'Iron oxide').click()
    await filled(page)
    expect(await said()).not.toContain('Placing dots')
  })
})
