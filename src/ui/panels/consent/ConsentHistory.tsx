import { Check, FileDown, Minus } from 'lucide-react'
import { countingConsents, permissions, type Consent } from '../../../core/plan/consent.ts'
import { consentHistory } from '../../../core/plan/consentChoice.ts'
import { readInk } from '../../../core/plan/signatureInk.ts'
import { number } from '../../shell/figures/format.ts'
import { consentStrings as t } from '../../strings/consentStrings.ts'
import type { PatientSummary } from '../shownTypes.ts'
import { copyOf, recordTitle, signedWhen } from './consentText.ts'
import { InkDrawing } from './InkDrawing.tsx'

/** All that was ever signed or taken back, the latest first, each to be read as it was. */
export function ConsentHistory({ patient }: { patient: PatientSummary['patient'] }) {
  const records = consentHistory(patient)
  const counting = new Set(countingConsents(patient).map(({ id }) => id))
  if (records.length === 0) return null
  return (
    <details className="consent-history">
      <summary>{t.history(records.length, number(records.length))}</summary>
      <ol>
        {records.map((record) => (
          <li key={record.id} className="consent-record">
            <details>
              <summary>
                {recordTitle(patient, record)}
                {counting.has(record.id) && <span className="consent-counts">{t.counts}</span>}
              </summary>
              <Read record={record} />
            </details>
            <button
              type="button"
              className="button consent-copy"
              aria-label={t.pdfOf(signedWhen(record.signedAt))}
              onClick={() => void copyOf(patient, record)}
            >
              <FileDown size={18} aria-hidden="true" />
              {t.pdf}
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}

function Read({ record }: { record: Consent }) {
  const { signature } = record
  return (
    <div className="consent-read">
      <ul>
        {permissions.map((one) => (
          <li key={one} className={record.permissions[one] ? 'consent-given' : undefined}>
            {record.permissions[one] ? <Check size={16} aria-hidden="true" /> : <Minus size={16} aria-hidden="true" />}
            <span>
              <span className="unseen">{record.permissions[one] ? t.yes : t.no}. </span>
              {record.sentences[one]}
            </span>
          </li>
        ))}
      </ul>
      {signature?.kind === 'drawn' && (
        <div className="consent-pad consent-pad-read">
          <InkDrawing strokes={readInk(signature.ink) ?? []} height={signature.height} label={t.drawn} />
        </div>
      )}
      {signature?.kind === 'typed' && <p className="note">{t.typed(signature.name)}</p>}
      {signature === null && <p className="note">{t.unsigned}</p>}
      <p className="note">{t.version(number(record.textVersion))}</p>
    </div>
  )
}
