import { adjustmentsOf, pictureRect } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import { viewOf } from '../../core/design/photoView.ts'
import type { PhotoRow } from '../../storage/repository.ts'
import { coverOf } from './coverCrop.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { engine, repository } from '../services.ts'
import { forgetThumbnail } from '../snapshots/thumbnails.ts'

/** After the hand has rested for so long. */
const REST_MS = 1500

/** What of a design's picture its card shows: see coverOf. */
export function coverShown(design: Design, photo: { readonly width: number; readonly height: number }) {
  const { crop, maxSide } = coverOf(viewOf(design), design.marks, photo.width, photo.height)
  return { crop: pictureRect(crop, photo, adjustmentsOf(design).straightenDeg), maxSide }
}

/**
 * Draws the card of a photo anew once its marks lie elsewhere: what was proposed may have been wrong, and a card shows no
 * face. Once the hand rests, or as soon as the photo is left. A card that could not be drawn stays as it was.
 */
export function keepCoverOnScalp(): () => void {
  let waiting: { readonly photo: PhotoRow; readonly design: Design } | null = null
  let resting: ReturnType<typeof setTimeout> | undefined
  const drawNow = () => {
    clearTimeout(resting)
    const due = waiting
    waiting = null
    if (due) void draw(due.photo, due.design).catch(() => undefined)
  }
  const stop = designStore.subscribe((now, before) => {
    if (waiting && now.photo?.id !== waiting.photo.id) drawNow()
    if (now.history === before.history || now.photo?.id !== before.photo?.id || !now.photo) return
    const [design, was] = [committedDesign(now), committedDesign(before)]
    if (!design || !was || (design.marks === was.marks && !waiting)) return
    waiting = { photo: now.photo, design }
    clearTimeout(resting)
    resting = setTimeout(drawNow, REST_MS)
  })
  return () => {
    stop()
    clearTimeout(resting)
  }
}

async function draw(photo: PhotoRow, design: Design): Promise<void> {
  const cover = await engine().picture([design], {
    photoHash: photo.hash,
    type: 'image/jpeg',
    quality: 0.85,
    ...coverShown(design, photo),
  })
  await repository().setCover(photo.id, cover)
  forgetThumbnail('cover', photo.id)
}
