import { pictures } from '../../store/pictures.ts'
import type { Camera } from '../../store/viewStore.ts'

/** The untouched photo, or a decoded snapshot of the whole photo. */
export type ComparedPicture = 'photo' | ImageBitmap

interface Size {
  readonly width: number
  readonly height: number
}

/** Side of a photo tile, photo px. */
const TILE_PX = 512

/**
 * Draws a picture into a canvas that covers a box of CSS px. A snapshot has fewer pixels than the photo and is
 * stretched over the photo's place, so both pictures share one document space.
 */
export function drawPicture(
  canvas: HTMLCanvasElement,
  picture: ComparedPicture | null,
  camera: Camera,
  box: Size,
  photo: Size,
): void {
  const density = devicePixelRatio
  const width = Math.round(box.width * density)
  const height = Math.round(box.height * density)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, width, height)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'

  const scale = camera.zoom * density
  // Edges on whole device px: neighbouring tiles leave no seam, and both pictures end on the same px.
  const left = (x: number) => Math.round(width / 2 + (x - camera.x) * scale)
  const top = (y: number) => Math.round(height / 2 + (y - camera.y) * scale)
  const put = (bitmap: ImageBitmap, x: number, y: number, right: number, bottom: number) =>
    context.drawImage(bitmap, left(x), top(y), left(right) - left(x), top(bottom) - top(y))

  if (picture === 'photo') {
    const first = (centre: number, extent: number) => Math.max(0, Math.floor((centre - extent / 2 / scale) / TILE_PX))
    const end = (centre: number, extent: number, length: number) =>
      Math.min(Math.ceil(length / TILE_PX), Math.ceil((centre + extent / 2 / scale) / TILE_PX))
    for (let ty = first(camera.y, height); ty < end(camera.y, height, photo.height); ty++) {
      for (let tx = first(camera.x, width); tx < end(camera.x, width, photo.width); tx++) {
        const mips = pictures.photoTile(tx, ty)?.mips ?? []
        // The coarsest level that still has a px for every px of the screen.
        const level = Math.min(mips.length - 1, Math.max(0, Math.floor(-Math.log2(scale))))
        const bitmap = mips[level]
        const x = tx * TILE_PX
        const y = ty * TILE_PX
        if (bitmap) put(bitmap, x, y, Math.min(x + TILE_PX, photo.width), Math.min(y + TILE_PX, photo.height))
      }
    }
  } else if (picture && picture.width > 0) {
    put(picture, 0, 0, photo.width, photo.height)
  }
}
