import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { bandsOf } from '../../core/design/whatChanged.ts'
import { compareStore, removeSide, type CompareSide } from '../../store/compareStore.ts'
import { useComparables } from '../panels/comparedItems.ts'
import { ComparePicker } from '../panels/ComparePicker.tsx'
import { countParts } from '../shell/bandText.ts'
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
  // What stays of the existing ink is in no count of the new dots.
  const dots = snapshot?.design.reversal ? 0 : (snapshot?.figures?.dots ?? 0)
  const band = snapshot && bandsOf(snapshot)?.dots
  const { value, half } = band ? countParts({ value: dots, ...band }) : { value: number(dots), half: null }
  return (
    <div className="compare-caption" style={{ left: pane.x, width: pane.width }}>
      <ComparePicker letter={side} inCaption />
      {dots > 0 && (
        <span className="compare-dots">
          {value}
          {half && <span className="compare-half"> ± {half}</span>} {strings.compare.dots}
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
