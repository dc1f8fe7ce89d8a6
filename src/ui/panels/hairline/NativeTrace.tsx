import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { cancelTrace, traceNative, traceStore } from '../../../store/edits/traceActions.ts'
import { traceStrings as t } from '../../strings/traceStrings.ts'
import './nativeTrace.css'

/** A search that is over sooner than this shows nothing, ms. */
const SHOWN_AFTER_MS = 150

/** What the search for the native hairline is doing, and why it found none. */
export function NativeTrace({ traced }: { traced: boolean }) {
  const { looking, problem } = useStore(traceStore)
  const [shown, setShown] = useState<number | null>(null)
  useEffect(() => {
    if (looking === null) return
    const timer = setTimeout(() => setShown(looking), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [looking])
  // Who leaves the step waits for nothing.
  useEffect(() => cancelTrace, [])
  const isShown = looking !== null && shown === looking
  return (
    <div className="native-trace">
      {isShown && (
        <div className="native-trace-row">
          <div className="progress progress-open" role="progressbar" aria-label={t.looking}>
            <div className="progress-bar" />
          </div>
          <button type="button" className="button button-quiet" onClick={cancelTrace}>
            {t.cancel}
          </button>
        </div>
      )}
      {traced && looking === null && (
        <button type="button" className="button button-quiet" onClick={() => void traceNative(t.edit)}>
          {t.again}
        </button>
      )}
      <div role="status">
        {isShown && <p className="note">{t.looking}</p>}
        {problem && <p className="note">{t.problems[problem]}</p>}
      </div>
    </div>
  )
}
