import { useEffect, useRef, useState } from 'react'
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { designStore } from '../../store/designStore.ts'
import { dismissToast, jobsStore } from '../../store/jobsStore.ts'
import { matchStore } from '../../store/matchActions.ts'
import { measureText } from '../panels/measureText.ts'
import { workName } from '../panels/workName.ts'
import { matchingText } from '../panels/matchText.ts'
import { viewStore } from '../../store/viewStore.ts'
import { percent } from './format.ts'
import { strings } from '../strings/strings.ts'

/** Results of actions elsewhere: bottom centre, one at a time. */
export function Toasts() {
  const toast = useStore(jobsStore, (s) => s.toast)
  const health = useStore(jobsStore, (s) => s.health)
  return (
    <div className="toasts">
      {health === 'failed' && <div className="toast">{strings.health.failed}</div>}
      {toast && (
        <div key={toast.id} className="toast">
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                toast.action?.run()
                dismissToast()
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            className="icon-button toast-close"
            aria-label={strings.toastDismiss}
            onClick={dismissToast}
          >
            <X aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  )
}

/** Says results and progress to a screen reader, once a second at most. */
export function LiveRegion() {
  const toast = useStore(jobsStore, (s) => s.toast?.text ?? '')
  const health = useStore(jobsStore, (s) => s.health)
  const reading = useStore(jobsStore, (s) => s.opening !== null)
  const fill = useStore(jobsStore, (s) => s.fill)
  const result = useStore(jobsStore, (s) => s.fillResult)
  const measured = useStore(viewStore, (s) => s.measured)
  const open = useStore(designStore, (s) => (measured ? s.design : null))
  const matching = useStore(matchStore, (s) => s.matching)
  const design = useStore(designStore, (s) => (matching ? s.design : null))
  const running = fill !== null && fill.total > 0
  const text =
    toast ||
    (health === 'ready' ? '' : strings.health[health]) ||
    (reading ? strings.start.reading : '') ||
    (matching && design ? matchingText(design, matching) : '') ||
    (measured && open ? measureText(open, measured) : '') ||
    (running ? `${workName(fill.work)} ${percent(fill.share)}` : '') ||
    (result && !fill ? strings.dots.placed : '')
  const [said, setSaid] = useState('')
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, 1000 - (performance.now() - last.current))
    const timer = setTimeout(() => {
      last.current = performance.now()
      setSaid(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className="unseen" role="status" aria-live="polite">
      {said}
    </div>
  )
}
