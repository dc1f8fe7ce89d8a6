import type { PhotoView } from '../photoView.ts'

/** Where a view has its marks: across from the outline's middle to the photo's right, and down from its top, in outline heights. */
export interface MarkProportions {
  readonly breadth: number
  readonly glabella: readonly [across: number, down: number]
  readonly eyeRight: readonly [across: number, down: number]
  readonly eyeLeft: readonly [across: number, down: number]
  readonly tilt: number
}

// Measured on the sample; profiles assumed.
const frontal: MarkProportions = {
  breadth: 0.69,
  glabella: [0, 0.39],
  eyeRight: [-0.211, 0.495],
  eyeLeft: [0.211, 0.495],
  tilt: 0,
}

const right45: MarkProportions = {
  breadth: 0.79,
  glabella: [0.315, 0.4],
  eyeRight: [0.11, 0.51],
  eyeLeft: [0.385, 0.495],
  tilt: -0.177,
}

const rightProfile: MarkProportions = {
  breadth: 0.87,
  glabella: [0.42, 0.4],
  eyeRight: [0.33, 0.51],
  eyeLeft: [0.37, 0.51],
  tilt: 0,
}

const vertex: MarkProportions = {
  breadth: 0.68,
  glabella: [0, 0.81],
  eyeRight: [-0.197, 0.78],
  eyeLeft: [0.197, 0.78],
  tilt: 0,
}

/** Neither brows nor eyes are seen: they are put where they disturb nothing. */
const crown: MarkProportions = {
  breadth: 0.79,
  glabella: [0, 0.96],
  eyeRight: [-0.213, 0.94],
  eyeLeft: [0.213, 0.94],
  tilt: 0,
}

const mirrored = ({ breadth, glabella, eyeRight, eyeLeft, tilt }: MarkProportions): MarkProportions => ({
  breadth,
  glabella: [-glabella[0], glabella[1]],
  eyeRight: [-eyeLeft[0], eyeLeft[1]],
  eyeLeft: [-eyeRight[0], eyeRight[1]],
  tilt: -tilt,
})

export const markProportions: Readonly<Record<PhotoView, MarkProportions>> = {
  frontal,
  right45,
  left45: mirrored(right45),
  rightProfile,
  leftProfile: mirrored(rightProfile),
  vertex,
  crown,
  lowerFace: frontal,
  partLine: vertex,
  closeUp: frontal,
}
