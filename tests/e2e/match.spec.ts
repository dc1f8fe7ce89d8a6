import {
  button,
  canvas,
  expect,
  fill,
  goTo,
  openPhoto,
  openSample,
  settled,
  test,
  useScale,
  type Page,
} from './studio.ts'
import { HAIRS_PER_CM2, shavedTemple as temple } from './shavedTemple.ts'

const matching = (page: Page) => page.getByRole('group', { name: 'Match native hair' })
const circle = (page: Page, name: string) => page.getByRole('slider', { name, exact: true })

async function densityIn(page: Page): Promise<number> {
  const text = await matching(page)
    .getByText(/^Density/)
    .textContent()
  return Number(/^Density (\d+)\/cm², shade \d\.\d, from 2\.4 cm²\./.exec(text ?? '')?.[1])
}

test('Circles are moved by keys and by hand, refused with the reason, and put away by Escape', async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await goTo(page, 'Dots')
  await button(page, 'Match native hair').click()
  await expect(matching(page).getByText(/^No shaved hair was found/)).toBeVisible({ timeout: 20_000 })
  await expect(button(page, 'Use')).toBeDisabled()

  const hair = circle(page, 'Shaved hair')
  const before = await hair.getAttribute('aria-valuetext')
  await hair.focus()
  for (let i = 0; i < 3; i++) await hair.press('Shift+ArrowLeft')
  expect(await hair.getAttribute('aria-valuetext')).not.toBe(before)
  await expect(matching(page).getByText('No hair can be told from the bare skin.')).toBeVisible({ timeout: 20_000 })

  const box = await canvas(page).boundingBox()
  await page.mouse.click(box!.x + box!.width * 0.3, box!.y + box!.height * 0.2)
  await expect(matching(page).getByText('Shaved hair does not lie on skin.')).toBeVisible({ timeout: 20_000 })

  await page.keyboard.press('Escape')
  await expect(matching(page)).toBeHidden()
  await expect(hair).toHaveCount(0)
  const start = page.getByRole('button', { name: 'Match native hair' })
  await expect(start).toHaveAttribute('aria-pressed', 'false')

  await start.click()
  await button(page, 'Cancel').focus()
  await page.keyboard.press('Enter')
  await expect(start).toBeFocused()

  // Alt and a click on hair ask for the match of that very place.
  await page.keyboard.down('Alt')
  await page.mouse.click(box!.x + box!.width * 0.5, box!.y + box!.height * 0.4)
  await page.keyboard.up('Alt')
  await expect(matching(page).getByText('No hair can be told from the bare skin.')).toBeVisible({ timeout: 20_000 })
  expect(await hair.getAttribute('aria-valuetext')).not.toBe(before)
  await page.keyboard.press('Escape')
  await expect(matching(page)).toBeHidden()
})

test('The patient’s own shaved hair decides density and shade, in one undo step; without a scale no mm, no cm² and no counts are spoken of', async ({
  page,
}) => {
  await test.step('without a scale', async () => {
    await openPhoto(page, temple())
    await button(page, 'Continue without scale').click()
    await goTo(page, 'Dots')
    await button(page, 'Match native hair').click()
    const said = matching(page).getByText(/^Shade \d\.\d\. No scale in use/)
    await expect(said).toBeVisible({ timeout: 20_000 })
    expect(await matching(page).textContent()).not.toMatch(/mm|cm²|\d{2,}/)
    await button(page, 'Cancel').click()
    await expect(matching(page)).toBeHidden()
    await button(page, 'Undo').click()
    await goTo(page, 'Scale')
  })

  await test.step('with a scale', async () => {
    await useScale(page)
    await fill(page)
    await button(page, 'Match native hair').click()
    await expect(matching(page).getByText(/^Density/)).toBeVisible({ timeout: 20_000 })
    const density = await densityIn(page)
    // They were drawn in the plane of the eyes; the skin above the brows is nearer, and so it is less.
    expect(Math.abs(density / HAIRS_PER_CM2 - 1)).toBeLessThan(0.25)

    await button(page, 'Use').click()
    await expect(matching(page)).toBeHidden()
    await expect(button(page, 'Clear match')).toBeVisible()
    await expect(page.getByRole('textbox', { name: /^Density, value/ })).toHaveValue(String(density))
    await settled(page)

    await page.keyboard.press('Control+z')
    await expect(button(page, 'Clear match')).toBeHidden()
    await page.keyboard.press('Control+Shift+z')
    await button(page, 'Clear match').click()
    await expect(button(page, 'Clear match')).toBeHidden()
  })
})
