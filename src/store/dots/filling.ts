import type { Design } from '../../core/design/design.ts'
import { loaded } from '../../worker/loadedPart.ts'

/** Comes with the first photo: the library has no dots to draw, and no marks to move. */
let filling: typeof import('./fillActions.ts') | null = null

/**
 * To be awaited before a design is opened: its dots and its card are kept in step with it from then on.
 * @throws PartMissing where they do not come
 */
export async function readyForDesign(): Promise<void> {
  if (filling) return
  const [part, cover] = await loaded(() =>
    Promise.all([import('./fillActions.ts'), import('../visits/coverFollows.ts')]),
  )
  // Two photos may have been opened meanwhile.
  if (filling) return
  part.startFilling()
  cover.keepCoverOnScalp()
  filling = part
}

/** Shows the picture of a design that is open. */
export const settle = (design: Design): void => filling?.settle(design)

/** Lets go of the pictures of what was open, where there are any. */
export const forgetPictures = (): void => filling?.forgetPictures()
