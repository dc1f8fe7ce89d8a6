import { frameOf, turnOf, type Adjustments } from '../../core/design/adjustments.ts'
import { pictures } from '../../store/pictures.ts'
import type { Camera } from '../../store/viewStore.ts'
import { eachTileInView, paintTiles, turnedPainter } from './paintTiles.ts'
import type { Box } from './viewport.ts'

/** The untouched photo, or a decoded snapshot of the whole photo. */
export type ComparedPicture = 'photo' | ImageBitmap

const paintTurned = turnedPainter(paintTiles)

/**
 * Draws a picture into a canvas that covers a box of CSS px, straightened as it is. A snapshot is straightened already; it
 * has fewer pixels than the photo and is stretched over its frame, tile by tile: both pictures are rounded to the same device px and stay in register.
 */
export function drawPicture(
  canvas: HTMLCanvasElement,
  picture: ComparedPicture | null,
  camera: Camera,
  box: Box,
  photo: Box,
  adjustments: Adjustments,
): void {
  const density = devicePixelRatio
  const width = Math.round(box.width * density)
  const height = Math.round(box.height * density)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, width, height)
  const turn = turnOf(photo, adjustments.straightenDeg)
  const frame = frameOf(photo, adjustments)
  const isPart = turn !== null || adjustments.crop !== null
  const onFrame = { ...camera, x: camera.x - frame.x, y: camera.y - frame.y }
  if (picture === 'photo') {
    if (isPart) clipTo(context, onFrame, box, frame, density)
    paintTurned(context, pictures.photoTile, { ...camera, turn }, box, photo, density)
    if (isPart) context.restore()
  } else if (picture && picture.width > 0) {
    const across = picture.width / frame.width
    const down = picture.height / frame.height
    context.imageSmoothingEnabled = true
    context.imageSmoothingQuality = 'high'
    eachTileInView(onFrame, box, frame, density, ({ photo: from, canvas: to }) =>
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

/** Nothing beside the frame is drawn until the context is restored; its edges lie where those of a snapshot lie. */
function clipTo(context: CanvasRenderingContext2D, onFrame: Camera, box: Box, frame: Box, density: number): void {
  const scale = onFrame.zoom * density
  context.save()
  context.beginPath()
  context.rect(
    Math.round((box.width * density) / 2 - onFrame.x * scale),
    Math.round((box.height * density) / 2 - onFrame.y * scale),
    Math.round(frame.width * scale),
    Math.round(frame.height * scale),
  )
  context.clip()
}
