import type { HeadOutline, Marks } from '../../core/design/design.ts'
import type { PhotoView } from '../../core/design/photoView.ts'

/** What of a photo a card shows: the scalp above the brows, or of a lower face what lies below the eyes. */
export type CoverPart = 'scalp' | 'lowerFace'

export const coverPartOf = (view: PhotoView): CoverPart => (view === 'lowerFace' ? 'lowerFace' : 'scalp')

/** Whether what is cut out of a photo by its marks certainly shows no face. */
export const isFaceLeftOut = (view: PhotoView, marks: Marks): boolean =>
  areBrowsKnown(marks) || !showsFace(view) || (coverPartOf(view) === 'scalp' && isEdgeKnown(marks.outline))

export const areBrowsKnown = ({ checked, found }: Marks): boolean => checked || found === true

/** Laid on the head's edge, by hand or where it was seen plainly. */
export const isEdgeKnown = ({ radii }: HeadOutline): boolean => radii !== undefined

/** From above and from behind there is none, and nearby there is skin alone. */
const faceless: ReadonlySet<PhotoView> = new Set(['vertex', 'partLine', 'crown', 'closeUp'])
export const showsFace = (view: PhotoView): boolean => !faceless.has(view)
