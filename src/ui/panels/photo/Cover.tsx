import { useEffect, useRef, useState } from 'react'
import { ImageIcon } from 'lucide-react'
import { isSnapshotFaceless } from '../../../store/snapshots/snapshotList.ts'
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

/** A snapshot in the library: where nobody knows where its face begins it is blurred, unless faces are shown. */
export function SnapshotCover({ id, showFace }: { id: string; showFace: boolean }) {
  const [faceless, setFaceless] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    isSnapshotFaceless(id).then(
      (yes) => wanted && setFaceless(yes ? id : null),
      () => wanted && setFaceless(null),
    )
    return () => {
      wanted = false
    }
  }, [id])
  return <Thumbnail kind="snapshot" id={id} className={showFace || faceless === id ? '' : 'thumb-blurred'} />
}
