import { useRef } from 'react'
import { ArchiveRestore, FileInput, HardDriveDownload } from 'lucide-react'
import { useStore } from 'zustand'
import { backUpLibrary, lastBackup, openCaseFile } from '../../../store/backupActions.ts'
import { libraryStore } from '../../../store/libraryStore.ts'
import { transferStore } from '../../../store/transferStore.ts'
import { date } from '../../shell/format.ts'
import { transferStrings as t } from '../../strings/transferStrings.ts'
import { useCaseDrop } from './caseDrop.ts'

/** Case files and backups, in and out, at the foot of the Library's sidebar. */
export function BackupActions() {
  const input = useRef<HTMLInputElement>(null)
  const any = useStore(libraryStore, (s) => (s.patients?.length ?? 0) > 0)
  // A backup that has just been made is the last one.
  useStore(transferStore, (s) => s.state)
  const over = useCaseDrop()
  const last = lastBackup()
  const choose = () => input.current?.click()
  return (
    <div className="backups">
      <input
        ref={input}
        className="unseen"
        type="file"
        accept=".trichion"
        aria-label={t.chooseCase}
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          // The same file may be chosen again.
          event.currentTarget.value = ''
          if (file) void openCaseFile(file)
        }}
      />
      <button type="button" className="sidebar-row backup-row" onClick={choose}>
        <FileInput size={18} aria-hidden="true" />
        <span className="sidebar-name">{t.importCase}</span>
      </button>
      {any && (
        <button type="button" className="sidebar-row backup-row" onClick={() => void backUpLibrary()}>
          <HardDriveDownload size={18} aria-hidden="true" />
          <span className="sidebar-name">{t.backUp}</span>
        </button>
      )}
      <button type="button" className="sidebar-row backup-row" onClick={choose}>
        <ArchiveRestore size={18} aria-hidden="true" />
        <span className="sidebar-name">{t.restore}</span>
      </button>
      {any && <p className="backup-note">{last === null ? t.noBackup : t.lastBackup(date(last, 'long'))}</p>}
      {over && <div className="case-drop">{t.drop}</div>}
    </div>
  )
}
