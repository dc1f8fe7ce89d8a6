import { surfaceOf } from '../core/design/scale/calibration.ts'
import { planeOf } from '../core/design/scale/faceScale.ts'
import type { Design, Marks } from '../core/design/design.ts'
import { faceFrame } from '../core/design/head/headOutline.ts'
import { faceHeightPx } from '../core/design/scale/marks.ts'
import { helmetFigures, type HelmetFigures } from '../core/fill/helmet.ts'
import type { RectPx } from '../core/geometry/points.ts'
import type { Mask } from '../core/geometry/surface.ts'
import { pigmentOf, rednessOf } from '../core/pigment/pigment.ts'
import { packPixels, unpackPixels, type PackedPixels } from '../core/pixels/packedPixels.ts'
import { measureSkin, type SkinModel } from '../core/pixels/skin.ts'
import type { SomeDots } from '../core/render/inkDensity.ts'
import { dotReachPx, renderOn } from '../core/render/renderTile.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import type { GroundAt } from './grounds.ts'
import { inker, type InkOf } from './inking.ts'
import { tileRect, type Pixels, type PhotoPixels } from './photoLevels.ts'
import { changedRect, dotsNear, dotsOfTile, type InkedTile } from './tiling.ts'

/** A design ready to be drawn tile by tile. */
export interface Drawing {
  readonly tiles: readonly InkedTile[]
  /** Dots of the shown sittings. */
  readonly dots: number
  /** How many of them lie on skin that is measured. */
  readonly counted: number
  /** How near they come to a helmet; null for too few. */
  helmet(): HelmetFigures | null
  /** Equal only for tiles of the same place that look the same. */
  look(tile: InkedTile): string
  /** Finished pixels of a tile at a mip level. */
  draw(tile: InkedTile, level: number): Pixels
  /** The same for a hand that moves, quicker: of a coarser level. */
  sketch(tile: InkedTile, level: number): Pixels
}

/** A tile of which more than this share has changed is drawn as a whole. */
const MOST_REDRAWN = 0.7

/** A full-size tile as it was drawn last; packed, for a photo has many. */
interface FinishedTile {
  readonly look: string
  readonly ink: string
  readonly dots: Dots
  readonly pixels: PackedPixels
}

/**
 * Draws designs on one photo. Remembers each place's full-size tile as it was drawn last: an edit, a snapshot or an export
 * draws only what does not look as before.
 */
export function drawer(photo: PhotoPixels, skinOf: ReturnType<typeof skinMeasurer>, groundAt: GroundAt) {
  const finished = new Map<string, FinishedTile>()
  const inkOf = inker()
  let last: { placed: Dots; ink: string; drawing: Drawing } | null = null
  return (design: Design, placed: Dots): Drawing => {
    const ink = JSON.stringify(design.fill)
    if (last?.placed === placed && last.ink === ink) return last.drawing
    const drawing = drawingOf(photo, design, placed, skinOf(design), finished, groundAt, inkOf)
    last = { placed, ink, drawing }
    return drawing
  }
}

