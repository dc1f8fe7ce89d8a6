import type { Adjustments } from '../../../core/design/adjustments.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { recolour } from '../../../core/pixels/adjust.ts'
import { tablesOf } from '../adjustedView.ts'
import { LOUPE_RADIUS, loupePlacer } from './loupePlace.ts'
import { circle, strokeCased, tracePath, type Context } from './overlayStyle.ts'
import { paintTiles, turnedPainter, type TileSource } from '../paintTiles.ts'
import { toScreen, type Box, type TurnedCamera } from '../viewport.ts'

const RADIUS = LOUPE_RADIUS
const MAGNIFIES = 4

/** What is looked at through the glass. */
export interface Looked {
  readonly source: TileSource
  /** The photo point in its middle, px. */
  readonly point: PointPx
  readonly camera: TurnedCamera
  readonly box: Box
  readonly photo: Box
  readonly density: number
  readonly adjustments: Adjustments
  /** The line whose point it is, in px of the photo; none where it is a mark. */
  readonly lines: readonly (readonly PointPx[])[]
}

const placer = loupePlacer()

/** Nothing is dragged: the next glass stands wherever it is best. */
export const restLoupe = (): void => placer.rest()

/** A round magnifier over what a finger hides, with the line that it drags. */
export function drawLoupe(context: Context, looked: Looked): void {
  const { point, camera, box, density, lines } = looked
  const at = toScreen(camera, box, point)
  const onScreen = lines.map((line) => line.map((p) => toScreen(camera, box, p)))
  const centre = placer.at(at, box, onScreen)
  const away = Math.hypot(centre.x - at.x, centre.y - at.y)
  const toward = { x: (centre.x - at.x) / away, y: (centre.y - at.y) / away }
  context.beginPath()
  context.moveTo(at.x + 12 * toward.x, at.y + 12 * toward.y)
  context.lineTo(centre.x - RADIUS * toward.x, centre.y - RADIUS * toward.y)
  context.strokeStyle = 'rgb(255 255 255 / 80%)'
  context.lineWidth = 1.5
  context.stroke()
  context.save()
  circle(context, centre, RADIUS)
  context.fillStyle = '#171717'
  context.fill()
  context.clip()
  const near = { ...camera, ...(camera.turn?.toPicture(point) ?? point), zoom: camera.zoom * MAGNIFIES }
  const glass = magnified(looked, near)
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  if (glass)
    context.drawImage(glass, Math.round((centre.x - RADIUS) * density), Math.round((centre.y - RADIUS) * density))
  context.restore()
  const middle = { width: 2 * centre.x, height: 2 * centre.y }
  for (const line of lines) {
    tracePath(
      context,
      line.map((p) => toScreen(near, middle, p)),
    )
    strokeCased(context, 1.5)
  }
  context.restore()
  circle(context, centre, RADIUS)
  context.strokeStyle = '#ffffff'
  context.lineWidth = 2
  context.stroke()
  if (lines.length > 0) drawPoint(context, centre)
  else drawCross(context, centre)
}

/** The dragged point: a ring, so that the skin in it stays visible. */
function drawPoint(context: Context, at: PointPx): void {
  circle(context, at, 7)
  strokeCased(context, 1.5, '#ffffff')
}

function drawCross(context: Context, centre: PointPx): void {
  context.beginPath()
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(centre.x + dx * 8, centre.y + dy * 8)
    context.lineTo(centre.x + dx * 26, centre.y + dy * 26)
  }
  context.strokeStyle = 'rgb(0 0 0 / 50%)'
  context.lineWidth = 3
  context.stroke()
  context.strokeStyle = '#ffffff'
  context.lineWidth = 1.2
  context.stroke()
}

const paintTurned = turnedPainter(paintTiles)

/** What the glass shows, with the picture's exposure and white balance: the filter of the layer below ends there. */
function magnified({ source, photo, density, adjustments }: Looked, camera: TurnedCamera): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.ceil(2 * RADIUS * density)
  const tables = tablesOf(adjustments)
  const context = canvas.getContext('2d', { willReadFrequently: tables !== null })
  if (!context) return null
  paintTurned(context, source, camera, { width: 2 * RADIUS, height: 2 * RADIUS }, photo, density)
  if (!tables) return canvas
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height)
  recolour(pixels.data, tables)
  context.putImageData(pixels, 0, 0)
  return canvas
}
