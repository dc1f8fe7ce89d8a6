import { turnOf, wholeFrame } from '../../src/core/design/adjustments.ts'
import { faceScaleOf } from '../../src/core/design/scale/faceScale.ts'
import { readSampleMarks } from '../../src/core/design/scale/sampleMarks.ts'
import type { PointPx } from '../../src/core/geometry/points.ts'
import { colourTables, type ColourTables } from '../../src/core/pixels/adjust.ts'
import { readPng } from '../fixtures/png.ts'
import {
  cropOf,
  exportPicture,
  exported,
  photoOf,
  saveSnapshot,
  screenPatch,
  toCompare,
  toStudio,
  type Patch,
  type Picture,
} from './pictures.ts'
import {
  button,
  canvas,
  drag,
  expect,
  figure,
  fill,
  goTo,
  openSample,
  photoOnPage,
  readFigure,
  sampleRecord,
  sampleWidth,
  seen,
  settled,
  test,
  typeFigure,
  useScale,
  type Page,
  openedSample,
} from './studio.ts'

const { marks } = readSampleMarks(sampleRecord)
const { mmPerPx } = faceScaleOf(openedSample)
const apex = openedSample.hairline.left.apex
const photoSize = { width: sampleWidth, height: 4032 }

const tables = (exposureEv: number, temperature = 0, tint = 0) => colourTables({ exposureEv, temperature, tint })!

/** The furthest that a patch's bytes are from what the tables make of it as it was. */
function furthest(after: Picture, before: Picture, patch: Patch, by: ColourTables): number {
  const [now, was] = [cropOf(after, patch), cropOf(before, patch)]
  let most = 0
  for (let i = 0; i < now.length; i++) {
    if (i % 4 === 3) continue
    most = Math.max(most, Math.abs(now[i]! - by[(i % 4) as 0 | 1 | 2][was[i]!]!))
  }
  return most
}

/** Mean of a small square, by channel. */
function meanAt({ width, rgba }: Picture, at: PointPx, reach: number): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0]
  for (let y = Math.round(at.y) - reach; y <= Math.round(at.y) + reach; y++) {
    for (let x = Math.round(at.x) - reach; x <= Math.round(at.x) + reach; x++) {
      for (const k of [0, 1, 2] as const) sum[k] += rgba[(y * width + x) * 4 + k]!
    }
  }
  const n = (2 * reach + 1) ** 2
  return [sum[0] / n, sum[1] / n, sum[2] / n]
}

const apart = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, v, k) => sum + Math.abs(v - b[k]!) / 3, 0)

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Types a figure and leaves its field, so that single keys belong to the canvas again. */
async function set(page: Page, label: string, value: number): Promise<void> {
  await typeFigure(page, label, value)
  await figure(page, label).blur()
}

const dotsPlaced = async (page: Page): Promise<string> => {
  await goTo(page, 'Dots')
  return page.getByText('Dots placed', { exact: true }).first().locator('..').innerText()
}

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await useScale(page)
})

