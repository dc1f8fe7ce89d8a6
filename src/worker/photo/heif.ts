import { noExif, readExif, type Exif } from './exif.ts'

/** ISO base media boxes of HEIC and AVIF (ISO/IEC 14496-12 and 23008-12), as far as a photo needs them. */
export interface HeifInfo {
  /** Of the primary picture as stored, before its turn; 0 when not found. */
  readonly width: number
  readonly height: number
  /** Its irot box swaps width and height. */
  readonly turned: boolean
  readonly displayP3: boolean
  readonly exif: Exif
  /** Byte ranges of Exif and XMP payloads and of boxes that no decoder of the picture needs. */
  readonly metadata: readonly Range[]
}

export interface Range {
  readonly start: number
  readonly end: number
}

interface Box extends Range {
  readonly type: string
}

/** Far above what cameras write: a 48 MP grid has some 200 items. */
const MOST_ITEMS = 10_000
const NEEDED_AT_TOP = new Set(['ftyp', 'styp', 'meta', 'mdat', 'moov', 'moof', 'free', 'skip'])

/** Null when there is no item directory that makes sense: then nothing can be stripped either. */
export function readHeif(bytes: Uint8Array): HeifInfo | null {
  try {
    return readBoxes(bytes)
  } catch (error) {
    // A read past the end of the file: the boxes lie about their sizes.
    if (error instanceof RangeError) return null
    throw error
  }
}

function readBoxes(bytes: Uint8Array): HeifInfo | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const top = childrenOf(view, 0, bytes.length)
  const meta = top.find((b) => b.type === 'meta')
  if (!meta) return null
  const inner = childrenOf(view, meta.start + 4, meta.end)
  const boxOf = (type: string) => inner.find((b) => b.type === type)
  const pitm = boxOf('pitm')
  const primary = pitm ? wide(view, pitm.start + 4, view.getUint8(pitm.start) > 0) : 0
  const iinf = boxOf('iinf')
  const iloc = boxOf('iloc')
  const iprp = boxOf('iprp')
  if (!iinf || !iloc || !iprp) return null
  const described = metadataItems(view, iinf)
  const placed = readLocations(view, iloc, boxOf('idat'))
  const metadata: Range[] = top.filter((b) => !NEEDED_AT_TOP.has(b.type))
  let exif = noExif
  for (const [id, kind] of described) {
    for (const range of placed.get(id) ?? []) {
      const { start } = range
      const end = Math.min(range.end, bytes.length)
      if (start >= end) continue
      metadata.push({ start, end })
      if (kind === 'Exif' && exif === noExif && end - start > 4)
        exif = readExif(bytes.subarray(start + 4 + view.getUint32(start), end))
    }
  }
  return { ...readPicture(view, iprp, primary), exif, metadata }
}

function childrenOf(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = []
  let at = from
  while (at + 8 <= to && found.length < MOST_ITEMS) {
    let size = view.getUint32(at)
    let header = 8
    if (size === 1) {
      size = at + 16 <= to ? Number(view.getBigUint64(at + 8)) : 0
      header = 16
    } else if (size === 0) size = to - at
    if (size < header) break
    // A box may claim more than is there; what is there is all there is to look at.
    found.push({ type: fourLetters(view, at + 4), start: at + header, end: Math.min(at + size, to) })
    at += size
  }
  return found
}

const fourLetters = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))

const wide = (view: DataView, at: number, four: boolean): number => (four ? view.getUint32(at) : view.getUint16(at))

/** Items that are Exif, or text such as XMP. */
function metadataItems(view: DataView, iinf: Box): Map<number, string> {
  const found = new Map<number, string>()
  const long = view.getUint8(iinf.start) > 0
  for (const entry of childrenOf(view, iinf.start + (long ? 8 : 6), iinf.end)) {
    const version = view.getUint8(entry.start)
    if (entry.type !== 'infe' || version < 2) continue
    const four = version > 2
    const kind = fourLetters(view, entry.start + (four ? 10 : 8))
    if (kind === 'Exif' || kind === 'mime' || kind === 'uri ') found.set(wide(view, entry.start + 4, four), kind)
  }
  return found
}

