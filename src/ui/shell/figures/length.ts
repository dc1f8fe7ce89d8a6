import { MM_PER_INCH, type LengthUnit } from '../../../core/geometry/lengthUnits.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { number } from './format.ts'

/**
 * How lengths become text: in mm, or in inches where Settings say so. In mm stay what the trade and optics know by no other
 * name: a dot and its pigment, a laser's spot, and the ruler that a print is checked by.
 */
export interface ShownUnit {
  readonly unit: string
  /** mm of one. */
  readonly per: number
  /** Decimals of a figure whose error is about a millimetre. */
  readonly digits: number
}

const MM: ShownUnit = { unit: 'mm', per: 1, digits: 0 }
const CM: ShownUnit = { unit: 'cm', per: 10, digits: 1 }
/** 1 mm is 0.04 in. */
const INCHES: ShownUnit = { unit: 'in', per: MM_PER_INCH, digits: 2 }

/** Longer ones are told in centimetres (ux 9). */
const MOST_MM = 100

const inches = (): boolean => viewStore.getState().lengths === 'in'

export const lengthUnit = (): LengthUnit => viewStore.getState().lengths
export const shownUnit = (): ShownUnit => (inches() ? INCHES : MM)
/** A unit as it is read out behind `in`. */
export const unitName = (unit: string): string => (unit === 'in' ? 'inches' : unit)
/** Of what is about so long, to 3 % or worse (ux 9): inches to tenths. */
export const aboutUnit = (): ShownUnit => (inches() ? { ...INCHES, digits: 1 } : MM)
/** Of what may be as long as a head. */
export const longUnit = (mm: number): ShownUnit => (inches() ? INCHES : mm > MOST_MM ? CM : MM)

/** A figure in a unit; `finer` decimals more than it usually has. */
export const figureIn = ({ per, digits }: ShownUnit, mm: number, finer = 0): string => number(mm / per, digits + finer)

const said = (shown: ShownUnit, mm: number, finer: number): string => `${figureIn(shown, mm, finer)} ${shown.unit}`

/** `75`, without its unit. */
export const lengthFigure = (mm: number, finer = 0): string => figureIn(shownUnit(), mm, finer)
/** `75 mm`, `2.95 in`. */
export const lengthText = (mm: number, finer = 0): string => said(shownUnit(), mm, finer)
/** `75 mm`, `12 cm`, `4.7 in`: of what has no band and is rough. */
export const roughLength = (mm: number): string => said(inches() ? aboutUnit() : { ...longUnit(mm), digits: 0 }, mm, 0)
/** `≈ 75 mm`, `≈ 3.0 in`. */
export const aboutLength = (mm: number): string => `≈ ${said(aboutUnit(), mm, 0)}`
/** The unit behind a figure that is written already. */
export const withUnit = (figure: string): string => `${figure} ${shownUnit().unit}`
/** `0.068 mm/px`, `0.0027 in/px`. */
export const perPxText = (mmPerPx: number): string => `${lengthText(mmPerPx, inches() ? 2 : 3)}/px`
