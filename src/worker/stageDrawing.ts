import { surfaceOf } from '../core/design/scale/calibration.ts'
import type { Design } from '../core/design/design.ts'
import { dotWeights } from '../core/fill/dotWeights.ts'
import type { RectPx } from '../core/geometry/points.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { pigmentOf, type Pigment } from '../core/pigment/pigment.ts'
import { dotLies } from '../core/render/dotLies.ts'
import type { SomeDots } from '../core/render/inkDensity.ts'
import type { Lightening } from '../core/render/lightenInk.ts'
import { innerBytes } from '../core/render/lightenTile.ts'
import { dotReachPx, groundOf, renderOn } from '../core/render/renderTile.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import type { Drawing, skinMeasurer } from './drawing.ts'
import { TILE_PX } from './engine.ts'
import { APRON_PX, type GroundAt } from './grounds.ts'
import { partOf, tileRect, type PhotoPixels, type Pixels } from './photoLevels.ts'
import { bareTile, dotsNear, inkedTiles, sortDots, type InkedTile } from './tiling.ts'

/** Dots of one ink. */
export interface Layer {
  readonly dots: Dots
  /** How many of them lie on skin that is measured. */
  readonly measured: number
  readonly pigment: Pigment
  readonly fill: Design['fill']
  readonly reach: number
  readonly tiles: ReadonlyMap<string, InkedTile>
}

export function layerOf(design: Design, dots: Dots, surface: Surface): Layer {
  const pigment = pigmentOf(design.fill)
  const weighted = dotWeights(dots, design, surface)
  const reach = Math.ceil(dotReachPx(pigment, surface.leastMmPerPx))
  const lies = dotLies(weighted, surface)
  const tiles = new Map(
    inkedTiles(weighted, lies, sortDots(weighted, reach, design)).map((tile) => [`${tile.tx},${tile.ty}`, tile]),
  )
  return { dots: weighted, measured: lies.measured, pigment, fill: design.fill, reach, tiles }
}

/** What is done to the ink of the photo. */
export interface Treatment {
  /** Whether it changes anything in a part of the photo, px. */
  touches(rect: RectPx): boolean
  readonly look: string
  tile(tile: Parameters<Lightening['lighten']>[0], level: number): Uint8ClampedArray<ArrayBuffer>
}

/** Ink of the photo first, then layer over layer: densities add, so each one multiplies what lies below. */
export function stageDrawing(
  photo: PhotoPixels,
  design: Design,
  { skin, key }: ReturnType<ReturnType<typeof skinMeasurer>>,
  inks: readonly (Layer | null)[],
  treatment: Treatment | null,
  groundAt: GroundAt,
): Drawing {
  const surface = surfaceOf(design)
  const layers = inks.filter((layer) => layer !== null)
  const tiles = tilesOf(photo, layers, treatment)
  const inkLooks = layers.map(({ pigment, fill }) =>
    JSON.stringify([pigment, fill.moment, fill.ageing, fill.seed, key, surface.key]),
  )
  const drawn = (tile: InkedTile, level: number, sketched: boolean): Pixels => {
    const rect = tileRect(tile.tx, tile.ty, photo, level)
    // Each layer needs what lies below it as far as its gloss is told.
    let apron = layers.length * APRON_PX
    let rgba = treatment && treatedPart(photo, treatment, grown(rect, apron), level)
    for (const layer of layers) {
      const { pigment, fill } = layer
      const outer = grown(rect, apron)
      apron -= APRON_PX
      const inner = grown(rect, apron)
      const { moment, ageing, seed } = fill
      const near = apron === 0 ? ownDots(layer, tile) : dotsAround(layer, scaledRect(inner, 2 ** level))
      const below = rgba && { ...placeOf(outer), rgba, apronPx: APRON_PX }
      if (!near) {
        rgba = below ? innerBytes(below) : null
        continue
      }
      const ground = below ? groundOf(below, { skin, seed, level }) : groundAt(inner, level, { skin, key, seed })
      const { dots, ...known } = near
      rgba = renderOn(ground, dots, { pigment, surface, skin, moment, ageing, seed, level, sketched, ...known })
    }
    return { width: rect.width, height: rect.height, rgba: rgba ?? partOf(photo, level, rect) }
  }
  return {
    tiles,
    dots: layers.reduce((sum, { dots }) => sum + dots.count, 0),
    counted: layers.reduce((sum, { measured }) => sum + measured, 0),
    helmet: () => null,
    look(tile) {
      const place = `${tile.tx},${tile.ty}`
      const inks = layers.map((layer, k) => {
        const inked = layer.tiles.get(place)
        return inked ? `${inked.fingerprint} ${inkLooks[k]}` : ''
      })
      const treated = treatment !== null && treatment.touches(tileRect(tile.tx, tile.ty, photo, 0))
      return [place, ...inks, treated ? treatment.look : ''].join(' ')
    },
    draw: (tile, level) => drawn(tile, level, false),
    sketch: (tile, level) => drawn(tile, level, true),
  }
}

interface NearDots {
  readonly dots: Dots
  readonly some?: SomeDots
}

/** The dots whose ink reaches a tile itself; null where there are none. */
function ownDots({ tiles }: Layer, { tx, ty }: InkedTile): NearDots | null {
  const inked = tiles.get(`${tx},${ty}`)
  return inked ? { dots: inked.dots, some: inked.some } : null
}

/** And those whose ink reaches what is around it. */
function dotsAround({ dots, reach }: Layer, rect: RectPx): NearDots | null {
  const near = dotsNear(dots, rect, reach)
  return near.count > 0 ? { dots: near } : null
}

/** The same with its ink treated: a pixel more all round, so that parts make the same picture as the whole. */
const treatedPart = (photo: PhotoPixels, treatment: Treatment, rect: RectPx, level: number) => {
  const outer = grown(rect, 1)
  return treatment.tile({ ...placeOf(outer), rgba: partOf(photo, level, outer), apronPx: 1 }, level)
}

const placeOf = ({ x, y, width, height }: RectPx) => ({ x0: x, y0: y, width, height })

const grown = ({ x, y, width, height }: RectPx, by: number): RectPx => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

const scaledRect = ({ x, y, width, height }: RectPx, by: number): RectPx => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
})

/** All places that differ from the photo. */
function tilesOf(photo: PhotoPixels, layers: readonly Layer[], treatment: Treatment | null): readonly InkedTile[] {
  const found = new Map<string, InkedTile>()
  for (const { tiles } of layers)
    for (const [place, tile] of tiles) {
      const before = found.get(place)
      found.set(place, before ? { ...before, centred: before.centred + tile.centred } : tile)
    }
  if (treatment) {
    for (let ty = 0; ty * TILE_PX < photo.height; ty++)
      for (let tx = 0; tx * TILE_PX < photo.width; tx++) {
        const place = `${tx},${ty}`
        if (found.has(place) || !treatment.touches(tileRect(tx, ty, photo, 0))) continue
        found.set(place, bareTile(tx, ty))
      }
  }
  return [...found.values()]
}
