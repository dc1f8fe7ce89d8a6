import { useState } from 'react'
import { DatabaseBackup } from 'lucide-react'
import { useStore } from 'zustand'
import {
  openEmpty,
  openLibrary,
  recoveryStore,
  restoreLibrary,
  type RecoveryState,
} from '../../../store/saving/recovery.ts'
import { storageStrings } from '../../strings/storageStrings.ts'
import { dateAndTime, number } from '../figures/format.ts'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/controls.css'
import '../start.css'
import './storage.css'

const t = storageStrings.recovery
const patientsText = (n: number) => t.patients(n, number(n))
const photosText = (n: number) => t.photos(n, number(n))

/** In place of the library where that was lost or damaged. */
export function Recovery() {
  const recovery = useStore(recoveryStore, (s) => s.recovery)
  if (!recovery) return null
  return (
    <main className="blank-screen recovery">
      <DatabaseBackup className="drop-icon" size={36} strokeWidth={1.4} aria-hidden="true" />
      {recovery.restored ? <Done restored={recovery.restored} /> : <Lost {...recovery} />}
    </main>
  )
}

function Lost({ lost: { copy, patients }, damaged, progress, failed }: RecoveryState) {
  const [stuck, setStuck] = useState(false)
  return (
    <>
      <h1 className="drop-title">{damaged ? t.damaged : t.lost}</h1>
      <p className="drop-text">{t.why}</p>
      <p className="drop-text recovery-found">
        {copy
          ? t.copy(patientsText(copy.patients), photosText(copy.photos), dateAndTime(copy.copiedAt))
          : t.noCopy(patients === null ? null : patientsText(patients))}
      </p>
      {(failed || stuck) && (
        <p className="drop-text warning" role="alert">
          {failed ? t.failed : storageStrings.failed}
        </p>
      )}
      {progress ? (
        <Progress {...progress} />
      ) : (
        <div className="recovery-actions">
          {copy && (
            <button
              type="button"
              className="button button-large button-solid"
              autoFocus
              onClick={() => void restoreLibrary()}
            >
              {failed ? t.again : t.restore}
            </button>
          )}
          <button
            type="button"
            className={copy ? 'button button-quiet' : 'button button-large'}
            onClick={() => openEmpty().catch(() => setStuck(true))}
          >
            {t.empty}
          </button>
          {copy && <p className="note">{t.emptyNote}</p>}
        </div>
      )}
    </>
  )
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <>
      <div
        className="recovery-progress"
        role="progressbar"
        aria-label={t.restoring}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
      >
        <div style={{ transform: `scaleX(${done / total})` }} />
      </div>
      <p className="note">
        {t.restoring} {t.progress(number(done), number(total))}
      </p>
    </>
  )
}

function Done({ restored }: { restored: NonNullable<RecoveryState['restored']> }) {
  return (
    <>
      <h1 className="drop-title" role="status">
        {t.done(dateAndTime(restored.copiedAt))}
      </h1>
      <p className="drop-text">{t.doneText(patientsText(restored.patients), photosText(restored.photos))}</p>
      {restored.missingPhotos > 0 && (
        <p className="drop-text warning">{t.missing(photosText(restored.missingPhotos))}</p>
      )}
      <div className="recovery-actions">
        <button type="button" className="button button-large button-solid" autoFocus onClick={openLibrary}>
          {t.open}
        </button>
      </div>
    </>
  )
}
