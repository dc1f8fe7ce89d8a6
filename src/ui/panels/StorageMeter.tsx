import { useStore } from 'zustand'
import { daysWithoutBackup, storageStore } from '../../store/storageHealth.ts'
import { number } from '../shell/format.ts'
import { storageStrings as t } from '../strings/storageStrings.ts'

/** Which share of what the browser gives is taken. */
export function Meter({ used, free }: { used: number | null; free: number | null }) {
  if (used === null || free === null) return null
  return (
    <div className="storage-bar">
      <div style={{ transform: `scaleX(${Math.max(0.01, used / (used + free))})` }} />
    </div>
  )
}

/** Where it is time for a backup. */
export function Reminder() {
  const days = useStore(storageStore, (s) => s.health && daysWithoutBackup(s.health, Date.now()))
  return days === null ? null : <p className="storage-remind">{t.remind(number(days))}</p>
}
