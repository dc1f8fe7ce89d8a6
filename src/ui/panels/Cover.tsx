import { ImageIcon } from 'lucide-react'
import type { PatientSummary } from './shownTypes.ts'
import { Thumbnail } from '../shell/Thumbnail.tsx'

/** A patient's picture: the scalp alone, or the whole photo where faces are shown. */
export function Cover({ summary, showFace }: { summary: PatientSummary; showFace: boolean }) {
  const photo = summary.photos.at(-1)
  if (showFace && photo) return <Thumbnail kind="photo" id={photo.id} className="cover" />
  if (summary.cover) return <Thumbnail kind="cover" id={summary.patient.id} className="cover" />
  return (
    <span className="thumb-image thumb-blank cover" aria-hidden="true">
      <ImageIcon size={28} strokeWidth={1.2} />
    </span>
  )
}
