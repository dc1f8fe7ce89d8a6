import type { AreaRole, Design, NativeMatch } from '../../core/design/design.ts'
import { surfaceOf } from '../../core/design/scale/calibration.ts'
import { PATCH_RADIUS_MM } from '../../core/fill/comparePatches.ts'
import { withMatch } from '../../core/fill/matchNative.ts'
import { paintCapsule } from '../../core/pixels/maskPaint.ts'
import type { PhotoTile } from '../../core/pixels/photoTile.ts'
import { matchPatches } from '../../core/render/matchPatches.ts'
import type { PointSet } from '../../core/sampling/rankedSet.ts'
import { pieceOfHead } from './headPiece.ts'
import { measured, type LabPhoto } from './labSkin.ts'

/** Of native-stubble.jpg, and where in it hair and bare skin are seen, px. */
const MM_PER_PX = 0.067
export const HAIR = { x: 150, y: 495 }
export const BARE = { x: 150, y: 155 }

/** The patient's own stubble, and the design that was matched to it. */
export interface NativePair {
  readonly photo: LabPhoto
  readonly match: NativeMatch
  /** Ink like the hair on the bare skin of the same photo. */
  readonly design: Design
  readonly ms: number
}

/** Solves the match of an area of a role on the photo's two patches, as the worker does. */
export function matchPair(tile: PhotoTile, pointSet: PointSet, role: AreaRole): NativePair {
  // Far behind the hairline, which would thin the ink.
  const plain = pieceOfHead({
    photo: { width: tile.width, height: tile.height },
    mmPerPx: MM_PER_PX,
    belowMm: 60,
    seed: 3,
  })
  const photo = measured(tile, MM_PER_PX)
  const started = performance.now()
  const patches = { hair: HAIR, bare: BARE, radiusMm: PATCH_RADIUS_MM }
  const surface = surfaceOf(plain)
  const inRole = { ...plain, area: { ...plain.area, role } }
  const result = matchPatches(tile, patches, { surface, skin: photo.skin, pointSet, design: inRole })
  if (!result.ok) throw new Error(`Expected a match, got ${JSON.stringify(result.problem)}.`)
  const matched = withMatch(inRole, result.solved)
  const add = paintCapsule(matched.area.add, HAIR, BARE, tile.height, 0, 'max')
  return {
    photo,
    match: result.solved.match,
    design: { ...matched, area: { ...matched.area, proposed: false, add } },
    ms: performance.now() - started,
  }
}
