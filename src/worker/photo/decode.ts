import type { PhotoFormat } from '../engine.ts'
import { askForCollection } from '../collection.ts'
import { readHeader, type Header } from './header.ts'
import { decodeHeic } from './heicDecoder.ts'
import { stripMetadata } from './strip.ts'

/** iPads refuse larger canvases. */
export const WORKING_PIXELS = 16_777_216
export const WORKING_SIDE = 8192
/** What shows through a cut-out: a neutral grey, so that neither skin nor dots look tinted. */
const BEHIND_ALPHA = '#808080'

export interface WorkingCopy {
  readonly width: number
  readonly height: number
  readonly sourceWidth: number
  readonly sourceHeight: number
  /** Upright sRGB, opaque, row-major. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

const mimeTypes: Record<PhotoFormat, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  gif: 'image/gif',
  bmp: 'image/bmp',
}

/** The size at which the program works on a photo of this size: at most 16,777,216 px, no side over 8192. */
export function workingSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(WORKING_PIXELS / (width * height)), WORKING_SIDE / Math.max(width, height))
  if (scale === 1) return { width, height }
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}

/**
 * Turns by Exif are made here, from bytes without it: Chromium turns JPEG but not WebP or PNG.
 * @throws when the bytes do not decode whole.
 */
export async function decodePhoto(stored: Uint8Array<ArrayBuffer>, header: Header): Promise<WorkingCopy> {
  const unturned = unturnedBytes(stored, header)
  const { small, width, height } =
    (await reducedJpeg(unturned, header)) ?? (await atWorkingSize(await decodeWhole(unturned, header)))
  try {
    return { ...readBack(small, header.orientation), ...turnedSize(width, height, header.orientation) }
  } finally {
    small.close()
    askForCollection()
  }
}

/** A picture at working size, and how large its original is. */
interface Reduced {
  readonly small: ImageBitmap
  readonly width: number
  readonly height: number
}

/** The same or a smaller one; the whole picture is let go of before its pixels are read back: it is the largest of all. */
async function atWorkingSize(bitmap: ImageBitmap): Promise<Reduced> {
  const { width, height } = bitmap
  const size = workingSize(width, height)
  if (size.width === width && size.height === height) return { small: bitmap, width, height }
  try {
    return { small: await resized(bitmap, size), width, height }
  } finally {
    bitmap.close()
  }
}

