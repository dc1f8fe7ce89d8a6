import type { EyeSeen } from '../core/design/scale/foundFace.ts'
import { distance, type PointPx } from '../core/geometry/points.ts'

interface Tensor {
  dispose(): void
  data(): Promise<Float32Array>
  dataSync(): Float32Array
}

/** What is used of TensorFlow.js, which the library hands out untyped. */
interface Tensors {
  tidy<T>(run: () => T): T
  stack(tensors: Tensor[]): Tensor
  div(a: Tensor, b: number): Tensor
  cast(a: Tensor, type: 'float32'): Tensor
  browser: { fromPixels(image: ImageData): Tensor }
}

/** MediaPipe's iris model: squares of 64 px with an eye in, 71 points of its lids and 5 of its iris out, three numbers each. */
export interface IrisModel {
  predict(eyes: Tensor): Tensor
}

const EYE_PX = 64
const POINTS = 76
const NUMBERS = 3 * POINTS
// Of the model's points.
const OUTER = 0
const LOWER_LID = 4
const UPPER_LID = 12
const PUPIL = 71
const IRIS = [
  [72, 74],
  [73, 75],
] as const

/** Each eye is looked at so often, a little otherwise each time, in shares of its width: one look errs by a tenth. */
const looks = [2.1, 2.3, 2.5].flatMap((side) =>
  (
    [
      [0, 0],
      [0.06, 0.03],
      [-0.06, 0.03],
      [0.03, -0.06],
      [-0.03, -0.06],
    ] as const
  ).map(([dx, dy]) => ({ side, dx, dy, turn: 1.5 * dx })),
)

/** Measures an eye from the corners that the mesh gives it, px of the picture. The model knows right eyes; left ones are mirrored. */
export function seeEye(
  tf: Tensors,
  model: IrisModel,
  picture: ImageBitmap,
  outer: PointPx,
  inner: PointPx,
  right: boolean,
): EyeSeen {
  const squares = looks.map((look) => cutEye(picture, outer, inner, right, look))
  const answer = tf.tidy(() =>
    model.predict(tf.stack(squares.map(({ image }) => tf.div(tf.cast(tf.browser.fromPixels(image), 'float32'), 255)))),
  )
  const numbers = answer.dataSync()
  answer.dispose()
  const seen = squares.map(({ toPicture }, look) => (point: number): PointPx => {
    const at = look * NUMBERS + 3 * point
    const { x, y } = toPicture.transformPoint({ x: numbers[at]!, y: numbers[at + 1]! })
    return { x, y }
  })
  const of = (point: number) => medianPoint(seen.map((look) => look(point)))
  const across = IRIS.map(([a, b]) => distance(of(a), of(b)))
  const pupils = seen.map((look) => look(PUPIL))
  return {
    corner: of(OUTER),
    pupil: medianPoint(pupils),
    // Lids hide its upper and lower edge.
    irisPx: Math.max(...across),
    opening: distance(of(LOWER_LID), of(UPPER_LID)) / distance(of(OUTER), of(INNER)),
    pupilSdPx: Math.max(sdOf(pupils.map(({ x }) => x)), sdOf(pupils.map(({ y }) => y))),
  }
}

const INNER = 8

function cutEye(
  picture: ImageBitmap,
  outer: PointPx,
  inner: PointPx,
  right: boolean,
  look: (typeof looks)[number],
): { image: ImageData; toPicture: DOMMatrix } {
  const context = new OffscreenCanvas(EYE_PX, EYE_PX).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('The eyes could not be drawn for the search.')
  const [a, b] = right ? [outer, inner] : [inner, outer]
  const width = distance(a, b)
  context.imageSmoothingQuality = 'high'
  context.translate(EYE_PX / 2, EYE_PX / 2)
  if (!right) context.scale(-1, 1)
  context.scale(EYE_PX / (look.side * width), EYE_PX / (look.side * width))
  context.rotate(-Math.atan2(b.y - a.y, b.x - a.x) - look.turn)
  context.translate(-(a.x + b.x) / 2 - look.dx * width, -(a.y + b.y) / 2 - look.dy * width)
  context.drawImage(picture, 0, 0)
  return { image: context.getImageData(0, 0, EYE_PX, EYE_PX), toPicture: context.getTransform().inverse() }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const medianPoint = (points: readonly PointPx[]): PointPx => ({
  x: median(points.map(({ x }) => x)),
  y: median(points.map(({ y }) => y)),
})

function sdOf(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length)
}
