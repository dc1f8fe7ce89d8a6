import { Z90 } from '../geometry/normalBand.ts'
import type { Band, RectPx } from '../geometry/points.ts'
import { part, whole, type Steps } from '../geometry/steps.ts'
import type { Mask, Surface } from '../geometry/surface.ts'
import { inkDots, presetEnergyMm2, type Rgb } from '../pigment/inkModel.ts'
import type { Patch } from '../pixels/patch.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import { bareSkinAt, bareSkinBeside, type BareSkin, type InkProblem } from './bareSkin.ts'
import { coreColour } from './coreColour.ts'
import { haloTone, toneCellsOf } from './haloTone.ts'
import { withoutMarksInFront } from './inkInFront.ts'
import { densityOn, inkOnCells, spotsOnCells, type InkColour } from './inkOnCells.ts'
import { findInkSpots, type InkSpots } from './inkSpots.ts'
import { areaMm2Of, facingPart, sampleArea } from './sampledArea.ts'
import { skinGloss, type PhotoCells } from './skinGloss.ts'
import { skinLightOf, type SkinLight } from './skinLight.ts'

/** Ink as it lies in the skin of a photo: what has to be taken out of it. */
export interface InkInSkin extends InkColour {
  readonly spots: InkSpots
}

/** Pigment that is in the skin already, measured on its photo. */
export interface MeasuredInk {
  readonly dotsFound: number
  readonly areaCm2: Band
  readonly densityPerCm2: Band
  /** Mean optical density over the area, cores and halos, red green blue. */
  readonly contrast: Rgb
  /** Of one dot, as NativeMatch has it, but without its limits. */
  readonly strength: Band
  /** With this strength and tint a fill of this density is as dark, in dots of the usual size (as design NativeMatch). */
  readonly match: { readonly strength: number; readonly tint: Rgb }
  /** The bare skin that it was compared with. */
  readonly bare: Patch
  readonly inSkin: InkInSkin
}

export type InkResult =
  { readonly ok: true; readonly ink: MeasuredInk } | { readonly ok: false; readonly problem: InkProblem }

export interface InkLook {
  readonly surface: Surface
  readonly skin: SkinModel
  /** Where single dots may stand before the area: they are no part of what is measured, but of the ink in the skin. */
  readonly isInFront?: (x: number, y: number) => boolean
}

/** Skin that is looked at around the area, mm: halos end within two, skin's own tone changes over four. */
const AROUND_MM = 8
/** Blur from which single dots run together, mm on the skin: beyond, more than one in ten is missed. */
const COUNTED_MM = 0.13
/** Skin that faces the camera less is too much foreshortened to tell dots apart. */
const FACING_COS = Math.cos((55 * Math.PI) / 180)
/** Less skin than this speaks for none but itself. */
const LEAST_FACING_MM2 = 100
/** Looks at gloss and ink in turn. */
const GLOSS_ROUNDS = 2
/** Fewer dots than this are no fill. */
const FEWEST = 30
/**
 * Fewer dots per cm2 than this are stubble, pores and freckles on bare skin: published work has 100 and more, and half of it
 * gone still more than twice as many (simulation-model 1).
 */
const LEAST_PER_CM2 = 20
/** Dots that hide behind others or in noise, 90 %, relative; checked on drawn fills of 60-300 per cm2. */
const COUNT_ERROR = 0.1
/** Dots keep their distance: variance of a count over its mean, 1 for random ones. */
const COUNT_VARIANCE = 0.3
/** Density of the ink read off a photo, 90 %, relative; assumed. */
const READ_CONTRAST = 0.25
/** Side of the cells over which the contrast is averaged, mm. */
const CELL_MM = 0.5
/** Limits of a NativeMatch (simulation-model 4). */
const STRENGTH = { min: 0.3, max: 3 } as const
const TINT = { min: 0.7, max: 1.4 } as const

/**
 * Measures the ink that a photo shows inside an area, against bare skin in equal light. Shaved hair inside the area looks
 * like dots and is counted with them.
 * @param photo the whole picture, full size
 * @param bare null: a place beside the area is looked for
 */
export const measureExistingInk = (photo: PhotoTile, area: Mask, bare: Patch | null, o: InkLook): InkResult =>
  whole(measureExistingInkInSteps(photo, area, bare, o))

