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

/** Memory that planes are laid in again and again: those of before are lost. */
export interface PlaneRoom {
  floats: Float32Array
}

/** @param room where the planes live no longer than until the next ones; absent: memory of their own */
export function densityPlanes(
  x0: number,
  y0: number,
  width: number,
  height: number,
  step: number,
  room?: PlaneRoom,
): DensityPlanes {
  const n = width * height
  if (room && room.floats.length < 3 * n) room.floats = new Float32Array(3 * n)
  else room?.floats.fill(0, 0, 3 * n)
  const plane = (k: number) => room?.floats.subarray(k * n, (k + 1) * n) ?? new Float32Array(n)
  return { x0, y0, width, height, step, r: plane(0), g: plane(1), b: plane(2) }
}

export type Channel = 'r' | 'g' | 'b'

/**
 * What is laid. It is filled anew for each dot: numbers that go from function to function by themselves are objects on the
 * heap, some megabytes for a picture.
 */
export interface Gaussian {
  /** Its centre, in px of the level (not in samples). */
  x: number
  y: number
  /** Its covariance, px2. */
  xx: number
  xy: number
  yy: number
  /** Its integral over px2, per channel: kept whatever the sampling. */
  r: number
  g: number
  b: number
}

export const newGaussian = (): Gaussian => ({ x: 0, y: 0, xx: 0, xy: 0, yy: 0, r: 0, g: 0, b: 0 })

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

/** Where a Gaussian lies among the samples of a grid, in samples. */
interface Footprint {
  sx: number
  sy: number
  left: number
  right: number
  top: number
  bottom: number
  /** q, in steps of the table, is qxx dx2 + qxy dx dy + qyy dy2. */
  qxx: number
  qxy: number
  qyy: number
  /** Its height per energy; 0 where it is too thin for the samples. */
  height: number
  /** Its variance along the axes. */
  a: number
  c: number
}

const footprint: Footprint = {
  sx: 0,
  sy: 0,
  left: 0,
  right: 0,
  top: 0,
  bottom: 0,
  qxx: 0,
  qxy: 0,
  qyy: 0,
  height: 0,
  a: 0,
  c: 0,
}

function lay(planes: DensityPlanes, g: Gaussian): Footprint {
  const f = footprint
  const inverse = 1 / planes.step
  const scale = inverse * inverse
  f.sx = g.x * inverse - planes.x0 - 0.5
  f.sy = g.y * inverse - planes.y0 - 0.5
  const a = g.xx * scale
  const c = g.yy * scale
  const d = g.xy * scale
  f.a = a
  f.c = c
  if (Math.min(a, c) < THIN_SIGMA * THIN_SIGMA) {
    f.height = 0
    return f
  }
  const det = a * c - d * d
  f.height = scale / (2 * Math.PI * Math.sqrt(det))
  const reachX = CUT_SIGMAS * Math.sqrt(a)
  const reachY = CUT_SIGMAS * Math.sqrt(c)
  f.left = Math.max(0, Math.ceil(f.sx - reachX))
  f.right = Math.min(planes.width - 1, Math.floor(f.sx + reachX))
  f.top = Math.max(0, Math.ceil(f.sy - reachY))
  f.bottom = Math.min(planes.height - 1, Math.floor(f.sy + reachY))
  f.qxx = (c / det) * STEPS_PER_Q
  f.qyy = (a / det) * STEPS_PER_Q
  f.qxy = ((-2 * d) / det) * STEPS_PER_Q
  return f
}

const MOST_STEPS = CUT_Q * STEPS_PER_Q

/** Adds a Gaussian to the planes. */
export function addGaussian(planes: DensityPlanes, gaussian: Gaussian): void {
  const { width, r, g, b } = planes
  const f = lay(planes, gaussian)
  if (f.height === 0) {
    addPoints(planes, f, gaussian)
    return
  }
  const { sx, sy, left, right, top, bottom, qxx, qxy, qyy } = f
  const pr = gaussian.r * f.height
  const pg = gaussian.g * f.height
  const pb = gaussian.b * f.height
  for (let j = top; j <= bottom; j++) {
    const dy = j - sy
    const qRow = qyy * dy * dy + 0.5
    let i = j * width + left
    for (let k = left; k <= right; k++, i++) {
      const dx = k - sx
      const q = qRow + (qxx * dx + qxy * dy) * dx
      if (q >= MOST_STEPS) continue
      const v = table[q | 0]!
      r[i]! += pr * v
      g[i]! += pg * v
      b[i]! += pb * v
    }
  }
}

/** The same as a box of its variance, quicker: for what is about as wide as a sample, of which the samples show no form. */
export function addBox(planes: DensityPlanes, gaussian: Gaussian): void {
  const inverse = 1 / planes.step
  const f = footprint
  f.sx = gaussian.x * inverse - planes.x0 - 0.5
  f.sy = gaussian.y * inverse - planes.y0 - 0.5
  f.a = gaussian.xx * inverse * inverse
  f.c = gaussian.yy * inverse * inverse
  addPoints(planes, f, gaussian)
}

