import { surfaceOf } from '../../../core/design/scale/calibration.ts'
import type { Design, Marks, Recession } from '../../../core/design/design.ts'
import { recessionRaster } from '../../../core/design/lines/recession.ts'
import { contoursOf } from './contour.ts'
import { loopsPath } from './loopsPath.ts'
import { strokeCased, type Context } from './overlayStyle.ts'
import { photoTransform, type Box, type TurnedCamera } from '../viewport.ts'

/** Side of the cells by which the border is found, mm. */
const CELL_MM = 0.7

interface Shape {
  readonly recession: Recession
  readonly marks: Marks
  /** In cells of `step` photo px. */
  readonly path: Path2D
  readonly step: number
}

let last: Shape | null = null

/** Where hair is lost, while the hand draws on it: short white strokes, as of stubble, inside a broken line. */
export function drawHairLoss(context: Context, design: Design, camera: TurnedCamera, box: Box): void {
  const shape = shapeOf(design)
  if (!shape) return
  const place = new Path2D()
  place.addPath(shape.path, photoTransform(camera, box, shape.step))
  context.fillStyle = patternOf(context)
  context.fill(place, 'evenodd')
  context.setLineDash([6, 5])
  strokeCased(context, 1.5, '#ffffff', place)
  context.setLineDash([])
}

function shapeOf(design: Design): Shape | null {
  const { recession, marks } = design
  if (last?.recession === recession && last.marks === marks) return last
  const step = Math.max(2, Math.round(CELL_MM / surfaceOf(design).mmPerPxAt(marks.glabella)))
  const raster = recessionRaster(design, step)
  if (!raster) return (last = null)
  const { width, height } = raster
  const path = loopsPath(contoursOf(raster, { left: 0, top: 0, right: width, bottom: height }))
  last = { recession, marks, path, step }
  return last
}

const PATTERN_PX = 9
let tile: OffscreenCanvas | null = null

function patternOf(context: Context): CanvasPattern | string {
  tile ??= strokes()
  return context.createPattern(tile, 'repeat') ?? 'rgb(255 255 255 / 12%)'
}

function strokes(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(2 * PATTERN_PX, 2 * PATTERN_PX)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.fillStyle = 'rgb(255 255 255 / 8%)'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.strokeStyle = 'rgb(255 255 255 / 75%)'
  context.lineWidth = 1.3
  context.beginPath()
  for (const at of [2, 2 + PATTERN_PX]) {
    context.moveTo(at, at)
    context.lineTo(at, at + 4)
  }
  context.stroke()
  return canvas
}
