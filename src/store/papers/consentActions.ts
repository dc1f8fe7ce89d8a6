import {
  isConsentMissing,
  standingConsents,
  type Consent,
  type Permitted,
  type Signature,
} from '../../core/plan/consent.ts'
import { MOST_NAME_LETTERS } from '../../core/plan/consentSchema.ts'
import { StorageError, type Patient } from '../../storage/repository.ts'
import type { ConsentTexts } from './consentPdf.ts'
import { designStore } from '../designStore.ts'
import { drawText } from './drawnText.ts'
import { loadLibrary } from '../visits/libraryStore.ts'
import { making, save } from './madeFiles.ts'
import type { PaperName } from './pdfSheet.ts'
import { repository } from '../services.ts'

/** What somebody agrees to, in the words that they read and under the name that stood above them. */
export interface Agreed extends Pick<Consent, 'textVersion' | 'sentences'> {
  readonly name: string
  readonly permissions: Permitted
  readonly signature: Signature | null
}

/** As the disk has it, whatever was open before: another tab may have signed meanwhile. Null where there is no such patient. */
export async function readConsenting(patientId: string): Promise<Patient | null> {
  const found = await repository().patient(patientId)
  if (found) show(found.patient)
  return found?.patient ?? null
}

/** Whether the patient's face may leave, as the disk says it now. @throws where nobody can tell */
export async function mayShowFace(patientId: string): Promise<boolean> {
  const patient = await readConsenting(patientId)
  if (!patient) throw new StorageError('broken', 'The patient is no longer stored.')
  return !isConsentMissing(patient)
}

/** `changed`: another tab has recorded something since the patient was read. */
export type NotRecorded = 'full' | 'gone' | 'changed' | 'failed'

/**
 * Stores a record beside all that stood before. Its promise resolves once it is on disk, or says why it is not.
 * @param patient as read when the choice was made: whatever was recorded since is never superseded unread
 */
export async function recordConsent(patient: Patient, agreed: Agreed): Promise<Consent | NotRecorded> {
  try {
    const now = await repository().patient(patient.id)
    if (!now) return 'gone'
    const consent: Consent = {
      id: crypto.randomUUID(),
      patientId: patient.id,
      ...agreed,
      // No half of a sign that takes two letters.
      name: agreed.name.slice(0, MOST_NAME_LETTERS).replaceAll(/\p{Surrogate}/gu, ''),
      signedAt: new Date().toISOString(),
      supersedes: standingConsents(patient).map(({ id }) => id),
    }
    await repository().addConsent(consent)
    show({ ...now.patient, consents: [...(now.patient.consents ?? []), consent] })
    await loadLibrary()
    return consent
  } catch (error) {
    if (!(error instanceof StorageError)) return 'failed'
    if (error.code !== 'overtaken') return error.code === 'full' ? 'full' : 'failed'
    await loadLibrary()
    return 'changed'
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
