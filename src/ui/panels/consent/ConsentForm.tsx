import { useEffect, useId, useState, type Ref } from 'react'
import { Check } from 'lucide-react'
import { permissions, type Consent, type Permitted, type Signature } from '../../../core/plan/consent.ts'
import { consentProblem, takesBack } from '../../../core/plan/consentChoice.ts'
import { isSigned, writeInk } from '../../../core/plan/signatureInk.ts'
import { recordConsent } from '../../../store/consentActions.ts'
import { toast } from '../../../store/jobsStore.ts'
import { CONSENT_VERSION, consentSentences, consentStrings as t } from '../../strings/consentStrings.ts'
import type { PatientSummary } from '../shownTypes.ts'
import { copyOf, signedWhen } from './consentText.ts'
import { emptyPad, SignaturePad, type PadControl, type PadInk } from './SignaturePad.tsx'

const nothing: Permitted = { keep: false, simulation: false, show: false, publish: false }

/** The sentences, each with its tick, and the signature under them. */
export function ConsentForm(props: {
  patient: PatientSummary['patient']
  current: Consent | null
  pad: Ref<PadControl>
  onClose(): void
}) {
  const { patient, current, onClose } = props
  const [chosen, setChosen] = useState<Permitted>(current?.permissions ?? nothing)
  const [ink, setInk] = useState<PadInk>(emptyPad)
  const [name, setName] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<keyof typeof t.problems | null>(null)
  const reasonId = useId()

  const problem = consentProblem(current, chosen, name === null ? isSigned(ink.strokes) : name.trim() !== '')
  const back = takesBack(current, chosen)
  const backWholly = back && !(chosen.keep && chosen.simulation)

  async function sign(): Promise<void> {
    if (problem !== null || saving) return
    setSaving(true)
    setFailure(null)
    const agreed = {
      permissions: chosen,
      signature: signatureOf(ink, name),
      sentences: consentSentences,
      textVersion: CONSENT_VERSION,
    }
    const stored = await recordConsent(patient, agreed)
    setSaving(false)
    if (typeof stored === 'string') {
      setFailure(stored)
      return
    }
    onClose()
    toast(back ? t.withdrawn : t.signed, { label: t.pdf, run: () => void copyOf(stored, patient.name) })
  }

  return (
    <>
      <fieldset className="consent-permissions">
        <legend className="unseen">{t.permissions}</legend>
        {permissions.map((one) => (
          <label key={one} className={chosen[one] ? 'consent-permission consent-given' : 'consent-permission'}>
            <input
              type="checkbox"
              checked={chosen[one]}
              onChange={(e) => setChosen({ ...chosen, [one]: e.currentTarget.checked })}
            />
            <span className="consent-tick" aria-hidden="true">
              <Check size={18} />
            </span>
            <span>{consentSentences[one]}</span>
          </label>
        ))}
      </fieldset>
      <div className="consent-pad">
        {name === null ? (
          <SignaturePad
            ink={ink}
            control={props.pad}
            onStroke={(stroke, height) => setInk((before) => ({ strokes: [...before.strokes, stroke], height }))}
          />
        ) : (
          <input
            className="consent-name"
            aria-label={t.typedName}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            onKeyDown={(e) => {
              if (e.key === 'Enter') void sign()
            }}
          />
        )}
        <div className="consent-pad-foot">
          <span>{t.signature}</span>
          <Now />
        </div>
      </div>
      <div className="consent-actions">
        <button
          type="button"
          className="button button-quiet button-large"
          onClick={() => {
            setInk(emptyPad)
            if (name !== null) setName('')
          }}
        >
          {t.clear}
        </button>
        <button
          type="button"
          className="button button-quiet button-large"
          onClick={() => setName(name === null ? '' : null)}
        >
          {name === null ? t.typeName : t.draw}
        </button>
        <p id={reasonId} className="consent-reason" role={failure ? 'alert' : 'status'}>
          {failure ? <span className="danger">{t.problems[failure]}</span> : reasonOf(problem, back, backWholly)}
        </p>
        <button type="button" className="button button-large" onClick={onClose}>
          {current ? t.close : t.notNow}
        </button>
        <button
          type="button"
          className="button button-solid button-large"
          aria-disabled={problem !== null || saving ? true : undefined}
          aria-describedby={reasonId}
          onClick={() => void sign()}
        >
          {saving ? t.saving : back ? t.withdraw : t.sign}
        </button>
      </div>
    </>
  )
}

/** What was typed, where somebody types; else what was drawn, if it is more than a touch. */
function signatureOf(ink: PadInk, name: string | null): Signature | null {
  if (name !== null) return name.trim() === '' ? null : { kind: 'typed', name: name.trim() }
  if (!isSigned(ink.strokes)) return null
  return { kind: 'drawn', height: ink.height, ink: writeInk(ink.strokes) }
}

function reasonOf(problem: ReturnType<typeof consentProblem>, back: boolean, backWholly: boolean): string | null {
  if (problem === 'needed') return t.needed
  if (problem === 'signature') return t.needSignature
  if (backWholly) return t.takesBackNeeded
  return back ? t.takesBack : null
}

/** The clock on the paper; what is stored is the moment of signing. */
function Now() {
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 5000)
    return () => clearInterval(timer)
  }, [])
  return <time dateTime={now}>{signedWhen(now)}</time>
}
