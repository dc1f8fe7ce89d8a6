import type { Page } from '@playwright/test'
import { tabTo } from './byKeyboard.ts'
import { different } from './pictures.ts'
import {
  button,
  canvas,
  drag,
  expect,
  goTo,
  openSample,
  openedSample,
  photoOnPage,
  sampleWidth,
  seen,
  step,
  test,
  useScale,
} from './studio.ts'

async function place(page: Page, x: number, y: number) {
  const box = (await canvas(page).boundingBox())!
  return { x: box.x + box.width * x, y: box.y + box.height * y }
}
const ends = (page: Page) => page.getByRole('list', { name: 'Measure ends' }).getByRole('slider')
const measures = (page: Page) => page.getByRole('list', { name: 'Measures' }).getByRole('listitem')

test('measures are laid, moved and deleted without and with a pointer, several at once as well; a double press goes into the points of a line', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await test.step('a distance and an angle are laid, moved and deleted by the keyboard alone, and their ends dragged by hand', async () => {
    await page.keyboard.press('m')
    await canvas(page).focus()
    await page.keyboard.press('Enter')
    await expect(measures(page)).toHaveText(/^Distance\d+ ± \d+ mm along the skin/)
    const first = ends(page).first()
    await expect(first).toBeFocused()
    await expect(first).toHaveAccessibleName('Distance, first end')
    const said = () => first.getAttribute('aria-valuetext')
    const before = await said()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(said).not.toBe(before)
    await expect(button(page, 'Undo')).not.toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Control+z')
    await expect.poll(said).toBe(before)

    await test.step('its length is typed', async () => {
      await first.press('Enter')
      await page.keyboard.type('50')
      await page.keyboard.press('Enter')
      await expect(measures(page)).toHaveText(/^Distance50 ± /)
      await page.keyboard.press('Control+z')
      await expect.poll(said).toBe(before)
    })

    await canvas(page).focus()
    await page.keyboard.press('Shift+Enter')
    await expect(measures(page)).toHaveCount(2)
    await expect(measures(page).last()).toHaveText(/^Angle90°/)
    await tabTo(page, page.getByRole('slider', { name: 'Angle, vertex' }))
    await page.keyboard.press('Shift+ArrowDown')
    await expect(measures(page).last()).not.toHaveText(/^Angle90°/)
    await page.keyboard.press('Delete')
    await expect(measures(page)).toHaveCount(1)

    await test.step('the same ends by the mouse, and a measure more by two buttons', async () => {
      const value = await measures(page).innerText()
      // In the middle of the view, 140 px long.
      const end = await place(page, 0.5, 0.5)
      await drag(page, { x: end.x + 70, y: end.y }, { x: end.x + 120, y: end.y - 10 })
      await expect(measures(page)).toHaveCount(1)
      expect(await measures(page).innerText()).not.toBe(value)
      await button(page, 'Lay an angle').click()
      await expect(measures(page)).toHaveCount(2)
    })
    for (const name of ['Delete distance', 'Delete angle']) await button(page, name).click()
    await expect(measures(page)).toHaveCount(0)
    await canvas(page).focus()
  })

  await test.step('several objects are taken with Shift, moved and deleted in one step, and a double press goes into the points of a line', async () => {
    await page.keyboard.press('m')
    for (const y of [0.6, 0.7]) await drag(page, await place(page, 0.4, y), await place(page, 0.6, y))
    await expect(measures(page)).toHaveCount(2)
    await page.keyboard.press('v')
    await button(page, 'Layers').click()
    await button(page, 'Show Measures').click()
    await button(page, 'Layers').click()
    const [one, two] = [await place(page, 0.45, 0.6), await place(page, 0.45, 0.7)]
    const bare = await seen(page)
    await page.mouse.click(one.x, one.y)
    await page.keyboard.down('Shift')
    await page.mouse.click(two.x, two.y)
    await page.keyboard.up('Shift')
    const taken = await seen(page)
    expect(different(taken, bare)).toBeGreaterThan(300)
    await drag(page, one, { x: one.x + 20, y: one.y + 40 })
    expect(different(await seen(page), taken)).toBeGreaterThan(600)
    await page.keyboard.press('Control+z')
    // What undo has changed flashes for a moment.
    await expect.poll(async () => different(await seen(page), taken)).toBeLessThan(50)
    await page.keyboard.press('Delete')
    await expect(page.getByText('Deleted what was selected.').first()).toBeVisible()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('m')
    await expect(measures(page)).toHaveCount(2)

    await test.step('a double press on the hairline, from any step', async () => {
      await goTo(page, 'Area')
      await page.keyboard.press('v')
      const photo = await photoOnPage(page, sampleWidth)
      const { midFrontal, apex } = openedSample.hairline.left
      const at = photo.at({ x: (midFrontal.x + apex.x) / 2, y: (midFrontal.y + apex.y) / 2 })
      await page.mouse.dblclick(at.x, at.y)
      await expect(step(page, 'Hairline')).toHaveAttribute('aria-current', 'step')
      await expect(page.getByRole('radio', { name: /^Hairline/ })).toBeChecked()
    })
  })
})
