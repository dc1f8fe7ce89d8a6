import { useEffect, useState } from 'react'
import { ShieldCheck } from 'lucide-react'
import { bytes } from '../shell/format.ts'
import { strings } from '../strings/strings.ts'

/** What the browser says it keeps and could keep. */
export function StorageLine() {
  const [estimate, setEstimate] = useState<{ usage: number; quota: number } | null>(null)
  useEffect(() => {
    let wanted = true
    navigator.storage
      ?.estimate?.()
      .then(({ usage = 0, quota = 0 }) => wanted && setEstimate({ usage, quota }))
      .catch(() => {})
    return () => {
      wanted = false
    }
  }, [])
  return (
    <div className="storage">
      <p className="storage-head">
        <ShieldCheck size={18} aria-hidden="true" />
        {strings.library.stored}
      </p>
      {estimate && estimate.quota > 0 && (
        <>
          <div className="storage-bar">
            <div style={{ transform: `scaleX(${Math.max(0.01, estimate.usage / estimate.quota)})` }} />
          </div>
          <p className="storage-text">
            {strings.library.used(bytes(estimate.usage), bytes(estimate.quota - estimate.usage))}
          </p>
        </>
      )}
    </div>
  )
}
