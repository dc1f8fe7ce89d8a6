import { deepest, type HeadView, outwardAt } from './headModel.ts'
import type { PointPx } from './points.ts'

/** Skin tilted further from the line of sight is not measured: a pixel there is more than six of skin (simulation-model 7). */
export const GRAZING_COS = Math.cos((80 * Math.PI) / 180)
/** Cosine of the slant up to which dots are drawn: they are the tone of the head's rim and are not counted. */
export const RIM_COS = Math.cos((87 * Math.PI) / 180)

/** The skin under one place of a photo; one object is filled again and again. */
export interface SkinAt {
  /** mm along the optical axis. */
  depth: number
  /** Outward unit normal in the camera frame (z away from the camera, so it is below 0). */
  normalX: number
  normalY: number
  normalZ: number
  /** Cosine of the angle between the normal and the line of sight; 0 at the rim. */
  facing: number
  /** mm2 of skin per px2; beyond 80 degrees of tilt that at 80. */
  mm2PerPx2: number
}

/**
 * What lies under places of a photo, px: fills `out`, or gives false off the head. Number by number, with nothing made on
 * the way: each dot and each sample of a field asks for it.
 */
export function skinReader({ fit, eye, enteredAt }: HeadView): (x: number, y: number, out: SkinAt) => boolean {
  const { axes, rotation, focalPx, cx, cy } = fit
  const [eyeX, eyeY, eyeZ] = eye
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = rotation
  const out3 = new Float64Array(3)
  return (x, y, out) => {
    const u = (x - cx) / focalPx
    const v = (y - cy) / focalPx
    const sightX = r0 * u + r3 * v + r6
    const sightY = r1 * u + r4 * v + r7
    const sightZ = r2 * u + r5 * v + r8
    const depth = enteredAt(sightX, sightY, sightZ)
    if (Number.isNaN(depth)) return false
    outwardAt(axes, eyeX + sightX * depth, eyeY + sightY * depth, eyeZ + sightZ * depth, out3)
    const nx = out3[0]!
    const ny = out3[1]!
    const nz = out3[2]!
    const normalX = r0 * nx + r1 * ny + r2 * nz
    const normalY = r3 * nx + r4 * ny + r5 * nz
    const normalZ = r6 * nx + r7 * ny + r8 * nz
    const far = Math.sqrt(u * u + v * v + 1)
    const facing = Math.max(0, -(normalX * u + normalY * v + normalZ) / far)
    out.depth = depth
    out.normalX = normalX
    out.normalY = normalY
    out.normalZ = normalZ
    out.facing = facing
    out.mm2PerPx2 = (depth / focalPx) ** 2 / (far * Math.max(facing, GRAZING_COS))
    return true
  }
}

export const someSkin = (): SkinAt => ({ depth: 0, normalX: 0, normalY: 0, normalZ: 0, facing: 0, mm2PerPx2: 0 })

/** mm along the optical axis to where a line of sight passes the head closest. */
export const rimDepth = (view: HeadView, p: PointPx): number => deepest(view.fit.axes, view.eye, view.sight(p))

/** mm2 of skin per px2 that are measured, by place: 0 off the head and where the skin is seen at a grazing angle. */
export function measuredSkin(view: HeadView): (p: PointPx) => number {
  const read = skinReader(view)
  const skin = someSkin()
  return ({ x, y }) => (read(x, y, skin) && skin.facing > GRAZING_COS ? skin.mm2PerPx2 : 0)
}
