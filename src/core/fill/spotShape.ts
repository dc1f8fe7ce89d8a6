import { inkDots } from '../pigment/inkModel.ts'

/**
 * How a dot of ink shows in the band of single dots: finer is noise, coarser is light and the skin's own tone. A core as
 * wide as the photo has it, and the halo that the model gives it (simulation-model 4).
 */

/** Sigmas of the band, mm on the skin. */
const FINE_MM = 0.1
const COARSE_MM = 0.35
/** Finer than a pixel there is nothing to see. */
const FINEST_PX = 0.7
/** Beyond, a dot is not felt in the band, mm. */
export const REACH_MM = 1.25

const usual = inkDots.healed
/** Sigma of the halo, mm, green. */
export const HALO_MM: number = usual.s2Mm[1]
/** Height of the halo over the core's peak x sigma^2, 1 / mm2: what a core loses in height by blur its width makes up for. */
export const HALO_PER_CORE: number = usual.a2[1] / (usual.a1[1] * usual.s1Mm ** 2)

/** Sigmas of the band where so many mm are a pixel, px. */
export const bandSigmas = (mmPerPx: number): readonly [fine: number, coarse: number] => [
  Math.max(FINEST_PX, FINE_MM / mmPerPx),
  Math.max(3 * FINEST_PX, COARSE_MM / mmPerPx),
]

/** What a Gaussian of so much variance and height 1 is, a distance off, after a blur: variances in mm2. */
const blurredAt = (variance: number, blur: number, mm: number): number =>
  (variance / (variance + blur)) * Math.exp((-mm * mm) / (2 * (variance + blur)))

/** Variances of the band's two blurs, mm2. */
function blursOf(mmPerPx: number, wider: number): readonly [fine: number, coarse: number] {
  const [fine, coarse] = bandSigmas(mmPerPx)
  return [(wider * fine * mmPerPx) ** 2, (coarse * mmPerPx) ** 2]
}

/** A core in the band is fineHeight x e^(-mm2 / fineWidth) less the same of the coarse blur. */
export function coreInBand(coreMm: number, mmPerPx: number, wider = 1) {
  const [f, c] = blursOf(mmPerPx, wider)
  const core = coreMm * coreMm
  return {
    fineHeight: core / (core + f),
    fineWidth: 2 * (core + f),
    coarseHeight: core / (core + c),
    coarseWidth: 2 * (core + c),
  }
}

/** A halo in the band, so many mm off, per HALO_PER_CORE x sigma^2 of its core. */
export function haloInBand(mmPerPx: number, mm: number, wider = 1): number {
  const [f, c] = blursOf(mmPerPx, wider)
  const halo = HALO_MM * HALO_MM
  return blurredAt(halo, f, mm) - blurredAt(halo, c, mm)
}

/** A dot of peak 1 in the band, so many mm off its centre. */
export function inBand(coreMm: number, mmPerPx: number, mm: number): number {
  const { fineHeight, fineWidth, coarseHeight, coarseWidth } = coreInBand(coreMm, mmPerPx)
  const q = -mm * mm
  const core = fineHeight * Math.exp(q / fineWidth) - coarseHeight * Math.exp(q / coarseWidth)
  return core + HALO_PER_CORE * (coreMm * coreMm) * haloInBand(mmPerPx, mm)
}

/** Second derivative of that at the centre, 1 / mm2, negative: how fast the dip opens. */
export function curvature(coreMm: number, mmPerPx: number): number {
  const [fine, coarse] = bandSigmas(mmPerPx)
  const core = coreMm * coreMm
  const bend = (blur: number) => core / (core + blur) ** 2
  return bend((coarse * mmPerPx) ** 2) - bend((fine * mmPerPx) ** 2)
}

/** The band is looked at once more this much coarser: how much of a dip is left tells its width. */
export const WIDER = 1.8
