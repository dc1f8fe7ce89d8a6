import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { planeOf } from '../../../core/design/scale/faceScale.ts'
import { faceFrame } from '../../../core/design/head/headOutline.ts'
import { faceHeightPx } from '../../../core/design/scale/marks.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { percent } from '../../shell/figures/format.ts'
import { aboutLength } from '../../shell/figures/length.ts'
import { layerStrings } from '../../strings/layerStrings.ts'

/** A place as it is spoken of: `≈ 22 mm from the midline, ≈ 71 mm below the glabella`; how far up or down by itself, px. */
export function placeSaid(design: Design, at: PointPx): { readonly value: number; readonly text: string } {
  const { x, y } = faceFrame(design.marks).toFace(at)
  const mmPerPx = planeOf(design).mmPerPxAt(design.marks.glabella)
  const length = (px: number) =>
    isScaled(design) ? aboutLength(px * mmPerPx) : percent(px / faceHeightPx(design.marks))
  const [across, up] = [length(Math.abs(x)), length(Math.abs(y))]
  return {
    value: Math.round(Math.abs(y)),
    text: y < 0 ? layerStrings.place(across, up) : layerStrings.above(across, up),
  }
}
