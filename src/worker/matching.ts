import { surfaceOf } from '../core/design/calibration.ts'
import type { Design } from '../core/design/design.ts'
import type { MatchPatches } from '../core/fill/comparePatches.ts'
import type { MatchResult } from '../core/fill/matchNative.ts'
import { candidatePatches, layPatches, type ProposedPatches } from '../core/fill/proposePatches.ts'
import { arePlain, matchPatches } from '../core/render/matchPatches.ts'
import { measureSkin, type SkinModel } from '../core/pixels/skin.ts'
import type { PointSet } from '../core/sampling/rankedSet.ts'
import { skinMask } from './drawing.ts'
import type { Pixels } from './photoLevels.ts'

interface Photo {
  readonly width: number
  readonly height: number
  readonly level: (level: number) => Pixels
}

/** Compares patches of one photo. The skin is measured once for as long as marks and scale stay. */
export function matcher(photo: Photo) {
  let last: { key: string; skin: SkinModel } | null = null
  const whole = () => {
    const { rgba, width, height } = photo.level(0)
    return { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
  }
  const scaleOf = (design: Design) => surfaceOf(design).mmPerPxAt(design.hairline.midline)
  function skinOf(design: Design): SkinModel {
    const mmPerPx = scaleOf(design)
    const key = JSON.stringify([{ ...design.marks, checked: null }, mmPerPx])
    if (last?.key !== key) last = { key, skin: measureSkin(whole(), skinMask(design.marks, photo), mmPerPx) }
    return last.skin
  }
  return {
    match(design: Design, patches: MatchPatches, pointSet: PointSet): MatchResult {
      const o = { surface: surfaceOf(design), skin: skinOf(design), pointSet, fill: design.fill }
      return matchPatches(whole(), patches, o)
    },
    propose(design: Design): ProposedPatches {
      const mmPerPx = scaleOf(design)
      const surroundings = { surface: surfaceOf(design), skin: skinOf(design) }
      const candidates = candidatePatches(whole(), design, mmPerPx)
      const found = candidates.find((patches) => arePlain(whole(), patches, surroundings))
      return found ? { ...found, found: true } : { ...layPatches(design, mmPerPx), found: false }
    },
  }
}
