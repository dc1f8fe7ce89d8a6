import type { Locator, Page } from '@playwright/test'
import { defaultFill } from '../../src/core/design/newDesign.ts'
import { CORE_POWER, HALO_POWER } from '../../src/core/pigment/inkModel.ts'
import { diameterFactors, pigmentOf } from '../../src/core/pigment/pigment.ts'
import { readPng as decodePng, writePng } from '../fixtures/png.ts'
import {
  cropOf,
  exported,
  lightness,
  meanLight,
  photoOf,
  screenPatch,
  shadeOf,
  shadeSeen,
  type Patch,
  type Picture,
} from './pictures.ts'
import {
  button,
  canvas,
  drag,
  expect,
  filled,
  goTo,
  openPhoto,
  radio,
  readFigure,
  seen,
  seenAt,
  settled,
  test,
  typeFigure,
  useScale,
  openFilled,
} from './studio.ts'

/** Bare scalp of the sample, well behind the zone in which the density rises. */
const deep: Patch = { x: 1300, y: 600, width: 450, height: 250 }

/** simulation-model 4: mean of T over a filled area, per channel. */
function modelTone(perCm2: number): [number, number, number] {
  const { a1, s1Mm, a2, s2Mm } = pigmentOf(defaultFill)
  const core = diameterFactors(defaultFill.dotSizeMm, CORE_POWER)
  const halo = diameterFactors(defaultFill.dotSizeMm, HALO_POWER)
  const tone = (k: 0 | 1 | 2) => {
    const energy = 2 * Math.PI * (a1[k] * core[k] * s1Mm ** 2 + a2[k] * halo[k] * s2Mm[k] ** 2)
    return Math.exp((-perCm2 / 100) * energy)
  }
  return [tone(0), tone(1), tone(2)]
}

