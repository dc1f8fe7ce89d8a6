import { surfaceOf } from '../core/design/calibration.ts'
import type { Design } from '../core/design/design.ts'
import { existingDesign, type ReversedDesign } from '../core/design/reversal.ts'
import { dotWeights } from '../core/fill/dotWeights.ts'
import { measureExistingInk, type InkResult } from '../core/fill/existingInk.ts'
import type { Band, RectPx } from '../core/geometry/points.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { densityLeft } from '../core/pigment/ageing.ts'
import { pigmentOf, solvedStrength, type Pigment } from '../core/pigment/pigment.ts'
import { residualAt, residualMap, residualOfDots, treatedRect } from '../core/plan/residualMap.ts'
import { zoneCounts, zoneDotsOf, type ZoneDots } from '../core/plan/zoneDots.ts'
import { zoneAreasCm2, zoneAt, zoneNames, zonesOf, type ZoneName, type Zones } from '../core/plan/zones.ts'
import { prepareLightening, type Lightening } from '../core/render/lightenInk.ts'
import { dotReachPx, renderTile } from '../core/render/renderTile.ts'
import { emptyDots } from '../core/sampling/emptyDots.ts'
import { pickDots } from '../core/sampling/pickDots.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import type { PointSet } from '../core/sampling/rankedSet.ts'
import type { Drawing, skinMeasurer } from './drawing.ts'
import { TILE_PX, type ReversalFigures } from './engine.ts'
import { cut, tileRect, type Pixels } from './photoLevels.ts'
import { placingKey } from './placing.ts'
import { dotsNear, inkedTiles, type InkedTile } from './tiling.ts'

interface Photo {
  readonly width: number
  readonly height: number
  readonly level: (level: number) => Pixels
}

/** What a reversal's lines and zones give, whatever is treated and shown. */
interface Course {
  readonly key: string
  /** Another one for each course. */
  readonly id: number
  readonly zones: Zones
  readonly dots: ZoneDots
}

/** Ink in the photo, measured, and ready to be lightened. */
interface Traced {
  readonly key: string
  readonly ink: InkResult
  readonly lightening: Lightening | null
}

/** Contrast read off a photo, 90 %, relative; assumed. */
const READ_CONTRAST = 0.25

