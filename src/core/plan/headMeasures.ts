import type { Band } from '../geometry/points.ts'
import { exactly, product } from './bands.ts'

/**
 * Skin of a scalp over its picture in a flat photo, 90 %: seen from the front .56 of it is measured, from above .71
 * (simulation-model 7). The value between both ends is assumed.
 */
export const SKIN_OVER_FLAT: Band = { value: 1.6, low: 1.3, high: 2 }

/**
 * What has to be worked on a head, from what a flat photo shows of it. Dots are as dense on the skin as they were designed,
 * so they grow as the area does.
 * @param scale mm per px, 90 %: an area errs twice as much
 */
export function headMeasures(
  flat: { readonly areaCm2: number; readonly dots: number },
  scale: Band,
): { readonly areaCm2: Band; readonly dots: Band } {
  const relative = { value: 1, low: (scale.low / scale.value) ** 2, high: (scale.high / scale.value) ** 2 }
  const onHead = (figure: number) => product(exactly(figure), SKIN_OVER_FLAT, relative)
  return { areaCm2: onHead(flat.areaCm2), dots: onHead(flat.dots) }
}
