/** A picture shall follow the hand within a tenth of a second; half of that goes by before and after it is drawn, ms. */
const IN_TIME_MS = 45
const COARSEST = 3

/**
 * How fine a preview is drawn. Where a picture as fine as the screen takes too long, a coarser one follows the hand, and the
 * finer one comes once the hand rests.
 */
export function previewPace() {
  /** Of the last preview as fine as the screen, and its density. */
  let fineMs = 0
  let fineDensity = Infinity
  /** A preview at the level shown is done, so long after it could have been begun. */
  const took = (milliseconds: number, densityPerCm2: number): void => {
    fineMs = milliseconds
    fineDensity = densityPerCm2
  }
  return {
    took,
    /** To be called as the coarse pictures of a fill come, one after the other. */
    clock(levels: readonly number[], shownLevel: number, densityPerCm2: number): () => void {
      const began = performance.now()
      let come = 0
      return () => {
        if (levels[come++] === shownLevel) took(performance.now() - began, densityPerCm2)
      }
    },
    /** The mip level for a hand that moves; denser dots take longer. */
    moving: (shownLevel: number, densityPerCm2: number): number =>
      fineMs * Math.max(1, densityPerCm2 / fineDensity) > IN_TIME_MS ? Math.min(COARSEST, shownLevel + 1) : shownLevel,
  }
}
