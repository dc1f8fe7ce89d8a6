import { surfaceOf } from '../core/design/calibration.ts'
import type { Design, Marks } from '../core/design/design.ts'
import { faceFrame, faceHeightPx } from '../core/design/marks.ts'
import { dotWeights } from '../core/fill/dotWeights.ts'
import type { Mask } from '../core/geometry/surface.ts'
import { pigmentOf } from '../core/pigment/pigment.ts'
import { measureSkin, type SkinModel } from '../core/pixels/skin.ts'
import { dotReachPx, renderTile } from '../core/render/renderTile.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import { cut, tileRect, type Pixels } from './photoLevels.ts'
import { inkedTiles, type InkedTile } from './tiling.ts'

/** A design ready to be drawn tile by tile. */
export interface Drawing {
  readonly tiles: readonly InkedTile[]
  /** Dots of the shown sittings. */
  readonly dots: number
  /** Finished pixels of a tile at a mip level. */
  draw(tile: InkedTile, level: number): Pixels
}

interface Photo {
  readonly width: number
  readonly height: number
  readonly level: (level: number) => Pixels
}

/**
 * Draws designs on one photo. Remembers the full-size tiles of the last design, so that a snapshot or an export of what is on
 * the screen draws nothing again.
 */
export function drawer(photo: Photo) {
  const skinOf = skinMeasurer(photo)
  let last: { placed: Dots; ink: string; drawing: Drawing } | null = null
  return (design: Design, placed: Dots): Drawing => {
    const ink = JSON.stringify(design.fill)
    if (last?.placed === placed && last.ink === ink) return last.drawing
    const drawing = drawingOf(photo, design, placed, skinOf(design))
    last = { placed, ink, drawing }
    return drawing
  }
}

function drawingOf(photo: Photo, design: Design, placed: Dots, skin: SkinModel): Drawing {
  const surface = surfaceOf(design)
  const pigment = pigmentOf(design.fill)
  const dots = dotWeights(placed, design, surface)
  const reach = Math.ceil(dotReachPx(pigment, surface.mmPerPxAt(design.hairline.midline)))
  const finished = new Map<string, Pixels>()
  return {
    tiles: inkedTiles(dots, reach, design),
    dots: dots.count,
    draw(tile, level) {
      const key = `${level}/${tile.tx},${tile.ty}`
      const before = finished.get(key)
      if (before) return before
      const rect = tileRect(tile.tx, tile.ty, photo, level)
      const apronPx = Math.ceil(reach / 2 ** level)
      const width = rect.width + 2 * apronPx
      const height = rect.height + 2 * apronPx
      const x0 = rect.x - apronPx
      const y0 = rect.y - apronPx
      const rgba = cut(photo.level(level), x0, y0, width, height)
      const drawn = renderTile({ x0, y0, width, height, rgba, apronPx }, tile.dots, {
        pigment,
        surface,
        skin,
        moment: design.fill.moment,
        seed: design.fill.seed,
        level,
      })
      const pixels = { width: rect.width, height: rect.height, rgba: drawn as Uint8ClampedArray<ArrayBuffer> }
      if (level === 0) finished.set(key, pixels)
      return pixels
    },
  }
}

/** The skin is measured once per photo, marks and scale; not by the area, or painting would change ink elsewhere. */
function skinMeasurer(photo: Photo) {
  let last: { key: string; skin: SkinModel } | null = null
  return (design: Design): SkinModel => {
    const mmPerPx = surfaceOf(design).mmPerPxAt(design.hairline.midline)
    const key = JSON.stringify([{ ...design.marks, checked: null }, mmPerPx])
    if (last?.key === key) return last.skin
    const { rgba, width, height } = photo.level(0)
    const tile = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
    const skin = measureSkin(tile, skinMask(design.marks, photo), mmPerPx)
    last = { key, skin }
    return skin
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
