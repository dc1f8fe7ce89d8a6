import { describe, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import { intake } from '../../src/worker/photo/openPhoto.ts'
import { orientationOnly } from '../../src/worker/photo/exif.ts'
import { workingSize } from '../../src/worker/photo/decode.ts'
import { ascii, heif, segment } from './photoBytes.ts'
import sampleAvif from '../fixtures/sample.avif?url'
import sampleHeic from '../fixtures/sample.heic?url'

/** Upright picture of 96 x 64: red, green, blue and white quarters, clockwise from the upper left. */
const quarters = ['#f00', '#0f0', '#00f', '#fff'] as const

/** The picture as a camera held otherwise stores it. */
async function stored(orientation: number, type: string): Promise<Uint8Array> {
  const swapped = orientation >= 5
  const canvas = new OffscreenCanvas(swapped ? 64 : 96, swapped ? 96 : 64)
  const context = canvas.getContext('2d')!
  const turns: Record<number, [number, number, number, number, number, number]> = {
    1: [1, 0, 0, 1, 0, 0],
    2: [-1, 0, 0, 1, 96, 0],
    3: [-1, 0, 0, -1, 96, 64],
    4: [1, 0, 0, -1, 0, 64],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, -1, 1, 0, 0, 96],
    7: [0, -1, -1, 0, 64, 96],
    8: [0, 1, -1, 0, 64, 0],
  }
  context.setTransform(...turns[orientation]!)
  context.fillStyle = quarters[0]
  context.fillRect(0, 0, 48, 32)
  context.fillStyle = quarters[1]
  context.fillRect(48, 0, 48, 32)
  context.fillStyle = quarters[2]
  context.fillRect(48, 32, 48, 32)
  context.fillStyle = quarters[3]
  context.fillRect(0, 32, 48, 32)
  const blob = await canvas.convertToBlob({ type, quality: 0.95 })
  return new Uint8Array(await blob.arrayBuffer())
}

/** A JPEG with an Exif block after its start. */
const withExif = (jpeg: Uint8Array, orientation: number): Uint8Array =>
  Uint8Array.from([
    ...jpeg.subarray(0, 2),
    ...segment(0xe1, [...ascii('Exif\0\0'), ...orientationOnly(orientation)]),
    ...jpeg.subarray(2),
  ])

/** A JPEG of 24 MP with a colour in each quarter, clockwise from the upper left. */
async function largeJpeg() {
  const colours = [
    [200, 60, 40],
    [60, 160, 80],
    [50, 80, 180],
    [220, 190, 160],
  ]
  const canvas = new OffscreenCanvas(6000, 4000)
  const context = canvas.getContext('2d')!
  for (const [i, colour] of colours.entries()) {
    context.fillStyle = `rgb(${colour.join()})`
    context.fillRect(i === 1 || i === 2 ? 3000 : 0, i < 2 ? 0 : 2000, 3000, 2000)
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
  return { file: new Uint8Array(await blob.arrayBuffer()), colours }
}

async function opened(file: Uint8Array) {
  const result = await intake(file)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result
}

async function refused(file: Uint8Array) {
  const result = await intake(file)
  return result.ok ? null : result.problem
}

function colourAt(working: { width: number; rgba: Uint8ClampedArray }, x: number, y: number): string {
  const at = (y * working.width + x) * 4
  const near = (v: number) => (v > 200 ? 'f' : v < 55 ? '0' : v.toString())
  return `#${[...working.rgba.subarray(at, at + 3)].map(near).join('')}`
}

describe('opening a photo', () => {
  it('shows it upright however the camera was held', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const { working, photo } = await opened(withExif(await stored(orientation, 'image/jpeg'), orientation))
      expect([working.width, working.height, photo.sourceWidth, photo.sourceHeight]).toEqual([96, 64, 96, 64])
      const seen = [
        colourAt(working, 20, 16),
        colourAt(working, 76, 16),
        colourAt(working, 76, 48),
        colourAt(working, 20, 48),
      ]
      expect(seen, `orientation ${orientation}`).toEqual([...quarters])
    }
  })

  it('opens again from what was kept, the same to the pixel', async () => {
    const first = await opened(withExif(await stored(6, 'image/jpeg'), 6))
    const again = await opened(new Uint8Array(first.photo.stored))
    expect(again.photo.hash).toBe(first.photo.hash)
    expect(again.working.rgba).toEqual(first.working.rgba)
  })

  it('opens PNG and WebP without losing a value', async () => {
    for (const type of ['image/png', 'image/webp']) {
      const { working } = await opened(await stored(1, type))
      expect(colourAt(working, 20, 16)).toBe('#f00')
    }
  })

  it('shows a neutral grey where a cut-out is clear, never black', async () => {
    const canvas = new OffscreenCanvas(64, 64)
    canvas.getContext('2d')!.fillRect(0, 0, 32, 64)
    const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
    const { working } = await opened(png)
    expect([...working.rgba.subarray(63 * 4, 64 * 4)]).toEqual([128, 128, 128, 255])
  })

  it('refuses a photo that is cut short, in any format', async () => {
    for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
      const whole = await stored(1, type)
      expect(await refused(whole.subarray(0, Math.floor(whole.length * 0.7))), type).toEqual({ code: 'broken' })
    }
  })

  it('opens HEIC and AVIF with the colours of the same photo as JPEG', async () => {
    const fetched = async (url: string) => opened(new Uint8Array(await (await fetch(url)).arrayBuffer()))
    const jpeg = await fetched('/sample/frontal.jpg')
    const mean = ({ rgba }: { rgba: Uint8ClampedArray }) => {
      const sum = [0, 0, 0]
      for (let i = 0; i < rgba.length; i++) if (i % 4 < 3) sum[i % 4]! += rgba[i]!
      return sum.map((s) => s / (rgba.length / 4))
    }
    const wanted = mean(jpeg.working)
    for (const [url, format] of [
      [sampleHeic, 'heic'],
      [sampleAvif, 'avif'],
    ] as const) {
      const { working, photo } = await fetched(url)
      expect([photo.format, photo.width, photo.height]).toEqual([format, 96, 128])
      for (const [i, value] of mean(working).entries()) expect(Math.abs(value - wanted[i]!), format).toBeLessThan(3)
    }
  })

  it('names HEIC when a HEIC photo cannot be decoded', async () => {
    expect(await refused(heif({ brand: 'heic', width: 640, height: 480 }).file)).toEqual({ code: 'heicBroken' })
  })

  it('works on a reduced copy of a photo that is too large for a tablet, and says the original size', async () => {
    const canvas = new OffscreenCanvas(6000, 4000)
    canvas.getContext('2d')!.fillRect(0, 0, 10, 10)
    const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
    const { photo, working } = await opened(jpeg)
    expect([photo.sourceWidth, photo.sourceHeight]).toEqual([6000, 4000])
    expect(photo.width * photo.height).toBeLessThanOrEqual(16_777_216)
    expect(working.rgba.length).toBe(photo.width * photo.height * 4)
    expect(photo.width / photo.height).toBeCloseTo(1.5, 2)
  })

  it('holds a large photo upright, in its own colours, however the camera was held', async () => {
    const { file, colours } = await largeJpeg()
    for (const [orientation, upright] of [
      [1, [0, 1, 2, 3]],
      [6, [3, 0, 1, 2]],
    ] as const) {
      const { working, photo } = await opened(withExif(file, orientation))
      expect([photo.sourceWidth, photo.sourceHeight]).toEqual(orientation === 1 ? [6000, 4000] : [4000, 6000])
      const [x, y] = [working.width / 4, working.height / 4]
      const places = [
        [x, y],
        [3 * x, y],
        [3 * x, 3 * y],
        [x, 3 * y],
      ] as const
      for (const [i, [left, top]] of places.entries()) {
        const at = (Math.floor(top) * working.width + Math.floor(left)) * 4
        for (const [channel, value] of colours[upright[i]!]!.entries())
          expect(Math.abs(working.rgba[at + channel]! - value), `${orientation}: ${i}`).toBeLessThan(4)
      }
    }
  })

  it('refuses a large photo that was cut short', async () => {
    const { file } = await largeJpeg()
    expect(await refused(file.slice(0, file.length - 5000))).toEqual({ code: 'broken' })
  })
})

