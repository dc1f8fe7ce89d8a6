import {
  button,
  canvas,
  chooseFile,
  expect,
  figure,
  fill,
  filled,
  goTo,
  newPatient,
  openSample,
  settled,
  step,
  test,
  typeFigure,
  useScale,
  type Page,
} from './studio.ts'
import { writePng } from '../fixtures/png.ts'
import { saveSnapshot, toCompare } from './pictures.ts'

test('a portrait tablet has every step; a phone looks at designs and compares them, and changes nothing', async ({
  page,
}) => {
  await test.step('on a tablet the panel comes up from below and the photo keeps its half', async () => {
    await page.setViewportSize({ width: 834, height: 1194 })
    await openSample(page)
    await useScale(page)
    for (const name of ['Photo', 'Scale', 'Hairline', 'Area', 'Dots'] as const) {
      await goTo(page, name)
      // The large one has as little width beside the photo as the small one has.
      for (const [width, height] of [
        [1024, 1366],
        [834, 1194],
      ] as const) {
        await page.setViewportSize({ width, height })
        const panel = await page.getByRole('complementary').boundingBox()
        const photo = await canvas(page).boundingBox()
        expect(photo!.height).toBeGreaterThan(0.38 * height)
        expect(panel!.y).toBeGreaterThanOrEqual(photo!.y + photo!.height)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      }
    }
    await button(page, 'Hide panels').click()
    await expect(page.getByRole('complementary')).toBeHidden()
    expect((await canvas(page).boundingBox())!.height).toBeGreaterThan(0.9 * 1194)
    // A press elsewhere leaves the way back where it is.
    await button(page, 'Undo').click()
    await button(page, 'Hide panels').click()
    await expect(page.getByRole('complementary')).toBeVisible()
    await button(page, 'Redo').click()
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('on a page at 200 % the panel stands beside the photo, which keeps its height', async () => {
    await page.setViewportSize({ width: 720, height: 450 })
    const photo = await canvas(page).boundingBox()
    expect(photo!.height).toBeGreaterThan(0.7 * 450)
    expect(photo!.width).toBeGreaterThan(0.5 * 720)
    expect((await page.getByRole('complementary').boundingBox())!.x).toBeGreaterThanOrEqual(photo!.x + photo!.width)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  await test.step('on a phone', async () => {
    await fill(page)
    await saveSnapshot(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(page.getByText('Open on a larger screen to design')).toBeVisible()
    for (const name of ['Undo', 'Save snapshot', 'Plan']) await expect(button(page, name)).toBeHidden()
    await expect(step(page, 'Dots')).toBeHidden()
    // A drag where a handle would be looks around.
    await settled(page)
    await page.keyboard.press('3')
    await page.keyboard.press('b')
    const box = (await canvas(page).boundingBox())!
    await page.mouse.move(box.x + 150, box.y + 260)
    await page.mouse.down()
    await page.mouse.move(box.x + 200, box.y + 300, { steps: 4 })
    await page.mouse.up()
    await page.keyboard.press('Control+z')
    await page.setViewportSize({ width: 1440, height: 900 })
    await button(page, 'Undo').hover()
    await expect(page.getByRole('tooltip').filter({ hasText: 'Undo Fill with dots' })).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Compare' }).click()
    await expect(page.getByRole('slider', { name: 'Line between A and B' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

test.describe('under a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 1180, height: 820 } })

  test('at any size no control of the top bar or over the photo covers another or leaves the screen', async ({
    page,
  }) => {
    await openSample(page)
    await useScale(page)
    // The brush brings what stands over the photo under a finger.
    await goTo(page, 'Area')
    for (const [width, height] of [
      [1180, 820],
      [1133, 744],
      [1112, 834],
      [1080, 810],
      [1024, 768],
      [1024, 1366],
      [834, 1194],
      [744, 1133],
      [600, 960],
      [600, 800],
      [390, 844],
    ] as const) {
      await test.step(`${width} x ${height}`, async () => {
        await page.setViewportSize({ width, height })
        await expect.poll(() => page.evaluate(crowded, studioPlaces)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        if (width >= 600) {
          for (const name of ['Fill with dots', 'Guides', 'Help']) await reached(page, name)
          await expect(page.getByRole('button', { name: 'Show three examples' })).toBeInViewport({ ratio: 1 })
        }
      })
    }

    await test.step('a first fill and a change of density move nothing below them', async () => {
      await page.setViewportSize({ width: 1180, height: 820 })
      await goTo(page, 'Dots')
      await figure(page, 'Density').evaluate((field) => {
        const tops = new Set<number>()
        const look = () => {
          tops.add(Math.round(field.getBoundingClientRect().top))
          document.body.dataset.tops = [...tops].join(' ')
          requestAnimationFrame(look)
        }
        look()
      })
      await button(page, 'Fill with dots').click()
      await filled(page)
      await typeFigure(page, 'Density', 260)
      await filled(page)
      expect(await page.evaluate(() => document.body.dataset.tops)).toMatch(/^\d+$/)
    })

    await test.step('the time that stands at the foot of Dots cuts no row in two', async () => {
      // So dense, a warning stands between the sliders and the shades.
      await typeFigure(page, 'Density', 150)
      await filled(page)
      for (const [width, height] of [
        [1180, 820],
        [1024, 1366],
        [834, 1194],
      ] as const) {
        await page.setViewportSize({ width, height })
        await expect.poll(() => page.evaluate(cutRows), `${width} x ${height}`).toEqual([])
      }
    })
  })

  test('Compare shows its figures whole at any size, its controls apart, and each wide enough for a finger', async ({
    page,
  }) => {
    await openSample(page)
    await useScale(page)
    await fill(page)
    await saveSnapshot(page)
    await goTo(page, 'Hairline')
    await typeFigure(page, 'Height from glabella', 80)
    await saveSnapshot(page)
    await toCompare(page)
    const figures = page.getByRole('region', { name: 'B against A' }).getByRole('definition')
    const sizes = [
      [1440, 900],
      [1180, 820],
      [1024, 1366],
      [834, 1194],
      [600, 960],
    ] as const
    const looksWhole = async (what: string) => {
      for (const [width, height] of sizes) {
        await test.step(`${what}, ${width} x ${height}`, async () => {
          await page.setViewportSize({ width, height })
          await expect.poll(() => page.evaluate(crowded, comparePlaces)).toEqual([])
          await expect(figures).toHaveCount(3)
          expect(await page.evaluate(cutFigures)).toEqual([])
          expect(await page.evaluate(small)).toEqual([])
          await reached(page, 'Swap A and B')
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        })
      }
    }
    await looksWhole('the photo against a snapshot')

    await page.getByRole('button', { name: /^Choose A/ }).click()
    await page.getByRole('menuitemradio', { name: /^Mature 75 mm/ }).click()
    await expect(button(page, 'What changed')).toBeInViewport({ ratio: 1 })
    await button(page, 'Flicker').click()
    await looksWhole('two snapshots in turns')
    await reached(page, 'What changed')
    await button(page, 'Side by side').click()
    await looksWhole('two snapshots side by side')
  })

  test('a tablet is reminded of a backup, says what is stored, and shows a whole face where faces are asked for', async ({
    page,
  }) => {
    await newPatient(page)
    const portrait = writePng(300, 400, (x, y) => [190 - (y >> 4), 150, 120 + (x >> 4)])
    await chooseFile(page, { name: 'first.png', mimeType: 'image/png', buffer: portrait })
    await expect(canvas(page)).toBeVisible()
    await page.clock.setFixedTime(Date.now() + 16 * 86_400_000)
    await page.goto('/')
    for (const [width, height] of [
      [1440, 900],
      [1180, 820],
      [834, 1194],
      [600, 960],
    ] as const) {
      await page.setViewportSize({ width, height })
      const reminder = page.getByText('No backup for 16 days').filter({ visible: true })
      await expect(reminder, `${width} wide`).toHaveCount(1)
      await expect(reminder).toBeInViewport({ ratio: 1 })
    }
    await test.step('with faces shown, no photo is cut', async () => {
      await page.getByRole('switch', { name: 'Show faces' }).click()
      const card = page.getByRole('list', { name: 'Patients' }).getByRole('button')
      await card.click()
      for (const picture of [
        card.locator('img'),
        page.getByRole('complementary', { name: 'Patient' }).locator('img').first(),
      ])
        await expect(picture).toHaveCSS('object-fit', 'contain')
    })
    await button(page, 'Backups and case files').click()
    const dialog = page.getByRole('dialog', { name: 'Backups and case files' })
    await expect(dialog.getByText('No backup for 16 days')).toBeVisible()
    await dialog.getByRole('button', { name: 'Manage storage' }).click()
    await expect(page.getByRole('dialog', { name: 'Storage' }).getByText('None yet')).toBeVisible()
  })
})

/** A press in the middle of it finds it, and nothing has to be scrolled before. */
async function reached(page: Page, name: string): Promise<void> {
  const isOnTop = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
  }
  await expect.poll(() => button(page, name).evaluate(isOnTop), name).toBe(true)
}

const studioPlaces = [
  ['.topbar', 'a, button, input, .save-state'],
  ['.canvas-box', '.stepbar, .chip, .zoom, .zoom > *, .hint, .brush-strip, .brush-strip > *, .small-screen'],
] as const
const comparePlaces = [
  ['.topbar', 'a, button, input, .save-state'],
  ['.compared', '.modebar, .picker, .side-time, .link-chip, .compare-bar, .add-side, .zoom, .compare-name'],
  ['.compare-strip', '.adds dd, .adds dt, .adds .strip-action'],
] as const

/** Runs in the page: which buttons that are shown are too small for a finger, by name. */
function small(): string[] {
  return [...document.querySelectorAll('.comparison button')]
    .filter((one) => one.checkVisibility() && one.closest('.unseen') === null)
    .map((one) => [one, one.getBoundingClientRect()] as const)
    .filter(([, { width, height }]) => width > 1 && (width < 24 || height < 24))
    .map(([one, { width, height }]) => `${one.getAttribute('aria-label') ?? one.textContent}: ${width} x ${height}`)
}

/** Runs in the page: which figures of the strip are cut, or lie under something. */
function cutFigures(): string[] {
  return [...document.querySelectorAll('.adds dd, .adds dt')]
    .filter((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      const y = (top + bottom) / 2
      const isSeen = [left + 1, right - 1].every((x) => document.elementFromPoint(x, y) === one)
      return !isSeen || one.scrollWidth > one.clientWidth
    })
    .map((one) => one.textContent)
}

/** Runs in the page: which rows of Dots are half under the time at the panel's foot. */
function cutRows(): string[] {
  const foot = document.querySelector('.section:has(> .time)')!
  const { top } = foot.getBoundingClientRect()
  return [...document.querySelectorAll('.inspector :is(.scrub, .shades, .tile, .note, .section-head)')]
    .filter((one) => !foot.contains(one) && one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().top < top - 1 && one.getBoundingClientRect().bottom > top + 1)
    .map((one) => one.textContent)
}

/** Runs in the page: which controls cover each other or lie outside what holds them, by name. */
function crowded(places: readonly (readonly [place: string, controls: string])[]): string[] {
  return places.flatMap(([place, controls]) => {
    const host = document.querySelector(place)!
    const room = host.getBoundingClientRect()
    const shown = [...host.querySelectorAll(controls)].filter(
      (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1,
    )
    const said = (one: Element) => one.getAttribute('aria-label') ?? (one.textContent.trim() || one.className)
    return shown.flatMap((one, i) => {
      const a = one.getBoundingClientRect()
      const isOut =
        a.left < room.left - 0.5 || a.right > room.right + 0.5 || a.top < room.top - 0.5 || a.bottom > room.bottom + 0.5
      const over = shown.slice(i + 1).filter((other) => {
        const b = other.getBoundingClientRect()
        const apart =
          a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5
        return !apart && !one.contains(other)
      })
      return [
        ...(isOut ? [`${said(one)} is cut`] : []),
        ...over.map((other) => `${said(one)} lies over ${said(other)}`),
      ]
    })
  })
}
