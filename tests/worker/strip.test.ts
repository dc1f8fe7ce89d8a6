import { describe, expect, it } from 'vitest'
import { readHeader } from '../../src/worker/photo/header.ts'
import { stripMetadata } from '../../src/worker/photo/strip.ts'
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
  vp8,
  vp8x,
  webp,
  webpChunk,
} from './photoBytes.ts'
import { hasShared, listShared, readShared } from './sharedFiles.ts'

function strip(file: Uint8Array): Uint8Array {
  const result = readHeader(file)
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.problem)}`)
  return stripMetadata(file, result.header)
}

const textOf = (file: Uint8Array): string => Buffer.from(file).toString('latin1')

describe('what is kept of a photo', () => {
  const icc = segment(0xe2, [...ascii('ICC_PROFILE\0'), 1, 1, 9, 9, 9])
  const adobe = segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 2])

  it('is, of a JPEG, the picture with its colours and nothing that tells of people or places', () => {
    const file = jpeg(
      jfif,
      exifSegment(tiff([[0x8825, 4, 1, 8]], [focalTag(26)])),
      segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>')),
      icc,
      segment(0xe2, ascii('MPF\0secondpicture')),
      segment(0xed, ascii('Photoshop 3.0\0caption')),
      adobe,
      segment(0xfe, ascii('Mr Rao, second visit')),
      frame(64, 48),
      scan,
    )
    expect(strip(file)).toEqual(jpeg(jfif, icc, adobe, frame(64, 48), scan))
  })

  it('holds no bytes after the end, such as a second picture', () => {
    const picture = jpeg(jfif, frame(64, 48), scan)
    expect(strip(bytes([...picture], ascii('PK\x03\x04'), [...jpeg(frame(10, 10))]))).toEqual(picture)
    const drawn = png(ihdr(64, 48), pngChunk('IDAT', [1, 2]), pngChunk('IEND', []))
    expect(strip(bytes([...drawn], ascii('PK\x03\x04')))).toEqual(drawn)
    const flat = webp(vp8(64, 48))
    expect(strip(bytes([...flat], ascii('more')))).toEqual(flat)
  })

  it('holds no thumbnail of the uncropped face', () => {
    const thumbnail = segment(0xe0, [...ascii('JFIF\0'), 1, 2, 1, ...u16(72), ...u16(72), 1, 1, 10, 20, 30])
    expect(strip(jpeg(thumbnail, segment(0xe0, ascii('JFXX\0\x10')), frame(64, 48), scan))).toEqual(
      jpeg(jfif, frame(64, 48), scan),
    )
  })

  it('keeps damaged coded data as it is, which decoders step over', () => {
    const damaged = jpeg(jfif, frame(64, 48), [...scan, 0xff, 0x9f, 0xff, 0xd1, 0x22])
    expect(strip(damaged)).toEqual(damaged)
  })

  it('still knows how the camera was held, and nothing else of its Exif', () => {
    for (let o = 2; o <= 8; o++) {
      const block = tiff([[0x010f, 2, 4, 0x41424344], orientationTag(o)], [focalTag(26)])
      const kept = [
        strip(jpeg(exifSegment(block), frame(64, 48), scan)),
        strip(png(ihdr(64, 48), pngChunk('eXIf', block), pngChunk('IDAT', [1]), pngChunk('IEND', []))),
        strip(webp(vp8x(64, 48, 12), vp8(64, 48), webpChunk('EXIF', block), webpChunk('XMP ', ascii('<x/>')))),
      ]
      for (const file of kept) {
        expect(readHeader(file)).toMatchObject({ ok: true, header: { orientation: o, focal35mm: null } })
        expect(textOf(file)).not.toContain('ABCD')
      }
    }
  })

  it('is, of a PNG, no text, time or unknown chunk', () => {
    const file = png(
      ihdr(64, 48),
      pngChunk('iCCP', ascii('profile')),
      pngChunk('tEXt', ascii('Author\0Dr Shah')),
      pngChunk('zTXt', [1, 2, 3]),
      pngChunk('tIME', [7, 0xe9, 1, 1, 1, 1, 1]),
      pngChunk('prVt', [1]),
      pngChunk('tRNS', [0, 1]),
      pngChunk('IDAT', [1, 2]),
      pngChunk('IEND', []),
    )
    const expected = png(
      ihdr(64, 48),
      pngChunk('iCCP', ascii('profile')),
      pngChunk('tRNS', [0, 1]),
      pngChunk('IDAT', [1, 2]),
      pngChunk('IEND', []),
    )
    expect(strip(file)).toEqual(expected)
  })

  it('is, of a WebP, a file whose flags no longer promise Exif and XMP', () => {
    const file = webp(
      vp8x(64, 48, 0x0c),
      vp8(64, 48),
      webpChunk('EXIF', tiff([orientationTag(1)])),
      webpChunk('XMP ', ascii('<x/>')),
    )
    expect(strip(file)).toEqual(webp(vp8x(64, 48, 0), vp8(64, 48)))
  })

  it('is, of HEIC and AVIF, every byte in its place with the Exif zeroed', () => {
    for (const brand of ['heic', 'avif']) {
      const { file, exifAt, pictureAt } = heif({ brand, width: 640, height: 480 })
      const kept = strip(file)
      expect(kept.length).toBe(file.length)
      expect(kept.subarray(0, exifAt)).toEqual(file.subarray(0, exifAt))
      expect([...kept.subarray(exifAt)]).toEqual(Array(file.length - exifAt).fill(0))
      expect([...kept.subarray(pictureAt, pictureAt + 8)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    }
  })

  it('stays cut short where the file was, so that decoding still refuses it', () => {
    const whole = jpeg(jfif, frame(64, 48), scan)
    const cut = whole.subarray(0, whole.length - 3)
    expect(strip(cut)).toEqual(cut)
    const drawn = png(ihdr(64, 48), pngChunk('IDAT', [1, 2, 3, 4, 5, 6]))
    expect(strip(drawn.subarray(0, drawn.length - 7))).toEqual(drawn.subarray(0, drawn.length - 7))
    const flat = webp(vp8(64, 48))
    expect(strip(flat.subarray(0, flat.length - 2))).toEqual(flat.subarray(0, flat.length - 2))
  })
})

describe.runIf(hasShared)('trial files beside the project', () => {
  it('come out without a trace of camera, place or program, and are the same when stripped again', () => {
    for (const file of [...listShared('photos/exif'), ...listShared('photos/formats'), ...listShared('photos/heads')]) {
      const original = readShared(file)
      if (!readHeader(original).ok) continue
      const kept = strip(original)
      expect(kept.length, file).toBeLessThanOrEqual(original.length)
      // Long words only: coded pixels spell short ones by chance.
      expect(/iPhone|NIKON|xmpmeta|Photoshop 3\.0|ns\.adobe\.com/i.test(textOf(kept)), file).toBe(false)
      expect(Buffer.compare(strip(kept), kept), file).toBe(0)
    }
  })
})
