import { CloudOff, Copy, RefreshCw } from 'lucide-react'
import { useStore } from 'zustand'
import { saveStore, tryAgain } from '../../../store/saving/autosave.ts'
import { designStore } from '../../../store/designStore.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { editHere } from '../../../store/saving/oneWriter.ts'
import { pausedStore } from '../../../store/saving/pausedStore.ts'
import { exportProject } from '../../../store/saving/projectExport.ts'
import { setView } from '../../../store/viewStore.ts'
import { storageStrings as t } from '../../strings/storageStrings.ts'
import './storage.css'

/** Below the top bar for as long as it holds: what is not saved, and why nothing can be edited here. */
export function StorageNotice() {
  const failed = useStore(designStore, (s) => s.save === 'failed')
  const problem = useStore(saveStore, (s) => s.problem)
  const { elsewhere, newer, takingOver } = useStore(pausedStore)
  if (failed && problem && problem !== 'overtaken') {
    return (
      <div className="storage-notice storage-notice-warning" role="alert">
        <CloudOff aria-hidden="true" />
        <p>{t.problems[problem]}</p>
        <button type="button" className="button" onClick={() => attempt(exportProject(), t.exportFailed)}>
          {t.exportProject}
        </button>
        <button type="button" className="button" onClick={() => setView({ storageOpen: true })}>
          {t.manage}
        </button>
        {newer ? <Reload /> : <Again />}
      </div>
    )
  }
  if (newer) {
    return (
      <div className="storage-notice" role="status">
        <RefreshCw aria-hidden="true" />
        <p>{t.newer}</p>
        <Reload />
      </div>
    )
  }
  if (!elsewhere) return null
  return (
    <div className="storage-notice" role="status">
      <Copy aria-hidden="true" />
      <p>{takingOver ? t.takingOver : t.elsewhere}</p>
      {!takingOver && (
        <button type="button" className="button" onClick={() => attempt(editHere(), t.takeOverFailed)}>
          {t.editHere}
        </button>
      )}
    </div>
  )
}

function Again() {
  return (
    <button type="button" className="button" onClick={tryAgain}>
      {t.again}
    </button>
  )
}

function Reload() {
  return (
    <button type="button" className="button" onClick={() => location.reload()}>
      {t.reload}
    </button>
  )
}