/** Draws the lasso around nearly everything that is on the screen. */
async function lassoAll(page: Page): Promise<void> {
  await radio(page, 'Area tool', 'Lasso').click()
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('There is no canvas.')
  const [left, right] = [box.x + box.width * 0.12, box.x + box.width * 0.88]
  const [top, bottom] = [box.y + 70, box.y + box.height - 60]
  await drag(
    page,
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
    { x: left, y: top + 4 },
  )
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** Green light of the 3 x 3 px around a place. */
const lightAround = (picture: Picture, { x, y }: Spot): number =>
  meanLight(picture, { x: x - 1, y: y - 1, width: 3, height: 3 })[1]

/** Places that are darker than all around them, and clearly darker than the patch. */
function darkSpots(picture: Picture, patch: Patch): Spot[] {
  const light = new Float32Array(patch.width * patch.height)
  for (let y = 0; y < patch.height; y++) {
    for (let x = 0; x < patch.width; x++) {
      light[y * patch.width + x] = lightAround(picture, { x: patch.x + x, y: patch.y + y })
    }
  }
  const dark = 0.9 * (light.reduce((a, b) => a + b, 0) / light.length)
  const spots: Spot[] = []
  const reach = 4
  for (let y = reach; y < patch.height - reach; y++) {
    for (let x = reach; x < patch.width - reach; x++) {
      const here = light[y * patch.width + x] ?? 1
      if (here > dark) continue
      let least = true
      for (let j = -reach; j <= reach && least; j++) {
        for (let i = -reach; i <= reach && least; i++) {
          if (light[(y + j) * patch.width + x + i]! < here) least = false
        }
      }
      if (least) spots.push({ x: patch.x + x, y: patch.y + y })
    }
  }
  return spots
}

/** A pixel of a shade's swatch, px from its middle at the top. */
async function swatch(page: Page, name: string, down: number): Promise<readonly number[]> {
  const picture = decodePng(
    await page.locator('.shade', { has: page.getByRole('radio', { name, exact: true }) }).screenshot(),
  )
  const i = (down * picture.width + Math.floor(picture.width / 2)) * 4
  return [...picture.rgba.subarray(i, i + 3)]
}

test('a fill darkens the scalp as the model says and nothing else; its dots stay where they are, through more density, undo, redo and a reload', async ({
  page,
}) => {
  await openFilled(page)
  const sparse = await exported(page)
  const scalp = async () => Buffer.from((await seenAt(page, await screenPatch(page, 160))).rgba)
  const before = await scalp()

  await test.step('filled scalp is 4 to 8 L* darker, as the model says, and nothing outside the area changes', async () => {
    await expect(page.getByText(/^Measured on the head\. A vertex or 45° photo shows more/)).toBeVisible()
    const photo = await photoOf(page)
    expect([sparse.width, sparse.height]).toEqual([photo.width, photo.height])

    const bare = meanLight(photo, deep)
    const tone = modelTone(defaultFill.densityPerCm2)
    const darkened = lightness(bare) - shadeOf(sparse, deep)
    expect(darkened).toBeGreaterThan(4)
    expect(darkened).toBeLessThan(8)
    const predicted = lightness([bare[0] * tone[0], bare[1] * tone[1], bare[2] * tone[2]])
    expect(Math.abs(shadeOf(sparse, deep) - predicted)).toBeLessThan(1)

    // Around the head, and from below the last single dots of the edge down to the caption.
    const { width } = photo
    const outside: Patch[] = [
      { x: 0, y: 0, width, height: 340 },
      { x: 0, y: 340, width: 400, height: 3460 },
      { x: width - 350, y: 340, width: 350, height: 3460 },
      { x: 400, y: 2400, width: width - 750, height: 1400 },
    ]
    for (const patch of outside) expect(cropOf(sparse, patch).equals(cropOf(photo, patch))).toBe(true)
  })

  await test.step('the Area step says the same of them', async () => {
    const tiles = await page
      .locator('.tile')
      .evaluateAll((all) => all.map((tile) => [...tile.children].map((part) => part.textContent ?? '')))
    const [[dots, , dotsBand] = [], [cm2, , cm2Band] = []] = tiles
    await goTo(page, 'Area')
    await expect(page.getByText(`${dots} ${dotsBand} dots:`)).toBeVisible()
    await expect(page.getByText(`${cm2} ${cm2Band} cm²`, { exact: true })).toBeVisible()
    await goTo(page, 'Dots')
  })

  await test.step('more density keeps every dot where it is; one that reads as a helmet says why and what to change', async () => {
    const warning = page.getByText('Reads as a helmet')
    await expect(warning).toBeHidden()
    await typeFigure(page, 'Density', 300)
    await settled(page)
    await expect(warning).toHaveText(
      /^Reads as a helmet: healed dots cover \d+% of the skin, and over 8% reads as one surface\. Lower the density or the dot size\.$/,
    )
    const dense = await exported(page)
    const dots = darkSpots(sparse, deep)
    expect(dots.length).toBeGreaterThan(150)
    // A dot may pass to an earlier sitting, whose ink is thinner: it stays where it is, and clearly dark.
    const bare = meanLight(sparse, deep)[1]
    const kept = dots.filter((d) => lightAround(dense, d) < 0.92 * bare)
    expect(kept.length / dots.length).toBeGreaterThan(0.99)
    expect(shadeOf(dense, deep)).toBeLessThan(shadeOf(sparse, deep) - 2)
    await button(page, 'Undo').click()
    await expect(warning).toBeHidden()
  })

  await test.step('the same dots come back after undo and redo and after a reload; only the dice moves them', async () => {
    expect((await scalp()).equals(before)).toBe(true)
    await page.keyboard.press('Control+z')
    expect((await scalp()).equals(before)).toBe(false)
    await page.keyboard.press('Control+Shift+z')
    expect((await scalp()).equals(before)).toBe(true)
    await page.reload()
    await filled(page)
    expect((await scalp()).equals(before)).toBe(true)
    await button(page, 'New dot positions').click()
    expect((await scalp()).equals(before)).toBe(false)
  })
})

test('sitting, time, undertone and the way that ink lies change the shade; how near one looks does not', async ({
  page,
}) => {
  await openFilled(page)
  await test.step('each sitting is darker than the one before, fresh darker than healed, and five years lighter', async () => {
    const shade = async (control: Locator) => {
      await control.click()
      return shadeSeen(page, await screenPatch(page))
    }
    const one = await shade(radio(page, 'Sitting', 'Sitting 1'))
    const two = await shade(radio(page, 'Sitting', 'Sitting 2'))
    const three = await shade(radio(page, 'Sitting', 'Sitting 3'))
    expect(one).toBeGreaterThan(two + 0.5)
    expect(two).toBeGreaterThan(three + 0.5)
    const fresh = await shade(button(page, 'Show Fresh'))
    const healed = await shade(button(page, 'Show Healed'))
    const later = await shade(button(page, 'Show 5 years'))
    expect(healed).toBeCloseTo(three, 1)
    expect(fresh).toBeLessThan(healed - 0.5)
    expect(later).toBeGreaterThan(healed + 0.5)
    await button(page, 'Show Healed').click()
  })

  await test.step('undertone and the way that ink lies change the fill, and undo puts them back', async () => {
    const colour = async () => {
      const patch = await screenPatch(page)
      const [r, , b] = meanLight(await seenAt(page, patch), { ...patch, x: 0, y: 0 })
      return r / b
    }
    const neutral = await colour()
    const advanced = page.getByRole('button', { name: /^Advanced/ })
    await expect(advanced).toHaveAttribute('aria-expanded', 'false')
    await expect(radio(page, 'Ink lies', 'Healed')).toHaveCount(0)
    await advanced.focus()
    await page.keyboard.press('Enter')
    await expect(advanced).toHaveAttribute('aria-expanded', 'true')
    await radio(page, 'Undertone', 'Warm').click()
    expect(await colour()).toBeGreaterThan(neutral * 1.005)
    await radio(page, 'Undertone', 'Cool').click()
    expect(await colour()).toBeLessThan(neutral * 0.995)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    expect(await colour()).toBeCloseTo(neutral, 3)

    await expect(radio(page, 'Ink lies', 'Healed')).toBeChecked()
    const healed = await shadeSeen(page, await screenPatch(page))
    await radio(page, 'Ink lies', 'Diluted ink').click()
    await expect(page.getByText('Thin ink at the usual depth: lighter dots.')).toBeVisible()
    expect(await shadeSeen(page, await screenPatch(page))).toBeGreaterThan(healed + 1)
    await page.keyboard.press('Control+z')
    expect(await shadeSeen(page, await screenPatch(page))).toBeCloseTo(healed, 1)
  })

  await test.step('dots grouped as follicular units are as many, as dark, and other dots; the closed list says so', async () => {
    const count = async () => Number((await page.locator('.tile-value').first().innerText()).replace(',', ''))
    const [single, light] = [await count(), await shadeSeen(page, await screenPatch(page))]
    const before = await seenAt(page, await screenPatch(page))
    await typeFigure(page, 'Follicular-unit grouping', 100)
    await settled(page)
    expect(await seenAt(page, await screenPatch(page))).not.toEqual(before)
    expect(Math.abs((await count()) / single - 1)).toBeLessThan(0.05)
    expect(Math.abs((await shadeSeen(page, await screenPatch(page))) - light)).toBeLessThan(0.6)
    const advanced = page.getByRole('button', { name: /^Advanced/ })
    await advanced.click()
    await expect(advanced).toContainText('Follicular-unit grouping 100%')
    await page.keyboard.press('Control+z')
    await settled(page)
    await expect(advanced).not.toContainText('grouping')
  })

  await test.step('the scalp has the same shade at fit and at 400 %', async () => {
    const centre = await screenPatch(page, 28)
    const fit = await shadeSeen(page, centre)
    const box = await canvas(page).boundingBox()
    if (!box) throw new Error('There is no canvas.')
    const at = { x: centre.x + centre.width / 2, y: centre.y + centre.height / 2 }
    await page.mouse.move(box.x + at.x, box.y + at.y)
    await page.keyboard.down('Control')
    const zoom = async () =>
      Number.parseFloat(await page.getByRole('group', { name: 'Zoom' }).getByText('%').innerText())
    let factor = 1
    while ((await zoom()) < 370) {
      await page.mouse.wheel(0, -100)
      factor *= 1.1
    }
    await page.keyboard.up('Control')
    expect(await zoom()).toBeLessThan(430)
    // Down, from under the step bar.
    const down = 150
    await page.mouse.wheel(0, -down)
    const half = (centre.width * factor) / 2
    const near = await seen(page)
    const patch = {
      x: Math.round(at.x - half),
      y: Math.round(at.y + down - half),
      width: Math.round(2 * half),
      height: Math.round(2 * half),
    }
    expect(patch.y).toBeGreaterThan(64)
    expect(patch.y + patch.height).toBeLessThan(near.height)
    expect(Math.abs(shadeOf(near, patch) - fit)).toBeLessThan(0.7)
  })
})

test('Cancel during a long fill brings back the picture from before', async ({ page }) => {
  const buffer = writePng(3200, 3200, () => [198, 152, 126])
  await openPhoto(page, { name: 'scalp.png', mimeType: 'image/png', buffer })
  await page.getByLabel('Known distance in mm').fill('86')
  await page.keyboard.press('Enter')
  await useScale(page)
  await goTo(page, 'Dots')
  await typeFigure(page, 'Density', 40)
  await goTo(page, 'Area')
  await lassoAll(page)
  await button(page, 'Fill with dots').click()
  await filled(page)
  const before = await canvas(page).screenshot()

  await typeFigure(page, 'Density', 320)
  const progress = page.getByRole('progressbar', { name: 'Placing dots' })
  await expect(progress).toBeVisible()
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(5)
  await expect(page.getByText(/^of \d/)).toBeVisible()
  await button(page, 'Cancel').click()
  await expect(progress).toBeHidden()
  await settled(page)
  expect((await canvas(page).screenshot()).equals(before)).toBe(true)
  expect(await readFigure(page, 'Density')).toBe(40)
})

test('the shades are previewed on the patient’s own skin, whatever its colour', async ({ page }) => {
  for (const bare of [
    [206, 164, 140],
    [104, 68, 50],
  ] as const) {
    await openPhoto(page, { name: 'scalp.png', mimeType: 'image/png', buffer: writePng(1400, 1600, () => bare) })
    await goTo(page, 'Dots')
    await expect(page.locator('.shade canvas')).toHaveCount(8)
    const above = await swatch(page, 'Light brown', 4)
    above.forEach((byte, k) => expect(Math.abs(byte - bare[k]!)).toBeLessThan(4))
    const light = (rgb: readonly number[]) => rgb[0]! + rgb[1]! + rgb[2]!
    const [black, grey] = [await swatch(page, 'Black', 34), await swatch(page, 'Light grey', 34)]
    expect(light(black)).toBeLessThan(light(grey))
    expect(light(grey)).toBeLessThan(light(above))
  }
})