/** Draws the stages of reversals on one photo, and measures them. */
export function reverser(photo: Photo, skinOf: ReturnType<typeof skinMeasurer>) {
  let course: Course | null = null
  let courses = 0
  let traced: Traced | null = null

  function courseOf(design: ReversedDesign, pointSet: PointSet): Course {
    const surface = surfaceOf(design)
    const key = courseKey(design, surface)
    if (course?.key === key) return course
    const zones = zonesOf(design, surface)
    return (course = { key, id: ++courses, zones, dots: zoneDotsOf(design, zones, surface, pointSet) })
  }

  function tracedInk(design: ReversedDesign, zones: Zones): Traced {
    const surface = surfaceOf(design)
    const { skin, key: skinKey } = skinOf(design)
    const key = `${placingKey(existingDesign(design), surface)} ${skinKey}`
    if (traced?.key === key) return traced
    const { rgba, width, height } = photo.level(0)
    const whole = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
    const area = { width, height, coverageAt: (x: number, y: number) => zoneAt(zones, 'existing', x, y) }
    const ink = measureExistingInk(whole, area, null, { surface, skin })
    const lightening = ink.ok ? prepareLightening(whole, area, ink.ink.inSkin, { surface, skin }) : null
    return (traced = { key, ink, lightening })
  }

  return {
    figures(design: ReversedDesign, pointSet: PointSet): ReversalFigures {
      const surface = surfaceOf(design)
      const { zones, dots } = courseOf(design, pointSet)
      const areas = zoneAreasCm2(zones, surface)
      const counts = zoneCounts(dots, design, surface)
      const { existing } = design.reversal
      const of = (name: ZoneName) => ({ areaCm2: areas[name], dots: counts[name] })
      const measures = Object.fromEntries(zoneNames.map((name) => [name, of(name)])) as ReversalFigures['measures']
      if (existing.kind === 'simulated') {
        const { moment, ageing } = existing.fill
        return { zones, measures, contrast: densityLeft(moment, ageing), ink: null, problem: null }
      }
      const { ink } = tracedInk(design, zones)
      if (!ink.ok) return { zones, measures, contrast: UNKNOWN_CONTRAST, ink: null, problem: ink.problem }
      const { dotsFound, densityPerCm2, match } = ink.ink
      const contrast = readContrast(match.strength)
      return { zones, measures, contrast, ink: { dotsFound, densityPerCm2, match }, problem: null }
    },

    drawing(design: ReversedDesign, pointSet: PointSet): Drawing {
      const { id, zones, dots } = courseOf(design, pointSet)
      const { reversal } = design
      const surface = surfaceOf(design)
      const map = residualMap(design, zones, surface)
      const atEnd = reversal.shownAfter > reversal.sessions
      const added = atEnd && design.fill.filled ? layerOf(design, picked(dots.final, dots.ids.add), surface) : null
      if (reversal.existing.kind === 'simulated') {
        const left = residualOfDots(map, dots)
        const strength = dots.existing.strength.map((s, i) => s * left[i]!)
        const old = layerOf(existingDesign(design), { ...dots.existing, strength }, surface)
        return drawingOf(photo, design, skinOf(design), [old, added], null)
      }
      const { lightening } = tracedInk(design, zones)
      const rect = lightening && treatedRect(map)
      const lighten = rect && {
        rect,
        look: JSON.stringify([map.x0, map.y0, map.removed, reversal.shownAfter, id, reversal.featherMm]),
        tile: (tile: Parameters<Lightening['lighten']>[0], level: number) =>
          lightening.lighten(tile, (x, y) => residualAt(map, x, y), level),
      }
      return drawingOf(photo, design, skinOf(design), [added], lighten)
    },
  }
}

/** Nothing is known of ink that could not be measured: as a fill that is newly healed, or half gone. */
const UNKNOWN_CONTRAST: Band = { value: 1, low: 0.5, high: 1.2 }

const readContrast = (strength: number): Band => {
  const value = strength / solvedStrength
  return { value, low: value * (1 - READ_CONTRAST), high: value * (1 + READ_CONTRAST) }
}

/** Everything that decides where zones and dots lie. */
function courseKey(design: ReversedDesign, surface: Surface): string {
  const { existing, zoneEdits, lightenBandMm } = design.reversal
  const edits = { ...design, area: { ...design.area, add: zoneEdits.remove, subtract: zoneEdits.keep } }
  return [
    placingKey(design, surface),
    placingKey(existingDesign(design), surface),
    placingKey(edits, surface),
    existing.kind,
    existing.fill.sitting,
    lightenBandMm,
  ].join(' | ')
}

function picked(dots: Dots, ids: Uint32Array): Dots {
  const chosen = new Uint32Array(ids.length)
  let k = 0
  for (let i = 0; i < dots.count && k < ids.length; i++) if (dots.id[i] === ids[k]) chosen[k++] = i
  return pickDots(dots, chosen.subarray(0, k))
}

/** Dots of one ink. */
interface Layer {
  readonly dots: Dots
  readonly pigment: Pigment
  readonly fill: Design['fill']
  readonly reach: number
  readonly tiles: ReadonlyMap<string, InkedTile>
}

function layerOf(design: Design, dots: Dots, surface: Surface): Layer {
  const pigment = pigmentOf(design.fill)
  const weighted = dotWeights(dots, design, surface)
  const reach = Math.ceil(dotReachPx(pigment, surface.mmPerPxAt(design.hairline.midline)))
  const tiles = new Map(inkedTiles(weighted, reach, design).map((tile) => [`${tile.tx},${tile.ty}`, tile]))
  return { dots: weighted, pigment, fill: design.fill, reach, tiles }
}

