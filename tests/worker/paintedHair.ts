import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import type { Design } from '../../src/core/design/design.ts'
import { faceFrame, outlinePolygon } from '../../src/core/design/head/headOutline.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { rasterPolygon } from '../../src/core/geometry/polygon.ts'
import { encodeSrgb } from '../../src/core/pixels/colour.ts'
import { packedLevels } from '../../src/worker/packedLevels.ts'

const [width, height] = [1000, 1340]
const scaleOf = (design: Design): number => surfaceOf(design).mmPerPxAt(design.marks.glabella)

/** .2 mm per px; tilted and unlike on both sides, as heads are. */
export const shaven: Design = newDesign(
  { id: 'p', hash: 'h', width, height },
  {
    marks: {
      glabella: { x: 510, y: 820 },
      midlineTilt: 0.03,
      eyeRight: { x: 295, y: 866 },
      eyeLeft: { x: 728, y: 872 },
      outline: { centre: { x: 510, y: 720 }, rx: 372, ry: 640, squareness: 2.6, radii: Array(72).fill(1) },
      checked: true,
    },
    scale: { a: { x: 295, y: 866 }, b: { x: 728, y: 872 }, knownMm: 89, source: 'caliper', status: 'used' },
    seed: 7,
  },
)
export const mmPerPx = scaleOf(shaven)

/** Hair on a painted head: how much of the skin it darkens, where it begins, and what else lies on the skin. */
export interface Painted {
  /** Whether hair grows at a place of the face frame, mm. */
  readonly hairy: (xMm: number, yMm: number) => boolean
  /** Share of the px that a hair darkens, and by how much of the light. */
  readonly share?: number
  readonly dark?: number
  readonly skin?: readonly number[]
  /** Light that is added at a place, of linear 0..1. */
  readonly gloss?: (xMm: number, yMm: number) => number
  readonly seed?: number
}

/** Skin before a grey wall, with brows, short hair of one or two px, light that falls off to one side, and noise. */
export function paintedPhoto(o: Painted, on: Design = shaven) {
  const { width, height } = on.photo
  const mmPerPx = scaleOf(on)
  const { share = 0.35, dark = 0.75, skin = [0.5, 0.33, 0.25] } = o
  let state = o.seed ?? 5
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647
  const head = rasterPolygon(outlinePolygon(on.marks), { left: 0, top: 0, step: 1, width, height })
  const { toFace } = faceFrame(on.marks)
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    const f = toFace({ x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 })
    const [x, y] = [f.x * mmPerPx, f.y * mmPerPx]
    const brow = Math.abs(y - 4) < 4 && Math.abs(x) > 10 && Math.abs(x) < 45
    const hair = (brow || o.hairy(x, y)) && random() < share ? 1 - dark : 1
    const light = 1 - 0.002 * x - 0.001 * Math.abs(y - 60)
    const gloss = o.gloss?.(x, y) ?? 0
    for (let c = 0; c < 3; c++) {
      const on = skin[c]! * light * hair * (1 + 0.02 * (random() - 0.5)) + gloss
      const wall = 0.2 * (1 + 0.02 * (random() - 0.5))
      rgba[i * 4 + c] = encodeSrgb((head[i]! * on + (255 - head[i]!) * wall) / 255)
    }
  }
  return { width, height, ...packedLevels({ width, height, rgba }, () => true) }
}
