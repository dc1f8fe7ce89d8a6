import { button, expect, figure, goTo, openSample, readFigure, settled, test, useScale } from './studio.ts'

test('the sample opens in its other views, each on its head, which can be switched off with its reason, and takes the design there in one step', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  const views = page.getByRole('region', { name: /^Views/ })
  await test.step('without the head the area is the least it can be', async () => {
    await goTo(page, 'Photo')
    await page.getByRole('switch', { name: 'Measure on the head' }).press('Space')
    await goTo(page, 'Area')
    await expect(
      page.getByText(/^at least \d+ cm², usually 1\.3-2 times this \(flat photo: switched off\)$/),
    ).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.locator('.fact-total').getByText(/^\d+ ± \d+ cm²$/)).toBeVisible()
  })

  await test.step('hair at the outline is asked for in one line; what nobody has said of it is named in the area’s band', async () => {
    await goTo(page, 'Photo')
    await page.getByRole('button', { name: 'Hair at the outline, Shaved' }).click()
    await page.getByRole('menuitemradio', { name: 'Not said' }).click()
    await expect(page.getByText(/^Hair makes an outline wider than the skull/)).toBeVisible()
    await goTo(page, 'Area')
    await page.getByText(/^Why ± \d+ cm²\?$/).click()
    const unsaid = page.getByText(/^Hair: ± \d+%\. Nobody has said/)
    await expect(unsaid).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(unsaid).toHaveCount(0)
    await expect(page.getByText(/^Hair: ± \d+%\. .* by what was said of it: shaved\.$/)).toBeVisible()
  })

  await test.step('another view, and the design carried there', async () => {
    await goTo(page, 'Hairline')
    await views.getByRole('button', { name: 'Vertex', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Use this scale' })).toBeVisible()
    await settled(page)
    await page.getByRole('button', { name: 'Use this scale' }).click()
    // In the order of the standard views, whichever was opened first.
    const names = await views.locator('.shot-name').allTextContents()
    expect(names.slice(0, 5)).toEqual(['Frontal', 'Right 45°', 'Left 45°', 'Vertex', 'Crown'])
    await goTo(page, 'Photo')
    await expect(page.getByRole('slider', { name: 'Eye corner, right' })).toHaveCount(0)
    await expect(page.getByRole('slider', { name: /^Head edge, point/ })).toHaveCount(14)
    await expect(page.getByText('Areas, dots and heights follow the skin of this head.')).toBeVisible()

    await views.getByRole('button', { name: 'Frontal', exact: true }).click()
    await settled(page)
    await button(page, 'Carry design to …').click()
    await page.getByRole('menuitem', { name: 'Vertex' }).click()
    await expect(page.getByText(/^Design carried from Frontal\./).first()).toBeVisible()
    await expect(views.getByRole('button', { name: 'Vertex', exact: true })).toHaveAttribute('aria-current', 'true')
    await button(page, 'Undo').hover()
    await expect(page.getByRole('tooltip')).toContainText('Undo Carry design from Frontal')
  })

  await test.step('and to a view that was never opened: it comes to scale, with the frontal’s figures', async () => {
    await views.getByRole('button', { name: 'Frontal', exact: true }).click()
    await settled(page)
    await goTo(page, 'Hairline')
    const figures = ['Height from glabella', 'Width between apexes', 'Frontotemporal recession']
    const said = await Promise.all(figures.map((name) => readFigure(page, name)))
    await button(page, 'Carry design to …').click()
    await page.getByRole('menuitem', { name: 'Right 45°' }).click()
    await expect(page.getByText(/^Design carried from Frontal\./).first()).toBeVisible()
    await expect(figure(page, 'Frontotemporal angle')).toBeVisible()
    for (const [i, name] of figures.entries())
      expect(Math.abs((await readFigure(page, name)) - said[i]!), name).toBeLessThan(2)
    // What was measured there counts, not what the other photo would make of it.
    await expect(page.getByText(/caliper at the hairline ± \d+%$/)).toBeVisible()
  })

  await test.step('where much of the area lies on the patient’s own hair one line says how much, and offers to keep it out', async () => {
    await goTo(page, 'Area')
    const said = page.getByText(/^\d+ ± \d+ of \d+ ± \d+ cm² look like hair\.$/)
    await expect(said).toBeVisible()
    const total = page.locator('.fact-total').getByText(/^\d+ ± \d+ cm²$/)
    const whole = await total.innerText()
    await button(page, 'Keep hair out').focus()
    await page.keyboard.press('Enter')
    await expect(said).toHaveCount(0)
    await expect(page.locator('.studio-canvas')).toBeFocused()
    await expect.poll(async () => parseInt(await total.innerText(), 10)).toBeLessThan(parseInt(whole, 10) - 20)
    await page.keyboard.press('Control+z')
    await expect(total).toHaveText(whole)
    await button(page, 'Leave it in').click()
    await expect(said).toHaveCount(0)
  })

  await test.step('whoever goes straight to the dots of the crown is told of its hair there, by one bar at a time', async () => {
    await goTo(page, 'Dots')
    const frontal = views.getByRole('button', { name: 'Frontal', exact: true })
    await frontal.click()
    await expect(frontal).toHaveAttribute('aria-current', 'true')
    await settled(page)
    await button(page, 'Carry design to …').click()
    await page.getByRole('menuitem', { name: 'Crown' }).click()
    const carried = page.locator('.toast').getByText(/^Design carried from Frontal\./)
    await expect(carried).toBeVisible()
    const bars = page.locator('.toast, .hint, .canvas-note').filter({ visible: true })
    await expect(bars).toHaveCount(1)
    const said = page.getByText(/^\d+ ± \d+ of \d+ ± \d+ cm² look like hair\.$/)
    await expect(said).toBeVisible()
    await expect(carried).toHaveCount(0)
    for (const [width, height] of [
      [1440, 900],
      [1180, 820],
      [834, 1194],
    ] as const) {
      await page.setViewportSize({ width, height })
      await expect(said).toBeInViewport({ ratio: 1 })
      await expect(bars).toHaveCount(1)
    }
    await button(page, 'Keep hair out').click()
    await expect(said).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(said).toBeVisible()
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('its area says that it was carried, after a reload too, and what a hand has changed of it', async () => {
    await goTo(page, 'Area')
    const row = page.locator('.area-row')
    await expect(row).toHaveCount(1)
    await expect(row.locator('.area-name')).toHaveText('Carried')
    await expect(page.getByText('Added by hand')).toHaveCount(0)
    await page.reload()
    await settled(page)
    await expect(row.locator('.area-name')).toHaveText('Carried')
    await button(page, 'Keep hair out').click()
    await expect(row.locator('.area-name').first()).toHaveText(/^Carried\s*Edited$/)
    await page.keyboard.press('Control+z')
    await expect(row.locator('.area-name')).toHaveText('Carried')
  })
})
