import type { FaceSeen } from '../core/design/scale/foundFace.ts'

/** Of one search: fetching the models, and looking. 0..1 over both. */
export type SearchProgress = (share: number) => void

/** Finds faces on a photo, in a worker of its own that lives as long as a search. */
export interface Landmarker {
  /**
   * @param photo an encoded picture of it, upright
   * @param widthPx the photo's own width: the answer is in its px
   * @throws Error when the worker cannot be started or fails; DOMException AbortError once the signal is given
   */
  find(photo: ArrayBuffer, widthPx: number, o: { progress: SearchProgress; signal: AbortSignal }): Promise<FaceSeen[]>
}
