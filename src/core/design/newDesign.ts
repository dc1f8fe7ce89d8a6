import { HEALED, usualAgeing } from '../pigment/ageing.ts'
import { defaultShade } from '../pigment/shades.ts'
import { emptyMask } from '../pixels/tiledMask.ts'
import { proposeScale } from './scale/calibration.ts'
import type { Design, FillSettings, Marks, PhotoRef, Scale } from './design.ts'
import { proposeMarks } from './scale/marks.ts'
import { layLine } from './lines/measuredLine.ts'
import { viewOf } from './photoView.ts'
import { nothingPlanned } from './plannedWork.ts'

/** simulation-model 1 and 4: what `Fill with dots` starts from. */
export const defaultFill: FillSettings = {
  filled: false,
  densityPerCm2: 150,
  dotSizeMm: 0.12,
  softness: 0.3,
  sizeVariation: 0.15,
  shade: defaultShade,
  undertone: 'neutral',
  preset: 'healed',
  match: null,
  sitting: 3,
  moment: HEALED,
  ageing: usualAgeing,
  seed: 1,
}

/** A photo's first design: marks and scale proposed unless known, Mature laid, the area proposed, nothing filled. */
export function newDesign(photo: PhotoRef, o: { marks?: Marks; scale?: Scale; seed?: number } = {}): Design {
  const marks = o.marks ?? proposeMarks(photo.width, photo.height, viewOf({ photo }))
  const scale = o.scale ?? proposeScale(marks, viewOf({ photo }))
  const empty = emptyMask(photo.width, photo.height)
  return {
    photo,
    marks,
    scale,
    hairline: layLine({ photo, marks, scale }, 'mature'),
    area: {
      proposed: true,
      role: 'bald',
      presentPerCm2: 0,
      add: empty,
      subtract: empty,
      exclude: empty,
      more: empty,
      less: empty,
    },
    fill: { ...defaultFill, seed: (o.seed ?? defaultFill.seed) >>> 0 },
    reversal: null,
    recession: { stage: null, add: empty, subtract: empty },
    plan: nothingPlanned,
  }
}
