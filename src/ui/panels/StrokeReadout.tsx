import { useStore } from 'zustand'
import { strokeStore } from '../../store/areaActions.ts'
import { areaStrings } from '../strings/areaStrings.ts'
import { strokeText } from '../shell/strokeText.ts'
import { useRested } from './useRested.ts'

const t = areaStrings.stroke

/** What the stroke in the hand adds, beside the area. */
export function StrokeReadout() {
  const { px2, ofPx2, mmPerPx } = useStore(strokeStore)
  const text = px2 === null ? null : strokeText(px2, ofPx2, mmPerPx)
  return text && <span className="stroke-cm2">{text}</span>
}

/** The same for ears: what a stroke adds, and the area after it, once the hand rests. */
export function SpokenArea({ scaled, areaCm2 }: { scaled: boolean; areaCm2: string | null }) {
  const { px2, ofPx2, mmPerPx } = useStore(strokeStore)
  const stroke = px2 === null ? null : strokeText(px2, ofPx2, scaled ? mmPerPx : null)
  const now = stroke ? t.spoken(stroke) : areaCm2 && scaled ? t.area(areaCm2) : ''
  const rested = useRested(now)
  return (
    <p className="unseen" role="status">
      {rested}
    </p>
  )
}
