import { CORE_POWER, HALO_POWER, SITTING_SHARE, type Rgb } from './inkModel.ts'
import { diameterFactors, pigmentOf, rednessOf, type PigmentSettings } from './pigment.ts'

/** The parts of a fill that decide how dark a large filled area is. */
export interface ToneSettings extends PigmentSettings {
  readonly densityPerCm2: number
  readonly sitting: 1 | 2 | 3
}

/** One usual dot, and the haze that all halos together lay over the skin. */
export interface FillTone {
  readonly dotsPerMm2: number
  /** Density at the centre of a core. */
  readonly centre: Rgb
  readonly s1Mm: number
  /** Mean density of all halos, of the cores, and of the redness beside fresh dots. */
  readonly haze: Rgb
  readonly cores: Rgb
}

/** Mean densities of an evenly filled area after the sittings so far: <T> = exp(-lambda m E) (simulation-model 4). */
export function fillTone(settings: ToneSettings): FillTone {
  const pigment = pigmentOf(settings)
  const { a1, s1Mm, a2, s2Mm, bySitting } = pigment
  const core = diameterFactors(settings.dotSizeMm, CORE_POWER)
  const halo = diameterFactors(settings.dotSizeMm, HALO_POWER)
  const redness = rednessOf(pigment, settings.moment, settings.ageing)
  let placed = 0
  let inked = 0
  for (let sitting = 0; sitting < settings.sitting; sitting++) {
    placed += SITTING_SHARE[sitting]!
    inked += SITTING_SHARE[sitting]! * bySitting[sitting]!
  }
  const dotsPerMm2 = (settings.densityPerCm2 / 100) * placed
  const usual = inked / placed
  const over = 2 * Math.PI * dotsPerMm2
  const centre = (k: 0 | 1 | 2) => a1[k] * core[k] * usual
  const haze = (k: 0 | 1 | 2) => over * s2Mm[k] ** 2 * (a2[k] * halo[k] * usual + redness[k])
  const cores = (k: 0 | 1 | 2) => over * s1Mm ** 2 * centre(k)
  return {
    dotsPerMm2,
    centre: [centre(0), centre(1), centre(2)],
    s1Mm,
    haze: [haze(0), haze(1), haze(2)],
    cores: [cores(0), cores(1), cores(2)],
  }
}

/** Share of the light that an evenly filled area gives back, per channel. */
export function meanTransmittance(settings: ToneSettings): Rgb {
  const { haze, cores } = fillTone(settings)
  const of = (k: 0 | 1 | 2) => Math.exp(-haze[k] - cores[k])
  return [of(0), of(1), of(2)]
}
