import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { dismissToast, jobsStore } from '../../store/jobsStore.ts'
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
