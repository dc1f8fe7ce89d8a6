import { repository } from '../services.ts'

/** A cover is the part of a photo that shows no face, a picture is the whole snapshot. */
export type ThumbnailKind = 'photo' | 'snapshot' | 'cover' | 'picture'

const urls = new Map<string, Promise<string | null>>()
/** Bytes of things that are shown before their row is on disk. */
const waiting = new Map<string, Promise<ArrayBuffer>>()

/** Once it is on disk it is read from there. A thumbnail shows only then: it is the sign that the snapshot is kept. */
export function thumbnailComing(
  kind: 'picture' | 'snapshot',
  id: string,
  bytes: Promise<ArrayBuffer>,
  onDisk: Promise<void>,
): void {
  const key = `${kind} ${id}`
  const shown = kind === 'picture' ? bytes : onDisk.then(() => bytes)
  waiting.set(key, shown)
  shown.catch(() => {}) // Whoever shows it hears of it.
  const forget = () => waiting.delete(key)
  onDisk.then(forget, forget)
}

export function forgetThumbnail(kind: ThumbnailKind, id: string): void {
  const key = `${kind} ${id}`
  waiting.delete(key)
  const url = urls.get(key)
  urls.delete(key)
  void url?.then((u) => u && URL.revokeObjectURL(u))
}

/** A blob: address of a small JPEG, made once; null where there is none. */
export function thumbnailUrl(kind: ThumbnailKind, id: string): Promise<string | null> {
  const key = `${kind} ${id}`
  let url = urls.get(key)
  if (!url) {
    url = bytesOf(kind, id).then((bytes) => bytes && URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })))
    urls.set(key, url)
    url.catch(() => urls.delete(key))
  }
  return url
}

async function bytesOf(kind: ThumbnailKind, id: string): Promise<ArrayBuffer | null> {
  const coming = waiting.get(`${kind} ${id}`)
  if (coming) return coming
  switch (kind) {
    case 'photo':
      return repository().photoThumbnail(id)
    case 'snapshot':
      return repository().snapshotThumbnail(id)
    case 'picture':
      return repository().snapshotPicture(id)
    case 'cover':
      return repository().cover(id)
  }
}

const MOST_BITMAPS = 5
const bitmaps = new Map<string, Promise<ImageBitmap>>()

/** The picture that the patient saw, decoded; those that were asked for last stay in memory: as many as can stand side by side, and one to change to. */
export function snapshotBitmap(id: string): Promise<ImageBitmap> {
  const known = bitmaps.get(id)
  if (known) {
    bitmaps.delete(id)
    bitmaps.set(id, known)
    return known
  }
  const bitmap = (async () => {
    const bytes = await bytesOf('picture', id)
    if (!bytes) throw new Error('This snapshot has no picture.')
    return createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
  })()
  bitmaps.set(id, bitmap)
  bitmap.catch(() => bitmaps.delete(id))
  for (const [old, b] of bitmaps) {
    if (bitmaps.size <= MOST_BITMAPS) break
    bitmaps.delete(old)
    void b.then((x) => x.close()).catch(() => {})
  }
  return bitmap
}
