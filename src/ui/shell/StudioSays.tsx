import { useEffect } from 'react'
import { useStore } from 'zustand'
import { measureOf } from '../../core/design/scale/measures.ts'
import { designStore } from '../../store/designStore.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { layerStore } from '../../store/layerStore.ts'
import { matchStore } from '../../store/edits/matchActions.ts'
import { viewStore } from '../../store/viewStore.ts'
import { matchingText } from '../panels/dots/matchText.ts'
import { measureText } from '../panels/scale/measureText.ts'
import { workName } from '../panels/workName.ts'
import { strings } from '../strings/strings.ts'
import { percent } from './figures/format.ts'

/** What the live region says of the open design; shows nothing itself. */
export function StudioSays({ say }: { say: (text: string) => void }) {
  const fill = useStore(jobsStore, (s) => s.fill)
  const result = useStore(jobsStore, (s) => s.fillResult)
  const laying = useStore(viewStore, (s) => s.measured)
  const object = useStore(layerStore, (s) => s.object)
  const held = useStore(designStore, (s) =>
    object?.kind === 'measure' && s.design ? measureOf(s.design, object.id) : null,
  )
  const measured = laying ?? held?.points ?? null
  const open = useStore(designStore, (s) => (measured ? s.design : null))
  const matching = useStore(matchStore, (s) => s.matching)
  const design = useStore(designStore, (s) => (matching ? s.design : null))
  const running = fill !== null && fill.total > 0
  const text =
    (matching && design ? matchingText(design, matching) : '') ||
    (measured && open ? measureText(open, measured) : '') ||
    (running ? `${workName(fill.work)} ${percent(fill.share)}` : '') ||
    (result && !fill ? strings.dots.placed : '')
  useEffect(() => {
    say(text)
    return () => say('')
  }, [say, text])
  return null
}
