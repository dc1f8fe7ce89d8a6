import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { comparedDesign } from '../../../store/compare/comparedDesign.ts'
import { comparedPainter } from '../../../store/compare/comparedPainter.ts'
import {
  compareSides,
  compareStore,
  otherTime,
  type CompareItem,
  type CompareSide,
} from '../../../store/compare/compareStore.ts'
import { laySnapshot, otherPicture } from '../../../store/compare/comparedPhotos.ts'
import { photoOfItem } from '../../../store/compare/comparedVisits.ts'
import { designStore } from '../../../store/designStore.ts'
import { snapshotBitmap } from '../../../store/snapshots/thumbnails.ts'
import type { ComparedPicture } from '../pictureView.ts'

export interface Compared {
  /** What the picture is of: the former one while the next one comes. */
  readonly item: CompareItem
  /** The former picture while the next one comes. */
  readonly picture: ComparedPicture | null
  readonly state: 'ready' | 'loading' | 'failed'
  readonly retry: () => void
}

interface Shown {
  readonly item: CompareItem
  readonly picture: ComparedPicture | null
  readonly failed: boolean
}

async function pictureOf(item: CompareItem): Promise<ComparedPicture> {
  if (item === 'before') return 'photo'
  if (photoOfItem(item) !== null) return otherPicture(item)
  // Asked for after it was laid: meanwhile another side's picture may have taken its place in memory.
  await laySnapshot(item)
  return snapshotBitmap(item)
}

/**
 * The picture of one side: the one that the patient saw, or, at another moment, one that is drawn now. The stored one is
 * asked for again whenever another side changes, so that it stays in memory.
 */
export function useComparedPicture(side: CompareSide): Compared {
  const state = useStore(compareStore)
  const snapshots = useStore(designStore, (s) => s.snapshots)
  // Only C and D may hold nothing, and then they are not on the screen.
  const item = state[side] ?? 'before'
  const saved = snapshots.find((s) => s.id === item)?.design
  const asSaved = comparedDesign(state, side, snapshots)?.asSaved ?? true
  const beside = compareSides.map((other) => state[other]).join()
  const moment = otherTime(state, side)?.moment
  const live = otherTime(state, side)?.live ?? false
  const [attempt, setAttempt] = useState(0)
  const [last, setLast] = useState<Shown | null>(null)
  const [painter] = useState(() => {
    const drawn: ImageBitmap[] = []
    return comparedPainter({
      picture(of, bitmap) {
        setLast({ item: of, picture: bitmap, failed: false })
        // The one before may be on the screen until the next frame.
        drawn.push(bitmap)
        if (drawn.length > 2) drawn.shift()?.close()
      },
      failed: (of) => setLast((s) => ({ item: of, picture: s?.picture ?? null, failed: true })),
    })
  })
  useEffect(() => () => painter.drop(), [painter])

  useEffect(() => {
    if (asSaved || !saved || moment === undefined) return painter.drop()
    painter.want(item, { ...saved, fill: { ...saved.fill, moment } }, live)
  }, [item, saved, asSaved, moment, live, attempt, painter])

  useEffect(() => {
    if (!asSaved) return undefined
    let wanted = true
    pictureOf(item).then(
      (picture) => wanted && setLast({ item, picture, failed: false }),
      () => wanted && setLast((s) => ({ item, picture: s?.picture ?? null, failed: true })),
    )
    return () => {
      wanted = false
    }
  }, [item, beside, asSaved, attempt])

  const settled = last?.item === item
  return {
    item: last && last.item !== '' ? last.item : item,
    picture: last?.picture ?? null,
    state: !settled ? 'loading' : last.failed ? 'failed' : 'ready',
    retry() {
      setLast((s) => s && { ...s, item: '' })
      setAttempt((n) => n + 1)
    },
  }
}
