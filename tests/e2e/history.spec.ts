import type { Page } from '@playwright/test'
import { saveSnapshot, type Picture } from './pictures.ts'
import {
  button,
  canvas,
  choose,
  drag,
  expect,
  fill,
  filled,
  goTo,
  openSample,
  radio,
  readFigure,
  seen,
  settled,
  test,
  typeFigure,
  useScale,
} from './studio.ts'

/** What the tooltip of Undo or Redo says would be taken back or brought back. */
async function named(page: Page, name: 'Undo' | 'Redo'): Promise<string> {
  const tooltip = page.getByRole('tooltip')
  // For the keyboard it comes at once, a pointer would wait; this key does nothing else.
  await page.keyboard.press('F9')
  const top = page.getByRole('banner').getByRole('button', { name, exact: true })
  await top.blur()
  await expect(tooltip).toBeHidden()
  await top.focus()
  await expect(tooltip).toBeVisible()
  return (await tooltip.innerText()).split('\n')[0]!.replace(/\s*Ctrl.*$/, '')
}

test('Undo and Redo name every change, from the scale to a restored snapshot, and also after a reload', async ({
  page,
}) => {
  const done: string[] = []
  const changed = async (label: string) => {
    expect(await named(page, 'Undo')).toBe(`Undo ${label}`)
    done.push(label)
  }
  await openSample(page)
  await expect(button(page, 'Undo')).toHaveAttribute('aria-disabled', 'true')
  await useScale(page)
  await changed('Use scale')
  await radio(page, 'Style', 'Rounded').click()
  await changed('Lay Rounded hairline')
  await typeFigure(page, 'Height from glabella', 80)
  await changed('Change height from glabella')
  await goTo(page, 'Area')
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('There is no canvas.')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.3 }
  await radio(page, 'Area tool', 'Eraser').click()
  await drag(page, middle, { x: middle.x + 40, y: middle.y + 10 })
  await changed('Erase area')
  await fill(page)
  await changed('Fill with dots')
  await radio(page, 'Sitting', 'Sitting 2').click()
  await changed('Change sitting')
  await saveSnapshot(page)
  expect(await named(page, 'Undo')).toBe('Undo Change sitting')
  await typeFigure(page, 'Density', 120)
  await changed('Change density')
  await button(page, 'Rounded 80 mm').click()
  await changed('Restore Rounded 80 mm')
  expect(await readFigure(page, 'Density')).toBe(150)

  await settled(page)
  await page.reload()
  await filled(page)
  for (const label of done.toReversed()) {
    expect(await named(page, 'Undo')).toBe(`Undo ${label}`)
    await page.keyboard.press('Control+z')
  }
  await expect(button(page, 'Undo')).toHaveAttribute('aria-disabled', 'true')
  for (const label of done) {
    expect(await named(page, 'Redo')).toBe(`Redo ${label}`)
    await page.keyboard.press('Control+Shift+z')
  }
  await expect(button(page, 'Redo')).toHaveAttribute('aria-disabled', 'true')
  await filled(page)
  expect(await readFigure(page, 'Density')).toBe(150)
  await expect(radio(page, 'Sitting', 'Sitting 2')).toBeChecked()
})

test('a drag and a burst of keys are one step, and undo goes to what it changed', async ({ page }) => {
  await test.step('dragging a slider is one step, and so is a burst of arrow keys', async () => {
    await openSample(page)
    await useScale(page)
    const before = await readFigure(page, 'Frontotemporal recession')
    const slider = page.getByRole('slider', { name: 'Frontotemporal recession' })
    const thumb = await slider.locator('xpath=ancestor::*[contains(@class, "scrub-thumb")]').boundingBox()
    if (!thumb) throw new Error('There is no thumb.')
    const from = { x: thumb.x + thumb.width / 2, y: thumb.y + thumb.height / 2 }
    await drag(page, from, { x: from.x + 30, y: from.y }, { x: from.x + 50, y: from.y })
    expect(await readFigure(page, 'Frontotemporal recession')).toBeGreaterThan(before)
    await page.keyboard.press('Control+z')
    expect(await readFigure(page, 'Frontotemporal recession')).toBe(before)
    await slider.focus()
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight')
    expect(await readFigure(page, 'Frontotemporal recession')).toBe(before + 5)
    await page.keyboard.press('Control+z')
    expect(await readFigure(page, 'Frontotemporal recession')).toBe(before)
    expect(await named(page, 'Undo')).toBe('Undo Use scale')
    // What was typed and taken is the design's; what is still being typed is the field's.
    await typeFigure(page, 'Frontotemporal recession', before + 4)
    const field = page.getByRole('textbox', { name: /^Frontotemporal recession, value/ })
    await field.focus()
    await page.keyboard.press('Control+z')
    expect(await readFigure(page, 'Frontotemporal recession')).toBe(before)
    await field.blur()
    expect(await readFigure(page, 'Frontotemporal recession')).toBe(before)
    expect(await named(page, 'Undo')).toBe('Undo Use scale')
  })

  await test.step('undo goes to what it changed, wherever the picture was moved meanwhile', async () => {
    await goTo(page, 'Area')
    await canvas(page).focus()
    await page.keyboard.press('Shift+Digit0')
    await radio(page, 'Area tool', 'Brush').click()
    const box = (await canvas(page).boundingBox())!
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await drag(page, { x: middle.x - 40, y: middle.y }, { x: middle.x + 40, y: middle.y })
    const there = await seen(page, true)
    await page.mouse.move(middle.x, middle.y)
    await page.mouse.wheel(900, 900)
    const away = await seen(page, true)
    expect(apart(away, there)).toBeGreaterThan(4)
    await page.keyboard.press('Control+z')
    expect(apart(await seen(page, true), there)).toBeLessThan(1)
    // What is in sight is left where it is.
    await page.mouse.wheel(60, 60)
    const near = await seen(page, true)
    await page.keyboard.press('Control+Shift+z')
    expect(apart(await seen(page, true), near)).toBeLessThan(0.1)
  })
})

