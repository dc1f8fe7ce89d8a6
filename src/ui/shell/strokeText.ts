import { areaStrings } from '../strings/areaStrings.ts'
import { number } from './format.ts'

const t = areaStrings.stroke

/**
 * What a stroke adds to the area, or takes off; as a share of the area where no scale is in use. Null for nothing that shows.
 * @param mmPerPx null without a scale
 */
export function strokeText(px2: number, ofPx2: number, mmPerPx: number | null): string | null {
  const value = mmPerPx === null ? (ofPx2 > 0 ? (100 * px2) / ofPx2 : 0) : (px2 * mmPerPx * mmPerPx) / 100
  if (Math.round(value * 10) === 0) return null
  const signed = `${value < 0 ? '−' : '+'}${number(Math.abs(value), 1)}`
  return mmPerPx === null ? t.share(signed) : t.cm2(signed)
}
