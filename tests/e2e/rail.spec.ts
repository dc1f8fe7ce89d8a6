import { barriers } from './barriers.ts'
import { Fingers } from './handsOn.ts'
import { different, saveSnapshot } from './pictures.ts'
import { screen } from './planPage.ts'
import {
  button,
  canvas,
  expect,
  fill,
  goTo,
  openSample,
  radio,
  seen,
  settled,
  test,
  typeFigure,
  useScale,
  type Page,
} from './studio.ts'

/** How much of the canvas floating controls lie on, at its top and bottom, px. */
const CONTROLS_PX = 90

const tool = (page: Page, name: string) => radio(page, 'Tools', name)
const ways = (page: Page, name: string) => page.getByRole('menu', { name: `Ways to use ${name}` })

/** Presses a tool of the rail for longer than a click takes. */
async function hold(page: Page, name: string): Promise<void> {
  await tool(page, name).hover()
  await page.mouse.down()
  await expect(ways(page, name)).toBeVisible()
  await page.mouse.up()
}

/** A tool that is held, or clicked right, shows the ways to use it; the rest have none. */
async function waysOfTools(page: Page): Promise<void> {
  await goTo(page, 'Area')
  const keeps = page.getByRole('switch', { name: 'Keep inside hairline' })
  await hold(page, 'Lasso')
  expect(await barriers(page, { popup: true }), 'Ways').toEqual([])
  await ways(page, 'Lasso').getByRole('menuitemradio', { name: 'Keep inside hairline' }).click()
  await expect(tool(page, 'Lasso')).toBeChecked()
  await expect(keeps).toBeChecked()
  await tool(page, 'Brush').click({ button: 'right' })
  const anywhere = ways(page, 'Brush').getByRole('menuitemradio', { name: 'Anywhere on the photo' })
  await expect(anywhere).not.toBeChecked()
  await anywhere.click()
  await expect(tool(page, 'Brush')).toBeChecked()
  await expect(keeps).not.toBeChecked()
  // A short press takes the tool and no more.
  await tool(page, 'Density brush').click()
  await expect(tool(page, 'Density brush')).toBeChecked()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await tool(page, 'Density brush').press('Shift+F10')
  await ways(page, 'Density brush').getByRole('menuitemradio', { name: 'Less density' }).press('Enter')
  await expect(radio(page, 'Density to paint', 'Less')).toBeChecked()
  await expect(tool(page, 'Density brush')).toBeFocused()

  await tool(page, 'Measure').click({ button: 'right' })
  await tool(page, 'Eraser').click({ button: 'right' })
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(tool(page, 'Zones')).toHaveCount(0)
}

/** Fills the sample and saves it, with a line further back to go over to: on the Plan screen. */
async function toReversal(page: Page): Promise<void> {
  await fill(page)
  await saveSnapshot(page)
  await goTo(page, 'Hairline')
  await typeFigure(page, 'Height from glabella', 95)
  await canvas(page).focus()
  await page.keyboard.press('Shift+p')
  await radio(page, 'Kind of plan', 'Reversal').click()
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /Mature/ })
    .click()
  await expect(zonePick(page, 'Remove')).toBeVisible()
}

const zones = (page: Page) => page.getByRole('region', { name: 'Zones' })
const zonePick = (page: Page, name: string) => zones(page).getByRole('button', { name: new RegExp(`^${name}`) })

async function backToStudio(page: Page): Promise<void> {
  await screen(page, 'Studio').click()
  await settled(page)
}

