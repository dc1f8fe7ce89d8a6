import type { Design } from '../../core/design/design.ts'
import { areaShapes, type AreaShape, type Loops } from './areaShape.ts'
import { ACCENT, strokeCased, type Context } from './overlayStyle.ts'
import { photoTransform, type Box, type TurnedCamera } from './viewport.ts'

const shapeOf = areaShapes()
const paths = new WeakMap<Loops, Path2D>()

/** In photo px; kept while the shape is, so that pans and zooms only draw it elsewhere. */
function pathOf(loops: Loops): Path2D {
  const known = paths.get(loops)
  if (known) return known
  const path = new Path2D()
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i += 2) {
      if (i === 0) path.moveTo(loop[0] ?? 0, loop[1] ?? 0)
      else path.lineTo(loop[i] ?? 0, loop[i + 1] ?? 0)
    }
    path.closePath()
  }
  paths.set(loops, path)
  return path
}

/** The area in azure with its outline, exclusions dark with a white hatch (ux 10). */
export function drawArea(context: Context, design: Design, camera: TurnedCamera, box: Box, strength: number): void {
  const shape = shapeOf(design)
  const { a, b, c, d, e, f } = photoTransform(camera, box)
  const onPhoto = (draw: (pxPerCssPx: number) => void) => {
    context.save()
    context.transform(a, b, c, d, e, f)
    draw(1 / camera.zoom)
    context.restore()
  }
  onPhoto((px) => {
    const area = pathOf(shape.area)
    context.globalAlpha = strength
    context.fillStyle = ACCENT
    context.fill(area, 'evenodd')
    context.globalAlpha = 1
    strokeCased(context, 2, ACCENT, area, px)
  })
  drawExcluded(context, shape, box, onPhoto)
}

const HATCH_PX = 8

function drawExcluded(
  context: Context,
  { exclude }: AreaShape,
  box: Box,
  onPhoto: (draw: (pxPerCssPx: number) => void) => void,
): void {
  if (exclude.length === 0) return
  const path = pathOf(exclude)
  context.save()
  const onScreen = context.getTransform()
  onPhoto((px) => strokeCased(context, 1.5, '#ffffff', path, px))
  const place = new Path2D()
  onPhoto(() => place.addPath(path, onScreen.inverse().multiply(context.getTransform())))
  context.clip(place, 'evenodd')
  context.fillStyle = 'rgb(0 0 0 / 35%)'
  context.fillRect(0, 0, box.width, box.height)
  context.beginPath()
  for (let x = -box.height; x < box.width; x += HATCH_PX) {
    context.moveTo(x, box.height)
    context.lineTo(x + box.height, 0)
  }
  context.strokeStyle = 'rgb(255 255 255 / 85%)'
  context.lineWidth = 1.4
  context.stroke()
  context.restore()
}
