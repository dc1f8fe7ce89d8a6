/** Small files made byte by byte: enough of each format for header and strip, without a picture that decodes. */

export const ascii = (text: string): number[] => Array.from(text, (c) => c.charCodeAt(0))
export const u16 = (n: number): number[] => [(n >>> 8) & 255, n & 255]
export const u32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const u16le = (n: number): number[] => u16(n).toReversed()
const u32le = (n: number): number[] => u32(n).toReversed()
export const bytes = (...parts: (number[] | number)[]): Uint8Array => Uint8Array.from(parts.flat())

type Entry = readonly [tag: number, type: number, count: number, value: number]

/** A big-endian TIFF block of one directory, with a nested Exif directory when there are entries for it. */
export function tiff(entries: readonly Entry[], nested: readonly Entry[] = []): number[] {
  const all: Entry[] =
    nested.length > 0 ? [...entries, [0x8769, 4, 1, 8 + 2 + (entries.length + 1) * 12 + 4]] : [...entries]
  const directory = (list: readonly Entry[]) => [
    ...u16(list.length),
    ...list.flatMap(([tag, type, count, value]) => [
      ...u16(tag),
      ...u16(type),
      ...u32(count),
      ...(type === 3 ? [...u16(value), 0, 0] : u32(value)),
    ]),
    ...u32(0),
  ]
  return [...ascii('MM'), ...u16(42), ...u32(8), ...directory(all), ...(nested.length > 0 ? directory(nested) : [])]
}

export const orientationTag = (value: number): Entry => [0x0112, 3, 1, value]
export const focalTag = (value: number): Entry => [0xa405, 3, 1, value]

export const segment = (marker: number, payload: number[]): number[] => [
  0xff,
  marker,
  ...u16(payload.length + 2),
  ...payload,
]
export const exifSegment = (block: number[]): number[] => segment(0xe1, [...ascii('Exif\0\0'), ...block])
export const jfif = segment(0xe0, [...ascii('JFIF\0'), 1, 2, 1, ...u16(72), ...u16(72), 0, 0])
export const frame = (width: number, height: number, precision = 8): number[] =>
  segment(0xc0, [precision, ...u16(height), ...u16(width), 1, 1, 0x11, 0])
export const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56]
export const jpeg = (...parts: number[][]): Uint8Array => bytes([0xff, 0xd8], ...parts, [0xff, 0xd9])

export const pngChunk = (type: string, payload: number[]): number[] => [
  ...u32(payload.length),
  ...ascii(type),
  ...payload,
  ...u32(0xabcdef),
]
export const pngSignature = [0x89, ...ascii('PNG\r\n\x1a\n')]
export const ihdr = (width: number, height: number): number[] =>
  pngChunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0])
export const png = (...chunks: number[][]): Uint8Array => bytes(pngSignature, ...chunks)

export const webpChunk = (type: string, payload: number[]): number[] => [
  ...ascii(type),
  ...u32le(payload.length),
  ...payload,
  ...(payload.length % 2 ? [0] : []),
]
export function webp(...chunks: number[][]): Uint8Array {
  const body = chunks.flat()
  return bytes(ascii('RIFF'), u32le(body.length + 4), ascii('WEBP'), body)
}
export const vp8x = (width: number, height: number, flags: number): number[] =>
  webpChunk('VP8X', [flags, 0, 0, 0, ...u32le(width - 1).slice(0, 3), ...u32le(height - 1).slice(0, 3)])
export const vp8 = (width: number, height: number): number[] =>
  webpChunk('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...u16le(width), ...u16le(height), 1, 2, 3, 4])

export const box = (type: string, payload: number[]): number[] => [
  ...u32(payload.length + 8),
  ...ascii(type),
  ...payload,
]

/** A HEIF file of one picture and one Exif item, which lies in mdat. */
export function heif(o: { brand: string; width: number; height: number; quarterTurns?: number; exif?: number[] }): {
  file: Uint8Array
  exifAt: number
  pictureAt: number
} {
  const exif = [...u32(0), ...(o.exif ?? tiff([orientationTag(6)], [focalTag(26)]))]
  const picture = [1, 2, 3, 4, 5, 6, 7, 8]
  const ftyp = box('ftyp', [...ascii(o.brand), ...u32(0), ...ascii(o.brand), ...ascii('mif1')])
  const infe = (id: number, type: string) => box('infe', [2, 0, 0, 0, ...u16(id), ...u16(0), ...ascii(type), 0])
  const properties = [
    box('ispe', [...u32(0), ...u32(o.width), ...u32(o.height)]),
    ...(o.quarterTurns ? [box('irot', [o.quarterTurns])] : []),
  ]
  const metaOf = (pictureAt: number, exifAt: number) =>
    box('meta', [
      ...u32(0),
      ...box('pitm', [...u32(0), ...u16(1)]),
      ...box('iinf', [...u32(0), ...u16(2), ...infe(1, 'hvc1'), ...infe(2, 'Exif')]),
      ...box('iloc', [
        ...u32(0),
        0x44,
        0,
        ...u16(2),
        ...[1, ...u16(0), ...u16(1), ...u32(pictureAt), ...u32(picture.length)].flatMap((v, i) =>
          i === 0 ? u16(v) : v,
        ),
        ...[2, ...u16(0), ...u16(1), ...u32(exifAt), ...u32(exif.length)].flatMap((v, i) => (i === 0 ? u16(v) : v)),
      ]),
      ...box('iprp', [
        ...box('ipco', properties.flat()),
        ...box('ipma', [
          ...u32(0),
          ...u32(1),
          ...u16(1),
          properties.length,
          ...properties.map((_, i) => 0x80 | (i + 1)),
        ]),
      ]),
    ])
  const pictureAt = ftyp.length + metaOf(0, 0).length + 8
  const exifAt = pictureAt + picture.length
  const file = bytes(ftyp, metaOf(pictureAt, exifAt), box('mdat', [...picture, ...exif]))
  return { file, exifAt, pictureAt }
}
