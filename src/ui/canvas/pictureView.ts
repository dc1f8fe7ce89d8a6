import { pictures } from '../../store/pictures.ts'
import type { Camera } from '../../store/viewStore.ts'
import { eachTileInView, paintTiles } from './paintTiles.ts'
import type { Box } from './viewport.ts'

/** The untouched photo, or a decoded snapshot of the whole photo. */
export type ComparedPicture = 'photo' | ImageBitmap

/**
 * Draws a picture into a canvas that covers a box of CSS px. A snapshot has fewer pixels than the photo and is
 * stretched over the photo's place, tile by tile: both pictures are rounded to the same device px and stay in register.
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
    const across = picture.width / photo.width
    const down = picture.height / photo.height
    context.imageSmoothingEnabled = true
    context.imageSmoothingQuality = 'high'
    eachTileInView(camera, box, photo, density, ({ photo: from, canvas: to }) =>
      context.drawImage(
        picture,
        from.x * across,
        from.y * down,
        from.width * across,
        from.height * down,
        to.x,
        to.y,
        to.width,
        to.height,
      ),
    )
  }
}
