import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { elsewhereFor, elsewhereStore, followElsewhere, planOnPhoto } from '../../../store/planElsewhere.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { countedAlone, countedElsewhere } from './countedText.ts'

/** That the totals are those of one view, and where the same design was counted on more skin. */
export function CountedOn({ design }: { design: Design }) {
  useEffect(followElsewhere, [])
  const more = useStore(elsewhereStore, (s) => elsewhereFor(s, design))
  const alone = countedAlone(design)
  return (
    <>
      {alone && <p className="note">{alone}</p>}
      {more && (
        <div className="counted-elsewhere">
          <p className="note">{countedElsewhere(more)}</p>
          <button type="button" className="button" onClick={() => planOnPhoto(more.photoId)}>
            {t.planOn(strings.views[more.view])}
          </button>
        </div>
      )}
    </>
  )
}
