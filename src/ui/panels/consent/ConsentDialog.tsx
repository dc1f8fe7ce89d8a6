import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { currentConsent, isConsentMissing } from '../../../core/plan/consent.ts'
import { lastSigned } from '../../../core/plan/consentChoice.ts'
import { readConsenting } from '../../../store/consentActions.ts'
import { setView } from '../../../store/viewStore.ts'
import { consentStrings as t } from '../../strings/consentStrings.ts'
import type { PatientSummary } from '../shownTypes.ts'
import { ConsentForm } from './ConsentForm.tsx'
import { ConsentHistory } from './ConsentHistory.tsx'
import { consentTitle, isNamed, signedWhen } from './consentText.ts'
import type { PadControl } from './SignaturePad.tsx'
import './consent.css'

const close = () => setView({ consentOf: null })

/** What a patient agrees to: read and signed, changed by signing again, taken back, and read again. */
export function ConsentDialog({ patientId }: { patientId: string }) {
  const [read, setRead] = useState<PatientSummary['patient'] | 'reading' | 'failed'>('reading')
  const pad = useRef<PadControl>(null)
  useEffect(() => {
    let wanted = true
    readConsenting(patientId).then(
      (patient) => wanted && setRead(patient ?? 'failed'),
      () => wanted && setRead('failed'),
    )
    return () => {
      wanted = false
    }
  }, [patientId])
  if (typeof read === 'string') {
    return (
      <Window title={consentTitle('')} pad={pad}>
        <p className="consent-intro" role={read === 'failed' ? 'alert' : 'status'}>
          {read === 'failed' ? t.notRead : t.reading}
        </p>
        <div className="consent-actions">
          <button type="button" className="button button-large" onClick={close}>
            {t.close}
          </button>
        </div>
      </Window>
    )
  }
  const current = currentConsent(read)
  return (
    <Window title={consentTitle(read.name)} pad={pad}>
      <p className="consent-intro">{introOf(read)}</p>
      <ConsentForm patient={read} current={current} pad={pad} onClose={close} />
      <ConsentHistory patient={read} current={current} />
    </Window>
  )
}

function introOf(patient: PatientSummary['patient']): string {
  const current = currentConsent(patient)
  if (!current) return isNamed(patient.name) ? t.intro : `${t.intro} ${t.unnamedNote}`
  if (isConsentMissing(patient)) return t.takenBack(signedWhen(current.signedAt))
  return t.again(signedWhen((lastSigned(patient) ?? current).signedAt))
}

/**
 * On the browser's own dialog, which keeps the focus in. No press beside it closes it: a palm or a stroke that went too far
 * must not take the signature away.
 */
function Window(props: { title: string; pad: RefObject<PadControl | null>; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (!dialog) return
    dialog.showModal()
    dialog.focus()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className="modal consent"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={(e) => {
        // Within a stroke it takes the stroke back.
        if (e.key === 'Escape' && props.pad.current?.cancelStroke()) e.preventDefault()
      }}
      onCancel={(e) => {
        e.preventDefault()
        close()
      }}
    >
      <h2 id={titleId} className="consent-title">
        {props.title}
      </h2>
      {props.children}
    </dialog>
  )
}