function drawingOf(
  photo: PhotoPixels,
  design: Design,
  placed: Dots,
  { skin, key }: MeasuredSkin,
  finished: Map<string, FinishedTile>,
  groundAt: GroundAt,
  inkOf: InkOf,
): Drawing {
  const surface = surfaceOf(design)
  const pigment = pigmentOf(design.fill)
  const reach = Math.ceil(dotReachPx(pigment, surface.leastMmPerPx))
  const { dots, tiles, measured } = inkOf(design, placed, surface, reach)
  const { moment, ageing, seed } = design.fill
  const ink = JSON.stringify([pigment, rednessOf(pigment, moment, ageing), seed, key, surface.key])
  const look = (tile: InkedTile): string => `${tile.tx},${tile.ty} ${tile.fingerprint} ${ink}`

  /** Finished pixels of a rectangle of a level. */
  function drawRect(
    { dots: inked, some }: { readonly dots: Dots; readonly some?: SomeDots },
    rect: RectPx,
    level: number,
    sketched = false,
  ): Uint8ClampedArray<ArrayBuffer> {
    const ground = groundAt(rect, level, { skin, key, seed })
    return renderOn(ground, inked, {
      pigment,
      surface,
      skin,
      moment,
      ageing,
      seed,
      level,
      sketched,
      ...(some && { some }),
    })
  }

  function drawTile(tile: InkedTile, own: Dots, rect: RectPx): Pixels {
    const { width, height } = rect
    const before = finished.get(`${tile.tx},${tile.ty}`)
    const changed = before?.ink === ink ? changedRect(before.dots, own, reach, rect) : rect
    if (!before || changed.width * changed.height > MOST_REDRAWN * width * height)
      return { width, height, rgba: drawRect(tile, rect, 0) }
    const { rgba } = unpacked(before.pixels)
    const part = drawRect({ dots: dotsNear(own, changed, reach) }, changed, 0)
    for (let row = 0; row < changed.height; row++) {
      const to = ((changed.y - rect.y + row) * width + changed.x - rect.x) * 4
      rgba.set(part.subarray(row * changed.width * 4, (row + 1) * changed.width * 4), to)
    }
    return { width, height, rgba }
  }

  return {
    tiles,
    dots: dots.count,
    counted: measured,
    helmet: () => helmetFigures(dots, pigment, surface),
    look,
    draw(tile, level) {
      const rect = tileRect(tile.tx, tile.ty, photo, level)
      if (level > 0) return { width: rect.width, height: rect.height, rgba: drawRect(tile, rect, level) }
      const place = `${tile.tx},${tile.ty}`
      const before = finished.get(place)
      if (before?.look === look(tile)) return unpacked(before.pixels)
      // Of its own: the dots of the whole picture are let go of with it.
      const own = dotsOfTile(tile)
      const pixels = drawTile(tile, own, rect)
      const packed = packPixels(pixels.rgba, rect.width, rect.height)
      finished.set(place, { look: look(tile), ink, dots: own, pixels: packed })
      return pixels
    },
    sketch(tile, level) {
      const rect = tileRect(tile.tx, tile.ty, photo, level)
      return { width: rect.width, height: rect.height, rgba: drawRect(tile, rect, level, true) }
    },
  }
}

function unpacked(packed: PackedPixels): Pixels {
  const { width, height } = packed
  const rgba = new Uint8ClampedArray(width * height * 4)
  unpackPixels(packed, rgba)
  return { width, height, rgba }
}

interface MeasuredSkin {
  readonly skin: SkinModel
  /** Equal for the same photo, marks and scale. */
  readonly key: string
}

/** The skin is measured once per photo, marks and scale; not by the area, or painting would change ink elsewhere. */
export function skinMeasurer(photo: PhotoPixels) {
  let last: MeasuredSkin | null = null
  return (design: Design): MeasuredSkin => {
    // Blur and noise are the camera's: told by the plane's scale, they change with no move of the line over tilted skin.
    const mmPerPx = planeOf(design).mmPerPxAt(design.hairline.midline)
    const key = JSON.stringify([{ ...design.marks, checked: null }, mmPerPx])
    if (last?.key === key) return last
    const { rgba, width, height } = photo.level(0)
    const tile = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
    const skin = measureSkin(tile, skinMask(design.marks, photo), mmPerPx)
    last = { key, skin }
    return last
  }
}

/** Forehead and scalp: inside the head's outline, a little in from its rim, and above the brows. */
export function skinMask(marks: Marks, photo: { readonly width: number; readonly height: number }): Mask {
  const { centre, rx, ry, squareness } = marks.outline
  const { toFace } = faceFrame(marks)
  const browTop = faceHeightPx(marks) * 0.06
  const cos = Math.cos(marks.midlineTilt)
  const sin = Math.sin(marks.midlineTilt)
  const inside = 0.9
  return {
    width: photo.width,
    height: photo.height,
    coverageAt(x, y) {
      const dx = x + 0.5 - centre.x
      const dy = y + 0.5 - centre.y
      const u = Math.abs(dx * cos + dy * sin) / (rx * inside)
      const v = Math.abs(dy * cos - dx * sin) / (ry * inside)
      if (u >= 1 || v >= 1 || u ** squareness + v ** squareness > 1) return 0
      return toFace({ x: x + 0.5, y: y + 0.5 }).y > browTop ? 255 : 0
    },
  }
}