test('a tool that is held shows the ways to use it; zones stand in the rail, and among the layers, once there is a reversal, and lead to what is removed, kept and added', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await test.step('a tool that is held, or clicked right, shows the ways to use it; the rest have none', () =>
    waysOfTools(page))

  await toReversal(page)
  await backToStudio(page)
  await test.step('the zones of a reversal are a layer of the studio, hidden until their eye is opened', async () => {
    await button(page, 'Layers').click()
    const layers = page.getByRole('grid', { name: 'Layers, the topmost first' }).locator('.layer-text')
    await expect(layers).toHaveText(['Guides', 'Hairline', 'Zones', 'Dots', 'Bare scalp', 'Existing SMP', 'Photo'])
    await expect(button(page, 'Show Zones')).toHaveAttribute('aria-pressed', 'false')
    const before = await seen(page)
    await button(page, 'Show Zones').click()
    await expect.poll(async () => different(await seen(page), before, CONTROLS_PX)).toBeGreaterThan(2000)
    await button(page, 'Show Zones').click()
    expect(different(await seen(page), before, CONTROLS_PX)).toBe(0)
    await button(page, 'Layers').click()
  })

  const rail = page.getByRole('radiogroup', { name: 'Tools' }).getByRole('radio')
  const order = await rail.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  expect(order.slice(order.indexOf('Dots'))).toEqual(['Dots', 'Zones', 'Measure'])
  await expect(tool(page, 'Hairline')).toBeChecked()

  await canvas(page).focus()
  await page.keyboard.press('r')
  await expect(zones(page).getByRole('button', { name: 'Zones' })).toHaveAttribute('aria-pressed', 'true')
  await backToStudio(page)
  await expect(tool(page, 'Hairline')).toBeChecked()
  await tool(page, 'Zones').click()
  await expect(zones(page).getByRole('button', { name: 'Zones' })).toHaveAttribute('aria-pressed', 'true')
  for (const name of ['Remove', 'Keep', 'Add']) {
    await backToStudio(page)
    await tool(page, 'Zones').click({ button: 'right' })
    await ways(page, 'Zones').getByRole('menuitemradio', { name }).click()
    await expect(zonePick(page, name)).toHaveAttribute('aria-pressed', 'true')
    await expect(radio(page, 'Zone tool', 'Lasso')).toBeChecked()
  }
})

test.describe('under a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 1180, height: 820 } })

  test('a tool that is held opens as well, and every tool of the rail can be reached, however many there are', async ({
    page,
  }) => {
    await openSample(page)
    await useScale(page)
    await goTo(page, 'Area')
    const box = (await tool(page, 'Brush').boundingBox())!
    const session = await page.context().newCDPSession(page)
    const at = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at })
    await expect(ways(page, 'Brush')).toBeVisible()
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await ways(page, 'Brush').getByRole('menuitemradio', { name: 'Keep inside hairline' }).tap()
    await expect(page.getByRole('switch', { name: 'Keep inside hairline' })).toBeChecked()
    await expect(page.getByRole('menu')).toHaveCount(0)

    await toReversal(page)
    await backToStudio(page)
    await page.setViewportSize({ width: 1180, height: 620 })
    const group = page.getByRole('radiogroup', { name: 'Tools' })
    const names = await group.getByRole('radio').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!))
    expect(names).toHaveLength(12)
    const fingers = await Fingers.on(page)
    const rail = (await group.boundingBox())!
    expect(await group.evaluate((all) => all.scrollHeight - all.clientHeight)).toBeGreaterThan(40)
    const [x, y] = [rail.x + rail.width / 2, rail.y + rail.height / 2]
    /** Which part of the tool a finger in its middle would miss: the rail moves by that. */
    const missing = (name: string) =>
      tool(page, name).evaluate((one) => {
        const [own, all] = [one.getBoundingClientRect(), one.closest('[role=radiogroup]')!.getBoundingClientRect()]
        return Math.max(0, own.bottom - all.bottom) - Math.max(0, all.top - own.top)
      })
    // From the last to the first, and down again to Zones, which lead away: the rail is scrolled both ways.
    for (const name of [...names.toReversed().filter((one) => one !== 'Zones'), 'Zones']) {
      await expect(async () => {
        // On a busy machine a tap may last so long that it opens the ways of a tool.
        if (await page.getByRole('menu').isVisible()) await page.keyboard.press('Escape')
        const by = await missing(name)
        // The first few pixels of a drag scroll nothing yet.
        if (by !== 0) await fingers.drag({ x, y }, { x, y: y - by - 40 * Math.sign(by) })
        expect(Math.abs(await missing(name))).toBeLessThan(1)
        const { x: left, y: top, width, height } = (await tool(page, name).boundingBox())!
        await fingers.tap(1, { x: left + width / 2, y: top + height / 2 })
        // Zones are on the plan, which has to come first.
        if (name === 'Zones')
          await expect(zonePick(page, 'Zones')).toHaveAttribute('aria-pressed', 'true', { timeout: 15_000 })
        else await expect(tool(page, name)).toBeChecked({ timeout: 3000 })
      }).toPass()
    }
  })
})
