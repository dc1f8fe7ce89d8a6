/** What the engine offers without the interface: benches, tests and other programs use it through this list. */
export * from './geometry/points.ts'
export * from './geometry/surface.ts'
export * from './geometry/headFit.ts'
export { fitHead, type HeadProblem, type HeadResult } from './geometry/fitHead.ts'
export { knownFrom, type HeadEvidence } from './geometry/headEvidence.ts'
export type { HeadLandmark, HeadPhotoView } from './geometry/headPriors.ts'
export { carryOver, type CarriedPlace } from './geometry/carryOver.ts'
export { headSurface, type HeadSurface } from './geometry/headSurface.ts'
export * from './pixels/photoTile.ts'
export * from './pixels/skin.ts'
export * from './pixels/tiledMask.ts'
export {
  agedInk,
  daysSinceWork,
  densityLeft,
  FRESH,
  HALF_LIFE_YEARS,
  halfLifeYears,
  HEALED,
  touchUpDueYears,
  usualAgeing,
  type AgedInk,
  type Ageing,
  type Moment,
} from './pigment/ageing.ts'
export * from './pigment/pigment.ts'
export * from './sampling/densityField.ts'
export * from './sampling/rankedSet.ts'
export { buildHeadSet, type HeadSet } from './sampling/headSet.ts'
export { readHeadSet } from './sampling/headSetFile.ts'
export { DEFAULT_DIAMETER_MM, DIAMETER_CV, STRENGTH_CV } from './sampling/dotLooks.ts'
export * from './sampling/placeDots.ts'
export * from './design/design.ts'
export * from './design/newDesign.ts'
export * from './design/scale/marks.ts'
export * from './design/scale/sampleMarks.ts'
export * from './design/scale/calibration.ts'
export * from './design/lines/hairline.ts'
export * from './design/areas/area.ts'
export * from './design/history.ts'
export * from './design/serialise.ts'
export { carriedDesign, type CarryProblem } from './design/carry/carry.ts'
export * from './fill/densityField.ts'
export * from './fill/dotWeights.ts'
export * from './fill/engineVersion.ts'
export * from './plan/clinicProfile.ts'
export * from './plan/planTreatment.ts'
export { dotReachPx, renderTile, type RenderOptions } from './render/renderTile.ts'
