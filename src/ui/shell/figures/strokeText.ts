import { areaStrings } from '../../strings/areaStrings.ts'
import { number } from './format.ts'

const t = areaStrings.stroke

/** What a stroke adds to the area, or takes off; as a share of the area where no scale is in use. Null for nothing that shows. */
export function strokeText(mm2: number, ofMm2: number, scaled: boolean): string | null {
  const value = scaled ? mm2 / 100 : ofMm2 > 0 ? (100 * mm2) / ofMm2 : 0
  if (Math.round(value * 10) === 0) return null
  const signed = `${value < 0 ? '−' : '+'}${number(Math.abs(value), 1)}`
  return scaled ? t.cm2(signed) : t.share(signed)
}
