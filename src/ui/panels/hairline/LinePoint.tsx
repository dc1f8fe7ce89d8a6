import { Trash2 } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { isAdded, isCorner } from '../../../core/design/lines/addedPoints.ts'
import { isScaled, isGuessedScale } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import type { HairlineHandle } from '../../../core/design/lines/hairline.ts'
import { readoutWay } from '../../../core/design/scale/figureWay.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { faceHeightPx } from '../../../core/design/scale/marks.ts'
import {
  isMeasurable,
  layLine,
  measuredLine,
  pointFiguresOf,
  withPointFigures,
} from '../../../core/design/lines/measuredLine.ts'
import { placeOf } from '../../../core/tools/handles.ts'
import { designStore } from '../../../store/designStore.ts'
import { deletePoint, pickedPoint, pointInHand, turnCorner } from '../../../store/edits/pointActions.ts'
import { handled, putBack } from '../../../store/reversal/reversalView.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { handleName } from '../../canvas/hands/handleName.ts'
import { keysText } from '../../shell/commands/command.ts'
import { command } from '../../shell/commands/commands.ts'
import { Hint } from '../../shell/Hint.tsx'
import { lengthHalf } from '../../shell/figures/lengthSaid.ts'
import { strings } from '../../strings/strings.ts'
import { designEdit } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'
import { HintedSwitchRow } from '../SwitchRow.tsx'

const t = strings.hairline

/** The point of the line that was in the hand last: corner or smooth, and off with an added one; nothing where there is none. */
export function LinePoint() {
  const design = useStore(designStore, (s) => s.design)
  const picked = useStore(pickedPoint, (s) => s.handle)
  const handle = design && pointInHand(design, picked)
  if (!design || !handle) return null
  const line = handled(design)
  const name = handleName(line, handle)
  const turn = command('point.corner')
  return (
    <div role="group" aria-label={name} data-point-figures>
      <div className="line-point">
        <p className="line-point-name">{isAdded(handle) ? t.addedPoint(handle.split('.')[0] ?? '') : name}</p>
        <HintedSwitchRow
          label={t.corner}
          hint={turn.title}
          keys={keysText(turn)}
          on={isCorner(line.hairline, handle)}
          quiet
          onChange={() => turnCorner(handle)}
        />
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
const kinds = { behindMidlineMm: 'behindMidline', outsideEyeMm: 'outsideEye' } as const

/** Where a point lies, to be typed: its partner goes along while Mirror is on. */
function PlaceFigures({ design, handle, name }: { design: Design; handle: HairlineHandle; name: string }) {
  if (!isMeasurable(design, 'height', 'both')) return null
  const { marks, face } = measuredLine(design)
  const scaled = isScaled(design)
  const per = scaled ? 1 : (faceHeightPx(marks) * face.mmPerPx) / 100
  const place = pointFiguresOf(design, handle)
  const usual = pointFiguresOf(design, handle, layLine(design, design.hairline.style))
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
      approximate={scaled && isGuessedScale(design)}
      plusMinus={
        scaled && fitOf(design)
          ? lengthHalf(design, place[key], readoutWay(design, { kind: kinds[key], at: placeOf(design, handle) }))
          : undefined
      }
      {...(usual && { initial: usual[key] / per })}
      {...designEdit(strings.edits.change(name), (base, value) => {
        const on = handled(base)
        const from = pointFiguresOf(on, handle)
        if (!from) return base
        const mirror = viewStore.getState().mirror && !on.hairline.only
        const moved = withPointFigures(on, handle, { ...from, [key]: value * per }, mirror)
        return putBack(base, { ...on, hairline: moved })
      })}
    />
  ))
}
