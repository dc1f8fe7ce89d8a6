import type { Design } from '../core/design/design.ts'
import { loaded } from '../worker/loadedPart.ts'

/** Comes with the first photo: the library has no dots to draw. */
let filling: typeof import('./fillActions.ts') | null = null

/**
 * To be awaited before a design is opened.
 * @throws PartMissing where it does not come
 */
export async function readyToFill(): Promise<void> {
  if (filling) return
  const part = await loaded(() => import('./fillActions.ts'))
  part.startFilling()
  filling = part
}

/** Shows the picture of a design that is open. */
export const settle = (design: Design): void => filling?.settle(design)

/** Lets go of the pictures of what was open, where there are any. */
export const forgetPictures = (): void => filling?.forgetPictures()
