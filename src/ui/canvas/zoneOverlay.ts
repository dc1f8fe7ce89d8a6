import type { ReversedDesign } from '../../core/design/reversal.ts'
import { surfaceOf } from '../../core/design/calibration.ts'
import { figuresOf, hairlinePath } from '../../core/design/hairline.ts'
import type { PointPx } from '../../core/geometry/points.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../../core/pixels/tiledMask.ts'
import { reversalStore } from '../../store/reversalActions.ts'
import type { Camera } from '../../store/viewStore.ts'
import { number } from '../shell/format.ts'
import { reversalStrings } from '../shell/reversalStrings.ts'
import { ACCENT, drawPill, strokeCased, tracePath, type Context } from './overlayStyle.ts'
import { toScreen, type Box } from './viewport.ts'

const t = reversalStrings.lines

type ZoneName = 'remove' | 'lighten' | 'keep' | 'add'

/** Wide-spaced magenta is lightened, close magenta goes, azure dots come (ux 14). */
export const MAGENTA = '#ff5cc8'

/** A mask as a picture of its cells, opaque where it covers. */
const cells = new WeakMap<TiledMask, { readonly canvas: OffscreenCanvas; readonly x: number; readonly y: number }>()

function cellsOf(mask: TiledMask) {
  const known = cells.get(mask)
  if (known) return known
  const across = tilesAcross(mask.width)
  const keys = [...mask.tiles.keys()]
  const xs = keys.map((key) => (key % across) * MASK_TILE)
  const ys = keys.map((key) => Math.floor(key / across) * MASK_TILE)
  const x = Math.min(...xs, mask.width)
  const y = Math.min(...ys, mask.height)
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.max(0, ...xs) + MASK_TILE - x),
    Math.max(1, Math.max(0, ...ys) + MASK_TILE - y),
  )
  const context = canvas.getContext('2d')
  for (const [k, tile] of [...mask.tiles.values()].entries()) {
    const image = new ImageData(MASK_TILE, MASK_TILE)
    for (let i = 0; i < tile.length; i++) image.data[4 * i + 3] = tile[i]!
    context?.putImageData(image, xs[k]! - x, ys[k]! - y)
  }
  const made = { canvas, x, y }
  cells.set(mask, made)
  return made
}

/** Both lines, and the zones that are switched on. */
export function drawReversal(
  context: Context,
  design: ReversedDesign,
  camera: Camera,
  box: Box,
  place: (p: PointPx) => PointPx,
): void {
  const { figures, zonesShown } = reversalStore.getState()
  if (figures) {
    const { zones } = figures
    // What is shown of a treatment must not hide behind the sign that it is treated.
    context.globalAlpha = design.reversal.shownAfter > 0 ? 0.3 : 0.8
    for (const name of ['keep', 'remove', 'lighten', 'add'] as const)
      if (zonesShown[name]) drawZone(context, name, zones[name], zones.step, camera, box)
    context.globalAlpha = 1
  }
  const line = (points: readonly PointPx[]) => tracePath(context, points.map(place))
  const former = hairlinePath(design.reversal.existing.hairline)
  const wanted = hairlinePath(design.hairline)
  line(former)
  context.setLineDash([7, 6])
  strokeCased(context, 2, MAGENTA)
  context.setLineDash([])
  line(wanted)
  strokeCased(context, 2.5)
  drawHeights(context, design, box, place)
}