/** The same in steps of some milliseconds. */
export function* measureExistingInkInSteps(
  photo: PhotoTile,
  mask: Mask,
  bare: Patch | null,
  o: InkLook,
): Steps<InkResult> {
  const refused = (problem: InkProblem): InkResult => ({ ok: false, problem })
  const area = yield* part(sampleArea(mask), 0, 0.03)
  const box = area.mostly
  if (!box) return refused({ code: 'noInk' })
  const mmPerPx = o.surface.mmPerPxAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
  if (Math.hypot(o.skin.blurPx, 0.5) * mmPerPx > COUNTED_MM) return refused({ code: 'coarse' })
  const beside = yield* part(
    bare ? bareSkinAt(photo, area, box, bare, o) : bareSkinBeside(photo, area, box, o),
    0.03,
    0.15,
  )
  if ('code' in beside) return refused(beside)
  const region = around(box, AROUND_MM / mmPerPx, photo)
  const { inSkin, dotsFound, light } = yield* part(inkIn(photo, area, region, beside, { ...o, mmPerPx }), 0.15, 0.96)
  const areaMm2 = yield* part(areaMm2Of(area, o.surface), 0.96, 0.97)
  const areaCm2 = { value: areaMm2.value / 100, low: areaMm2.low / 100, high: areaMm2.high / 100 }
  // Skin that turns away is not measured; an area of nothing else says nothing.
  if (!(areaMm2.value > 0)) return refused({ code: 'noInk' })
  // Dots run together where the skin is seen aslant: the part that faces the camera speaks for the rest.
  const facing = yield* part(facingPart(area, o.surface, FACING_COS), 0.97, 0.98)
  const facingMm2 = yield* part(areaMm2Of(facing, o.surface), 0.98, 0.98)
  const [counted, countedMm2] = facingMm2.value >= LEAST_FACING_MM2 ? [facing, facingMm2] : [area, areaMm2]
  const contrast = yield* part(contrastOver(counted, cellsOver(region, mmPerPx), inSkin, o.surface), 0.98, 1)
  const countedCm2 = { value: countedMm2.value / 100, low: countedMm2.low / 100, high: countedMm2.high / 100 }
  const dotsCounted = spotsIn(counted, inSkin.spots, o.surface)
  const densityPerCm2 = densityOf(dotsCounted, countedCm2)
  if (dotsFound < FEWEST || densityPerCm2.value < LEAST_PER_CM2) return refused({ code: 'noInk' })
  const { surface, isInFront } = o
  const places = isInFront && { isInArea: isIn(area), isInFront }
  const spots = places ? yield* part(withoutMarksInFront(light, inSkin.spots, places, surface), 1, 1) : inSkin.spots
  return {
    ok: true,
    ink: {
      dotsFound,
      areaCm2,
      densityPerCm2,
      contrast,
      strength: strengthOf(contrast, densityPerCm2),
      match: matchOf(contrast, dotsCounted / countedMm2.value),
      bare: beside.patch,
      inSkin: { ...inSkin, spots },
    },
  }
}

const isIn =
  (area: Mask) =>
  (x: number, y: number): boolean =>
    area.coverageAt(Math.floor(x), Math.floor(y)) > 127

function* inkIn(
  photo: PhotoTile,
  area: Mask,
  region: RectPx,
  bare: BareSkin,
  { surface, skin, mmPerPx }: InkLook & { readonly mmPerPx: number },
): Steps<{ inSkin: InkInSkin; dotsFound: number; light: SkinLight }> {
  const isInArea = isIn(area)
  const light = yield* part(skinLightOf(photo, region, skin, mmPerPx), 0, 0.02)
  const roughness = Math.sqrt(bare.measure.texture)
  const search = { light, region, surface, mmPerPx, isInArea, roughness }
  const spots = yield* part(findInkSpots(search), 0.02, 0.7)
  const toneMmPerPx = surface.mmPerPxAt({ x: region.x + region.width / 2, y: region.y + region.height / 2 })
  const toneCells = toneCellsOf(region, toneMmPerPx)
  const onTone = yield* part(spotsOnCells(toneCells, spots, surface), 0.7, 0.74)
  const onGloss = yield* part(spotsOnCells(light, spots, surface), 0.74, 0.76)
  function* colourUnder(gloss: Float32Array): Steps<InkColour> {
    const core = yield* part(coreColour({ ...light, gloss }, spots, surface), 0, 0)
    return { core, halo: yield* haloTone({ ...light, gloss }, toneCells, onTone, core, toneMmPerPx) }
  }
  // Ink is greyer than skin and is partly taken for gloss; the better it is known, the less.
  let gloss = light.gloss
  let colour = yield* part(colourUnder(gloss), 0.76, 0.84)
  for (let round = 0; round < GLOSS_ROUNDS; round++) {
    const from = 0.84 + (0.16 * round) / GLOSS_ROUNDS
    const density = densityOn(onGloss, colour)
    gloss = yield* part(skinGloss(photo, light, skin, { density, mmPerPx }), from, from)
    colour = yield* part(colourUnder(gloss), from, from + 0.16 / GLOSS_ROUNDS)
  }
  return { inSkin: { spots, ...colour }, dotsFound: spotsIn(area, spots, surface), light: { ...light, gloss } }
}

