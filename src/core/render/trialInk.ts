import type { Design } from '../design/design.ts'
import { hairDirection } from '../fill/hairDirection.ts'
import { growHairs } from '../fill/hairUnits.ts'
import type { Trial, TrialInk } from '../fill/matchNative.ts'
import { groupingOf, marksPerPlace, roles } from '../fill/roles.ts'
import type { Surface } from '../geometry/surface.ts'
import { HEALED } from '../pigment/ageing.ts'
import { pigmentOf, type Pigment } from '../pigment/pigment.ts'
import { defaultShade } from '../pigment/shades.ts'
import { hairHue, measurePatch, patchLight, type Patch, type PatchMeasure } from '../pixels/patch.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import type { DensityField } from '../sampling/densityField.ts'
import { diameterByte, hash, logNormalTable } from '../sampling/random.ts'
import { placeDots, type Dots } from '../sampling/placeDots.ts'
import type { PointSet } from '../sampling/rankedSet.ts'
import { dotReachPx, renderTile } from './renderTile.ts'

/** The same ink with other dots, so that the luck of one set of dots does not decide. */
const TRIALS = 3

/** Seeds of the dots that are inked on trial for a design. */
export const trialSeeds = ({ fill }: Pick<Design, 'fill'>): number[] =>
  Array.from({ length: TRIALS }, (_, k) => hash(fill.seed, k))

export interface TrialOptions {
  /** The square of the bare patch (patchTile). */
  readonly tile: PhotoTile
  readonly patch: Patch
  readonly surface: Surface
  readonly skin: SkinModel
  readonly pointSet: PointSet
  readonly design: MatchedDesign
}

/** What of a design decides how its ink looks on a patch. */
export type MatchedDesign = Pick<Design, 'area' | 'marks' | 'fill'>

/** Inks the bare patch on trial, healed and with all sittings. */
export function inkTrial(o: TrialOptions): Trial {
  const { tile, patch, surface, skin } = o
  const mmPerPx = surface.mmPerPxAt(patch.centre)
  const seeds = trialSeeds(o.design)
  const inked = (ink: TrialInk, k: number): PhotoTile => {
    const pigment = trialPigment(o.design.fill, ink)
    const seed = seeds[k]!
    const reach = dotReachPx(pigment, mmPerPx)
    const dots = sized(trialDots(o, ink.densityPerCm2, seed, reach), o.design, ink.dotSizeMm, seed)
    return { ...tile, rgba: renderTile(tile, dots, { pigment, surface, skin, moment: HEALED, seed }) }
  }
  const eachTrial = <T>(ink: TrialInk, look: (inked: PhotoTile) => T): T[] =>
    Array.from({ length: TRIALS }, (_, k) => look(inked(ink, k)))
  return {
    light(ink) {
      const lights = eachTrial(ink, (t) => patchLight(t, patch))
      const mean = (k: number) => lights.reduce((sum, l) => sum + l[k]!, 0) / TRIALS
      return [mean(0), mean(1), mean(2)]
    },
    hue: (ink) => hairHue(inked(ink, 0), patch, mmPerPx),
    texture: (ink) => meanOf(eachTrial(ink, (t) => measurePatch(t, patch, skin, mmPerPx))),
  }
}

/** As the fill would be inked with this match (core/pigment). */
function trialPigment(fill: Design['fill'], { strength, tint, dotSizeMm }: TrialInk): Pigment {
  const match = { hair: ORIGIN, bare: ORIGIN, strength, tint, densityPerCm2: 0, fromCm2: 0 }
  return pigmentOf({ ...fill, match, dotSizeMm, shade: defaultShade, undertone: 'neutral', moment: HEALED })
}
const ORIGIN = { x: 0, y: 0 }

/** Dots or hairs, as the area's role draws them. */
function trialDots(o: TrialOptions, perCm2: number, seed: number, reach: number): Dots {
  const { tile, surface, pointSet, design } = o
  const width = tile.width + 2 * reach
  const height = tile.height + 2 * reach
  const field: DensityField = {
    x0: tile.x0 - reach,
    y0: tile.y0 - reach,
    step: Math.max(width, height),
    width: 2,
    height: 2,
    dotsPerCm2: new Float32Array(4).fill(perCm2 / marksPerPlace(design)),
  }
  const clip = { x: field.x0, y: field.y0, width, height }
  const places = placeDots(field, { seed, surface, pointSet, clip })
  const grouping = groupingOf(design)
  const isHair = roles[design.area.role].marks === 'units'
  if (grouping === 0 && !isHair) return places
  const direction = isHair ? hairDirection(design.marks, design.fill.hairTurnDeg) : null
  return growHairs(places, { seed, surface, direction, grouped: () => grouping })
}

function sized(dots: Dots, { area, fill }: MatchedDesign, dotSizeMm: number, seed: number): Dots {
  const sizes = logNormalTable(fill.sizeVariation)
  const usualMm = dotSizeMm * roles[area.role].dotSizeFactor
  return {
    ...dots,
    diameterMm: dots.diameterMm.map((_, i) => usualMm * sizes[diameterByte(hash(seed, dots.id[i]!))]!),
  }
}

/** What decides a density; the light stays as it falls. */
function meanOf(measures: readonly PatchMeasure[]): Pick<PatchMeasure, 'spots' | 'texture'> {
  const mean = (f: (m: PatchMeasure) => number) => measures.reduce((sum, m) => sum + f(m), 0) / measures.length
  return { spots: mean((m) => m.spots), texture: mean((m) => m.texture) }
}
