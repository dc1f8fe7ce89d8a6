import { pictures } from '../../store/pictures.ts'
import type { Camera } from '../../store/viewStore.ts'
import { paintTiles } from './paintTiles.ts'
import type { Box } from './viewport.ts'

/** The untouched photo, or a decoded snapshot of the whole photo. */
export type ComparedPicture = 'photo' | ImageBitmap

/**
 * Draws a picture into a canvas that covers a box of CSS px. A snapshot has fewer pixels than the photo and is
 * stretched over the photo's place, so both pictures share one document space.
 */
export function drawPicture(
  canvas: HTMLCanvasElement,
  picture: ComparedPicture | null,
  camera: Camera,
  box: Box,
  photo: Box,
): void {
  const density = devicePixelRatio
  const width = Math.round(box.width * density)
  const height = Math.round(box.height * density)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, width, height)
  if (picture === 'photo') {
    paintTiles(context, pictures.photoTile, camera, box, photo, density)
  } else if (picture && picture.width > 0) {
    const scale = camera.zoom * density
    // Edges on whole device px as those of the tiles, so that both pictures end on the same px.
    const left = Math.round((box.width * density) / 2 - camera.x * scale)
    const top = Math.round((box.height * density) / 2 - camera.y * scale)
    const right = Math.round((box.width * density) / 2 + (photo.width - camera.x) * scale)
    const bottom = Math.round((box.height * density) / 2 + (photo.height - camera.y) * scale)
    context.imageSmoothingEnabled = true
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, left, top, right - left, bottom - top)
  }
}
