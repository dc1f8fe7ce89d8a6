import { Trash2 } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { isAdded, isCorner } from '../../core/design/addedPoints.ts'
import { isScaled } from '../../core/design/calibration.ts'
import type { Design, Side } from '../../core/design/design.ts'
import {
  handlePoints,
  layHairline,
  moveHandle,
  placeFigures,
  pointAtPlace,
  type HairlineHandle,
} from '../../core/design/hairline.ts'
import { fitOf } from '../../core/design/head.ts'
import { lengthBand } from '../../core/design/lengthBand.ts'
import { faceHeightPx } from '../../core/design/marks.ts'
import { designStore } from '../../store/designStore.ts'
import { deletePoint, pickedPoint, pointInHand, turnCorner } from '../../store/pointActions.ts'
import { handled, putBack } from '../../store/reversalView.ts'
import { viewStore } from '../../store/viewStore.ts'
import { handleName } from '../canvas/handleName.ts'
import { lengthParts } from '../shell/bandText.ts'
import { Hint } from '../shell/Hint.tsx'
import { strings } from '../strings/strings.ts'
import { designEdit, figureScaleOf, scaleAt } from './editDesign.ts'
import { ScrubSlider } from './ScrubSlider.tsx'
import { SwitchRow } from './SwitchRow.tsx'

const t = strings.hairline

/** The point of the line that was in the hand last: corner or smooth, and off with an added one. */
export function LinePoint() {
  const design = useStore(designStore, (s) => s.design)
  const picked = useStore(pickedPoint, (s) => s.handle)
  const handle = design && pointInHand(design, picked)
  if (!design || !handle) {
    return (
      <div className="line-point">
        <p className="note">{t.noPoint}</p>
      </div>
    )
  }
  const line = handled(design)
  const name = handleName(line, handle)
  return (
    <div role="group" aria-label={name} data-point-figures>
      <div className="line-point">
        <p className="line-point-name">{isAdded(handle) ? t.addedPoint(handle.split('.')[0] ?? '') : name}</p>
        <SwitchRow label={t.corner} on={isCorner(line.hairline, handle)} quiet onChange={() => turnCorner(handle)} />
        {isAdded(handle) && (
          <Hint text={t.deletePoint} keys={t.deleteKey} placement="top">
            <Focusable>
              <button
                type="button"
                className="icon-button small"
                aria-label={t.deletePoint}
                onClick={() => deletePoint(handle)}
              >
                <Trash2 aria-hidden="true" />
              </button>
            </Focusable>
          </Hint>
        )}
      </div>
      {handle !== 'midline' && <PlaceFigures design={line} handle={handle} name={name} />}
    </div>
  )
}

/** What may be typed for a point, mm; the face is no larger. */
const PLACE_MM = { behindMidlineMm: [-60, 90], outsideEyeMm: [-60, 50] } as const
const placeLabels = { behindMidlineMm: t.pointBehind, outsideEyeMm: t.pointOutside } as const

/** Where a point lies, to be typed: its partner goes along while Mirror is on. */
function PlaceFigures({ design, handle, name }: { design: Design; handle: HairlineHandle; name: string }) {
  const { hairline, marks } = design
  const mmPerPx = scaleAt(design)
  const scaled = isScaled(design)
  const per = scaled ? 1 : (faceHeightPx(marks) * mmPerPx) / 100
  const side: Side = handle.startsWith('right') ? 'right' : 'left'
  const placeOn = (h: Design['hairline']) => {
    const found = handlePoints(h).find((point) => point.handle === handle)
    return found ? placeFigures(marks, mmPerPx, h, { side, at: found.at }) : null
  }
  const place = placeOn(hairline)
  const usual = placeOn(layHairline(hairline.style, marks, figureScaleOf(design)))
  if (!place) return null
  return (['behindMidlineMm', 'outsideEyeMm'] as const).map((key) => (
    <ScrubSlider
      key={`${handle} ${key}`}
      label={placeLabels[key]}
      value={place[key] / per}
      min={Math.round(PLACE_MM[key][0] / per)}
      max={Math.round(PLACE_MM[key][1] / per)}
      step={1}
      unit={scaled ? 'mm' : '%'}
      plusMinus={scaled && fitOf(design) ? lengthParts(lengthBand(design, place[key])).half : undefined}
      {...(usual && { initial: usual[key] / per })}
      {...designEdit(strings.edits.change(name), (base, value) => {
        const on = handled(base)
        const at = handlePoints(on.hairline).find((point) => point.handle === handle)?.at
        if (!at) return base
        const from = placeFigures(on.marks, scaleAt(on), on.hairline, { side, at })
        const to = pointAtPlace(on.marks, scaleAt(on), on.hairline, { side, ...from, [key]: value * per })
        const moved = moveHandle(on.hairline, on.marks, handle, to, viewStore.getState().mirror && !on.hairline.only)
        return putBack(base, { ...on, hairline: moved })
      })}
    />
  ))
}
