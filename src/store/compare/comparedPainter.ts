import type { Design } from '../../core/design/design.ts'
import type { CompareItem } from './compareStore.ts'
import { engine } from '../services.ts'
import { viewStore } from '../viewStore.ts'

/** As the pictures of snapshots are kept (snapshotActions). */
const PICTURE = { type: 'image/jpeg', quality: 0.92, maxSide: 2560 } as const
/** A hand that rests this long gets the whole picture, ms: until then the quick one must be able to follow. */
const REST_MS = 250

/** Draws one side of a comparison again and again, always the newest that is asked for: never a queue. */
export interface ComparedPainter {
  /**
   * @param item what the design belongs to: told again with its picture
   * @param live a quick picture, for the screen as it is now
   */
  want(item: CompareItem, design: Design, live: boolean): void
  /** Nothing that was asked for is wanted any more. */
  drop(): void
}

interface Job {
  readonly item: CompareItem
  readonly design: Design
  readonly live: boolean
}

export function comparedPainter(on: {
  picture(item: CompareItem, bitmap: ImageBitmap): void
  failed(item: CompareItem): void
}): ComparedPainter {
  let wanted: Job | null = null
  let order = 0
  let drawing = false
  let resting: ReturnType<typeof setTimeout> | undefined

  async function drawWanted(): Promise<void> {
    if (drawing) return
    drawing = true
    while (wanted) {
      const { item, design, live } = wanted
      const mine = order
      wanted = null
      try {
        const bitmap = await drawn(design, live)
        if (mine === order) on.picture(item, bitmap)
        else bitmap.close()
      } catch {
        if (mine === order && !wanted) on.failed(item)
      }
    }
    drawing = false
  }

  return {
    want(item, design, live) {
      clearTimeout(resting)
      wanted = { item, design, live: true }
      void drawWanted()
      if (live) return
      resting = setTimeout(() => {
        wanted = { item, design, live: false }
        void drawWanted()
      }, REST_MS)
    },
    drop() {
      clearTimeout(resting)
      wanted = null
      order++
    },
  }
}

async function drawn(design: Design, live: boolean): Promise<ImageBitmap> {
  const maxSide = live ? quickSide(design.photo) : PICTURE.maxSide
  const bytes = await engine().picture([design], { ...PICTURE, maxSide, photoHash: design.photo.hash })
  return createImageBitmap(new Blob([bytes], { type: PICTURE.type }))
}

/** As many px as the screen shows of the photo; never the finest level, which takes seconds. */
function quickSide({ width, height }: Design['photo']): number {
  const longest = Math.max(width, height)
  return Math.min(longest / 2, Math.max(320, Math.ceil(longest * viewStore.getState().camera.zoom * devicePixelRatio)))
}
