import { areaSlots, eachArea } from '../../core/design/areas.ts'
import type { Design } from '../../core/design/design.ts'
import { planeOf } from '../../core/design/faceScale.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { hiddenAreas } from '../../store/layerStore.ts'
import { areaShapes, type AreaShapes, type Loops } from './areaShape.ts'
import { pathOfLoops } from './loopsPath.ts'
import type { paintTiles } from './paintTiles.ts'
import { photoTiles } from './studioScene.ts'
import { photoTransform, type Box, type TurnedCamera } from './viewport.ts'

/**
 * The dots of areas whose eyes are shut are hidden at once: the picture stays as it is, and the photo is laid over the place
 * of such an area. Nothing is placed or drawn anew, and areas that are seen keep all of their dots.
 */

/** How far dots lie beyond the outline that an area is half covered at, mm: roughened lines and soft edges. Assumed. */
const BEYOND_MM = 6

const shapes = new Map<number, AreaShapes>()

/** Where the dots of one area lie: what lies above it is not its own. */
function loopsOf(design: Design, id: number): Loops {
  const own = shapes.get(id) ?? areaShapes()
  shapes.set(id, own)
  const single = eachArea(design).find((area) => area.id === id)
  return single ? own.shapeOf(single.design).area : []
}

type Sheet = OffscreenCanvasRenderingContext2D

function sized(sheet: Sheet | null, width: number, height: number): Sheet | null {
  const made = sheet ?? new OffscreenCanvas(width, height).getContext('2d')
  if (!made) return null
  if (made.canvas.width !== width) made.canvas.width = width
  if (made.canvas.height !== height) made.canvas.height = height
  made.resetTransform()
  made.globalCompositeOperation = 'source-over'
  made.clearRect(0, 0, width, height)
  return made
}

/** Lays the photo over the dots of hidden areas, in device px. */
export function hiddenDotsPainter(paint: typeof paintTiles) {
  let mask: Sheet | null = null
  let over: Sheet | null = null
  return (context: CanvasRenderingContext2D, camera: TurnedCamera, box: Box, photo: Box, density: number): void => {
    const design = committedDesign(designStore.getState())
    const hidden = hiddenAreas(design)
    const [width, height] = [Math.round(box.width * density), Math.round(box.height * density)]
    if (!design || hidden.length === 0 || width === 0 || height === 0) {
      mask = over = null
      return
    }
    mask = sized(mask, width, height)
    over = sized(over, width, height)
    if (!mask || !over) return
    drawPlaces(mask, design, hidden, camera, box, density)
    paint(over as unknown as CanvasRenderingContext2D, photoTiles, camera, box, photo, density)
    over.globalCompositeOperation = 'destination-in'
    over.drawImage(mask.canvas, 0, 0)
    context.drawImage(over.canvas, 0, 0)
  }
}

/** Fills where dots are hidden, and nothing of where others are seen. */
function drawPlaces(
  mask: Sheet,
  design: Design,
  hidden: readonly number[],
  camera: TurnedCamera,
  box: Box,
  density: number,
): void {
  const { a, b, c, d, e, f } = photoTransform(camera, box)
  mask.setTransform(density, 0, 0, density, 0, 0)
  mask.transform(a, b, c, d, e, f)
  mask.lineJoin = 'round'
  mask.lineWidth = (2 * BEYOND_MM) / planeOf(design).mmPerPxAt(design.marks.glabella)
  for (const id of hidden) {
    const path = pathOfLoops(loopsOf(design, id))
    mask.fill(path, 'evenodd')
    mask.stroke(path)
  }
  mask.globalCompositeOperation = 'destination-out'
  for (const { id } of areaSlots(design)) {
    if (!hidden.includes(id)) mask.fill(pathOfLoops(loopsOf(design, id)), 'evenodd')
  }
}
