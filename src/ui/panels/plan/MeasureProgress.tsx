import { useStore } from 'zustand'
import { X } from 'lucide-react'
import { cancelMeasuring, reversalStore } from '../../../store/reversal/reversalActions.ts'
import { percent } from '../../shell/figures/format.ts'
import { reversalStrings as t } from '../../strings/reversalStrings.ts'
import { Section } from '../PanelParts.tsx'

/** How far the ink on the photo is measured, while that takes long enough to be waited for. */
export function MeasureProgress() {
  const share = useStore(reversalStore, (s) => s.measuring)
  if (share === null) return null
  return (
    <Section>
      <div className="progress-head">
        <span className="progress-name">{t.measuringInk}</span>
        <span className="progress-share">{percent(share)}</span>
        <button
          type="button"
          className="icon-button small"
          aria-label={t.cancelMeasuring}
          onClick={() => cancelMeasuring(t.cancelMeasuring)}
        >
          <X aria-hidden="true" />
        </button>
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={t.measuringInk}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div className="progress-bar" style={{ transform: `scaleX(${share})` }} />
      </div>
    </Section>
  )
}
