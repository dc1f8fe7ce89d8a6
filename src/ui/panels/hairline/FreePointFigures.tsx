import type { Design } from '../../../core/design/design.ts'
import { faceFrame } from '../../../core/design/head/headOutline.ts'
import type { FreeHandle } from '../../../core/design/lines/freeLines.ts'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import { planeOf } from '../../../core/design/scale/faceScale.ts'
import { faceHeightPx } from '../../../core/design/scale/marks.ts'
import { moveAnyHandle, placeOf } from '../../../core/tools/handles.ts'
import { freeHandleName, layerStrings as t } from '../../strings/layerStrings.ts'
import { strings } from '../../strings/strings.ts'
import { designEdit } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'

/** What may be typed for a point, mm: a face with its hair is no larger. */
const PLACE_MM = { across: [0, 130], below: [-160, 180] } as const
const labels = { across: t.pointAcross, below: t.pointBelow } as const

/**
 * Where a point of a free line lies from midline and glabella, to be typed: in the photo's plane through the glabella, so about
 * that on a face that lies deeper; without a scale in shares of the face's height.
 */
export function FreePointFigures({ design, handle }: { design: Design; handle: FreeHandle }) {
  const scaled = isScaled(design)
  const per = scaled
    ? 1 / planeOf(design).mmPerPxAt(design.marks.glabella)
    : Math.max(1, faceHeightPx(design.marks)) / 100
  const mmPer = planeOf(design).mmPerPxAt(design.marks.glabella) * per
  return (['across', 'below'] as const).map((key) => (
    <ScrubSlider
      key={`${handle} ${key}`}
      label={labels[key]}
      value={placed(design, handle)[key] / per}
      min={Math.round(PLACE_MM[key][0] / mmPer)}
      max={Math.round(PLACE_MM[key][1] / mmPer)}
      step={1}
      unit={scaled ? 'mm' : '%'}
      approximate={scaled}
      {...designEdit(strings.edits.change(freeHandleName(design, handle)), (base, value) =>
        withPlace(base, handle, { ...placed(base, handle), [key]: value * per }),
      )}
    />
  ))
}

interface Placed {
  /** From the midline, on the side where the point lies, px. */
  readonly across: number
  readonly below: number
  readonly side: 1 | -1
}

function placed(design: Design, handle: FreeHandle): Placed {
  const { x, y } = faceFrame(design.marks).toFace(placeOf(design, handle))
  return { across: Math.abs(x), below: -y, side: x < 0 ? -1 : 1 }
}

const withPlace = (design: Design, handle: FreeHandle, { across, below, side }: Placed): Design =>
  moveAnyHandle(design, handle, faceFrame(design.marks).toPhoto({ x: side * across, y: -below }), false)