/** How many spots lie in an area, on skin that is measured. */
function spotsIn(area: Mask, spots: InkSpots, surface: Surface): number {
  let count = 0
  for (let i = 0; i < spots.count; i++) {
    const at = { x: spots.x[i]!, y: spots.y[i]! }
    if (area.coverageAt(Math.floor(at.x), Math.floor(at.y)) > 127 && surface.isMeasured(at)) count++
  }
  return count
}

/** A rectangle grown on all sides, as far as the photo goes; whole px. */
function around({ x, y, width, height }: RectPx, by: number, photo: PhotoTile): RectPx {
  const left = Math.max(photo.x0, Math.floor(x - by))
  const top = Math.max(photo.y0, Math.floor(y - by))
  const right = Math.min(photo.x0 + photo.width, Math.ceil(x + width + by))
  const bottom = Math.min(photo.y0 + photo.height, Math.ceil(y + height + by))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function cellsOver({ x, y, width, height }: RectPx, mmPerPx: number): PhotoCells {
  const px = Math.max(2, Math.round(CELL_MM / mmPerPx))
  const gx = Math.floor(x / px)
  const gy = Math.floor(y / px)
  return { px, gx, gy, width: Math.ceil((x + width) / px) - gx, height: Math.ceil((y + height) / px) - gy }
}

/** Mean density of the ink over an area, by cells. */
function* contrastOver(area: Mask, cells: PhotoCells, ink: InkInSkin, surface: Surface): Steps<Rgb> {
  const density = yield* inkOnCells(cells, ink.spots, ink, surface)
  const sum: [number, number, number] = [0, 0, 0]
  let covered = 0
  for (let j = 0, at = 0; j < cells.height; j++) {
    for (let i = 0; i < cells.width; i++, at++) {
      const middle = (g: number) => Math.floor((g + 0.5) * cells.px)
      const weight = area.coverageAt(middle(cells.gx + i), middle(cells.gy + j)) / 255
      for (const k of [0, 1, 2] as const) sum[k] += weight * density[k][at]!
      covered += weight
    }
  }
  const n = Math.max(1e-9, covered)
  return [sum[0] / n, sum[1] / n, sum[2] / n]
}

/** Dots over area; what the scale leaves open and what hides in a count add in squares. */
function densityOf(dots: number, areaCm2: Band): Band {
  const value = dots / areaCm2.value
  const counted = Math.hypot(COUNT_ERROR, Z90 * Math.sqrt(COUNT_VARIANCE / dots))
  const less = Math.hypot(counted, areaCm2.high / areaCm2.value - 1)
  const more = Math.hypot(counted, 1 - areaCm2.low / areaCm2.value)
  return { value, low: Math.max(0, value * (1 - less)), high: value * (1 + more) }
}

/** As matchOf; the fewer the dots, the stronger is each. What both figures leave open adds in squares. */
function strengthOf(contrast: Rgb, densityPerCm2: Band): Band {
  const { value: dots, low, high } = densityPerCm2
  const value = (100 * contrast[1]) / (dots * presetEnergyMm2(inkDots.healed)[1])
  const less = Math.hypot(READ_CONTRAST, 1 - dots / high)
  const more = Math.hypot(READ_CONTRAST, dots / Math.max(low, dots / 10) - 1)
  return { value, low: Math.max(0, value * (1 - less)), high: value * (1 + more) }
}

/** <T> = exp(-lambda m E), solved for m and for the channels' difference from the usual ink (simulation-model 4). */
function matchOf(contrast: Rgb, dotsPerMm2: number): MeasuredInk['match'] {
  const energy = presetEnergyMm2(inkDots.healed)
  const tint = (k: 0 | 2) => clamped((contrast[k] * energy[1]) / Math.max(1e-9, contrast[1] * energy[k]), TINT)
  return { strength: clamped(contrast[1] / (dotsPerMm2 * energy[1]), STRENGTH), tint: [tint(0), 1, tint(2)] }
}

const clamped = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.min(max, Math.max(min, value))