test('exposure, white balance and straightening are set by hand, by a tap and by the marks, each in one step; shades are judged on mid-grey', async ({
  page,
}) => {
  await test.step('shades are judged on mid-grey: Assess mode by key, other surrounds from the menu', async () => {
    await expect(canvas(page)).toHaveCSS('background-color', 'rgb(23, 23, 23)')
    await page.keyboard.press('Control+b')
    await expect(canvas(page)).toHaveCSS('background-color', 'rgb(119, 119, 119)')
    await button(page, 'Surround').click()
    await expect(page.getByRole('menuitemradio', { name: /^Mid-grey/ })).toBeChecked()
    await page.getByRole('menuitemradio', { name: 'White' }).click()
    await expect(canvas(page)).toHaveCSS('background-color', 'rgb(242, 242, 242)')
    await canvas(page).focus()
    await page.keyboard.press('Control+b')
    await page.keyboard.press('Control+b')
    await expect(canvas(page)).toHaveCSS('background-color', 'rgb(23, 23, 23)')
  })

  await goTo(page, 'Photo')
  await test.step('a drag of a slider is one step to undo', async () => {
    const track = await page.locator('.scrub', { hasText: 'Exposure' }).locator('.scrub-track').boundingBox()
    const y = track!.y + track!.height / 2
    const at = (share: number) => ({ x: track!.x + track!.width * share, y })
    await drag(page, at(0.5), at(0.6), at(0.7))
    expect(await readFigure(page, 'Exposure')).toBeGreaterThan(0.5)
    await button(page, 'Undo').click()
    expect(await readFigure(page, 'Exposure')).toBe(0)
  })

  await test.step('a leaning midline is set upright in one step', async () => {
    await set(page, 'Straighten', 6)
    await button(page, 'Level eyes').click()
    expect(Math.abs(await readFigure(page, 'Straighten'))).toBeLessThan(1)
    await set(page, 'Straighten', -6)
    await button(page, 'Midline upright').click()
    expect(Math.abs(await readFigure(page, 'Straighten'))).toBeLessThan(1)
    await set(page, 'Straighten', 0)
  })

  await test.step('a tap on something grey makes it neutral, moves no mark, and Escape takes none', async () => {
    const photo = await photoOnPage(page, sampleWidth)
    const box = (await canvas(page).boundingBox())!
    // The backdrop beside the head, warmed first so that there is something to take back.
    const grey = photo.at({ x: 260, y: 1300 })
    await button(page, 'Pick a grey').click()
    await page.keyboard.press('Escape')
    await expect(button(page, 'Pick a grey')).toHaveAttribute('aria-pressed', 'false')
    expect(await readFigure(page, 'Temperature')).toBe(0)
    await set(page, 'Temperature', 60)
    const spoken = await page.getByRole('slider', { name: 'Glabella' }).getAttribute('aria-valuetext')
    await button(page, 'Pick a grey').click()
    await page.mouse.click(grey.x, grey.y)
    await expect(button(page, 'Pick a grey')).toHaveAttribute('aria-pressed', 'false')
    const [r, g, b] = meanAt(await seen(page, true), { x: grey.x - box.x, y: grey.y - box.y }, 4)
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(2)
    expect(Math.abs(await readFigure(page, 'Temperature'))).toBeLessThan(40)
    expect(await page.getByRole('slider', { name: 'Glabella' }).getAttribute('aria-valuetext')).toBe(spoken)
    await button(page, 'Reset').click()
  })

  await test.step('a handle of a straightened photo is where it is drawn, and lands where the pointer lets it go', async () => {
    await goTo(page, 'Hairline')
    const photo = await photoOnPage(page, sampleWidth)
    await goTo(page, 'Photo')
    await set(page, 'Straighten', -8)
    await goTo(page, 'Hairline')
    await settled(page)
    const turn = turnOf(photoSize, -8)!
    const at = (p: PointPx) => photo.at(turn.toPicture(p))
    const recession = await readFigure(page, 'Frontotemporal recession')
    const upMm = 10
    await drag(page, at(apex), at({ x: apex.x, y: apex.y - upMm / mmPerPx }))
    await expect.poll(() => readFigure(page, 'Frontotemporal recession')).toBeGreaterThan(recession + upMm - 1.5)
    expect(await readFigure(page, 'Frontotemporal recession')).toBeLessThan(recession + 2 * upMm)
  })
})

test('exposure and white balance change the picture and not a dot, on the screen and in a file; undo brings the bytes back, a reload keeps them', async ({
  page,
}) => {
  await test.step('on the screen', async () => {
    await goTo(page, 'Photo')
    const patch = await screenPatch(page, 160)
    const bare = await seen(page, true)
    await fill(page)
    const dots = await dotsPlaced(page)
    await goTo(page, 'Photo')
    const before = await seen(page, true)
    await set(page, 'Exposure', -0.4)
    const darker = await seen(page, true)
    expect(cropOf(darker, patch).equals(cropOf(before, patch))).toBe(false)
    expect(furthest(darker, before, patch, tables(-0.4))).toBeLessThanOrEqual(1)
    await set(page, 'Temperature', 25)
    await set(page, 'Tint', -12)
    expect(furthest(await seen(page, true), before, patch, tables(-0.4, 25, -12))).toBeLessThanOrEqual(1)
    await page.keyboard.down('\\')
    expect(furthest(await seen(page), bare, patch, tables(-0.4, 25, -12))).toBeLessThanOrEqual(1)
    await page.keyboard.up('\\')
    expect(await dotsPlaced(page)).toBe(dots)
    await goTo(page, 'Photo')

    for (let i = 0; i < 3; i++) await button(page, 'Undo').click()
    expect(await readFigure(page, 'Exposure')).toBe(0)
    expect(cropOf(await seen(page, true), patch).equals(cropOf(before, patch))).toBe(true)
    for (let i = 0; i < 3; i++) await button(page, 'Redo').click()
    await settled(page)
    await page.reload()
    await goTo(page, 'Photo')
    expect(await readFigure(page, 'Exposure')).toBe(-0.4)
    expect(await readFigure(page, 'Tint')).toBe(-12)
    await button(page, 'Reset').click()
    expect(await readFigure(page, 'Temperature')).toBe(0)
    await expect(button(page, 'Reset')).toBeHidden()
  })

  await test.step('an exported picture has them to the byte, and Before stands as what is beside it', async () => {
    const plain = await exported(page)
    await goTo(page, 'Photo')
    await set(page, 'Exposure', 0.3)
    await set(page, 'Temperature', -30)
    const adjusted = await exported(page)
    expect([adjusted.width, adjusted.height]).toEqual([plain.width, plain.height])
    // Above the caption, which is as it was.
    const picture = { x: 0, y: 0, width: plain.width, height: Math.floor(plain.height * 0.95) }
    expect(furthest(adjusted, plain, picture, tables(0.3, -30))).toBe(0)

    await toCompare(page)
    const { file } = await exportPicture(page, { what: 'A and B side by side', hideFace: false })
    const both = readPng(file)
    const panel = (both.width - Math.max(2, Math.round(both.width * 0.003))) / 2
    const scale = panel / plain.width
    // The forehead has no dots.
    const forehead = { x: marks.glabella.x * scale, y: (marks.glabella.y - 180) * scale }
    const [a, b] = [meanAt(both, forehead, 4), meanAt(both, { ...forehead, x: forehead.x + both.width - panel }, 4)]
    expect(apart(a, b)).toBeLessThan(2)
    const unadjusted = meanAt(plain, { x: marks.glabella.x, y: marks.glabella.y - 180 }, 8)
    expect(apart(a, unadjusted)).toBeGreaterThan(10)

    // What was saved stays as it was saved.
    await toStudio(page)
    await button(page, 'Reset').click()
    await toCompare(page)
    const again = readPng((await exportPicture(page, { what: 'B alone', hideFace: false })).file)
    expect(cropOf(again, picture).equals(cropOf(adjusted, picture))).toBe(true)
  })
})