test('undo goes over all views of a visit and over their snapshots, in the order of the work, also after a reload', async ({
  page,
}) => {
  const view = (name: string) => page.getByRole('region', { name: /^Views/ }).getByRole('button', { name, exact: true })
  const isOpen = (name: string) => expect(view(name)).toHaveAttribute('aria-current', 'true')
  await openSample(page)
  await useScale(page)
  await radio(page, 'Style', 'Rounded').click()
  await view('Right 45°').click()
  await isOpen('Right 45°')
  await button(page, 'Use this scale').click()
  await radio(page, 'Style', 'Straight').click()
  await settled(page)
  await view('Frontal').click()
  await isOpen('Frontal')
  await expect(radio(page, 'Style', 'Rounded')).toBeChecked()
  await typeFigure(page, 'Height from glabella', 80)

  await test.step('the newest edit goes first, then the one on the other view, which opens', async () => {
    expect(await named(page, 'Undo')).toBe('Undo Change height from glabella')
    await page.keyboard.press('Control+z')
    expect(await readFigure(page, 'Height from glabella')).not.toBe(80)
    expect(await named(page, 'Undo')).toBe('Undo Lay Straight hairline, Right 45°')
    await settled(page)
    await page.reload()
    await isOpen('Frontal')
    await expect(radio(page, 'Style', 'Rounded')).toBeChecked()
    expect(await named(page, 'Undo')).toBe('Undo Lay Straight hairline, Right 45°')
    expect(await named(page, 'Redo')).toBe('Redo Change height from glabella')
    await page.keyboard.press('Control+z')
    await isOpen('Right 45°')
    await expect(radio(page, 'Style', 'Straight')).not.toBeChecked()
    expect(await named(page, 'Undo')).toBe('Undo Use scale')
    await page.keyboard.press('Control+z')
    await expect.poll(() => named(page, 'Undo')).toBe('Undo Lay Rounded hairline, Frontal')
  })

  await test.step('redo brings them back the same way', async () => {
    for (const label of ['Use scale', 'Lay Straight hairline']) {
      expect(await named(page, 'Redo')).toBe(`Redo ${label}`)
      await page.keyboard.press('Control+Shift+z')
    }
    await expect(radio(page, 'Style', 'Straight')).toBeChecked()
    expect(await named(page, 'Redo')).toBe('Redo Change height from glabella, Frontal')
    await page.keyboard.press('Control+Shift+z')
    await isOpen('Frontal')
    await expect.poll(() => readFigure(page, 'Height from glabella')).toBe(80)
  })

  await test.step('a snapshot that was renamed and deleted comes back as it was', async () => {
    await saveSnapshot(page)
    const options = (item: string) => choose(page, page.getByRole('button', { name: /^Options for/ }), item)
    await options('Rename')
    await page.getByLabel('Snapshot name').fill('First idea')
    await page.keyboard.press('Enter')
    await expect(button(page, 'First idea')).toBeVisible()
    await options('Delete')
    await expect(button(page, 'First idea')).toHaveCount(0)
    expect(await named(page, 'Undo')).toBe('Undo Delete snapshot')
    await settled(page)
    await page.reload()
    await isOpen('Frontal')
    await expect.poll(() => named(page, 'Undo')).toBe('Undo Delete snapshot')
    await page.keyboard.press('Control+z')
    await expect(button(page, 'First idea').locator('img')).toBeVisible()
    expect(await named(page, 'Undo')).toBe('Undo Rename snapshot')
    await page.keyboard.press('Control+z')
    await expect(button(page, 'Rounded 80 mm')).toBeVisible()
    expect(await named(page, 'Undo')).toBe('Undo Change height from glabella')
    await page.keyboard.press('Control+Shift+z')
    await page.keyboard.press('Control+Shift+z')
    await expect(page.getByText('No snapshots yet. Save one to compare.')).toBeVisible()
    // Something new, and what was undone on either view is dropped.
    await page.keyboard.press('Control+z')
    await expect(button(page, 'First idea')).toBeVisible()
    await view('Right 45°').click()
    await isOpen('Right 45°')
    expect(await named(page, 'Redo')).toBe('Redo Delete snapshot, Frontal')
    await radio(page, 'Style', 'Rounded').click()
    await expect(button(page, 'Redo')).toHaveAttribute('aria-disabled', 'true')
  })

  await test.step('a view that another tab edits is left to that tab', async () => {
    await settled(page)
    await view('Frontal').click()
    await isOpen('Frontal')
    expect(await named(page, 'Undo')).toBe('Undo Lay Rounded hairline, Right 45°')
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other
      .getByRole('region', { name: /^Views/ })
      .getByRole('button', { name: 'Right 45°', exact: true })
      .click()
    await expect(radio(other, 'Style', 'Rounded')).toBeChecked()
    // As if the hand came back to this tab: a page without a screen is never left.
    const back = () => page.evaluate(() => dispatchEvent(new Event('focus')))
    await back()
    await expect.poll(() => named(page, 'Undo')).toBe('Undo Rename snapshot')
    await other.close()
    await back()
    await expect.poll(() => named(page, 'Undo')).toBe('Undo Lay Rounded hairline, Right 45°')
  })
})

/** Mean difference of the bytes of two pictures. */
function apart(a: Picture, b: Picture): number {
  let sum = 0
  for (let i = 0; i < a.rgba.length; i++) sum += Math.abs(a.rgba[i]! - b.rgba[i]!)
  return sum / a.rgba.length
}
