import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { adjustmentsOf } from '../../core/design/adjustments.ts'
import { designStore } from '../../store/designStore.ts'
import { snapshotBitmap } from '../../store/snapshots/thumbnails.ts'
import { viewStore } from '../../store/viewStore.ts'
import type { Snapshot } from '../panels/shownTypes.ts'
import { drawPicture } from './pictureView.ts'

/** The snapshot that is held in the strip, as it was saved, where the photo stands: letting go shows the working design again. */
export function SnapshotPeek() {
  const id = useStore(viewStore, (s) => s.peeked)
  const snapshot = useStore(designStore, (s) => s.snapshots.find((x) => x.id === id))
  return snapshot ? <Peek key={snapshot.id} snapshot={snapshot} /> : null
}

function Peek({ snapshot }: { snapshot: Snapshot }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null)
  useEffect(() => {
    let wanted = true
    snapshotBitmap(snapshot.id).then(
      (b) => wanted && setBitmap(b),
      // Compare says what is missing; here the working design simply stays.
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [snapshot.id])
  useLayoutEffect(() => {
    const draw = () => {
      const { current } = canvas
      if (!current || !bitmap) return
      const box = { width: current.clientWidth, height: current.clientHeight }
      const { design } = snapshot
      drawPicture(current, bitmap, viewStore.getState().camera, box, design.photo, adjustmentsOf(design))
    }
    draw()
    return viewStore.subscribe(draw)
  }, [bitmap, snapshot])
  return bitmap && <canvas ref={canvas} className="snapshot-peek" role="img" aria-label={snapshot.name} />
}
