import type { Design } from '../design/design.ts'
import { fitOf } from '../design/head/head.ts'
import { viewOf, type PhotoView } from '../design/photoView.ts'
import type { Band } from '../geometry/points.ts'
import { product, quotient } from './bands.ts'

/** From where a head is looked at: the face, half from above, or the vertex. */
export type HeadView = 'frontal' | 'oblique' | 'vertex'

/** What a photo's view is to a flat measure; profiles and pictures of a part as the nearest (assumed). */
export const headViewOf: Readonly<Record<PhotoView, HeadView>> = {
  frontal: 'frontal',
  right45: 'oblique',
  left45: 'oblique',
  rightProfile: 'oblique',
  leftProfile: 'oblique',
  vertex: 'vertex',
  crown: 'vertex',
  lowerFace: 'frontal',
  partLine: 'vertex',
  closeUp: 'vertex',
}

/** Usually, whatever the view (simulation-model 7). */
const USUALLY = { low: 1.3, high: 2 }

/** 1 over the share of the scalp that a flat photo measures: .56 from the front, .67 between 25 and 50 degrees, .71 from above. */
const skinOverFlat: Readonly<Record<HeadView, Band>> = {
  frontal: { value: 1.79, ...USUALLY },
  oblique: { value: 1.5, ...USUALLY },
  vertex: { value: 1.41, ...USUALLY },
}

/** A figure of a flat photo that grows as its area does, on the head; 90 %. */
export const onHead = (flat: Band, view: HeadView): Band => product(flat, skinOverFlat[view])

/**
 * A density that was counted on a photo, on the skin; 90 %. On one that is measured flat the skin turns away and its dots
 * stand closer; what was counted on the head is as it was counted.
 */
export const densityOnHead = (counted: Band, design: Pick<Design, 'head' | 'photo'>): Band =>
  fitOf(design) ? counted : quotient(counted, skinOverFlat[headViewOf[viewOf(design)]])

/** Area and dots of a photo that is measured flat, on the head; what was measured on the head is as it was measured. */
export function headMeasures(
  { areaCm2, dots }: { readonly areaCm2: Band; readonly dots: Band },
  design: Pick<Design, 'head' | 'photo'>,
): { readonly areaCm2: Band; readonly dots: Band } {
  if (fitOf(design)) return { areaCm2, dots }
  const view = headViewOf[viewOf(design)]
  // Dots are as dense on the skin as they were designed, so they grow as the area does.
  return { areaCm2: onHead(areaCm2, view), dots: onHead(dots, view) }
}
