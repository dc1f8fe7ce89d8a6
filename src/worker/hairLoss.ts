import { surfaceOf } from '../core/design/scale/calibration.ts'
import type { Design, LossStage } from '../core/design/design.ts'
import { outlinePolygon } from '../core/design/head/headOutline.ts'
import { marksDoubt, recessionRaster } from '../core/design/lines/recession.ts'
import type { PointPx, RectPx } from '../core/geometry/points.ts'
import { rasterPolygon } from '../core/geometry/polygon.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { seenSkin, type HeadCells, type SeenSkin } from '../core/pixels/seenSkin.ts'
import type { PhotoTile } from '../core/pixels/photoTile.ts'
import { skinUnderHair, type SkinUnderHair } from '../core/pixels/skinUnderHair.ts'
import { hairGone } from '../core/render/hairGone.ts'
import { loseHair } from '../core/render/loseHair.ts'
import { bareTile } from './tiling.ts'
import { drawer, skinMask, type Drawing, type skinMeasurer } from './drawing.ts'
import { TILE_PX, type HairLoss } from './engine.ts'
import { groundMemory } from './grounds.ts'
import { placeOf } from './coarseTiles.ts'
import { tileRect, type Pixels, type PhotoPixels } from './photoLevels.ts'
import { maskKey } from './placing.ts'

/** Side of the cells in which hair is looked for, mm: some ten hairs of a shaved head. */
const CELL_MM = 1.5
const LEAST_CELL_PX = 4

/** Less than this is a fringe that nobody sees go, cm2. */
const LEAST_CM2 = 0.5
/** Px of a cell's side that tell whether its hair is gone: fewer than show every pore. */
const LOOKED_AT_PX = 4

/** The photo without the hair that a design's stage loses. */
interface Later {
  readonly key: string
  readonly loss: HairLoss
  /** Null where it looks as it does today. */
  readonly drawn: { readonly box: RectPx; readonly drawingOf: ReturnType<typeof drawer> } | null
}

/** What is seen on a head, whatever it loses. */
interface Seen {
  readonly key: string
  readonly cells: HeadCells
  readonly skin: SeenSkin
}

/** Draws designs on the photo as it will look when native hair is lost. Remembers the last stage. */
export function hairLoser(photo: PhotoPixels, skinOf: ReturnType<typeof skinMeasurer>) {
  let last: Later | null = null
  let seen: Seen | null = null

  function seenOn(design: Design, px: number, whole: PhotoTile): Seen {
    const key = JSON.stringify([design.marks, px])
    if (seen?.key === key) return seen
    const cells = headCells(photo, design, px)
    return (seen = { key, cells, skin: seenSkin(whole, cells) })
  }

  function laterOf(design: Design): Later | null {
    const { add, subtract, stage } = design.recession
    if (stage === null) return null
    const surface = surfaceOf(design)
    const mmPerPx = surface.mmPerPxAt(design.hairline.midline)
    const key = JSON.stringify([design.marks, mmPerPx, stage, maskKey(add), maskKey(subtract)])
    if (last?.key !== key) last = { key, ...newLater(design, stage, surface, mmPerPx) }
    return last
  }

  function newLater(design: Design, stage: LossStage, surface: Surface, mmPerPx: number): Omit<Later, 'key'> {
    const shownAsToday = (problem: HairLoss['problem']) => ({ loss: { stage, lostCm2: 0, problem }, drawn: null })
    const doubt = marksDoubt(design)
    if (doubt) return shownAsToday(doubt)
    const px = Math.max(LEAST_CELL_PX, Math.round(CELL_MM / mmPerPx))
    const lost = recessionRaster(design, px)
    if (!lost) return shownAsToday('noHair')
    const { width, height, rgba } = photo.level(0)
    const whole = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
    const { cells, skin } = seenOn(design, px, whole)
    const under = skinUnderHair(whole, cells, lost.coverage, skin)
    if (typeof under === 'string') return shownAsToday(under)
    const level = withoutHair(photo, under, outlinePolygon(design.marks))
    const look = Math.max(0, Math.floor(Math.log2(px / LOOKED_AT_PX)))
    const lostCm2 = areaCm2Of(hairGone(photo.level(look), level(look), under, look), under, surface)
    if (lostCm2 < LEAST_CM2) return shownAsToday('noHair')
    const later = { width: photo.width, height: photo.height, level }
    const drawingOf = drawer(later, skinOf, groundMemory(later))
    return { loss: { stage, lostCm2, problem: null }, drawn: { box: under.box, drawingOf } }
  }

  return {
    /** What is lost; null where the design keeps all hair. */
    lossOf: (design: Design): HairLoss | null => laterOf(design)?.loss ?? null,

    /** The drawing on the photo without that hair; null where it looks as it does today. */
    drawing(design: Design, dots: Parameters<ReturnType<typeof drawer>>[1]): Drawing | null {
      const later = laterOf(design)
      if (!later?.drawn) return null
      const { box, drawingOf } = later.drawn
      const drawing = drawingOf(design, dots)
      const inked = new Set(drawing.tiles.map(placeOf))
      const bared = tilesOver(box, photo).filter((place) => !inked.has(placeOf(place)))
      return {
        ...drawing,
        tiles: [...drawing.tiles, ...bared.map(({ tx, ty }) => bareTile(tx, ty))],
        look: (tile) => `${drawing.look(tile)} ${later.key}`,
      }
    },
  }
}

/** The levels of a photo without hair, each made when it is first asked for: a preview needs a coarse one only. */
function withoutHair(photo: PhotoPixels, under: SkinUnderHair, head: readonly PointPx[]): PhotoPixels['level'] {
  const made = new Map<number, Pixels>()
  return (level) => {
    const known = made.get(level)
    if (known) return known
    const { width, height } = photo.level(level)
    const pixels = { width, height, rgba: loseHair(photo.level, under, head, level) }
    made.set(level, pixels)
    return pixels
  }
}

/** Cells of a photo, with what of them is head and scalp. */
export function headCells(photo: PhotoPixels, design: Design, px: number): HeadCells {
  const width = Math.ceil(photo.width / px)
  const height = Math.ceil(photo.height / px)
  const head = rasterPolygon(outlinePolygon(design.marks), { left: 0, top: 0, step: px, width, height })
  const skin = skinMask(design.marks, photo)
  const middle = (i: number) => Math.floor((i + 0.5) * px)
  const scalp = head.map((_, cell) => skin.coverageAt(middle(cell % width), middle(Math.floor(cell / width))))
  return { px, width, height, head, scalp }
}

/** Of shares of the cells; skin that is seen at a slant is left out, as in every area. */
function areaCm2Of(shares: Float32Array, { px, width }: SkinUnderHair, surface: Surface): number {
  let mm2 = 0
  for (const [cell, s] of shares.entries()) {
    if (s === 0) continue
    const at = { x: ((cell % width) + 0.5) * px, y: (Math.floor(cell / width) + 0.5) * px }
    if (surface.isMeasured(at)) mm2 += s * (px * surface.mmPerPxAt(at)) ** 2
  }
  return mm2 / 100
}

function tilesOver(box: RectPx, photo: PhotoPixels): { tx: number; ty: number }[] {
  const places: { tx: number; ty: number }[] = []
  for (let ty = 0; ty * TILE_PX < photo.height; ty++)
    for (let tx = 0; tx * TILE_PX < photo.width; tx++) {
      const { x, y, width, height } = tileRect(tx, ty, photo, 0)
      if (x < box.x + box.width && box.x < x + width && y < box.y + box.height && box.y < y + height)
        places.push({ tx, ty })
    }
  return places
}
