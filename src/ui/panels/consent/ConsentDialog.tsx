import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { countingConsents, hasNeeded, isConsentMissing, isRead } from '../../../core/plan/consent.ts'
import { lastSigned } from '../../../core/plan/consentChoice.ts'
import { readConsenting } from '../../../store/papers/consentActions.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { consentStrings as t } from '../../strings/consentStrings.ts'
import type { PatientSummary } from '../shownTypes.ts'
import { ConsentForm, dropConsentDraft, type FormControl } from './ConsentForm.tsx'
import { ConsentHistory } from './ConsentHistory.tsx'
import { consentTitle, isNamed, signedWhen } from './consentText.ts'
import './consent.css'

/** What a patient agrees to: read and signed, changed by signing again, taken back, and read again. */
export function ConsentDialog({ patientId }: { patientId: string }) {
  const [read, setRead] = useState<PatientSummary['patient'] | 'reading' | 'failed'>('reading')
  const form = useRef<FormControl>(null)
  const close = () => {
    dropConsentDraft(patientId)
    if (viewStore.getState().consentOf === patientId) setView({ consentOf: null })
  }
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
      <Window title={consentTitle('')} form={form} onClose={close}>
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
  return (
    <Window title={consentTitle(read.name)} form={form} onClose={close}>
      <p className="consent-intro">{introOf(read)}</p>
      <ConsentForm patient={read} control={form} onRead={setRead} onClose={close} />
      <ConsentHistory patient={read} />
    </Window>
  )
}

function introOf(patient: PatientSummary['patient']): string {
  const counting = countingConsents(patient)
  const records = counting.filter(isRead)
  if (records.length < counting.length) return t.unread
  const current = records.findLast((one) => !hasNeeded(one.permissions)) ?? records.at(-1)
  if (!current) return isNamed(patient.name) ? t.intro : `${t.intro} ${t.unnamedNote}`
  if (isConsentMissing(patient)) return t.takenBack(signedWhen(current.signedAt))
  return t.again(signedWhen((lastSigned(patient) ?? current).signedAt))
}

/**
 * On the browser's own dialog, which keeps the focus in. No press beside it closes it: a palm or a stroke that went too far
 * must not take the signature away.
 */
function Window(props: { title: string; form: RefObject<FormControl | null>; onClose(): void; children: ReactNode }) {
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
  const leave = () => {
    if (!props.form.current?.holds()) props.onClose()
  }
  return (
    <dialog
      ref={ref}
      className="modal consent"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={(e) => {
        if (e.key !== 'Escape' || e.nativeEvent.isComposing) return
        // A browser that is asked twice closes the dialog whatever it is told: it is not asked.
        e.preventDefault()
        // What lies under the window is left by an Esc of its own.
        e.stopPropagation()
        leave()
      }}
      onCancel={(e) => {
        e.preventDefault()
        leave()
      }}
      onClose={() => {
        // Closed over our heads, as a browser may do on a second gesture.
        if (!ref.current || ref.current.open) return
        if (props.form.current?.holds()) ref.current.showModal()
        else props.onClose()
      }}
    >
      <h2 id={titleId} className="consent-title">
        {props.title}
      </h2>
      {props.children}
    </dialog>
  )
}
