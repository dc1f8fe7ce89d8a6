import { useStore } from 'zustand'
import { strokeStore } from '../../../store/edits/areaActions.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import { strokeText } from '../../shell/figures/strokeText.ts'
import { useRested } from '../useRested.ts'

const t = areaStrings.stroke

/** What the stroke in the hand adds, beside the area. */
export function StrokeReadout() {
  const { mm2, ofMm2 } = useStore(strokeStore)
  const text = mm2 === null ? null : strokeText(mm2, ofMm2, true)
  return text && <span className="stroke-cm2">{text}</span>
}

/** The same for ears: what a stroke adds, and the area after it, once the hand rests. */
export function SpokenArea({ scaled, area }: { scaled: boolean; area: string }) {
  const { mm2, ofMm2 } = useStore(strokeStore)
  const stroke = mm2 === null ? null : strokeText(mm2, ofMm2, scaled)
  const now = stroke ? t.spoken(stroke) : area
  const rested = useRested(now)
  return (
    <p className="unseen" role="status">
      {rested}
    </p>
  )
}
