import type { PhotoFormat, PhotoProblem } from '../engine.ts'
import { noExif, readExif, type Exif } from './exif.ts'
import { readHeif } from './heif.ts'
import { isFrame, jpegSegments, startsWith } from './jpegSegments.ts'

/** Beyond these a phone or tablet cannot hold the decoded photo. */
export const MOST_PIXELS = 120_000_000
export const MOST_BYTES = 40_000_000
/** Side that no browser draws. */
const MOST_SIDE = 32_767
/** Short side under which there is no head to design on. */
const LEAST_SIDE = 32

export interface Header {
  readonly format: PhotoFormat
  /** As stored, before orientation; 0 where the file says nothing sensible. */
  readonly width: number
  readonly height: number
  /** 1..8, Exif's numbers. HEIC and AVIF turn by boxes that their decoders obey, so they have 1 here. */
  readonly orientation: number
  readonly focal35mm: number | null
  /** HEIC and AVIF: pixels are Display P3. */
  readonly displayP3: boolean
}

export type HeaderResult =
  { readonly ok: true; readonly header: Header } | { readonly ok: false; readonly problem: PhotoProblem }

/** What the first bytes say, and whether the photo may be decoded. The file's name and claimed type count for nothing. */
export function readHeader(bytes: Uint8Array): HeaderResult {
  const refuse = (problem: PhotoProblem): HeaderResult => ({ ok: false, problem })
  if (bytes.length === 0) return refuse({ code: 'empty' })
  const format = sniff(bytes)
  if (format === null) return refuse({ code: 'notAPhoto' })
  if (typeof format === 'object') return refuse({ code: 'unsupported', format: format.unsupported })
  if (bytes.length > MOST_BYTES) return refuse({ code: 'tooManyBytes', megabytes: bytes.length / 1e6 })
  const size = readSize(bytes, format)
  if (size?.deep) return refuse({ code: 'unsupported', format: '12-bit JPEG' })
  const broken: PhotoProblem = { code: format === 'heic' ? 'heicBroken' : 'broken' }
  if (!size || !(size.width > 0 && size.height > 0)) return refuse(broken)
  const { exif = noExif } = size
  const swapped = size.turned === true || exif.orientation >= 5
  const width = swapped ? size.height : size.width
  const height = swapped ? size.width : size.height
  if (width * height > MOST_PIXELS || Math.max(width, height) > MOST_SIDE)
    return refuse({ code: 'tooLarge', width, height })
  if (Math.min(width, height) < LEAST_SIDE) return refuse({ code: 'tooSmall', width, height })
  const { orientation, focal35mm } = exif
  const header = { format, width: size.width, height: size.height, focal35mm, displayP3: size.displayP3 === true }
  const turnsByBox = format === 'heic' || format === 'avif'
  return { ok: true, header: { ...header, orientation: turnsByBox ? 1 : orientation } }
}

/** Types that are known and not taken, by how they begin. */
const UNSUPPORTED: readonly (readonly [string, string])[] = [
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['II+\0', 'TIFF'],
  ['MM\0+', 'TIFF'],
  ['8BPS', 'Photoshop'],
  ['%PDF', 'PDF'],
  ['\0\0\0\x0cjP  ', 'JPEG 2000'],
  ['\xff\x4f\xff\x51', 'JPEG 2000'],
  ['\0\0\0\x0cJXL ', 'JPEG XL'],
  ['\xff\x0a', 'JPEG XL'],
  ['\0\0\x01\0', 'Icon'],
  ['FUJIFILM', 'RAW'],
  ['IIRO', 'RAW'],
  ['IIU\0', 'RAW'],
  ['\x76\x2f\x31\x01', 'OpenEXR'],
  ['\x1aE\xdf\xa3', 'Video'],
]

function sniff(bytes: Uint8Array): PhotoFormat | { unsupported: string } | null {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp'
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif'
  if (startsWith(bytes, 'BM') && bytes.length > 26 && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14]!)) return 'bmp'
  if (startsWith(bytes, 'ftyp', 4)) return sniffBrand(bytes)
  const known = UNSUPPORTED.find(([start]) => startsWith(bytes, start))
  if (known) return { unsupported: known[1] }
  return looksLikeSvg(bytes) ? { unsupported: 'SVG' } : null
}

