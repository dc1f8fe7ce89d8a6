import { useEffect, useState } from 'react'
import { adjustmentsOf, frameOf } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import { unmoved } from '../../core/geometry/similarity.ts'
import type { Slide } from '../../store/snapshots/presentStore.ts'
import { slideBefore, slidePicture } from '../../store/snapshots/slides.ts'
import type { Camera } from '../../store/viewStore.ts'
import type { ComparedLook } from '../canvas/compare/comparedLook.ts'
import type { Box } from '../canvas/viewport.ts'

/** @param raw whether the picture still has to be given the colours of its adjustments: a snapshot has them */
export function lookOf(picture: ComparedLook['picture'], raw: boolean, design: Design): ComparedLook {
  const adjustments = adjustmentsOf(design)
  return {
    picture,
    adjustments,
    raw,
    offset: unmoved,
    other: null,
    hereDeg: adjustments.straightenDeg,
    designs: [design],
  }
}

/** Where the first picture will stand. */
export function Skeleton({ design, camera, box }: { design: Design; camera: Camera; box: Box }) {
  const { photo } = design
  const frame = frameOf(photo, adjustmentsOf(design))
  const { zoom } = camera
  const style = {
    left: (frame.x - camera.x) * zoom + box.width / 2,
    top: (frame.y - camera.y) * zoom + box.height / 2,
    width: frame.width * zoom,
    height: frame.height * zoom,
  }
  return <span className="present-skeleton" style={style} />
}

interface SlidePicture {
  readonly slide: Slide
  readonly picture: ImageBitmap | null
  /** The photo alone; null where it comes after the picture, from a photo that is not open. */
  readonly bare: ComparedLook['picture']
}

/** The former slide stays until the next one's picture is there; then the one after it is made ready. */
export function useSlidePicture(
  slide: Slide,
  next: Slide | undefined,
): Omit<SlidePicture, 'slide'> & { shown: Slide; state: 'ready' | 'coming' | 'failed' } {
  const [last, setLast] = useState<SlidePicture>({ slide, picture: null, bare: null })
  const [failed, setFailed] = useState<Slide | null>(null)
  useEffect(() => {
    let wanted = true
    const show = async () => {
      const picture = await slidePicture(slide)
      if (!wanted) return
      setLast({ slide, picture, bare: null })
      const bare = await slideBefore(slide)
      if (!wanted) return
      setLast({ slide, picture, bare })
      // It says so itself once it is asked for and still fails.
      if (next) slidePicture(next).catch(() => {})
    }
    show().catch(() => wanted && setFailed(slide))
    return () => {
      wanted = false
    }
  }, [slide, next])
  if (failed === slide) {
    // The picture stays where it is the photo alone that does not come.
    const picture = last.slide === slide ? last.picture : null
    return { shown: slide, picture, bare: null, state: 'failed' }
  }
  const isReady = last.slide === slide && last.picture !== null && last.bare !== null
  return { shown: last.slide, picture: last.picture, bare: last.bare, state: isReady ? 'ready' : 'coming' }
}