const resized = (from: ImageBitmapSource, { width, height }: { width: number; height: number }) =>
  createImageBitmap(from, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' })

/** A JPEG is made of blocks of this side, and decodes at any number of eighths of its size. */
const EIGHTHS = 8

/**
 * A large JPEG decoded no larger than it is needed: the whole of 48 MP takes 192 MB, five eighths of each side 75.
 * @param unturned without Exif's orientation
 * @returns null where the photo is none, is small, or the browser decodes no JPEG in parts of its size
 * @throws when the bytes do not decode whole
 */
async function reducedJpeg(unturned: Uint8Array<ArrayBuffer>, header: Header): Promise<Reduced | null> {
  const { format, width, height } = header
  const size = workingSize(width, height)
  const eighths = Math.ceil(EIGHTHS * Math.max(size.width / width, size.height / height))
  if (format !== 'jpeg' || eighths >= EIGHTHS || typeof ImageDecoder === 'undefined') return null
  const part = (length: number) => Math.ceil((length * eighths) / EIGHTHS)
  const [desiredWidth, desiredHeight] = [part(width), part(height)]
  const decoder = new ImageDecoder({ data: unturned, type: mimeTypes.jpeg, desiredWidth, desiredHeight })
  try {
    const { image } = await decoder.decode({ completeFramesOnly: true })
    try {
      if (image.displayWidth !== desiredWidth || image.displayHeight !== desiredHeight) return null
      return { small: await resized(image, size), width, height }
    } finally {
      image.close()
    }
  } finally {
    decoder.close()
  }
}

const isSideways = (orientation: number): boolean => orientation >= 5

const turnedSize = (width: number, height: number, orientation: number) =>
  isSideways(orientation) ? { sourceWidth: height, sourceHeight: width } : { sourceWidth: width, sourceHeight: height }

const unturnedBytes = (stored: Uint8Array<ArrayBuffer>, header: Header): Uint8Array<ArrayBuffer> =>
  header.orientation === 1 ? stored : stripMetadata(stored, { ...header, orientation: 1 })

async function decodeWhole(stored: Uint8Array<ArrayBuffer>, header: Header): Promise<ImageBitmap> {
  const blob = new Blob([stored], { type: mimeTypes[header.format] })
  try {
    // Never an img element: it takes files that are cut short. See the hostile-file notes in the tests.
    return await createImageBitmap(blob, { imageOrientation: 'from-image' })
  } catch (error) {
    // Safari reads HEIC by itself; others need the decoder.
    if (header.format !== 'heic') throw error
  }
  const { data, width, height } = await decodeHeic(stored)
  const colorSpace = header.displayP3 ? 'display-p3' : 'srgb'
  return createImageBitmap(new ImageData(data, width, height, { colorSpace }))
}

/** Px that are read back at a time: a canvas as large as the photo would be there twice more. */
const STRIP_PX = 2_000_000

/** Upright, in strips. */
function readBack(stored: ImageBitmap, orientation: number): Pick<WorkingCopy, 'width' | 'height' | 'rgba'> {
  const [width, height] = isSideways(orientation) ? [stored.height, stored.width] : [stored.width, stored.height]
  const rgba = new Uint8ClampedArray(width * height * 4)
  const rows = Math.min(height, Math.max(1, Math.floor(STRIP_PX / width)))
  const canvas = new OffscreenCanvas(width, rows)
  const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true })
  if (!context) throw new Error('No canvas to decode on.')
  context.fillStyle = BEHIND_ALPHA
  for (let top = 0; top < height; top += rows) {
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillRect(0, 0, width, rows)
    context.translate(0, -top)
    context.transform(...uprightTransform(orientation, stored.width, stored.height))
    context.drawImage(stored, 0, 0)
    const there = Math.min(rows, height - top)
    rgba.set(context.getImageData(0, 0, width, there, { colorSpace: 'srgb' }).data, top * width * 4)
  }
  canvas.width = canvas.height = 0
  return { width, height, rgba }
}

/**
 * A kept photo with all of its pixels, to be drawn upright. Close the bitmap after use.
 * @throws when the bytes do not decode whole
 */
export async function originalPhoto(kept: Blob) {
  const stored = new Uint8Array(await kept.arrayBuffer())
  const read = readHeader(stored)
  if (!read.ok) throw new Error(`The photo can not be opened: ${read.problem.code}.`)
  const { header } = read
  const { orientation } = header
  const bitmap = await decodeWhole(unturnedBytes(stored, header), header)
  const { sourceWidth: width, sourceHeight: height } = turnedSize(bitmap.width, bitmap.height, orientation)
  return {
    bitmap,
    /** Upright. */
    width,
    height,
    drawOn(context: OffscreenCanvasRenderingContext2D): void {
      context.save()
      context.transform(...uprightTransform(orientation, bitmap.width, bitmap.height))
      context.fillStyle = BEHIND_ALPHA
      context.fillRect(0, 0, bitmap.width, bitmap.height)
      context.drawImage(bitmap, 0, 0)
      context.restore()
    },
  }
}

type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number]

/** From stored to upright pixels, for Exif's orientations 1..8. */
export function uprightTransform(orientation: number, width: number, height: number): Matrix {
  const matrices: readonly Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [-1, 0, 0, 1, width, 0],
    [-1, 0, 0, -1, width, height],
    [1, 0, 0, -1, 0, height],
    [0, 1, 1, 0, 0, 0],
    [0, 1, -1, 0, height, 0],
    [0, -1, -1, 0, height, width],
    [0, -1, 1, 0, 0, width],
  ]
  return matrices[orientation - 1] ?? [1, 0, 0, 1, 0, 0]
}
