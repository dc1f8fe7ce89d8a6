import { canvas, choose, expect, openSample, settled, test, useScale, type Page } from './studio.ts'

const strip = (page: Page) => page.getByRole('region', { name: 'Snapshots' })
const shots = (page: Page) => strip(page).locator('[data-shot]')
const order = (page: Page) => shots(page).evaluateAll((all) => all.map((one) => one.querySelector('button')?.ariaLabel))

test('snapshots are dragged to another place and moved by their menu, and one that is held is looked at until it is let go', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await page.getByRole('button', { name: 'Show three examples' }).click()
  await expect(shots(page)).toHaveCount(3)
  await expect(page.getByText(/^Drawing example/)).toHaveCount(0)
  await settled(page)
  const [a, b, c] = await order(page)
  const middle = async (i: number) => {
    const box = (await shots(page).nth(i).getByRole('button').first().boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width }
  }

  await test.step('a drag puts the first behind the last, and a reload keeps it there', async () => {
    const [from, to] = [await middle(0), await middle(2)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 3, to.y, { steps: 6 })
    await page.mouse.up()
    await expect.poll(() => order(page)).toEqual([b, c, a])
    await page.reload()
    await expect.poll(() => order(page)).toEqual([b, c, a])
    await settled(page)
  })

  await test.step('Esc leaves it where it was', async () => {
    const [from, to] = [await middle(0), await middle(2)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x + to.width / 3, to.y, { steps: 6 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await order(page)).toEqual([b, c, a])
  })

  await test.step('the menu moves it by key alone', async () => {
    await choose(page, page.getByRole('button', { name: `Options for ${a}` }), 'Move left', 'Enter')
    await expect.poll(() => order(page)).toEqual([b, a, c])
    await choose(page, page.getByRole('button', { name: `Options for ${b}` }), 'Move right', 'Enter')
    await expect.poll(() => order(page)).toEqual([a, b, c])
  })

  await test.step('held it covers the photo, and nothing of the design is changed', async () => {
    const undo = page.getByRole('banner').getByRole('button', { name: /^Undo/ })
    const before = await undo.getAttribute('aria-disabled')
    const peek = canvas(page).getByRole('img', { name: b! })
    const at = await middle(1)
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    await expect(peek).toBeVisible()
    await page.mouse.up()
    await expect(peek).toHaveCount(0)
    expect(await undo.getAttribute('aria-disabled')).toBe(before)
    await expect(shots(page).nth(1).getByRole('button').first()).not.toHaveAttribute('aria-current', 'true')
  })
})
