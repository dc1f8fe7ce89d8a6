import type { Page } from '@playwright/test'
import { pngChunks, readPng, type Picture } from '../fixtures/png.ts'
import { cropOf, exportPicture, lookAt, photoOf, saveSnapshot, shadeOf, toCompare, toStudio } from './pictures.ts'
import { readSampleMarks } from '../../src/core/design/scale/sampleMarks.ts'
import {
  button,
  choose,
  drag,
  expect,
  fill,
  goTo,
  openSample,
  sampleRecord,
  test,
  typeFigure,
  useScale,
} from './studio.ts'

const { marks } = readSampleMarks(sampleRecord)

async function openCompared(page: Page): Promise<void> {
  await openSample(page)
  await useScale(page)
  await fill(page)
  await saveSnapshot(page)
  await toCompare(page)
}

const comparison = (page: Page) => page.getByRole('group', { name: 'A, Before, and B, Mature 75 mm' })
const line = (page: Page) => page.getByRole('slider', { name: 'Line between A and B' })
const split = async (page: Page) => Number(await line(page).getAttribute('aria-valuenow'))

/** The comparison as it is on the screen, once it stands still. */
const look = (page: Page): Promise<Picture> => lookAt(comparison(page))

async function boxOf(page: Page) {
  const box = await comparison(page).boundingBox()
  if (!box) throw new Error('There is no comparison.')
  return box
}

/** Moves the line to a share of the width, by hand. */
async function moveLine(page: Page, share: number): Promise<void> {
  const box = await boxOf(page)
  const y = box.y + box.height * 0.8
  const from = await line(page).boundingBox()
  if (!from) throw new Error('There is no line.')
  await drag(page, { x: from.x + from.width / 2, y }, { x: box.x + box.width * share, y })
}

const figures = (page: Page) => page.getByRole('region', { name: 'B against A' })
const strip = (page: Page) => page.getByRole('region', { name: 'Snapshots' })

const put = (page: Page, letter: 'A' | 'B', name: string): Promise<void> =>
  choose(page, page.getByRole('button', { name: new RegExp(`^Choose ${letter}`) }), name)

