import { useEffect } from 'react'
import { ShieldCheck } from 'lucide-react'
import { useStore } from 'zustand'
import { backUpLibrary } from '../../store/saving/backupActions.ts'
import { loadStorageHealth, storageStore } from '../../store/saving/storageHealth.ts'
import { setView } from '../../store/viewStore.ts'
import { bytes, date } from '../shell/figures/format.ts'
import { anywhere } from '../shell/commands/anywhereCommands.ts'
import { storageStrings } from '../strings/storageStrings.ts'
import { strings } from '../strings/strings.ts'
import { transferStrings } from '../strings/transferStrings.ts'
import { Meter, Reminder, useDaysWithoutBackup } from './StorageMeter.tsx'

/** What the browser says it keeps and could keep, and when a backup was last made. */
export function StorageLine() {
  const health = useStore(storageStore, (s) => s.health)
  useEffect(() => {
    // The cards say so where the storage fails.
    loadStorageHealth().catch(() => undefined)
  }, [])
  return (
    <div className="storage">
      <p className="storage-head">
        <ShieldCheck size={18} aria-hidden="true" />
        {strings.library.stored}
      </p>
      {health && (
        <>
          <Meter used={health.used} free={health.free} />
          {health.used !== null && health.free !== null && (
            <p className="storage-text">{strings.library.used(bytes(health.used), bytes(health.free))}</p>
          )}
          {health.lastBackup && <p className="storage-text">{storageStrings.backedUp(date(health.lastBackup))}</p>}
          <Reminder />
        </>
      )}
      <button
        type="button"
        className="storage-more"
        onClick={() => {
          setView({ backupsOpen: false })
          anywhere('storage').run()
        }}
      >
        {storageStrings.manage}
      </button>
    </div>
  )
}

/** Over the cards, where there is no sidebar to say that it is time for a backup. */
export function BackupReminder() {
  if (useDaysWithoutBackup() === null) return null
  return (
    <div className="backup-reminder">
      <Reminder />
      <button type="button" className="button button-quiet" onClick={() => void backUpLibrary()}>
        {transferStrings.backUp}
      </button>
    </div>
  )
}
