import { Trash2 } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { isAdded, isCorner } from '../../core/design/addedPoints.ts'
import { designStore } from '../../store/designStore.ts'
import { deletePoint, pickedPoint, pointInHand, turnCorner } from '../../store/pointActions.ts'
import { handled } from '../../store/reversalView.ts'
import { handleName } from '../canvas/handleName.ts'
import { Hint } from '../shell/Hint.tsx'
import { strings } from '../shell/strings.ts'
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
    <div className="line-point" role="group" aria-label={name}>
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
  )
}
