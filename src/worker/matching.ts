import { surfaceOf } from '../core/design/scale/calibration.ts'
import { faceScaleOf } from '../core/design/scale/faceScale.ts'
import type { Design } from '../core/design/design.ts'
import type { MatchPatches } from '../core/fill/comparePatches.ts'
import type { MatchResult } from '../core/fill/matchNative.ts'
import { candidatePatches, layPatches, type ProposedPatches } from '../core/fill/proposePatches.ts'
import { arePlain, matchPatches } from '../core/render/matchPatches.ts'
import { trialSeeds } from '../core/render/trialInk.ts'
import { learnPlaces } from '../core/sampling/placeDots.ts'
import type { PointSet } from '../core/sampling/rankedSet.ts'
import type { skinMeasurer } from './drawing.ts'
import type { PhotoPixels } from './photoLevels.ts'
import { inSlices, turnEvery } from './turns.ts'

/** Between two looks at the messages. */
const SLICE_MS = 12

/** Compares patches of one photo. */
export function matcher(photo: PhotoPixels, skinOf: ReturnType<typeof skinMeasurer>) {
  const whole = () => {
    const { rgba, width, height } = photo.level(0)
    return { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
  }
  return {
    async match(design: Design, patches: MatchPatches, pointSet: PointSet): Promise<MatchResult> {
      const o = { surface: surfaceOf(design), skin: skinOf(design).skin, pointSet, design }
      // Inking on trial stands still for each seed that is new to a head.
      await inSlices(
        learnPlaces(o.surface, pointSet, trialSeeds(design)),
        turnEvery(SLICE_MS, () => true),
      )
      return matchPatches(whole(), patches, o)
    },
    propose(design: Design): ProposedPatches {
      // Where they are looked for is laid out on the photo, in its plane.
      const { mmPerPx } = faceScaleOf(design)
      const surroundings = { surface: surfaceOf(design), skin: skinOf(design).skin }
      const candidates = candidatePatches(whole(), design, mmPerPx)
      const found = candidates.find((patches) => arePlain(whole(), patches, surroundings))
      return found ? { ...found, found: true } : { ...layPatches(design, mmPerPx), found: false }
    },
  }
}
