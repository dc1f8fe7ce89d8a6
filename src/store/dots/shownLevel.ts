import { viewStore } from '../viewStore.ts'

/** The coarsest mip that still has a pixel for each pixel of the screen; never the finest, which is the real fill. */
export function shownLevel(): number {
  const density = viewStore.getState().camera.zoom * devicePixelRatio
  return Math.min(3, Math.max(1, Math.floor(Math.log2(1 / density))))
}
