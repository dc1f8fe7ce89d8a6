import { useStore } from 'zustand'
import { strokeStore } from '../../store/areaActions.ts'
import { areaStrings } from '../strings/areaStrings.ts'
import { strokeText } from '../shell/strokeText.ts'
import { useRested } from './useRested.ts'

const t = areaStrings.stroke

/** What the stroke in the hand adds, beside the area. */
export function StrokeReadout({ mmPerPx }: { mmPerPx: number | null }) {
  const { px2, ofPx2 } = useStore(strokeStore)
  const text = px2 === null ? null : strokeText(px2, ofPx2, mmPerPx)
  return text && <span className="stroke-cm2">{text}</span>
}

/** The same for ears: what a stroke adds, and the area after it, once the hand rests. */
export function SpokenArea({ mmPerPx, areaCm2 }: { mmPerPx: number | null; areaCm2: string | null }) {
  const { px2, ofPx2 } = useStore(strokeStore)
  const stroke = px2 === null ? null : strokeText(px2, ofPx2, mmPerPx)
  const now = stroke ? t.spoken(stroke) : areaCm2 && mmPerPx !== null ? t.area(areaCm2) : ''
  const rested = useRested(now)
  return (
    <p className="unseen" role="status">
      {rested}
    </p>
  )
}
