import { areaSlots, eachArea } from '../../../core/design/areas/areas.ts'
import type { Design } from '../../../core/design/design.ts'
import { planeOf } from '../../../core/design/scale/faceScale.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { hiddenAreas } from '../../../store/layerStore.ts'
import { areaShapes, type AreaShapes, type Loops } from './areaShape.ts'
import { pathOfLoops } from './loopsPath.ts'
import type { paintTiles } from '../paintTiles.ts'
import { photoTiles } from '../studioScene.ts'
import { photoTransform, type Box, type TurnedCamera } from '../viewport.ts'

/**
 * The dots of areas whose eyes are shut are hidden at once: the picture stays as it is, and the photo is laid over the place
 * of such an area. Nothing is placed or drawn anew, and areas that are seen keep all of their dots.
 */

/** How far dots lie beyond the outline that an area is half covered at, mm: roughened lines and soft edges. Assumed. */
const BEYOND_MM = 6

/** Of the areas of one photo, by their ids. */
let shapes = { photoId: '', of: new Map<number, AreaShapes>() }

/** Where the dots of one area lie: what lies above it is not its own. */
function loopsOf(design: Design, id: number): Loops {
  const own = shapes.of.get(id) ?? areaShapes()
  shapes.of.set(id, own)
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
    const photoId = design?.photo.id ?? ''
    if (photoId !== shapes.photoId) shapes = { photoId, of: new Map() }
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

/**
 * Fills where dots are hidden: hidden areas as far as their dots lie, but nothing of seen ones as far as theirs do, unless it
 * is within a hidden area itself. Of dots beyond both outlines nobody can tell whose they are: they are seen.
 */
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
  const pathsOf = (ids: readonly number[]) => ids.map((id) => pathOfLoops(loopsOf(design, id)))
  const shut = pathsOf(hidden)
  const seen = pathsOf(areaSlots(design).flatMap(({ id }) => (hidden.includes(id) ? [] : [id])))
  const compose = (how: GlobalCompositeOperation, paths: readonly Path2D[], draw: (path: Path2D) => void) => {
    mask.globalCompositeOperation = how
    paths.forEach(draw)
  }
  const around = (path: Path2D) => mask.stroke(path)
  const inside = (path: Path2D) => mask.fill(path, 'evenodd')
  compose('source-over', shut, around)
  compose('destination-out', seen, around)
  compose('source-over', shut, inside)
  compose('destination-out', seen, inside)
}
