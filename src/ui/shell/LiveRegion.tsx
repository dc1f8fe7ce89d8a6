import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { designStore } from '../../store/designStore.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { strings } from '../strings/strings.ts'
import { part } from './part.tsx'

/** Only spoken: where it does not come, nothing is to be seen of it. */
const StudioSays = part(() => import('./StudioSays.tsx').then((m) => m.StudioSays))

/** Says results and progress to a screen reader, once a second at most. */
export function LiveRegion() {
  const toast = useStore(jobsStore, (s) => s.toast?.text ?? '')
  const health = useStore(jobsStore, (s) => s.health)
  const reading = useStore(jobsStore, (s) => s.opening !== null)
  const isOpen = useStore(designStore, (s) => s.design !== null)
  /** What is said of the open design. */
  const [ofDesign, setOfDesign] = useState('')
  const text =
    toast ||
    (health === 'ready' ? '' : strings.health[health]) ||
    (reading ? strings.start.reading : '') ||
    (isOpen ? ofDesign : '')
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
    <>
      <div className="unseen" role="status" aria-live="polite">
        {said}
      </div>
      {isOpen && <StudioSays say={setOfDesign} />}
    </>
  )
}
