import { canvas, expect, fill, goTo, openSample, settled, test, useScale, type Page } from './studio.ts'

/** Side of the squares that are looked for in the photo, px. */
const SIDE = 24

/** Looks for squares of the canvas in the photo's own pixels: how far from their place they lie in it, or null. */
const foundInPhoto = (page: Page, places: readonly (readonly [number, number])[]) =>
  page.evaluate(
    async ({ places, SIDE }) => {
      const photo = await createImageBitmap(await (await fetch('/sample/hairline.jpg')).blob())
      const { width, height } = photo
      const own = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
      own.drawImage(photo, 0, 0)
      const whole = new Uint32Array(own.getImageData(0, 0, width, height).data.buffer)
      const shown = document.querySelector<HTMLCanvasElement>('[role=application] canvas')!.getContext('2d')!
      return places.map(([left, top]) => {
        const part = new Uint32Array(shown.getImageData(left, top, SIDE, SIDE).data.buffer)
        const isAt = (at: number) => part.every((px, i) => px === whole[at + Math.floor(i / SIDE) * width + (i % SIDE)])
        for (let y = 0; y + SIDE <= height; y++)
          for (let x = 0; x + SIDE <= width; x++) {
            const at = y * width + x
            if (whole[at] === part[0] && whole[at + 1] === part[1] && isAt(at)) return { x: x - left, y: y - top }
          }
        return null
      })
    },
    { places, SIDE },
  )

/** Pixels of the canvas on which nothing is drawn, as soon as a frame was. */
const blankOnCanvas = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const context = document.querySelector<HTMLCanvasElement>('[role=application] canvas')!.getContext('2d')!
    const { width, height } = context.canvas
    const { data } = context.getImageData(0, 0, width, height)
    let blank = 0
    for (let i = 3; i < data.length; i += 4) if (data[i] === 0) blank++
    return blank
  })

test('the photo and its dots close by are their own pixels, wherever one moves, and never blank on the way', async ({
  page,
}) => {
  await openSample(page)
  await useScale(page)
  await goTo(page, 'Area')
  const box = (await canvas(page).boundingBox())!
  const [left, top] = [Math.round(box.width / 2), Math.round(box.height / 2)]
  const places = [
    [left, top],
    [left - 200, top + 150],
    [left + 200, top - 150],
  ] as const
  const move = async (dx: number, dy: number) => {
    await page.mouse.move(box.x + left, box.y + top)
    await page.mouse.wheel(-dx, -dy)
  }

  await test.step('the photo at 100 %', async () => {
    await page.keyboard.press('Shift+Digit0')
    await settled(page)
    const before = await foundInPhoto(page, places)
    for (const at of before) expect(at).toEqual(before[0])
    expect(before[0]).not.toBeNull()
    await move(-300, -250)
    expect(await blankOnCanvas(page)).toBe(0)
    await settled(page)
    const after = await foundInPhoto(page, places)
    for (const at of after) expect(at).toEqual({ x: before[0]!.x + 300, y: before[0]!.y + 250 })
  })

  await test.step('with dots that were placed from afar', async () => {
    await page.keyboard.press('Shift+Digit1')
    await fill(page)
    await page.keyboard.press('Shift+Digit0')
    await settled(page)
    const behind = [[left, top - 150]] as const
    expect(await foundInPhoto(page, behind), 'dots').toEqual([null])
    await move(0, -500)
    expect(await blankOnCanvas(page)).toBe(0)
    await settled(page)
    const [bare, too] = await foundInPhoto(page, [
      [left, top],
      [left + 100, top + 100],
    ])
    expect(bare).not.toBeNull()
    expect(too).toEqual(bare)
  })
})
