import { ShieldCheck, Signature } from 'lucide-react'
import { isConsentMissing } from '../../../core/plan/consent.ts'
import { isPermitted, lastSigned } from '../../../core/plan/consentChoice.ts'
import { setView } from '../../../store/viewStore.ts'
import { date } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { consentStrings as t } from '../../strings/consentStrings.ts'
import type { PatientSummary } from '../shownTypes.ts'
import './patientConsent.css'

/** Under a patient's name: what was signed, and the way to it. The sample needs none. */
export function PatientConsent({ patient }: { patient: PatientSummary['patient'] }) {
  if (patient.sample) return null
  const missing = isConsentMissing(patient)
  const signed = lastSigned(patient)
  const [show, publish] = [isPermitted(patient, 'show'), isPermitted(patient, 'publish')]
  const photos = show && publish ? t.chips.both : show ? t.chips.show : publish ? t.chips.publish : t.chips.clinicOnly
  return (
    <div className="patient-consent">
      <div className="patient-chips">
        {missing || !signed ? (
          <span className="chip-plain warning">{t.chips.missing}</span>
        ) : (
          <>
            <span className="chip-plain ok">
              <ShieldCheck size={16} aria-hidden="true" />
              {t.chips.signed(date(signed.signedAt))}
            </span>
            <span className="chip-plain">{photos}</span>
          </>
        )}
      </div>
      <button
        type="button"
        className={missing ? 'button' : 'button button-icon'}
        aria-label={strings.library.consent}
        onClick={() => setView({ consentOf: patient.id })}
      >
        {missing ? strings.library.consent : <Signature size={18} aria-hidden="true" />}
      </button>
    </div>
  )
}
