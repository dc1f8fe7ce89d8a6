import { ArchiveRestore, FileInput, HardDriveDownload } from 'lucide-react'
import { useStore } from 'zustand'
import { backUpLibrary } from '../../../store/saving/backupActions.ts'
import { libraryStore } from '../../../store/visits/libraryStore.ts'
import { setView } from '../../../store/viewStore.ts'
import { transferStrings as t } from '../../strings/transferStrings.ts'
import { pickCaseFile } from './pickCaseFile.ts'

/** Case files and backups, in and out. */
export function BackupActions() {
  const none = useStore(libraryStore, (s) => s.patients?.length === 0)
  const rows = [
    [t.importCase, FileInput, pickCaseFile],
    [t.backUp, HardDriveDownload, () => void backUpLibrary()],
    [t.restore, ArchiveRestore, pickCaseFile],
  ] as const
  return (
    <div className="backups">
      {rows
        .filter(([name]) => !(none && name === t.backUp))
        .map(([name, Icon, act]) => (
          <button
            key={name}
            type="button"
            className="sidebar-row backup-row"
            onClick={() => {
              setView({ backupsOpen: false })
              act()
            }}
          >
            <Icon size={18} aria-hidden="true" />
            <span className="sidebar-name">{name}</span>
          </button>
        ))}
    </div>
  )
}