describe('the working size', () => {
  it('keeps every photo that fits and the shape of every other', () => {
    expect(workingSize(4096, 4096)).toEqual({ width: 4096, height: 4096 })
    expect(workingSize(12_000, 1000)).toEqual({ width: 8192, height: 682 })
    const { width, height } = workingSize(6000, 8000)
    expect(width * height).toBeLessThanOrEqual(16_777_216)
  })
})

/** A trial file beside the project; null where there are none. */
async function shared(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const base64 = await commands.readShared(file)
  return base64 === null ? null : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
}

/** 16 x 16 px of a picture, RGBA: enough to tell one way up from another. */
function gridOf({ width, height, rgba }: { width: number; height: number; rgba: Uint8ClampedArray }): number[] {
  const picture = new OffscreenCanvas(width, height)
  picture.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0)
  const small = new OffscreenCanvas(16, 16).getContext('2d')!
  small.imageSmoothingQuality = 'high'
  small.drawImage(picture, 0, 0, 16, 16)
  return [...small.getImageData(0, 0, 16, 16).data]
}

const apart = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length

describe('trial files beside the project', () => {
  it('of phones held in every way look the same', async () => {
    for (const kind of ['landscape', 'portrait']) {
      let first: { size: number[]; grid: number[] } | null = null
      for (let n = 1; n <= 8; n++) {
        const bytes = await shared(`photos/exif/${kind}-${n}.jpg`)
        if (!bytes) return
        const { working } = await opened(bytes)
        const now = { size: [working.width, working.height], grid: gridOf(working) }
        first ??= now
        expect(now.size, `${kind}-${n}`).toEqual(first.size)
        expect(apart(now.grid, first.grid), `${kind}-${n}`).toBeLessThan(6)
      }
    }
  })

  it('that are hostile open, or are refused where that is wanted', async () => {
    const manifest = await shared('hostile/manifest.json')
    if (!manifest) return
    const { files } = JSON.parse(new TextDecoder().decode(manifest)) as {
      files: readonly { file: string; expected: string }[]
    }
    const wrong: string[] = []
    for (const { file, expected } of files.filter(({ file }) => /^(images|fetched)\//.test(file))) {
      const problem = await refused((await shared(`hostile/${file}`))!)
      if (!problem && expected.startsWith('refused with')) wrong.push(`${file}: opened, wanted: ${expected}`)
      if (problem && expected.startsWith('opens (') && !/, or is refused/.test(expected))
        wrong.push(`${file}: ${problem.code}, wanted: ${expected}`)
    }
    expect(files.length).toBeGreaterThan(50)
    expect(wrong).toEqual([])
  })
})