test('A and B are compared by a line, side by side and at another time, each zoomed and panned as one', async ({
  page,
}) => {
  await openCompared(page)
  await test.step('one snapshot is compared with itself at another time, and stays as it was saved', async () => {
    const clip = { x: 700, y: 200, width: 60, height: 60 }
    const scalp = async () => shadeOf(await look(page), clip)
    await moveLine(page, 0.05)
    const saved = await look(page)
    const time = page.getByRole('slider', { name: 'Time shown of B' })
    await expect(time).toHaveAttribute('aria-valuetext', 'Healed')
    await expect(page.getByRole('slider', { name: 'Time shown of A' })).toBeHidden()
    await button(page, 'Show 5 years').click()
    await expect.poll(scalp).toBeGreaterThan(shadeOf(saved, clip) + 1)
    const faded = readPng((await exportPicture(page, { what: 'B alone', hideFace: true })).file)
    await button(page, 'Show B as saved').click()
    await expect(time).toHaveAttribute('aria-valuetext', 'Healed')
    await expect.poll(async () => Buffer.compare((await look(page)).rgba, saved.rgba)).toBe(0)
    // What was exported is what was shown.
    const healed = readPng((await exportPicture(page, { what: 'B alone', hideFace: true })).file)
    const deep = { x: 1300, y: 600, width: 450, height: 250 }
    expect(shadeOf(faded, deep)).toBeGreaterThan(shadeOf(healed, deep) + 1)
  })

  await test.step('the line moves by hand and by arrow keys, clips B and never moves a pixel of it', async () => {
    const { width, height } = await boxOf(page)
    await moveLine(page, 0.2)
    expect(await split(page)).toBe(20)
    const open = await look(page)
    await moveLine(page, 0.45)
    expect(await split(page)).toBe(45)
    const half = await look(page)
    // Right of both places of the line B is the same to the byte; between them A shows now.
    const right = { x: Math.round(width * 0.48), y: 70, width: 150, height: Math.round(height * 0.5) }
    expect(cropOf(half, right).equals(cropOf(open, right))).toBe(true)
    const scalp = { x: Math.round(width * 0.45) - 60, y: Math.round(height * 0.2), width: 30, height: 30 }
    expect(shadeOf(half, scalp)).toBeGreaterThan(shadeOf(open, scalp) + 3)

    await line(page).focus()
    await page.keyboard.press('ArrowRight')
    expect(await split(page)).toBe(46)
    await page.keyboard.press('Shift+ArrowLeft')
    expect(await split(page)).toBe(36)
    await page.keyboard.press('Home')
    await expect(line(page)).toHaveAttribute('aria-valuetext', '100% of B shown')
    await page.keyboard.press('Enter')
    await expect(line(page)).toHaveAttribute('aria-orientation', 'vertical')
    await page.keyboard.press('Enter')
    await expect(line(page)).not.toHaveAttribute('aria-orientation', 'vertical')
  })

  await test.step('side by side both pictures zoom and pan as one', async () => {
    await page.keyboard.press('2')
    await expect(button(page, 'Side by side')).toHaveAttribute('aria-pressed', 'true')
    await expect(line(page)).toBeHidden()
    const { x, y, width, height } = await boxOf(page)
    const pane = { x: 0, y: 70, width: Math.floor(width / 2) - 4, height: Math.round(height - 200) }
    // A stands left, B right; below the brows they are one photo.
    const chin = (side: number) => ({
      x: Math.round(side * (width / 2 + 1) + width / 4 - 60),
      y: Math.round(height * 0.62),
      width: 120,
      height: 60,
    })
    const same = async () => {
      const now = await look(page)
      return Math.abs(shadeOf(now, chin(0)) - shadeOf(now, chin(1))) < 0.3
    }
    const before = await look(page)
    expect(await same()).toBe(true)
    await page.mouse.move(x + width * 0.25, y + height * 0.6)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -60)
    await page.keyboard.up('Control')
    const zoomed = await look(page)
    expect(cropOf(zoomed, pane).equals(cropOf(before, pane))).toBe(false)
    expect(await same()).toBe(true)
    await drag(
      page,
      { x: x + width * 0.75, y: y + height * 0.6 },
      { x: x + width * 0.75 - 50, y: y + height * 0.6 - 30 },
    )
    const panned = await look(page)
    expect(cropOf(panned, pane).equals(cropOf(zoomed, pane))).toBe(false)
    expect(await same()).toBe(true)
  })

  await test.step('the time of a side stands under the pictures, over no face, whatever the screen', async () => {
    const time = page.getByRole('group', { name: 'Time shown of B' })
    for (const size of [
      { width: 1180, height: 820 },
      { width: 834, height: 1194 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size)
      await expect(time).toBeVisible()
      const pictures = await boxOf(page)
      const stops = (await button(page, 'Show 5 years').boundingBox())!
      expect(stops.y, `${size.width} wide`).toBeGreaterThan(pictures.y + pictures.height)
      expect(stops.y + stops.height, `${size.width} wide`).toBeLessThan(size.height - 60)
    }
    await button(page, 'Show 5 years').click()
    await expect(page.getByRole('slider', { name: 'Time shown of B' })).toHaveAttribute('aria-valuetext', '5 years')
    await button(page, 'Show B as saved').click()
    await page.keyboard.press('1')
    await expect(line(page)).toBeVisible()
  })

  await test.step('it opens on the whole head, however close the work was, and comes back as close as it was left', async () => {
    const zoom = page.locator('.zoom-value')
    await page.keyboard.press('Shift+Digit1')
    await look(page)
    const whole = await zoom.innerText()
    await toStudio(page)
    await page.keyboard.press('Shift+Digit0')
    await expect(zoom).toHaveText('100%')
    await toCompare(page)
    await expect(zoom).toHaveText(whole)
    await page.keyboard.press('Equal')
    await expect(zoom).not.toHaveText(whole)
    const closer = await zoom.innerText()
    await toStudio(page)
    await expect(zoom).toHaveText('100%')
    await toCompare(page)
    await expect(zoom).toHaveText(closer)
  })
})