/** How high either line is, and by how much the new one lies above or below the old. */
function drawHeights(context: Context, design: ReversedDesign, box: Box, place: (p: PointPx) => PointPx): void {
  const { marks, hairline } = design
  const former = design.reversal.existing.hairline
  const mmPerPx = surfaceOf(design).mmPerPxAt(marks.glabella)
  const heights = [former, hairline].map((line) => figuresOf(line, marks, mmPerPx).heightMm) as [number, number]
  const mm = (length: number) => `${number(length)} mm`
  const pill = (at: PointPx, text: string) =>
    drawPill(context, { x: at.x + 14, y: at.y }, [{ text, strong: true }], box.width, 'left')
  const from = place(former.midline)
  const to = place(hairline.midline)
  const up = to.y <= from.y ? 1 : -1
  pill({ x: from.x, y: from.y + 22 * up }, t.existing(mm(heights[0])))
  pill({ x: to.x, y: to.y - 22 * up }, t.wanted(mm(heights[1])))
  const moved = heights[1] - heights[0]
  if (Math.abs(to.y - from.y) < 44 || Math.abs(moved) < 1) return
  tracePath(context, [
    { x: from.x, y: from.y - 6 * up },
    { x: to.x, y: to.y + 6 * up },
  ])
  strokeCased(context, 1.5, '#ffffff')
  tracePath(context, [
    { x: to.x - 5, y: to.y + 13 * up },
    { x: to.x, y: to.y + 6 * up },
    { x: to.x + 5, y: to.y + 13 * up },
  ])
  strokeCased(context, 1.5, '#ffffff')
  const words = moved > 0 ? t.raised : t.lowered
  pill({ x: from.x, y: (from.y + to.y) / 2 }, words(mm(Math.abs(moved))))
}

let scratch: OffscreenCanvas | null = null

/** The zone's pattern in screen px, cut out by its cells. */
function drawZone(context: Context, zone: ZoneName, mask: TiledMask, step: number, camera: Camera, box: Box): void {
  if (mask.tiles.size === 0) return
  const scale = context.getTransform().a
  const width = Math.ceil(box.width * scale)
  const height = Math.ceil(box.height * scale)
  if (!scratch || scratch.width !== width || scratch.height !== height) scratch = new OffscreenCanvas(width, height)
  const paper = scratch.getContext('2d')
  if (!paper) return
  paper.setTransform(1, 0, 0, 1, 0, 0)
  paper.clearRect(0, 0, width, height)
  paper.scale(scale, scale)
  const { canvas, x, y } = cellsOf(mask)
  const corner = toScreen(camera, box, { x: x * step, y: y * step })
  const grow = camera.zoom * step
  paper.drawImage(canvas, corner.x, corner.y, canvas.width * grow, canvas.height * grow)
  paper.globalCompositeOperation = 'source-in'
  paper.fillStyle = patternOf(paper, zone)
  paper.fillRect(0, 0, box.width, box.height)
  paper.globalCompositeOperation = 'source-over'
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.drawImage(scratch, 0, 0)
  context.restore()
}

const tiles = new Map<ZoneName, OffscreenCanvas>()

function patternOf(paper: OffscreenCanvasRenderingContext2D, zone: ZoneName): CanvasPattern | string {
  let tile = tiles.get(zone)
  if (!tile) {
    tile = patternTile(zone)
    tiles.set(zone, tile)
  }
  return paper.createPattern(tile, 'repeat') ?? MAGENTA
}

/** One period of a zone's look, CSS px. */
function patternTile(zone: ZoneName): OffscreenCanvas {
  const size = zone === 'lighten' ? 16 : 8
  const tile = new OffscreenCanvas(size, size)
  const context = tile.getContext('2d')
  if (!context) return tile
  if (zone === 'add') {
    context.fillStyle = 'rgb(58 168 255 / 22%)'
    context.fillRect(0, 0, size, size)
    context.fillStyle = ACCENT
    context.beginPath()
    context.arc(size / 2, size / 2, 1.4, 0, 2 * Math.PI)
    context.fill()
    return tile
  }
  if (zone === 'keep') {
    context.fillStyle = 'rgb(255 255 255 / 14%)'
    context.fillRect(0, 0, size, size)
    return tile
  }
  context.globalAlpha = zone === 'lighten' ? 0.5 : 1
  context.fillStyle = 'rgb(255 92 200 / 30%)'
  context.fillRect(0, 0, size, size)
  context.strokeStyle = MAGENTA
  context.lineWidth = 1.6
  context.beginPath()
  for (const at of [-size, 0, size]) {
    context.moveTo(at, size)
    context.lineTo(at + size, 0)
  }
  context.stroke()
  return tile
}
