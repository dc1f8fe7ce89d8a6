import type { Vector } from './headFit.ts'
import { deepest, dot3, add3, scale3, type HeadView, outward, turn } from './headModel.ts'
import type { PointPx } from './points.ts'

/** Skin tilted further from the line of sight is not measured: a pixel there is more than six of skin (simulation-model 7). */
export const GRAZING_COS = Math.cos((80 * Math.PI) / 180)
/** Cosine of the slant up to which dots are drawn: they are the tone of the head's rim and are not counted. */
export const RIM_COS = Math.cos((87 * Math.PI) / 180)

/** The skin under one place of a photo. */
export interface SkinAt {
  /** mm along the optical axis. */
  readonly depth: number
  /** Outward unit normal in the camera frame (z away from the camera, so it is below 0). */
  readonly normal: Vector
  /** Cosine of the angle between the normal and the line of sight; 0 at the rim. */
  readonly facing: number
  /** mm2 of skin per px2; beyond 80 degrees of tilt that at 80. */
  readonly mm2PerPx2: number
}

/** Null off the head. */
export function skinAt(view: HeadView, p: PointPx): SkinAt | null {
  const depth = view.depthAt(p)
  if (Number.isNaN(depth)) return null
  const { axes, rotation, focalPx, cx, cy } = view.fit
  const normal = turn(rotation, outward(axes, add3(view.eye, scale3(view.sight(p), depth))))
  const sight: Vector = [(p.x - cx) / focalPx, (p.y - cy) / focalPx, 1]
  const far = Math.sqrt(dot3(sight, sight))
  const facing = Math.max(0, -dot3(normal, sight) / far)
  return { depth, normal, facing, mm2PerPx2: (depth / focalPx) ** 2 / (far * Math.max(facing, GRAZING_COS)) }
}

/** mm along the optical axis to where a line of sight passes the head closest. */
export const rimDepth = (view: HeadView, p: PointPx): number => deepest(view.fit.axes, view.eye, view.sight(p))

/** mm2 of skin per px2 that are measured: 0 off the head and where the skin is seen at a grazing angle. */
export function measuredSkin(view: HeadView, p: PointPx): number {
  const skin = skinAt(view, p)
  return skin && skin.facing > GRAZING_COS ? skin.mm2PerPx2 : 0
}
