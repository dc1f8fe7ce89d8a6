/** Three planes of optical density over a rectangle of samples. */
export interface DensityPlanes {
  /** Sample (0, 0) is centred at (x0 + .5, y0 + .5) in units of `step` pixels. */
  readonly x0: number
  readonly y0: number
  readonly width: number
  readonly height: number
  readonly step: number
  readonly r: Float32Array
  readonly g: Float32Array
  readonly b: Float32Array
}

export function densityPlanes(x0: number, y0: number, width: number, height: number, step: number): DensityPlanes {
  const n = width * height
  return { x0, y0, width, height, step, r: new Float32Array(n), g: new Float32Array(n), b: new Float32Array(n) }
}

/** A Gaussian is cut here and lowered so that it ends at zero; its height makes up for what that takes away. */
export const CUT_SIGMAS = 3.2
const CUT_Q = CUT_SIGMAS * CUT_SIGMAS
const CUT_VALUE = Math.exp(-CUT_Q / 2)
const KEPT = 1 - CUT_VALUE - (CUT_VALUE * CUT_Q) / 2

const STEPS_PER_Q = 256
/** e^(-q/2) - cut by q = 0..CUT_Q, scaled to the energy of the whole Gaussian. */
const table = Float32Array.from({ length: Math.ceil(CUT_Q * STEPS_PER_Q) + 2 }, (_, i) =>
  Math.max(0, (Math.exp(-i / STEPS_PER_Q / 2) - CUT_VALUE) / KEPT),
)

/** Below this a Gaussian is thinner than the samples that should catch it. */
const THIN_SIGMA = 0.55

/**
 * Adds a Gaussian to the planes.
 * @param x,y its centre, in px of the level (not in samples)
 * @param cxx,cxy,cyy its covariance, px2
 * @param er,eg,eb its integral over px2, per channel: kept whatever the sampling
 */
export function addGaussian(
  planes: DensityPlanes,
  x: number,
  y: number,
  cxx: number,
  cxy: number,
  cyy: number,
  er: number,
  eg: number,
  eb: number,
): void {
  const { step, width, height, r, g, b } = planes
  const inverse = 1 / step
  const sx = x * inverse - planes.x0 - 0.5
  const sy = y * inverse - planes.y0 - 0.5
  const scale = inverse * inverse
  const a = cxx * scale
  const c = cyy * scale
  const d = cxy * scale
  const det = a * c - d * d
  if (Math.min(a, c) < THIN_SIGMA * THIN_SIGMA) {
    addPoint(planes, sx, sy, a, c, er * scale, eg * scale, eb * scale)
    return
  }
  const height0 = scale / (2 * Math.PI * Math.sqrt(det))
  const pr = er * height0
  const pg = eg * height0
  const pb = eb * height0
  const reachX = CUT_SIGMAS * Math.sqrt(a)
  const reachY = CUT_SIGMAS * Math.sqrt(c)
  const left = Math.max(0, Math.ceil(sx - reachX))
  const right = Math.min(width - 1, Math.floor(sx + reachX))
  const top = Math.max(0, Math.ceil(sy - reachY))
  const bottom = Math.min(height - 1, Math.floor(sy + reachY))
  const qxx = (c / det) * STEPS_PER_Q
  const qyy = (a / det) * STEPS_PER_Q
  const qxy = ((-2 * d) / det) * STEPS_PER_Q
  const most = CUT_Q * STEPS_PER_Q
  for (let j = top; j <= bottom; j++) {
    const dy = j - sy
    const qRow = qyy * dy * dy + 0.5
    let i = j * width + left
    for (let k = left; k <= right; k++, i++) {
      const dx = k - sx
      const q = qRow + (qxx * dx + qxy * dy) * dx
      if (q >= most) continue
      const v = table[q | 0]!
      r[i]! += pr * v
      g[i]! += pg * v
      b[i]! += pb * v
    }
  }
}

/** Samples average over themselves: this much of a Gaussian's variance is the sample's own. */
const SAMPLE_VARIANCE = 1 / 12

/**
 * A dot thinner than a sample: a box of its variance is shared out among the samples that it covers, as averaging the full
 * picture would do. Energy is kept exactly.
 */
function addPoint(
  planes: DensityPlanes,
  sx: number,
  sy: number,
  a: number,
  c: number,
  er: number,
  eg: number,
  eb: number,
): void {
  const { width, height, r, g, b } = planes
  const halfX = Math.sqrt(3 * Math.max(1e-6, a - SAMPLE_VARIANCE))
  const halfY = Math.sqrt(3 * Math.max(1e-6, c - SAMPLE_VARIANCE))
  const left = Math.max(0, Math.floor(sx - halfX + 0.5))
  const right = Math.min(width - 1, Math.floor(sx + halfX + 0.5))
  const top = Math.max(0, Math.floor(sy - halfY + 0.5))
  const bottom = Math.min(height - 1, Math.floor(sy + halfY + 0.5))
  const perSample = 1 / (4 * halfX * halfY)
  for (let y = top; y <= bottom; y++) {
    const coveredY = Math.min(sy + halfY, y + 0.5) - Math.max(sy - halfY, y - 0.5)
    for (let x = left; x <= right; x++) {
      const coveredX = Math.min(sx + halfX, x + 0.5) - Math.max(sx - halfX, x - 0.5)
      const weight = coveredX * coveredY * perSample
      const i = y * width + x
      r[i]! += er * weight
      g[i]! += eg * weight
      b[i]! += eb * weight
    }
  }
}
