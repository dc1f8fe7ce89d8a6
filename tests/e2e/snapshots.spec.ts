import { cropOf, saveSnapshot } from './pictures.ts'
import { button, choose, expect, fill, filled, openSample, radio, seen, step, test, useScale } from './studio.ts'

test('a saved snapshot is renamed, deleted and brought back; a reload brings back patient, photo, design and snapshot', async ({
  page,
}) => {
  await openSample(page)
  const strip = page.getByRole('region', { name: 'Snapshots' })
  await expect(strip.getByText('No snapshots yet. Save one to compare.')).toBeVisible()
  await useScale(page)
  await test.step('a snapshot can be renamed, deleted with Undo, and brought back as the working design', async () => {
    await saveSnapshot(page)
    const options = (item: string) => choose(page, page.getByRole('button', { name: /^Options for/ }), item)
    await options('Rename')
    await page.getByLabel('Snapshot name').fill('First idea')
    // Left in the very moment of the key: no answer of the database reaches this page any more.
    const leaves = page.waitForEvent('load')
    await page.getByLabel('Snapshot name').evaluate((field) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
      location.reload()
    })
    await leaves
    await expect(button(page, 'First idea')).toBeVisible()

    await options('Delete')
    await expect(button(page, 'First idea')).toBeHidden()
    const toast = page.locator('.toast')
    await expect(toast).toContainText('Snapshot deleted.')
    // It covers nothing that is used.
    const { y, height } = (await toast.boundingBox())!
    for (const used of await page.locator('.canvas-foot :is(.chip, .hint, .zoom), .strip').all())
      expect((await used.boundingBox())!.y).toBeGreaterThanOrEqual(y + height)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await expect(button(page, 'First idea')).toBeVisible()

    await radio(page, 'Style', 'Straight').click()
    await button(page, 'First idea').click()
    await expect(radio(page, 'Style', 'Mature')).toBeChecked()
    await page.keyboard.press('Control+z')
    await expect(radio(page, 'Style', 'Straight')).toBeChecked()
    await page.keyboard.press('Control+z')
    await expect(radio(page, 'Style', 'Mature')).toBeChecked()

    await options('Delete')
    await expect(toast).toContainText('Snapshot deleted.')
    await expect(strip.getByText('No snapshots yet. Save one to compare.')).toBeVisible()
  })

  await test.step('it stands in the strip, and a reload brings everything back', async () => {
    await fill(page)
    await saveSnapshot(page)
    await expect(strip.getByText('Mature 75 mm', { exact: true })).toBeVisible()
    await expect(strip.getByRole('button', { name: 'Mature 75 mm', exact: true }).locator('img')).toBeVisible()
    // What was said of the deleted one lies over the picture.
    await expect(page.locator('.toast')).toHaveCount(0)
    await page.mouse.move(4, 450)
    const before = await seen(page)

    await page.reload()
    await filled(page)
    await expect(button(page, 'Sample patient')).toBeVisible()
    await expect(step(page, 'Dots')).toHaveAttribute('aria-current', 'step')
    await expect(strip.getByText('Mature 75 mm', { exact: true })).toBeVisible()
    await expect(button(page, 'First idea')).toHaveCount(0)
    const after = await seen(page)
    // Under the step bar, whose corner is smoothed anew at every drawing.
    const photo = { x: 0, y: 64, width: before.width, height: before.height - 64 }
    expect(cropOf(after, photo).equals(cropOf(before, photo))).toBe(true)
    await expect(button(page, 'Undo')).not.toHaveAttribute('aria-disabled', 'true')
  })
})
