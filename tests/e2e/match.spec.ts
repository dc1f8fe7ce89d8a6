import { surfaceOf } from '../../src/core/design/calibration.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { Mask } from '../../src/core/geometry/surface.ts'
import { HEALED } from '../../src/core/pigment/ageing.ts'
import { pigmentOf } from '../../src/core/pigment/pigment.ts'
import { encodeSrgb } from '../../src/core/pixels/colour.ts'
import { measureSkin } from '../../src/core/pixels/skin.ts'
import { grain } from '../../src/core/render/grain.ts'
import { renderTile } from '../../src/core/render/renderTile.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { fieldOf } from '../core/sampling/fields.ts'
import { pointSet } from '../core/sampling/shippedSet.ts'
import { writePng } from '../fixtures/png.ts'
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

const HAIRS_PER_CM2 = 120
const width = 1800
const height = 2400
const design = newDesign({ id: '', hash: '', width, height })

/** A head whose right temple, on the left of the photo, is covered with shaved hair of known density. */
function shavedTemple(): Buffer {
  const { centre, rx, ry, squareness } = design.marks.outline
  const onHead = (x: number, y: number) =>
    (Math.abs(x - centre.x) / rx) ** squareness + (Math.abs(y - centre.y) / ry) ** squareness < 1
  const noise = grain(1, 0, 0, width, height, 0.3)
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const colour = onHead(i % width, Math.floor(i / width)) ? [0.52, 0.34, 0.26] : [0.2, 0.2, 0.2]
    rgba.set([...colour.map((c) => encodeSrgb(c * (1 + 0.012 * noise[i]!))), 255], i * 4)
  }
  const photo = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
  const surface = surfaceOf(design)
  const everywhere: Mask = { width, height, coverageAt: (x, y) => (onHead(x, y) ? 255 : 0) }
  const skin = { ...measureSkin(photo, everywhere, surface.mmPerPxAt(centre)), blurPx: 0.6 }
  const hair = (x: number, y: number) => (onHead(x, y) && x < 700 && y < 1100 ? HAIRS_PER_CM2 : 0)
  const dots = placeDots(fieldOf(width, height, 6, hair), { seed: 9, surface, pointSet })
  const pigment = pigmentOf({ ...design.fill, match: { strength: 2.4, tint: [1, 1, 1] } })
  const drawn = renderTile(photo, dots, { pigment, surface, skin, moment: HEALED, seed: 1 })
  return writePng(width, height, (x, y) => {
    const i = (y * width + x) * 4
    return [drawn[i]!, drawn[i + 1]!, drawn[i + 2]!]
  })
}

const temple = { name: 'temple.png', mimeType: 'image/png', buffer: shavedTemple() }
const matching = (page: Page) => page.getByRole('group', { name: 'Match native hair' })
const circle = (page: Page, name: string) => page.getByRole('slider', { name, exact: true })

async function densityIn(page: Page): Promise<number> {
  const text = await matching(page)
    .getByText(/^Density/)
    .textContent()
  return Number(/^Density (\d+)\/cm², shade \d\.\d, from 2\.4 cm²\./.exec(text ?? '')?.[1])
}

test('The patient’s own shaved hair decides density and shade, in one undo step', async ({ page }) => {
  await openPhoto(page, temple)
  await useScale(page)
  await fill(page)
  await button(page, 'Match native hair').click()
  await expect(matching(page).getByText(/^Density/)).toBeVisible({ timeout: 20_000 })
  const density = await densityIn(page)
  expect(Math.abs(density / HAIRS_PER_CM2 - 1)).toBeLessThan(0.2)

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

test('Without a scale a match speaks of no mm, no cm² and no counts', async ({ page }) => {
  await openPhoto(page, temple)
  await button(page, 'Continue without scale').click()
  await goTo(page, 'Dots')
  await button(page, 'Match native hair').click()
  const said = matching(page).getByText(/^Shade \d\.\d\. No scale in use/)
  await expect(said).toBeVisible({ timeout: 20_000 })
  expect(await matching(page).textContent()).not.toMatch(/mm|cm²|\d{2,}/)
})

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
})
