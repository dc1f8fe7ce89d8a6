import { proposedAreaPolygon } from '../../core/design/area.ts'
import type { Design } from '../../core/design/design.ts'
import { isEmpty } from '../../core/pixels/maskCompare.ts'
import { MASK_TILE, tilesAcross, type TiledMask } from '../../core/pixels/tiledMask.ts'
import type { Camera } from '../../store/viewStore.ts'
import { ACCENT, strokeCased, tracePath, type Context } from './overlayStyle.ts'
import { toScreen, type Box } from './viewport.ts'

/** Mask tiles as small pictures: every fourth sample is plenty under a tint. */
const SMALL = MASK_TILE / 4
const small = new WeakMap<Uint8Array, OffscreenCanvas>()

/** Made once per tile: a brush sample copies only the tiles it touches, so only those are drawn anew. */
function pictureOf(tile: Uint8Array): OffscreenCanvas {
  const known = small.get(tile)
  if (known) return known
  const canvas = new OffscreenCanvas(SMALL, SMALL)
  const context = canvas.getContext('2d')
  const image = new ImageData(SMALL, SMALL)
  for (let y = 0; y < SMALL; y++) {
    for (let x = 0; x < SMALL; x++) image.data[(y * SMALL + x) * 4 + 3] = tile[(y * 4 + 2) * MASK_TILE + x * 4 + 2] ?? 0
  }
  context?.putImageData(image, 0, 0)
  small.set(tile, canvas)
  return canvas
}

interface Sheet {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

let sheets: { area: Sheet; ring: Sheet } | null = null

/** Sheets hold one px for two of the screen: a tint has no fine detail, and a stroke redraws them at every sample. */
const SHEET = 0.5

function sheetsFor(box: Box): { area: Sheet; ring: Sheet } | null {
  const width = Math.max(1, Math.ceil(box.width * SHEET))
  const height = Math.max(1, Math.ceil(box.height * SHEET))
  if (sheets?.area.canvas.width === width && sheets.area.canvas.height === height) return sheets
  const sheet = (): Sheet | null => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    context?.scale(SHEET, SHEET)
    return context ? { canvas, context } : null
  }
  const area = sheet()
  const ring = sheet()
  sheets = area && ring ? { area, ring } : null
  return sheets
}

/** The area in azure with its outline, exclusions dark with a white hatch. */
export function drawArea(context: Context, design: Design, camera: Camera, box: Box, strength: number): void {
  const made = sheetsFor(box)
  if (!made) return
  const { area, hairline, marks } = design
  const polygon = area.proposed ? proposedAreaPolygon(hairline, marks).map((p) => toScreen(camera, box, p)) : []
  const plain = isEmpty(area.add) && isEmpty(area.subtract) && isEmpty(area.exclude)
  clear(made.area, box)
  const sheet = made.area.context
  sheet.fillStyle = '#000'
  tracePath(sheet as unknown as Context, polygon, true)
  sheet.fill()
  drawMask(sheet, area.add, camera, box, 'source-over')
  drawMask(sheet, area.subtract, camera, box, 'destination-out')
  drawMask(sheet, area.exclude, camera, box, 'destination-out')
  tint(sheet, box, ACCENT)
  context.globalAlpha = strength
  layOver(context, made.area)
  context.globalAlpha = 1
  if (plain) {
    tracePath(context, polygon, true)
    strokeCased(context, 2)
  } else {
    drawRing(context, made.area, made.ring, box)
  }
  if (!isEmpty(area.exclude)) drawExcluded(context, made.ring, area.exclude, camera, box)
}

function clear(sheet: Sheet, box: Box): void {
  sheet.context.globalCompositeOperation = 'source-over'
  sheet.context.clearRect(0, 0, Math.ceil(box.width), Math.ceil(box.height))
}

function layOver(context: Context | SheetContext, sheet: Sheet, dx = 0, dy = 0): void {
  context.drawImage(sheet.canvas, dx, dy, sheet.canvas.width / SHEET, sheet.canvas.height / SHEET)
}

type SheetContext = OffscreenCanvasRenderingContext2D

function drawMask(
  context: SheetContext,
  mask: TiledMask,
  camera: Camera,
  box: Box,
  operation: GlobalCompositeOperation,
): void {
  context.globalCompositeOperation = operation
  const across = tilesAcross(mask.width)
  for (const [key, tile] of mask.tiles) {
    const x = (key % across) * MASK_TILE
    const y = Math.floor(key / across) * MASK_TILE
    const a = toScreen(camera, box, { x, y })
    const b = toScreen(camera, box, { x: x + MASK_TILE, y: y + MASK_TILE })
    if (b.x < 0 || b.y < 0 || a.x > box.width || a.y > box.height) continue
    const [left, top] = [Math.round(a.x), Math.round(a.y)]
    context.drawImage(pictureOf(tile), left, top, Math.round(b.x) - left, Math.round(b.y) - top)
  }
  context.globalCompositeOperation = 'source-over'
}

/** Colours what is covered and leaves the rest clear. */
function tint(context: SheetContext, box: Box, colour: string): void {
  context.globalCompositeOperation = 'source-in'
  context.fillStyle = colour
  context.fillRect(0, 0, box.width, box.height)
  context.globalCompositeOperation = 'source-over'
}

/** The outline of any shape: the shape shifted a little every way, less itself. */
function drawRing(context: Context, area: Sheet, ring: Sheet, box: Box): void {
  clear(ring, box)
  const reach = 1.6
  for (const [dx, dy] of [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ] as const) {
    layOver(ring.context, area, dx * reach, dy * reach)
  }
  ring.context.globalCompositeOperation = 'destination-out'
  layOver(ring.context, area)
  layOver(context, ring)
}

const HATCH_PX = 8

function drawExcluded(context: Context, sheet: Sheet, mask: TiledMask, camera: Camera, box: Box): void {
  clear(sheet, box)
  drawMask(sheet.context, mask, camera, box, 'source-over')
  tint(sheet.context, box, 'rgb(0 0 0 / 35%)')
  sheet.context.globalCompositeOperation = 'source-atop'
  sheet.context.strokeStyle = 'rgb(255 255 255 / 80%)'
  sheet.context.lineWidth = 1.2
  sheet.context.beginPath()
  for (let x = -box.height; x < box.width; x += HATCH_PX) {
    sheet.context.moveTo(x, box.height)
    sheet.context.lineTo(x + box.height, 0)
  }
  sheet.context.stroke()
  layOver(context, sheet)
}
