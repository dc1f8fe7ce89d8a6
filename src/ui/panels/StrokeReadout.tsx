import { useStore } from 'zustand'
import { strokeStore } from '../../store/areaActions.ts'
import { areaStrings } from '../strings/areaStrings.ts'
import { strokeText } from '../shell/strokeText.ts'
import { useRested } from './useRested.ts'

const t = areaStrings.stroke

/** What the stroke in the hand adds, beside the area. */
export function StrokeReadout() {
  const { mm2, ofMm2 } = useStore(strokeStore)
  const text = mm2 === null ? null : strokeText(mm2, ofMm2, true)
  return text && <span className="stroke-cm2">{text}</span>
}

/** The same for ears: what a stroke adds, and the area after it, once the hand rests. */
export function SpokenArea({ scaled, areaCm2 }: { scaled: boolean; areaCm2: string | null }) {
  const { mm2, ofMm2 } = useStore(strokeStore)
  const stroke = mm2 === null ? null : strokeText(mm2, ofMm2, scaled)
  const now = stroke ? t.spoken(stroke) : areaCm2 && scaled ? t.area(areaCm2) : ''
  const rested = useRested(now)
  return (
    <p className="unseen" role="status">
      {rested}
    </p>
  )
}
