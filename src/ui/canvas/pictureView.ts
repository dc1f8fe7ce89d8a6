import { frameOf, turnOf, type Adjustments } from '../../core/design/adjustments.ts'
import { followedBy, type Similarity } from '../../core/geometry/similarity.ts'
import { pictures } from '../../store/dots/pictures.ts'
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
  density = devicePixelRatio,
): void {
  const context = cleared(canvas, box, density)
  if (!context) return
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
    if (camera.turnedRad) {
      // As a whole: tiles that are turned one by one leave seams.
      const scale = camera.zoom * density
      context.save()
      context.translate((box.width * density) / 2, (box.height * density) / 2)
      context.rotate(camera.turnedRad)
      context.scale(scale, scale)
      context.drawImage(picture, -onFrame.x, -onFrame.y, frame.width, frame.height)
      context.restore()
      return
    }
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

/**
 * Draws a picture that lies anywhere on the open photo: one of another visit.
 * @param place from px of the bitmap to px of the open photo as it is seen
 */
export function drawPlaced(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  place: Similarity,
  camera: Camera,
  box: Box,
  density = devicePixelRatio,
): void {
  const context = cleared(canvas, box, density)
  if (!context || bitmap.width === 0) return
  const scale = camera.zoom * density
  const origin = { x: (box.width / 2) * density - camera.x * scale, y: (box.height / 2) * density - camera.y * scale }
  const { a, b, dx, dy } = followedBy(place, { a: scale, b: 0, dx: origin.x, dy: origin.y })
  context.setTransform(a, b, -b, a, dx, dy)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0)
  context.resetTransform()
}

/** The canvas as large as its box, with nothing on it. */
function cleared(canvas: HTMLCanvasElement, box: Box, density: number): CanvasRenderingContext2D | null {
  const width = Math.round(box.width * density)
  const height = Math.round(box.height * density)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  context?.clearRect(0, 0, width, height)
  return context
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