test('an export holds pixels and nothing else, says what it is, and shows no face unless asked', async ({ page }) => {
  await openCompared(page)
  const photo = await photoOf(page)
  const covered = await exportPicture(page, { what: 'B alone', hideFace: true })
  expect(covered.name).toMatch(/^trichion-simulation-\d{4}-\d\d-\d\d-\d{6}\.png$/)
  expect(pngChunks(covered.file).filter((type) => type !== 'sRGB')).toEqual(['IHDR', 'IDAT', 'IEND'])
  const hidden = readPng(covered.file)
  expect(hidden.width).toBe(photo.width)
  expect(hidden.height).toBeLessThan(marks.eyeRight.y + 100)
  // From the brows down there is one colour, but for the caption in the lower right.
  const brows = Math.round(marks.glabella.y)
  const below = cropOf(hidden, { x: 0, y: brows, width: photo.width / 2, height: hidden.height - brows })
  expect(new Set(new Uint32Array(Uint8Array.from(below).buffer)).size).toBe(1)
  const caption = { x: hidden.width - 900, y: hidden.height - 130, width: 880, height: 120 }
  expect(new Set(cropOf(hidden, caption)).size).toBeGreaterThan(20)

  const shown = await exportPicture(page, { what: 'B alone', hideFace: false })
  const face = readPng(shown.file)
  expect([face.width, face.height]).toEqual([photo.width, photo.height])
  const eye = { x: Math.round(marks.eyeRight.x), y: Math.round(marks.eyeRight.y), width: 200, height: 100 }
  expect(cropOf(face, eye).equals(cropOf(photo, eye))).toBe(true)
  const corner = { x: face.width - 1000, y: face.height - 120, width: 950, height: 90 }
  expect(cropOf(face, corner).equals(cropOf(photo, corner))).toBe(false)

  await page.keyboard.press('2')
  await button(page, 'Add a picture').click()
  const all = readPng((await exportPicture(page, { what: 'A, B and C side by side', hideFace: true })).file)
  expect(all.width / all.height).toBeGreaterThan((2.9 * hidden.width) / hidden.height)
})

test('two snapshots say when they are, and what one has more than the other; a reload keeps both', async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await fill(page)
  await saveSnapshot(page)
  await goTo(page, 'Dots')
  await button(page, 'Show 5 years').click()
  await saveSnapshot(page)
  await goTo(page, 'Hairline')
  await typeFigure(page, 'Height from glabella', 80)
  await saveSnapshot(page)
  await toCompare(page)
  await expect(figures(page)).toHaveText(
    /^B against A80 ± \d+ mmhairline height\+\d+ ± \d+ cm²skin covered\+[\d,]+ ± [\d,]+dots$/,
  )
  await expect(strip(page)).toContainText(/Healed.*5 years/)

  await put(page, 'A', 'Mature 75 mm Healed')
  await expect(figures(page)).toHaveText(/\+5 ± 1 mmhairline height−\d+ ± \d+ cm²skin covered−[\d,]+ ± [\d,]+dots$/)
  await button(page, 'Swap A and B').click()
  await expect(figures(page)).toHaveText(/−5 ± 1 mmhairline height\+\d+ ± \d+ cm²skin covered\+[\d,]+ ± [\d,]+dots$/)
  await put(page, 'A', 'Mature year 5 5 years')
  await expect(figures(page)).toHaveText(/samehairline heightsameskin coveredsamedots$/)
  await test.step('the line’s knob never lies on a caption', async () => {
    const overlaps = () =>
      page.evaluate(() => {
        const knob = document.querySelector('.divider-knob')!.getBoundingClientRect()
        const isOver = (r: DOMRect) =>
          r.left < knob.right && r.right > knob.left && r.top < knob.bottom && r.bottom > knob.top
        return [...document.querySelectorAll('.floating')]
          .filter((pill) => isOver(pill.getBoundingClientRect()))
          .map((pill) => pill.textContent)
      })
    for (const [width, height] of [
      [1440, 900],
      [1180, 820],
      [1180, 640],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const way of ['upright', 'level']) {
        await line(page).focus()
        await page.keyboard.press('Home')
        for (let share = 0; share <= 100; share += 10) {
          expect(await overlaps(), `${way} line at ${share} %, ${width} x ${height}`).toEqual([])
          await page.keyboard.press('Shift+ArrowRight')
        }
        await page.keyboard.press('Enter')
      }
    }
  })

  await page.reload()
  await expect(page.getByRole('group', { name: 'A, Mature year 5, and B, Mature 75 mm' })).toBeVisible()
})
