import { useEffect, useState } from 'react'
import type { CompareItem } from '../../store/compareStore.ts'
import { snapshotBitmap } from '../../store/thumbnails.ts'
import type { ComparedPicture } from './pictureView.ts'

export interface Compared {
  /** The former picture while the next one decodes. */
  readonly picture: ComparedPicture | null
  readonly state: 'ready' | 'loading' | 'failed'
  readonly retry: () => void
}

/** The picture of one side. Whatever stands beside it is asked for again as well, so that it stays in memory. */
export function useComparedPicture(item: CompareItem, beside: CompareItem): Compared {
  const [attempt, setAttempt] = useState(0)
  const [last, setLast] = useState<{ item: CompareItem; picture: ComparedPicture | null; failed: boolean } | null>(null)
  useEffect(() => {
    let wanted = true
    if (item === 'before') {
      setLast({ item, picture: 'photo', failed: false })
      return
    }
    snapshotBitmap(item).then(
      (bitmap) => wanted && setLast({ item, picture: bitmap, failed: false }),
      () => wanted && setLast((s) => ({ item, picture: s?.picture ?? null, failed: true })),
    )
    return () => {
      wanted = false
    }
  }, [item, beside, attempt])
  const current = last?.item === item
  return {
    picture: item === 'before' ? 'photo' : (last?.picture ?? null),
    state: item === 'before' || (current && !last.failed) ? 'ready' : current ? 'failed' : 'loading',
    retry() {
      setLast((s) => (s ? { ...s, item: 'before' } : s))
      setAttempt((n) => n + 1)
    },
  }
}
