import type { Adjustments } from '../../../core/design/adjustments.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { recolour } from '../../../core/pixels/adjust.ts'
import { tablesOf } from '../adjustedView.ts'
import { circle, type Context } from './overlayStyle.ts'
import { paintTiles, turnedPainter, type TileSource } from '../paintTiles.ts'
import type { Box, TurnedCamera } from '../viewport.ts'

const RADIUS = 80
/** From the finger to the middle of the glass (ux 5). */
const AWAY = 126
const MAGNIFIES = 4
/** The step bar's lower edge, CSS px. */
const UNDER_STEPS = 56

/** A round magnifier over what a finger hides. `at` in CSS px, `point` the photo point under it. */
export function drawLoupe(
  context: Context,
  source: TileSource,
  at: PointPx,
  point: PointPx,
  camera: TurnedCamera,
  box: Box,
  photo: Box,
  density: number,
  adjustments: Adjustments,
): void {
  const centre = placeOfLoupe(at, box)
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
  context.setTransform(1, 0, 0, 1, 0, 0)
  const near = { ...camera, ...(camera.turn?.toPicture(point) ?? point), zoom: camera.zoom * MAGNIFIES }
  const glass = magnified(source, near, photo, density, adjustments)
  if (glass)
    context.drawImage(glass, Math.round((centre.x - RADIUS) * density), Math.round((centre.y - RADIUS) * density))
  context.restore()
  circle(context, centre, RADIUS)
  context.strokeStyle = '#ffffff'
  context.lineWidth = 2
  context.stroke()
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
function magnified(
  source: TileSource,
  camera: TurnedCamera,
  photo: Box,
  density: number,
  adjustments: Adjustments,
): HTMLCanvasElement | null {
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

/**
 * Above the finger. Near the top edge beside it, on the left where there is room: below, the hand would hide it.
 */
function placeOfLoupe(at: PointPx, box: Box): PointPx {
  const low = UNDER_STEPS + RADIUS
  if (at.y - AWAY >= low) return { x: Math.max(RADIUS + 4, Math.min(box.width - RADIUS - 4, at.x)), y: at.y - AWAY }
  const side = at.x - AWAY - RADIUS > 4 ? -1 : 1
  return { x: at.x + side * AWAY, y: Math.max(low, at.y - AWAY / 2) }
}