function sniffBrand(bytes: Uint8Array): PhotoFormat | { unsupported: string } {
  const end = Math.min(bytes.length, (bytes[2]! << 8) | bytes[3]!, 256)
  const brands: string[] = []
  for (let at = 8; at + 4 <= end; at += 4)
    if (at !== 12) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)))
  if (brands.some((b) => b === 'avif' || b === 'avis')) return 'avif'
  if (brands.some((b) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(b))) return 'heic'
  return { unsupported: brands[0] === 'crx ' ? 'RAW' : 'Video' }
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart()
  return /^<(\?xml|!--|!doctype svg|svg)/i.test(text) && /<svg|<!doctype svg/i.test(text)
}

interface Size {
  readonly width: number
  readonly height: number
  readonly exif?: Exif
  readonly turned?: boolean
  readonly displayP3?: boolean
  readonly deep?: boolean
}

function readSize(bytes: Uint8Array, format: PhotoFormat): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (format) {
    case 'jpeg':
      return readJpeg(bytes, view)
    case 'png':
      return readPng(bytes, view)
    case 'webp':
      return readWebp(bytes, view)
    case 'gif':
      return readGif(bytes, view)
    case 'bmp':
      return readBmp(view)
    case 'avif':
    case 'heic':
      return readHeif(bytes)
  }
}

function readJpeg(bytes: Uint8Array, view: DataView): Size | null {
  let exif: Exif | undefined
  let size: Size | null = null
  for (const { marker, payload, end } of jpegSegments(bytes)) {
    if (marker === 0xe1 && !exif && startsWith(bytes, 'Exif\0', payload))
      exif = readExif(bytes.subarray(payload + 6, end))
    else if (isFrame(marker) && !size && end - payload >= 6)
      size = {
        height: view.getUint16(payload + 1),
        width: view.getUint16(payload + 3),
        deep: bytes[payload] === 12,
      }
  }
  return size && { ...size, exif }
}

function readPng(bytes: Uint8Array, view: DataView): Size | null {
  if (bytes.length < 33 || !startsWith(bytes, 'IHDR', 12)) return null
  let exif: Exif | undefined
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const end = at + 8 + view.getUint32(at)
    if (startsWith(bytes, 'eXIf', at + 4) && end <= bytes.length) exif = readExif(bytes.subarray(at + 8, end))
  }
  return { width: view.getUint32(16), height: view.getUint32(20), exif }
}

function readWebp(bytes: Uint8Array, view: DataView): Size | null {
  if (bytes.length < 30) return null
  if (startsWith(bytes, 'VP8 ', 12))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (!startsWith(bytes, 'VP8X', 12)) return null
  const width = (view.getUint32(24, true) & 0xffffff) + 1
  const height = (view.getUint32(26, true) >>> 8) + 1
  let exif: Exif | undefined
  for (const { type, start, end } of webpChunks(bytes))
    if (type === 'EXIF')
      exif ??= readExif(bytes.subarray(startsWith(bytes, 'Exif\0\0', start) ? start + 6 : start, end))
  return { width, height, exif }
}

/** The chunks of a WebP file with the range of their payloads; ends where the file does. */
export function* webpChunks(bytes: Uint8Array): Generator<{ type: string; start: number; end: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const last = Math.min(bytes.length, 8 + view.getUint32(4, true))
  for (let at = 12; at + 8 <= last;) {
    const size = view.getUint32(at + 4, true)
    const start = at + 8
    yield {
      type: String.fromCharCode(...bytes.subarray(at, at + 4)),
      start,
      end: Math.min(start + size, bytes.length),
    }
    at = start + size + (size & 1)
  }
}

/** The larger of screen and first frame: decoders grow the one to hold the other. */
function readGif(bytes: Uint8Array, view: DataView): Size | null {
  if (bytes.length < 13) return null
  let width = view.getUint16(6, true)
  let height = view.getUint16(8, true)
  let at = 13 + (bytes[10]! & 0x80 ? 3 << ((bytes[10]! & 7) + 1) : 0)
  while (bytes[at] === 0x21) {
    at += 2
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1
    at++
  }
  if (bytes[at] === 0x2c && at + 9 <= bytes.length) {
    width = Math.max(width, view.getUint16(at + 5, true))
    height = Math.max(height, view.getUint16(at + 7, true))
  }
  return { width, height }
}

function readBmp(view: DataView): Size {
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}
