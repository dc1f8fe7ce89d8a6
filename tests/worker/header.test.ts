import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHeader } from '../../src/worker/photo/header.ts'
import { orientationOnly, readExif } from '../../src/worker/photo/exif.ts'
import {
  ascii,
  bytes,
  exifSegment,
  focalTag,
  frame,
  heif,
  ihdr,
  jfif,
  jpeg,
  orientationTag,
  png,
  pngChunk,
  scan,
  segment,
  tiff,
  u16,
  u32,
  vp8,
  vp8x,
  webp,
  webpChunk,
} from './photoBytes.ts'
import { hasShared, listShared, readShared } from './sharedFiles.ts'

const headerOf = (file: Uint8Array) => {
  const result = readHeader(file)
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.problem)}`)
  return result.header
}
const problemOf = (file: Uint8Array) => {
  const result = readHeader(file)
  return result.ok ? null : result.problem
}

describe('what a file says before it is decoded', () => {
  it('gives type and size of each format that opens', () => {
    expect(headerOf(jpeg(jfif, frame(640, 480), scan))).toMatchObject({ format: 'jpeg', width: 640, height: 480 })
    expect(headerOf(png(ihdr(640, 480)))).toMatchObject({ format: 'png', width: 640, height: 480 })
    expect(headerOf(webp(vp8(640, 480)))).toMatchObject({ format: 'webp', width: 640, height: 480 })
    expect(headerOf(webp(vp8x(640, 480, 0), vp8(640, 480)))).toMatchObject({ format: 'webp', width: 640, height: 480 })
    expect(headerOf(heif({ brand: 'avif', width: 640, height: 480 }).file)).toMatchObject({
      format: 'avif',
      width: 640,
    })
    expect(headerOf(heif({ brand: 'heic', width: 640, height: 480 }).file)).toMatchObject({
      format: 'heic',
      height: 480,
    })
  })

  it('goes by the bytes, whatever the file is called, and names what it knows but cannot open', () => {
    const format = (...start: (number[] | number)[]) => problemOf(bytes(...start, Array<number>(64).fill(0)))
    expect(format(ascii('II*\0'))).toEqual({ code: 'unsupported', format: 'TIFF' })
    expect(format(ascii('8BPS'))).toEqual({ code: 'unsupported', format: 'Photoshop' })
    expect(format(ascii('%PDF-1.7'))).toEqual({ code: 'unsupported', format: 'PDF' })
    expect(format(u32(12), ascii('jP  '))).toEqual({ code: 'unsupported', format: 'JPEG 2000' })
    expect(format([0, 0, 1, 0])).toEqual({ code: 'unsupported', format: 'Icon' })
    expect(format(u32(16), ascii('ftypisom'))).toEqual({ code: 'unsupported', format: 'Video' })
    expect(format(ascii('<?xml version="1.0"?><svg '))).toEqual({ code: 'unsupported', format: 'SVG' })
    expect(problemOf(jpeg(frame(640, 480, 12), scan))).toEqual({ code: 'unsupported', format: '12-bit JPEG' })
  })

  it('refuses what is empty or no photo at all', () => {
    expect(problemOf(bytes())).toEqual({ code: 'empty' })
    expect(problemOf(bytes(ascii('Dear doctor, as attached')))).toEqual({ code: 'notAPhoto' })
    expect(problemOf(bytes(ascii('<html><script>alert(1)</script>')))).toEqual({ code: 'notAPhoto' })
  })

  it('refuses from the header what no tablet could hold', () => {
    expect(problemOf(png(ihdr(20_000, 20_000)))).toEqual({ code: 'tooLarge', width: 20_000, height: 20_000 })
    expect(problemOf(jpeg(frame(65_535, 65_535), scan))).toMatchObject({ code: 'tooLarge' })
    expect(problemOf(png(ihdr(40_000, 100)))).toMatchObject({ code: 'tooLarge' })
    const heavy = new Uint8Array(40_000_001)
    heavy.set(jpeg(frame(640, 480), scan))
    expect(problemOf(heavy)).toEqual({ code: 'tooManyBytes', megabytes: 40.000001 })
  })

  it('names the size as the photo is seen when it is too large or too small', () => {
    const turned = exifSegment(tiff([orientationTag(6)]))
    expect(problemOf(jpeg(turned, frame(640, 10), scan))).toEqual({ code: 'tooSmall', width: 10, height: 640 })
    expect(problemOf(png(ihdr(1, 1)))).toEqual({ code: 'tooSmall', width: 1, height: 1 })
    expect(headerOf(png(ihdr(64, 32)))).toMatchObject({ height: 32 })
  })

  it('refuses headers without a sensible size', () => {
    expect(problemOf(png(ihdr(0, 10)))).toEqual({ code: 'broken' })
    expect(problemOf(jpeg(frame(64, 0), scan))).toEqual({ code: 'broken' })
    expect(problemOf(png())).toEqual({ code: 'broken' })
    expect(problemOf(bytes([0xff, 0xd8, 0xff]))).toEqual({ code: 'broken' })
    expect(problemOf(bytes(u32(20), ascii('ftypheic'), u32(0), ascii('heic')))).toEqual({ code: 'heicBroken' })
  })

  it('never throws, whatever the bytes', () => {
    const starts = [
      jpeg(jfif),
      png(ihdr(50, 50)),
      webp(vp8x(64, 64, 8)),
      heif({ brand: 'heic', width: 64, height: 64 }).file,
    ]
    const broken = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), fc.nat(300))
      .map(([start, noise, cut]) => bytes([...start].slice(0, cut), [...noise]))
    fc.assert(fc.property(broken, (file) => void readHeader(file)))
    const flipped = fc.tuple(fc.constantFrom(...starts), fc.nat(400), fc.nat(255)).map(([start, at, value]) => {
      const copy = start.slice()
      copy[at % copy.length] = value
      return copy
    })
    fc.assert(fc.property(flipped, (file) => void readHeader(file)))
  })
})

describe('how the camera was held', () => {
  it('is read from JPEG, PNG and WebP, and every other number means upright', () => {
    for (let o = 1; o <= 8; o++) {
      const block = tiff([orientationTag(o)])
      expect(headerOf(jpeg(exifSegment(block), frame(64, 48), scan)).orientation).toBe(o)
      expect(headerOf(png(ihdr(64, 48), pngChunk('eXIf', block))).orientation).toBe(o)
      expect(headerOf(webp(vp8x(64, 48, 8), vp8(64, 48), webpChunk('EXIF', block))).orientation).toBe(o)
    }
    for (const o of [0, 9, 255, 65_535])
      expect(headerOf(jpeg(exifSegment(tiff([orientationTag(o)])), frame(64, 48), scan)).orientation).toBe(1)
  })

  it('is left to the decoder in HEIC and AVIF, where the Exif copy must not turn the photo again', () => {
    const { file } = heif({ brand: 'avif', width: 640, height: 480, quarterTurns: 1 })
    expect(headerOf(file)).toMatchObject({ orientation: 1, width: 640, height: 480, focal35mm: 26 })
  })

  it('comes with the focal length where the camera wrote one that can be', () => {
    const file = (mm: number) => jpeg(exifSegment(tiff([], [focalTag(mm)])), frame(64, 48), scan)
    expect(headerOf(file(26)).focal35mm).toBe(26)
    expect(headerOf(file(0)).focal35mm).toBeNull()
    expect(headerOf(file(65_535)).focal35mm).toBeNull()
  })

  it('is read from directories that loop, lie about counts or lie outside the file', () => {
    const loop = tiff([orientationTag(6)])
    loop.splice(-4, 4, ...u32(8))
    expect(readExif(bytes(loop)).orientation).toBe(6)
    expect(readExif(bytes(tiff([[0x0112, 3, 0xffffffff, 6]]))).orientation).toBe(1)
    expect(readExif(bytes(ascii('MM'), u16(42), u32(0x7fffffff), Array<number>(32).fill(0))).orientation).toBe(1)
    expect(readExif(bytes(tiff([orientationTag(3), [0x8769, 4, 1, 8]]))).orientation).toBe(3)
    fc.assert(fc.property(fc.uint8Array(), (block) => void readExif(bytes(ascii('MM'), u16(42), [...block]))))
  })

  it('survives as the only thing written back', () => {
    for (let o = 1; o <= 8; o++) expect(readExif(orientationOnly(o))).toEqual({ orientation: o, focal35mm: null })
  })

  it('is found behind junk between the segments', () => {
    const file = jpeg(
      segment(0xfe, ascii('note')),
      [0x00, 0x13, 0xff, 0xff],
      exifSegment(tiff([orientationTag(8)])),
      frame(64, 48),
      scan,
    )
    expect(headerOf(file).orientation).toBe(8)
  })
})

describe.runIf(hasShared)('trial files beside the project', () => {
  it('answers every hostile file in a moment and without throwing', () => {
    for (const file of [...listShared('hostile/images'), ...listShared('hostile/fetched')]) {
      const started = performance.now()
      readHeader(readShared(file))
      expect(performance.now() - started, file).toBeLessThan(500)
    }
  })

  it('reads the turn of the sixteen orientation photos', () => {
    for (const kind of ['landscape', 'portrait'])
      for (let o = 1; o <= 8; o++) {
        const { orientation, width, height } = headerOf(readShared(`photos/exif/${kind}-${o}.jpg`))
        expect(orientation).toBe(o)
        expect(width > height).toBe((kind === 'landscape') === o < 5)
      }
  })
})
