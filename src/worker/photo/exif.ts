/** What the program takes from an Exif block; everything else in it is dropped. */
export interface Exif {
  /** 1..8; anything else in the file counts as 1. */
  readonly orientation: number
  /** 35-mm equivalent focal length, mm. */
  readonly focal35mm: number | null
}

export const noExif: Exif = { orientation: 1, focal35mm: null }

const ORIENTATION = 0x0112
const EXIF_DIRECTORY = 0x8769
const FOCAL_35MM = 0xa405
const SHORT = 3
const LONG = 4
/** Real directories hold well under a hundred entries. */
const MOST_ENTRIES = 512

/**
 * Reads a TIFF block (the part after `Exif\0\0`). Only two directories are looked at and nothing is followed twice,
 * so loops, huge counts and offsets outside the block end the reading, never the program.
 */
export function readExif(tiff: Uint8Array): Exif {
  if (tiff.length < 14) return noExif
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return noExif
  const little = order === 0x4949
  if (view.getUint16(2, little) !== 42) return noExif
  const first = readDirectory(view, view.getUint32(4, little), little)
  const orientation = first.get(ORIENTATION) ?? 1
  const nested = first.get(EXIF_DIRECTORY)
  const focal = nested === undefined ? undefined : readDirectory(view, nested, little).get(FOCAL_35MM)
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    // 0 means unknown by the standard; beyond 2,000 mm nobody photographs a head.
    focal35mm: focal !== undefined && focal >= 5 && focal <= 2000 ? focal : null,
  }
}

/** The single whole numbers of a directory, by tag. */
function readDirectory(view: DataView, offset: number, little: boolean): Map<number, number> {
  const values = new Map<number, number>()
  if (offset < 8 || offset + 2 > view.byteLength) return values
  const count = Math.min(view.getUint16(offset, little), MOST_ENTRIES)
  for (let i = 0; i < count; i++) {
    const entry = offset + 2 + i * 12
    if (entry + 12 > view.byteLength) break
    const tag = view.getUint16(entry, little)
    const type = view.getUint16(entry + 2, little)
    if (view.getUint32(entry + 4, little) !== 1 || values.has(tag)) continue
    if (type === SHORT) values.set(tag, view.getUint16(entry + 8, little))
    else if (type === LONG) values.set(tag, view.getUint32(entry + 8, little))
  }
  return values
}

/** A TIFF block that holds the orientation and nothing else. */
export function orientationOnly(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26)
  const view = new DataView(tiff.buffer)
  view.setUint16(0, 0x4d4d)
  view.setUint16(2, 42)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, ORIENTATION)
  view.setUint16(12, SHORT)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return tiff
}
