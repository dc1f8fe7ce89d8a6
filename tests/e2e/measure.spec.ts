import type { Page } from '@playwright/test'
import { different } from './pictures.ts'
import { button, canvas, drag, expect, goTo, openSample, seen, settled, test, useScale } from './studio.ts'

const said = (page: Page) => page.locator('[role=status][aria-live=polite]')

async function place(page: Page, x: number, y: number) {
  const box = (await canvas(page).boundingBox())!
  return { x: box.x + box.width * x, y: box.y + box.height * y }
}

test('a distance is dragged in millimetres, an angle is three clicks, and both stay until they are deleted, by a button or under the pointer', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await page.keyboard.press('m')
  const [left, right] = [await place(page, 0.4, 0.3), await place(page, 0.6, 0.3)]
  await drag(page, left, right)
  await expect(said(page)).toHaveText(/^\d+ ± \d+ mm along the skin(, \d+ straight)?$/)
  // The scale bar says how many px its millimetres are.
  const bar = await page.locator('.scale-bar').first().boundingBox()
  const barMm = parseInt(await page.locator('.scale-bar + *').first().innerText(), 10)
  const expected = (right.x - left.x) * (barMm / bar!.width)
  // It is said once a second at the most: the length of the whole drag comes last.
  const measured = async () => parseInt(await said(page).innerText(), 10) / expected
  // Along the skin, which curves between the two: somewhat longer than the straight line that the bar measures.
  await expect.poll(measured).toBeGreaterThan(0.98)
  expect(await measured()).toBeLessThan(1.07)
  for (const [x, y] of [
    [0.5, 0.2],
    [0.5, 0.4],
    [0.6, 0.4],
  ] as const) {
    const at = await place(page, x, y)
    await page.mouse.click(at.x, at.y)
  }
  await expect(said(page)).toHaveText('90°')
  await page.keyboard.press('Escape')
  await expect(said(page)).not.toHaveText('90°')

  const list = page.getByRole('list', { name: 'Measures' })
  await test.step('they stand in a list with their bands, and are known again after a reload', async () => {
    await expect(list).toHaveText(/Distance\d+ ± \d+ mm along the skin.*Angle90°/)
    await page.reload()
    await settled(page)
    await page.keyboard.press('m')
    await expect(list).toHaveText(/Distance\d+ ± \d+ mm along the skin.*Angle90°/)
  })

  await test.step('another tool hides them until the eye of their layer is opened', async () => {
    const shown = await seen(page)
    await goTo(page, 'Dots')
    const bare = await seen(page)
    await button(page, 'Layers').click()
    await button(page, 'Show Measures').click()
    const again = await seen(page)
    expect(different(again, bare)).toBeGreaterThan(200)
    expect(different(shown, bare)).toBeGreaterThan(200)
    await button(page, 'Layers').click()
  })

  await test.step('Delete removes the one in hand, a button any other, and undo brings them back', async () => {
    await page.keyboard.press('m')
    await list.getByRole('button', { name: /^Distance/ }).click()
    await canvas(page).focus()
    await page.keyboard.press('Delete')
    await expect(page.getByText('Distance deleted.')).toBeVisible()
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click()
    await expect(list.getByRole('listitem')).toHaveCount(2)
    await button(page, 'Delete angle').click()
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await expect(list).toHaveText(/Angle90°/)
  })

  await test.step('an end that is undone or deleted under the pointer is let go of, and the canvas goes on', async () => {
    for (const name of ['Delete distance', 'Delete angle']) await button(page, name).click()
    await canvas(page).focus()
    await page.keyboard.press('m')
    const [left, right] = [await place(page, 0.4, 0.3), await place(page, 0.6, 0.3)]
    // A test that hears an error of the page fails by itself.
    const isDrawn = async () => {
      await expect(list.getByRole('listitem')).toHaveCount(0)
      await expect(canvas(page)).not.toHaveAttribute('data-over', 'handle')
      const bare = await seen(page)
      await page.mouse.click(left.x, left.y)
      await page.mouse.move(right.x, right.y)
      expect(different(bare, await seen(page))).toBeGreaterThan(100)
      await page.keyboard.press('Escape')
    }
    await drag(page, left, right)
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await page.mouse.move(right.x + 1, right.y)
    await expect(canvas(page)).toHaveAttribute('data-over', 'handle')
    await page.keyboard.press('Control+z')
    await isDrawn()

    await drag(page, left, right)
    await page.mouse.move(right.x + 1, right.y)
    await page.keyboard.press('Delete')
    await isDrawn()

    await drag(page, left, right)
    await page.keyboard.press('v')
    // Their eye is still open.
    await page.mouse.move(right.x + 1, right.y)
    await expect(canvas(page)).toHaveAttribute('data-over', 'handle')
    await page.keyboard.press('Delete')
    await page.keyboard.press('m')
    await isDrawn()
  })
})
