import { readPng } from '../fixtures/png.ts'
import { cropOf, exportPicture, photoOf, saveSnapshot, toCompare } from './pictures.ts'
import {
  button,
  canvas,
  choose,
  drag,
  expect,
  figure,
  goTo,
  openSample,
  photoOnPage,
  readFigure,
  sampleWidth,
  seen,
  settled,
  test,
  typeFigure,
  useScale,
  type Page,
} from './studio.ts'

const sampleHeight = 4032
const edges = ['Cut left', 'Cut right', 'Cut top', 'Cut bottom'] as const

const readCut = (page: Page) => Promise.all(edges.map((edge) => readFigure(page, edge)))

/** Where a share of the whole photo lies on the page while it is cropped. */
async function onPage(page: Page) {
  const photo = await photoOnPage(page, sampleWidth)
  return (x: number, y: number) => photo.at({ x: x * sampleWidth, y: y * sampleHeight })
}

test.beforeEach(async ({ page }) => {
  await openSample(page)
  await useScale(page)
  await goTo(page, 'Photo')
  await button(page, 'Crop').click()
  // The focus is still on the button that was pressed.
  await page.keyboard.press('Escape')
  await button(page, 'Crop').click()
  await settled(page)
})

/** The row of the photo at which the picture's first rows stand, byte for byte. */
async function bestShift(
  picture: ReturnType<typeof readPng>,
  source: ReturnType<typeof readPng>,
  from: number,
  to: number,
): Promise<number> {
  const patch = { x: 900, y: 0, width: 200, height: 30 }
  const wanted = cropOf(picture, patch)
  for (let y = from; y <= to; y++) if (cropOf(source, { ...patch, y }).equals(wanted)) return y
  throw new Error('The picture shows nothing of the photo there.')
}

test('a photo is cropped by hand and by figures, one step each, and every file made of it is', async ({ page }) => {
  await test.step('without a drag: figures and shapes crop as well, and the whole picture comes back', async () => {
    const before = await seen(page, true)
    await typeFigure(page, 'Cut left', 12)
    await typeFigure(page, 'Cut bottom', 900)
    await expect(page.getByText('The nearest is 80%. Nothing was changed.')).toBeVisible()
    await typeFigure(page, 'Cut bottom', 80)
    expect(await readFigure(page, 'Cut left')).toBe(12)
    expect(await readFigure(page, 'Cut bottom')).toBe(80)
    await figure(page, 'Cut bottom').blur()
    await choose(page, button(page, 'Shape, Free'), '1 : 1')
    const [left, right, top, bottom] = (await readCut(page)) as [number, number, number, number]
    const across = ((100 - left - right) / 100) * sampleWidth
    const down = ((100 - top - bottom) / 100) * sampleHeight
    expect(Math.abs(across / down - 1)).toBeLessThan(0.02)

    await button(page, 'Whole picture').click()
    expect(await readCut(page)).toEqual([0, 0, 0, 0])
    await settled(page)
    expect(Buffer.from((await seen(page, true)).rgba).equals(Buffer.from(before.rgba))).toBe(true)
  })

  await test.step('each drag is one step to undo; Esc in mid-drag leaves the crop as it was, and Esc again is done', async () => {
    const at = await onPage(page)
    await drag(page, at(0, 0.5), at(0.2, 0.5))
    const cut = await readCut(page)
    await page.mouse.move(at(1, 0.5).x, at(1, 0.5).y)
    await page.mouse.down()
    await page.mouse.move(at(0.7, 0.5).x, at(0.7, 0.5).y, { steps: 5 })
    expect(await readFigure(page, 'Cut right')).toBeGreaterThan(20)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await readCut(page)).toEqual(cut)
    await expect(button(page, 'Done')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(button(page, 'Crop')).toBeVisible()

    await button(page, 'Undo').click()
    await expect(button(page, 'Whole picture')).toBeHidden()
    await button(page, 'Redo').click()
    await expect(button(page, 'Whole picture')).toBeVisible()
    await button(page, 'Crop').click()
  })

  await test.step('what is cropped away is dimmed in the studio', async () => {
    await button(page, 'Whole picture').click()
    await typeFigure(page, 'Cut left', 40)
    await figure(page, 'Cut left').blur()
    await settled(page)
    const at = await onPage(page)
    const box = (await canvas(page).boundingBox())!
    const brightness = async (x: number, y: number) => {
      const { width, rgba } = await seen(page)
      const p = at(x, y)
      const i = (Math.round(p.y - box.y) * width + Math.round(p.x - box.x)) * 4
      return rgba[i]! + rgba[i + 1]! + rgba[i + 2]!
    }
    expect(await brightness(0.1, 0.55)).toBeLessThan(0.6 * (await brightness(0.45, 0.55)))
    await button(page, 'Whole picture').click()
    await settled(page)
  })

  await test.step('a corner and an edge that are dragged crop the picture and every file made of it', async () => {
    const at = await onPage(page)
    await drag(page, at(1, 0), at(0.8, 0.25))
    await drag(page, at(0.4, 1), at(0.4, 0.9))
    const cut = await readCut(page)
    for (const [i, wanted] of [0, 20, 25, 10].entries()) expect(Math.abs(cut[i]! - wanted)).toBeLessThan(1)

    await page.keyboard.press('Enter')
    await expect(button(page, 'Crop')).toBeVisible()
    await saveSnapshot(page)
    await toCompare(page)
    const picture = readPng((await exportPicture(page, { what: 'B alone', hideFace: false })).file)
    expect(Math.abs(picture.width - 0.8 * sampleWidth)).toBeLessThan(0.02 * sampleWidth)
    expect(Math.abs(picture.height - 0.65 * sampleHeight)).toBeLessThan(0.02 * sampleHeight)
    // The very pixels of the photo, from where the crop begins.
    const top = Math.round((cut[2]! / 100) * sampleHeight)
    const source = await photoOf(page)
    const rows = [-60, 60].map((by) => top + by)
    const match = await bestShift(picture, source, rows[0]!, rows[1]!)
    expect(Math.abs(match - top)).toBeLessThan(25)
  })
})
