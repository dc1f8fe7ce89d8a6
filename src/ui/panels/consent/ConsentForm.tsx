import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react'
import { Check } from 'lucide-react'
import {
  hasNeeded,
  nothingPermitted,
  permissions,
  permittedBy,
  type Permitted,
  type Signature,
} from '../../../core/plan/consent.ts'
import { consentProblem, takesBack } from '../../../core/plan/consentChoice.ts'
import { isSigned, writeInk } from '../../../core/plan/signatureInk.ts'
import { readConsenting, recordConsent, type NotRecorded } from '../../../store/papers/consentActions.ts'
import { toast } from '../../../store/jobsStore.ts'
import { lockStore } from '../../../store/lockStore.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { CONSENT_VERSION, consentSentences, consentStrings as t } from '../../strings/consentStrings.ts'
import type { PatientSummary } from '../shownTypes.ts'
import { consentTitle, copyOf, isNamed, signedWhen } from './consentText.ts'
import { emptyPad, SignaturePad, type PadControl, type PadInk } from './SignaturePad.tsx'

/** How the window around the form asks to be left. */
export interface FormControl {
  /** Whether the form holds it open: an unfinished stroke is taken back instead, and what is signed or being saved stays. */
  holds(): boolean
}

interface Draft {
  readonly chosen: Permitted
  readonly ink: PadInk
  readonly name: string | null
  /** The records that stood when it was signed: beside others it is no longer what was agreed to. */
  readonly records: string
}

/** What lay unsigned when the screen was locked, by patient: opened again, the form goes on from there. In memory alone. */
const drafts = new Map<string, Draft>()

/** For whoever leaves the window, also before its form is there: what lay on it is gone. */
export const dropConsentDraft = (patientId: string): void => void drafts.delete(patientId)

/** The sentences, each with its tick, and the signature under them. */
export function ConsentForm(props: {
  patient: PatientSummary['patient']
  control: Ref<FormControl>
  onRead(patient: PatientSummary['patient']): void
  onClose(): void
}) {
  const { patient, onClose } = props
  const given = permittedBy(patient)
  const records = recordsOf(patient)
  const [draft] = useState(() => {
    const lay = drafts.get(patient.id)
    return lay?.records === records ? lay : undefined
  })
  const [chosen, setChosen] = useState<Permitted>(draft?.chosen ?? given ?? nothingPermitted)
  const [ink, setInk] = useState<PadInk>(draft?.ink ?? emptyPad)
  const [name, setName] = useState<string | null>(draft?.name ?? null)
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<NotRecorded | null>(null)
  const [stays, setStays] = useState(false)
  const reasonId = useId()
  const pad = useRef<PadControl>(null)
  const lying = useRef<() => Draft>(null)
  useLayoutEffect(() => {
    lying.current = () => ({ chosen, ink: pad.current?.drawn() ?? ink, name, records })
  }, [chosen, ink, name, records])
  // In the layout phase, before the pad lets go of a stroke that is still in the hand.
  useLayoutEffect(
    () => () => {
      if (lockStore.getState().locked && lying.current) drafts.set(patient.id, lying.current())
      else drafts.delete(patient.id)
    },
    [patient.id],
  )
  const shown = useRef(false)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])

  const hasSignature = ink.strokes.length > 0 || (name ?? '').trim() !== ''
  useImperativeHandle(props.control, () => ({
    holds() {
      if (pad.current?.cancelStroke() || saving) return true
      setStays(hasSignature)
      return hasSignature
    },
  }))

  const problem = consentProblem(given, chosen, name === null ? isSigned(ink.strokes) : name.trim() !== '')
  const back = takesBack(given, chosen)
  const backWholly = back && !hasNeeded(chosen)

  async function sign(): Promise<void> {
    if (problem !== null || saving) return
    setSaving(true)
    setFailure(null)
    setStays(false)
    const agreed = {
      name: isNamed(patient.name) ? patient.name : '',
      permissions: chosen,
      signature: signatureOf(ink, name),
      sentences: consentSentences,
      textVersion: CONSENT_VERSION,
    }
    const stored = await recordConsent(patient, agreed)
    const isHere = shown.current && viewStore.getState().consentOf === patient.id
    if (typeof stored !== 'string') {
      // Locked meanwhile: it is signed all the same.
      drafts.delete(patient.id)
      if (isHere) onClose()
      const now = { ...patient, consents: [...(patient.consents ?? []), stored] }
      toast(back ? t.withdrawn : t.signed, { label: t.pdf, run: () => void copyOf(now, stored) })
    } else if (!isHere) toast(t.notSaved(consentTitle(patient.name)))
    else if (stored === 'changed') await readAgain()
    else setFailure(stored)
    setSaving(false)
  }

  /** What was recorded elsewhere meanwhile; the signature stays. */
  async function readAgain(): Promise<void> {
    const now = await readConsenting(patient.id).catch(() => null)
    if (now) {
      props.onRead(now)
      setChosen(permittedBy(now) ?? nothingPermitted)
    }
    setFailure(now ? 'changed' : 'failed')
  }

  const closing = given ? t.close : t.notNow
  const problemSaid = stays && hasSignature ? null : failure
  const reason = stays && hasSignature ? t.stays(closing) : reasonOf(problem, back, backWholly)

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
            control={pad}
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
              // Enter that ends a composition only chooses letters.
              if (e.key === 'Enter' && !e.nativeEvent.isComposing) void sign()
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
          aria-disabled={saving ? true : undefined}
          onClick={() => {
            if (saving) return
            setInk(emptyPad)
            if (name !== null) setName('')
          }}
        >
          {t.clear}
        </button>
        <button
          type="button"
          className="button button-quiet button-large"
          aria-disabled={saving ? true : undefined}
          onClick={() => {
            if (!saving) setName(name === null ? '' : null)
          }}
        >
          {name === null ? t.typeName : t.draw}
        </button>
        <p id={reasonId} className="consent-reason" role={problemSaid ? 'alert' : 'status'}>
          {problemSaid ? <span className="danger">{t.problems[problemSaid]}</span> : reason}
        </p>
        <button
          type="button"
          className="button button-large"
          aria-disabled={saving ? true : undefined}
          onClick={() => {
            if (!saving) onClose()
          }}
        >
          {closing}
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

/** Which records stand, by their ids. */
const recordsOf = ({ consents = [] }: PatientSummary['patient']): string => consents.map(({ id }) => id).join(' ')

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
