/**
 * How often two pictures may change places there and back, Hz (ux 13). There and back is one flash, and there are never more
 * than three a second (WCAG 2.3.1): at most two here.
 */
export const flickerRange = [0.5, 2] as const

export const heldRate = (rate: number): number => Math.min(flickerRange[1], Math.max(flickerRange[0], rate))

/**
 * How long until A and B change places again, ms. It counts from the last change, however rate and pause were moved since:
 * no handling makes them change faster than the highest rate.
 * @param lastMs when they changed last, on the clock of `nowMs`
 */
export const untilFlicker = (lastMs: number, nowMs: number, rate: number): number =>
  Math.max(0, lastMs + 500 / heldRate(rate) - nowMs)