test('straightened, the photo stands where geometry says, on the screen and in a file, and what hides the face hides all of it', async ({
  page,
}) => {
  await test.step('on the screen and in a file', async () => {
    await goTo(page, 'Photo')
    const box = (await canvas(page).boundingBox())!
    const photo = await photoOnPage(page, sampleWidth)
    const before = await seen(page, true)
    await set(page, 'Straighten', 5)
    const after = await seen(page, true)
    const turn = turnOf(photoSize, 5)!
    const frame = wholeFrame(photoSize, 5)
    const onCanvas = (p: PointPx) => ({ x: photo.at(p).x - box.x, y: photo.at(p).y - box.y })
    const points = Array.from({ length: 400 }, (_, i) => ({
      x: 700 + ((i * 97) % 1600),
      y: 700 + ((i * 61) % 1900),
    }))
    const moved = points.map((p) =>
      apart(meanAt(after, onCanvas(turn.toPicture(p)), 2), meanAt(before, onCanvas(p), 2)),
    )
    const still = points.map((p) => apart(meanAt(after, onCanvas(p), 2), meanAt(before, onCanvas(p), 2)))
    expect(mean(moved)).toBeLessThan(2)
    expect(mean(still)).toBeGreaterThan(4 * mean(moved))

    await saveSnapshot(page)
    await toCompare(page)
    const { file } = await exportPicture(page, { what: 'B alone', hideFace: false })
    const picture = readPng(file)
    expect([picture.width, picture.height]).toEqual([frame.width, frame.height])
    const source = await photoOf(page)
    const inFile = points.map((p) => {
      const { x, y } = turn.toPicture(p)
      return apart(meanAt(picture, { x: x - frame.x, y: y - frame.y }, 6), meanAt(source, p, 6))
    })
    expect(mean(inFile)).toBeLessThan(1.5)
  })

  await test.step('the face is hidden on both sides', async () => {
    await toStudio(page)
    await set(page, 'Straighten', -11)
    await saveSnapshot(page)
    await toCompare(page)
    const { file } = await exportPicture(page, { what: 'A and B side by side', hideFace: true })
    const picture = readPng(file)
    const turn = turnOf(photoSize, -11)!
    const frame = wholeFrame(photoSize, -11)
    const panel = (picture.width - Math.max(2, Math.round(picture.width * 0.003))) / 2
    const scale = panel / frame.width
    const isCovered = (p: PointPx, left: number): boolean => {
      const { x, y } = turn.toPicture(p)
      const at = { x: left + (x - frame.x) * scale, y: (y - frame.y) * scale }
      return at.y > picture.height - 3 || apart(meanAt(picture, at, 2), [0x17, 0x17, 0x17]) < 1
    }
    for (const left of [0, picture.width - panel]) {
      for (let share = 0; share <= 1; share += 0.1) {
        const x = marks.eyeRight.x + share * (marks.eyeLeft.x - marks.eyeRight.x)
        expect(isCovered({ x, y: marks.eyeRight.y + 40 }, left)).toBe(true)
      }
      expect(isCovered({ x: marks.glabella.x, y: marks.glabella.y - 200 }, left)).toBe(false)
    }
  })
})
