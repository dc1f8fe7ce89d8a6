import type { RectPx } from '../../core/geometry/points.ts'
import { mipFor, type TileMips } from '../../store/dots/finerTiles.ts'
import { pictureTilePx } from '../../store/dots/pictures.ts'
import type { Camera } from '../../store/viewStore.ts'
import type { Box, TurnedCamera } from './viewport.ts'

/** The newest tile of a picture at a place, if it has come. */
export type TileSource = (tx: number, ty: number) => TileMips | undefined

/** Above this a photo pixel is shown as the square that it is. */
const SQUARE_PIXELS_FROM = 8

/** A tile's place: px of the photo, and whole device px of the canvas. */
export interface TilePlace {
  readonly tx: number
  readonly ty: number
  readonly photo: RectPx
  readonly canvas: RectPx
}

/** The tiles in view. Their edges fall on whole device px, so neighbours leave no seam. */
export function eachTileInView(
  camera: Camera,
  box: Box,
  photo: Box,
  density: number,
  visit: (place: TilePlace) => void,
): void {
  const scale = camera.zoom * density
  const width = box.width * density
  const height = box.height * density
  // The photo's corner on a whole px: at one scale a tile is always as many px wide, wherever the picture is moved.
  const cornerX = Math.round(width / 2 - camera.x * scale)
  const cornerY = Math.round(height / 2 - camera.y * scale)
  const left = (x: number) => cornerX + Math.round(x * scale)
  const top = (y: number) => cornerY + Math.round(y * scale)
  const first = (centre: number, extent: number) =>
    Math.max(0, Math.floor((centre - extent / 2 / scale) / pictureTilePx))
  const end = (centre: number, extent: number, length: number) =>
    Math.min(Math.ceil(length / pictureTilePx), Math.ceil((centre + extent / 2 / scale) / pictureTilePx))
  for (let ty = first(camera.y, height); ty < end(camera.y, height, photo.height); ty++) {
    for (let tx = first(camera.x, width); tx < end(camera.x, width, photo.width); tx++) {
      const x = tx * pictureTilePx
      const y = ty * pictureTilePx
      const right = Math.min(x + pictureTilePx, photo.width)
      const bottom = Math.min(y + pictureTilePx, photo.height)
      visit({
        tx,
        ty,
        photo: { x, y, width: right - x, height: bottom - y },
        canvas: { x: left(x), y: top(y), width: left(right) - left(x), height: top(bottom) - top(y) },
      })
    }
  }
}

/**
 * Draws the tiles of a picture in device px. Each tile takes the coarsest mip that still has a px for every px of the
 * screen, so zooming out keeps the tone.
 */
export function paintTiles(
  context: CanvasRenderingContext2D,
  source: TileSource,
  camera: Camera,
  box: Box,
  photo: Box,
  density: number,
): void {
  const scale = camera.zoom * density
  context.imageSmoothingEnabled = scale < SQUARE_PIXELS_FROM
  context.imageSmoothingQuality = scale < 1 ? 'medium' : 'high'
  eachTileInView(camera, box, photo, density, ({ tx, ty, canvas }) => {
    const bitmap = bestMip(source(tx, ty), scale)
    if (bitmap) context.drawImage(bitmap, canvas.x, canvas.y, canvas.width, canvas.height)
  })
}

/**
 * Paints as paintTiles does, and keeps the tiles in view as large as they are shown: while the scale rests, a frame copies
 * pixels and scales nothing. A tile is scaled by itself, at whole px, so that it looks the same wherever it is.
 */
