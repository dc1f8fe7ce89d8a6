import { adjustmentsOf, frameOf, turnOf } from '../../../core/design/adjustments.ts'
import { cropHandles, handlePlace } from '../../../core/design/crop.ts'
import type { Design } from '../../../core/design/design.ts'
import { current } from '../../../core/design/history.ts'
import type { PointPx, RectPx } from '../../../core/geometry/points.ts'
import { designStore } from '../../../store/designStore.ts'
import { cropOnScreen } from '../hands/cropHand.ts'
import { tracePath, type Context } from './overlayStyle.ts'
import type { Box, TurnedCamera } from '../viewport.ts'

/** Squares of the grid across the shorter side of the frame. */
const GRID = 8

/** Dims what of the photo no picture shows; a grid lies over the rest while it is being turned. */
export function drawPictureFrame(
  context: Context,
  design: Design,
  { camera, box, quiet }: { readonly camera: TurnedCamera; readonly box: Box; readonly quiet: boolean },
  place: (p: PointPx) => PointPx,
): void {
  const photo = cornersOf({ x: 0, y: 0, ...design.photo }).map(place)
  const frame = frameOnScreen(design, camera, box, place)
  tracePath(context, photo, true)
  addPath(context, frame)
  context.fillStyle = 'rgb(23 23 23 / 70%)'
  context.fill('evenodd')
  if (quiet) return
  strokeFrame(context, () => {
    addPath(context, frame)
    if (isTurning(design)) addGrid(context, cropOnScreen(design, camera, box).crop)
  })
}

/** Clockwise from the top left. */
export const cornersOf = ({ x, y, width, height }: RectPx): PointPx[] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
]

/** The corners of what pictures show, CSS px: upright unless a hand has turned the view. */
function frameOnScreen(
  design: Design,
  camera: TurnedCamera,
  box: Box,
  place: (p: PointPx) => PointPx,
): readonly PointPx[] {
  if (!camera.turnedRad) return cornersOf(cropOnScreen(design, camera, box).crop)
  const adjustments = adjustmentsOf(design)
  const turn = turnOf(design.photo, adjustments.straightenDeg)
  return cornersOf(frameOf(design.photo, adjustments)).map((p) => place(turn?.toPhoto(p) ?? p))
}

function addPath(context: Context, points: readonly PointPx[]): void {
  for (const [i, p] of points.entries()) {
    if (i === 0) context.moveTo(p.x, p.y)
    else context.lineTo(p.x, p.y)
  }
  context.closePath()
}

const HANDLE_CSS = 10

/** The crop that a hand is at, with thirds and handles. */
export function drawCropHandles(
  context: Context,
  design: Design,
  { camera, box }: { readonly camera: TurnedCamera; readonly box: Box },
): void {
  const { crop } = cropOnScreen(design, camera, box)
  const { x, y, width, height } = crop
  strokeFrame(context, () => {
    for (const third of [1 / 3, 2 / 3]) {
      context.moveTo(x + third * width, y)
      context.lineTo(x + third * width, y + height)
      context.moveTo(x, y + third * height)
      context.lineTo(x + width, y + third * height)
    }
  })
  for (const handle of cropHandles) {
    const at = handlePlace(crop, handle)
    context.beginPath()
    context.rect(at.x - HANDLE_CSS / 2, at.y - HANDLE_CSS / 2, HANDLE_CSS, HANDLE_CSS)
    context.fillStyle = '#fff'
    context.fill()
    context.strokeStyle = 'rgb(0 0 0 / 55%)'
    context.lineWidth = 1.2
    context.stroke()
  }
}

function strokeFrame(context: Context, trace: () => void): void {
  context.beginPath()
  trace()
  context.strokeStyle = 'rgb(0 0 0 / 35%)'
  context.lineWidth = 2.5
  context.stroke()
  context.strokeStyle = 'rgb(255 255 255 / 60%)'
  context.lineWidth = 1
  context.stroke()
}

function addGrid(context: Context, { x, y, width, height }: PointPx & Box): void {
  const side = Math.min(width, height) / GRID
  // From the middle outwards: one line of each direction goes through the centre of the turn.
  for (let d = 0; d < width / 2; d += side) {
    for (const at of d === 0 ? [0] : [-d, d]) {
      context.moveTo(x + width / 2 + at, y)
      context.lineTo(x + width / 2 + at, y + height)
    }
  }
  for (let d = 0; d < height / 2; d += side) {
    for (const at of d === 0 ? [0] : [-d, d]) {
      context.moveTo(x, y + height / 2 + at)
      context.lineTo(x + width, y + height / 2 + at)
    }
  }
}

/** Whether a hand is turning the picture now. */
function isTurning(design: Design): boolean {
  const { live, history } = designStore.getState()
  if (!live || !history) return false
  return adjustmentsOf(current(history)).straightenDeg !== adjustmentsOf(design).straightenDeg
}
