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

const pictureOf = (item: CompareItem): Promise<ComparedPicture> =>
  item === 'before' ? Promise.resolve('photo') : snapshotBitmap(item)

/** The picture of one side. Asked again whenever the other side changes, so that it stays in memory. */
export function useComparedPicture(item: CompareItem, beside: CompareItem): Compared {
  const [attempt, setAttempt] = useState(0)
  const [last, setLast] = useState<{ item: CompareItem; picture: ComparedPicture | null; failed: boolean } | null>(null)
  useEffect(() => {
    let wanted = true
    pictureOf(item).then(
      (picture) => wanted && setLast({ item, picture, failed: false }),
      () => wanted && setLast((s) => ({ item, picture: s?.picture ?? null, failed: true })),
    )
    return () => {
      wanted = false
    }
  }, [item, beside, attempt])
  const settled = last?.item === item
  return {
    picture: last?.picture ?? null,
    state: !settled ? 'loading' : last.failed ? 'failed' : 'ready',
    retry() {
      setLast((s) => s && { ...s, item: '' })
      setAttempt((n) => n + 1)
    },
  }
}
