import { useStore } from 'zustand'
import { daysWithoutBackup, storageStore } from '../../store/saving/storageHealth.ts'
import { number } from '../shell/figures/format.ts'
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

/** Whole days, where it is time for a backup; else null. */
export const useDaysWithoutBackup = (): number | null =>
  useStore(storageStore, (s) => s.health && daysWithoutBackup(s.health, Date.now()))

/** Where it is time for a backup. */
export function Reminder() {
  const days = useDaysWithoutBackup()
  return days === null ? null : <p className="storage-remind">{t.remind(number(days))}</p>
}
