import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { attempt } from '../../../store/jobsStore.ts'
import { keepForGood, loadStorageHealth, storageStore } from '../../../store/saving/storageHealth.ts'
import { setView } from '../../../store/viewStore.ts'
import { storageStrings as t } from '../../strings/storageStrings.ts'
import { bytes, date, number } from '../figures/format.ts'
import { Meter, Reminder } from '../../panels/StorageMeter.tsx'
import { Modal } from '../Modal.tsx'
import './storage.css'

/** What is kept on this device, and how safely. */
export function StorageDialog() {
  const health = useStore(storageStore, (s) => s.health)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    loadStorageHealth().catch(() => setFailed(true))
  }, [])
  const close = () => setView({ storageOpen: false })
  return (
    <Modal title={t.title} className="storage-dialog" onClose={close}>
      <p className="note">{t.where}</p>
      {failed && !health && <p className="note warning">{t.failed}</p>}
      {health && (
        <>
          <Meter used={health.used} free={health.free} />
          <dl className="storage-rows">
            <dt>{t.used}</dt>
            <dd>{health.used === null ? t.unknown : bytes(health.used)}</dd>
            <dt>{t.free}</dt>
            <dd>{health.free === null ? t.unknown : bytes(health.free)}</dd>
            <dt>{t.lastBackup}</dt>
            <dd>{health.lastBackup ? date(health.lastBackup, 'long') : t.never}</dd>
            {health.persisted !== null && (
              <>
                <dt>{t.promise}</dt>
                <dd>
                  {health.persisted ? t.persisted : t.notPersisted}
                  {!health.persisted && (
                    <button type="button" className="button" onClick={() => attempt(keepForGood(), t.refused)}>
                      {t.askAgain}
                    </button>
                  )}
                </dd>
              </>
            )}
            {health.quarantined > 0 && (
              <>
                <dt>{t.aside}</dt>
                <dd>{t.asideCount(health.quarantined, number(health.quarantined))}</dd>
              </>
            )}
          </dl>
          <Reminder />
        </>
      )}
      <p className="note">{t.secondCopy}</p>
      <p className="note">{t.photosStay}</p>
    </Modal>
  )
}
