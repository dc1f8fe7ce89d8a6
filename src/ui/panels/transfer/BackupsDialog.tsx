import { setView } from '../../../store/viewStore.ts'
import { Modal } from '../../shell/Modal.tsx'
import { transferStrings as t } from '../../strings/transferStrings.ts'
import { StorageLine } from '../StorageLine.tsx'
import { BackupActions } from './BackupActions.tsx'

/** The same from every screen, and where the Library has no sidebar. */
export function BackupsDialog() {
  return (
    <Modal title={t.backups} className="transfer" onClose={() => setView({ backupsOpen: false })}>
      <BackupActions />
      <StorageLine />
    </Modal>
  )
}
