/** A marker segment of a JPEG file; for SOS it includes the coded data up to the next marker. */
export interface Segment {
  readonly marker: number
  /** Offset of the 0xff of the marker. */
  readonly start: number
  /** Offset of what follows the two length bytes. */
  readonly payload: number
  /** One past the segment; for SOS, of its header. */
  readonly end: number
  /** One past the coded data of SOS; the same as end otherwise. */
  readonly dataEnd: number
}

export const SOI = 0xd8
export const EOI = 0xd9
export const SOS = 0xda

export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/**
 * The segments up to the end of the first picture. Bytes between segments are skipped, as decoders do.
 * The last one given is EOI, unless the file is cut short.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<Segment> {
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff || bytes[at + 1] === 0 || bytes[at + 1] === 0xff) {
      at++
      continue
    }
    const marker = bytes[at + 1]!
    if (marker === EOI) {
      yield { marker, start: at, payload: at + 2, end: at + 2, dataEnd: at + 2 }
      return
    }
    if (standsAlone(marker)) {
      at += 2
      continue
    }
    if (at + 4 > bytes.length) return
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return
    const dataEnd = marker === SOS ? endOfScan(bytes, end) : end
    yield { marker, start: at, payload: at + 4, end, dataEnd }
    at = dataEnd
  }
}

/** Markers that may follow coded data; others inside it are damage that decoders step over, and so belong to it. */
const endsScan = (marker: number): boolean =>
  marker === 0xc4 || (marker >= EOI && marker <= 0xdd) || (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    if (endsScan(bytes[at + 1]!)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return bytes.length
}

export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  if (at + text.length > bytes.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}