function readLocations(view: DataView, iloc: Box, idat: Box | undefined): Map<number, Range[]> {
  const found = new Map<number, Range[]>()
  const version = view.getUint8(iloc.start)
  const sizes = view.getUint16(iloc.start + 4)
  const offsetSize = sizes >> 12
  const lengthSize = (sizes >> 8) & 15
  const baseSize = (sizes >> 4) & 15
  const indexSize = version > 0 ? sizes & 15 : 0
  let at = iloc.start + 6
  const next = (size: number): number => {
    const value = sized(view, at, size)
    at += size
    return value
  }
  const count = Math.min(next(version < 2 ? 2 : 4), MOST_ITEMS)
  for (let i = 0; i < count && at < iloc.end; i++) {
    const id = next(version < 2 ? 2 : 4)
    const method = version > 0 ? next(2) & 15 : 0
    next(2)
    const base = next(baseSize)
    const extents = Math.min(next(2), MOST_ITEMS)
    const ranges: Range[] = []
    for (let e = 0; e < extents && at < iloc.end; e++) {
      next(indexSize)
      const offset = base + next(offsetSize) + (method === 1 ? (idat?.start ?? Infinity) : 0)
      const length = next(lengthSize)
      const end = length === 0 ? (method === 1 ? (idat?.end ?? 0) : view.byteLength) : offset + length
      if (method < 2) ranges.push({ start: offset, end })
    }
    found.set(id, ranges)
  }
  return found
}

function sized(view: DataView, at: number, size: number): number {
  if (size === 0) return 0
  if (size === 8) return Number(view.getBigUint64(at))
  return size === 4 ? view.getUint32(at) : size === 2 ? view.getUint16(at) : view.getUint8(at)
}

function readPicture(view: DataView, iprp: Box, primary: number) {
  const parts = childrenOf(view, iprp.start, iprp.end)
  const ipco = parts.find((b) => b.type === 'ipco')
  const all = ipco ? childrenOf(view, ipco.start, ipco.end) : []
  const own = parts.filter((b) => b.type === 'ipma').flatMap((b) => propertiesOf(view, b, primary))
  let width = 0
  let height = 0
  let turned = false
  let displayP3 = false
  for (const index of own) {
    const box = all[index - 1]
    if (box?.type === 'ispe') {
      width = view.getUint32(box.start + 4)
      height = view.getUint32(box.start + 8)
    } else if (box?.type === 'irot') turned = (view.getUint8(box.start) & 1) === 1
    else if (box?.type === 'colr') displayP3 ||= isDisplayP3(view, box)
  }
  return { width, height, turned, displayP3 }
}

/** One-based places of an item's properties. */
function propertiesOf(view: DataView, ipma: Box, item: number): number[] {
  const long = view.getUint8(ipma.start) > 0
  const twoBytes = (view.getUint8(ipma.start + 3) & 1) === 1
  const count = Math.min(view.getUint32(ipma.start + 4), MOST_ITEMS)
  let at = ipma.start + 8
  for (let i = 0; i < count && at < ipma.end; i++) {
    const id = wide(view, at, long)
    at += long ? 4 : 2
    const properties = view.getUint8(at++)
    const found: number[] = []
    for (let p = 0; p < properties; p++) {
      found.push(twoBytes ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f)
      at += twoBytes ? 2 : 1
    }
    if (id === item) return found
  }
  return []
}

/** SMPTE EG 432-1 primaries, or an ICC profile whose red is that of Display P3 (0.515, 0.241, -0.001 after D50). */
function isDisplayP3(view: DataView, colr: Box): boolean {
  const kind = fourLetters(view, colr.start)
  if (kind === 'nclx') return view.getUint16(colr.start + 4) === 12
  if (kind !== 'prof' && kind !== 'rICC') return false
  const profile = colr.start + 4
  if (profile + 132 > colr.end) return false
  const tags = Math.min(view.getUint32(profile + 128), 100)
  for (let i = 0; i < tags; i++) {
    const tag = profile + 132 + i * 12
    if (tag + 12 > colr.end) return false
    if (fourLetters(view, tag) !== 'rXYZ') continue
    const value = profile + view.getUint32(tag + 4) + 8
    if (value + 12 > colr.end) return false
    const x = view.getInt32(value) / 65536
    const y = view.getInt32(value + 4) / 65536
    return Math.abs(x - 0.515) < 0.01 && Math.abs(y - 0.241) < 0.01
  }
  return false
}
