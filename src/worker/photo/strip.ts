import { orientationOnly } from './exif.ts'
import type { Header } from './header.ts'
import { webpChunks } from './header.ts'
import { readHeif } from './heif.ts'
import { jpegSegments, startsWith } from './jpegSegments.ts'

/**
 * The photo's own bytes without anything that says who, where or with what: no Exif but the orientation, no XMP,
 * thumbnails, comments, second pictures, or bytes after the end. The coded picture is not touched.
 * A file that is cut short stays cut short, so that decoding still refuses it.
 */
export function stripMetadata(bytes: Uint8Array, header: Header): Uint8Array<ArrayBuffer> {
  switch (header.format) {
    case 'jpeg':
      return stripJpeg(bytes, header.orientation)
    case 'png':
      return stripPng(bytes, header.orientation)
    case 'webp':
      return stripWebp(bytes, header.orientation)
    case 'heic':
    case 'avif':
      return blankHeif(bytes)
    case 'gif':
      return stripGif(bytes)
    case 'bmp':
      return bytes.slice()
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))

/** Keeps JFIF without its thumbnail, ICC and Adobe of the application segments. */
function stripJpeg(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)]
  const exif = orientation === 1 ? null : joined([ascii('\xff\xe1\0\x22Exif\0\0'), orientationOnly(orientation)])
  let jfif: Uint8Array | null = null
  const rest: Uint8Array[] = []
  for (const { marker, start, payload, end, dataEnd } of jpegSegments(bytes)) {
    if (marker === 0xe0) {
      if (!jfif && startsWith(bytes, 'JFIF\0', payload) && end - payload >= 14) jfif = withoutThumbnail(bytes, payload)
    } else if (marker === 0xe2) {
      if (startsWith(bytes, 'ICC_PROFILE\0', payload)) rest.push(bytes.subarray(start, end))
    } else if (marker === 0xee) {
      if (startsWith(bytes, 'Adobe', payload)) rest.push(bytes.subarray(start, end))
    } else if (!(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe) rest.push(bytes.subarray(start, dataEnd))
  }
  if (jfif) parts.push(jfif)
  if (exif) parts.push(exif)
  return joined([...parts, ...rest])
}

function withoutThumbnail(bytes: Uint8Array, payload: number): Uint8Array {
  const segment = joined([ascii('\xff\xe0\0\x10'), bytes.subarray(payload, payload + 14)])
  segment[16] = segment[17] = 0
  return segment
}

const PNG_KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'cICP', 'sBIT', 'IDAT', 'IEND'])
/** The largest printer profiles are near 2 MB; more than this is not a colour profile. */
const MOST_PROFILE_BYTES = 4_000_000

function stripPng(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const end = Math.min(at + 12 + length, bytes.length)
    const tooBig = type === 'iCCP' && length > MOST_PROFILE_BYTES
    if (PNG_KEPT.has(type) && !tooBig) parts.push(bytes.subarray(at, end))
    if (type === 'IHDR' && orientation !== 1) parts.push(pngChunk('eXIf', orientationOnly(orientation)))
    if (type === 'IEND') break
    at = end
  }
  return joined(parts)
}

function pngChunk(type: string, payload: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + payload.length)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, payload.length)
  chunk.set(ascii(type), 4)
  chunk.set(payload, 8)
  view.setUint32(8 + payload.length, crc32(chunk.subarray(4, 8 + payload.length)))
  return chunk
}

/** The checksum of PNG chunks (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF'])
const EXIF_FLAG = 0x08
const XMP_FLAG = 0x04

function stripWebp(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  for (const { type, start, end } of webpChunks(bytes)) {
    if (!WEBP_KEPT.has(type)) continue
    const chunk = bytes.slice(start - 8, end)
    if (type === 'VP8X') chunk[8] = (chunk[8]! & ~(EXIF_FLAG | XMP_FLAG)) | (orientation === 1 ? 0 : EXIF_FLAG)
    parts.push(chunk)
    // Only when whole: a file that is cut short must not be mended.
    if (chunk.length & 1 && end < bytes.length) parts.push(new Uint8Array(1))
  }
  if (orientation !== 1) parts.push(joined([ascii('EXIF\x1a\0\0\0'), orientationOnly(orientation)]))
  const body = joined(parts)
  const riff = joined([bytes.subarray(0, 12), body])
  const declared = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)
  const cut = declared + 8 > bytes.length
  new DataView(riff.buffer).setUint32(4, cut ? declared : body.length + 4, true)
  return riff
}

/** Zeroed in place: moving bytes would mean rewriting every offset of the file. */
function blankHeif(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice()
  for (const { start, end } of readHeif(bytes)?.metadata ?? []) copy.fill(0, start, end)
  return copy
}

/** Keeps the frames and their timing; comments, application blocks and what follows the end go. */
function stripGif(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  const parts: Uint8Array[] = []
  let at = 13 + tableBytes(bytes[10] ?? 0)
  parts.push(bytes.subarray(0, at))
  const pastBlocks = (from: number) => {
    let end = from
    while (end < bytes.length && bytes[end] !== 0) end += bytes[end]! + 1
    return end + 1
  }
  while (at < bytes.length) {
    const kind = bytes[at]
    if (kind === 0x21) {
      const end = pastBlocks(at + 2)
      if (bytes[at + 1] === 0xf9) parts.push(bytes.subarray(at, end))
      at = end
    } else if (kind === 0x2c) {
      const end = pastBlocks(at + 11 + tableBytes(bytes[at + 9] ?? 0))
      parts.push(bytes.subarray(at, end))
      at = end
    } else {
      if (kind === 0x3b) parts.push(bytes.subarray(at, at + 1))
      break
    }
  }
  return joined(parts)
}
