import {
  button,
  canvas,
  expect,
  fill,
  goTo,
  openPhoto,
  openSample,
  radio,
  photoOnPage,
  seen,
  settled,
  step,
  test,
  useScale,
  type Page,
} from './studio.ts'
import { shavedTemple } from './shavedTemple.ts'

const stage = (page: Page, name: string) => radio(page, 'Norwood stage', name)

/** Parts of the photo: of the shaved temple where later stages lose it, and of the bare scalp behind the line. */
const temple = { from: { x: 560, y: 500 }, to: { x: 680, y: 700 } }
const behindLine = { from: { x: 800, y: 390 }, to: { x: 1000, y: 440 } }

type OnPage = Awaited<ReturnType<typeof photoOnPage>>

/** Lightness of a part of the photo, and its spread; lines hidden. */
async function lightOf(page: Page, onPage: OnPage, part: typeof temple): Promise<{ light: number; spread: number }> {
  const box = await canvas(page).boundingBox()
  const { rgba, width } = await seen(page, true)
  const from = onPage.at(part.from)
  const to = onPage.at(part.to)
  const greens: number[] = []
  for (let y = Math.round(from.y - box!.y); y < to.y - box!.y; y++)
    for (let x = Math.round(from.x - box!.x); x < to.x - box!.x; x++) greens.push(rgba[(y * width + x) * 4 + 1]!)
  const mean = greens.reduce((sum, g) => sum + g, 0) / greens.length
  return { light: mean, spread: Math.sqrt(greens.reduce((sum, g) => sum + (g - mean) ** 2, 0) / greens.length) }
}

async function toDots(page: Page): Promise<void> {
  await goTo(page, 'Dots')
  await page.mouse.move(0, 0)
  await settled(page)
}

test('Native hair recedes by Norwood stage, or where it is drawn to, under a design that stays, once the marks were checked', async ({
  page,
}) => {
  await openPhoto(page, shavedTemple())
  await useScale(page)
  await toDots(page)
  // The photo stands at fit to the end.
  const onPage = await photoOnPage(page, 1800)
  const shaved = await lightOf(page, onPage, temple)
  await test.step('On marks that nobody checked no hair goes, and the way to them is there', async () => {
    await stage(page, 'Norwood VI').click()
    await expect(page.getByText(/Check the marks first\.$/)).toBeVisible()
    await settled(page)
    expect(await lightOf(page, onPage, temple)).toEqual(shaved)
    await button(page, 'Check the marks').click()
    await button(page, 'The marks are right').click()
    await toDots(page)
    await expect(page.getByText(/of native hair are seen to go/)).toBeVisible({ timeout: 20_000 })
    expect((await lightOf(page, onPage, temple)).spread).toBeLessThan(0.5 * shaved.spread)
    await stage(page, 'Today').click()
  })

  await test.step('Where hair will go is drawn on the photo, with or without a stage, and the area for dots stays as it is', async () => {
    await stage(page, 'Drawn hair loss').click()
    await expect(page.getByText(/^Draw over the hair that will go/)).toBeVisible()
    const tools = page.getByRole('group', { name: 'Later hair loss' })
    await tools.getByRole('radio', { name: 'Lasso' }).click()
    const corners = [
      { x: 480, y: 420 },
      { x: 760, y: 420 },
      { x: 760, y: 780 },
      { x: 480, y: 780 },
    ].map((p) => onPage.at(p))
    await page.mouse.move(corners[0]!.x, corners[0]!.y)
    await page.mouse.down()
    for (const { x, y } of corners.slice(1)) await page.mouse.move(x, y, { steps: 4 })
    await page.mouse.up()
    await expect(page.getByText(/^(≈ )?[\d.]+( ± [\d.]+)? cm² of native hair are seen to go/)).toBeVisible({
      timeout: 20_000,
    })
    await settled(page)
    const bare = await lightOf(page, onPage, temple)
    expect(bare.spread).toBeLessThan(0.5 * shaved.spread)
    expect(bare.light).toBeGreaterThan(shaved.light + 8)
    await expect(step(page, 'Dots')).toHaveAttribute('aria-current', 'step')

    // The same drawing over hair of today shows nothing; one step back and one more, and it never was.
    await stage(page, 'Today').click()
    await settled(page)
    expect(await lightOf(page, onPage, temple)).toEqual(shaved)
    await stage(page, 'Drawn hair loss').click()
    await settled(page)
    expect(await lightOf(page, onPage, temple)).toEqual(bare)
    await button(page, 'Draw by hand').click()
    await tools.getByRole('button', { name: 'Clear drawing' }).click()
    await settled(page)
    expect(await lightOf(page, onPage, temple)).toEqual(shaved)
    await page.keyboard.press('Control+z')
    await settled(page)
    expect(await lightOf(page, onPage, temple)).toEqual(bare)
    await canvas(page).focus()
    await page.keyboard.press('Escape')
    await expect(tools).toBeHidden()
    await stage(page, 'Today').click()
  })

  await test.step('A stage takes the hair; it comes back with undo, and a reload keeps the stage', async () => {
    await stage(page, 'Norwood VI').click()
    const claimed = page.getByText(/^(≈ )?[\d.]+( ± [\d.]+)? cm² of native hair are seen to go/)
    await expect(claimed).toBeVisible({ timeout: 20_000 })
    await settled(page)
    const bare = await lightOf(page, onPage, temple)
    expect(bare.spread).toBeLessThan(0.5 * shaved.spread)
    expect(bare.light).toBeGreaterThan(shaved.light + 8)

    await page.keyboard.press('Control+z')
    await expect(stage(page, 'Today')).toBeChecked()
    await settled(page)
    expect(await lightOf(page, onPage, temple)).toEqual(shaved)
    await page.keyboard.press('Control+Shift+z')
    await settled(page)
    expect(await lightOf(page, onPage, temple)).toEqual(bare)

    // The dots of the design are drawn on the skin that is left.
    const scalp = await lightOf(page, onPage, behindLine)
    await fill(page)
    expect((await lightOf(page, onPage, behindLine)).light).toBeLessThan(scalp.light - 4)
    expect((await lightOf(page, onPage, temple)).spread).toBeLessThan(0.5 * shaved.spread)
    await page.reload()
    await expect(stage(page, 'Norwood VI')).toBeChecked()
  })
})

test('Where a stage takes no hair that is seen, it says so and changes nothing', async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await toDots(page)
  const before = await canvas(page).screenshot()
  await stage(page, 'Norwood V').click()
  await expect(
    page.getByText('Cannot be shown on this photo: no native hair is found where this stage loses it.'),
  ).toBeVisible({ timeout: 20_000 })
  await page.mouse.move(0, 0)
  await settled(page)
  expect(before.equals(await canvas(page).screenshot())).toBe(true)
})