interface Treatment {
  readonly rect: RectPx
  readonly look: string
  tile(tile: Parameters<Lightening['lighten']>[0], level: number): Uint8ClampedArray<ArrayBuffer>
}

/** Ink of the photo first, then layer over layer: densities add, so each one multiplies what lies below. */
function drawingOf(
  photo: Photo,
  design: ReversedDesign,
  { skin, key }: ReturnType<ReturnType<typeof skinMeasurer>>,
  inks: readonly (Layer | null)[],
  treatment: Treatment | null,
): Drawing {
  const surface = surfaceOf(design)
  const layers = inks.filter((layer) => layer !== null)
  const tiles = tilesOf(photo, layers, treatment)
  const inkLooks = layers.map(({ pigment, fill }) =>
    JSON.stringify([pigment, fill.moment, fill.ageing, fill.seed, key]),
  )
  return {
    tiles,
    dots: layers.reduce((sum, { dots }) => sum + dots.count, 0),
    helmet: () => null,
    look(tile) {
      const place = `${tile.tx},${tile.ty}`
      const inks = layers.map((layer, k) => {
        const inked = layer.tiles.get(place)
        return inked ? `${inked.fingerprint} ${inkLooks[k]}` : ''
      })
      const treated = treatment && overlap(treatment.rect, tileRect(tile.tx, tile.ty, photo, 0))
      return [place, ...inks, treated ? treatment.look : ''].join(' ')
    },
    draw(tile, level) {
      const rect = tileRect(tile.tx, tile.ty, photo, level)
      const grow = 2 ** level
      // Each layer needs what lies below it as far as its ink reaches.
      const aprons = layers.map(({ reach }) => Math.ceil(reach / grow))
      let apron = aprons.reduce((sum, a) => sum + a, 0)
      let now = grown(rect, apron + 1)
      let rgba = cut(photo.level(level), now.x, now.y, now.width, now.height)
      if (treatment) rgba = treatment.tile({ ...placeOf(now), rgba, apronPx: 1 }, level)
      else
        rgba = cut(photo.level(level), rect.x - apron, rect.y - apron, rect.width + 2 * apron, rect.height + 2 * apron)
      now = grown(rect, apron)
      for (const [k, { dots, pigment, fill, reach }] of layers.entries()) {
        const apronPx = aprons[k]!
        apron -= apronPx
        const inner = grown(rect, apron)
        const near = dotsNear(dots, scaledRect(inner, grow), reach)
        const { moment, ageing, seed } = fill
        rgba = renderTile({ ...placeOf(now), rgba, apronPx }, near, {
          pigment,
          surface,
          skin,
          moment,
          ageing,
          seed,
          level,
        })
        now = inner
      }
      return { width: rect.width, height: rect.height, rgba }
    },
  }
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

const overlap = (a: RectPx, b: RectPx): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** All places that differ from the photo. */
function tilesOf(photo: Photo, layers: readonly Layer[], treatment: Treatment | null): readonly InkedTile[] {
  const found = new Map<string, InkedTile>()
  for (const { tiles } of layers)
    for (const [place, tile] of tiles) {
      const before = found.get(place)
      found.set(place, before ? { ...before, centred: before.centred + tile.centred } : tile)
    }
  if (treatment) {
    const none = emptyDots(0)
    for (let ty = 0; ty * TILE_PX < photo.height; ty++)
      for (let tx = 0; tx * TILE_PX < photo.width; tx++) {
        const place = `${tx},${ty}`
        if (found.has(place) || !overlap(treatment.rect, tileRect(tx, ty, photo, 0))) continue
        found.set(place, { tx, ty, dots: none, centred: 0, fingerprint: '' })
      }
  }
  return [...found.values()]
}
