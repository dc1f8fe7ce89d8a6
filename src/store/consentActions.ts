import { standingConsents, type Consent, type Permitted, type Signature } from '../core/plan/consent.ts'
import { StorageError, type Patient } from '../storage/repository.ts'
import type { ConsentTexts } from './consentPdf.ts'
import { designStore } from './designStore.ts'
import { drawText } from './drawnText.ts'
import { loadLibrary } from './libraryStore.ts'
import { making, save } from './madeFiles.ts'
import type { PaperName } from './pdfSheet.ts'
import { repository } from './services.ts'

/** What somebody agrees to, in the words that they read. */
export interface Agreed extends Pick<Consent, 'textVersion' | 'sentences'> {
  readonly permissions: Permitted
  readonly signature: Signature | null
}

/** As the disk has it, whatever was open before: another tab may have signed meanwhile. Null where there is no such patient. */
export async function readConsenting(patientId: string): Promise<Patient | null> {
  const found = await repository().patient(patientId)
  if (found) show(found.patient)
  return found?.patient ?? null
}

/** Stores a record beside all that stood before. Its promise resolves once it is on disk, or says why it is not. */
export async function recordConsent(patient: Patient, agreed: Agreed): Promise<Consent | 'full' | 'gone' | 'failed'> {
  try {
    const now = await repository().patient(patient.id)
    if (!now) return 'gone'
    const consent: Consent = {
      id: crypto.randomUUID(),
      patientId: patient.id,
      ...agreed,
      signedAt: new Date().toISOString(),
      supersedes: standingConsents(now.patient).map(({ id }) => id),
    }
    await repository().addConsent(consent)
    show({ ...now.patient, consents: [...(now.patient.consents ?? []), consent] })
    await loadLibrary()
    return consent
  } catch (error) {
    return error instanceof StorageError && error.code === 'full' ? 'full' : 'failed'
  }
}

/** What is open of the patient goes by it from now on. */
function show({ id, consents }: Patient): void {
  const { patient } = designStore.getState()
  if (patient?.id === id) designStore.setState({ patient: { ...patient, consents } })
}

/** Downloads a copy for the patient, under a neutral name. */
export async function exportConsent(
  consent: Consent,
  paper: PaperName,
  texts: ConsentTexts,
  problem: string,
): Promise<void> {
  await making(async () => {
    const { consentPdf } = await import('./consentPdf.ts')
    const bytes = await consentPdf(consent, paper, texts, drawText)
    save(bytes.slice().buffer, 'consent', 'pdf', 'application/pdf')
  }, problem)
}
