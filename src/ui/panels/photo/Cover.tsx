import { useRef } from 'react'
import { ImageIcon } from 'lucide-react'
import { Thumbnail } from '../../shell/strip/Thumbnail.tsx'
import { useSeen } from '../library/useSeen.ts'

/** A photo's scalp alone, or the whole of it where faces are shown. It is read when it comes near the screen. */
export function Cover({ photoId, showFace }: { photoId: string | null; showFace: boolean }) {
  const ref = useRef<HTMLSpanElement>(null)
  const seen = useSeen(ref)
  return (
    <span ref={ref} className="cover-frame">
      {photoId === null ? (
        <span className="thumb-image thumb-blank cover" aria-hidden="true">
          <ImageIcon size={28} strokeWidth={1.2} />
        </span>
      ) : seen ? (
        <Thumbnail
          kind={showFace ? 'photo' : 'cover'}
          id={photoId}
          className={showFace ? 'cover cover-whole' : 'cover'}
        />
      ) : (
        <span className="thumb-image thumb-blank cover" aria-hidden="true" />
      )}
    </span>
  )
}
