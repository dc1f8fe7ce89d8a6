import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { viewOf } from '../../../core/design/photoView.ts'
import { elsewhereFor, elsewhereStore, followElsewhere, planOnPhoto } from '../../../store/plan/planElsewhere.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { countedAlone, countedElsewhere } from './countedText.ts'

/** Before the price: that the same design was counted on more skin elsewhere, and the way there. */
export function CountedElsewhere({ design }: { design: Design }) {
  useEffect(followElsewhere, [])
  const more = useMore(design)
  if (!more) return null
  return (
    <div className="counted-elsewhere">
      <div role="status">
        <p className="warning">{t.tooLow}</p>
        <p className="note">{countedElsewhere(more)}</p>
      </div>
      <button type="button" className="button" onClick={() => planOnPhoto(more.photoId)}>
        {t.planOn(strings.views[more.view])}
      </button>
    </div>
  )
}

/** Beside the heading: whose skin the totals are of, where that is not all of the design's. */
export function OfOneView({ design }: { design: Design }) {
  const more = useMore(design)
  if (!more && countedAlone(design) === null) return null
  return <span className="section-aside">{t.oneView(strings.views[viewOf(design)])}</span>
}

/** That the totals are those of one view. */
export function CountedAlone({ design }: { design: Design }) {
  const alone = countedAlone(design)
  return alone && <p className="note">{alone}</p>
}

const useMore = (design: Design) => useStore(elsewhereStore, (s) => elsewhereFor(s, design))
