import type { Design } from './design.ts'

/** The standard views of a visit, in their order; the last three show no whole head. */
export const photoViews = [
  'frontal',
  'right45',
  'left45',
  'rightProfile',
  'leftProfile',
  'vertex',
  'crown',
  'lowerFace',
  'partLine',
  'closeUp',
] as const
export type PhotoView = (typeof photoViews)[number]

/** From where a photo was taken; frontal where nobody has said. */
export const viewOf = ({ photo }: Pick<Design, 'photo'>): PhotoView => photo.view ?? 'frontal'
