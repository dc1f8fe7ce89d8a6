import {
  inBareLight,
  lightError,
  patchProblem,
  placeProblem,
  type MatchPatches,
  type MatchProblem,
} from '../fill/comparePatches.ts'
import { solveMatch, type MatchResult } from '../fill/matchNative.ts'
import type { PointPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { hairHue, isWhollyOn, measurePatch, patchTile, type Patch, type PatchMeasure } from '../pixels/patch.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import type { PointSet } from '../sampling/rankedSet.ts'
import { inkTrial, type MatchedDesign } from './trialInk.ts'

interface Look {
  readonly surface: Surface
  readonly skin: SkinModel
}

/** Solves ink and density from two patches of a photo, or says why they can not be compared. */
export function matchPatches(
  photo: PhotoTile,
  patches: MatchPatches,
  o: Look & { readonly pointSet: PointSet; readonly design: MatchedDesign },
): MatchResult {
  const looked = lookAt(photo, patches, o)
  if ('code' in looked) return { ok: false, problem: looked }
  const { hair, bare } = looked
  const { mmPerPx } = bare
  const trial = inkTrial({ ...o, tile: bare.tile, patch: bare.patch })
  const solved = solveMatch({
    patches,
    hair: inBareLight(patches, hair.measure, bare.measure),
    bare: bare.measure,
    hairHue: hairHue(hair.tile, hair.patch, hair.mmPerPx),
    trial,
    fill: o.design.fill,
    blurMm: Math.hypot(o.skin.blurPx, 0.5) * mmPerPx,
    toneError: lightError(patches, hair.measure, bare.measure),
    spotsPerCm2: (100 * hair.measure.spots) / hair.mmPerPx ** 2,
  })
  return { ok: true, solved }
}

/** Pores and noise are no hair: what is proposed must be rougher than the bare skin by this factor (variances). */
const PLAINLY_HAIR = 4

/** Whether two patches would be accepted, and the one is plainly hair. */
export function arePlain(photo: PhotoTile, patches: MatchPatches, o: Look): boolean {
  const looked = lookAt(photo, patches, o)
  return !('code' in looked) && looked.hair.measure.texture > PLAINLY_HAIR * looked.bare.measure.texture
}

interface Seen {
  readonly patch: Patch
  readonly tile: PhotoTile
  readonly mmPerPx: number
  readonly measure: PatchMeasure
}

function lookAt(photo: PhotoTile, patches: MatchPatches, o: Look): MatchProblem | { hair: Seen; bare: Seen } {
  const radiusPx = patches.radiusMm / o.surface.mmPerPxAt(patches.bare)
  const isOnPhoto = (centre: PointPx) => isWhollyOn({ centre, radiusPx }, photo)
  const misplaced = placeProblem(patches, radiusPx, isOnPhoto)
  if (misplaced) return misplaced
  const hair = see(photo, patches.hair, patches.radiusMm, o)
  const bare = see(photo, patches.bare, patches.radiusMm, o)
  return patchProblem(patches, radiusPx, hair.measure, bare.measure) ?? { hair, bare }
}

function see(photo: PhotoTile, centre: PointPx, radiusMm: number, { surface, skin }: Look): Seen {
  const mmPerPx = surface.mmPerPxAt(centre)
  const patch = { centre, radiusPx: radiusMm / mmPerPx }
  const tile = patchTile(photo, patch, mmPerPx)
  return { patch, tile, mmPerPx, measure: measurePatch(tile, patch, skin, mmPerPx) }
}
