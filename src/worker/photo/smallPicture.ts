import { intake } from './openPhoto.ts'

/**
 * A stored photo upright and no larger than asked, decoded as photos are that one works on.
 * @throws Error where it does not open
 */
export async function smallPicture(bytes: ArrayBuffer, maxSide: number): Promise<ImageBitmap> {
  const opened = await intake(new Uint8Array(bytes))
  if (!opened.ok) throw new Error(`The photo can not be opened: ${opened.problem.code}.`)
  const { width, height, rgba } = opened.working
  const scale = Math.min(1, maxSide / Math.max(width, height))
  return createImageBitmap(new ImageData(rgba, width, height), {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  })
}
