import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { bandsOf } from '../../core/design/whatChanged.ts'
import { compareStore, removeSide, type CompareSide } from '../../store/compareStore.ts'
import { useComparables } from '../panels/comparedItems.ts'
import { ComparePicker } from '../panels/ComparePicker.tsx'
import { countText } from '../shell/bandText.ts'
import { number } from '../shell/format.ts'
import { compareStrings } from '../strings/compareStrings.ts'
import { strings } from '../strings/strings.ts'
import type { Pane } from './comparePointer.ts'

/** Height of the bar under a pane, CSS px. */
export const CAPTION_PX = 44

/** What stands in a pane beside others, chosen here. */
export function CompareCaption({ pane, side }: { pane: Pane; side: CompareSide }) {
  const item = useStore(compareStore, (s) => s[side])
  const { snapshots } = useComparables()
  const snapshot = snapshots.find((s) => s.id === item)
  const dots = snapshot?.figures?.dots ?? 0
  const ends = snapshot && bandsOf(snapshot)?.dots
  return (
    <div className="compare-caption" style={{ left: pane.x, width: pane.width }}>
      <ComparePicker letter={side} inCaption />
      {dots > 0 && (
        <span className="compare-dots">
          {strings.compare.dotCount(ends ? countText({ value: dots, ...ends }) : number(dots))}
        </span>
      )}
      {(side === 'c' || side === 'd') && (
        <button
          type="button"
          className="icon-button small"
          aria-label={compareStrings.remove(side.toUpperCase())}
          onClick={() => removeSide(side)}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
