/** A picture shall follow the hand within a tenth of a second; half of that goes by before and after it is drawn, ms. */
const IN_TIME_MS = 45
const COARSEST = 3

/**
 * How fine a preview is drawn. Where a picture as fine as the screen takes too long, a coarser one follows the hand, and the
 * finer one comes once the hand rests.
 */
export function previewPace() {
  /** Of the last preview as fine as the screen. */
  let fineMs = 0
  return {
    /** The mip level for a hand that moves. */
    moving: (shownLevel: number): number => (fineMs > IN_TIME_MS ? Math.min(COARSEST, shownLevel + 1) : shownLevel),
    /** A preview at the level shown is done. */
    took(milliseconds: number): void {
      fineMs = milliseconds
    },
  }
}
