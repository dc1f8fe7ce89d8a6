import type { Band } from '../../../core/geometry/points.ts'
import { number } from './format.ts'
import { shownUnit, type ShownUnit } from './length.ts'

/**
 * How measured figures are written, wherever they stand: the value to a step, and half of its band, rounded up to the same
 * step and never less than one of it. Lengths go to whole mm or hundredths of an inch, areas to whole cm2, small ones to tenths, counts to two digits
 * of their band.
 */
export interface BandParts {
  readonly value: string
  readonly half: string
}

const halfOf = ({ low, high }: Band): number => (high - low) / 2

function parts(value: number, half: number, step: number): BandParts {
  const steps = Math.max(1, Math.ceil(half / step - 1e-9))
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return { value: number(Math.round(value / step) * step, digits), half: number(steps * step, digits) }
}

const text = ({ value, half }: BandParts): string => `${value} ± ${half}`

/** A figure that stands on a guess is about so much, whatever its band: `≈ 75 ± 11` (ux 9). */
export const aboutWhere = (guessed: boolean, said: string): string => (guessed ? `≈ ${said}` : said)

/** A length given in mm, in the unit that is shown. */
export const lengthParts = (band: Band, { per, digits }: ShownUnit = shownUnit()): BandParts =>
  parts(band.value / per, halfOf(band) / per, 10 ** -digits)

/** cm2. */
export const areaParts = (band: Band): BandParts => parts(band.value, halfOf(band), Math.abs(band.value) < 10 ? 0.1 : 1)

/** Dots or hairs. */
export function countParts(band: Band): BandParts {
  const half = halfOf(band)
  return parts(band.value, half, half >= 1 ? 10 ** Math.max(0, Math.floor(Math.log10(half)) - 1) : 1)
}

/** `72 ± 3`. */
export const lengthBandText = (band: Band, unit?: ShownUnit): string => text(lengthParts(band, unit))
/** `163 ± 35`. */
export const areaText = (band: Band): string => text(areaParts(band))
/** `20,800 ± 4,700`. */
export const countText = (band: Band): string => (band.low === band.high ? number(band.value) : text(countParts(band)))

/** By how much one figure is more than another, with its sign: `+5 ± 1`; a length, whole cm2, or dots. */
export function differenceText(band: Band, of: 'length' | 'area' | 'dots'): string {
  const said =
    of === 'dots' ? countParts(band) : of === 'length' ? lengthParts(band) : parts(band.value, halfOf(band), 1)
  return `${band.value > 0 && said.value !== number(0) ? '+' : ''}${text(said)}`
}
