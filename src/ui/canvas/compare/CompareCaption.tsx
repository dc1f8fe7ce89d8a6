import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { bandsOf } from '../../../core/design/whatChanged.ts'
import { compareStore, removeSide, sidesShown, type CompareSide } from '../../../store/compare/compareStore.ts'
import { useComparables } from '../../panels/compare/comparedItems.ts'
import { ComparePicker } from '../../panels/compare/ComparePicker.tsx'
import { SideTime } from '../../panels/dots/SideTime.tsx'
import { countParts } from '../../shell/figures/bandText.ts'
import { number } from '../../shell/figures/format.ts'
import { compareStrings } from '../../strings/compareStrings.ts'
import { strings } from '../../strings/strings.ts'

/** Under the panes that stand beside each other, as wide as they are. */
export function CompareCaptions() {
  const sides = sidesShown(useStore(compareStore))
  return (
    <div className="compare-captions">
      {sides.map((side) => (
        <div key={side} className="compare-caption">
          <CompareName side={side} />
          <SideTime side={side} inCaption />
        </div>
      ))}
    </div>
  )
}

/** What stands in a pane beside others, chosen here. */
function CompareName({ side }: { side: CompareSide }) {
  const item = useStore(compareStore, (s) => s[side])
  const { snapshots } = useComparables()
  const snapshot = snapshots.find((s) => s.id === item)
  // What stays of the existing ink is in no count of the new dots.
  const dots = snapshot?.design.reversal ? 0 : (snapshot?.figures?.dots ?? 0)
  const band = snapshot && bandsOf(snapshot)?.dots
  const { value, half } = band ? countParts({ value: dots, ...band }) : { value: number(dots), half: null }
  return (
    <div className="compare-name">
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
