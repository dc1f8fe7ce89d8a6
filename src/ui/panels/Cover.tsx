import { useEffect, useState } from 'react'
import { ImageIcon } from 'lucide-react'
import type { PatientSummary } from './shownTypes.ts'
import { Thumbnail } from '../shell/Thumbnail.tsx'

/** A patient's picture: the scalp alone, or the whole photo where faces are shown. */
export function Cover({ summary, showFace }: { summary: PatientSummary; showFace: boolean }) {
  const photo = summary.photos.at(-1)
  const url = useBytesUrl(summary.cover)
  if (showFace && photo) return <Thumbnail kind="photo" id={photo.id} className="cover" />
  if (url) return <img className="thumb-image cover" src={url} alt="" draggable={false} />
  return (
    <span className="thumb-image thumb-blank cover" aria-hidden="true">
      <ImageIcon size={28} strokeWidth={1.2} />
    </span>
  )
}

function useBytesUrl(bytes: ArrayBuffer | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!bytes) return
    const made = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(null)
    }
  }, [bytes])
  return url
}
