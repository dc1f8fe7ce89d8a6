import { Clock } from 'lucide-react'
import { useStore } from 'zustand'
import { HEALED } from '../../../core/pigment/ageing.ts'
import { designStore } from '../../../store/designStore.ts'
import { setStep } from '../../../store/viewStore.ts'
import { momentName } from '../../panels/dots/timeText.ts'
import { timeStrings as t } from '../../strings/timeStrings.ts'

/** At which moment the dots are shown, on every step where that is not healed: each view has its own. Leads to its slider. */
export function MomentChip() {
  const moment = useStore(designStore, (s) => (s.design?.fill.filled ? s.design.fill.moment : HEALED))
  if (moment === HEALED) return null
  const name = momentName(moment)
  return (
    <button
      type="button"
      className="chip chip-button floating"
      aria-label={t.chip(name)}
      onClick={() => {
        setStep('dots')
        // Once the step's panel is there.
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.inspector .time input')?.focus())
      }}
    >
      <Clock size={16} aria-hidden="true" />
      <span className="chip-strong">{name}</span>
    </button>
  )
}