export function tilePainter(): typeof paintTiles {
  let restsAt = 0
  let scaled = new Map<ImageBitmap, Copy>()
  /** Those that nothing on the screen needs are used again in the next frame: while one zooms, or tiles follow a slider. */
  let free: Copy[] = []
  return (context, source, camera, box, photo, density) => {
    const scale = camera.zoom * density
    if (scale !== restsAt) {
      free.push(...scaled.values())
      scaled.clear()
      restsAt = scale
    }
    if (scale >= 1) {
      paintTiles(context, source, camera, box, photo, density)
      askAround(source, camera, box, photo, density)
      return
    }
    const shown = new Map<ImageBitmap, Copy>()
    eachTileInView(camera, box, photo, density, ({ tx, ty, canvas: { x, y, width, height } }) => {
      const bitmap = bestMip(source(tx, ty), scale)
      if (!bitmap || width === 0 || height === 0) return
      const copy = scaled.get(bitmap) ?? scaledOnto(free.pop() ?? newCopy(width, height), bitmap, width, height)
      shown.set(bitmap, copy)
      context.drawImage(copy.canvas, x, y)
    })
    free = [...scaled].filter(([bitmap]) => !shown.has(bitmap)).map(([, copy]) => copy)
    scaled = shown
    askAround(source, camera, box, photo, density)
  }
}

/** How far around the screen tiles are made ready to be moved onto it, in sides of a tile. */
const READY = 0.5

function askAround(source: TileSource, camera: Camera, box: Box, photo: Box, density: number): void {
  const room = 2 * READY * pictureTilePx * camera.zoom
  const wider = { width: box.width + room, height: box.height + room }
  eachTileInView(camera, wider, photo, density, ({ tx, ty }) => bestMip(source(tx, ty), camera.zoom * density))
}

/** Device px; even, so that the middle of the sheet is the middle of the screen. */
const SHEET_STEP = 64

/**
 * Paints a picture as it is straightened: laid out upright on a sheet of its own and turned as a whole. Tiles that are
 * turned one by one leave seams.
 */
export function turnedPainter(paint: typeof paintTiles) {
  let sheet: HTMLCanvasElement | null = null
  return (
    context: CanvasRenderingContext2D,
    source: TileSource,
    camera: TurnedCamera,
    box: Box,
    photo: Box,
    density: number,
  ): void => {
    const { turn } = camera
    if (!turn) {
      sheet = null
      paint(context, source, camera, box, photo, density)
      return
    }
    // A canvas that has not been laid out yet; a sheet without a px cannot be drawn.
    if (box.width === 0 || box.height === 0) return
    const cos = Math.abs(Math.cos(turn.angleRad))
    const sin = Math.abs(Math.sin(turn.angleRad))
    // In steps: a sheet that changes its size with every angle is made anew at every frame.
    const stepped = (css: number) => SHEET_STEP * Math.ceil((css * density) / SHEET_STEP)
    const width = stepped(box.width * cos + box.height * sin)
    const height = stepped(box.width * sin + box.height * cos)
    sheet ??= document.createElement('canvas')
    if (sheet.width !== width) sheet.width = width
    if (sheet.height !== height) sheet.height = height
    const upright = sheet.getContext('2d')
    if (!upright) return
    upright.clearRect(0, 0, width, height)
    const room = { width: width / density, height: height / density }
    paint(upright, source, { ...camera, ...turn.toPhoto(camera) }, room, photo, density)
    context.save()
    context.translate((box.width * density) / 2, (box.height * density) / 2)
    context.rotate(turn.angleRad)
    context.imageSmoothingEnabled = true
    // Px for px: better qualities would make smaller copies of the sheet first, at every frame.
    context.imageSmoothingQuality = 'low'
    context.drawImage(sheet, -width / 2, -height / 2)
    context.restore()
  }
}

/** A tile as large as it is shown. */
type Copy = OffscreenCanvasRenderingContext2D

function newCopy(width: number, height: number): Copy {
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false })
  if (!context) throw new Error('There is no canvas for a tile.')
  return context
}

function scaledOnto(copy: Copy, bitmap: ImageBitmap, width: number, height: number): Copy {
  if (copy.canvas.width !== width) copy.canvas.width = width
  if (copy.canvas.height !== height) copy.canvas.height = height
  // Another size has made both anew. Nothing of the tile before may shine through at the rim.
  copy.globalCompositeOperation = 'copy'
  copy.imageSmoothingQuality = 'medium'
  copy.drawImage(bitmap, 0, 0, width, height)
  return copy
}

/** A preview has one coarse bitmap alone; of finished tiles finer ones come when they are first drawn. */
const bestMip = (tile: TileMips | undefined, scale: number): ImageBitmap | undefined =>
  tile && mipFor(tile, Math.max(0, Math.floor(-Math.log2(scale) + 1e-6)))
