import type { OpenedPhoto, PhotoProblem } from '../engine.ts'
import { PartMissing } from '../loadedPart.ts'
import { decodePhoto, type WorkingCopy } from './decode.ts'
import { MOST_PIXELS, readHeader } from './header.ts'
import { stripMetadata } from './strip.ts'

export type Intake =
  | { readonly ok: true; readonly photo: OpenedPhoto; readonly working: WorkingCopy }
  | { readonly ok: false; readonly problem: PhotoProblem }

/**
 * From a file's bytes to a photo to work on: checked from its header, stripped, decoded from the very bytes that are
 * kept, so that what opens once opens again. Never throws for bad input.
 */
export async function intake(bytes: Uint8Array): Promise<Intake> {
  const read = readHeader(bytes)
  if (!read.ok) return read
  const { header } = read
  const stored = stripMetadata(bytes, header)
  let working: WorkingCopy
  try {
    working = await decodePhoto(stored, header)
  } catch (error) {
    if (error instanceof PartMissing) return { ok: false, problem: { code: 'notLoaded' } }
    return { ok: false, problem: { code: header.format === 'heic' ? 'heicBroken' : 'broken' } }
  }
  const { width, height, sourceWidth, sourceHeight } = working
  // A file whose boxes promised less than they held.
  if (sourceWidth * sourceHeight > MOST_PIXELS)
    return { ok: false, problem: { code: 'tooLarge', width: sourceWidth, height: sourceHeight } }
  const hash = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', stored)))
  const { format, focal35mm } = header
  return {
    ok: true,
    working,
    photo: { hash, format, width, height, sourceWidth, sourceHeight, focal35mm, stored: stored.buffer },
  }
}

/** Whether bytes are a JPEG that decodes whole: pictures that this program drew may be smaller than a photo to work on. */
export async function isSoundJpeg(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const read = readHeader(bytes)
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || (!read.ok && read.problem.code !== 'tooSmall')) return false
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
    bitmap.close()
    return true
  } catch {
    return false
  }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