/** The same for one plane alone, with the energy of one channel: the halos of the three colours differ in width. */
export function addGaussianTo(planes: DensityPlanes, channel: Channel, gaussian: Gaussian): void {
  const plane = planes[channel]
  const f = lay(planes, gaussian)
  if (f.height === 0) {
    addPoint(planes, plane, f, gaussian[channel])
    return
  }
  const { sx, sy, left, right, top, bottom, qxx, qxy, qyy } = f
  const peak = gaussian[channel] * f.height
  for (let j = top; j <= bottom; j++) {
    const dy = j - sy
    const qRow = qyy * dy * dy + 0.5
    let i = j * planes.width + left
    for (let k = left; k <= right; k++, i++) {
      const dx = k - sx
      const q = qRow + (qxx * dx + qxy * dy) * dx
      if (q < MOST_STEPS) plane[i]! += peak * table[q | 0]!
    }
  }
}

/**
 * Widens a Gaussian until no axis, however it lies, has less than the `least` variance: an ellipse that is too narrow for its
 * grid is as wide as the grid can show.
 */
export function notNarrower(gaussian: Gaussian, least: number): void {
  const { xx, xy, yy } = gaussian
  const half = (xx + yy) / 2
  const root = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy)
  if (half - root >= least) return
  if (half + root <= least || xy === 0) {
    gaussian.xx = Math.max(least, xx)
    gaussian.yy = Math.max(least, yy)
    gaussian.xy = 0
    return
  }
  // The narrow axis alone: what lies across the long one.
  const by = (least - (half - root)) / (2 * root)
  gaussian.xx += by * (half + root - xx)
  gaussian.xy -= by * xy
  gaussian.yy += by * (half + root - yy)
}

/** Samples average over themselves: this much of a Gaussian's variance is the sample's own. */
const SAMPLE_VARIANCE = 1 / 12

/** The samples that a dot thinner than one covers, and how far it reaches to both sides. */
const box = { halfX: 0, halfY: 0, left: 0, right: 0, top: 0, bottom: 0 }

function boxOf({ width, height }: DensityPlanes, { sx, sy, a, c }: Footprint): typeof box {
  const halfX = Math.sqrt(3 * Math.max(1e-6, a - SAMPLE_VARIANCE))
  const halfY = Math.sqrt(3 * Math.max(1e-6, c - SAMPLE_VARIANCE))
  box.halfX = halfX
  box.halfY = halfY
  box.left = Math.max(0, Math.floor(sx - halfX + 0.5))
  box.right = Math.min(width - 1, Math.floor(sx + halfX + 0.5))
  box.top = Math.max(0, Math.floor(sy - halfY + 0.5))
  box.bottom = Math.min(height - 1, Math.floor(sy + halfY + 0.5))
  return box
}

/**
 * A dot thinner than a sample: a box of its variance is shared out among the samples that it covers, as averaging the full
 * picture would do. Energy is kept exactly.
 */
function addPoint(planes: DensityPlanes, plane: Float32Array, f: Footprint, energy: number): void {
  const { sx, sy } = f
  const { halfX, halfY, left, right, top, bottom } = boxOf(planes, f)
  const perSample = energy / (planes.step * planes.step * 4 * halfX * halfY)
  for (let y = top; y <= bottom; y++) {
    const coveredY = Math.min(sy + halfY, y + 0.5) - Math.max(sy - halfY, y - 0.5)
    for (let x = left; x <= right; x++) {
      const coveredX = Math.min(sx + halfX, x + 0.5) - Math.max(sx - halfX, x - 0.5)
      plane[y * planes.width + x]! += coveredX * coveredY * perSample
    }
  }
}

function addPoints(planes: DensityPlanes, f: Footprint, gaussian: Gaussian): void {
  const { sx, sy } = f
  const { r, g, b, width } = planes
  const { halfX, halfY, left, right, top, bottom } = boxOf(planes, f)
  const over = planes.step * planes.step * 4 * halfX * halfY
  const pr = gaussian.r / over
  const pg = gaussian.g / over
  const pb = gaussian.b / over
  for (let y = top; y <= bottom; y++) {
    const coveredY = Math.min(sy + halfY, y + 0.5) - Math.max(sy - halfY, y - 0.5)
    for (let x = left; x <= right; x++) {
      const covered = (Math.min(sx + halfX, x + 0.5) - Math.max(sx - halfX, x - 0.5)) * coveredY
      const i = y * width + x
      r[i]! += covered * pr
      g[i]! += covered * pg
      b[i]! += covered * pb
    }
  }
}
