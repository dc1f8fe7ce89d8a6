import { isPermitted } from '../../../core/plan/consentChoice.ts'
import type { PictureSizes } from '../../../store/papers/exportActions.ts'
import type { FaceCover } from '../../../store/papers/faceCover.ts'
import { number } from '../../shell/figures/format.ts'
import { exportStrings as t } from '../../strings/exportStrings.ts'
import type { PatientSummary } from '../shownTypes.ts'

/** What is hidden more, or less surely, than it would be with marks that somebody has checked. */
export function CoverNote({ cover: { how, sure } }: { cover: FaceCover }) {
  if (!sure) return <p className="note">{t.faceUnsure}</p>
  return how === 'belowScalp' ? <p className="note">{t.scalpAlone}</p> : null
}

/** What a patient has not allowed is said where a picture leaves; what happens to it then is in the clinic's hands. */
export function PublishNote({ patient, showsFace }: { patient: PatientSummary['patient']; showsFace: boolean }) {
  if (!isPermitted(patient, 'publish')) return <p className="note">{t.notToPublish}</p>
  return showsFace && !patient.sample ? <p className="note">{t.publishHidden}</p> : null
}

/** Where the picture is smaller than the photo, this says so. */
export function SizeNote({ originalMp, workingMp, holds, both }: PictureSizes & { both: boolean }) {
  if (holds && !both) return null
  const working = number(workingMp, 1)
  return <p className="note">{both ? t.bothAreWorking(working) : t.tooManyPixels(number(originalMp, 1), working)}</p>
}
