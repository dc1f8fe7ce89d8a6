import type { PhotoView } from '../design/photoView.ts'
import type { Band } from '../geometry/points.ts'
import { exactly, product } from './bands.ts'

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

/** A density that was counted on a flat photo, where the skin turns away and its dots stand closer, on the skin; 90 %. */
export function densityOnHead(flat: Band, view: HeadView): Band {
  const { value, low, high } = skinOverFlat[view]
  return product(flat, { value: 1 / value, low: 1 / high, high: 1 / low })
}

/**
 * What has to be worked on a head, from what a flat photo shows of it. Dots are as dense on the skin as they were designed,
 * so they grow as the area does.
 * @param scale mm per px, 90 %: an area errs twice as much
 */
export function headMeasures(
  flat: { readonly areaCm2: number; readonly dots: number },
  scale: Band,
  view: HeadView,
): { readonly areaCm2: Band; readonly dots: Band } {
  const relative = { value: 1, low: (scale.low / scale.value) ** 2, high: (scale.high / scale.value) ** 2 }
  const measured = (figure: number) => onHead(product(exactly(figure), relative), view)
  return { areaCm2: measured(flat.areaCm2), dots: measured(flat.dots) }
}
