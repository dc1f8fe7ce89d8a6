import { RotateCcw } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { isOnTheWay } from '../../../core/design/reversal.ts'
import { comparedDesign } from '../../../store/compare/comparedDesign.ts'
import { compareStore, setTime, type CompareSide } from '../../../store/compare/compareStore.ts'
import { designStore } from '../../../store/designStore.ts'
import { Hint } from '../../shell/Hint.tsx'
import { strings } from '../../strings/strings.ts'
import { TimeControl } from './TimeControl.tsx'

const t = strings.time

/**
 * The moment at which a side of the comparison is shown; the snapshot stays as it was saved.
 * @param props.inCaption whether it stands under its own pane; else in a lower corner of pictures that lie over each other
 */
export function SideTime({ side, inCaption = false }: { side: CompareSide; inCaption?: boolean }) {
  const state = useStore(compareStore)
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const compared = comparedDesign(state, side, snapshots)
  // Before the end of a reversal the dots that this time is of are not there yet.
  if (!compared?.design.fill.filled || isOnTheWay(compared.design)) return null
  const { moment, ageing } = compared.design.fill
  const letter = side.toUpperCase()
  return (
    <div className={`side-time ${inCaption ? 'side-time-caption' : `floating side-time-${side}`}`}>
      <TimeControl
        compact
        label={t.shownOf(letter)}
        moment={moment}
        ageing={ageing}
        onShow={(shown) => setTime(side, shown, true)}
        onCommit={(shown) => setTime(side, shown)}
      />
      {!compared.asSaved && (
        <Hint text={t.asSavedOf(letter)}>
          <Focusable>
            <button
              type="button"
              className="icon-button small side-time-back"
              aria-label={t.asSavedOf(letter)}
              onClick={() => setTime(side, null)}
            >
              <RotateCcw aria-hidden="true" />
            </button>
          </Focusable>
        </Hint>
      )}
    </div>
  )
}
