import { useEffect, useState } from 'react'
import { thumbnailUrl, type ThumbnailKind } from '../../../store/snapshots/thumbnails.ts'

/** A small stored picture; an even grey until it is there. */
export function Thumbnail({ kind, id, className = '' }: { kind: ThumbnailKind; id: string; className?: string }) {
  const [loaded, setLoaded] = useState<{ key: string; url: string | null } | null>(null)
  const key = `${kind} ${id}`
  useEffect(() => {
    let wanted = true
    thumbnailUrl(kind, id).then(
      (url) => wanted && setLoaded({ key, url }),
      () => wanted && setLoaded({ key, url: null }),
    )
    return () => {
      wanted = false
    }
  }, [kind, id, key])
  const url = loaded?.key === key ? loaded.url : null
  return url ? (
    <img className={`thumb-image ${className}`} src={url} alt="" draggable={false} />
  ) : (
    <span className={`thumb-image thumb-blank ${className}`} aria-hidden="true" />
  )
}
